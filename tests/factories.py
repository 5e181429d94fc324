"""What tests need of the world, made as people make it: through the same actions, never past them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import models

from kernespor.connectors.documents.lines import Line
from kernespor.connectors.documents.uploads import opened
from kernespor.connectors.organisation import Organisation, PersonRow, RoleRow, UnitRow
from kernespor.connectors.sporkoebing import Size, generate
from kernespor.connectors.unit_plan.corrections import Corrections
from kernespor.connectors.unit_plan.reader import read_lines
from kernespor.domains.strategy.actions import imports, plans
from kernespor.domains.strategy.models import Action, Goal, PlanImport, UnitPlan
from kernespor.foundation.access.actor import Actor, system
from kernespor.foundation.accounts.actions import open_accounts
from kernespor.foundation.accounts.models import User
from kernespor.foundation.accounts.selectors import actor_for
from kernespor.foundation.organisation.actions import take_in
from kernespor.foundation.organisation.models import Person, Unit

DAY = dt.date(2026, 11, 20)
SEED = 1
SECRET = "Zebrastribe"  # stands in every text of a draft that only its writers may see

PLAN = """# Virksomhedsplan {years}: {mark}

{unit}

## Forord

{mark} er forordet.

## Indsatsområde 1: {mark} i hverdagen

### Mål 1.1: {mark} hver dag

Målets tekst om {mark}.

**Handlinger**

- Handling om {mark}, den første
- Handling om {mark}, den anden

**Målindikatorer**

- Indikator om {mark}
"""


@cache
def small() -> dict[str, bytes]:
    """Return the files of small Sporkøbing on DAY."""
    return dict(generate(SEED, Size.SMALL, DAY))


def truth() -> dict[str, Any]:
    """Return what was planted in small Sporkøbing."""
    found: dict[str, Any] = json.loads(small()["truth.json"])
    return found


def load_small(password: str | None = None) -> None:
    """Load small Sporkøbing as the demo does; settings.TODAY must be DAY."""
    from kernespor.site.loading import load

    load(seed=SEED, password=password, size=Size.SMALL)


def person(code: str) -> Person:
    """Return a person of Sporkøbing."""
    return Person.objects.get(code=code)


def unit(code: str) -> Unit:
    """Return a unit of Sporkøbing."""
    return Unit.objects.get(code=code)


def actor(code: str, today: dt.date = DAY) -> Actor:
    """Return a person of Sporkøbing as the one who acts on a day, with an account where there is one."""
    found = person(code)
    return actor_for(found, today, user_id=getattr(User.objects.filter(person=found).first(), "pk", None))


def account(code: str) -> User:
    """Return a person's account, opened where there is none."""
    found = User.objects.filter(person__code=code).first()
    return found or open_accounts(actor=system("Prøve", DAY), persons=[person(code)], password=None)[0]


def document(unit_name: str = "Økonomi & Stab", mark: str = SECRET, years: str = "2026-2027") -> bytes:
    """Return a short plan in Markdown: an area, a goal, two actions, an indicator; `mark` in each text."""
    return PLAN.format(unit=unit_name, mark=mark, years=years).encode()


def lines_of(content: bytes, name: str = "plan.md") -> Sequence[Line]:
    """Return a document's lines, as an upload gives them."""
    return opened(name, content).lines


def lay_in(by: Actor, unit_code: str | None = "OS", *, mark: str = SECRET) -> PlanImport:
    """Lay a short plan in, as someone."""
    content = document(mark=mark)
    return imports.lay_in(
        actor=by,
        name=f"{mark}.md",
        content=content,
        lines=lines_of(content),
        unit=unit(unit_code) if unit_code else None,
    )


def draft_plan(by: Actor, unit_code: str = "OS", *, mark: str = SECRET) -> UnitPlan:
    """Lay a short plan in and save it: a draft."""
    laid = lay_in(by, unit_code, mark=mark)
    reading = read_lines(lines_of(document(mark=mark)), Corrections())
    return imports.accept(actor=by, draft=laid, seen=laid.version, reading=reading)


def plan_in_force(by: Actor, unit_code: str = "OS", *, mark: str = "En kort plan") -> UnitPlan:
    """Return a short plan put in force."""
    plan = draft_plan(by, unit_code, mark=mark)
    return plans.move_plan(actor=by, plan=plan, step="put_in_force", seen=plan.version)


def first_goal(plan: UnitPlan) -> Goal:
    """Return a plan's first goal, read anew."""
    return (
        Goal.objects.filter(area__plan=plan)
        .select_related("area__plan")
        .order_by("area__position", "position")[0]
    )


def first_action(plan: UnitPlan) -> Action:
    """Return a plan's first action, read anew."""
    rows = Action.objects.filter(goal__area__plan=plan).select_related("goal__area__plan", "owner", "deputy")
    return rows.order_by("goal__area__position", "goal__position", "position")[0]


def plan_of_file(file: str) -> UnitPlan:
    """Return the plan that was loaded from a file of Sporkøbing."""
    return UnitPlan.objects.get(source__name=file)


def again(row: models.Model) -> Any:
    """Return a row as it now stands in the database."""
    return type(row)._default_manager.get(pk=row.pk)


def house(*roles: RoleRow) -> None:
    """Take in a small house of our own: SK over OS (over OS-A) and BU, and three persons with these roles.

    Without roles: `head` leads OS, `deputy` works there, `other` leads BU.
    """
    since = dt.date(2020, 1, 1)
    units = tuple(
        UnitRow(code, name, name, "", above, "", since)
        for code, name, above in (
            ("SK", "Sporkøbing Kommune", ""),
            ("OS", "Økonomi & Stab", "SK"),
            ("OS-A", "Aarhusgade 1", "OS"),
            ("BU", "Børn & Unge", "SK"),
        )
    )
    persons = tuple(
        PersonRow(key, name, "", f"{key}@sporkoebing.example")
        for key, name in (("head", "Lederen"), ("deputy", "Stedfortræderen"), ("other", "Den anden leder"))
    )
    usual = (
        RoleRow("head", "head", "OS", includes_below=True, valid_from=since),
        RoleRow("deputy", "employee", "OS", includes_below=False, valid_from=since),
        RoleRow("other", "head", "BU", includes_below=True, valid_from=since),
    )
    take_in(actor=system("Kernespor", DAY), records=Organisation(units, persons, roles or usual))
