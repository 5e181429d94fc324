"""The municipality's own steps and days off: written, ended, removed; what an installation begins with."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

from kernespor.domains.agenda.enums import OffKind
from kernespor.domains.agenda.models import DaysOff, WheelStep
from kernespor.domains.agenda.permissions import check_keep_wheel
from kernespor.domains.agenda.policies import check_reason
from kernespor.domains.agenda.policies.wheel import check_off, check_sound, check_wheel_empty
from kernespor.domains.agenda.selectors.wheel_rules import FIRST, open_end, wrong
from kernespor.engines.annual_wheel.reading import load_own, load_school_holidays, own_rows
from kernespor.engines.annual_wheel.records import Moves
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.writing import Change, change
from kernespor.foundation.refusals import StaleWrite
from kernespor.foundation.ui.downloads import plain_name

_A_LEAP_YEAR = 2024  # on which the days that are closed every year are written
_ROOM = 60  # letters of a code


@dataclass(frozen=True, slots=True)
class StepFacts:
    """What is written of a step; `rule` and `ends` as the engine reads them."""

    title: str
    process: str
    rule: dict[str, Any]
    valid_from: int
    source: str
    valid_to: int | None = None
    ends: dict[str, Any] | None = None
    moves: str = Moves.EARLIER
    meets: tuple[str, ...] = ()
    avoids_school_holidays: bool = False
    fulfils: str = ""
    consultation: bool = False
    parties: tuple[str, ...] = ()
    note: str = ""
    responsible_id: int | None = None
    makes: str = ""
    bodies: tuple[str, ...] = ()

    def as_fields(self) -> dict[str, Any]:
        """Return the fields of the row."""
        lists = {name: list(getattr(self, name)) for name in ("meets", "parties", "bodies")}
        return {**asdict(self), **lists, "valid_to": open_end(self.valid_to)}


@dataclass(frozen=True, slots=True)
class OffFacts:
    """Days off: what they are called, and from when to when."""

    kind: str
    name: str
    first: dt.date
    last: dt.date


def add_step(*, actor: Actor, facts: StepFacts) -> WheelStep:
    """Write a step of the year. Raises Refusal; Unsound with all that is wrong with it."""
    check_keep_wheel(actor)
    with change(actor=actor, verb="agenda.wheel_step_added") as act:
        rows = _rows()
        row = WheelStep(code=_code(facts.title, {one.code for one in rows}), **facts.as_fields())
        check_sound(wrong([*rows, row], row, actor.today.year))
        act.subject = act.create_many(WheelStep, [row])[0]
    return row


def change_step(
    *, actor: Actor, step: WheelStep, seen: int, facts: StepFacts, anew: bool = False
) -> WheelStep:
    """Write a step otherwise. With `anew` the rule of before stands until the year that this one begins.

    Raises Refusal, Unsound with all that is wrong, or StaleWrite.
    """
    check_keep_wheel(actor)
    with change(actor=actor, verb="agenda.wheel_step_changed", about=step) as act:
        fields = facts.as_fields()
        others = [row for row in _rows() if row.pk != step.pk]
        if anew and facts.valid_from > step.valid_from:
            ended = WheelStep.objects.get(pk=step.pk)
            ended.valid_to = facts.valid_from - 1
            new = WheelStep(code=step.code, **fields)
            check_sound(wrong([*others, ended, new], new, actor.today.year))
            act.update(step, seen=seen, valid_to=ended.valid_to)
            return act.create_many(WheelStep, [new])[0]
        tried = WheelStep(code=step.code, **fields)
        check_sound(wrong([*others, tried], tried, actor.today.year))
        return act.update(step, seen=seen, **fields)


def remove_step(*, actor: Actor, step: WheelStep, seen: int, why: str) -> None:
    """Take a step out of the rules, with the reason. Raises Refusal, Unsound where others count from it."""
    check_keep_wheel(actor)
    check_reason(why)
    with change(actor=actor, verb="agenda.wheel_step_removed", about=step, why=why.strip()) as act:
        check_sound(wrong([row for row in _rows() if row.pk != step.pk], None, actor.today.year))
        _take_out(act, step, seen)


def write_off(*, actor: Actor, row: DaysOff | None, seen: int, facts: OffFacts) -> DaysOff:
    """Write days off: a school holiday, or a day that is closed every year. Raises Refusal or StaleWrite."""
    check_keep_wheel(actor)
    check_off(facts.kind, facts.first, facts.last)
    with change(actor=actor, verb="agenda.wheel_off_written", about=row) as act:
        if row is not None:
            return act.update(row, seen=seen, **asdict(facts))
        row = act.create(DaysOff, **asdict(facts))
        act.subject = row
        return row


def remove_off(*, actor: Actor, row: DaysOff, seen: int) -> None:
    """Take days off out of the calendar. Raises Refusal or StaleWrite."""
    check_keep_wheel(actor)
    with change(actor=actor, verb="agenda.wheel_off_removed", about=row) as act:
        _take_out(act, row, seen)


def begin_with(*, actor: Actor) -> None:
    """Give an installation without steps of its own a proposal to go on from. Raises Refusal."""
    check_keep_wheel(actor)
    load_start(actor=actor)


def load_start(*, actor: Actor) -> None:
    """Load the start values of an installation: steps, closed days. Raises Refusal where there are any."""
    with change(actor=actor, verb="agenda.wheel_started") as act:
        check_wheel_empty(WheelStep.objects.exists())
        act.create_many(
            WheelStep,
            [
                WheelStep(**{"valid_from": FIRST, "valid_to": open_end(None), "moves": Moves.EARLIER, **row})
                for row in own_rows()
            ],
        )
        act.create_many(
            DaysOff,
            [
                DaysOff(kind=OffKind.CLOSED, name=one.name, first=day, last=day)
                for one in load_own().closed
                for day in [dt.date(_A_LEAP_YEAR, one.month, one.day)]
            ],
        )


def load_holidays(*, actor: Actor) -> None:
    """Load the school holidays of Sporkøbing."""
    with change(actor=actor, verb="agenda.wheel_started") as act:
        act.create_many(
            DaysOff,
            [
                DaysOff(kind=OffKind.SCHOOL, name=one.name, first=one.first, last=one.last)
                for one in load_school_holidays()
            ],
        )


def _take_out(act: Change, row: WheelStep | DaysOff, seen: int) -> None:
    now = type(row)._default_manager.select_for_update().filter(pk=row.pk).first()
    if now is None or now.version != seen:
        raise StaleWrite(now)
    act.delete(now)


def _rows() -> list[WheelStep]:
    """Return all steps, held until this act is kept: two that are right alone may be wrong together."""
    return list(WheelStep.objects.select_for_update())


def _code(title: str, taken: set[str]) -> str:
    stem = "own." + plain_name(title).lower().replace("-", "_").replace(".", "_")[:_ROOM]
    return next(
        code
        for number in range(1, len(taken) + 2)
        if (code := f"{stem}_{number}" if number > 1 else stem) not in taken
    )
