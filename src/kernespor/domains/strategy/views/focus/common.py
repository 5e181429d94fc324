"""What several of these views share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.models import FocusArea, FocusSet, StatusNote
from kernespor.domains.strategy.permissions.focus import KEEPERS
from kernespor.engines.findings import Finding
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.request import Request
from kernespor.foundation.bodies.selectors.names import names_on
from kernespor.foundation.findings import words_of
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.refusals import NotNow, StaleWrite

Crumb = tuple[str | Promise, str]


def crumbs_to(row: FocusSet | FocusArea | StatusNote | None = None, here: str | Promise = "") -> list[Crumb]:
    """Return the way to a page; without `here` the row itself is the page."""
    way: list[Crumb] = [(_("Fokusområder"), reverse("focus:sets"))]
    of_set = row if isinstance(row, FocusSet) or row is None else row.of_set
    if of_set is not None:
        way.append((of_set.title, reverse("focus:set", args=[of_set.pk])))
    if isinstance(row, FocusArea):
        way.append((row.title, reverse("focus:area", args=[row.pk])))
    if isinstance(row, StatusNote):
        way.append((row.title, reverse("focus:note", args=[row.pk])))
    if here:
        way.append((here, ""))
    else:
        way[-1] = (way[-1][0], "")
    return way


def form_page(
    request: Request,
    form: forms.Form,
    *,
    title: str | Promise,
    lead: str | Promise = "",
    crumbs: list[Crumb],
    button: str | Promise = "",
    stale: str = "",
    theirs: str = "",
    **more: Any,
) -> HttpResponse:
    """Return a page with one form, with what was typed and what is wrong with it."""
    context = {
        "form": form,
        "title": title,
        "lead": lead,
        "crumbs": crumbs,
        "button": button or _("Gem"),
        "stale": stale,
        "theirs": theirs,
        **more,
    }
    status = 409 if stale else 422 if form.errors else 200
    return render(request, "focus/form.html", context, status=status)


def saved(form: forms.Form, act: Callable[[], Any]) -> tuple[Any, str]:
    """Carry an act out: return what it gave, and the reason where someone else was first.

    What can't be done as things stand is said at the top of the form.
    """
    try:
        return act(), ""
    except StaleWrite as refusal:
        return None, refusal.reason
    except NotNow as refusal:
        form.add_error(None, refusal.reason)
        return None, ""


def worded(findings: Iterable[Finding]) -> list[dict[str, str]]:
    """Return findings in the reader's language, as pages list them."""
    return [dict(zip(("message", "suggestion"), words_of(one), strict=True)) for one in findings]


def units_to_choose(actor: Actor) -> list[tuple[int, str]]:
    """Return the units for which the actor may propose focus areas, in the order of the tree."""
    mine = actor.units_under(*KEEPERS)
    return [(node.unit_id, node.name) for _depth, node in tree_on(actor.today).walk() if node.unit_id in mine]


def bodies_to_choose(actor: Actor) -> list[tuple[int, str]]:
    """Return the bodies of today by name. One query."""
    return sorted(names_on(actor.today).items(), key=lambda pair: pair[1])
