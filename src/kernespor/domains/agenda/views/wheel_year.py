"""A year made from the one before: what moved and why, its days fixed, and the meetings that it asks for."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kernespor.domains.agenda import permissions
from kernespor.domains.agenda.actions import meetings as meeting_actions
from kernespor.domains.agenda.actions.wheel_year import fix
from kernespor.domains.agenda.forms.wheel import YearForm
from kernespor.domains.agenda.policies.wheel import check_chosen
from kernespor.domains.agenda.selectors.wheel_meetings import Series, series_of
from kernespor.domains.agenda.selectors.wheel_rules import FIRST, LAST
from kernespor.domains.agenda.selectors.wheel_year import Choices, Plan, plan_of
from kernespor.engines.annual_wheel.reading import load_rules
from kernespor.engines.annual_wheel.shifts import Shift
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.findings import words_of
from kernespor.foundation.refusals import NotNow, StaleWrite

_PART = "|"  # between the parts of a way out, and of a meeting: neither a code nor a date holds it


@operation("agenda.wheel_make", "GET", "POST")
def make(request: Request, year: int) -> HttpResponse:
    """A year beside the one before, before it is fixed; or fixed, to be changed with a reason."""
    permissions.check_keep_wheel(request.actor)
    if not FIRST < year <= LAST:
        raise Http404(year)
    plan = plan_of(year, Choices())
    data = _with_way_out(request.POST) if request.method == "POST" else None
    form = _form(plan, data)
    stale = ""
    if data is not None and form.is_valid():
        chosen = form.choices()
        try:
            check_chosen(chosen.moves, year, load_rules().steps, plan.before.book.steps)
            plan = plan_of(year, chosen)
            if not {"vej", "se"} & set(request.POST):
                fix(
                    actor=request.actor, year=year, seen=form.cleaned_data["version"], choices=chosen,
                    why=form.cleaned_data["why"],
                )  # fmt: skip
                messages.success(request, _("Årshjulet er vedtaget. Ingen dag flytter sig nu af sig selv."))
                return redirect(f"{reverse('agenda:wheel')}?aar={year}")
        except StaleWrite as refusal:
            stale, plan = refusal.reason, plan_of(year, chosen)
            form.see(refusal.theirs)
        except NotNow as refusal:
            form.add_error("why" if refusal.code == "collisions" else None, refusal.reason)
    return _page(request, plan, form, stale)


def _form(plan: Plan, data: QueryDict | None) -> YearForm:
    steps = [
        (one.code, one.ends is not None, plan.fixed is not None and _strays(plan, one.code))
        for one in plan.wheel.moments
        if not one.legal
    ]
    seen = plan.fixed.version if plan.fixed else 0
    return YearForm(data, steps=steps, initial={"version": seen, "why": plan.fixed.why if plan.fixed else ""})


def _strays(plan: Plan, code: str) -> bool:
    ruled, stands = plan.ruled.get(code), plan.wheel.moment(code)
    return ruled is not None and (ruled.on, ruled.ends) != (stands.on, stands.ends)


def _with_way_out(sent: QueryDict) -> QueryDict:
    """Return what was sent, with the way out that was pressed filled in."""
    data = sent.copy()
    code, _one, rest = sent.get("vej", "").partition(_PART)
    on, _two, ends = rest.partition(_PART)
    if code:
        data[f"on_{code}"] = _typed(on)
        data[f"ends_{code}"] = _typed(ends)
        if not data.get(f"why_{code}", "").strip():
            data[f"why_{code}"] = gettext("Passede ikke sammen med resten af året.")
    return data


def _typed(text: str) -> str:
    """Return a date of a button as a person would type it."""
    return "-".join(reversed(text.split("-")))


def _page(request: Request, plan: Plan, form: YearForm, stale: str) -> HttpResponse:
    year = plan.wheel.year
    moved = [shift for shift in plan.shifts if shift.days != 0 or shift.after.code in plan.why]
    context = {
        "year": year,
        "before": year - 1,
        "plan": plan,
        "form": form,
        "stale": stale,
        "rows": [_row(plan, form, shift) for shift in plan.shifts],
        "collisions": [
            (words_of(one.finding)[0], [(way, _value(way)) for way in one.ways_out])
            for one in plan.wheel.collisions
        ],
        "moved": len(moved),
        "crumbs": [
            (_("Årshjul"), f"{reverse('agenda:wheel')}?aar={year}"),
            (
                _("Lav {year}").format(year=year)
                if plan.fixed is None
                else _("Ret {year}").format(year=year),
                "",
            ),
        ],
    }
    status = 422 if form.errors or stale else 200
    return render(request, "agenda/wheel_make.html", context, status=status)


def _value(way: Any) -> str:
    return _PART.join((way.step, way.on.isoformat(), way.ends.isoformat() if way.ends else ""))


def _row(plan: Plan, form: YearForm, shift: Shift) -> dict[str, Any]:
    moment = shift.after
    ruled = plan.ruled.get(moment.code)
    fields = form.of_step(moment.code)
    return {
        "shift": shift,
        "moment": moment,
        "reasons": [gettext(words).format(**params) for words, params in shift.reasons],
        "by_hand": plan.why.get(moment.code, ""),
        "ruled": ruled if ruled and not moment.legal and ruled.on != moment.on else None,
        "fields": fields,
        "open": any(field.errors or field.value() for field in fields),
    }


@operation("agenda.wheel_meetings", "GET", "POST")
def meetings(request: Request, year: int) -> HttpResponse:
    """The meetings that a year asks of the bodies, to be planned in one go."""
    permissions.check_run_some(request.actor)
    if not FIRST <= year <= LAST:
        raise Http404(year)
    found = series_of(request.actor, year)
    refused = ""
    if request.method == "POST":
        chosen = _chosen(found, request.POST.getlist("moede"))
        number = sum(len(facts) for _body, facts in chosen)
        if not number:
            refused = gettext("Sæt kryds ved mindst ét møde.")
        else:
            try:
                meeting_actions.plan_all(actor=request.actor, series=chosen)
            except NotNow as refusal:
                refused = refusal.reason
            else:
                said = ngettext("Mødet er planlagt.", "{number} møder er planlagt.", number)
                messages.success(request, said.format(number=number))
                return redirect("agenda:meetings")
    context = {
        "year": year,
        "found": found,
        "refused": refused,
        "crumbs": [(_("Årshjul"), f"{reverse('agenda:wheel')}?aar={year}"), (_("Årets møder"), "")],
    }
    return render(request, "agenda/wheel_meetings.html", context, status=422 if refused else 200)


def _chosen(found: list[Series], sent: list[str]) -> list[tuple[Any, list[meeting_actions.MeetingFacts]]]:
    """Return the meetings that were ticked, each like the body's last ordinary one."""
    ticked = set(sent)
    return [
        (one.body, facts)
        for one in found
        if (facts := [_facts(one, day.on) for day in one.days if f"{one.body.pk}{_PART}{day.on}" in ticked])
    ]


def _facts(one: Series, on: dt.date) -> meeting_actions.MeetingFacts:
    like = one.like
    ahead = like.on - like.drafts_due if like and like.drafts_due else None
    return meeting_actions.MeetingFacts(
        on, starts=like.starts if like else None, place=like.place if like else "",
        drafts_due=on - ahead if ahead is not None else None,
    )  # fmt: skip
