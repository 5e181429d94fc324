"""What the reader of agendas goes by, rule by rule."""

from __future__ import annotations

import datetime as dt

import pytest

from connectors.agenda.agendas import ITEM, codes, only, read_text


@pytest.mark.parametrize(
    "text",
    [
        "Økonomiske konsekvenser\n12 kr.", "Økonomiske\nkonsekvenser\n12 kr.",
        "Økonomiske konsekvenser: 12 kr.",
        "Økonomiske konsekvenser    12 kr.", "Økonomi\n12 kr.", "Økonomi: 12 kr.", "**Økonomi**\n\n12 kr.",
        "### Økonomi\n\n12 kr.", "| Økonomi | 12 kr. |\n|--|--|", "ØKONOMI\n\n12 kr.", "Økonomi:\n\n12 kr.",
    ],
)  # fmt: skip
def test_a_label_stands_in_many_ways(text: str):
    assert only(ITEM.format(f"Sagsfremstilling\nEn bænk.\n\n{text}")).economy == "12 kr."


def test_a_label_beside_its_text_column_by_column():
    item = only(
        ITEM.format(
            "Administrationens  Administrationen foreslår, at udvalget\n"
            "forslag            godkender bænken.\n\n"
            "Beslutning         Godkendt, men bænken\n"
            "Miljøudvalget      skal være rød.\n"
            "den 03-05-2024\n\n"
            "Fraværende         Ingen"
        )
    )
    assert item.recommendation == "Administrationen foreslår, at udvalget godkender bænken."
    (decision,) = item.decisions
    assert (decision.body, decision.text) == ("Miljøudvalget", "Godkendt, men bænken skal være rød.")
    assert decision.date == dt.date(2024, 5, 3)


def test_a_sentence_can_open_the_recommendation():
    item = only(
        ITEM.format("Sagsfremstilling\nEn bænk.\n\nDirektionen indstiller, at\n1. bænken købes\n2. den males")
    )
    assert item.recommendation == "Direktionen indstiller, at\n\n1. bænken købes\n2. den males"


def test_words_of_the_text_are_no_labels():
    item = only(
        ITEM.format(
            "Sagsfremstilling\nBænken er en del af en plan, som skal ses i lyset af den samlede\n"
            "Økonomi og de beslutninger, som udvalget tog sidste år om\nBilag og andet."
        )
    )
    assert [section.heading for section in item.sections] == ["Sagsfremstilling"]
    assert item.economy == ""


def test_background_is_the_theme_where_nothing_else_is():
    assert (
        only(ITEM.format("Baggrund\nDer mangler en bænk.\n\nSagsfremstilling\nMere.")).theme
        == "Der mangler en bænk."
    )
    item = only(ITEM.format("Resumé\nKort.\n\nBaggrund\nDer mangler en bænk.\n\nSagsfremstilling\nMere."))
    assert item.theme == "Kort."
    assert item.sections[0].heading == "Baggrund"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("1. Bænk", "2. Bord"), ("Punkt 1: Bænk", "Punkt 2: Bord"), ("Sag nr. 1 Bænk", "Sag nr. 2 Bord"),
        ("1 (Åben) Bænk", "2 (Åben) Bord"), ("Pkt. 1 Bænk", "Pkt. 2 Bord"), ("1 Bænk", "2 Bord"),
        ("## 1. Bænk", "## 2. Bord"), ("## Bænk", "## Bord"), ("**1. Bænk**", "**2. Bord**"),
        ("Bænk", "Bord"),
        ("1) Bænk", "2) Bord"), ("• Punkt 1 Bænk", "• Punkt 2 Bord"),
        ("1 - Bænk", "2 - Bord"), ("1.\nBænk", "2.\nBord"),
    ],
)  # fmt: skip
def test_an_item_begins_in_many_ways(one: str, two: str):
    body = (
        "\n\nSagsnr.: 24/111{}\n\nSagsfremstilling\nDer er brug for den, og den har været ønsket længe.\n\n"
    )
    body += "Indstilling\nAdministrationen indstiller, at\n1. den købes\n2. den males\n3. den stilles op\n\n"
    body += "Beslutning\nGodkendt.\n\n"
    reading = read_text(f"Referat af Byrådet den 3. maj 2022\n\n{one}{body.format(1)}{two}{body.format(2)}")
    assert [item.title for item in reading.items] == ["Bænk", "Bord"]
    assert [item.case_number for item in reading.items] == ["24/1111", "24/1112"]
    assert all(
        item.recommendation.count("\n") == 4 or "3. den" in item.recommendation for item in reading.items
    )


def test_a_contents_list_is_furniture():
    reading = read_text(
        "Byrådet 3. maj 2022\n\nIndholdsfortegnelse\n1. Bænk\n2. Bord\n\n"
        "1. Bænk\n\nIndstilling\nKøb den.\n\n2. Bord\n\nIndstilling\nKøb det.\n"
    )
    assert [item.title for item in reading.items] == ["Bænk", "Bord"]
    assert [part.text for part in reading.furniture if part.kind == "contents"] == [
        "Indholdsfortegnelse",
        "1. Bænk",
        "2. Bord",
    ]


@pytest.mark.parametrize("text", ["Lukket punkt", "Lukket sag: Køb af grund", "(Lukket) Køb af grund"])
def test_a_closed_item_is_marked(text: str):
    reading = read_text(
        f"Byrådet 3. maj 2022\n\n1. Bænk\n\nIndstilling\nKøb den.\n\n2. {text}\n\n3. Bord\n\nIndstilling\nJa."
    )
    assert [item.closed for item in reading.items] == [False, True, False]
    assert "closed_item" in codes(reading)


def test_items_below_the_heading_of_the_closed_ones_are_closed():
    reading = read_text(
        "Byrådet 3. maj 2022\n\n1. Bænk\n\nIndstilling\nKøb den.\n\nLukkede punkter\n\n"
        "2. Grund\n\nIndstilling\nKøb den."
    )
    assert [item.closed for item in reading.items] == [False, True]


def test_decisions_body_by_body():
    item = only(
        ITEM.format(
            "Indstilling\nKøb den.\n\n"
            "Beslutning i Børneudvalget den 3. april 2018\nAnbefales.\nFraværende: Bo Ek (V)\n\n"
            "Beslutning i Økonomiudvalget den 17. april 2018\nGodkendt."
        )
    )
    assert [(one.body, one.date, one.text, one.absent) for one in item.decisions] == [
        ("Børneudvalget", dt.date(2018, 4, 3), "Anbefales.", ("Bo Ek (V)",)),
        ("Økonomiudvalget", dt.date(2018, 4, 17), "Godkendt.", ()),
    ]


def test_decisions_below_one_label():
    item = only(
        ITEM.format(
            "Indstilling\nKøb den.\n\nBeslutninger:\nBørneudvalget, 3. april 2018, pkt. 4:\nAnbefales.\n\n"
            "Økonomiudvalget, den 17. april 2018:\nGodkendt."
        )
    )
    assert [(one.body, one.text) for one in item.decisions] == [
        ("Børneudvalget", "Anbefales."),
        ("Økonomiudvalget", "Godkendt."),
    ]


@pytest.mark.parametrize(
    ("said", "absent"),
    [
        ("Fraværende: Bo Ek (V) og Eva Ås", ("Bo Ek (V)", "Eva Ås")),
        ("Fraværende\nBo Ek, Eva Ås, Ib Ott", ("Bo Ek", "Eva Ås", "Ib Ott")),
        ("Afbud: Bo Ek", ("Bo Ek",)),
        ("Fraværende: Ingen", ()),
        ("Fraværende:\n- Bo Ek\n- Eva Ås", ("Bo Ek", "Eva Ås")),
        ("Bo Ek og Eva Ås var fraværende.", ("Bo Ek", "Eva Ås")),
        ("Bo Ek (V) havde meldt afbud, og Ib Ott deltog i stedet.", ("Bo Ek (V)",)),
        ("Ej til stede: Bo Ek", ("Bo Ek",)),
    ],
)
def test_the_absent(said: str, absent: tuple[str, ...]):
    reading = read_text(
        ITEM.format(f"Indstilling\nJa.\n\nBeslutning i Byrådet den 3. maj 2022\nGodkendt.\n\n{said}")
    )
    (decision,) = reading.items[0].decisions
    assert decision.absent == absent
    assert decision.text.startswith("Godkendt.")
    assert "absent_missing" not in codes(reading)


def test_the_decision_may_stand_below_the_absent():
    (decision,) = only(
        ITEM.format(
            "Indstilling\nJa.\n\nBeslutning i Byrådet 3. maj 2022:\nFraværende: Bo Ek (V)\n\nGodkendt."
        )
    ).decisions
    assert (decision.text, decision.absent) == ("Godkendt.", ("Bo Ek (V)",))


def test_dissent():
    (decision,) = only(
        ITEM.format(
            "Indstilling\nJa.\n\nBeslutning\nGodkendt. Eva Ås (Ø) stemte imod.\n\n"
            "Mindretalsudtalelse:\nDen er for dyr."
        )
    ).decisions
    assert decision.text == "Godkendt. Eva Ås (Ø) stemte imod."
    assert decision.dissent == ("Den er for dyr.", "Eva Ås (Ø) stemte imod.")


def test_an_unknown_heading_stays_a_section():
    reading = read_text(
        "Sporkøbing Kommune\nByrådet 3. maj 2022\n\nBænk\n\n"
        "Sagsfremstilling\nDer mangler en bænk ved søen.\n\n"
        "Fuglenes ro\n\nBænken står så langt fra rederne, at fuglene ikke bliver forstyrret.\n\n"
        "Indstilling\nKøb den."
    )
    (item,) = reading.items
    assert [section.heading for section in item.sections] == ["Sagsfremstilling", "Fuglenes ro"]
    assert "unknown_heading" in codes(reading)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Bænk\n\nIndstilling\nJa.", "no_case_number"),
        (ITEM.format("Sagsfremstilling\nTekst."), "no_recommendation"),
        (ITEM.format("Indstilling\nJa, se bilag 2.\n\nBilag\n1. Kort"), "attachment_missing"),
        (ITEM.format("Indstilling\nJa.\n\nBeslutning i Byrådet den 31. februar 2022\n"
                     "Godkendt."), "date_impossible"),
        (ITEM.format("Indstilling\nJa.\n\nBeslutning i Byrådet den 31. februar 2022\n"
                     "Godkendt."), "decision_no_date"),
        (ITEM.format("Indstilling\nJa, mandag den 3. maj 2022."), "weekday_wrong"),
        (ITEM.format("Indstilling\nJa.\n\nBeslutning i Byrådet den 3. maj 2022"), "decision_empty"),
        (ITEM.format("Indstilling\nJa.\n\nBeslutning i Byrådet den 3. maj 2022\n"
                     "Godkendt."), "absent_missing"),
        (ITEM.format("Indstilling\nJa."), "no_body"),
        (ITEM.format("Indstilling\nJa."), "no_meeting_date"),
        (ITEM.format("Noget\n\nIndstilling\nJa.").replace("24/1234", "følger"), "case_number_unread"),
        ("Byrådet 3. maj 2022\n\n" + ITEM.format("Beslutning i Byrådet den 2. maj 2022\n"
                                                 "Ja."), "decision_before_meeting"),
    ],
)  # fmt: skip
def test_what_is_odd_is_said(text: str, code: str):
    reading = read_text(text)
    assert code in codes(reading)
    (finding, *_) = [one for one in reading.findings if one.code == code]
    assert finding.message
    assert finding.suggestion


def test_an_item_without_decision_is_said_where_others_have_one():
    reading = read_text(
        "Byrådet 3. maj 2022\n\n1. Bænk\n\nIndstilling\nJa.\n\nBeslutning\nJa.\n\n2. Bord\n\n"
        "Indstilling\nJa.\n"
    )
    assert [one.place.line for one in reading.findings if one.code == "no_decision"] == [11]


def test_numbers_that_jump_are_said():
    reading = read_text("Byrådet 3. maj 2022\n\n1. Bænk\n\nIndstilling\nJa.\n\n4. Bord\n\nIndstilling\nJa.\n")
    assert "numbers_jump" in codes(reading)


def test_the_absent_of_the_head_count_for_its_own_body():
    reading = read_text(
        "Byrådet 3. maj 2022\n\nFraværende: Bo Ek\n\n1. Bænk\n\nIndstilling\nJa.\n\n"
        "Beslutning i Økonomiudvalget den 2. maj 2022\nAnbefales.\n\n"
        "Beslutning i Byrådet den 3. maj 2022\nGodkendt.\n"
    )
    assert [one.absent for one in reading.items[0].decisions] == [(), ("Bo Ek",)]


def test_a_title_that_stands_twice_is_one():
    reading = read_text(
        "Byrådet 3. maj 2022\n\n1. Bænk\n\n1.     Bænk\n\nIndstilling\nJa.\n\n2. Bord\n\nBord\n\n"
        "Indstilling\nJa."
    )
    assert [item.title for item in reading.items] == ["Bænk", "Bord"]
    assert all(item.sections == () for item in reading.items)


def test_a_label_that_nobody_filled_in_says_nothing_of_the_absent():
    reading = read_text(
        ITEM.format("Indstilling\nJa.\n\nBeslutning i Byrådet den 3. maj 2022:\nFraværende: \nGodkendt.")
    )
    (decision,) = reading.items[0].decisions
    assert (decision.text, decision.absent, decision.absent_said) == ("Godkendt.", (), False)


def test_a_body_and_its_day_head_a_decision():
    item = only(ITEM.format("Indstilling\nJa.\n\nBilag\nKort\nTidsplan\n\nBYRÅDET, 3. maj 2022\nGodkendt."))
    assert item.attachments == ("Kort", "Tidsplan")
    assert [(one.body, one.text) for one in item.decisions] == [("Byrådet", "Godkendt.")]


def test_what_a_body_recommends_to_another_is_its_decision():
    item = only(ITEM.format("Sagsfremstilling\nEn bænk.\n\nBeslutning\nUdvalget anbefaler, at bænken købes."))
    assert item.recommendation == ""
    assert item.decisions[0].text == "Udvalget anbefaler, at bænken købes."


def test_labels_may_be_numbered():
    item = only(
        "Direktionen\nMødedato: 5. juni 2023\n\nSag: Arbejdstøj\nSagsnr.: 23/5541\n\n1. Resumé\nKort.\n\n"
        "2. Sagsfremstilling\nLang.\n\n3. Økonomi\nIngen.\n\n4. Indstilling\nJa.\n\n"
        "5. Beslutning\nGodkendt.\n"
    )
    assert (item.title, item.case_number, item.theme) == ("Arbejdstøj", "23/5541", "Kort.")
    assert (item.economy, item.recommendation) == ("Ingen.", "Ja.")
    assert [one.text for one in item.decisions] == ["Godkendt."]


def test_minutes_may_be_headed_by_the_word_for_decisions():
    reading = read_text(
        "BESLUTNINGER - Byrådet den 28. september 2021\n\n201. Bænk\nSagsnr. 21/9930    Brevid. 44188\n\n"
        "INDSTILLING\nJa.\n\nBESLUTNING I BYRÅDET DEN 28-09-2021\nGodkendt.\n\nBILAG\n2 Aftale\n3 Kort\n"
    )
    (item,) = reading.items
    assert (reading.body, item.title, item.case_number) == ("Byrådet", "Bænk", "21/9930")
    assert item.attachments == ("Aftale", "Kort")
    assert [one.body for one in item.decisions] == ["Byrådet"]


def test_page_heads_are_furniture():
    reading = read_text(
        ITEM.format(
            "Sagsfremstilling\nEn bænk ved søen er et sted, hvor man kan\n\n"
            "Byrådet 03-05-2022 Side 3\n\nsidde og se på ænder."
        )
    )
    assert (
        reading.items[0].sections[0].text == "En bænk ved søen er et sted, hvor man kan sidde og se på ænder."
    )
    assert [part.kind for part in reading.furniture] == ["page_head"]
