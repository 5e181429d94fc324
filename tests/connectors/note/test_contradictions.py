"""A note says what it contradicts itself about; a note that hangs together says nothing."""

from __future__ import annotations

import datetime as dt

import pytest

from kernespor.connectors.note.contradictions import Told, contradictions

ON = dt.date(2024, 2, 1)


def codes(*lines: str, on: dt.date | None = ON) -> list[str]:
    told = [
        Told(line.lstrip("#- "), number, line.startswith("#"), line.startswith("- "))
        for number, line in enumerate(lines, start=1)
    ]
    return [one.code for one in contradictions(on, told)]


@pytest.mark.parametrize(
    "line",
    [
        "Der er i 2025 mange projekter i gang.",
        "Målingen blev senest gennemført medio 2024.",
        "Skolerne fik nye aftaler i efteråret 2024.",
        "Den 3. marts 2024 mødtes lederne.",
        "I september 2024 var alle med.",
    ],
)
def test_what_lies_after_the_date_is_found(line: str) -> None:
    assert codes(line) == ["note_before_told"]


@pytest.mark.parametrize(
    "line",
    [
        "Der vil i 2025 komme flere projekter.",
        "Arbejdet skal være færdigt senest den 1. marts 2025.",
        "Planen gælder frem til 2027.",
        "Målingen blev gennemført i 2023.",
        "Arbejdet begyndte i januar 2024.",
        "Metoden er indført i 2023-24.",
        "Lov nr. 2025/17 er omtalt.",
    ],
)
def test_what_is_planned_or_past_is_not(line: str) -> None:
    assert codes(line) == []


def test_a_note_without_a_date_can_not_be_before_what_it_tells() -> None:
    assert codes("Der er i 2025 mange projekter i gang.", on=None) == []


def test_a_list_that_is_announced_and_missing() -> None:
    assert codes("Herunder skal nævnes:", "Viljen til at prøve er vigtig.") == ["list_missing"]
    assert codes("Herunder skal nævnes:", "# Næste emne") == ["list_missing"]
    assert codes("Herunder skal nævnes:") == ["list_missing"]
    assert codes("Herunder skal nævnes:", "- Fælles vikarer", "- Nye skemaer") == []
    assert codes("Emnerne er:", "Tid: Vi deler viden.", "Ro: Vi lukker døren.", "Og mere til.") == []


def test_a_list_with_another_number_of_points() -> None:
    said = "Udvalget har aftalt tre emner på tværs. Disse emner er:"
    assert codes(said, "- Tid", "- Ro") == ["list_counted_wrong"]
    assert codes(said, "- Tid", "- Ro", "- Kolleger") == []
    assert codes("De to udvalg mødtes i går. Disse emner er vigtige:", "- Tid") == []


def test_the_same_paragraph_twice() -> None:
    long = "Kerneopgaven er det, borgeren har brug for, og den tager vi udgangspunkt i hver dag."
    assert codes(long, "Noget andet.", long) == ["said_twice"]
    assert codes("Kort.", "Kort.") == []


def test_the_same_thing_both_finished_and_under_way() -> None:
    assert codes(
        "Fælles samtaler (SAMTAL) er blevet implementeret i 2023.",
        "Arbejdet med implementering af SAMTAL fortsætter.",
    ) == ["done_and_going"]
    assert codes("SAMTAL er ikke gennemført.", "Arbejdet med SAMTAL fortsætter.") == []
    assert codes("SAMTAL er indført.", "PLANER er i gang.") == []
