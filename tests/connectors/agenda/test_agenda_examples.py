"""Agendas of several municipalities of our own invention, each with what is right beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectors.agenda.agendas import AGENDAS, assert_nothing_lost, expected, noticed
from kernespor.connectors.agenda.reader import read_agenda

NOT_COMPARED = {"furniture", "findings"}


@pytest.mark.parametrize("path", AGENDAS, ids=lambda path: path.stem)
def test_it_is_read_whole(path: Path):
    right = expected(path)
    shape = read_agenda(path).as_dict()
    assert {name: part for name, part in shape.items() if name not in NOT_COMPARED} == {
        name: part for name, part in right.items() if name not in NOT_COMPARED
    }


@pytest.mark.parametrize("path", AGENDAS, ids=lambda path: path.stem)
def test_its_findings(path: Path):
    assert noticed(read_agenda(path)) == sorted(expected(path)["findings"], key=str)


@pytest.mark.parametrize("path", AGENDAS, ids=lambda path: path.stem)
def test_nothing_of_it_is_lost(path: Path):
    assert_nothing_lost(read_agenda(path))


def test_there_are_six_forms():
    assert len(AGENDAS) >= 6
    assert {path.suffix for path in AGENDAS} >= {".txt", ".md", ".docx"}
