"""What is masked, what is suggested, and what is published in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    """What kind of personal data a place in a text holds."""

    CPR = "cpr"
    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    BIRTHDAY = "birthday"
    ACCOUNT = "account"
    PLATE = "plate"


# What is published instead: part of the text and of its digest, so that changed words are another version.
REPLACEMENTS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.CPR: "[CPR-nummer skjult]",
        Kind.NAME: "[navn skjult]",
        Kind.PHONE: "[telefonnummer skjult]",
        Kind.EMAIL: "[mailadresse skjult]",
        Kind.ADDRESS: "[adresse skjult]",
        Kind.BIRTHDAY: "[fødselsdato skjult]",
        Kind.ACCOUNT: "[kontonummer skjult]",
        Kind.PLATE: "[nummerplade skjult]",
    }
)
MASK = REPLACEMENTS[Kind.CPR]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a text, in letters from 0, `end` not included. Raises ValueError when it is none."""

    start: int
    end: int
    kind: Kind = Kind.CPR

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"{self.start}–{self.end} is no place in a text.")


@dataclass(frozen=True, slots=True)
class Masked:
    """A text without personal numbers. `spans` are places in the text that was given, in order, apart."""

    text: str
    spans: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        for one, other in zip(self.spans, self.spans[1:], strict=False):
            if other.start < one.end:
                raise ValueError(f"{one} and {other} overlap.")

    @property
    def shown(self) -> tuple[Span, ...]:
        """The same places in the masked text, for a page that marks them."""
        found: list[Span] = []
        moved = 0
        for span in self.spans:
            size = len(REPLACEMENTS[span.kind])
            found.append(Span(span.start + moved, span.start + moved + size, span.kind))
            moved += size - (span.end - span.start)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A place to look at before publishing. `why` is a Danish sentence, which is the message's id."""

    kind: Kind
    start: int
    end: int
    text: str
    why: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or len(self.text) != self.end - self.start:
            raise ValueError(f"{self.start}–{self.end} is no place in a text.")

    @property
    def span(self) -> Span:
        """The place, as `release` takes it."""
        return Span(self.start, self.end, self.kind)


@dataclass(frozen=True, slots=True)
class Released:
    """A text as it is published; `digest` is the SHA-256 of its UTF-8, in hex: the version's own mark."""

    text: str
    digest: str
    spans: tuple[Span, ...] = ()
