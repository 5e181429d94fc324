"""Headings with numbers: the parts of one item, or the items of an agenda; what stands in them decides."""

from __future__ import annotations

import time

import pytest

from connectors.agenda.agendas import assert_nothing_lost, codes, read_text
from kernespor.connectors.agenda.records import AgendaReading

ASKED = """\
{0}1. Hvorfor kommer sagen nu?{1}

Kontrakten om bænkene udløber til sommer, og prisen er steget.

{0}2. Hvad foreslås?{1}

Forvaltningen foreslår, at bænkene købes.

{0}3. Hvad koster det?{1}

Bænkene koster 40.000 kr.

{0}4. Hvem er hørt?{1}

Naboerne er hørt.

{0}5. Hvad kan gå galt?{1}

Bænkene kan blive stjålet.
"""
HEAD = "Byrådet den 3. maj 2022\n\n{}Bænke ved søen\n\nSagsnr.: 24/1234\n\n"
SECONDS = 30  # 10,000 lines on a machine that does other things too


def _read(text: str) -> AgendaReading:
    reading = read_text(text)
    assert_nothing_lost(reading)
    return reading


@pytest.mark.parametrize(
    ("title", "before", "behind"), [("# ", "## ", ""), ("", "**", "**"), ("", "", ""), ("# ", "### ", "")]
)
def test_numbered_questions_part_one_item(title: str, before: str, behind: str):
    (item,) = _read(HEAD.format(title) + ASKED.format(before, behind)).items
    assert (item.title, item.case_number) == ("Bænke ved søen", "24/1234")
    assert item.recommendation == "Forvaltningen foreslår, at bænkene købes."
    assert (item.economy, item.consultation) == ("Bænkene koster 40.000 kr.", "Naboerne er hørt.")
    assert [section.heading for section in item.sections] == [
        "Hvorfor kommer sagen nu?",
        "Hvad kan gå galt?",
    ]


def test_several_items_may_each_have_numbered_questions():
    questions = ASKED.format("## ", "")
    reading = _read(
        f"Byrådet den 3. maj 2022\n\n# Bænke\n\nSagsnr.: 24/1111\n\n{questions}\n"
        f"# Borde\n\nSagsnr.: 24/1112\n\n{questions}"
    )
    assert [(one.title, one.case_number) for one in reading.items] == [
        ("Bænke", "24/1111"),
        ("Borde", "24/1112"),
    ]
    assert all(len(one.sections) == 2 and one.economy for one in reading.items)


def test_questions_that_each_have_a_case_number_are_items():
    reading = _read(
        "Byrådet den 3. maj 2022\n\n## 1. Skal havnen lukkes?\n\nSagsnr.: 24/1\n\nIndstilling\n\nJa.\n\n"
        "## 2. Skal torvet åbnes?\n\nSagsnr.: 24/2\n\nIndstilling\n\nNej, men gaden skal.\n"
    )
    assert [one.title for one in reading.items] == ["Skal havnen lukkes?", "Skal torvet åbnes?"]


def test_questions_that_each_have_a_recommendation_are_items():
    reading = _read(
        "Byrådet den 3. maj 2022\n\n**1. Skal havnen lukkes?**\n\nIndstilling\n\nJa.\n\n"
        "**2. Skal torvet åbnes?**\n\nIndstilling\n\nNej, men gaden skal.\n"
    )
    assert [one.title for one in reading.items] == ["Skal havnen lukkes?", "Skal torvet åbnes?"]


def test_an_agenda_s_items_stay_items_whatever_their_titles_name():
    reading = _read(
        "Direktionen den 3. maj 2022\n\nSagsnr.: 24/1234\n\n## 1. Godkendelse af dagsorden\n\n"
        "## 2. Budgetopfølgning\n\nIndstilling: Den tages til efterretning.\n\n## 3. Eventuelt\n"
    )
    assert "Budgetopfølgning" in [one.title for one in reading.items]
    assert len(reading.items) >= 2


def test_headings_below_a_title_with_a_case_number_part_it_whatever_they_say():
    (item,) = _read(
        "Byrådet den 3. maj 2022\n\n# Bænke ved søen\n\nSagsnr.: 24/1234\n\n## 1. Bænkenes tilstand\n\n"
        "De er slidte.\n\n## 2. To løsninger\n\nMaling eller nye.\n\n## 3. Økonomi\n\n40.000 kr.\n\n"
        "## 4. Indstilling\n\nNye bænke købes.\n"
    ).items
    assert [one.heading for one in item.sections] == ["Bænkenes tilstand", "To løsninger"]
    assert (item.economy, item.recommendation) == ("40.000 kr.", "Nye bænke købes.")


def test_titles_that_name_a_part_stay_items_where_the_agenda_counts_on():
    reading = _read(
        "Direktionen den 3. maj 2022\n\n1. Godkendelse af dagsorden\n\n2. Økonomi\n"
        "Indstilling: Regnskabet tages til efterretning.\n\n3. Personale\n"
        "Indstilling: Stillingen slås op.\n"
    )
    assert [(one.title, one.recommendation) for one in reading.items] == [
        ("Godkendelse af dagsorden", ""),
        ("Økonomi", "Regnskabet tages til efterretning."),
        ("Personale", "Stillingen slås op."),
    ]


@pytest.mark.parametrize("line", ["24-009813 - Åben", "Åben - 24/009813"])
def test_case_and_state_may_stand_below_the_title_in_either_order(line: str):
    (item,) = _read(f"# Byrådet 3. maj 2022\n\n## 7. Bænk\n\n{line}\n\n### Indstilling\n\nKøb.\n").items
    assert (item.case_number[-6:], item.item_type) == ("009813", "Åben")


def test_labels_may_be_counted_by_letters():
    reading = _read(
        "Byrådet den 3. maj 2022\n\n1. Bænk\n\n**A. Resumé**\n\nKort.\n\n**B. Sagsfremstilling**\n\nLang.\n\n"
        "**C. Bilag**\n\nTegning\n\n2. Bord\n\n**A. Resumé**\n\nKort.\n\n**B. Sagsfremstilling**\n\nLang.\n"
    )
    assert [(one.title, one.theme, one.sections[0].text) for one in reading.items] == [
        ("Bænk", "Kort.", "Lang."),
        ("Bord", "Kort.", "Lang."),
    ]


def test_a_question_that_a_recommendation_answers_is_its_heading():
    (item,) = _read(
        HEAD.format("# ") + "## 1. Hvad er der galt?\n\nBænkene er slidte.\n\n"
        "## 2. Hvad skal der ske på mødet?\n\nForvaltningen indstiller, at bænkene købes.\n"
    ).items
    assert item.recommendation == "Forvaltningen indstiller, at bænkene købes."
    assert [one.heading for one in item.sections] == ["Hvad er der galt?"]


def test_what_is_proposed_is_a_section_where_a_recommendation_stands_too():
    (item,) = _read(
        HEAD.format("# ") + "## Hvad foreslås?\n\nNye bænke.\n\n## Indstilling\n\nBænkene købes.\n"
    ).items
    assert item.recommendation == "Bænkene købes."
    assert [one.heading for one in item.sections] == ["Hvad foreslås?"]


@pytest.mark.parametrize("label", ["", "**Indstilling**\n\n"])
@pytest.mark.parametrize(
    "said",
    [
        "**Administrationen anbefaler,**\n\nat bænken købes",
        "**Forvaltningen indstiller, at**\n\nbænken købes",
        "Administrationen anbefaler,\nat bænken købes",
        "**Forvaltningen indstiller,** at bænken købes",
        "**Forvaltningen indstiller, at**\n\n1. bænken males\n2. at bænken købes",
    ],
)
def test_who_recommends_may_stand_alone(label: str, said: str):
    (item,) = _read(f"{HEAD.format('')}**Sagsfremstilling**\n\nEn bænk.\n\n{label}{said}\n").items
    words = " ".join(item.recommendation.split())
    assert words.endswith("at bænken købes")
    assert words.startswith(("Administrationen anbefaler,", "Forvaltningen indstiller,"))
    assert len(item.sections) == 1


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("tal_for_2024.xlsx\nnotat.pdf", ["tal_for_2024.xlsx", "notat.pdf"]),
        ("Bilag 1 – Kort\nBilag 2 – Regler", ["Bilag 1 – Kort", "Bilag 2 – Regler"]),
        ("Kort.pdf, Regler for brug.docx", ["Kort.pdf", "Regler for brug.docx"]),
        ("Kort over søen\nTegning", ["Kort over søen", "Tegning"]),
    ],
)
def test_attachments_a_line_each(text: str, names: list[str]):
    (item,) = _read(HEAD.format("") + f"Indstilling\nKøb den.\n\nBilag\n{text}\n").items
    assert list(item.attachments) == names


def test_a_paper_to_the_council_by_way_of_others():
    reading = _read(
        "Indstilling\n\nTil Byrådet via Magistraten\nFra Kultur og Borgerservice\n\nNye bænke\n\n"
        "1. Resume\n\nKort.\n\n2. Beslutningspunkter\n\nDet indstilles, at bænkene købes.\n"
    )
    assert reading.body == "Byrådet"
    assert reading.items[0].title == "Nye bænke"


def test_a_form_may_call_the_title_the_case():
    (item,) = _read(
        "# Sagsfremstilling til Direktionen\n\n| Sag | Nye bænke |\n|--|--|\n| Sagsnr. | 24/1234 |\n\n"
        "**Indstilling**\n\nBænkene købes.\n"
    ).items
    assert (item.title, item.case_number) == ("Nye bænke", "24/1234")


@pytest.mark.parametrize(
    "lines",
    [
        "## {0}. Hvad koster det?", "**1. Hvorfor?**", "{0}. Hvad nu?", "1. Hv?", "## 1. " + "Hv " * 30,
        "Bilag\nBilag 1 – x", "Administrationen anbefaler,", "A. Bilag", "# 1. Bilag\n## 1. Bilag",
    ],
)  # fmt: skip
def test_10000_lines_take_time_in_step(lines: str):
    text = "\n\n".join(lines.format(number % 99 + 1) for number in range(5_000))
    began = time.monotonic()
    reading = read_text(f"{HEAD.format('# ')}{text}")
    assert time.monotonic() - began < SECONDS
    assert "not_accounted" not in codes(reading)
