"""What the tests of the chart share: its keepers, lists on their way in, and who is logged in."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

import factories
from kernespor.domains.economy.models import (
    AccountMapping,
    AppropriationVersion,
    CostCentre,
    CostCentreVersion,
    EconomyImport,
    LedgerAccountVersion,
    PolicyAreaVersion,
)

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
KEEPER = "budgetchef"
DAY = factories.DAY


def browser(code: str) -> Client:
    """Return someone's browser, logged in."""
    client = Client()
    client.force_login(factories.account(code), backend=BACKEND)
    return client


def laid_in(client: Client, **lists: str | bytes) -> EconomyImport:
    """Lay lists in through the page, by the names of their files, and return the draft."""
    files = [
        SimpleUploadedFile(f"{name}.csv", body if isinstance(body, bytes) else body.encode())
        for name, body in lists.items()
    ]
    answer = client.post(reverse("economy:import_new"), {"lister": files})
    assert answer.status_code == 302, answer.content.decode()
    return EconomyImport.objects.latest("pk")


def accepted(client: Client, draft: EconomyImport, **other: Any) -> Any:
    """Press the button that saves, having seen the page."""
    page = client.get(reverse("economy:import", args=[draft.pk]))
    sent = {"seen": draft.version, "shown": page.context["found"].fingerprint} | other
    return client.post(reverse("economy:import_accept", args=[draft.pk]), sent)


def state() -> tuple[Any, ...]:
    """Return everything that the municipality's own chart holds, as rows."""
    models = (
        CostCentre, CostCentreVersion, LedgerAccountVersion, PolicyAreaVersion, AppropriationVersion,
        AccountMapping,
    )  # fmt: skip
    return tuple(list(model._default_manager.order_by("pk").values()) for model in models)


def centre(unit_code: str) -> CostCentre:
    """Return the cost centre of a unit."""
    return CostCentre.objects.get(
        pk=CostCentreVersion.objects.on(DAY).get(unit__code=unit_code).cost_centre_id
    )
