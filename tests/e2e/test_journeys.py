"""What people come to do, done by keyboard alone."""

from __future__ import annotations

import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect

from e2e.conftest import Open
from e2e.documents import ORGANISATION
from e2e.keys import choose, follow, lay, reach, write
from e2e.product import ADMINISTRATOR, CONTROLLER, COUNCILLOR, DAY_CARE_HEAD, FINANCE_HEAD, Product


def said(page: Page, words: str) -> None:
    """Hold that the page confirms what was done."""
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible()


def test_log_in_and_out(open_as: Open, product: Product) -> None:
    page = open_as().page
    page.goto("/")
    write(page.get_by_label("E-mail"), f"{FINANCE_HEAD}@sporkoebing.example")
    write(page.get_by_label("Adgangskode"), product.password)
    follow(page.get_by_role("button", name="Log ind"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Mit overblik")
    reach(page.locator("summary", has_text="Økonomichefen"))
    page.keyboard.press("Enter")
    follow(page.get_by_role("button", name="Log ud"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Log ind")


def test_a_wrong_password_is_said(open_as: Open) -> None:
    page = open_as().go("/log-ind/")
    write(page.get_by_label("E-mail"), "ingen@sporkoebing.example")
    write(page.get_by_label("Adgangskode"), "ikke den rigtige")
    follow(page.get_by_role("button", name="Log ind"))
    expect(page.get_by_role("alert")).to_be_focused()


def test_the_skip_link_leads_past_the_menu(open_as: Open) -> None:
    page = open_as(COUNCILLOR).go("/virksomhedsplaner/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Gå til indholdet")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.querySelector('main').contains(document.activeElement)")


def test_switch_person(open_as: Open) -> None:
    page = open_as("itchef").go("/")
    reach(page.locator("summary", has_text="IT-chefen"))
    page.keyboard.press("Enter")
    follow(page.get_by_role("link", name="Skift person"))
    follow(page.get_by_role("button", name="Vælg Formanden for Børne- og Skoleudvalget"))
    expect(page.locator("summary", has_text="Formanden")).to_be_visible()


def test_the_menu_of_oneself_closes_on_escape(open_as: Open) -> None:
    page = open_as(COUNCILLOR).go("/")
    mine = page.locator("details.who summary").first
    reach(mine)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Log ud")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Log ud")).to_be_hidden()
    expect(mine).to_be_focused()


def test_from_the_overview_to_a_status_on_what_is_overdue(open_as: Open) -> None:
    page = open_as(DAY_CARE_HEAD).go("/")
    late = page.locator(".tasks .task", has_text="over fristen")
    overdue = late.filter(has=page.locator('a[href*="/action/"]')).first.get_by_role("link")
    title = overdue.inner_text()
    follow(overdue)
    assert page.get_by_role("heading", level=1).inner_text() in title
    reach(page.get_by_role("radio", name="Ikke begyndt"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Skrider")).to_be_checked()
    write(page.get_by_label("Hvad er der sket?"), "Den første gruppe begynder på mandag.")
    follow(page.get_by_role("button", name="Gem status"))
    said(page, "Status er gemt.")
    newest = page.locator(".timeline li").first
    expect(newest).to_contain_text("20. nov. 2026")
    expect(newest).to_contain_text("Skrider. Den første gruppe begynder på mandag.")
    # What is over its deadline is off track, whatever was said of it last.
    expect(page.locator(".pill", has_text="Af sporet")).to_be_visible()


def test_a_status_without_a_choice_is_asked_for_again(open_as: Open, product: Product) -> None:
    window = open_as(CONTROLLER)
    window.expected.add(422)
    page = window.go(f"/virksomhedsplaner/{product.plan()}/action/{product.part('action', product.plan())}/")
    write(page.get_by_label("Hvad er der sket?"), "Det, jeg skrev, skal blive stående.")
    follow(page.get_by_role("button", name="Gem status"))
    expect(page.get_by_role("alert")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio", name="Ikke begyndt")).to_be_focused()
    expect(page.get_by_label("Hvad er der sket?")).to_have_value("Det, jeg skrev, skal blive stående.")


def test_point_at_an_owner_and_a_deadline(open_as: Open, product: Product) -> None:
    page = open_as(CONTROLLER).go(f"/virksomhedsplaner/{product.plan('Børnehuset Mælkevejen')}/")
    follow(page.get_by_role("link", name="Peg på en ejer").first)
    choose(page.get_by_label("Ejer (valgfrit)", exact=True), "Indk")
    write(page.get_by_role("textbox", name="Frist"), "1-6-2027")
    follow(page.get_by_role("button", name="Gem", exact=True))
    said(page, "Gemt.")
    expect(page.get_by_label("Ejer (valgfrit)", exact=True).locator("option:checked")).to_contain_text(
        "Indkøbschefen"
    )
    expect(page.get_by_role("textbox", name="Frist")).to_have_value("1-6-2027")


def test_open_a_mark_of_the_picture(open_as: Open, product: Product) -> None:
    page = open_as(COUNCILLOR).go(f"/virksomhedsplaner/{product.plan()}/billede/")
    mark = page.locator("svg.tracks a:has(use)").nth(3)
    number = mark.locator("title").text_content() or ""
    follow(mark)
    expect(page.locator(".kicker")).to_have_text("Handling " + number.split()[0])


def test_see_a_table_as_excel(open_as: Open) -> None:
    page = open_as(COUNCILLOR).go("/virksomhedsplaner/?status=in_force")
    reach(page.get_by_role("link", name="Excel"))
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "virksomhedsplaner.xlsx"
    with zipfile.ZipFile(download.value.path()) as book:
        words = book.read("xl/sharedStrings.xml").decode()
    assert "Økonomi &amp; Stab" in words
    assert "Afsluttet" not in words


def test_the_organisation_on_another_day(open_as: Open) -> None:
    page = open_as(COUNCILLOR).go("/organisation/")
    write(page.get_by_label("Dato"), "1-2-2024")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("1. februar 2024")
    assert "dato=1-2-2024" in page.url


def test_read_a_plan_in_correct_it_and_save_it(open_as: Open, document: Path) -> None:
    page = open_as(CONTROLLER).go("/virksomhedsplaner/")
    follow(page.get_by_role("link", name="Læs en plan ind").last)
    lay(page.locator("input[type=file]"), document)
    follow(page.get_by_role("button", name="Læs dokumentet"))
    reach(page.locator(".piece", has_text="[indsæt navn]").last.get_by_role("link", name="Ret"))
    page.keyboard.press("Enter")
    field = page.locator("form.editor textarea")
    write(field, "Vi begynder med det skema, som flest nævner.")
    reach(page.get_by_role("button", name="Gem teksten"))
    page.keyboard.press("Enter")
    expect(page.locator("#import-plan")).not_to_contain_text("[indsæt navn]")
    follow(page.get_by_role("button", name="Gem planen"))
    said(page, "Planen er gemt som kladde.")
    expect(page.locator("main")).to_contain_text("Vi begynder med det skema, som flest nævner.")


def test_an_organisation_with_something_odd_in_it(open_as: Open, tmp_path: Path) -> None:
    page = open_as(ADMINISTRATOR).go("/organisation/laes-ind/")
    files = [tmp_path / name for name in ORGANISATION]
    for file in files:
        file.write_text(ORGANISATION[file.name], encoding="utf-8")
    lay(page.locator("input[type=file]"), *files)
    follow(page.get_by_role("button", name="Se, hvad de ændrer"))
    expect(page.get_by_role("table", name="Fund i filerne")).to_contain_text("findes-ikke")
    expect(page.get_by_role("button", name="Gem i organisationen")).to_be_disabled()
    follow(page.get_by_role("button", name="Kassér"))
    said(page, "Organisationen er, som den var.")


def test_conclude_a_plan(open_as: Open, product: Product) -> None:
    plan = product.value("SELECT max(id) FROM strategy_unitplan WHERE status = 'in_force'")
    page = open_as(CONTROLLER).go(f"/virksomhedsplaner/{plan}/")
    reach(page.locator("summary", has_text="Afslut planen"))
    page.keyboard.press("Enter")
    write(page.get_by_label("Hvorfor?"), "En ny plan gælder fra nytår.")
    follow(page.get_by_role("button", name="Afslut planen"))
    expect(page.locator(".lead")).to_contain_text("Planen er afsluttet.")
    follow(page.get_by_role("link", name="Historik"))
    expect(page.locator("main")).to_contain_text("»En ny plan gælder fra nytår.«")


def test_two_windows_lose_neither_text(open_as: Open, product: Product) -> None:
    plan = product.plan("Børnehuset Mælkevejen")
    address = f"/virksomhedsplaner/{plan}/goal/{product.part('goal', plan)}/"
    first, second = open_as(DAY_CARE_HEAD), open_as(CONTROLLER)
    second.expected.add(409)
    one, other = first.go(address), second.go(address)
    write(one.get_by_label("Titel"), "Lederens titel")
    follow(one.get_by_role("button", name="Gem", exact=True))
    write(other.get_by_label("Titel"), "Controllerens titel")
    follow(other.get_by_role("button", name="Gem", exact=True))
    expect(other.locator(".note-warn", has_text="»Lederens titel«")).to_be_visible()
    expect(other.get_by_label("Titel")).to_have_value("Controllerens titel")
    follow(other.get_by_role("button", name="Gem", exact=True))
    said(other, "Gemt.")
    expect(other.get_by_role("heading", level=1)).to_have_text("Controllerens titel")
