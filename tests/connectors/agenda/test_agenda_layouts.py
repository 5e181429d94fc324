"""What other municipalities' layouts taught the reader of agendas, kind by kind."""

from __future__ import annotations

import pytest

from connectors.agenda.agendas import ITEM, assert_nothing_lost, codes, only, read_text


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


@pytest.mark.parametrize(
    ("line", "title", "item_type"),
    [
        ("2. Lukket punkt: Køb af grund", "Køb af grund", "Lukket punkt"),
        ("2. Lukket sag – Køb af grund", "Køb af grund", "Lukket sag"),
        ("2. Køb af grund (Lukket punkt)", "Køb af grund", "Lukket punkt"),
        ("2. (Lukket) Køb af grund", "Køb af grund", "Lukket"),
        ("2. Søndergade - lukket", "Søndergade - lukket", "Lukket"),
        ("2. Lukket sag", "Lukket sag", "Lukket"),
    ],
)
def test_a_title_may_say_that_its_item_is_closed(line: str, title: str, item_type: str):
    reading = read_text(
        f"Byrådet 3. maj 2022\n\n1. Bænk\n{line}\n\n1. Bænk\n\nIndstilling\nKøb den.\n\n{line}\n"
    )
    assert [(one.title, one.item_type) for one in reading.items] == [("Bænk", ""), (title, item_type)]
    assert_nothing_lost(reading)


def test_items_may_be_counted_by_letter_and_number():
    reading = read_text(
        "Byrådet 3. maj 2022\n\nA. SAGER TIL BESLUTNING\n\n"
        "A.1 BÆNK\nÅBEN - 01.02.03-P19-1-22\n\nINDSTILLING\nKøb den.\n\nBESLUTNING\nGodkendt.\n\n"
        "SAGSFREMSTILLING\nEn bænk.\n\nA.2 BORD\nÅBEN - 01.02.03-P19-2-22\n\nINDSTILLING\nKøb det.\n\n"
        "BILAG\nTegning\n\nLUKKET DAGSORDEN\n\nB. LUKKEDE SAGER\n\n"
        "B.1 GRUND\nLUKKET - 01.02.03-P19-3-22\n"
    )
    assert [(one.number, one.title, one.item_type, one.closed) for one in reading.items] == [
        ("A.1", "BÆNK", "ÅBEN", False),
        ("A.2", "BORD", "ÅBEN", False),
        ("B.1", "GRUND", "LUKKET", True),
    ]
    assert [one.case_number[-4:] for one in reading.items] == ["1-22", "2-22", "3-22"]
    assert reading.items[1].attachments == ("Tegning",)
    assert "numbers_jump" not in codes(reading)
    assert_nothing_lost(reading)


def test_a_case_number_may_stand_in_brackets_behind_the_title():
    item = only("Ny bænk ved søen (2022-12345)\n\nIndstilling\nKøb den.")
    assert (item.title, item.case_number) == ("Ny bænk ved søen", "2022-12345")


def test_body_and_day_may_stand_anew_above_each_item():
    reading = read_text(
        "Dagsorden til møde i Parkudvalget\n\n"
        "Oversigt\n1 Bænk ved søen\n2 Eventuelt\n3 (Lukket) Grund ved åen\n\n"
        "Parkudvalget\n03-05-2022\nPunkt 1\nBænk ved søen\n\nIndstilling\nKøb den.\n\nBilag:\nTegning.pdf\n\n"
        "Parkudvalget\n03-05-2022\nPunkt 2\nEventuelt\n\n"
        "Parkudvalget\n03-05-2022\nPunkt 3\n(Lukket) Grund ved åen\n"
    )
    assert (reading.body, str(reading.meeting_date)) == ("Parkudvalget", "2022-05-03")
    assert [(one.title, one.closed) for one in reading.items] == [
        ("Bænk ved søen", False),
        ("Eventuelt", False),
        ("Grund ved åen", True),
    ]
    assert reading.items[0].attachments == ("Tegning.pdf",)
    assert all(one.sections == () for one in reading.items)
    assert_nothing_lost(reading)


def test_the_absent_may_stand_below_two_labels():
    reading = read_text(
        "Byrådet 3. maj 2022\n\nAfbud: Bo Ek. I stedet mødte Eva Ås.\nIkke til stede: Ib Ott\n\n"
        "1. Bænk\n\nIndstilling\nJa.\n\nBeslutning\nGodkendt.\n"
    )
    assert reading.items[0].decisions[0].absent == ("Bo Ek", "Ib Ott")
    assert_nothing_lost(reading)


@pytest.mark.parametrize(
    ("said", "dissent"),
    [
        ("Gruppe B kan ikke godkende punkt 2.", ("Gruppe B kan ikke godkende punkt 2.",)),
        ("B tog følgende forbehold: Den er dyr.", ("B tog følgende forbehold: Den er dyr.",)),
        ("Udvalget kan ikke støtte forslaget.", ()),
    ],
)
def test_who_does_not_agree(said: str, dissent: tuple[str, ...]):
    (decision,) = only(ITEM.format(f"Indstilling\nJa.\n\nBeslutning\nGodkendt.\n\n{said}")).decisions
    assert decision.dissent == dissent


def test_a_number_of_the_journal_plan_is_no_case_number():
    reading = read_text(ITEM.format("Indstilling\nJa.").replace("Sagsnr.:", "J.nr.: 01.02.A00    Sagsnr.:"))
    assert reading.items[0].case_number == "01.02.A00"
    reading = read_text(
        ITEM.format("Indstilling\nJa.").replace("Sagsnr.:", "J.nr.: 01.02.03.A00    Sagsnr.:")
    )
    (item,) = reading.items
    assert (item.title, item.case_number, item.sections) == ("Ny bænk ved søen", "24/1234", ())
    assert_nothing_lost(reading)


def test_who_takes_part_is_the_meetings():
    reading = read_text(
        "Referat\nParkudvalgets møde\nTorsdag den 03-05-2022\nKl. 8:30 i mødelokale A\n\n"
        "Deltagere: Eva Ås, Ib Ott\nAfbud: Bo Ek\n\nPunkter på åbent møde:\n\n7. Bænk\n\n"
        "Punkter på lukket møde:\n\n8. Grund\n\n____________\n\n"
        "7. Bænk\n\nINDSTILLING:\nKøb den.\n\n____________\n\n8. Grund (Lukket punkt)\n"
    )
    assert [(one.number, one.title, one.closed) for one in reading.items] == [
        ("7", "Bænk", False),
        ("8", "Grund", True),
    ]
    assert (reading.body, str(reading.meeting_date)) == ("Parkudvalget", "2022-05-03")
    assert_nothing_lost(reading)


@pytest.mark.parametrize(
    ("bilag", "names"),
    [
        (
            "1 Åben Kort over søen 117/22\n2 Lukket Brev fra naboen 118/22",
            ("Kort over søen", "Lukket Brev fra naboen"),
        ),
        ("1 Åben Kort 21034/19\n2 Åben Tegning 21188/19", ("Kort", "Tegning")),
        ("1 Åben Kort\n2 Åben Tegning", ("Kort", "Tegning")),
        ("- [Kort](https://example.invalid/1.pdf)\n- [Tegning 2](b/2.pdf)", ("Kort", "Tegning 2")),
        ("- Budget 2024/25\n- Plan 18/19", ("Budget 2024/25", "Plan 18/19")),
    ],
)
def test_attachments_go_by_their_names(bilag: str, names: tuple[str, ...]):
    reading = read_text(ITEM.format(f"Indstilling\nJa.\n\nBilag\n{bilag}"))
    assert reading.items[0].attachments == names
    assert_nothing_lost(reading)


@pytest.mark.parametrize(
    "text",
    [
        (
            "Tidligere beslutninger:\n\nParkudvalget 2022-2025, den 3. april 2022\nAnbefales.\n\n"
            "Fraværende: Bo Ek\n\nBeslutninger:\n\nByrådet 2022-2025, den 3. maj 2022\nGodkendt."
        ),
        (
            "Beslutning\nByrådet 2022-2025, den 3. maj 2022:\nGodkendt.\n\n"
            "Behandling i andre udvalg\nParkudvalget den 3. april 2022: Anbefales.\n\nFraværende\nBo Ek"
        ),
    ],
)
def test_what_was_decided_before_is_decided_too(text: str):
    reading = read_text(ITEM.format(f"Indstilling\nKøb den.\n\n{text}"))
    (item,) = reading.items
    assert [(one.body, str(one.date), one.text, one.absent) for one in item.decisions] == [
        ("Parkudvalget", "2022-04-03", "Anbefales.", ("Bo Ek",)),
        ("Byrådet", "2022-05-03", "Godkendt.", ()),
    ]
    assert (reading.body, item.sections) == ("Byrådet", ())
    assert_nothing_lost(reading)


def test_a_history_without_heads_stays_a_section():
    item = only(ITEM.format("Indstilling\nKøb den.\n\nSagshistorik\nUdvalget talte om bænken i april."))
    assert [one.heading for one in item.sections] == ["Sagshistorik"]
    assert item.decisions == ()


def test_the_absent_of_the_meeting_were_not_absent_before():
    reading = read_text(
        "Byrådet 3. maj 2022\n\nFraværende: Bo Ek\n\n1. Bænk\n\nIndstilling\nJa.\n\n"
        "Beslutning i Byrådet den 3. april 2022\nUdsat.\n\nBeslutning i Byrådet den 3. maj 2022\nGodkendt.\n"
    )
    assert [one.absent for one in reading.items[0].decisions] == [(), ("Bo Ek",)]
    assert "decision_before_meeting" not in codes(reading)


def test_a_paper_to_a_body_has_a_day_of_its_own():
    reading = read_text(
        "Indstilling\n\nTil Byrådet\nFra Park og Vej\nDato 3. maj 2022\nSagsnummer 22/0111\n\n"
        "Bænk ved søen\n\n1. Resume\n\nKort.\n\n2. Beslutningspunkter\n\nDet indstilles, at bænken købes.\n\n"
        "3. Hvorfor fremsættes forslaget?\n\nDer mangler en.\n\n4. Hvilke ressourcer kræver forslaget?\n\n"
        "12 kr.\n\n5. Høring\n\nNaboerne er hørt.\n"
    )
    (item,) = reading.items
    assert (reading.body, reading.meeting_date) == ("Byrådet", None)
    assert (item.title, item.case_number, item.theme) == ("Bænk ved søen", "22/0111", "Kort.")
    assert (item.recommendation, item.economy) == ("Det indstilles, at bænken købes.", "12 kr.")
    assert item.consultation == "Naboerne er hørt."
    assert [one.heading for one in item.sections] == ["Hvorfor fremsættes forslaget?"]
    assert_nothing_lost(reading)


def test_what_the_case_system_says_may_stand_without_a_colon():
    reading = read_text(
        "Dokument: 17.docx\nMødet i Parkudvalget den 3. maj 2022\n\n1. Bænk\n\nSag 306-2022-600\n"
        "Dok. 306-2022-263\nSagsbehandler Jens Ib gik hjem.\n\nIndstilling\nJa.\n\n"
        "2. Bord\n\nSagsnr. 22/0112   Brevid. 44188\nSagsbehandler Eva Ås\n\nIndstilling\nJa.\n"
    )
    assert [(one.title, one.case_number) for one in reading.items] == [
        ("Bænk", "306-2022-600"),
        ("Bord", "22/0112"),
    ]
    assert [one.text for one in reading.items[0].sections] == ["Sagsbehandler Jens Ib gik hjem."]
    assert reading.items[1].sections == ()
    assert_nothing_lost(reading)


def test_a_parted_label_may_stand_before_its_value():
    reading = read_text(
        "Byrådet 3. maj 2022\n\n1. Bænk\n\nSags-\nnummer: 22/0111\nJournal nr.: 01.02.03-P19-1-22\n\n"
        "Hvad skal besluttes?\nOm der skal købes en bænk.\n\nØkonomiske konse-\nkvenser: 12 kr.\n"
    )
    (item,) = reading.items
    assert (item.case_number, item.theme) == ("22/0111", "Om der skal købes en bænk.")
    assert (item.economy, item.sections) == ("12 kr.", ())
    assert_nothing_lost(reading)


def test_a_line_that_comes_again_heads_a_decision_where_it_names_the_term():
    text = "Byrådet 2022-2025\n\nMøde 3. maj 2022\n\n1. Bænk\n\nIndstilling\nKøb den.\n\nBilag\n1. Kort\n\n"
    text += "{0}\n\nGodkendt.\n\n2. Bord\n\nIndstilling\nKøb det.\n\n{0}\n\nUdsat.\n"
    reading = read_text(text.format("Byrådet 2022-2025, 3. maj 2022"))
    assert [[one.text for one in item.decisions] for item in reading.items] == [["Godkendt."], ["Udsat."]]
