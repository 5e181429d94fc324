"""What a commission says of an analysis, read out of its sentences: a person takes it or leaves it."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

_MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
_MONTH = "|".join(_MONTHS)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])")
_STATUS = re.compile(
    r"\w*status(?:notat|rapport)?\b|\w*(?:afrapportering|redegørelse|orientering|tilbagemelding)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(
    rf"\b(?:(?:den )?(?P<day>\d{{1,2}})\. )?(?P<month>{_MONTH})(?: måned)?,? (?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"\b(?P<day>\d{1,2})[.\-/](?P<month>\d{1,2})[.\-/](?P<year>(?:19|20)\d\d)\b")
_TO = re.compile(
    r"\b(?:for|til) ((?:(?!\b(?:for|til)\b).)+?)"
    r"(?= (?:på|i|om|senest|inden|ved|når|den)\b|[.;:]|$)"
)
_BODY = re.compile(
    r"(?:udvalg|byråd|kommunalbestyrelse|direktion|forum|gruppe|råd|bestyrelse|nævn)(?:et|en|t|n)?\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r";\s*|,? og (?=en |et )")
_AND = re.compile(r"(?<!-)(?:,?\s+(?:og|samt)\s+|,\s+)")  # "Børne- og Skoleudvalget" is one
_WITH = re.compile(
    r"\b(?:(?:med|under) (?:involvering|inddragelse|deltagelse) af|i samarbejde med|sammen med|bestående af"
    r"|(?:nedsættes|nedsat) [^.]*? med)\s+(?P<who>[^.]+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DueStatus:
    """A status that is owed: to whom, in the words of the document, by which day, and where that stands."""

    to_name: str
    due: dt.date
    sentence: str


def due_statuses(texts: Iterable[str]) -> list[DueStatus]:
    """Return the statuses that a document says shall be given to someone by a day, each once."""
    found: dict[tuple[str, dt.date], DueStatus] = {}
    for text in texts:
        for sentence in _SENTENCE.split(" ".join(text.split())):
            for clause in _CLAUSE.split(sentence) if _STATUS.search(sentence) else ():
                due = _day(clause)
                if due is None:
                    continue
                for name in _bodies(clause) or _bodies(sentence):
                    found.setdefault((name.casefold(), due), DueStatus(name, due, sentence))
    return list(found.values())


def participants_of(text: str) -> str:
    """Return who is drawn in, as an effort says it; empty where it names nobody."""
    found = _WITH.search(" ".join(text.split()))
    return found["who"].strip(" ,;") if found else ""


def _bodies(sentence: str) -> list[str]:
    """Return the bodies that the sentence's last "for …" or "til …" names, as they stand there."""
    for match in reversed(list(_TO.finditer(sentence))):
        names = [name.strip() for name in _AND.split(match[1])]
        bodies = [name[:1].upper() + name[1:] for name in names if _BODY.search(name)]
        if bodies:
            return bodies
    return []


def _day(sentence: str) -> dt.date | None:
    """Return the last day that the sentence names; of a month its last."""
    days = []
    for match in _WHEN.finditer(sentence):
        month, year = _MONTHS.index(match["month"].lower()) + 1, int(match["year"])
        last = calendar.monthrange(year, month)[1]
        days.append(_date(year, month, int(match["day"] or last)))
    days += [
        _date(int(match["year"]), int(match["month"]), int(match["day"]))
        for match in _NUMBERS.finditer(sentence)
    ]
    return max((day for day in days if day), default=None)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:  # a document may name a day that can't be; nothing is suggested of it
        return None
