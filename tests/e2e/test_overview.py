"""The first morning of a new head: what awaits, what one does for others, the calendar, the mail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from e2e.conftest import Open
from e2e.keys import choose, follow, reach, write
from e2e.product import DAY_CARE_HEAD, Product, laid_out, served

DEPUTY = "souschef.maelkevejen"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """A demo that no other test writes in."""
    with served(laid_out(tmp_path_factory, "overview")) as product:
        yield product


@pytest.mark.parametrize("width", [1280, 390])
def test_log_in_see_what_awaits_and_do_the_first_thing(open_as: Open, fresh: Product, width: int) -> None:
    page = open_as(at=fresh, viewport={"width": width, "height": 844}).page
    page.goto("/")
    write(page.get_by_label("E-mail"), f"{DAY_CARE_HEAD}@sporkoebing.example")
    write(page.get_by_label("Adgangskode"), fresh.password)
    follow(page.get_by_role("button", name="Log ind"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Mit overblik")
    rows = page.locator(".task")
    bell = page.locator(".bell-count:visible")
    expect(bell).to_contain_text("venter")
    before = int(bell.inner_text().split()[0])  # the overview shows the first of them
    assert before >= rows.count() > 0
    first = rows.filter(has=page.get_by_role("link", name="Skriv status")).filter(has_text="Skrider").first
    title = first.get_by_role("heading").inner_text()
    follow(first.get_by_role("link", name="Skriv status"))
    assert page.get_by_role("heading", level=1).inner_text() in title
    reach(page.get_by_role("radio", name="Ikke begyndt"))
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="På sporet")).to_be_checked()
    write(page.get_by_label("Hvad er der sket?"), "Alt er aftalt, og vi begynder på mandag.")
    follow(page.get_by_role("button", name="Gem status"))
    expect(page.get_by_role("status").filter(has_text="Status er gemt.")).to_be_visible()
    page.goto("/")
    expect(bell).to_contain_text(f"{before - 1} venter")
    expect(page.get_by_role("heading", name=title)).to_have_count(0)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


def test_the_bell_leads_to_all_tasks_from_any_page(open_as: Open, fresh: Product) -> None:
    page = open_as(DAY_CARE_HEAD, at=fresh).go("/organisation/")
    bell = page.get_by_role("link", name=re.compile(r"Opgaver \d+ venter"))
    expect(bell).to_be_visible()
    follow(bell)
    expect(page.get_by_role("heading", level=1)).to_have_text("Mine opgaver")
    choose(page.get_by_label("Vis", exact=True), "Kun det, der er over fristen")
    expect(page.get_by_role("link", name="Fjern filteret Kun det, der er over fristen")).to_be_visible()
    for row in page.locator("#opgaver tbody tr").all():
        expect(row).to_contain_text("over fristen")


def test_a_task_is_let_wait_and_taken_back(open_as: Open, fresh: Product) -> None:
    page = open_as(DAY_CARE_HEAD, at=fresh).go("/opgaver/")
    row = page.locator("#opgaver tbody tr").first
    title = row.get_by_role("rowheader").get_by_role("link").inner_text()
    follow(row.get_by_role("link", name="Lad den vente"))
    write(page.get_by_label("Vent til"), "24-11-2026")
    write(page.get_by_label("Hvad venter den på?"), "Svar fra bestyrelsen")
    follow(page.get_by_role("button", name="Lad den vente"))
    expect(page.get_by_role("link", name=title, exact=True)).to_have_count(0)
    page.goto("/opgaver/?vis=venter")
    expect(page.locator("#opgaver tbody tr").first).to_contain_text("Svar fra bestyrelsen")
    follow(page.get_by_role("button", name="Tag den frem igen"))
    page.goto("/opgaver/")
    expect(page.get_by_role("link", name=title, exact=True)).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_deputy_does_a_thing_on_the_heads_behalf(open_as: Open, fresh: Product, width: int) -> None:
    page = open_as(DEPUTY, at=fresh, viewport={"width": width, "height": 844}).go("/")
    part = page.locator(".stand-in")
    expect(part.get_by_role("heading", name="Som stedfortræder for")).to_be_visible()
    expect(part).to_contain_text("22. november 2026")
    follow(part.get_by_role("button").first)
    expect(page.locator("main").get_by_text("på vegne af").first).to_be_visible()
    assert "/virksomhedsplaner/" in page.url
    follow(page.locator("form[action='/adgang/paa-vegne-af/slut/'] button:visible").first)


def test_the_calendar_is_fetched_without_logging_in(open_as: Open, fresh: Product) -> None:
    page = open_as(DAY_CARE_HEAD, at=fresh).go("/")
    follow(page.get_by_role("link", name="Til kalenderen"))
    follow(page.get_by_role("button", name="Åbn en adresse"))
    address = page.locator("#adresse").input_value()
    assert address.startswith(fresh.url)
    nobody = open_as(at=fresh).page.context.request
    answer = nobody.get(address)
    assert answer.headers["content-type"].startswith("text/calendar")
    events = Calendar.from_ical(answer.body()).walk("VEVENT")
    assert events
    assert nobody.get(address, headers={"If-None-Match": answer.headers["etag"]}).status == 304
    follow(page.get_by_role("button", name="Luk adressen"))
    assert nobody.get(address).status == 404


def test_the_mail_comes_to_the_demos_mailbox_once(open_as: Open, fresh: Product) -> None:
    page = open_as(DAY_CARE_HEAD, at=fresh).go("/opgaver/besked/")
    expect(page.get_by_role("radio", name="Hver hverdag")).to_be_checked()
    follow(page.get_by_role("link", name="Se de mails, der er sendt til dig"))
    follow(page.get_by_role("button", name="Send det, der er nyt, nu"))
    mail = page.get_by_role("link", name=re.compile("venter på dig"))
    expect(mail).to_have_count(1)
    follow(page.get_by_role("button", name="Send det, der er nyt, nu"))
    expect(mail).to_have_count(1)
    expect(page.locator("main")).to_contain_text("Sendt")
    follow(mail)
    expect(page.locator(".mail-text")).to_contain_text("Hele dit overblik")
    assert list(Path(fresh.folder, "mail").iterdir())
