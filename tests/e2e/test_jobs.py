"""Long work, followed in the browser: what the clock sent off is done by the demo's own worker."""

from __future__ import annotations

import json
import time
import urllib.request

from playwright.sync_api import expect

from e2e.conftest import Open
from e2e.product import ADMINISTRATOR, EMPLOYEE, Product


def test_an_administrator_follows_what_the_worker_does(open_as: Open, product: Product) -> None:
    run = product.run()
    until = time.monotonic() + 60
    while product.value("SELECT count(*) FROM jobs_run WHERE id = ? AND status = 'done'", run) == 0:
        assert time.monotonic() < until
        time.sleep(0.2)
    page = open_as(ADMINISTRATOR).page
    page.goto("/koersler/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kørsler")
    page.get_by_label("Hvor den står").select_option("done")
    expect(page.get_by_role("link", name="Fjern filteret Færdig")).to_be_visible()
    page.locator("#koersler tbody a").first.click()
    expect(page.locator(".run")).to_contain_text("Færdig")
    expect(page.get_by_role("button", name="Afbryd")).to_have_count(0)


def test_who_asked_for_nothing_is_told_what_comes_here(open_as: Open) -> None:
    page = open_as(EMPLOYEE).page
    page.goto("/koersler/")
    expect(page.get_by_role("heading", level=2)).to_have_text("Her er ingen kørsler endnu")


def test_health_knows_the_worker(product: Product) -> None:
    product.run()
    with urllib.request.urlopen(f"{product.url}/sundhed/", timeout=10) as answer:  # noqa: S310 - our own address
        said = json.load(answer)
    assert said["status"] == "ok"
    assert said["worker_silent_seconds"] < 60
