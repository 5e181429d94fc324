"""Minutes as a file: what a body decided in them fills the form in which a decision is recorded."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.connectors.agenda.reader import read_lines
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.bodies import permissions
from kernespor.foundation.bodies.forms import DecisionForm
from kernespor.foundation.bodies.matching import Known, match
from kernespor.foundation.bodies.models import Body
from kernespor.foundation.bodies.selectors.bodies import BodyPage, body_page
from kernespor.foundation.bodies.selectors.decisions import DecisionQuery, decisions
from kernespor.foundation.bodies.selectors.minutes import (
    Found,
    absent_choices,
    deciders_in,
    decisions_in,
    filled_in,
    title_of,
)
from kernespor.foundation.bodies.selectors.subjects import known_subjects
from kernespor.foundation.bodies.views.bodies import crumbs_to
from kernespor.foundation.bodies.views.decisions import FILL, about_of, new_page, suggested
from kernespor.foundation.files.forms import DocumentForm


@operation("bodies.decision_read", "POST")
def read(request: Request, body_id: int) -> HttpResponse:
    """Read minutes: one decision of the body fills the form, several are shown to choose from."""
    permissions.check_record(request.actor, get_object_or_404(Body, pk=body_id))
    page = body_page(body_id, request.today)
    upload = DocumentForm(request.POST, request.FILES)
    found, name = _found(request, page, upload) if upload.is_valid() else ([], "")
    answers = match([(title_of(one.item), one.item.case_number) for one in found], _known(request, found))
    if len(found) == 1:
        kept = suggested(request, [one.known.key for one in answers[0].candidates], answers[0].certain)
        return new_page(request, page, _form(found[0], page), read=found[0], name=name, **kept)
    if not found:
        empty = DecisionForm(
            members=absent_choices(page.seats), corrects=False, initial={"on": request.today}
        )
        return new_page(request, page, empty, upload)
    context = {
        "found": [
            (one, _form(one, page, auto_id=False), answer) for one, answer in zip(found, answers, strict=True)
        ],
        "name": name,
        "fill": FILL,
        "body_id": body_id,
        "about": about_of(request),
        "crumbs": [*crumbs_to(page.name, body_id), (_("Vælg en beslutning"), "")],
    }
    return render(request, "bodies/decision_choose.html", context)


def _known(request: Request, found: list[Found]) -> list[Known]:
    return known_subjects(request.actor) if found else []


def _found(request: Request, page: BodyPage, upload: DocumentForm) -> tuple[list[Found], str]:
    """Return the body's decisions in a file, and its name; where there is none, the form says why."""
    document = upload.read()
    if document is None:
        return [], ""
    reading = read_lines(document.lines)
    known = decisions(request.actor, DecisionQuery(body_id=page.body.pk))
    found = decisions_in(reading, page.body.pk, known)
    if not found:
        upload.add_error("document", _why_none(page, deciders_in(reading)))
    return found, document.name


def _why_none(page: BodyPage, deciders: list[str]) -> str:
    if deciders:
        words = gettext(
            "Filen har beslutninger af {others}, men ingen af {body}. Vælg et andet referat, eller før "
            "beslutningen ind under det udvalg, der traf den."
        )
        return words.format(others=", ".join(deciders), body=page.name)
    return gettext(
        "Vi fandt ingen beslutning i filen. Er det dagsordenen fra før mødet, så vælg referatet; ellers "
        "skriv beslutningen af i felterne."
    )


def _form(found: Found, page: BodyPage, **more: Any) -> DecisionForm:
    return DecisionForm(
        members=absent_choices(page.seats),
        corrects=False,
        dissents=len(found.dissent),
        initial=filled_in(found, page.seats),
        **more,
    )
