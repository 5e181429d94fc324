"""Where the thread is broken: decisions of which nothing came for half a year."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.domains.agenda.selectors.follow_ups import QUIET, decided_and_nothing
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.objects import ref_of
from kernespor.foundation.thread.registry import Break, BreakKind, Scope, register_break

_REMEDY = _("Skriv, hvad der kom ud af beslutningen, eller bed nogen om at følge op på den.")


def register() -> None:
    """Fill the registry of breaks."""
    register_break(
        BreakKind(
            "agenda.nothing_came",
            _("Besluttet for et halvt år siden, og intet er sket"),
            _REMEDY,
            "bodies.decision",
            nothing_came,
            _("Se beslutningen"),
        )
    )


def nothing_came(actor: Actor, scope: Scope) -> Iterator[Break]:
    """Yield the decisions that led nowhere. One query."""
    rows = decided_and_nothing(actor)
    keys = scope.keys("bodies.decision")
    for row in rows if keys is None else rows.filter(pk__in=keys):
        yield Break(
            ref=ref_of(row),
            sentence=gettext("Der er ikke skrevet, hvad der kom ud af beslutningen."),
            remedy=str(_REMEDY),
            url=reverse("bodies:body_decision", args=[row.pk]),
            since=row.current.on + QUIET,
            row=row,
        )
