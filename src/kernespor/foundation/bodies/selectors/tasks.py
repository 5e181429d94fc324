"""What awaits a person: answers to give, and consultations to conclude."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.bodies.enums import ConsultationStatus
from kernespor.foundation.bodies.models import Consultation, ConsultationParty, ConsultationResponse
from kernespor.foundation.bodies.permissions import answers_for_bodies, answers_for_units
from kernespor.foundation.bodies.selectors.names import called
from kernespor.foundation.objects import ref_of
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.tasks.registry import Task, pain_of
from kernespor.foundation.ui.templatetags.danish import clock, short_date

_OPEN_MINUTES = 15


def tasks_of(actor: Actor) -> list[Task]:
    """Return what awaits the actor in consultations. Four queries at most."""
    if actor.person_id is None:
        return []
    return [*_answers(actor), *_conclusions(actor)]


def _answers(actor: Actor) -> list[Task]:
    bodies, units = answers_for_bodies(actor), answers_for_units(actor)
    if not bodies and not units:
        return []
    answered = ConsultationResponse.objects.filter(party_id=OuterRef("pk"))
    rows = (
        ConsultationParty.objects.filter(Q(body_id__in=bodies) | Q(unit_id__in=units))
        .filter(~Exists(answered), consultation__status=ConsultationStatus.OPEN)
        .select_related("consultation")
        .annotate(body_name=called("body_id", actor.today))
        .order_by("consultation__deadline", "pk")
    )
    parties = list(rows)
    tree = tree_on(actor.today) if any(party.unit_id for party in parties) else None
    found = []
    for party in parties:
        consultation = party.consultation
        deadline = timezone.localtime(consultation.deadline)
        heard = party.body_name or (tree.name(party.unit_id) if tree and party.unit_id else "")
        found.append(
            Task(
                key=f"bodies.consultationparty:{party.pk}",
                title=gettext("Svar på høringen »{title}«").format(title=consultation.title),
                why=gettext("{heard} skal svare senest {day} {hour}.").format(
                    heard=heard, day=short_date(deadline), hour=clock(deadline)
                ),
                url=reverse("bodies:consultation_answer", args=[consultation.pk]),
                button=gettext("Skriv svaret"),
                due=deadline.date(),
                pain=pain_of(deadline.date(), actor.today),
                ref=ref_of(consultation),
                minutes=_OPEN_MINUTES,
                role=heard,
                guarded=consultation.openness != Openness.OPEN,
            )
        )
    return found


def _conclusions(actor: Actor) -> list[Task]:
    """Return what the actor asked about and closed, and hasn't said the outcome of."""
    if actor.limit is not None:
        return []
    rows = Consultation.objects.filter(created_by_id=actor.person_id, status=ConsultationStatus.CLOSED)
    return [
        Task(
            key=f"bodies.consultation:{row.pk}:conclude",
            title=gettext("Skriv, hvad høringen »{title}« ændrede").format(title=row.title),
            why=gettext("Fristen for svar er gået. De, der svarede, skal have at vide, hvad der skete."),
            url=reverse("bodies:consultation_conclude", args=[row.pk]),
            button=gettext("Afslut høringen"),
            due=None,
            pain=pain_of(None, actor.today, "stale"),  # those who answered hear nothing until it is done
            ref=ref_of(row),
            guarded=row.openness != Openness.OPEN,
        )
        for row in rows.order_by("deadline", "pk")
    ]
