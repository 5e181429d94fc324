"""The rules by which what people write is looked through: data that they can read themselves."""

from __future__ import annotations

from dataclasses import dataclass

from kernespor.engines.findings import Severity


@dataclass(frozen=True, slots=True)
class WordList:
    """Words that a rule looks for, in all their forms and as the last part of compounds."""

    name: str
    words: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as people read it: what it looks for, why, what helps, and an example before and after."""

    code: str
    name: str
    message: str
    explanation: str
    suggestion: str
    bad: str
    good: str
    severity: Severity = Severity.NOTE
    words: tuple[WordList, ...] = ()
