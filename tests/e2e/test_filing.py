"""A file, a comment, a case number and the package, by keyboard and on a telephone."""

from __future__ import annotations

import zipfile
from pathlib import Path

from playwright.sync_api import expect

from e2e.conftest import Open
from e2e.keys import follow, reach, write
from e2e.product import FINANCE_HEAD, Product


def test_the_head_files_a_concluded_plan(open_as: Open, product: Product, tmp_path: Path) -> None:
    plan = product.plan(unit="Børnehuset Mælkevejen", status="concluded")
    window = open_as("leder.maelkevejen")
    window.expected.add(422)
    page = window.go("/sager/")
    follow(page.get_by_role("link", name="Mælkebøtten").first)
    write(page.get_by_role("textbox", name="Sagsnummer"), "26-17")
    follow(page.get_by_role("button", name="Gem sagsnummeret"))
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("ligner ikke et sagsnummer")
    write(page.get_by_role("textbox", name="Sagsnummer"), "26/1700")
    follow(page.get_by_role("button", name="Gem sagsnummeret"))
    with page.expect_download() as waiting:
        reach(page.get_by_role("link", name="Hent pakken"))
        page.keyboard.press("Enter")
    target = tmp_path / "pakke.zip"
    waiting.value.save_as(target)
    with zipfile.ZipFile(target) as package:
        assert {"sag.json", "indeks.csv"} <= set(package.namelist())
    write(page.get_by_label("System"), "Sagssystemet")
    write(page.get_by_label("Dokumentnummer"), "26/1700-1")
    follow(page.get_by_role("button", name="Meld journaliseret"))
    expect(page.get_by_text("Journaliseret i Sagssystemet som 26/1700-1")).to_be_visible()
    page.goto("/sager/")
    expect(page.locator(f"a[href='/sager/plan/{plan}/']")).to_have_count(0)


def test_a_comment_is_written_and_taken_back_on_a_telephone(open_as: Open, product: Product) -> None:
    plan = product.plan()
    page = open_as(FINANCE_HEAD, viewport={"width": 390, "height": 800}).go(f"/virksomhedsplaner/{plan}/")
    section = page.locator("section", has=page.get_by_role("heading", name="Kommentarer"))
    follow(section.get_by_role("link"))
    write(page.get_by_role("textbox", name="Kommentar"), "Set og noteret.")
    follow(page.get_by_role("button", name="Gem kommentaren"))
    said = page.locator("li", has_text="Set og noteret.")
    expect(said).to_be_visible()
    follow(said.get_by_role("button", name="Tag den tilbage"))
    expect(page.locator("li", has_text="Set og noteret.")).to_have_count(0)
    expect(page.get_by_text("Kommentaren er taget tilbage.").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_file_that_cannot_be_kept_is_said_and_one_that_can_is_there(
    open_as: Open, product: Product, tmp_path: Path
) -> None:
    plan = product.plan()
    bad, good = tmp_path / "regn.exe", tmp_path / "Notat om ø.txt"
    bad.write_bytes(b"MZ")
    good.write_text("Ø", encoding="utf-8")
    window = open_as(FINANCE_HEAD)
    window.expected.add(422)
    page = window.go(f"/filer/plan/{plan}/")
    page.get_by_label("Filer", exact=True).set_input_files(bad)
    follow(page.get_by_role("button", name="Læg filerne ind"))
    expect(page.get_by_role("alert")).to_contain_text("»regn.exe«")
    page.get_by_label("Filer", exact=True).set_input_files(good)
    follow(page.get_by_role("button", name="Læg filerne ind"))
    expect(page.get_by_role("link", name="Notat om ø.txt")).to_be_visible()
