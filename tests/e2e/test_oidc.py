"""Login through the municipality's own provider, in a real browser, under the strict policy of the pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from e2e.conftest import Open
from e2e.keys import follow
from e2e.product import laid_out, served
from identity_provider import CLIENT, SECRET, serving

TABLE = '[[roles]]\ncode = "LEDER"\nrole = "head"\n'


def test_log_in_through_the_provider_and_be_told_when_it_cannot(
    open_as: Open, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    table = tmp_path / "roller.toml"
    table.write_text(TABLE, encoding="utf-8")
    secret = tmp_path / "hemmelighed"
    secret.write_text(SECRET, encoding="utf-8")
    # The municipality is loaded by its own roles, before the provider decides them.
    folder = laid_out(tmp_path_factory, "oidc")
    said: dict[str, Any] = {"email": "leder.maelkevejen@sporkoebing.example"}
    with (
        serving(claims=said) as provider,
        served(
            folder,
            KERNESPOR_OIDC_ISSUER=provider.url,
            KERNESPOR_OIDC_CLIENT_ID=CLIENT,
            KERNESPOR_OIDC_CLIENT_SECRET_FILE=str(secret),
            KERNESPOR_OIDC_ROLES=str(table),
            KERNESPOR_PASSWORD_LOGIN="0",
        ) as product,
    ):
        window = open_as(at=product)
        page = window.page
        said["privileges"] = [{"role": "LEDER", "units": ["BU"]}]
        page.goto("/virksomhedsplaner/")
        expect(page.get_by_label("Adgangskode")).to_have_count(0)
        follow(page.get_by_role("button", name="Log ind med kommunens login"))
        page.wait_for_url("**/virksomhedsplaner/")
        expect(page.locator("summary", has_text="Børn & Unge").first).to_be_visible()

        said["email"] = "fremmed@sporkoebing.example"
        other = open_as(at=product)
        other.expected.add(403)
        other.page.goto("/log-ind/")
        follow(other.page.get_by_role("button", name="Log ind med kommunens login"))
        expect(other.page.get_by_role("heading", level=1)).to_have_text("Du blev ikke logget ind")
        assert other.axe() == []
        for one in (window, other):
            one.complaints[:] = [word for word in one.complaints if provider.url not in word]
