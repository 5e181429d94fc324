"""Where the thread is broken in consultations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies.enums import ConsultationStatus, PartyKind, PointOutcome
from kernespor.foundation.bodies.kinds import consultation_rows
from kernespor.foundation.bodies.models import (
    Consultation,
    ConsultationParty,
    ConsultationResponse,
    PointAnswer,
)
from kernespor.foundation.bodies.permissions import readable_consultations
from kernespor.foundation.bodies.selectors.consultations import party_name
from kernespor.foundation.bodies.selectors.names import called
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
    """Yield the concluded consultations with answers that no reply speaks of. Two queries.

    Of those heard by name the last answer counts, and a reply to any of theirs is one to them.
    """
    rows = consultation_rows(actor).filter(status=ConsultationStatus.CONCLUDED)
    keys = scope.keys("bodies.consultation")
    if keys is not None:
        rows = rows.filter(pk__in=keys)
    replied = PointAnswer.objects.exclude(point__outcome=PointOutcome.WAITING)
    public = Q(kind=PartyKind.PUBLIC)
    named = ConsultationParty.objects.filter(~public, consultation__in=rows.order_by().values("pk"))
    named = named.filter(
        Exists(ConsultationResponse.objects.filter(party_id=OuterRef("pk"))),
        ~Exists(replied.filter(response__party_id=OuterRef("pk"))),
    )
    residents = ConsultationResponse.objects.filter(
        ~Exists(replied.filter(response_id=OuterRef("pk"))),
        party__kind=PartyKind.PUBLIC,
        consultation__in=rows.order_by().values("pk"),
    )
    left = (
        named.order_by()
        .values_list("consultation_id", "pk")
        .union(residents.order_by().values_list("consultation_id", "pk"), all=True)
    )
    numbers = Counter(consultation_id for consultation_id, _pk in left)
    for row in rows.filter(pk__in=list(numbers)).order_by("concluded_on", "pk") if numbers else ():
        words = ngettext(
            "Ét af svarene har ikke fået et svar fra kommunen.",
            "{number} af svarene har ikke fået et svar fra kommunen.",
            numbers[row.pk],
        )
        yield Break(
            ref=ref_of(row),
            sentence=words.format(number=numbers[row.pk]),
            remedy=gettext("Skriv, hvad de førte til."),
            url=reverse("bodies:consultation_points", args=[row.pk]),
            since=row.concluded_on,
            row=row,
        )


def unanswered(actor: Actor, scope: Scope) -> Iterator[Break]:
    """Yield the consultations that closed without an answer from one who was heard by name. Two queries."""
    answered = ConsultationResponse.objects.filter(party_id=OuterRef("pk"), side="")
    readable = Consultation.objects.filter(readable_consultations(actor), status__in=_ENDED)
    keys = scope.keys("bodies.consultation")
    if keys is not None:
        readable = readable.filter(pk__in=keys)
    rows = (
        ConsultationParty.objects.filter(~Exists(answered), consultation__in=readable.values("pk"))
        .exclude(kind=PartyKind.PUBLIC)
        .select_related("consultation")
        .annotate(
            body_name=called("body_id", actor.today),
            asked_by=called("consultation__body_id", "consultation__opens"),
        )
        .order_by("consultation__deadline", "consultation_id", "pk")
    )
    missing: dict[int, list[ConsultationParty]] = {}
    for row in rows:
        missing.setdefault(row.consultation_id, []).append(row)
    tree = tree_on(actor.today) if missing else None
    for parties in missing.values():
        names = [
            party_name(
                one, getattr(one, "body_name", ""), tree.name(one.unit_id) if tree and one.unit_id else ""
            )
            for one in parties
        ]
        consultation = parties[0].consultation
        vars(consultation)["body_name"] = vars(parties[0])["asked_by"]  # as its kind's rows bring it
        yield Break(
            ref=ref_of(consultation),
            sentence=gettext("Svarede ikke: {names}.").format(names=", ".join(names)),
            remedy=gettext("Spørg dem, og før svaret ind."),
            url=reverse("bodies:consultation", args=[consultation.pk]),
            since=timezone.localtime(consultation.deadline).date(),
            row=consultation,
        )
