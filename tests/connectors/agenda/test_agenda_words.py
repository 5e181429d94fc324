"""The words, names, numbers and dates that the reader of agendas knows."""

from __future__ import annotations

import datetime as dt

import pytest

from connectors.agenda.agendas import ITEM, only
from kernespor.connectors.agenda.bodies import find_body, read_headline, read_met
from kernespor.connectors.agenda.cases import find_case
from kernespor.connectors.agenda.dates import find_dates, find_term, read_term
from kernespor.connectors.agenda.vocabulary import find_label, says_none


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("17. april 2018", dt.date(2018, 4, 17)),
        ("den 17 april 2018", dt.date(2018, 4, 17)),
        ("17-04-2018", dt.date(2018, 4, 17)),
        ("17.04.18", dt.date(2018, 4, 17)),
        ("17.4.2018", dt.date(2018, 4, 17)),
        ("17/4 2018", dt.date(2018, 4, 17)),
        ("17/4-2018", dt.date(2018, 4, 17)),
        ("2018-04-17", dt.date(2018, 4, 17)),
        ("15-maj-2002", dt.date(2002, 5, 15)),
        ("d. 3. sept. 2021", dt.date(2021, 9, 3)),
        ("tirsdag den 17. april 2018 kl. 16:00", dt.date(2018, 4, 17)),
        ("Tirsdag d. 17. april 2018, kl. 16.00-18.30", dt.date(2018, 4, 17)),
        ("31. februar 2024", None),
    ],
)
def test_dates(text: str, day: dt.date | None):
    (found,) = find_dates(f"Møde {text}")
    assert found.day == day


@pytest.mark.parametrize("text", ["00.15.00-P05-3-18", "18/3003", "2018-1234", "1,2-3,4", "lokalplan 3-392"])
def test_what_is_no_date(text: str):
    assert list(find_dates(text)) == []


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("2018-2021", "2018–2021"),
        ("2018–2021", "2018–2021"),
        ("2018 - 2021", "2018–2021"),
        ("2022-25", "2022–2025"),
    ],
)
def test_terms(text: str, term: str):
    match = find_term(f"Økonomiudvalget {text}")
    assert match
    assert read_term(match) == term


def test_a_budget_is_no_term():
    assert find_term("Budget 2021-2031") is None
    assert find_term("sag 2018-1234") is None


@pytest.mark.parametrize(
    "number",
    [
        "18/3003", "2018-1234", "00.15.00-P05-3-18", "EMN-2018-00123", "S2018-4411", "306-2009-600",
        "2016/12345", "18/003003", "01.02.05-G01-1-21", "K08-0123", "20180012345",
    ],
)  # fmt: skip
def test_case_numbers(number: str):
    match = find_case(f"{number} (åben)")
    assert match
    assert match[0] == number
    assert only(ITEM.format("Indstilling\nJa.").replace("24/1234", number)).case_number == number


@pytest.mark.parametrize(
    "name",
    [
        "Økonomiudvalget", "Byrådet", "Kommunalbestyrelsen", "Teknik- og Miljøudvalget", "Hovedudvalget",
        "Børne-, Kultur- og Fritidsudvalget", "Udvalget for Børn og Unge", "Økonomi- og Planudvalget",
        "Magistraten",
        "Udvalget for Kultur, Idræt og Fritid", "Borgerrepræsentationen", "Handicaprådet", "Direktionen",
        "Ældrerådet",
        "Kultur og Fritidsudvalget", "Teknik, Erhverv, Plan og Miljøudvalget", "Hoved-MED", "Seniorrådet",
        "Teknisk Udvalg", "Det Sociale Udvalg",
    ],
)  # fmt: skip
def test_names_of_bodies(name: str):
    found = find_body(f"Møde i {name} den 3. maj 2022")
    assert found
    assert found[0] == name


def test_capitals_alone_become_a_name():
    for shouted, name in (
        ("ØKONOMIUDVALGET", "Økonomiudvalget"),
        ("BØRNE- OG UNGEUDVALGET", "Børne- og Ungeudvalget"),
    ):
        met = read_met(shouted)
        assert met
        assert met.body == name


@pytest.mark.parametrize(
    ("text", "body", "day"),
    [
        ("Referat af møde i Byrådet tirsdag den 17. april 2018 kl. 18.00", "Byrådet", dt.date(2018, 4, 17)),
        ("Dagsorden til Økonomiudvalgets møde den 17. april 2018", "Økonomiudvalget", dt.date(2018, 4, 17)),
        ("Sporkøbing Kommune - Børneudvalget - 17-04-2018", "Børneudvalget", dt.date(2018, 4, 17)),
        ("Ekstraordinært møde i Direktionen", "Direktionen", None),
    ],
)
def test_lines_of_a_head(text: str, body: str, day: dt.date | None):
    met = read_headline(text)
    assert met
    assert (met.body, met.date) == (body, day)


@pytest.mark.parametrize(
    "text", ["Budget for Økonomiudvalget", "Byrådet skal vælge", "Forslag om møder i Ældrerådet"]
)
def test_a_title_is_no_line_of_a_head(text: str):
    assert read_headline(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Sagsfremstilling", "presentation"),
        ("BESKRIVELSE AF SAGEN", "presentation"),
        ("Administrationens forslag", "recommendation"),
        ("Sundhedsdirektørens indstilling", "recommendation"),
        ("Dialog / høring", "consultation"),
        ("Økonomi og finansiering:", "economy"),
        ("Beslutningstema", "theme"),
        ("Retsgrundlag", "section"),
        ("Alternativ indstilling", "alternative_recommendation"),
        ("Byrådets beslutning", "decision"),
        ("Afbud:", "absent"),
        ("Protokoltilførsel", "dissent"),
    ],
)
def test_labels(text: str, kind: str):
    label = find_label(text)
    assert label
    assert label.kind == kind


@pytest.mark.parametrize("text", ["Nej", "Ingen.", "-", "Ingen bilag", "–"])
def test_nothing_is_said_in_many_ways(text: str):
    assert says_none(text)
    assert only(ITEM.format(f"Indstilling\nJa.\n\nBilag\n{text}")).attachments == ()
