"""What is to come of decisions, what came of them, and decisions of which nothing came."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from kernespor.domains.agenda.models import FollowUp, ItemStop
from kernespor.domains.agenda.permissions import readable_follow_ups
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies.enums import Outcome
from kernespor.foundation.bodies.kinds import decision_rows
from kernespor.foundation.bodies.selectors.names import called
from kernespor.foundation.thread.models import Link

OPEN, DONE = "", "gjort"
SHOWS = ((OPEN, _("Venter")), (DONE, _("Gjort")))
QUIET = dt.timedelta(days=183)  # half a year in which nothing came of a decision


def follow_ups(actor: Actor, show: str) -> QuerySet[Any]:
    """Return the follow-ups that the actor may read: those that wait by their dates, or those done."""
    rows = FollowUp.objects.filter(readable_follow_ups(actor), done_on__isnull=show == OPEN)
    rows = rows.select_related("decision__current", "decision__body", "owner")
    rows = rows.annotate(body_name=called("decision__body_id", "decision__current__on"))
    return rows.order_by("due", "pk") if show == OPEN else rows.order_by("-done_on", "-pk")


def follow_up_of(actor: Actor, pk: int) -> FollowUp:
    """Return a follow-up that the actor may read. Raises Http404."""
    rows = FollowUp.objects.filter(readable_follow_ups(actor)).select_related(
        "decision__current", "decision__body", "owner"
    )
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404(pk)
    return row


def of_decision(decision_id: int) -> list[FollowUp]:
    """Return the follow-ups of a decision that the caller may read, by their dates. One query."""
    rows = FollowUp.objects.filter(decision=decision_id).select_related("owner")
    return list(rows.order_by("due", "pk"))


def decided_and_nothing(actor: Actor) -> QuerySet[Any]:
    """Return the approved decisions of half a year ago or more of which nothing came, oldest first.

    Something came of a decision where it has a follow-up that is done, or where something hangs below it on
    the thread. Only decisions that an item led to are asked: of others nobody promised anything here.
    """
    done = FollowUp.objects.filter(decision=OuterRef("pk"), done_on__isnull=False)
    below = Link.objects.believed().filter(upper_kind="bodies.decision", upper_pk=OuterRef("pk"))
    led = ItemStop.objects.filter(decision=OuterRef("pk"))
    rows = decision_rows(actor).filter(
        current__outcome=Outcome.APPROVED, current__on__lte=actor.today - QUIET
    )
    return rows.filter(~Exists(done), ~Exists(below), Exists(led)).order_by("current__on", "pk")
