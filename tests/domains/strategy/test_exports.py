"""Plans as files: whole, named so that every system takes them, and what they say is what the page says."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
from django.test import Client

import factories
from kernespor.connectors.unit_plan.reader import read_lines
from kernespor.domains.strategy.documents.plans import paper_of, record_of
from kernespor.domains.strategy.models import UnitPlan
from kernespor.domains.strategy.selectors.plan import plan_view

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FILE = "oekonomi-stab-2026-2027.docx"


@pytest.fixture
def plan(sporkoebing: dict[str, Any]) -> UnitPlan:
    del sporkoebing
    return factories.plan_of_file(FILE)


@pytest.fixture
def reader(client: Client, plan: UnitPlan) -> Client:
    del plan
    client.force_login(factories.account("oekonomichef"), backend=BACKEND)
    return client


def get(reader: Client, plan: UnitPlan, what: str) -> Any:
    answer = reader.get(f"/virksomhedsplaner/{plan.pk}/{what}/")
    assert answer.status_code == 200
    return answer


def name_of(answer: Any) -> str:
    match = re.fullmatch(r'attachment; filename="([A-Za-z0-9.-]+)"', answer["Content-Disposition"])
    assert match, answer["Content-Disposition"]
    return match[1]


@pytest.mark.parametrize(
    ("what", "suffix", "kind", "starts"),
    [
        ("word", "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
        ("pdf", "pdf", "application/pdf", b"%PDF-1.7"),
        ("markdown", "md", "text/markdown; charset=utf-8", b"# "),
        ("excel", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
    ],
)
def test_each_file_is_named_plainly_and_is_what_it_says(
    reader: Client, plan: UnitPlan, what: str, suffix: str, kind: str, starts: bytes
) -> None:
    answer = get(reader, plan, what)
    name = name_of(answer)
    assert name.endswith(f".{suffix}")
    assert "konomi-Stab-2026-2027" in name
    assert answer["Content-Type"] == kind
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer.content.startswith(starts) or what == "markdown"


def test_word_opens_and_holds_every_action(reader: Client, plan: UnitPlan) -> None:
    with zipfile.ZipFile(io.BytesIO(get(reader, plan, "word").content)) as packed:
        assert packed.testzip() is None
        for name in packed.namelist():
            if name.endswith((".xml", ".rels")):
                ET.fromstring(packed.read(name))  # noqa: S314 - we wrote it ourselves
        text = "".join(ET.fromstring(packed.read("word/document.xml")).itertext())  # noqa: S314 - we wrote it ourselves
    for part in plan_view(plan, today=factories.DAY).actions():
        assert part.title in text


def test_the_pdf_opens_and_says_the_title_and_the_unit(reader: Client, plan: UnitPlan) -> None:
    document = pypdfium2.PdfDocument(get(reader, plan, "pdf").content)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert plan.unit_name in text
    assert "Sporkøbing Kommune" in text
    for area in plan_view(plan, today=factories.DAY).areas:
        assert area.row.title.split()[0] in text


def test_markdown_read_again_is_the_plan(reader: Client, plan: UnitPlan) -> None:
    content = get(reader, plan, "markdown").content
    read = read_lines(factories.lines_of(content)).plan
    assert read == record_of(plan_view(plan, today=factories.DAY))


def test_the_source_comes_back_byte_for_byte(reader: Client, plan: UnitPlan) -> None:
    answer = get(reader, plan, "kilde")
    assert answer.content == factories.small()[f"plans/{FILE}"]
    assert name_of(answer) == FILE
    assert answer["Content-Type"] == "application/octet-stream"


def test_a_plan_without_a_document_has_none_to_fetch(reader: Client, plan: UnitPlan) -> None:
    UnitPlan.objects.filter(pk=plan.pk).update(source=None)
    assert reader.get(f"/virksomhedsplaner/{plan.pk}/kilde/").status_code == 404


def test_a_draft_is_written_without_a_follow_up(plan: UnitPlan) -> None:
    del plan
    draft = factories.draft_plan(factories.actor("oekonomichef"))
    assert paper_of(plan_view(draft, today=factories.DAY)).follow_up == ()


def test_the_paper_holds_the_units_chart_and_how_each_part_stands(plan: UnitPlan) -> None:
    view = plan_view(plan, today=factories.DAY)
    paper = paper_of(view)
    assert paper.chart[0].name == "Økonomi & Stab"
    assert paper.chart[0].parent is None
    assert all(unit.parent is not None and unit.depth > 0 for unit in paper.chart[1:])
    wages = next(unit for unit in paper.chart if unit.name == "Løn")
    assert wages.refers_to is not None
    assert paper.chart[wages.refers_to].name == "HR & Personale"
    stands = {one.number: one.state for one in paper.follow_up if not one.is_goal}
    assert stands == {part.number: part.shown.state for part in view.actions() if part.shown}
    assert sum(one.is_goal for one in paper.follow_up) == len(list(view.goals()))


def test_a_unit_that_is_gone_has_no_chart(plan: UnitPlan) -> None:
    closed = factories.unit("BU-D04")
    UnitPlan.objects.filter(pk=plan.pk).update(unit=closed)
    assert paper_of(plan_view(factories.again(plan), today=factories.DAY)).chart == ()


def test_a_period_of_other_days_is_written_as_days(plan: UnitPlan) -> None:
    plan.period_from = plan.period_from.replace(month=8)
    period = record_of(plan_view(plan, today=factories.DAY)).period
    assert (period.start, period.end) == ("2026-08-01", "2027-12-31")
