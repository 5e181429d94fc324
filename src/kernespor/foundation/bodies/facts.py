"""What is known of consultations and decisions, for the texts that speak of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from kernespor.foundation import facts, objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies.enums import UNSENT
from kernespor.foundation.bodies.kinds import consultation_rows
from kernespor.foundation.bodies.models import Consultation, Decision
from kernespor.foundation.facts import Known, Role
from kernespor.foundation.objects import ref_of
from kernespor.foundation.ui.templatetags.danish import long_date


def register() -> None:
    """Fill the registry of facts."""
    facts.register(Consultation._meta.label_lower, _consultations)
    facts.register(Decision._meta.label_lower, _decisions)


def _consultations(actor: Actor, keys: Collection[int]) -> Iterator[Known]:
    """Yield when consultations end, and to the house how many answered. One query."""
    rows = (
        consultation_rows(actor)
        .filter(pk__in=keys)
        .annotate(
            answers=Count("responses", distinct=True),
            parties_answered=Count("responses__party", distinct=True),
        )
    )
    found = list(rows.order_by("pk"))
    objects.keep_rows(actor, Consultation._meta.label_lower, set(keys), found)
    for row in found:
        if row.status in UNSENT:
            continue
        thing, url = str(ref_of(row)), reverse("bodies:consultation", args=[row.pk])
        day = timezone.localtime(row.deadline).date()
        told = gettext("Svarfristen er {day}").format(day=long_date(day))
        yield Known(thing, row.title, Role.DEADLINE, told, url, day=day)
        if not actor.in_house:
            continue
        for number in dict.fromkeys((row.answers, row.parties_answered)):
            words = ngettext("Der er {number} svar", "Der er {number} svar", number).format(number=number)
            yield Known(thing, row.title, Role.ANSWERS, words, url, Fraction(number), "svar")


def _decisions(actor: Actor, keys: Collection[int]) -> Iterator[Known]:
    """Yield when bodies decided. One query."""
    found = objects.rows_of(actor, Decision._meta.label_lower, keys)
    for _pk, row in sorted(found.items()):
        if row.current is None:
            continue
        told = gettext("{body} besluttede det {day}").format(
            body=row.body_name, day=long_date(row.current.on)
        )
        yield Known(
            str(ref_of(row)), row.current.case_title, Role.DECIDED, told,
            reverse("bodies:body_decision", args=[row.pk]), day=row.current.on, body=row.body_name or "",
        )  # fmt: skip
