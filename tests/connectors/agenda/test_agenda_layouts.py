"""What other municipalities' layouts taught the reader of agendas, kind by kind."""

from __future__ import annotations

import pytest

from connectors.agenda.agendas import ITEM, assert_nothing_lost, only, read_text


@pytest.mark.parametrize(
    "text",
    [
        "Sagsfrem-\nstilling\nEn bænk.\n\nØkono-\nmiske konse-\nkvenser\n12 kr.",
        "Sagsfrem-   En bænk.\nstilling\n\nØkonomiske  12\nkonse-      kr.\nkvenser\n\nHøring      Nej",
    ],
)
def test_a_label_may_be_parted_by_a_hyphen(text: str):
    reading = read_text(ITEM.format(text))
    (item,) = reading.items
    assert [(one.heading, one.text) for one in item.sections] == [("Sagsfremstilling", "En bænk.")]
    assert item.economy == "12 kr."
    assert_nothing_lost(reading)


def test_the_same_meeting_heads_the_decision_of_each_item():
    reading = read_text(
        "Byrådet 2022-2025, 3. maj 2022\n\n1. Bænk\nSagsnr.: 22/111\n\nIndstilling\nKøb den.\n\n"
        "Bilag\n1. Høring\n2. Tegning\n\nByrådet 2022-2025, 3. maj 2022\nGodkendt.\n\nFraværende: Bo Ek\n\n"
        "2. Bord\nSagsnr.: 22/112\n\nIndstilling\nKøb det.\n\nByrådet 2022-2025, 3. maj 2022\nUdsat.\n"
    )
    assert [one.text for item in reading.items for one in item.decisions] == ["Godkendt.", "Udsat."]
    assert reading.items[0].attachments == ("Høring", "Tegning")
    assert reading.items[0].decisions[0].absent == ("Bo Ek",)


def test_a_body_may_say_that_it_decides():
    (decision,) = only(
        ITEM.format(
            "Indstilling\nJa.\n\nBeslutning\nTeknikudvalgets beslutning i mødet den 3. maj 2022\n\nJa."
        )
    ).decisions
    assert (decision.body, decision.text) == ("Teknikudvalget", "Ja.")


def test_what_the_case_system_says_takes_one_line():
    reading = read_text(
        "Byrådet 3. maj 2022\n\n1. Bænk\n\nDok.nr.: 17\nSagsnr.: 22/111    Sagsbehandler: Eva Ås\n"
        "Initialer\nabc\nÅben sag\n\nSagsfremstilling\nEn bænk.\nAnsvarlig: Parkchefen\n\nMere om den.\n\n"
        "Indstilling\nKøb den.\n\nSagsbehandler: Ib Ott\n\n2. Bord\n\nIndstilling\nKøb det."
    )
    item = reading.items[0]
    assert (item.case_number, item.item_type, item.recommendation) == ("22/111", "Åben sag", "Køb den.")
    assert [one.heading for one in item.sections] == ["Sagsfremstilling"]
    assert item.sections[0].text.split("\n\n") == ["En bænk.", "Ansvarlig: Parkchefen", "Mere om den."]
    assert [part.text for part in reading.furniture if part.kind == "registration"] == [
        "Dok.nr.: 17",
        "Sagsbehandler: Eva Ås",
        "Initialer: abc",
        "Sagsbehandler: Ib Ott",
    ]
    assert_nothing_lost(reading)
