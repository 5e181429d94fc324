"""Amounts that stand a line each below each other, without any table's marks, and their sum recomputed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from kernespor.engines.item_review.amounts import Amount, amounts_of, written
from kernespor.engines.item_review.records import Noticed, Passage
from kernespor.engines.item_review.sums import SUM

_LONGEST = 140  # letters of a line of a list
_MOST_WORDS = 7  # of what an amount is for; more is a sentence
_LEADER = ("...", "…")
_LEAST = 2  # parts of a sum
_MARK = re.compile(r"^(?:[-•*]|\d{1,2}[.)])\s")
_MINUS = re.compile(r"(?<=[\s:])[-−–](?=\d)")
_TOTAL = re.compile(r"^(?:i alt|ialt|sum|total|samlet|tilsammen)\b|\b(?:i alt|ialt)$", re.IGNORECASE)
_PART_OF = re.compile(r"^(?:heraf|hvoraf|deraf)\b", re.IGNORECASE)
_SENTENCE = frozenset(
    {
        "er", "var", "koster", "udgør", "har", "får", "giver", "bliver", "skal", "kan", "vil", "afsat", "der",
        "det", "vi", "at", "som", "afsættes", "bevilges", "gives", "mellem", "stiger", "falder",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is a name and an amount."""

    label: str
    amount: Amount
    passage: Passage


def miscounted_lines(passages: list[Passage]) -> Iterator[Noticed]:
    """Say which sums of lines below each other are not what the lines above them give."""
    above: list[_Line] = []
    for one in _whole(passages):
        line = _line(one)
        if line is None or (above and above[-1].passage.part != one.part):
            above = []
        if line is None or _PART_OF.match(line.label):
            continue
        if not _TOTAL.search(line.label):
            above.append(line)
            continue
        yield from _compared(line, above)
        above = []


def _whole(passages: list[Passage]) -> Iterator[Passage]:
    """Yield the passages, those whole that leading dots had parted: "Anlæg ........ 1.800.000"."""
    held: Passage | None = None
    for one in passages:
        if held and (held.part, held.section, held.paragraph) == (one.part, one.section, one.paragraph):
            one = replace(held, sentence=f"{held.sentence} {one.sentence}")  # noqa: PLW2901 - it is one line
        elif held:
            yield held
        held = one if one.sentence.endswith(_LEADER) and len(one.sentence) < _LONGEST else None
        if held is None:
            yield one
    if held:
        yield held


def _compared(whole: _Line, parts: list[_Line]) -> Iterator[Noticed]:
    if len(parts) < _LEAST or any(one.amount.unit != whole.amount.unit for one in parts):
        return
    total = sum((one.amount.value for one in parts), Fraction(0))
    slack = whole.amount.half + sum((one.amount.half for one in parts), Fraction(0))
    if abs(total - whole.amount.value) > slack:
        params = {"computed": written(total, whole.amount.unit), "told": whole.amount.text}
        yield Noticed(SUM, params, (*(one.passage for one in parts), whole.passage))


def _line(one: Passage) -> _Line | None:
    """Read "Projektering ..... 250.000 kr." as what it is for and how much, or return None."""
    sentence = _MARK.sub("", one.sentence.strip())
    if len(sentence) > _LONGEST or " | " in sentence or not any(sign.isdigit() for sign in sentence):
        return None
    amounts = amounts_of(_MINUS.sub(" ", sentence))
    last = amounts[-1] if amounts else None
    if last is None or last.unit not in {"", "kr."} or last.end < len(sentence.rstrip(" .")):
        return None
    negative = sentence[last.start - 1 : last.start] in {"-", "−", "–"}
    label = sentence[: last.start - negative].strip(" .…:_–-\t")
    words = label.casefold().split()
    if not words or len(words) > _MOST_WORDS or _SENTENCE.intersection(words) or not label[0].isalpha():
        return None
    return _Line(label, replace(last, value=-last.value) if negative else last, one)
