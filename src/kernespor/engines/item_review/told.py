"""Figures where they stand in a text, ready to be reckoned with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from kernespor.engines.item_review.amounts import Amount, amounts_of, written
from kernespor.engines.item_review.figures import stem
from kernespor.engines.item_review.records import Passage

_NEAR = Fraction(3, 10)  # how far a slip may be off, as a part of what is told
_BEFORE = 160  # letters before a figure that say what it is
_MOST_TOLD = 12  # figures of a sentence that somebody reads; more are a list or a table
# Not a participle: "17 gennemført", "5 stemte nej".
_WORD_AFTER = re.compile(
    r"\s(?:nye\s|gamle\s|private\s|faste\s|kommunale\s|fuldtids\w*\s)?(?!\w+(?:t|te|ede|es)\b)([a-zæøå-]{3,})"
)
_LABELLED = re.compile(
    r"(?:\b(?:kl|nr|stk|rute|linje|uge|side|bilag|punkt|pkt|klasse|klasser|spor|fase|etape|lokalplan|kapitel|model"
    r"|afsnit|årgang|matr|version|løsning|niveau|distrikt|afdeling|budget|skoleåret)\.?|§)\s$",
    re.IGNORECASE,
)
_PREPOSITIONS = (
    r"(?:var|blev|vil|kan|skal|i|på|til|fra|hos|ved|af|for|under|er|har|går|kommer|bliver|som|der)"
)
_NO_NOUN = re.compile(rf"\s?(?:,|\.|og\b|\)|$)|\s{_PREPOSITIONS}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """An amount where it stands; `noun` is what is counted, where it is no unit."""

    amount: Amount
    noun: str
    place: Passage

    @property
    def value(self) -> Fraction:
        """How much."""
        return self.amount.value

    @property
    def before(self) -> str:
        """The words before it in its sentence, as many as can say what it is."""
        return self.place.sentence[max(0, self.amount.start - _BEFORE) : self.amount.start]

    @property
    def after(self) -> str:
        """The words after it in its sentence."""
        return self.place.sentence[self.amount.end :]

    @property
    def text(self) -> str:
        """The figure as it is written."""
        return self.amount.text

    @property
    def unit(self) -> str:
        """What it is counted in, or else what is counted."""
        return self.amount.unit or self.noun

    @staticmethod
    def rate(value: Fraction) -> str:
        """A computed share in per cent."""
        return written(value, "pct.")

    def written(self, value: Fraction) -> str:
        """A computed value in this one's unit."""
        return written(value, self.amount.unit)


def told_in(one: Passage) -> list[Told]:
    """Return the figures of a sentence in order; none of a sentence that is a list of figures."""
    amounts = amounts_of(one.sentence)
    if len(amounts) > _MOST_TOLD:
        return []
    found = []
    for amount in amounts:
        if not amount.unit and (_LABELLED.search(one.sentence[: amount.start]) or _is_range(one, amount)):
            continue
        noun = ""
        after = one.sentence[amount.end :]
        if not amount.unit and not _NO_NOUN.match(after) and (match := _WORD_AFTER.match(after)):
            noun = stem(match[1])
        found.append(Told(amount, noun, one))
    return found


def _is_range(one: Passage, amount: Amount) -> bool:
    """Say whether a figure is an end of a range, as in "7.-9. klasse"."""
    before, after = one.sentence[: amount.start], one.sentence[amount.end :]
    return bool(re.match(r"\.?\s?[-–]\s?\d", after) or re.search(r"\d\.?\s?[-–]\s?$", before))


def is_near(computed: Fraction, told: Fraction, slack: Fraction, limit: Fraction = _NEAR) -> bool:
    """Say whether two figures differ, and yet so little that they must be meant to be the same."""
    return slack < abs(computed - told) <= limit * max(abs(told), abs(computed))
