"""The page of a document on its way in, whole and in the parts that are swapped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_htmx.http import reswap, retarget, trigger_client_event

from kernespor.domains.strategy.actions.imports import check_saveable
from kernespor.domains.strategy.models import PlanImport
from kernespor.domains.strategy.permissions.plans import PLANNERS
from kernespor.domains.strategy.selectors.import_pieces import KIND_LABELS
from kernespor.domains.strategy.selectors.import_view import ImportView, import_view
from kernespor.domains.strategy.selectors.imports import (
    corrections_of,
    lines_of,
    reading_of,
    unit_choices,
)
from kernespor.domains.strategy.selectors.unit_match import Proposal, propose
from kernespor.domains.strategy.views.import_forms import AboutForm
from kernespor.engines import danish
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.organisation.tree import Tree, tree_on
from kernespor.foundation.refusals import reason_against
from kernespor.foundation.ui.templatetags.danish import long_date

_NUMBERS = (
    "", gettext_lazy("Ét"), gettext_lazy("To"), gettext_lazy("Tre"), gettext_lazy("Fire"),
    gettext_lazy("Fem"), gettext_lazy("Seks"), gettext_lazy("Syv"), gettext_lazy("Otte"),
    gettext_lazy("Ni"), gettext_lazy("Ti"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Opened:
    """What stands open for writing, what was written there, and what is wrong with it.

    `line` and `piece` are ids without and with their letter; `stale` says that another window was first.
    """

    line: str = ""
    piece: str = ""
    typed: str | None = None
    kind: str | None = None
    error: str = ""
    about: AboutForm | None = field(default=None, compare=False)
    stale: bool = False


class Screen:
    """One document as its page shows it: read with the corrections that stand on the row."""

    def __init__(self, actor: Actor, draft: PlanImport) -> None:
        self.actor, self.draft = actor, draft
        self.lines = lines_of(draft)
        self.corrections = corrections_of(draft)
        self.view: ImportView = import_view(
            self.lines, self.corrections, reading_of(self.lines, self.corrections)
        )
        self.url = reverse("strategy:import", args=[draft.pk])

    @cached_property
    def tree(self) -> Tree:
        """The organisation of today."""
        return tree_on(self.actor.today)

    @cached_property
    def proposal(self) -> Proposal:
        """The unit that the document may mean."""
        return propose(self.view.reading.plan.unit, self.tree, self.actor.units_under(*PLANNERS))

    def about(self, data: QueryDict | None = None) -> AboutForm:
        """Return the form for title, unit and period, filled with what stands or with what was sent."""
        plan = self.view.reading.plan
        near = self.proposal.sure or next(iter(self.proposal.near), None)
        chosen = self.draft.unit_id or (near.unit_id if near else "")
        initial = {
            "title": plan.title,
            "unit": str(chosen),
            "start": _day(plan.period.start),
            "end": _day(plan.period.end),
        }
        form = AboutForm(data, initial=initial, units=unit_choices(self.actor, self.tree), prefix=None)
        form.fields["unit"].help_text = self._unit_note()
        return form

    def _unit_note(self) -> str:
        said = self.view.reading.plan.unit
        if not said:
            return _("Dokumentet siger ikke, hvilken enhed det er.")
        if self.draft.unit_id:
            return _("Dokumentet siger »%s«.") % said
        if self.proposal.foreign:
            return _("Dokumentet siger »%s«. Den enhed kan du ikke gemme planer for. Vælg en af dine.") % said
        if self.proposal.near or self.proposal.sure:
            return (
                _("Dokumentet siger »%s«. Vi foreslår den enhed, der ligner mest. Gem, hvis det er rigtigt.")
                % said
            )
        return _("Dokumentet siger »%s«. Ingen af dine enheder hedder det.") % said

    @property
    def why_not(self) -> str:
        """Why the plan can't be saved as things stand, or nothing."""
        return reason_against(check_saveable, self.draft, self.view.reading)

    @property
    def lead(self) -> str:
        """The first sentences: what it is, whether all of it is accounted for, what is to be settled."""
        plan = self.view.reading.plan
        period = "–".join(
            part for part in (_day(plan.period.start, long_date), _day(plan.period.end, long_date)) if part
        )
        title = plan.title if plan.period.start in plan.title else f"{plan.title} {period}"
        name = ", ".join(part for part in (title.strip(), plan.unit) if part)
        total, lost = len(self.lines), self.view.lost
        accounted = (
            _("%(lost)s af %(total)s linjer er ikke fuldt med.") % {"lost": lost, "total": total}
            if lost
            else _("Der er gjort rede for alle %s linjer.") % total
        )
        open_findings = self.view.counts["settle"]
        rest = (
            ngettext(
                "%(word)s fund skal afgøres, før planen kan gemmes.",
                "%(word)s fund skal afgøres, før planen kan gemmes.",
                open_findings,
            )
            % {"word": number_word(open_findings)}
            if open_findings
            else _("Én ting mangler, før planen kan gemmes.")
            if self.why_not
            else _("Intet skal afgøres.")
        )
        return " ".join(part for part in (f"{name}." if name else "", accounted, rest) if part)

    def context(self, opened: Opened) -> dict[str, Any]:
        """Return what the templates draw."""
        draft, view = self.draft, self.view
        return {
            "draft": draft,
            "version": str(draft.version),
            "here": self.url,
            "view": view,
            "counts": view.counts,
            "found": number_word(len(view.findings)),
            "lead": self.lead,
            "why_not": self.why_not,
            "about": opened.about or self.about(),
            "opened": opened,
            "kinds": [(kind.value, label) for kind, label in KIND_LABELS.items()],
            "crumbs": [
                (_("Virksomhedsplaner"), reverse("strategy:plans")),
                (_("Læs en plan ind"), reverse("strategy:import_new")),
                (draft.file.name, ""),
            ],
        }


def whole(request: HttpRequest, shown: Screen, opened: Opened, *, status: int = 200) -> HttpResponse:
    """Return the whole page; to HTMX everything below its head."""
    if not request.htmx:  # type: ignore[attr-defined]
        return render(request, "strategy/import.html", shown.context(opened), status=status)
    response = render(request, "strategy/_import.html", shown.context(opened), status=status)
    return reswap(retarget(response, "#import"), "outerHTML")


def part(request: HttpRequest, shown: Screen, opened: Opened, target: str) -> HttpResponse:
    """Return one line ("l120") or one text ("p120") of the page, open or closed. Http404 for another."""
    context = shown.context(opened)
    line = next((one for one in shown.view.lines if f"l{one.label}" == target), None)
    if line:
        return render(request, "strategy/_import_line.html", context | {"line": line})
    piece = shown.view.piece(target)
    if piece is None:
        raise Http404(target)
    return render(request, "strategy/_import_piece.html", context | {"piece": piece})


def swapped(request: HttpRequest, before: Screen, after: Screen, anchor: str) -> HttpResponse:
    """Return the plan as it now is read, and beside it every other part of the page that changed."""
    key = anchor.removeprefix("#")
    lines = [
        now
        for then, now in zip(before.view.lines, after.view.lines, strict=True)
        if then != now or f"l{now.label}" == key
    ]
    context = after.context(Opened()) | {"changed": lines}
    response = render(request, "strategy/_import_swapped.html", context)
    return trigger_client_event(response, "import:said", {"at": key}, after="settle")


def typed_in(post: QueryDict, shown: Screen) -> Opened:
    """Return what a person wrote in a window that another one overtook, open in its field again."""
    step, text = post.get("do", ""), post.get("text")
    if step == "about":
        return Opened(about=shown.about(post), stale=True)
    if step == "text":
        return Opened(piece=post.get("piece", ""), typed=text, stale=True)
    return Opened(line=post.get("line", ""), typed=text, kind=post.get("kind"), stale=True)


def number_word(number: int) -> str:
    """Return a small number as a word that begins a sentence, a large one in figures."""
    return str(_NUMBERS[number]) if 0 < number < len(_NUMBERS) else str(number)


def _day(value: str, written: Callable[[dt.date], str] = danish.long_date) -> str:
    """Return a year as it is, and an ISO date as people write it: by default as a field can be read again."""
    if "-" not in value:
        return value
    try:
        return written(dt.date.fromisoformat(value))
    except ValueError:
        return value
