"""A finding says in one shape what is odd, where, and what would mend it."""

from __future__ import annotations

import pytest

from kernespor.engines.findings import N_, Finding, Place, Severity, has_error

NOTE = Finding("odd_row", Severity.NOTE, "Række {row} er underlig.", {"row": 3}, Place(row=3, column=1))


def test_the_shape_names_only_what_is_known() -> None:
    assert NOTE.as_dict() == {
        "code": "odd_row",
        "severity": "note",
        "place": {"row": 3, "column": 1},
        "message": "Række 3 er underlig.",
    }
    assert Place().as_dict() == {}
    assert Place(page=2, paragraph=4, line=1).as_dict() == {"page": 2, "paragraph": 4, "line": 1}


def test_a_suggestion_is_worded_with_the_same_facts() -> None:
    finding = Finding("x", Severity.WARNING, "Fejl.", {"word": "mål"}, suggestion_template="Skriv »{word}«.")
    assert finding.as_dict()["suggestion"] == "Skriv »mål«."
    assert NOTE.suggestion == ""


def test_a_finding_cannot_be_changed_by_whoever_gave_its_facts() -> None:
    facts = {"row": 3}
    finding = Finding("x", Severity.ERROR, "Række {row}", facts)
    facts["row"] = 4
    assert finding.message == "Række 3"
    with pytest.raises(TypeError):
        finding.params["row"] = 5  # type: ignore[index]


def test_only_an_error_stops() -> None:
    error = Finding("x", Severity.ERROR, "Nej")
    warning = Finding("y", Severity.WARNING, "Se efter")
    assert has_error([NOTE, error])
    assert not has_error([NOTE, warning])
    assert not has_error([])
    assert N_("Tekst") == "Tekst"
