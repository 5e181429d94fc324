"""The resident's way without login: the form, the receipt, and how it is told that it is too late."""

from __future__ import annotations

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kernespor.engines.findings import N_
from kernespor.foundation.access.operations import Audience, operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.accounts.network import client_ip
from kernespor.foundation.bodies import policies
from kernespor.foundation.bodies.actions import public as actions
from kernespor.foundation.bodies.models import Consultation, ConsultationParty
from kernespor.foundation.bodies.moments import now_on
from kernespor.foundation.bodies.permissions import readable_consultations
from kernespor.foundation.bodies.public_forms import PublicAnswerForm
from kernespor.foundation.bodies.public_limits import new_ticket
from kernespor.foundation.bodies.selectors.public import public_hearings, public_party, receipt_with
from kernespor.foundation.refusals import NotNow, NotPermitted


def to_login(request: Request, consultation_id: int) -> HttpResponse | None:
    """Return the way to log in for one without login who may not read a consultation; else nothing."""
    readable = Consultation.objects.filter(readable_consultations(request.actor), pk=consultation_id)
    if request.actor.is_authenticated or readable.exists():
        return None
    return redirect_to_login(request.get_full_path())


def hearings(request: Request) -> HttpResponse:
    """The hearings of the residents, as the list shows them to those outside the house."""
    found = public_hearings(request.actor, now_on(request.today))
    return render(request, "bodies/consultations_public.html", {"found": found})


@operation("bodies.public_answer", "GET", "POST", audience=Audience.PUBLIC)
def answer(request: Request, consultation_id: int) -> HttpResponse:
    """Answer a hearing of the residents without login; whatever is wrong, what was written stays."""
    login = to_login(request, consultation_id)
    if login:
        return login
    party = public_party(request.actor, consultation_id)
    if party is None:
        raise NotPermitted("not_public", N_("Borgerne bliver ikke hørt i den høring."))
    now = now_on(request.today)
    if request.method == "GET":
        policies.check_public_open(party.consultation, now, None)
        form = PublicAnswerForm(
            initial={"ticket": new_ticket(consultation_id, now)}, consultation_id=consultation_id, now=now
        )
        return _form(request, party, form, 200)
    form = PublicAnswerForm(request.POST, request.FILES, consultation_id=consultation_id, now=now)
    status = 422
    if form.is_valid() and form.read is not None:
        data = form.cleaned_data
        names = ("name", "text", "behalf", "email", "may_publish", "show_name")
        facts = actions.PublicFacts(**{name: data[name] for name in names}, files=data["documents"])
        try:
            sent = actions.send(
                party=party, ticket=form.read, facts=facts, now=now, address=client_ip(request)
            )
        except NotNow as refusal:
            form.add_error(None, refusal.reason)
            status = 429 if refusal.code == "too_many_answers" else 409
        else:
            return redirect("bodies:consultation_receipt", sent.receipt)
    typed = request.POST.copy()
    typed["homepage"] = ""
    if form.read is None:
        typed["ticket"] = new_ticket(consultation_id, now)
    form.data = typed
    return _form(request, party, form, status)


@operation("bodies.public_receipt", audience=Audience.PUBLIC)
def receipt(request: Request, number: str) -> HttpResponse:
    """The receipt of an answer, for whoever holds its number."""
    found = receipt_with(number, now_on(request.today))
    if found is None:
        raise Http404(number)
    context = {
        "receipt": found,
        "row": found.consultation,
        "crumbs": _crumbs(found.consultation, _("Kvittering")),
    }
    return _unkept(render(request, "bodies/public_receipt.html", context))


def _form(request: Request, party: ConsultationParty, form: PublicAnswerForm, status: int) -> HttpResponse:
    row = party.consultation
    context = {
        "row": row,
        "form": form,
        "questions": [line.strip() for line in row.questions.splitlines() if line.strip()],
        "closed": not policies.can_public_answer(
            row, now_on(request.today), form.read.opened if form.read else None
        ),
        "is_late": now_on(request.today) > row.deadline,
        "crumbs": _crumbs(row, _("Svar")),
    }
    return _unkept(render(request, "bodies/public_answer.html", context, status=status))


def _unkept(response: HttpResponse) -> HttpResponse:
    """Say that no browser or proxy keeps the page: what a person writes stands on it."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _crumbs(row: Consultation, last: object) -> list[tuple[object, str]]:
    way = (row.title, reverse("bodies:consultation", args=[row.pk]))
    return [(_("Høringer"), reverse("bodies:consultation_list")), way, (last, "")]
