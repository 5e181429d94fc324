"""Words that drift: one of several defined terms that goes by another name beside the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kernespor.connectors.governing.findings import noticed
from kernespor.connectors.governing.joining import Piece
from kernespor.connectors.governing.records import Role, Suggestion
from kernespor.engines.findings import Finding
from kernespor.engines.sentences import sentences

_DEFINED = re.compile(
    r"(?:ved |en |et )?\W?(?P<term>[\w-]+(?: [\w-]+)?)\W? (?:defineres|er|forstås|menes)\b", re.IGNORECASE
)
_PAIR = re.compile(r"(?P<kind>[a-zæøå]{4,}e) (?P<noun>[a-zæøå]{6,})")
_NO_KIND = frozenset(
    [
        "alle",
        "nogle",
        "disse",
        "samme",
        "øvrige",
        "andre",
        "forskellige",
        "sådanne",
        "egentlige",
        "mulige",
        "eventuelle",
        "hvilke",
        "konkrete",
    ]
)
_FEWEST_BESIDE = 2  # other defined terms in the sentence
_STEM = 3  # letters of an ending


def drifting(pieces: Sequence[Piece], passages: Sequence[Suggestion]) -> Iterator[Finding]:
    """Yield the names that stand in a row with defined terms but were defined under another."""
    terms = [
        match["term"].casefold()
        for passage in passages
        if passage.role is Role.DEFINITION and (match := _DEFINED.match(passage.text))
    ]
    pairs = [term for term in terms if " " in term]
    if not pairs or len(terms) <= _FEWEST_BESIDE:
        return
    seen: set[str] = set()
    for place, piece in enumerate(pieces):
        for start, sentence in sentences(piece.text):
            said = sentence.casefold()
            for match in _PAIR.finditer(said):
                term = next((pair for pair in pairs if pair.split()[1] == match["noun"]), "")
                kind = match["kind"]
                if not term or term.split()[0] == kind or kind in _NO_KIND or match[0] in seen:
                    continue
                beside = sum(other[:-_STEM] in said for other in terms if other != term)
                if beside >= _FEWEST_BESIDE:
                    seen.add(match[0])
                    yield noticed(
                        "term_varies",
                        piece.line_at(start + match.start()),
                        place,
                        text=match[0],
                        defined=term,
                    )
