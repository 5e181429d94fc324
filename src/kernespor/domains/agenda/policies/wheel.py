"""When and what: what must hold of the rules of the year, and of a year whose days are fixed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence

from kernespor.domains.agenda.enums import OffKind
from kernespor.domains.agenda.policies import check_reason
from kernespor.domains.agenda.selectors.wheel_rules import FIRST, LAST
from kernespor.domains.agenda.selectors.wheel_year import Move
from kernespor.engines.annual_wheel.records import Step
from kernespor.engines.findings import N_, Finding
from kernespor.foundation.findings import sentence_of
from kernespor.foundation.refusals import NotNow

_LEAP_DAY = (2, 29)


class Unsound(NotNow):
    """The rules of the year would not hold together; `findings` says all that is wrong, at once."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("wheel_unsound", N_("Årshjulets regler hænger ikke sammen. {said}"))
        self.findings = tuple(findings)
        self.params = {"said": " ".join(sentence_of(one) for one in findings)}


def check_sound(found: Sequence[Finding]) -> None:
    """Rules of the year are kept when they hold together, with the law's too."""
    if found:
        raise Unsound(found)


def check_off(kind: str, first: dt.date, last: dt.date) -> None:
    """Days off end after they began; what is closed every year is one day, and there every year."""
    if last < first:
        raise NotNow("ends_before", N_("Den sidste dag ligger før den første. Ret den ene."))
    if kind == OffKind.CLOSED and (first != last or (first.month, first.day) == _LEAP_DAY):
        raise NotNow("one_day", N_("En lukkedag er én dag, som findes hvert år."))


def check_wheel_empty(taken: bool) -> None:  # noqa: FBT001 - one truth, and the check is called by it
    """Start values are for an installation without steps of its own."""
    if taken:
        raise NotNow("wheel_begun", N_("Årshjulet har allerede kommunens egne trin."))


def check_year(year: int) -> None:
    """A year is fixed within those that the law's rules are written for, and after a year before it."""
    if not FIRST < year <= LAST:
        raise NotNow("no_such_year", N_("Reglerne rækker ikke til det år."))


def check_chosen(moves: Mapping[str, Move], year: int, law: Iterable[Step], own: Iterable[Step]) -> None:
    """A day is chosen for a step of one's own, within the year, with a reason; never for the law's."""
    legal = {step.code for step in law}
    periods = {step.code: step.ends is not None for step in own if step.in_force(year)}
    for code, move in moves.items():
        if code in legal:
            raise NotNow(
                "legal_day", N_("Lovens dage kan ikke flyttes. Flyt kommunens egne trin før og efter.")
            )
        if code not in periods:
            raise NotNow("no_such_step", N_("Trinnet findes ikke i det år."))
        if {move.on.year, (move.ends or move.on).year} != {year}:
            raise NotNow("outside_year", N_("Dagen ligger uden for {year}."), year=str(year))
        if move.ends and (move.ends < move.on or not periods[code]):
            raise NotNow("ends_before", N_("Den sidste dag ligger før den første. Ret den ene."))
        check_reason(move.why)


def check_collisions(number: int, why: str) -> None:
    """A year in which something doesn't go together is fixed with a reason."""
    if number and not why.strip():
        raise NotNow(
            "collisions",
            N_(
                "Der er noget, der ikke passer sammen. Ret det, eller skriv, hvorfor året vedtages alligevel."
            ),
        )


def check_maker(there: bool) -> None:  # noqa: FBT001 - one truth, and the check is called by it
    """What a step makes is something that the program can make."""
    if not there:
        raise NotNow("no_maker", N_("Kernespor kan ikke lave det, trinnet beder om. Vælg andet i reglerne."))


def check_bodies(asked: Sequence[str], there: Collection[str]) -> None:
    """What a step makes goes to bodies that there are."""
    missing = [code for code in asked if code not in there]
    if missing:
        codes = ", ".join(missing)
        raise NotNow("no_body", N_("Udvalget findes ikke: {codes}."), codes=codes)
