"""The forms of a trial: its words, its decision, what was seen, its end or a new one, who took it over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.actions import trials as actions
from kernespor.domains.strategy.enums import TrialStatus
from kernespor.domains.strategy.forms.trials import (
    AdoptForm,
    DecisionForm,
    EffectForm,
    EndForm,
    ProlongForm,
    TrialForm,
)
from kernespor.domains.strategy.models import Trial
from kernespor.domains.strategy.permissions import trials as permissions
from kernespor.domains.strategy.permissions.plans import PLANNERS
from kernespor.domains.strategy.policies import trials as policies
from kernespor.domains.strategy.policies.trials import EffectFacts
from kernespor.domains.strategy.selectors.trials.page import decisions_to_choose, own_units, trial_for
from kernespor.domains.strategy.views.trials.pages import crumbs
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.bodies.models import Decision
from kernespor.foundation.drafts import actions as drafts
from kernespor.foundation.drafts.selectors import box
from kernespor.foundation.objects import ref_of
from kernespor.foundation.organisation.models import Person, Unit
from kernespor.foundation.organisation.selectors import persons_to_choose
from kernespor.foundation.refusals import NotNow, NotPermitted, StaleWrite

NEW_DRAFT, EFFECT_DRAFT, END_DRAFT = "strategy.trial_new", "strategy.trial_effect", "strategy.trial_end"
_WORDS = ("title", "belief", "attempt", "know_by", "stop_when", "place", "law", "begins", "ends", "kind")


@operation("trials.new", "GET", "POST")
def new(request: Request) -> HttpResponse:
    """Write an idea down, in five minutes."""
    actor = request.actor
    permissions.check_propose_some(actor)
    units, persons = own_units(actor), persons_to_choose(actor.today)
    draft = box(actor, NEW_DRAFT)
    initial = {"owner": str(actor.person_id or "")} | draft.fields
    form = TrialForm(request.POST or None, persons=persons, units=units, new=True, initial=initial)
    if form.is_valid():
        data = _fields(form)
        unit = get_object_or_404(Unit, pk=int(data.pop("unit")))
        try:
            trial = actions.propose(actor=actor, unit=unit, **data)
        except NotPermitted as refusal:
            form.add_error("kind", refusal.reason)
        else:
            drafts.forget(actor=actor, form=NEW_DRAFT, ref="")
            messages.success(request, _("Idéen er skrevet ned. Enhedens leder kan sætte den i gang."))
            return redirect("trials:trial", trial.pk)
    above = [(_("Prøvehandlinger og forsøg"), reverse("trials:board")), (_("En ny idé"), "")]
    context = {"form": form, "draft": draft, "crumbs": above}
    return render(request, "trials/new.html", context, status=422 if form.errors else 200)


@operation("trials.change", "GET", "POST")
def change(request: Request, trial_id: int) -> HttpResponse:
    """Change what a trial says and who answers for it."""
    actor = request.actor
    trial = trial_for(actor, trial_id)
    permissions.check_change(actor, trial)
    policies.check_editable(trial)
    form = _trial_form(actor, trial, request.POST or None)
    stale = ""
    if form.is_valid():
        data = _fields(form)
        try:
            actions.change_trial(actor=actor, trial=trial, seen=_seen(form), **data)
        except NotPermitted as refusal:
            form.add_error("kind", refusal.reason)
        except StaleWrite as refusal:
            stale, trial = refusal.reason, trial_for(actor, trial_id)
            form = _trial_form(actor, trial, _typed(request, trial))
        else:
            messages.success(request, _("Gemt."))
            return redirect("trials:trial", trial_id)
    theirs = _theirs(trial) if stale else []
    return _form_page(request, "change", trial, form, _("Ret"), stale=stale, theirs=theirs)


def _trial_form(actor: Actor, trial: Trial, typed: Any) -> TrialForm:
    initial = {name: getattr(trial, name) for name in (*_WORDS, "version")}
    initial |= {"owner": str(trial.owner_id or ""), "deputy": str(trial.deputy_id or "")}
    persons = persons_to_choose(actor.today, trial.owner_id, trial.deputy_id)
    return TrialForm(
        typed, persons=persons, units=(), begun=trial.status != TrialStatus.IDEA, initial=initial
    )


@operation("trials.decision", "GET", "POST")
def decision(request: Request, trial_id: int) -> HttpResponse:
    """Point at the decision, and write the amount."""
    actor = request.actor
    trial = trial_for(actor, trial_id)
    permissions.check_decide(actor, trial)
    words = request.GET.get("soeg", "")[:100].strip()
    found = decisions_to_choose(actor, words, trial.decision_id)
    form = DecisionForm(request.POST or None, decisions=found, initial=_decided(trial))
    stale = ""
    if form.is_valid():
        data = form.cleaned_data
        chosen = get_object_or_404(Decision, pk=int(data["decision"])) if data["decision"] else None
        facts = {"decision": chosen, "amount": data["amount"], "price_level": data["price_level"]}
        try:
            actions.point_at_decision(actor=actor, trial=trial, seen=_seen(form), **facts)
        except StaleWrite as refusal:
            stale, trial = refusal.reason, trial_for(actor, trial_id)
            form = DecisionForm(_typed(request, trial), decisions=found)
        else:
            messages.success(request, _("Gemt."))
            return redirect("trials:trial", trial_id)
    more = {"stale": stale, "words": words, "theirs": _theirs(trial) if stale else []}
    return _form_page(request, "decision", trial, form, _("Beslutning og beløb"), **more)


def _decided(trial: Trial) -> dict[str, Any]:
    return {
        "decision": str(trial.decision_id or ""),
        "amount": trial.amount,
        "price_level": trial.price_level,
        "version": trial.version,
    }


@operation("trials.effect", "GET", "POST")
def effect(request: Request, trial_id: int) -> HttpResponse:
    """Write what was seen."""
    actor = request.actor
    trial = trial_for(actor, trial_id)
    permissions.check_write_effect(actor, trial)
    policies.check_begun(trial)
    ref = str(ref_of(trial))
    draft = box(actor, EFFECT_DRAFT, ref)
    form = EffectForm(request.POST or None, initial={"on": actor.today} | draft.fields)
    if form.is_valid() and _done(
        form, lambda: actions.add_effect(actor=actor, trial=trial, facts=EffectFacts(**form.cleaned_data))
    ):
        drafts.forget(actor=actor, form=EFFECT_DRAFT, ref=ref)
        messages.success(request, _("Tak. Det står på siden, og de, der følger det, får det at vide."))
        return redirect("trials:trial", trial_id)
    return _form_page(request, "effect", trial, form, _("Skriv, hvad I har set"), draft=draft)


@operation("trials.end", "GET", "POST")
def end(request: Request, trial_id: int) -> HttpResponse:
    """End with how it went and what was learnt, or mend what was written then."""
    actor = request.actor
    trial = trial_for(actor, trial_id)
    permissions.check_decide(actor, trial)
    policies.check_begun(trial)
    ref = str(ref_of(trial))
    draft = box(actor, END_DRAFT, ref)
    on = trial.ended_on or min(actor.today, trial.ends or actor.today)
    initial = {"outcome": trial.outcome, "learnt": trial.learnt, "on": on, "version": trial.version}
    form = EndForm(request.POST or None, initial=initial | draft.fields)
    stale = ""
    if form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("outcome", "learnt", "on")}
        try:
            done = _done(form, lambda: actions.end(actor=actor, trial=trial, seen=_seen(form), **data))
        except StaleWrite as refusal:
            done, stale, trial = False, refusal.reason, trial_for(actor, trial_id)
            form = EndForm(_typed(request, trial))
        if done:
            drafts.forget(actor=actor, form=END_DRAFT, ref=ref)
            messages.success(request, _("Tak. Det, I lærte, kan nu bruges af andre."))
            return redirect("trials:trial", trial_id)
    more = {"stale": stale, "draft": draft, "theirs": _theirs(trial) if stale else []}
    return _form_page(request, "end", trial, form, _("Slut, og skriv, hvad I lærte"), **more)


@operation("trials.prolong", "GET", "POST")
def prolong(request: Request, trial_id: int) -> HttpResponse:
    """Move the end, or go on with what had ended, with a reason."""
    actor = request.actor
    trial = trial_for(actor, trial_id)
    permissions.check_decide(actor, trial)
    policies.check_goes_on(trial)
    form = ProlongForm(request.POST or None, initial={"version": trial.version})
    stale = ""
    if form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("ends", "why")}
        try:
            done = _done(form, lambda: actions.prolong(actor=actor, trial=trial, seen=_seen(form), **data))
        except StaleWrite as refusal:
            done, stale, trial = False, refusal.reason, trial_for(actor, trial_id)
            form = ProlongForm(_typed(request, trial))
        if done:
            messages.success(request, _("Slutdatoen er flyttet. Begrundelsen står i historikken."))
            return redirect("trials:trial", trial_id)
    more = {"stale": stale, "theirs": _theirs(trial) if stale else []}
    return _form_page(request, "prolong", trial, form, _("Flyt slutdatoen"), **more)


@operation("trials.adopt", "GET", "POST")
def adopt(request: Request, trial_id: int) -> HttpResponse:
    """Say that a unit has taken it over."""
    actor = request.actor
    trial = trial_for(actor, trial_id)
    permissions.check_take_over_some(actor)
    policies.check_adoptable(trial)
    units = own_units(actor, *PLANNERS)
    own = str(trial.unit_id) if permissions.can_take_over(actor, trial.unit_id) else ""
    form = AdoptForm(request.POST or None, units=units, initial={"unit": own})
    if form.is_valid():
        unit = get_object_or_404(Unit, pk=int(form.cleaned_data["unit"]))
        words = form.cleaned_data["words"]
        if _done(form, lambda: actions.adopt(actor=actor, trial=trial, unit=unit, words=words)):
            messages.success(request, _("Det er skrevet ned, at enheden har taget det i drift."))
            return redirect("trials:trial", trial_id)
    return _form_page(request, "adopt", trial, form, _("Tag det i drift"))


def _done(form: forms.Form, act: Any) -> bool:
    """Do it and say that it was done; a refusal stands on the form. StaleWrite goes on to the caller."""
    try:
        act()
    except StaleWrite:
        raise
    except NotNow as refusal:
        form.add_error(None, refusal.reason)
        return False
    return True


def _fields(form: TrialForm) -> dict[str, Any]:
    """Return what was written, with persons for their keys and without the version."""
    data = {name: value for name, value in form.cleaned_data.items() if name != "version"}
    for name in ("owner", "deputy"):
        data[name] = Person.objects.get(pk=int(data[name])) if data[name] else None
    return data


def _seen(form: forms.Form) -> int:
    return int(form.cleaned_data["version"] or 0)


def _typed(request: Request, trial: Trial) -> Any:
    """Return what was typed, to be saved over what stands there now."""
    typed = request.POST.copy()
    typed["version"] = str(trial.version)
    return typed


def _theirs(trial: Trial) -> list[tuple[Any, str]]:
    """Return what stands there now, for the one who typed over it."""
    rows = (
        (_("Stadie"), trial.get_status_display()),
        (_("Hvad"), trial.title),
        (_("Det tror vi"), trial.belief),
        (_("Det prøver vi"), trial.attempt),
        (_("Sådan ser vi det"), trial.know_by),
        (_("Hvad er der lært?"), trial.learnt),
    )
    return [(label, str(value)) for label, value in rows if value]


def _form_page(
    request: Request, name: str, trial: Trial, form: forms.Form, title: Any, **more: Any
) -> HttpResponse:
    status = 409 if more.get("stale") else 422 if form.errors else 200
    context = {"trial": trial, "form": form, "title": title, "crumbs": crumbs(trial, title), **more}
    return render(request, f"trials/{name}.html", context, status=status)
