"""The pages of the thread: what they say, in how many queries, and that nothing hidden is in them."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import factories
from kernespor.domains.strategy.models import Action, Goal, UnitPlan
from kernespor.foundation import objects
from kernespor.foundation.accounts.models import User
from kernespor.foundation.audit.writing import change
from kernespor.foundation.memory import keeping
from kernespor.foundation.objects import ref_of
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.thread.actions import tie
from kernespor.foundation.thread.models import Link
from kernespor.foundation.thread.registry import structures
from kernespor.foundation.thread.selectors import Thread, strip, walk
from kernespor.foundation.thread.trunk import trunk_of
from kernespor.foundation.thread.words import sentence

STAB, DAY_CARE = "oekonomi-stab-2026-2027.docx", "maelkevejen-2026-2027.docx"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
QUERIES = 20


@pytest.fixture
def client(sporkoebing: dict[str, Any]) -> Client:
    """The head of finance at the keys."""
    del sporkoebing
    client = Client()
    client.force_login(User.objects.get(pk=factories.account("oekonomichef").pk), backend=BACKEND)
    return client


@pytest.fixture
def plan(sporkoebing: dict[str, Any]) -> UnitPlan:
    """The plan of finance."""
    del sporkoebing
    return factories.plan_of_file(STAB)


def thread_of(row: Any, code: str = "oekonomichef") -> Thread:
    """Return an object's thread as someone sees it."""
    return walk(factories.actor(code), row)


def tied(upper: Any, lower: Any) -> None:
    """Tie two objects, as the head of finance."""
    tie(
        actor=factories.actor("budgetchef"),
        kind="leads_to",
        upper=ref_of(upper),
        lower=ref_of(lower),
        why=factories.SECRET,
    )


def asked(client: Client, path: str) -> tuple[Any, int]:
    """Return a page's answer and how many queries it took."""
    with CaptureQueriesContext(
        connection,
    ) as told:
        answer = client.get(path)
    return answer, len(told)


def test_a_plan_has_everything_under_it_once(plan: UnitPlan) -> None:
    """Areas, goals, actions and indicators, each once, in the plan's own order; and what is tied on."""
    thread = thread_of(plan)
    parts = next(one for one in structures() if one.name == "strategy.plan").kinds
    beside = thread.reach.beside
    goals = Goal.objects.filter(area__plan=plan)
    expected = 1 + plan.areas.count() + goals.count()
    expected += sum(goal.actions.count() + goal.indicators.count() for goal in goals)
    lines = thread.lines()
    assert len(lines) == len({line.card.ref for line in lines})
    on_the_way = {line.card.ref for line in lines} - set(beside)
    own = {ref for ref in on_the_way if ref.kind in parts}
    assert len(own) == expected
    others = {ref for ref in on_the_way - own if ref.kind.startswith("strategy.")}
    ties = [one for one in Link.objects.on(factories.DAY) if one.upper in own and one.lower.kind not in parts]
    assert others == {one.lower for one in ties if one.lower.kind.startswith("strategy.")}
    assert others, "the demo tries something out below a goal"
    told = [line.card.ref.pk for line in lines if line.card.ref.kind == "strategy.action"]
    order = Action.objects.filter(goal__area__plan=plan).order_by(
        "goal__area__position", "goal__position", "position"
    )
    assert told == [action.pk for action in order]


def test_a_goal_has_its_own_line_up_and_what_hangs_beside(plan: UnitPlan) -> None:
    """Its area and plan, and what another tied to the plan; not the plan's other goals."""
    goal = factories.first_goal(plan)
    other = factories.plan_of_file(DAY_CARE)
    tied(plan, other)
    thread = thread_of(goal)
    assert ref_of(other) in thread.reach.beside
    trunk = trunk_of(thread)
    assert [knot.kind.slug for knot in trunk.knots] == ["plan", "indsatsomraade", "maal", "handling"]
    words = {spur.kind.slug: len(spur.cards) for spur in trunk.knots[0].spurs}
    ties = Link.objects.on(factories.DAY)
    plan_ref = ref_of(plan)
    others = {ref for tie in ties.filter(structural=False) for ref in (tie.upper, tie.lower)} - {plan_ref}
    assert words["plan"] == sum(ref.kind == plan_ref.kind for ref in others)
    decided = ties.filter(upper_kind=plan_ref.kind, upper_pk=plan.pk, lower_kind="bodies.decision")
    assert words["beslutning"] == decided.count() > 0
    assert [spur.kind.slug for spur in trunk.knots[2].spurs] == ["maalindikator"]
    assert not [line for line in thread.lines() if line.card.kind.slug == "maal" and not line.is_here]


def test_a_structures_cards_are_those_of_its_kinds(plan: UnitPlan) -> None:
    """One query says the same as each kind would, and keeps the same from the same persons."""
    draft = factories.draft_plan(factories.actor("budgetchef"))
    refs = {ref for one in (plan, draft) for ref in thread_of(one, "budgetchef").cards}
    structure = next(one for one in structures() if one.name == "strategy.plan")
    refs = {ref for ref in refs if ref.kind in structure.kinds}
    seen = {}
    for code in ("oekonomichef", "hrkonsulent"):
        actor = factories.actor(code)
        seen[code] = structure.cards(actor, refs)
        assert seen[code] == objects.cards(actor, refs)
    assert len(seen["hrkonsulent"]) < len(seen["oekonomichef"]) == len(refs)


def test_what_may_not_be_read_is_not_there_and_not_counted(plan: UnitPlan) -> None:
    """A draft that hangs on the plan changes nothing for those who may not read it."""
    before = thread_of(plan, "hrkonsulent")
    draft = factories.draft_plan(factories.actor("budgetchef"))
    tied(plan, draft)
    after = thread_of(plan, "hrkonsulent")
    assert after == before
    assert ref_of(draft) in thread_of(plan).cards
    assert sentence(after) == sentence(before)


def test_the_page_takes_few_queries(client: Client, plan: UnitPlan) -> None:
    """Whatever the kind of object; the strip, too."""
    tied(plan, factories.plan_of_file(DAY_CARE))
    for path in (
        f"/roed-traad/plan/{plan.pk}/",
        f"/roed-traad/handling/{factories.first_action(plan).pk}/",
        f"/roed-traad/maal/{factories.first_goal(plan).pk}/",
        "/roed-traad/brud/",
    ):
        answer, number = asked(client, path)
        assert answer.status_code == 200
        assert number <= QUERIES, (path, number)


def test_the_strip_is_cheap(plan: UnitPlan) -> None:
    """An action's line comes with the action; the tree of units is there, as in every request."""
    action = factories.first_action(plan)
    actor = factories.actor("oekonomichef")
    with keeping(reads_only=True):
        tree_on(actor.today)
        with CaptureQueriesContext(connection) as told:
            found = strip(actor, action)
    assert [card.kind.slug for card in found.above][-3:] == ["plan", "indsatsomraade", "maal"]
    assert len(told) <= 3


def test_a_broken_thread_says_so_and_how_to_mend_it(client: Client, plan: UnitPlan) -> None:
    """An action without an owner, and a goal without an action: marks, cards, and where to go."""
    goal = factories.first_goal(plan)
    with change(actor=factories.actor("oekonomichef"), verb="thread.untied", about=plan) as act:
        for action in goal.actions.all():
            act.delete(action)
    answer, _number = asked(client, f"/roed-traad/maal/{goal.pk}/")
    text = answer.content.decode()
    assert "Den er brudt ét sted." in text
    assert "Målet har ingen handling" in text
    assert f'href="/virksomhedsplaner/{plan.pk}/goal/{goal.pk}/"' in text
    assert 'class="break-mark"' in text


def test_an_object_alone_shows_an_open_end(client: Client) -> None:
    """A goal without anything under it still hangs on its plan; a plan without parts stands alone."""
    plan = factories.plan_in_force(factories.actor("oekonomichef"))
    with change(actor=factories.actor("oekonomichef"), verb="thread.untied", about=plan) as act:
        for area in plan.areas.all():
            act.delete(area)
    answer, _number = asked(client, f"/roed-traad/plan/{plan.pk}/")
    assert "Tråden begynder og ender her" in answer.content.decode()


def test_two_are_found_tied_and_untied(client: Client, plan: UnitPlan) -> None:
    """By words; what is missing is said at the field; the link has a page of its own."""
    other = factories.plan_of_file(DAY_CARE)
    path = f"/roed-traad/plan/{plan.pk}/knyt/"
    assert "Børnehuset Mælkevejen" in client.get(f"{path}?ord=mælkevejen&slags=plan").content.decode()
    assert "Vi fandt ikke noget" in client.get(f"{path}?ord=zebra&slags=plan").content.decode()
    assert "Vi fandt ikke noget" in client.get(f"{path}?ord=mælkevejen&slags=intet").content.decode()
    data = {"ord": "mælkevejen", "slags": "plan", "other": str(ref_of(other)), "relation": "leads_to:ned"}
    assert client.post(path, data).status_code == 422
    assert client.post(path, data | {"why": "Overgangen"}).status_code == 302
    ring = client.post(path, data | {"why": "Overgangen", "relation": "leads_to:op"})
    assert "kan ikke gå i ring" in ring.content.decode()
    tie_line = next(tie for line in thread_of(plan).lines() for tie in line.ties if tie.why == "Overgangen")
    page = client.get(f"/roed-traad/forbindelse/{tie_line.link}/").content.decode()
    assert "Overgangen" in page
    assert "kommer af" in page
    assert client.post(f"/roed-traad/forbindelse/{tie_line.link}/loes/", {}).status_code == 422
    assert client.post(f"/roed-traad/forbindelse/{tie_line.link}/loes/", {"why": "Slut"}).status_code == 302
    assert client.get(f"/roed-traad/forbindelse/{tie_line.link}/").status_code == 404


def test_the_spreadsheets_hold_what_the_pages_hold(client: Client, plan: UnitPlan) -> None:
    """Every line of the thread, every break."""
    tied(plan, factories.plan_of_file(DAY_CARE))
    rows, texts = sheet(client.get(f"/roed-traad/plan/{plan.pk}/excel/").content)
    assert rows == 1 + len(thread_of(plan).lines())
    assert "kommer af Virksomhedsplan" in texts
    shown = client.get("/roed-traad/brud/").context["found"].shown
    assert sheet(client.get("/roed-traad/brud/excel/").content)[0] == 1 + len(shown)


def sheet(content: bytes) -> tuple[int, str]:
    """Return how many rows a workbook's first sheet has, and every text in it."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        rows = packed.read("xl/worksheets/sheet1.xml").decode().count("<row ")
        return rows, packed.read("xl/sharedStrings.xml").decode()
