"""Agenda items as several municipalities lay them out, read in through the page: nothing of them is lost."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from connectors.agenda.agendas import AGENDAS, expected
from connectors.agenda.written import as_pdf, as_word
from domains.agenda.agenda_world import browser, sent_form
from kernespor.connectors.agenda.reader import read_agenda
from kernespor.domains.agenda.models import AgendaItem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sporkoebing")]
WORDS = (
    "title", "case_number", "item_type", "theme", "economy", "consultation", "recommendation",
    "alternative_recommendation",
)  # fmt: skip
TEXTS = [path for path in AGENDAS if path.suffix == ".txt"]  # in which no table has marks between its cells


def plain(text: str) -> str:
    """A text's words: a field on a page keeps its line breaks in its own way."""
    return " ".join(text.split())


def filled(client: Client, path: Path) -> list[dict[str, Any]]:
    """What the form is filled with for each item of a file."""
    file = io.BytesIO(path.read_bytes())
    file.name = path.name
    page = sent_form(client, "item_read", document=file)
    assert page.status_code == 200, path.name
    if "form" in page.context:
        return [dict(page.context["form"].initial)]
    return [dict(form.initial) for _item, form in page.context["found"]]


def told(initial: dict[str, Any]) -> dict[str, Any]:
    """What a form says, in the shape of the reading."""
    sections = []
    while f"heading_{len(sections)}" in initial:
        place = len(sections)
        pair = initial[f"heading_{place}"], initial[f"text_{place}"]
        sections.append({"heading": plain(pair[0]), "text": plain(pair[1])})
    return {name: plain(initial[name]) for name in WORDS} | {
        "sections": sections,
        "attachments": [plain(line) for line in initial["attachments"].split("\n") if line],
    }


def right(item: dict[str, Any]) -> dict[str, Any]:
    """What is right about an item, in the same shape."""
    return {name: plain(item[name]) for name in WORDS} | {
        "sections": [{name: plain(text) for name, text in section.items()} for section in item["sections"]],
        "attachments": [plain(name) for name in item["attachments"]],
    }


def test_each_layout_fills_the_form_with_all_that_it_says() -> None:
    head = browser("leder.dagtilbud")
    layouts = set()
    for path in AGENDAS:
        wanted = [right(item) for item in expected(path)["items"]]
        assert [told(initial) for initial in filled(head, path)] == wanted, path.name
        layouts.add(path.stem)
    assert len(layouts) >= 6  # that of 2018 and five others


def test_each_layout_is_the_same_as_word_and_as_pdf(tmp_path: Path) -> None:
    head = browser("leder.dagtilbud")
    for path in TEXTS:
        wanted = [right(item) for item in expected(path)["items"]]
        reading = read_agenda(path)
        word = as_word(reading, tmp_path / f"{path.stem}.docx", table=True)
        paper = as_pdf(reading, tmp_path / f"{path.stem}.pdf")
        for made in (word, paper):
            assert [told(initial) for initial in filled(head, made)] == wanted, made.name


def test_what_was_read_is_saved_as_it_stood() -> None:
    head = browser("leder.dagtilbud")
    for path in AGENDAS:
        for initial, item in zip(filled(head, path), expected(path)["items"], strict=True):
            data = {name: value for name, value in initial.items() if value}
            answer = sent_form(head, "item_new", **data)
            assert answer.status_code == 302, (path.name, item["title"])
            saved = AgendaItem.objects.order_by("-pk")[0]
            assert {name: plain(getattr(saved, name)) for name in WORDS} == {
                name: plain(item[name]) for name in WORDS
            }
            assert [plain(text) for _heading, text in saved.sections] == [
                plain(section["text"]) for section in item["sections"]
            ]
