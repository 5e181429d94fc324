"""What the steps of the year make on their day: a document, and the draft of an item with it, once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from kernespor.domains.agenda.actions import items
from kernespor.domains.agenda.documents import makers
from kernespor.domains.agenda.models import AgendaItem, WheelMade, WheelStep
from kernespor.domains.agenda.policies.wheel import check_bodies, check_maker
from kernespor.domains.agenda.selectors.meetings import coming_of
from kernespor.domains.agenda.selectors.wheel_year import year_of
from kernespor.engines.annual_wheel.results import Moment
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.accounts.selectors import actor_for
from kernespor.foundation.audit.writing import change
from kernespor.foundation.bodies.models import Body
from kernespor.foundation.files.actions import attach
from kernespor.foundation.refusals import Refusal, StaleWrite

LATE = dt.timedelta(days=30)  # so long after its day is something made that nobody was there for


@dataclass(frozen=True, slots=True)
class Due:
    """A step that makes something, and its moment in the year."""

    step: WheelStep
    moment: Moment


def due(today: dt.date) -> list[Due]:
    """Return what is to be made by today and isn't yet, the oldest first."""
    rows = list(WheelStep.objects.exclude(makes="").select_related("responsible"))
    made = set(WheelMade.objects.filter(trouble="").values_list("code", "year"))
    found = [
        Due(row, moment)
        for year in sorted({(today - LATE).year, today.year} if rows else ())
        for moment in year_of(year).wheel.moments
        for row in rows
        if row.code == moment.code and row.valid_from <= year <= row.valid_to
    ]
    wanted = [one for one in found if today - LATE <= one.moment.on <= today]
    wanted = [one for one in wanted if (one.step.code, one.moment.year) not in made]
    return sorted(wanted, key=lambda one: (one.moment.on, one.step.code))


def make(*, one: Due, today: dt.date) -> WheelMade | None:
    """Make what is due as the one who is responsible; or keep why not, for those who can mend it.

    None where another made it in the same moment.
    """
    person = one.step.responsible
    assert person is not None  # noqa: S101 - kept by the database
    actor = actor_for(person, today)
    actor = replace(actor, label=gettext("Kernespor for {name}").format(name=actor.label))
    try:
        with transaction.atomic():
            return _keep(actor, one, item=_item(actor, one), trouble="")
    except (IntegrityError, StaleWrite):
        return None
    except Refusal as refusal:
        return _keep(actor, one, item=None, trouble=refusal.reason)


def _item(actor: Actor, one: Due) -> AgendaItem:
    maker = makers().get(one.step.makes)
    bodies = {body.code: body for body in Body.objects.filter(code__in=one.step.bodies)}
    check_maker(maker is not None)
    check_bodies(one.step.bodies, bodies)
    assert maker is not None  # noqa: S101 - checked above
    made = maker.make(actor)
    facts = items.ItemFacts(
        title=made.title, theme=made.theme, recommendation=made.recommendation, attachments=made.name
    )
    item = items.begin(actor=actor, unit=made.unit, facts=facts, about=[made.ref])
    items.set_way(
        actor=actor, item=item, seen=item.version, way=[(bodies[code], "") for code in one.step.bodies]
    )
    attach(actor=actor, row=item, files=[(made.name, made.content)], note=one.moment.title)
    _place(actor, item)
    return item


def _place(actor: Actor, item: AgendaItem) -> None:
    """Put the item on each body's next agenda that takes items, none before that of the body ahead of it."""
    day, stops = actor.today, list(item.stops.select_related("item__unit", "body").order_by("position"))
    coming = coming_of({stop.body_id for stop in stops}, day)
    for stop in stops:
        meetings = (row for row in coming.get(stop.body_id, ()) if row.on >= day)
        meeting = next((row for row in meetings if not row.drafts_due or row.drafts_due >= actor.today), None)
        if meeting is None:
            return
        items.place(actor=actor, stop=stop, meeting=meeting, seen=stop.version)
        day = meeting.on


def _keep(actor: Actor, one: Due, *, item: AgendaItem | None, trouble: str) -> WheelMade:
    known = WheelMade.objects.filter(code=one.step.code, year=one.moment.year).first()
    facts: dict[str, Any] = {
        "title": one.moment.title,
        "due": one.moment.on,
        "responsible": one.step.responsible,
    }
    with change(actor=actor, verb="agenda.wheel_made", about=known) as act:
        if known is not None:
            return act.update(
                known, where={"item": None}, item=item, trouble=trouble, made_at=act.at, **facts
            )
        row = act.create(
            WheelMade, code=one.step.code, year=one.moment.year, made_at=act.at, item=item, trouble=trouble,
            **facts,
        )  # fmt: skip
        act.subject = row
        return row
