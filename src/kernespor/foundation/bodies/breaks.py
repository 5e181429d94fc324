"""Where the thread is broken in consultations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies.enums import ConsultationStatus, PartyKind, PointOutcome
from kernespor.foundation.bodies.models import (
    Consultation,
    ConsultationParty,
    ConsultationResponse,
    PointAnswer,
)
from kernespor.foundation.bodies.permissions import CONSULTATION, readable_consultations
from kernespor.foundation.bodies.selectors.consultations import party_name
from kernespor.foundation.bodies.selectors.names import called
from kernespor.foundation.memory import once
from kernespor.foundation.objects import ref_of
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.thread.registry import Break, BreakKind, Scope, register_break

_ENDED = (ConsultationStatus.CLOSED, ConsultationStatus.CONCLUDED)


def register() -> None:
    """Fill the registry of breaks."""
    register_break(
        BreakKind(
            "bodies.unanswered",
            _("Hørt, men uden svar"),
            _("Spørg dem, der ikke svarede, og før svaret ind, også når det er kommet for sent."),
            "bodies.consultation",
            unanswered,
            _("Se høringen"),
        )
    )
    register_break(
        BreakKind(
            "bodies.unreplied",
            _("Svar, som ingen har svaret på"),
            _("Skriv, hvad svarene førte til, eller hvorfor de ikke ændrede noget."),
            "bodies.consultation",
            unreplied,
            _("Se svarene"),
        )
    )


def unreplied(actor: Actor, scope: Scope) -> Iterator[Break]:
    """Yield the concluded consultations with answers that no reply speaks of. One query, or none."""
    numbers: Counter[int] = Counter()
    found: dict[int, Consultation] = {}
    for row in _parties(actor, scope):
        if row.left and row.consultation.status == ConsultationStatus.CONCLUDED:
            numbers[row.consultation_id] += row.left
            found.setdefault(row.consultation_id, _consultation(row))
    for key, consultation in found.items():
        words = ngettext(
            "Ét af svarene har ikke fået et svar fra kommunen.",
            "{number} af svarene har ikke fået et svar fra kommunen.",
            numbers[key],
        )
        yield Break(
            ref=ref_of(consultation),
            sentence=words.format(number=numbers[key]),
            remedy=gettext("Skriv, hvad de førte til."),
            url=reverse("bodies:consultation_points", args=[key]),
            since=consultation.concluded_on,
            row=consultation,
        )


def unanswered(actor: Actor, scope: Scope) -> Iterator[Break]:
    """Yield the consultations that closed without an answer from one who was heard by name. Two queries."""
    missing: dict[int, list[Any]] = {}
    for row in _parties(actor, scope):
        if not row.answered and row.kind != PartyKind.PUBLIC:
            missing.setdefault(row.consultation_id, []).append(row)
    tree = tree_on(actor.today) if missing else None
    for parties in missing.values():
        names = [
            party_name(one, one.body_name, tree.name(one.unit_id) if tree and one.unit_id else "")
            for one in parties
        ]
        consultation = _consultation(parties[0])
        yield Break(
            ref=ref_of(consultation),
            sentence=gettext("Svarede ikke: {names}.").format(names=", ".join(names)),
            remedy=gettext("Spørg dem, og før svaret ind."),
            url=reverse("bodies:consultation", args=[consultation.pk]),
            since=timezone.localtime(consultation.deadline).date(),
            row=consultation,
        )


@once
def _parties(actor: Actor, scope: Scope) -> tuple[Any, ...]:
    """Return the parties of ended consultations that have no answer, or answers that no reply speaks of.

    `left` says how many such answers: of those heard by name the last answer counts, and a reply to any of
    theirs is one to them. One query for both kinds of breaks.
    """
    readable = Consultation.objects.filter(readable_consultations(actor), status__in=_ENDED)
    keys = scope.keys(CONSULTATION)
    if keys is not None:
        known = objects.rows_of(actor, CONSULTATION, keys) if keys else {}
        ended = [pk for pk, row in known.items() if row.status in _ENDED]
        if not ended:
            return ()
        readable = Consultation.objects.filter(pk__in=ended)
    replied = PointAnswer.objects.exclude(point__outcome=PointOutcome.WAITING)
    answers = ConsultationResponse.objects.filter(party_id=OuterRef("pk"))
    unheard = answers.filter(~Exists(replied.filter(response_id=OuterRef("pk")))).order_by()
    number = unheard.values("party_id").annotate(number=Count("pk")).values("number")
    rows = (
        ConsultationParty.objects.filter(consultation__in=readable.values("pk"))
        .select_related("consultation")
        .annotate(
            body_name=called("body_id", actor.today),
            asked_by=called("consultation__body_id", "consultation__opens"),
            answered=Exists(answers.filter(side="")),
            left=Case(
                When(kind=PartyKind.PUBLIC, then=Coalesce(Subquery(number), 0)),
                When(Exists(replied.filter(response__party_id=OuterRef("pk"))), then=0),
                When(Exists(answers), then=1),
                default=0,
            ),
        )
        .filter(Q(answered=False) | Q(left__gt=0))
        .order_by("consultation__deadline", "consultation_id", "pk")
    )
    return tuple(rows)


def _consultation(party: Any) -> Consultation:
    """Return the consultation of a party with the name of who asks, as its kind's rows bring it."""
    consultation: Consultation = party.consultation
    vars(consultation)["body_name"] = party.asked_by
    return consultation
