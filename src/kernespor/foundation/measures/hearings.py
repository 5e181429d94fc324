"""What is measured of decisions and consultations."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping

from django.db.models import Count, Min, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies.enums import ConsultationStatus, PartyKind
from kernespor.foundation.bodies.models import Consultation, ConsultationParty, Decision
from kernespor.foundation.bodies.permissions import readable_consultations, readable_decisions
from kernespor.foundation.measures.registry import Direction, Measure, Reading, Units, register

YEAR = dt.timedelta(days=365)
_ANSWERS = "bodies.answered_in_time"


def register_all() -> None:
    """Fill the registry of measures."""
    register(
        Measure(
            "bodies.decisions",
            _("Beslutninger, der er ført ind, det seneste år"),
            _("beslutninger"),
            Direction.NONE,
            _("Beslutningsprotokollen"),
            readable=lambda actor: actor.in_house,
            read=_summed(_decisions),
            missing=_("Ingen beslutning er ført ind det seneste år."),
            read_units=_decisions,
        )
    )
    register(
        Measure(
            _ANSWERS,
            _("Høringssvar til tiden, det seneste år"),
            _("hørte parter"),
            Direction.UP,
            _("Høringerne"),
            readable=lambda actor: actor.in_house,
            read=_summed(_answers),
            missing=_("Ingen høring har haft frist det seneste år."),
            read_units=_answers,
        )
    )


def _decisions(actor: Actor, day: dt.date) -> Mapping[int, Reading]:
    """Count the decisions of the last year by the unit of their body. One query."""
    rows = Decision.objects.filter(
        readable_decisions(actor), current__on__gt=day - YEAR, current__on__lte=day
    )
    counts = rows.order_by("body__unit_id").values_list("body__unit_id").annotate(number=Count("pk"))
    source = gettext("Beslutningsprotokollen")
    return {unit: Reading(number, day, source) for unit, number in counts}


def _answers(actor: Actor, day: dt.date) -> Mapping[int, Reading]:
    """Count who was heard with a deadline in the last year, and whose answer came in time. One query.

    The residents aren't counted: nobody knows how many of them there would be.
    """
    heard = Consultation.objects.filter(
        readable_consultations(actor),
        deadline__date__gt=day - YEAR,
        deadline__date__lt=day,
        status__in=[ConsultationStatus.OPEN, ConsultationStatus.CLOSED, ConsultationStatus.CONCLUDED],
    )
    parties = ConsultationParty.objects.filter(consultation__in=heard).exclude(kind=PartyKind.PUBLIC)
    rows = parties.annotate(first=Min("responses__received_at", filter=Q(responses__side=""))).order_by("pk")
    total: Counter[int] = Counter()
    in_time: Counter[int] = Counter()
    for unit, first, deadline in rows.values_list("consultation__unit_id", "first", "consultation__deadline"):
        total[unit] += 1
        in_time[unit] += bool(first and first <= deadline)
    source = gettext("Høringerne")
    return {unit: Reading(in_time[unit], day, source, total=number) for unit, number in total.items()}


def _summed(
    of_units: Callable[[Actor, dt.date], Mapping[int, Reading]],
) -> Callable[[Actor, Units, dt.date], Reading | None]:
    """Return the reading of several units as the sum of theirs."""

    def read(actor: Actor, units: Units, day: dt.date) -> Reading | None:
        found = of_units(actor, day)
        chosen = [reading for unit, reading in found.items() if units is None or unit in units]
        if not chosen:
            return None
        totals = [reading.total for reading in chosen if reading.total is not None]
        return Reading(
            sum(reading.value for reading in chosen),
            day,
            chosen[0].source,
            total=sum(totals) if totals else None,
        )

    return read
