"""Passages worth citing: what a document itself names as principles, goals, marks, efforts, definitions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kernespor.connectors.governing.joining import Piece
from kernespor.connectors.governing.records import Role, Suggestion
from kernespor.connectors.governing.words import ROLES
from kernespor.engines.sentences import sentences

_DEFINES = re.compile(
    r"^(?:ved|med) \W?[\w -]{2,60}\W? (?:forstås|menes|forstår)|\bdefineres\b[^.]{0,60}\bsom\b"
    r"|\bforstås (?:her )?som\b",
    re.IGNORECASE,
)
_IS = re.compile(
    r"^(?!(?:der|det|dette|disse|derfor|om|hvis|når|her|men|samtidig|formålet|målet|udfordringen|i|vi)\b)"
    r"(?!en \w+ \w+ i\b)(?:(?:en|et) )?[\w-]+(?: [\w-]+){0,2} er "
    r"(?:en|et|den|det|de|når|alle|summen|penge|udgifter) (?!(?:del|af)\b)",
    re.IGNORECASE,
)
_NAMED = re.compile(r"[A-ZÆØÅ][^.:!?]{2,40}: \S")
_COMMISSIONS = re.compile(
    r"\b(?:beder|pålægger|anmoder|giver) \w+(?: \w+)? (?:om at|i opdrag|til opgave)\b"
    r"|\bbesluttede \w+,? at der\b",
    re.IGNORECASE,
)
_AIMS = re.compile(
    r"\b(?:byråd|kommunalbestyrelse)\w*s? (?:økonomiske )?målsætning(?:en)?,? (?:er )?at\b", re.IGNORECASE
)


def cited(pieces: Sequence[Piece]) -> tuple[Suggestion, ...]:
    """Return the passages that a person may want to accept, in reading order, each once."""
    found: dict[int, list[Suggestion]] = {}
    for place, text, role in (*_announced(pieces), *_under_headings(pieces), *_by_sentence(pieces)):
        mine = found.setdefault(place, [])
        if not any(text in other.text for other in mine):
            mine.append(Suggestion(place, text, role))
    return tuple(passage for place in sorted(found) for passage in found[place])


def role_of(text: str) -> Role | None:
    """Return the role that an announcement or a heading gives to what follows."""
    return next((role for role, pattern in ROLES if pattern.search(text)), None)


def _announced(pieces: Sequence[Piece]) -> Iterator[tuple[int, str, Role]]:
    """Yield the points under a line that ends in a colon and says what they are, or under such a heading."""
    heading = ""
    role: Role | None = None
    for place, piece in enumerate(pieces):
        if piece.heading:
            heading, role = piece.text, role_of(piece.text)
        elif piece.text.endswith(":") and not piece.mark:
            said = [sentence for _, sentence in sentences(piece.text)][-1]
            role = role_of(said) or role_of(heading)
        elif not piece.mark:
            role = role_of(heading) if place and not pieces[place - 1].mark else None
        elif role and piece.depth == 1:
            yield place, piece.text, role


def _under_headings(pieces: Sequence[Piece]) -> Iterator[tuple[int, str, Role]]:
    """Yield the paragraphs of a section whose heading says what they are, where it has no points."""
    for place, piece in enumerate(pieces):
        role = role_of(piece.text) if piece.heading else None
        if role not in {Role.PRINCIPLE, Role.GUIDING_MARK, Role.FINANCIAL_GOAL, Role.EFFORT}:
            continue
        end = next(
            (
                other
                for other in range(place + 1, len(pieces))
                if pieces[other].heading and pieces[other].level <= piece.level
            ),
            len(pieces),
        )
        inside = range(place + 1, end)
        parted = [other for other in inside if other and pieces[other - 1].heading and other - 1 > place]
        if any(pieces[other].mark for other in inside):
            continue
        named = [other for other in inside if _NAMED.match(pieces[other].text)]
        for other in parted or (named if len(named) > 1 else ()):
            if not pieces[other].heading:
                yield other, pieces[other].text, role


def _by_sentence(pieces: Sequence[Piece]) -> Iterator[tuple[int, str, Role]]:
    heading = ""
    for place, piece in enumerate(pieces):
        if piece.heading:
            heading = piece.text
            continue
        defining = role_of(heading) is Role.DEFINITION
        for _, sentence in sentences(piece.text):
            if sentence.endswith(":"):
                continue
            if _DEFINES.search(sentence) or (defining and _IS.match(sentence)):
                yield place, sentence, Role.DEFINITION
            elif _AIMS.search(sentence):
                yield place, sentence, Role.FINANCIAL_GOAL
            elif _COMMISSIONS.search(sentence):
                yield place, sentence, Role.COMMISSION
