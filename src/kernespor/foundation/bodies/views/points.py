"""Who said what about what, and what it led to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.access.operations import Audience, operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.bodies import permissions, policies
from kernespor.foundation.bodies.actions import points as actions
from kernespor.foundation.bodies.enums import PointOutcome
from kernespor.foundation.bodies.models import Consultation, ConsultationPoint, ConsultationResponse
from kernespor.foundation.bodies.point_forms import PointForm, StrikeForm
from kernespor.foundation.bodies.selectors.consultations import ConsultationPage, consultation_page
from kernespor.foundation.bodies.selectors.points import answers_of, choosable, led_to
from kernespor.foundation.editions import editions_of
from kernespor.foundation.objects import Card, Ref
from kernespor.foundation.refusals import NotNow, StaleWrite, reason_against
from kernespor.foundation.ui.templatetags.danish import moment

_AS_NOW = "som-nu"


@operation("bodies.points", audience=Audience.PUBLIC)
def page(request: Request, consultation_id: int) -> HttpResponse:
    """What the answers led to, point by point, and searched through."""
    actor = request.actor
    readable = Consultation.objects.filter(permissions.readable_consultations(actor), pk=consultation_id)
    if not actor.is_authenticated and not readable.exists():
        return redirect_to_login(request.get_full_path())
    found = consultation_page(actor, consultation_id)
    hears, words = permissions.can_hear(actor, found.row.unit_id), request.GET.get("soeg", "")[:100].strip()
    context = {
        "found": found,
        "row": found.row,
        "led_to": led_to(actor, found, hears=hears, words=words),
        "words": words,
        "hears": hears,
        "why_not_point": reason_against(policies.check_pointable, found.row),
        "base": "base.html" if actor.in_house else "base_public.html",
        "crumbs": _crumbs(found, gettext("Hvad svarene førte til")),
    }
    return render(request, "bodies/points.html", context)


@operation("bodies.point_new", "GET", "POST")
def new(request: Request, consultation_id: int) -> HttpResponse:
    """Write a point that answers raise."""
    found = _to_write(request, consultation_id)
    asked = _Asked(request, found, {"outcome": PointOutcome.WAITING, "heading": request.GET.get("emne", "")})
    if asked.form.is_valid():
        try:
            actions.add_point(actor=request.actor, consultation=found.row, facts=asked.facts())
        except NotNow as refusal:
            asked.form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Punktet er gemt."))
            return redirect("bodies:consultation_points", consultation_id)
    return _render(request, found, asked, gettext("Nyt punkt"))


@operation("bodies.point", "GET", "POST")
def change(request: Request, point_id: int) -> HttpResponse:
    """Write a point anew: its answers, and what it led to."""
    point, found = _point(request, point_id)
    asked = _Asked(request, found, _initial(point))
    stale = ""
    if asked.form.is_valid():
        seen = asked.form.cleaned_data["version"]
        if seen is None:
            raise BadRequest(point_id)
        try:
            actions.change_point(actor=request.actor, point=point, seen=seen, facts=asked.facts())
        except StaleWrite as refusal:
            stale = refusal.reason
            asked.form = asked.again(get_object_or_404(ConsultationPoint, pk=point_id).version)
        except NotNow as refusal:
            asked.form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Punktet er gemt."))
            return redirect("bodies:consultation_points", found.row.pk)
    return _render(request, found, asked, gettext("Ret punktet"), point=point, stale=stale)


@operation("bodies.point_strike", "POST")
def strike(request: Request, point_id: int) -> HttpResponse:
    """Remove a point that shouldn't have been there."""
    point, found = _point(request, point_id)
    form = StrikeForm(request.POST)
    if not form.is_valid():
        raise BadRequest(point_id)
    data = form.cleaned_data
    actions.strike_point(actor=request.actor, point=point, seen=data["version"], why=data["why"])
    messages.success(request, _("Punktet er slettet. Det står i historikken."))
    return redirect("bodies:consultation_points", found.row.pk)


_Place = tuple[Ref | None, int | None]  # an object, and the edition of it


def _places(cards: list[Card]) -> Iterator[tuple[str, _Place, str]]:
    """Yield where something can have been changed: each object, and after it each of its editions."""
    editions = editions_of([card.ref for card in cards])
    for card in cards:
        key, words = f"{card.kind.slug}-{card.ref.pk}", f"{card.kind.label}: {card.title}"
        yield key, (card.ref, None), words
        for one in editions.get(card.ref, []):
            yield f"{key}-{one.number}", (card.ref, one.number), f"{words}, {one.label}"


class _Asked:
    """The form of a point with what can be chosen in it."""

    def __init__(self, request: Request, found: ConsultationPage, initial: dict[str, Any]) -> None:
        said = answers_of(found)
        cards = choosable(request.actor, found)
        self._objects: dict[str, _Place] = {}
        names = []
        for key, place, words in _places(cards):
            self._objects[key] = place
            names.append((key, words))
        changed: _Place = (initial.get("changed"), initial.get("edition"))
        # It may hang on the thread no longer, or be kept from this reader.
        if changed[0] and changed not in self._objects.values():
            self._objects[_AS_NOW] = changed
            names.append((_AS_NOW, gettext("Det, der står nu")))
        self._posted = request.POST
        self._initial = initial
        self._choices: dict[str, Any] = {
            "responses": [
                (one.response, f"{one.who}, {moment(one.received_at)}: {one.excerpt}") for one in said
            ],
            "changed": names,
        }
        initial["changed"] = next((key for key, place in self._objects.items() if place == changed), "")
        self.form = PointForm(request.POST or None, initial=initial, **self._choices)

    def again(self, version: int) -> PointForm:
        """Return the form with what was typed, upon what stands there now."""
        typed = self._posted.copy()
        typed["version"] = str(version)
        return PointForm(typed, **self._choices)

    def facts(self) -> actions.PointFacts:
        """Return what was written; only when the form is valid."""
        data = self.form.cleaned_data
        rows = ConsultationResponse.objects.filter(pk__in=data["responses"]).order_by("pk")
        changed, edition = self._objects.get(data["changed"], (None, None))
        return actions.PointFacts(
            heading=data["heading"],
            said=data["said"],
            responses=tuple(rows),
            outcome=data["outcome"],
            reply=data["reply"],
            changed=changed,
            edition=edition,
            place=data["place"],
        )


def _initial(point: ConsultationPoint) -> dict[str, Any]:
    names = ("heading", "said", "outcome", "reply", "place", "version", "changed", "edition")
    raised = point.raised_by.values_list("response_id", flat=True)
    return {name: getattr(point, name) for name in names} | {"responses": list(raised)}


def _point(request: Request, point_id: int) -> tuple[ConsultationPoint, ConsultationPage]:
    raised = ConsultationPoint.objects.filter(raised_by__isnull=False).distinct()
    point = get_object_or_404(raised, pk=point_id)
    found = _to_write(request, point.consultation_id)
    point.consultation = found.row
    return point, found


def _to_write(request: Request, consultation_id: int) -> ConsultationPage:
    found = consultation_page(request.actor, consultation_id)
    permissions.check_hear(request.actor, found.row.unit_id)
    policies.check_pointable(found.row)
    return found


def _render(
    request: Request,
    found: ConsultationPage,
    asked: _Asked,
    title: str,
    *,
    point: ConsultationPoint | None = None,
    stale: str = "",
) -> HttpResponse:
    raised = ConsultationPoint.objects.filter(consultation=found.row, raised_by__isnull=False)
    headings = raised.values_list("heading", flat=True)
    context = {
        "form": asked.form,
        "point": point,
        "stale": stale,
        "theirs": ConsultationPoint.objects.get(pk=point.pk) if point and stale else None,
        "headings": dict.fromkeys([*headings.order_by("heading"), *found.questions]),
        "title": title,
        "row": found.row,
        "crumbs": _crumbs(found, title),
    }
    status = 409 if stale else 422 if asked.form.errors else 200
    return render(request, "bodies/point_form.html", context, status=status)


def _crumbs(found: ConsultationPage, last: str) -> list[tuple[object, str]]:
    way = (found.row.title, reverse("bodies:consultation", args=[found.row.pk]))
    return [(_("Høringer"), reverse("bodies:consultation_list")), way, (last, "")]
