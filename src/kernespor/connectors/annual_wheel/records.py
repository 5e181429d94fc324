"""A year as it goes on the wall."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A step of the year: its days, its words, the process it belongs to, whom it is for, its ground."""

    on: dt.date
    title: str
    process: str
    ends: dt.date | None = None
    parties: tuple[str, ...] = ()
    legal: bool = False
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class WheelPaper:
    """A year with its steps in order of their days. `facts` stand under the title, `colophon` last."""

    year: int
    municipality: str
    marks: tuple[Mark, ...]
    made_on: dt.date
    facts: tuple[str, ...] = ()
    colophon: tuple[str, ...] = ()
