"""Answers to a consultation, and the files that belong to it."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kernespor.engines.masking.masking import mask
from kernespor.foundation.access.operations import Audience, operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.bodies import permissions, policies
from kernespor.foundation.bodies.actions import answers as actions
from kernespor.foundation.bodies.consultation_forms import AnswerForm, RecordAnswerForm
from kernespor.foundation.bodies.models import ConsultationMaterial, ConsultationParty, ResponseDocument
from kernespor.foundation.bodies.moments import now_on
from kernespor.foundation.bodies.permissions import check_read_consultation, check_read_file
from kernespor.foundation.bodies.selectors.consultations import (
    ConsultationPage,
    consultation_page,
    recordable,
)
from kernespor.foundation.drafts import actions as drafts
from kernespor.foundation.drafts.selectors import box
from kernespor.foundation.objects import ref_of
from kernespor.foundation.ui.downloads import BYTES, download

ANSWER_FORM = "bodies.answer"


@operation("bodies.answer", "GET", "POST", audience=Audience.SIGNED_IN)
def answer(request: Request, consultation_id: int) -> HttpResponse:
    """Answer for a body, a unit or oneself; what is written is kept as a draft until it is sent."""
    actor = request.actor
    found = consultation_page(actor, consultation_id)
    if not found.mine:
        permissions.check_answer(actor, ConsultationParty())
    policies.check_takes_answers(found.row)
    ref = str(ref_of(found.row))
    draft = box(actor, ANSWER_FORM, ref) if actor.in_house else None
    form = AnswerForm(
        request.POST or None,
        request.FILES or None,
        initial=draft.fields if draft else {},
        parties=[(party.key, party.name) for party in found.mine],
        as_resident=any(party.is_public for party in found.mine),
    )
    if form.is_valid():
        voice = next(party for party in found.mine if party.key == form.cleaned_data["party"])
        facts = replace(_facts(form), side=voice.side)
        response = actions.answer(actor=actor, party=_party(found, voice.row.pk), facts=facts)
        if draft is not None:
            drafts.forget(actor=actor, form=ANSWER_FORM, ref=ref)
        late = response.is_late
        words = (
            _("Tak. Dit svar er sendt. Det kom efter fristen, og det står ved svaret.")
            if late
            else _("Tak. Dit svar er sendt.")
        )
        messages.success(request, words)
        return redirect("bodies:consultation", consultation_id)
    context = {
        "found": found,
        "row": found.row,
        "form": form,
        "draft": draft,
        "base": "base.html" if actor.in_house else "base_public.html",
        "is_late": now_on(request.today) > found.row.deadline,
        "crumbs": _crumbs(found, str(_("Svar"))),
    }
    return render(request, "bodies/answer.html", context, status=422 if form.errors else 200)


@operation("bodies.answer_record", "GET", "POST")
def record(request: Request, consultation_id: int) -> HttpResponse:
    """Record an answer that came by letter or mail, at the moment when it came."""
    actor = request.actor
    found = consultation_page(actor, consultation_id)
    permissions.check_hear(actor, found.row.unit_id)
    policies.check_takes_answers(found.row)
    now = now_on(request.today)
    form = RecordAnswerForm(
        request.POST or None,
        request.FILES or None,
        initial={"day": now.date(), "hour": now.time()},
        parties=[(voice.key, voice.name) for voice in recordable(found)],
    )
    if form.is_valid():
        received = form.received()
        if received > now:
            form.add_error("day", _("Tidspunktet ligger fremme. Skriv, hvornår svaret kom."))
        else:
            voice = next(one for one in recordable(found) if one.key == form.cleaned_data["party"])
            facts = replace(_facts(form), side=voice.side)
            party = _party(found, voice.row.pk)
            actions.record_answer(actor=actor, party=party, facts=facts, received=received)
            messages.success(request, _("Svaret er ført ind."))
            return redirect("bodies:consultation", consultation_id)
    context = {
        "form": form,
        "crumbs": _crumbs(found, str(_("Før et svar ind"))),
        "title": _("Før et svar ind"),
        "lead": _("Et svar, der er kommet med brev eller mail. Kom det efter fristen, står det ved svaret."),
        "button": _("Før ind"),
        "multipart": True,
    }
    return render(request, "bodies/form.html", context, status=422 if form.errors else 200)


@operation("bodies.material", audience=Audience.PUBLIC)
def material(request: Request, material_id: int) -> HttpResponse:
    """A file that those heard should read."""
    found = ConsultationMaterial.objects.filter(pk=material_id).select_related("consultation", "file").first()
    if not request.actor.is_authenticated and (
        found is None or not permissions.can_read_consultation(request.actor, found.consultation)
    ):
        return redirect_to_login(request.get_full_path())
    if found is None:
        raise Http404(material_id)
    check_read_consultation(request.actor, found.consultation)
    return download(bytes(found.file.content), BYTES, found.file.name)


@operation("bodies.answer_file", audience=Audience.PUBLIC)
def answer_file(request: Request, document_id: int) -> HttpResponse:
    """A document that came with an answer."""
    rows = ResponseDocument.objects.select_related("response__consultation", "response__party", "file")
    found = rows.filter(pk=document_id).first()
    if not request.actor.is_authenticated and (
        found is None or not permissions.can_read_file(request.actor, found)
    ):
        return redirect_to_login(request.get_full_path())
    if found is None:
        raise Http404(document_id)
    check_read_file(request.actor, found)
    return download(bytes(found.file.content), BYTES, mask(found.file.name).text)


def _party(found: ConsultationPage, pk: int) -> ConsultationParty:
    for party in found.parties:
        if party.row.pk == pk:
            party.row.consultation = found.row
            return party.row
    raise Http404(pk)


def _facts(form: AnswerForm | RecordAnswerForm) -> actions.AnswerFacts:
    data = form.cleaned_data
    return actions.AnswerFacts(
        text=data["text"],
        files=data["documents"],
        shown_name=data.get("shown_name", ""),
        may_publish=data.get("may_publish", False),
    )


def _crumbs(found: ConsultationPage, last: str) -> list[tuple[object, str]]:
    way = (found.row.title, reverse("bodies:consultation", args=[found.row.pk]))
    return [(_("Høringer"), reverse("bodies:consultation_list")), way, (last, "")]
