"""Whether an item is open or closed, where its title or its case number says so."""

from __future__ import annotations

import re

from kernespor.connectors.agenda.cases import find_case, is_case
from kernespor.connectors.agenda.vocabulary import fold, words

_NAMED = r"(?:lukke[td]e?|åben|åbent|åbne) (?:sag|punkt|dagsordenspunkt)"
_STATE = rf"(?:{_NAMED}|lukket|åben|åbent)"
# A dash alone says too little: "Søndergade - lukket" is a street that was closed.
_BEFORE = re.compile(
    rf"(?:(?P<state>{_STATE}(?= ?:)|{_NAMED}(?= ?[–—-] )) ?[:–—-]\s*|\((?P<in>{_STATE})\) )(?=\S)",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"(?<=\S)\s*(?:\((?P<in>{_STATE})\)|[–—-] (?P<state>{_NAMED}))$", re.IGNORECASE)
_CASE_AFTER = re.compile(
    r"(?<=\S)\s*[([](?:(?:sags?|j\.?) ?(?:nr\.?|id)?:? ?)?(?P<case>[^()\s]{4,30})[)\]]$", re.IGNORECASE
)


def part_state(title: str) -> tuple[str, str]:
    """Part "Lukket punkt: Køb af grund" or "Køb af grund (lukket)" into the title and what is said of it."""
    match = _BEFORE.match(title)
    if match:
        return title[match.end() :], match["state"] or match["in"]
    match = _AFTER.search(title)
    return (title[: match.start()], match["state"] or match["in"]) if match else (title, "")


def part_case(title: str) -> tuple[str, str]:
    """Part "Ny bænk (2024-12345)" into the title and the case number."""
    match = _CASE_AFTER.search(title)
    return (title[: match.start()], match["case"]) if match and is_case(match["case"]) else (title, "")


def is_state(text: str) -> bool:
    """Say whether a line says only that the item is open or closed."""
    return fold(text) in words("states")


def read_state_and_case(text: str) -> tuple[str, str] | None:
    """Read "Åbent - 00.15.00-P05-3-18", as some agendas have it below the title, or None."""
    state, _, case = re.sub(r"\s*[:,–—-]\s+|\s+[-–—]\s*", "\n", text, count=1).partition("\n")
    state, case = state.strip(" ."), case.strip(" .")
    if is_state(case):  # "24-009813 - Åben"
        match = find_case(state)
        return (case, state) if match and match[0] == state else None
    return (state, case) if is_state(state) and is_case(case) else None
