"""Amounts and figures in Danish text: the value, what it is counted in, and how finely it is told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

_NUMERAL_WORDS = """
to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten
"""
NUMERALS = {
    word: number
    for number, word in enumerate(
        _NUMERAL_WORDS.split(),
        start=2,
    )
}
_SCALES = {
    "mio": 10**6, "mill": 10**6, "million": 10**6, "millioner": 10**6, "mia": 10**9, "milliard": 10**9,
    "milliarder": 10**9, "t": 1000, "tkr": 1000, "tusind": 1000, "1.000": 1000,
}  # fmt: skip
_UNITS = {
    "kr": "kr.", "kroner": "kr.", "tkr": "kr.", "%": "pct.", "pct": "pct.", "procent": "pct.",
    "procentpoint": "point", "pct.point": "point",
    "uge": "uger", "uger": "uger", "måned": "måneder", "måneder": "måneder", "dage": "dage",
    "timer": "timer", "år": "år", "årsværk": "årsværk", "m2": "m2", "m²": "m2", "km": "km",
    "kilometer": "km", "ha": "ha", "hektar": "ha", "meter": "meter",
}  # fmt: skip
_FIGURE = re.compile(
    r"(?<![\w.,/-])(?P<number>\d{1,3}(?:\.\d{3}){1,4}|\d{1,12}|(?:" + "|".join(NUMERALS) + r")\b)"
    r"(?:,(?P<part>\d{1,4}))?(?![\d/-]|\.\d|,\d)"
    r"(?:\s?(?P<scale>mio|mia|mill|t|1\.000|millioner|milliarder|tusind|million|milliard)\b\.?(?=\s?kr))?"
    r"(?:\s?(?P<unit>kr|kroner|tkr|%|pct\.point|procentpoint|pct|procent|uger|uge|måneder|måned|dage|timer|årsværk|år|m2|m²|kilometer|km|meter|hektar|ha)(?!\w)\.?)?",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:\bca\.|\bcirka|\bomkring|\bknap|\bgodt|\bnæsten|\bomtrent|\bop mod|\bsmå)\s(?:i alt\s)?$",
    re.IGNORECASE,
)
_LOOSE = Fraction(1, 20)  # how far an amount with "ca." may be off
_BEFORE = 20  # letters before an amount in which "ca." stands


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in a sentence. `half` is half of its last digit: as far as it may be rounded."""

    value: Fraction
    half: Fraction
    unit: str
    start: int
    end: int
    text: str

    def agrees(self, other: Amount) -> bool:
        """Say whether two amounts may be the same, rounded."""
        return abs(self.value - other.value) <= max(self.half, other.half)


@lru_cache(maxsize=4096)
def amounts_of(text: str) -> tuple[Amount, ...]:
    """Return the amounts of a sentence in order; dates, numbers of cases and years alone are none."""
    found = []
    for match in _FIGURE.finditer(text):
        amount = _amount(text, match)
        if amount:
            found.append(amount)
    return tuple(found)


def unit_of(word: str) -> str:
    """Return what a unit is called here ("%" is "pct."), or nothing where it is none of the known ones."""
    low = word.casefold().strip(" .")
    return _UNITS.get(low, "")


def written(value: Fraction, unit: str) -> str:
    """Return a computed value as people write it."""
    rounded = round(value) if value.denominator == 1 or abs(value) >= 1000 else None  # noqa: PLR2004 - no parts
    told = (
        f"{rounded:,}".replace(",", ".") if rounded is not None else f"{float(value):.1f}".replace(".", ",")
    )
    return f"{told} {unit}".strip()


def _amount(text: str, match: re.Match[str]) -> Amount | None:
    number, part = match["number"].casefold(), match["part"] or ""
    unit = _UNITS.get((match["unit"] or "").casefold(), "")
    if not unit and (len(number) > 9 or (not part and re.match(r"\s?\.\s?[a-zæøå]", text[match.end() :]))):  # noqa: PLR2004 - no count
        return None
    if not unit and re.fullmatch(r"(?:19|20)\d\d", number):
        return None
    whole = NUMERALS.get(number) or int(number.replace(".", ""))
    scale = _SCALES.get((match["scale"] or "").casefold().rstrip("."), 1)
    if (match["unit"] or "").casefold() == "tkr":
        scale = 1000
    value = (Fraction(whole) + Fraction(int(part or 0), 10 ** len(part))) * scale
    half = Fraction(scale, 2 * 10 ** len(part)) if (scale > 1 or unit == "pct.") else Fraction(0)
    if _ABOUT.search(text[max(0, match.start() - _BEFORE) : match.start()]):
        half = max(half, value * _LOOSE)
    return Amount(value, half, unit, match.start(), match.end(), match[0].strip())
