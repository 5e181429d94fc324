"""Accounts as administrators keep them: closed, opened, unlocked, second step reset; each with a reason."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.accounts import actions
from kernespor.foundation.accounts.forms import FindForm, WhyForm
from kernespor.foundation.accounts.models import User
from kernespor.foundation.accounts.permissions import KEEPERS, check_keep_accounts
from kernespor.foundation.accounts.policies import check_another
from kernespor.foundation.accounts.users import AccountRow, account, accounts
from kernespor.foundation.audit.selectors import history_of
from kernespor.foundation.refusals import reason_against
from kernespor.foundation.ui.export import ExportColumn, excel

TASTE = ("accounts.density_chosen", "accounts.language_chosen")
STATES = {"open": _("Åben"), "locked": _("Låst"), "closed": _("Lukket")}
HEADS = (_("Navn"), _("E-mail"), _("Roller i dag"), _("Tilstand"), _("To trin"), _("Sidst logget ind"))
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@operation("accounts.users", roles=KEEPERS)
def users(request: Request) -> HttpResponse:
    """Every account and how it stands."""
    check_keep_accounts(request.actor)
    form = FindForm(request.GET)
    rows = _found(request, form)
    context = {
        "form": form,
        "rows": [(row, STATES[row.state]) for row in rows],
        "number": len(rows),
        "without": sum(not row.second_step for row in rows),
        "excel_url": f"{reverse('accounts:users_excel')}?{request.GET.urlencode()}",
    }
    return render(request, "accounts/_users.html" if request.htmx else "accounts/users.html", context)


@operation("accounts.users_excel", roles=KEEPERS)
def users_excel(request: Request) -> HttpResponse:
    """The same as a workbook."""
    check_keep_accounts(request.actor)
    columns = [ExportColumn(str(words)) for words in HEADS]
    yes, no = gettext("ja"), gettext("nej")
    rows = [
        (
            row.name,
            row.email,
            ", ".join(row.roles),
            str(STATES[row.state]),
            yes if row.second_step else no,
            row.last_login,
        )
        for row in _found(request, FindForm(request.GET))
    ]
    answer = HttpResponse(excel(gettext("Brugere"), columns, rows), content_type=EXCEL)
    answer["Content-Disposition"] = 'attachment; filename="brugere.xlsx"'
    return answer


@operation("accounts.user", "GET", "POST", roles=KEEPERS)
def user(request: Request, user_id: int) -> HttpResponse:
    """One account: how it stands, what was done to it, and what may be done."""
    check_keep_accounts(request.actor)
    found = get_object_or_404(User.objects.select_related("person"), pk=user_id)
    row = account(found, request.today, timezone.now())
    offered = _offered(request, found, row)
    step = request.POST.get("step", "")
    form = WhyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if step not in {one["step"] for one in offered}:
            raise Http404(step)
        if form.is_valid():
            messages.success(request, _done(request, found, step, form.cleaned_data["why"]))
            return redirect("accounts:user", found.pk)
    context = {
        "row": row,
        "state": STATES[row.state],
        "account": found,
        "offered": offered,
        "step": step,
        "form": form,
        "history": history_of(found, without=TASTE),
    }
    return render(request, "accounts/user.html", context, status=422 if form.errors else 200)


def _found(request: Request, form: FindForm) -> list[AccountRow]:
    given: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    return accounts(request.today, timezone.now(), search=given.get("soeg", ""), state=given.get("vis", ""))


def _offered(request: Request, found: User, row: AccountRow) -> list[dict[str, str]]:
    """Return what may be done to an account as it stands, each with its reason against, if there is one."""
    own = reason_against(check_another, request.actor, found)
    all_steps = [
        ("unlock", row.locked_until is not None, gettext("Lås op"), "",
         gettext("Personen kan prøve igen med det samme.")),
        ("second_step", row.second_step, gettext("Nulstil totrinsbekræftelse"), own,
         gettext("Når telefon og nødkoder er væk. Vær sikker på, hvem det er. Personen bliver logget ud.")),
        ("close", found.is_active, gettext("Luk brugeren"), own,
         gettext("Personen bliver logget ud og kan ikke logge ind igen.")),
        ("open", not found.is_active, gettext("Åbn brugeren igen"), own,
         gettext("Personen kan logge ind igen.")),
    ]  # fmt: skip
    return [
        {"step": step, "label": label, "reason": reason, "text": text}
        for step, fits, label, reason, text in all_steps
        if fits
    ]


def _done(request: Request, found: User, step: str, why: str) -> str:
    actor = request.actor
    if step == "unlock":
        actions.unlock(actor=actor, user=found, why=why)
        return gettext("Brugeren er låst op.")
    if step == "second_step":
        actions.reset_second_step(actor=actor, user=found, why=why, request=request)
        return gettext("Totrinsbekræftelsen er nulstillet. Personen kan slå den til igen ved næste log-ind.")
    actions.set_open(actor=actor, user=found, is_open=step == "open", why=why)
    return gettext("Brugeren er åben igen.") if step == "open" else gettext("Brugeren er lukket.")
