"""The real agenda item of 2018, as it stands beside the project."""

from __future__ import annotations

import datetime as dt

import pytest

from connectors.agenda.agendas import REAL, assert_nothing_lost, codes
from kernespor.connectors.agenda.reader import read_agenda
from kernespor.engines.findings import has_error

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the real documents are not beside this clone")


def test_the_item_of_2018():
    (path,) = REAL.glob("*dagsordenspunkt*.txt")
    reading = read_agenda(path)
    (item,) = reading.items
    assert (reading.body, reading.term) == ("Økonomiudvalget", "2018–2021")
    assert (item.case_number, item.item_type) == ("18/3003", "Beslutning")
    assert item.title.endswith("strategiske fokusområder")
    assert item.theme.startswith("Forvaltningen har i 2016")
    assert item.theme.endswith("fokusområder.")
    (section,) = item.sections
    for focus_area in (
        "Værdi for borgeren",
        "Social kapital på arbejdspladsen",
        "Kompetenceudvikling tæt på",
    ):
        assert focus_area in section.text
    assert item.recommendation.startswith("Forvaltningen foreslår, at Økonomiudvalget")
    assert item.consultation.startswith("MED-organisation")
    assert item.attachments == ()
    (decision,) = item.decisions
    assert (decision.body, decision.term, decision.date) == (
        "Økonomiudvalget",
        "2018–2021",
        dt.date(2018, 4, 17),
    )
    assert (decision.absent, decision.absent_said, decision.dissent) == ((), True, ())
    assert codes(reading) == {"date_from_decision"}
    assert not has_error(reading.findings)
    assert_nothing_lost(reading)
