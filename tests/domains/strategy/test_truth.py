"""What was planted in Sporkøbing is what every page and file says of it."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

import factories
from kernespor.domains.strategy.models import UnitPlan
from kernespor.domains.strategy.selectors.plan import PlanView, plan_view
from kernespor.domains.strategy.selectors.plans import plan_rows
from kernespor.engines.plan_state.records import State
from kernespor.foundation.ui.states import LABELS

PLANTED = {
    "on_track": State.ON_TRACK, "reached": State.REACHED, "slipping": State.SLIPPING,
    "off_track": State.OFF_TRACK, "forgotten": State.OFF_TRACK, "stale": State.STALE, "silent": State.STALE,
    "ownerless": State.OWNERLESS, "not_begun": State.NOT_BEGUN, "closed": State.CLOSED,
    "carried": State.CLOSED,
}  # fmt: skip
FILES = ["oekonomi-stab-2026-2027.docx", "maelkevejen-2026-2027.docx", "oekonomi-stab-2024-2025.docx"]
IN_FORCE = FILES[:2]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def planted(truth: dict[str, Any], file: str) -> dict[State, int]:
    """Return how many actions should be shown in each state, from what was planted alone."""
    counts: Counter[State] = Counter()
    for fate, number in next(plan for plan in truth["plans"] if plan["file"] == file)[
        "actions_planted_as"
    ].items():
        counts[PLANTED[fate]] += number
    return {state: counts[state] for state in State}


def numbers(truth: dict[str, Any], kind: str, file: str) -> set[str]:
    return {row["number"] for row in truth[kind] if row["file"] == file}


def view_of(file: str) -> PlanView:
    return plan_view(factories.plan_of_file(file), today=factories.DAY)


def sheet_of(content: bytes) -> list[list[str]]:
    """Return the cells of a workbook's first sheet, as texts; an empty cell is an empty text."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert packed.testzip() is None
        shared = ET.fromstring(packed.read("xl/sharedStrings.xml"))  # noqa: S314 - we wrote it ourselves
        words = ["".join(node.itertext()) for node in shared.findall(f"{SHEET}si")]
        sheet = ET.fromstring(packed.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - we wrote it ourselves
    rows = []
    for row in sheet.iter(f"{SHEET}row"):
        cells: dict[int, str] = {}
        for cell in row.findall(f"{SHEET}c"):
            letters = re.match(r"[A-Z]+", cell.attrib["r"])
            assert letters
            value = cell.findtext(f"{SHEET}v") or ""
            cells[ord(letters[0]) - ord("A")] = words[int(value)] if cell.get("t") == "s" else value
        rows.append([cells.get(place, "") for place in range(max(cells, default=-1) + 1)])
    return rows


@pytest.fixture
def reader(client: Client, sporkoebing: dict[str, Any]) -> Client:
    """An employee, who sees what everyone sees."""
    del sporkoebing
    client.force_login(factories.account("hrkonsulent"), backend=BACKEND)
    return client


@pytest.mark.parametrize("file", FILES)
def test_the_plans_states_are_the_planted_ones(sporkoebing: dict[str, Any], file: str) -> None:
    view = view_of(file)
    assert view.counts == planted(sporkoebing, file)
    assert view.total == sum(view.counts.values())
    assert sum(area.total for area in view.areas) == view.total
    assert view.good == sum(area.good for area in view.areas) == sum(goal.good for goal in view.goals())


@pytest.mark.parametrize("file", FILES)
def test_the_list_sums_what_the_plans_page_sums(sporkoebing: dict[str, Any], file: str) -> None:
    plan = factories.plan_of_file(file)
    rows = plan_rows(factories.actor("hrkonsulent"))
    summary = next(row.summary for row in rows if row.plan == plan)
    assert summary.counts == planted(sporkoebing, file)
    view = view_of(file)
    assert summary.overdue == sum(bool(part.shown and part.shown.overdue_days) for part in view.actions())
    assert summary.last == max(status.on for status in plan.statuses.all())


@pytest.mark.parametrize("file", IN_FORCE)
def test_each_overdue_ownerless_and_stale_action_is_found_by_its_number(
    sporkoebing: dict[str, Any], file: str
) -> None:
    parts = {part.number: part for part in view_of(file).actions()}
    overdue = {number for number, part in parts.items() if part.shown and part.shown.overdue_days}
    by_state = {state: {n for n, part in parts.items() if part.state == state} for state in State}
    assert overdue == numbers(sporkoebing, "overdue", file)
    assert by_state[State.OFF_TRACK] >= overdue
    assert by_state[State.STALE] == numbers(sporkoebing, "stale", file) | numbers(
        sporkoebing, "never_reported", file
    )
    ownerless = {number for number in numbers(sporkoebing, "ownerless", file) if ".i" not in number}
    assert by_state[State.OWNERLESS] == ownerless | numbers(sporkoebing, "owner_left", file)
    assert {n for n, part in parts.items() if part.owner_left} == numbers(sporkoebing, "owner_left", file)
    for row in sporkoebing["overdue"]:
        if row["file"] == file:
            assert str(parts[row["number"]].row.deadline) == row["deadline"]


@pytest.mark.parametrize("file", FILES)
def test_a_plan_holds_every_part_of_its_document(sporkoebing: dict[str, Any], file: str) -> None:
    counts = next(plan for plan in sporkoebing["plans"] if plan["file"] == file)["counts"]
    view = view_of(file)
    assert len(view.areas) == counts["priority_areas"]
    assert len(list(view.goals())) == counts["goals"]
    assert len(list(view.actions())) == counts["actions"]
    assert sum(len(goal.indicators) for goal in view.goals()) == counts["indicators"]
    assert view.plan.statuses.count() == counts["statuses"]


def test_the_page_of_the_list_says_the_sums(reader: Client, sporkoebing: dict[str, Any]) -> None:
    page = reader.get("/virksomhedsplaner/")
    good = sum(
        planted(sporkoebing, file)[state] for file in IN_FORCE for state in (State.REACHED, State.ON_TRACK)
    )
    total = sum(sum(planted(sporkoebing, file).values()) for file in IN_FORCE)
    assert (page.context["good"], page.context["total"], page.context["in_force"]) == (good, total, 2)
    text = " ".join(page.content.decode().split())
    assert f"{good} af deres {total} handlinger er på sporet eller nået" in text
    for row in page.context["rows"]:
        counts = planted(sporkoebing, row.plan.source.name)
        assert f"{counts[State.REACHED] + counts[State.ON_TRACK]} af {sum(counts.values())}" in text


@pytest.mark.parametrize("file", IN_FORCE)
def test_the_plans_page_shows_each_actions_state(
    reader: Client, sporkoebing: dict[str, Any], file: str
) -> None:
    plan = factories.plan_of_file(file)
    page = reader.get(f"/virksomhedsplaner/{plan.pk}/").content.decode()
    tables = re.findall(r'<table class="ks-table actions-table">.*?</table>', page, re.DOTALL)
    shown = Counter(re.findall(r'class="st"[^>]*data-state="(\w+)"', "".join(tables)))
    expected = {str(state): number for state, number in planted(sporkoebing, file).items() if number}
    assert {state: shown[state] for state in expected} == expected
    assert len(re.findall(r'class="late"', page)) == len(numbers(sporkoebing, "overdue", file))


@pytest.mark.parametrize("file", FILES)
def test_excel_says_the_same(reader: Client, sporkoebing: dict[str, Any], file: str) -> None:
    plan = factories.plan_of_file(file)
    answer = reader.get(f"/virksomhedsplaner/{plan.pk}/excel/")
    head, *rows = sheet_of(answer.content)
    assert head[:4] == ["Nr.", "Slags", "Tekst", "Status"]
    states = Counter(row[3] for row in rows if row[1] == "Handling")
    expected = {str(LABELS[state]): number for state, number in planted(sporkoebing, file).items() if number}
    assert dict(states) == expected
    if file in IN_FORCE:
        overdue = {row[0] for row in rows if row[1] == "Handling" and len(row) > 7 and row[7]}
        assert overdue == numbers(sporkoebing, "overdue", file)


def test_the_list_as_excel_says_the_same(reader: Client, sporkoebing: dict[str, Any]) -> None:
    head, *rows = sheet_of(reader.get("/virksomhedsplaner/excel/").content)
    assert head[0] == "Enhed"
    good, total = head.index("På sporet eller nået"), head.index("Handlinger")
    found = sorted((int(row[good]), int(row[total])) for row in rows)
    sums = [planted(sporkoebing, file) for file in FILES]
    assert found == sorted((c[State.REACHED] + c[State.ON_TRACK], sum(c.values())) for c in sums)
    only, *filtered = sheet_of(reader.get("/virksomhedsplaner/excel/?status=concluded").content)
    assert only == head
    assert len(filtered) == 1


@pytest.mark.parametrize("file", IN_FORCE)
def test_word_follows_up_on_every_action(reader: Client, sporkoebing: dict[str, Any], file: str) -> None:
    plan = factories.plan_of_file(file)
    content = reader.get(f"/virksomhedsplaner/{plan.pk}/word/").content
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        document = packed.read("word/document.xml").decode()
    texts = re.findall(r"<w:t[^>]*>([^<]*)</w:t>", document)
    for state, number in planted(sporkoebing, file).items():
        if number and state is not State.REACHED:
            said = sum(text.startswith(str(LABELS[state])) for text in texts)
            assert said >= number, state


def test_all_that_everyone_sees_is_the_three_plans(sporkoebing: dict[str, Any]) -> None:
    del sporkoebing
    rows = plan_rows(factories.actor("hrkonsulent"))
    assert [row.plan.unit_name for row in rows] == [
        "Børnehuset Mælkevejen",
        "Økonomi & Stab",
        "Økonomi & Stab",
    ]
    assert UnitPlan.objects.count() == 3
    assert not any(row.stands_still(factories.DAY) for row in rows)
