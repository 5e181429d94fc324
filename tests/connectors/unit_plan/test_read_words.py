"""The vocabulary and the repairs, word by word."""

from __future__ import annotations

import pytest

from kernespor.connectors.unit_plan.repair import join_lines, repair_alphabet
from kernespor.connectors.unit_plan.vocabulary import Part, find_front_label, find_label, split_head


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Handlinger", Part.ACTION),
        ("Handliger:", Part.ACTION),
        ("Vores konkrete tiltag i 2024-2025", Part.ACTION),
        ("Sådan gør vi", Part.ACTION),
        ("Aktiviteter og tiltag", Part.ACTION),
        ("Målintikator", Part.INDICATOR),
        ("Hvordan ved vi, at vi er lykkedes?", Part.INDICATOR),
        ("Mål", Part.GOAL),
        ("Indsatsområder", Part.AREA),
        ("Forhandlinger", None),
        ("Ændringer", None),
        ("Handlinger er ikke nok, når målet er stort", None),
    ],
)
def test_labels(text, part):
    label = find_label(text)
    assert (label.part if label else None) == part


def test_a_label_in_front_of_its_text():
    assert find_front_label("Succeskriterier – at alle børn trives") == (
        Part.INDICATOR,
        "at alle børn trives",
        "",
    )
    assert find_front_label("Vi mødes – men ikke altid") is None


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("1.1 Mål – GDPR", (Part.GOAL, "1.1", "GDPR", "")),
        ("Mål 1: Trivsel", (Part.GOAL, "1", "Trivsel", "")),
        ("Indsatsområde 1 – Ro", (Part.AREA, "1", "Ro", "")),
        ("Indsatsomåde 2: Ro", (Part.AREA, "2", "Ro", "indsatsområde")),
        ("1.1) Ro", (None, "1.1", "Ro", "")),
        ("2 Ro på stuen", (None, "2", "Ro på stuen", "")),
        ("2 børn flytter", (None, "", "2 børn flytter", "")),
        ("Målet er ro", (None, "", "Målet er ro", "")),
    ],
)
def test_headings(text, head):
    assert split_head(text) == head


def test_letters_of_another_alphabet():
    assert repair_alphabet("Måлиндikator", frozenset()).text == "Målindikator"
    assert repair_alphabet("индикатор", frozenset()).text == "indikator"
    assert repair_alphabet("b\u043ern", frozenset()).text == "born"
    foreign = repair_alphabet("han sagde «Привет, друзья»", frozenset())
    assert foreign.text == "han sagde «Привет, друзья»"
    assert foreign.foreign == ("Привет", "друзья")


@pytest.mark.parametrize(
    ("left", "right", "together"),
    [
        ("et styrings-", "grundlag", "et styringsgrundlag"),
        ("kasse-", "og regnskabsregulativ", "kasse- og regnskabsregulativ"),
        ("via e-", "handel", "via e-handel"),
        ("IT-", "sikkerhed", "IT-sikkerhed"),
        ("metode/", "model", "metode/model"),
        ("end-", "to-end", "end-to-end"),
        ("et sty\u00ad", "ret løb", "et styret løb"),
        ("vi", "skal", "vi skal"),
    ],
)
def test_words_parted_at_the_end_of_a_line(left, right, together):
    assert join_lines(left, right, frozenset({"end-to"})).text == together
