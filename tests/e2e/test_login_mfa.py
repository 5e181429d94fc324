"""The second step, from setting it up to logging in with it, and the sessions that one sees and ends."""

from __future__ import annotations

import time
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from e2e.conftest import Open
from e2e.keys import follow, reach, write
from e2e.product import Product

PERSON = "indkoebschef"  # nobody else's tests log in as this person with a password


def code(secret: str, ahead: int = 0) -> str:
    """Return what the app on the telephone shows."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def log_in(page: Page, product: Product) -> None:
    page.goto("/log-ind/")
    write(page.get_by_label("E-mail"), f"{PERSON}@sporkoebing.example")
    write(page.get_by_label("Adgangskode"), product.password)
    follow(page.get_by_role("button", name="Log ind", exact=True))


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def test_set_up_a_second_step_log_in_with_it_and_end_a_session(open_as: Open, product: Product) -> None:
    first = open_as()
    page = first.page
    log_in(page, product)
    heading(page, "Mit overblik")
    reach(page.locator("summary", has_text="Indkøbschefen"))
    page.keyboard.press("Enter")
    follow(page.get_by_role("link", name="Min konto"))
    assert first.axe() == []
    follow(page.get_by_role("link", name="Totrinsbekræftelse"))
    follow(page.get_by_role("link", name="Slå totrinsbekræftelse til"))
    heading(page, "Bekræft, at det er dig")
    assert first.axe() == []
    write(page.get_by_label("Adgangskode"), product.password)
    follow(page.get_by_role("button", name="Bekræft"))
    heading(page, "Slå totrinsbekræftelse til")
    assert page.locator("img.qr").evaluate("(image) => image.naturalWidth") > 100
    page.get_by_text("Kan du ikke læse koden med telefonen?").click()
    secret = page.locator(".secret code").inner_text()
    assert first.axe() == []
    write(page.get_by_label("Kode fra appen"), code(secret))
    follow(page.get_by_role("button", name="Slå til"))
    heading(page, "Nødkoder")
    spare = page.locator(".codes code").first.inner_text()
    assert first.axe() == []

    second = open_as(user_agent="Mozilla/5.0 (iPhone) Safari/605")
    telephone = second.page
    log_in(telephone, product)
    heading(telephone, "Skriv din kode")
    assert second.axe() == []
    write(telephone.get_by_label("Kode"), "000000")
    follow(telephone.get_by_role("button", name="Log ind"))
    expect(telephone.get_by_role("alert")).to_be_focused()
    write(telephone.get_by_label("Kode"), code(secret, 1))
    follow(telephone.get_by_role("button", name="Log ind"))
    heading(telephone, "Mit overblik")

    _end_the_telephone(page, telephone, first)

    log_in(telephone, product)
    write(telephone.get_by_label("Kode"), spare)
    follow(telephone.get_by_role("button", name="Log ind"))
    heading(telephone, "Mit overblik")


def _end_the_telephone(page: Page, telephone: Page, window: Any) -> None:
    page.goto("/min-konto/logget-ind/")
    expect(page.locator(".lead")).to_contain_text("ét sted til")
    assert window.axe() == []
    follow(page.get_by_role("button", name="Log ud Safari på iPhone"))
    expect(page.locator(".lead")).to_contain_text("kun logget ind her")
    telephone.goto("/")
    heading(telephone, "Log ind")
