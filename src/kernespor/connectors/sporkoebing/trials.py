"""Sporkøbing's trials: what was thought of, tried, seen and learnt, step by step, by whom and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kernespor.connectors.organisation import UnitRow
from kernespor.connectors.sporkoebing.calendar import DAY, Calendar
from kernespor.connectors.sporkoebing.content import text_of
from kernespor.connectors.sporkoebing.people import People, slug
from kernespor.connectors.sporkoebing.plans import Spec

_WORDS = ("title", "belief", "attempt", "place", "know_by", "stop_when", "law")
_DAYS_BEFORE = 20  # from the idea to the beginning, where nothing else is said
Told = dict[str, list[str]]
Step = dict[str, Any]


def trials_of(
    units: Sequence[UnitRow], people: People, specs: Sequence[Spec], calendar: Calendar, *, small: bool
) -> list[dict[str, Any]]:
    """Return every trial with its steps in the order in which they were taken.

    `planted` says what is wrong with it on the municipality's day. Raises KeyError for a unit without a head.
    """
    names = {unit.code: unit.short_name for unit in units}
    stems = {(spec.file.split("-2")[0], spec.span.first.year - calendar.year): spec.file for spec in specs}
    found = []
    for block in text_of("trials.txt").split("\n\n"):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        told = _told(lines[1:])
        if (lines[0].startswith("!") or not small) and told["unit"][0] in names:
            if small:
                told["follow"] = [_known(told, {person.id for person in people.persons})]
            found.append(_Trial(lines[0].lstrip("! "), told, names, people, calendar).row(stems))
    return found


def _told(lines: Sequence[str]) -> Told:
    told: Told = {}
    for line in lines:
        name, _, text = line.partition(": ")
        told.setdefault(name, []).append(text)
    return told


def _known(told: Told, persons: set[str]) -> str:
    """Return those who follow a trial, without those whom the small municipality doesn't know."""
    return " ".join(who for who in told.get("follow", [""])[0].split() if who in persons)


class _Trial:
    """One block, read as the row of a file."""

    def __init__(
        self, key: str, told: Told, names: Mapping[str, str], people: People, calendar: Calendar
    ) -> None:
        self.key, self.told, self.names = key, told, names
        self.people, self.calendar = people, calendar
        self.unit = told["unit"][0]

    def row(self, stems: Mapping[tuple[str, int], str]) -> dict[str, Any]:
        """Return the trial with its steps."""
        return {
            "key": self.key,
            "unit": self.unit,
            "kind": self._one("kind"),
            "copy_of": self._one("copy_of"),
            "words": {name: self._one(name) for name in _WORDS if name in self.told},
            "steps": sorted(self._steps(), key=lambda step: step["on"]),
            "ties": list(self._ties(stems)),
            "planted": self.told.get("plant", []),
        }

    def _one(self, name: str) -> str:
        return self.told.get(name, [""])[0]

    def _day(self, days: str | int) -> dt.date:
        """Return a weekday so many days from the municipality's day; no step is taken on a Saturday."""
        on = self.calendar.until + int(days) * DAY
        return on - max(on.weekday() - 4, 0) * DAY

    def _person(self, who: str, unit: str, day: dt.date) -> str:
        """Return who is meant by a word in a unit on a day: its head then, one of its staff, a person."""
        if who == "head":
            head = self.people.head_of[unit]
            return head if self.people.served(head, day) else f"tidligere.{head}"
        return f"{who.removeprefix('staff:')}.{slug(self.names[unit])}" if who.startswith("staff:") else who

    def _step(self, does: str, days: str | int, who: str, of: str = "", **facts: Any) -> Step:
        on = self._day(days)
        by = self._person(who, of or self.unit, on)
        return {"on": on.isoformat(), "does": does, "by": by, **facts}

    def _steps(self) -> Iterator[Step]:
        """Yield every step; those of one day stand in the order in which they must be taken."""
        begins = self._one("begins") or self._one("begins_later")
        proposed = self._one("proposed") or str(min(int(begins or 0), -1) - _DAYS_BEFORE)
        ends = self._one("ends")
        owner, deputy = (self._answers(name, proposed) for name in ("owner", "deputy"))
        yield self._step(
            "propose", proposed, self._one("by"), owner=owner, deputy=deputy,
            ends=self._day(ends).isoformat() if ends else "",
            begins=self._day(begins).isoformat() if self._one("begins_later") else "",
        )  # fmt: skip
        if self.told.get("decision"):
            body, days, title, words = self._one("decision").split("|")
            amount, _bar, level = self._one("amount").partition("|")
            after = max(int(days), int(proposed)) + 1
            yield self._step(
                "decide", after, "head", body=body, title=title, words=words,
                decided=self._day(days).isoformat(),
                amount=int(amount) * 100 if amount else None, price_level=int(level) if level else None,
            )  # fmt: skip
        if begins:
            yield self._step("begin", min(int(begins), -1), "head", why=self._one("override"))
        yield from self._later()

    def _answers(self, name: str, days: str) -> str:
        who = self._one(name)
        return self._person(who, self.unit, self._day(days)) if who else ""

    def _later(self) -> Iterator[Step]:
        for text in self.told.get("effect", ()):
            days, on_whom, words, counted, before, after, source = (*text.split("|"), "", "", "", "")[:7]
            yield self._step(
                "effect", days, self._writer(days), on_whom=on_whom, words=words, counted=counted,
                before=before.replace(",", "."), after=after.replace(",", "."), source=source,
            )  # fmt: skip
        for text in self.told.get("time", ()):
            days, ends, why = text.split("|")
            yield self._step("prolong", days, "head", ends=self._day(ends).isoformat(), why=why)
        for text in self.told.get("end", ()):
            days, outcome, learnt = text.split("|")
            yield self._step("end", days, "head", outcome=outcome, learnt=learnt)
        for text in self.told.get("drop", ()):
            days, why = text.split("|")
            yield self._step("drop", days, "head", why=why)
        for text in self.told.get("adopt", ()):
            days, unit, words = text.split("|")
            if unit in self.names:
                yield self._step("adopt", days, "head", of=unit, unit=unit, words=words)
        for who in self._one("follow").split():
            yield self._step("follow", -5, who)

    def _writer(self, days: str) -> str:
        """Return who writes what was seen: the owner while they are here, else the head."""
        day = self._day(days)
        owner = self._person(self._one("owner") or "head", self.unit, day)
        return owner if self.people.served(owner, day) else "head"

    def _ties(self, stems: Mapping[tuple[str, int], str]) -> Iterator[dict[str, str]]:
        for text in self.told.get("tie", ()):
            stem, kind, number, why = text.split("|")
            name, _, years = stem.partition(":")
            if file := stems.get((name, int(years))):
                by = self._person("head", self.unit, self.calendar.until)
                yield {"file": file, "kind": kind, "number": number, "by": by, "why": why}
