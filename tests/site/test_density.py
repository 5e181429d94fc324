"""A table's density is kept for tables of ours alone."""

from __future__ import annotations

import pytest
from django.test import Client

import factories
from kernespor.foundation.audit.models import AuditEvent

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["", "pla\x00ns", "p" * 61, "<b>"])
def test_what_can_be_no_table_is_not_kept(client: Client, table: str) -> None:
    factories.house()
    client.force_login(factories.account("head"), backend=BACKEND)
    assert client.post("/taethed/", {"table": table, "density": "dense"}).status_code == 404
    assert not AuditEvent.objects.filter(verb="accounts.density_chosen").exists()
