"""A trial's page, and the same as Word."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.documents.trials import amount_words, word_of
from kernespor.domains.strategy.enums import TrialStatus
from kernespor.domains.strategy.models import Trial
from kernespor.domains.strategy.permissions import trials as permissions
from kernespor.domains.strategy.permissions.plans import PLANNERS
from kernespor.domains.strategy.policies import trials as policies
from kernespor.domains.strategy.selectors.trials.page import (
    TrialPage,
    own_units,
    trial_for,
)
from kernespor.domains.strategy.selectors.trials.page import trial_page as page_of
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.refusals import reason_against
from kernespor.foundation.ui.downloads import WORD, download


@operation("trials.trial")
def trial_page(request: Request, trial_id: int) -> HttpResponse:
    """What is believed, tried, seen and learnt; who took it over."""
    trial = trial_for(request.actor, trial_id)
    return render(request, "trials/trial.html", trial_context(request.actor, trial))


@operation("trials.word")
def word(request: Request, trial_id: int) -> HttpResponse:
    """The trial as Word."""
    document = word_of(request.actor, trial_for(request.actor, trial_id))[0]
    return download(document.content, WORD, document.name)


def crumbs(trial: Trial, *more: Any) -> list[tuple[Any, str]]:
    """Return the way from the board to a trial's page, or to one below it."""
    here = reverse("trials:trial", args=[trial.pk]) if more else ""
    above = (_("Prøvehandlinger og forsøg"), reverse("trials:board"))
    return [above, (trial.title, here), *((label, "") for label in more)]


def trial_context(actor: Actor, trial: Trial) -> dict[str, Any]:
    """Return what a trial's page shows to the actor."""
    found = page_of(actor, trial)
    decides = permissions.can_decide(actor, trial)
    idea, running = trial.status == TrialStatus.IDEA, trial.status == TrialStatus.RUNNING
    over = policies.can_be_adopted(trial)
    planned = own_units(actor, *PLANNERS) if over else []
    tried = own_units(actor) if policies.has_begun(trial) else []
    return {
        "trial": trial,
        "found": found,
        "amount": amount_words(found) if found.amount is not None else "",
        "crumbs": crumbs(trial),
        "decides": decides,
        "idea": idea,
        "running": running,
        "over": over,
        "ready": reason_against(policies.check_ready, trial, actor.today) if idea and decides else "",
        "undecided": reason_against(policies.check_decided, trial) if idea and decides else "",
        "may_change": policies.can_edit(trial) and permissions.can_change(actor, trial),
        "may_drop": idea and permissions.can_change(actor, trial),
        "may_write": (running or over) and permissions.can_write_effect(actor, trial),
        "may_adopt": bool(planned),
        "own_units": [pair for pair in tried if pair[0] != trial.unit_id],
        "primary": _primary(found, decides=decides, adopts=bool(planned)),
    }


def _primary(found: TrialPage, *, decides: bool, adopts: bool) -> str:
    """Return which one thing the reader would do first."""
    status = found.trial.status
    if status == TrialStatus.IDEA:
        return "begin" if decides else ""
    if status == TrialStatus.RUNNING and decides and found.shown and found.shown.overdue_days:
        return "end"
    if status == TrialStatus.RUNNING:
        return "effect"
    if status == TrialStatus.ENDED and adopts and found.trial.outcome in {"worked", "partly"}:
        return "adopt"
    return "copy"
