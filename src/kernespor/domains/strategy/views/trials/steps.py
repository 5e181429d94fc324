"""The steps of a trial that take one press: begin, give up, follow, try it too."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.actions import trials as actions
from kernespor.domains.strategy.forms.trials import CopyForm, StepForm
from kernespor.domains.strategy.selectors.trials.page import trial_for
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.organisation.models import Unit


@operation("trials.begin", "POST")
def begin(request: Request, trial_id: int) -> HttpResponse:
    """Begin, out of order with a reason."""
    trial = trial_for(request.actor, trial_id)
    version, why = _step(request)
    actions.begin(actor=request.actor, trial=trial, seen=version, why=why)
    messages.success(request, _("I er i gang. Nu kan alle i kommunen læse det."))
    return redirect("trials:trial", trial_id)


@operation("trials.drop", "POST")
def drop(request: Request, trial_id: int) -> HttpResponse:
    """Give an idea up, with a reason."""
    trial = trial_for(request.actor, trial_id)
    version, why = _step(request)
    actions.drop(actor=request.actor, trial=trial, seen=version, why=why)
    messages.success(request, _("Idéen er opgivet. Den bliver i historikken med din begrundelse."))
    return redirect("trials:trial", trial_id)


@operation("trials.follow", "POST")
def follow(request: Request, trial_id: int) -> HttpResponse:
    """Follow a trial."""
    actions.follow(actor=request.actor, trial=trial_for(request.actor, trial_id))
    messages.success(request, _("Du følger det nu. Det, der sker, står under »Siden sidst« på dit overblik."))
    return redirect("trials:trial", trial_id)


@operation("trials.unfollow", "POST")
def unfollow(request: Request, trial_id: int) -> HttpResponse:
    """Hear no more of a trial."""
    actions.unfollow(actor=request.actor, trial=trial_for(request.actor, trial_id))
    messages.success(request, _("Du følger det ikke længere."))
    return redirect("trials:trial", trial_id)


@operation("trials.copy", "POST")
def copy(request: Request, trial_id: int) -> HttpResponse:
    """Take a trial into one's own unit as an idea."""
    trial = trial_for(request.actor, trial_id)
    form = CopyForm(request.POST)
    if not form.is_valid():
        raise BadRequest(trial_id)
    unit = get_object_or_404(Unit, pk=form.cleaned_data["unit"])
    copied = actions.copy(actor=request.actor, trial=trial, unit=unit)
    messages.success(request, _("Idéen er din nu. Ret den til, så den passer hos jer."))
    return redirect("trials:change", copied.pk)


def _step(request: Request) -> tuple[int, str]:
    form = StepForm(request.POST)
    if not form.is_valid():
        raise BadRequest(request.path)
    return form.cleaned_data["version"], form.cleaned_data["why"]
