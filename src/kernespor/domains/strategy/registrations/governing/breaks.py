"""Where the red thread is broken in governing documents: the passages of both kinds are read together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.enums import DocumentStatus, PassageRole
from kernespor.domains.strategy.models import GoverningDocument, Passage
from kernespor.domains.strategy.permissions.governing import DOCUMENT
from kernespor.domains.strategy.selectors.governing.building import PASSAGE, builders
from kernespor.domains.strategy.selectors.governing.tasks import running_out
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.memory import once
from kernespor.foundation.objects import ref_of
from kernespor.foundation.thread.registry import Break, BreakKind, Scope, register_break
from kernespor.foundation.ui.templatetags.danish import long_date

_DAY = dt.timedelta(days=1)
_FOLLOWED = (PassageRole.FINANCIAL_GOAL, PassageRole.GUIDING_MARK)


def register() -> None:
    """Fill the registry of breaks."""
    register_break(
        BreakKind(
            "strategy.built_on_replaced",
            _("Bygger på et dokument, der er afløst"),
            _("Knyt det, der bygger på passusen, til en passus i det dokument, der gælder nu."),
            PASSAGE,
            _built_on_replaced,
            _("Se, hvad der bygger på den"),
        )
    )
    register_break(
        BreakKind(
            "strategy.passage_unfollowed",
            _("Økonomisk mål eller pejlemærke, som intet følger"),
            _("Et måltal, der måler det, eller et mål, en handling eller en analyse, der bygger på det."),
            PASSAGE,
            _unfollowed,
            _("Se passusen"),
        )
    )
    register_break(
        BreakKind(
            "strategy.document_running_out",
            _("Dokumentet udløber, og ingen afløser er på vej"),
            _("Et nyt dokument, der afløser det, eller en ny dato for, hvor længe det gælder."),
            DOCUMENT,
            _running_out,
            _("Se dokumentet"),
        )
    )


@once
def _suspects(actor: Actor, scope: Scope) -> tuple[tuple[Passage, int], ...]:
    """Return the passages that may be broken, each with how many build on it. Three queries at most.

    They stand in what no longer holds, or were taken back, and then only what is not over counts; or they
    hold, and should be followed. `successor` is the title of what replaced the document and is in force.
    """
    gone = Q(document__status=DocumentStatus.REPLACED) & (
        Q(document__valid_to__isnull=True) | Q(document__valid_to__lt=actor.today)
    )
    unmeasured = Q(document__status=DocumentStatus.IN_FORCE, role__in=_FOLLOWED, measure="")
    rows = objects.of(PASSAGE).rows(actor).filter(gone | Q(withdrawn_on__isnull=False) | unmeasured)
    keys = scope.keys(PASSAGE)
    if keys is not None:
        rows = rows.filter(pk__in=keys)
    after = GoverningDocument.objects.filter(replaces=OuterRef("document_id"), status=DocumentStatus.IN_FORCE)
    found = list(rows.annotate(successor=Subquery(after.order_by("pk").values("title")[:1])))
    past = [row for row in found if not _holds(row)]
    built = (
        builders(actor, [row.pk for row in found], living=frozenset(row.pk for row in past)) if found else {}
    )
    return tuple((row, len(built.get(row.pk, ()))) for row in found)


def _holds(passage: Passage) -> bool:
    return passage.document.status == DocumentStatus.IN_FORCE and passage.withdrawn_on is None


def _built_on_replaced(actor: Actor, scope: Scope) -> Iterator[Break]:
    """Yield the passages of what no longer holds, and those taken back, on which something living builds."""
    for row, number in _suspects(actor, scope):
        if _holds(row) or not number:
            continue
        successor = getattr(row, "successor", None)
        what = ngettext("Ét led bygger på passusen", "{number} led bygger på passusen", number)
        ended = row.document.valid_to
        if row.withdrawn_on:
            ended, why = row.withdrawn_on, gettext("som er taget tilbage")
        elif successor:
            why = gettext("som stod i et dokument, der er afløst af »{title}«").format(title=successor)
        else:
            why = gettext("som stod i et dokument, der er afløst")
        yield Break(
            ref_of(row),
            f"{what.format(number=number)}, {why}.",
            gettext("Knyt det til en passus i det dokument, der gælder nu."),
            reverse("governing:passage", args=[row.pk]),
            ended + _DAY if ended else None,
            row=row,
        )


def _unfollowed(actor: Actor, scope: Scope) -> Iterator[Break]:
    """Yield the financial goals and guiding marks in force that are neither measured nor built on."""
    for row, number in _suspects(actor, scope):
        if _holds(row) and not number:
            yield Break(
                ref_of(row),
                gettext("Intet måltal måler det, og intet bygger på det."),
                gettext("Et måltal, eller et mål, en handling eller en analyse, der bygger på det."),
                reverse("governing:passage", args=[row.pk]),
                row.document.valid_from,
                row=row,
            )


def _running_out(actor: Actor, scope: Scope) -> Iterator[Break]:
    """Yield the documents in force that end soon, or ended, without a successor on its way. One query."""
    rows = running_out(objects.of(DOCUMENT).rows(actor), actor.today)
    keys = scope.keys(DOCUMENT)
    if keys is not None:
        rows = rows.filter(pk__in=keys)
    for row in rows.order_by("valid_to", "pk"):
        yield Break(
            ref_of(row),
            _words(row, actor.today),
            gettext("Et nyt dokument, der afløser det, eller en ny dato."),
            reverse("governing:document", args=[row.pk]),
            row.valid_to + _DAY if row.valid_to < actor.today else None,
            row=row,
        )


def _words(row: GoverningDocument, today: dt.date) -> str:
    words = gettext("Dokumentet gælder til og med {day}, og ingen afløser er på vej.")
    if row.valid_to and row.valid_to < today:
        words = gettext("Dokumentet gjaldt til og med {day}, og intet har afløst det.")
    return words.format(day=long_date(row.valid_to))
