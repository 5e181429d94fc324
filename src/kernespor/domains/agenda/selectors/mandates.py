"""Mandates of groups: the list, one with its deliverables and harvest, and what awaits somebody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Case, DateField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest, Least, NullIf
from django.http import Http404
from django.urls import Resolver404, resolve
from django.utils.translation import gettext

from kernespor.domains.agenda.calculations import bound_to_term, days_ahead, mandate_remarks
from kernespor.domains.agenda.enums import DeliverableState, MandateStatus
from kernespor.domains.agenda.models import Deliverable, Mandate, MandateVersion
from kernespor.domains.agenda.permissions import can_lead, can_set_down, readable_mandates
from kernespor.engines.group_mandates.records import Remark
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies.enums import BodyKind
from kernespor.foundation.bodies.models import Term
from kernespor.foundation.bodies.permissions import can_read_decision
from kernespor.foundation.bodies.selectors.members import Seat, members_on
from kernespor.foundation.bodies.selectors.names import called
from kernespor.foundation.objects import Card, Ref
from kernespor.foundation.ui.templatetags.danish import long_date

IN_FORCE, SOON, UNHARVESTED, HARVESTED, DRAFTS, ALL = (
    "", "slutter", "uden-hoest", "hoestet", "kladder", "alle",
)  # fmt: skip
_FAR = Value(dt.date.max, DateField())


@dataclass(frozen=True, slots=True)
class MandateQuery:
    """What the list of mandates is asked for."""

    show: str = IN_FORCE
    words: str = ""
    body_id: int | None = None


@dataclass(frozen=True, slots=True)
class Led:
    """A deliverable, or what is carried on, with the object it led to, where the reader may see that."""

    row: Any
    card: Card | None


@dataclass(frozen=True, slots=True)
class MandatePage:
    """A mandate as its page shows it. `decision` is whether the reader may see the one that set it down."""

    mandate: Any
    members: list[Seat]
    deliverables: list[Led]
    carried: list[Led]
    versions: list[MandateVersion]
    remarks: Sequence[Remark]
    decision: bool
    leads: bool
    sets_down: bool

    @property
    def waiting(self) -> int:
        """How many deliverables nobody has said of what became of them."""
        return sum(1 for one in self.deliverables if one.row.state == DeliverableState.WAITING)


def with_last_day(rows: QuerySet[Any], today: dt.date) -> QuerySet[Any]:
    """Add `term_ends`, the last day of the council that decided, and `last_day`, when the group ends.

    A group that rules bind to the council ends with its term: the one of the day on which it began, or on
    which its decision was made where that is later. A standing group has no last day.
    """
    decided = When(decision__isnull=False, then=Greatest("starts", "decision__current__on"))
    rows = rows.annotate(anchor=Case(decided, default=F("starts"), output_field=DateField()))
    term = Term.objects.filter(
        of_bodies__body__kind=BodyKind.COUNCIL, starts__lte=OuterRef("anchor"), ends__gte=OuterRef("anchor")
    )
    rows = rows.annotate(term_ends=Subquery(term.order_by("-starts").values("ends")[:1]))
    own = Coalesce("ends", _FAR)
    bound = When(body__kind__in=bound_to_term(today), then=Least(own, Coalesce("term_ends", _FAR)))
    found: QuerySet[Any] = rows.annotate(
        last_day=NullIf(Case(bound, default=own, output_field=DateField()), _FAR)
    )
    return found


def mandate_rows(actor: Actor) -> QuerySet[Any]:
    """Return the mandates that the actor may read, with the names of their bodies and their last day."""
    rows = Mandate.objects.filter(readable_mandates(actor))
    rows = rows.select_related("body", "tovholder", "set_by", "decision__body", "decision__current")
    rows = rows.annotate(
        body_name=called("body_id", actor.today),
        set_by_name=called("set_by_id", actor.today),
        reports_to_name=called("reports_to_id", actor.today),
    )
    return with_last_day(rows, actor.today)


def ending(today: dt.date) -> Q:
    """Return the mandates whose end is told already, as a filter on rows with their last day."""
    found = Q(pk__in=())
    for days, kinds in days_ahead(today).items():
        found |= Q(body__kind__in=kinds, last_day__lte=today + dt.timedelta(days=days))
    return found & Q(status=MandateStatus.IN_FORCE)


def mandates(actor: Actor, query: MandateQuery) -> QuerySet[Any]:
    """Return the mandates that are asked for, those that end first at the top."""
    today = actor.today
    shown = {
        IN_FORCE: Q(status=MandateStatus.IN_FORCE) & (Q(last_day=None) | Q(last_day__gte=today)),
        SOON: ending(today) & Q(last_day__gte=today),
        UNHARVESTED: Q(status=MandateStatus.IN_FORCE, last_day__lt=today),
        HARVESTED: Q(status=MandateStatus.HARVESTED),
        DRAFTS: Q(status=MandateStatus.DRAFT),
        ALL: Q(),
    }
    rows = mandate_rows(actor).filter(shown[query.show])
    if query.body_id is not None:
        rows = rows.filter(body_id=query.body_id)
    for word in query.words.split():
        rows = rows.filter(Q(title__icontains=word) | Q(task__icontains=word) | Q(body_name__icontains=word))
    if query.show == HARVESTED:
        return rows.order_by("-ended_on", "-pk")
    return rows.order_by(F("last_day").asc(nulls_last=True), "pk")


def mandate_page(actor: Actor, mandate_id: int) -> MandatePage:
    """Return a mandate. Raises Http404 or NotPermitted."""
    mandate: Any = objects.fetch(actor, "kommissorium", mandate_id)
    deliverables = list(mandate.deliverables.order_by("due", "pk"))
    carried = list(mandate.carried_on.select_related("owner").order_by("pk"))
    refs = [row.ref for row in (*deliverables, *carried) if row.ref]
    cards = objects.cards(actor, refs)
    day = mandate.ended_on or actor.today
    return MandatePage(
        mandate=mandate,
        members=members_on(mandate.body_id, day),
        deliverables=[Led(row, cards.get(row.ref)) for row in deliverables],
        carried=[Led(row, cards.get(row.ref)) for row in carried],
        versions=list(mandate.versions.order_by("-number")),
        remarks=remarks_on_mandate(mandate, actor.today),
        decision=mandate.decision is not None and can_read_decision(actor, mandate.decision),
        leads=can_lead(actor, mandate),
        sets_down=can_set_down(actor, mandate),
    )


def remarks_on_mandate(mandate: Mandate, today: dt.date) -> Sequence[Remark]:
    """Return what isn't as the rules say in a mandate. One query where it didn't come with its term."""
    if not hasattr(mandate, "term_ends"):
        row: Any = with_last_day(Mandate.objects.filter(pk=mandate.pk), today).get()
        return mandate_remarks(mandate, row.term_ends, today)
    return mandate_remarks(mandate, mandate.term_ends, today)


def sentence_of(remark: Remark) -> str:
    """Return what isn't as a rule says, in the reader's language."""
    return gettext(remark.message).format(**{name: long_date(day) for name, day in remark.params.items()})


def version_of_mandate(mandate: Mandate, number: int) -> MandateVersion | None:
    """Return a version of a mandate, or nothing where it has none of that number. One query."""
    rows = mandate.versions.select_related("tovholder", "decision__current", "decision__body")
    rows = rows.annotate(
        set_by_name=called("set_by_id", "starts"), reports_to_name=called("reports_to_id", "starts")
    )
    return rows.filter(number=number).first()


def deliverable_of(actor: Actor, pk: int) -> Deliverable:
    """Return a deliverable of a mandate that the actor may read. Raises Http404."""
    readable = Mandate.objects.filter(readable_mandates(actor)).values("pk")
    rows = Deliverable.objects.filter(mandate__in=readable).select_related("mandate__body")
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404(pk)
    return row


def of_body(actor: Actor, body_id: int) -> list[Any]:
    """Return the mandates of a body that the actor may read, those in force first. One query."""
    rows = mandate_rows(actor).filter(body_id=body_id).exclude(status=MandateStatus.DISCARDED)
    return list(rows.order_by(F("ended_on").desc(nulls_first=True), "-starts", "pk"))


def object_at(actor: Actor, address: str) -> Ref | None:
    """Return the object whose page an address is, where the actor may read it; None for any other."""
    path = urlsplit(address.strip()).path
    try:
        given = resolve(path).kwargs.values()
    except Resolver404:
        return None
    keys = {value for value in given if isinstance(value, int)}
    for kind in objects.known() if keys else ():
        for pk, row in objects.rows_of(actor, kind.name, keys).items():
            if kind.card(row).url == path:
                return Ref(kind.name, pk)
    return None
