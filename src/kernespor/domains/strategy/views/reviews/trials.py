"""The forced choice for a trial at its review date."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.actions.reviews import choices as actions
from kernespor.domains.strategy.forms.reviews import TrialReviewForm
from kernespor.domains.strategy.models import Trial
from kernespor.domains.strategy.permissions.reviews import check_review_trial
from kernespor.domains.strategy.policies.reviews import check_trial_goes_on
from kernespor.domains.strategy.selectors.reviews.rounds import choices_of
from kernespor.domains.strategy.views.reviews.rounds import bodies_on, chosen_of
from kernespor.foundation import objects
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.refusals import NotNow, StaleWrite, reason_against


@operation("reviews.trial", "GET", "POST")
def page(request: Request, trial_id: int) -> HttpResponse:
    """What was chosen for the trial, and the choice that it awaits."""
    actor = request.actor
    trial = get_object_or_404(Trial.objects.select_related("unit"), pk=trial_id)
    if objects.is_known(trial):
        objects.of(trial._meta.label_lower).ground(actor, trial)
    check_review_trial(actor, trial)
    choices = choices_of(trial)
    bodies = bodies_on(actor)
    seen = choices[0].pk if choices else 0
    initial = {"on": actor.today, "decided_by": actor.title, "seen": seen}
    form = TrialReviewForm(request.POST or None, bodies=bodies, initial=initial)
    status = 422 if form.errors else 200
    if form.is_valid():
        data = dict(form.cleaned_data)
        try:
            actions.review_trial(actor=actor, trial=trial, seen=data.pop("seen"), chosen=chosen_of(data))
        except StaleWrite as refusal:
            status = 409
            typed = request.POST.copy()
            typed["seen"] = str(refusal.theirs.pk)
            form = TrialReviewForm(typed, bodies=bodies)
            form.is_valid()
            form.add_error(None, refusal.reason)
        except NotNow as refusal:
            status = 422
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Valget er gemt."))
            return redirect("reviews:trial", trial_id)
    card = objects.card_of(trial) if objects.is_known(trial) else None
    context = {
        "trial": trial,
        "choices": choices,
        "form": form,
        "trial_url": card.url if card else "",
        "why_not": reason_against(check_trial_goes_on, trial),
        "crumbs": [(trial.title, card.url if card else ""), (_("Gennemgang"), "")],
    }
    return render(request, "reviews/trial.html", context, status=status)
