"""Single oddities, each in the fewest lines that have it."""

from __future__ import annotations

import pytest

from connectors.governing.documents import facts, noticed, outline, read_text


@pytest.mark.parametrize(
    ("text", "title", "sender"),
    [
        ("Sundhed og trivsel\n\nIndledning\n\nVi vil leve godt.\n", "Sundhed og trivsel", ""),
        ("# 1. Indledning\n\nVi vil leve godt.\n\n# 2. Mål\n\nAlle er med.\n", "", ""),
        ("Notat\n\nØkonomi og Løn\n\nLånene i 2026\n\nVi har to lån.\n", "Lånene i 2026", "Økonomi og Løn"),
        ("Budgetstrategi\n\nBaggrund\n\nVi mangler penge.\n", "Budgetstrategi", ""),
    ],
    ids=["a title like an office", "numbered headings alone", "a sender", "a title like a type"],
)
def test_title_and_sender(text: str, title: str, sender: str):
    reading = read_text(text)
    assert (reading.title, reading.sender) == (title, sender)


HEAD = "Notat\n\nDato: 3. marts 2025\n\nStatus på noget\n\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "Budgettet for 2026 blev vedtaget i oktober 2024.",
        "Det blev i januar besluttet at gennemføre analysen i efteråret 2025.",
        "Taksten blev vedtaget med virkning fra den 1. januar 2026.",
        "Ubalancen er i 2027 på 42 mio. kr., hvis intet gøres.",
        "Der gives en status i januar 2026, og den blev også givet i januar 2025.",
        "Mødet blev holdt tirsdag den 4. februar 2025.",
        "Priserne er steget til 2,5 pct. pr. 1.3.2025.",
        "Sagen har nummer 00.30.00-S00-4-25.",
        "Vi glæder os over det arbejde, der er lagt i det, og som vi nu kan bygge videre på.",
        "Se bilag 2 til kontrakten og budgetaftalens afsnit 4.",
        "Forvaltningen vurderer følgende: Det er billigst at vente. Det er dyrest at vente længe.",
    ],
)
def test_no_false_alarm(sentence: str):
    assert noticed(read_text(f"{HEAD}{sentence}\n")) == []


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Undersøgelsen blev gennemført i maj 2025.", "date_after"),
        ("I sommeren 2025 blev der ansat to medarbejdere.", "date_after"),
        ("Der er i 2026 flere projekter i gang.", "date_after"),
        ("Der blev den 4. april 2025 holdt et møde.", "date_after"),
        ("Mødet er mandag den 4. februar 2025.", "weekday_wrong"),
        ("Fristen er 31/11 2025.", "date_impossible"),
        ("Fristen er 2-13-2025.", "date_impossible"),
        ("Tallene fremgår af tabel 4, og resten må vente.", "reference_missing"),
        ("Resultatet sendes til lederne, til udvalget og til", "sentence_breaks_off"),
    ],
)
def test_an_oddity_is_found(sentence: str, code: str):
    assert [found for found, _ in noticed(read_text(f"{HEAD}{sentence}\n"))] == [code]


def test_a_later_revision_may_tell_more():
    text = "Strategi for parker\n\nVedtaget den 3. maj 2020, senest revideret den 4. juni 2024\n\n"
    reading = read_text(f"{text}Parken blev indviet i august 2022.\n")
    assert facts(reading)["date"] == "2024-06-04"
    assert noticed(reading) == []


def test_paragraphs_that_differ_in_a_figure_or_a_name_are_two():
    one = "I 2026 bruger vi 12 mio. kr. på nye klasselokaler i den nordlige del af kommunen."
    assert noticed(read_text(f"{HEAD}{one}\n\n{one.replace('12', '14')}\n")) == []
    assert noticed(read_text(f"{HEAD}{one}\n\n{one}\n")) == [["text_twice", 9]]


def test_a_word_a_line():
    text = "Vi vil vise, at en tekst, der er faldet fra hinanden, kan samles af den, der læser den med omhu."
    time = "Det tager en dag og en nat, hvis vi begynder nu."
    parts = ("Notat", "Formål", text, "Tid", time)
    blocks = outline(read_text("\n\n".join(part.replace(" ", "\n") for part in parts)))
    assert blocks == ["h1 Formål", f"p {text}", "h1 Tid", f"p {time}"]
