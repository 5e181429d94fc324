"""A walk through the pages, from the documents to the status note: what a secretary does, step by step."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

import factories
from kernespor.connectors.documents.uploads import opened
from kernespor.connectors.governing.reader import read_document
from kernespor.connectors.governing.records import BlockKind, DocumentReading
from kernespor.domains.strategy.models import (
    Action,
    Analysis,
    FocusArea,
    FocusSet,
    Goal,
    GoverningDocument,
    PlanImport,
    PriorityArea,
    StatusNote,
    UnitPlan,
)
from kernespor.foundation.bodies.models import Body, Decision

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FIRST, SECOND = "15-6-2020", "15-12-2020"  # the two periods' ends


@dataclass(frozen=True, slots=True)
class Files:
    """The documents of a walk, by name and content."""

    plan: tuple[str, bytes]
    strategy: tuple[str, bytes]
    analysis: tuple[str, bytes]
    item: tuple[str, bytes]
    note: tuple[str, bytes]


def file_of(path: Path) -> tuple[str, bytes]:
    """Return a file's name and content."""
    return path.name, path.read_bytes()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading of a note, the paragraphs under it after the one on its purpose, and its topics."""

    title: str
    purpose: str
    initiatives: tuple[str, ...]
    topics: tuple[tuple[str, str], ...]


def reading_of(file: tuple[str, bytes]) -> DocumentReading:
    """Return a document as its reader reads it."""
    return read_document(opened(*file).lines)


def chapters_of(reading: DocumentReading) -> list[Chapter]:
    """Return the chapters of a note."""
    found: list[list[Any]] = []
    for block in reading.blocks:
        if block.kind is BlockKind.HEADING:
            found.append([block.text, [], []])
        elif block.kind is BlockKind.BULLET:
            label, _colon, text = block.text.partition(": ")
            found[-1][2].append((label, text))
        elif found and not block.text.endswith(":"):
            found[-1][1].append(block.text)
    return [Chapter(title, said[0], tuple(said[1:]), tuple(topics)) for title, said, topics in found]


class Walk:
    """Someone at the pages: every step goes through a form, and is taken."""

    def __init__(self, code: str) -> None:
        self.client = Client()
        self.client.force_login(factories.account(code), backend=BACKEND)

    def post(self, name: str, *args: Any, query: str = "", **data: Any) -> Any:
        """Send a form and return the answer, which leads on."""
        answer = self.client.post(reverse(name, args=args) + query, data)
        assert answer.status_code == 302, (name, data, answer.context and answer.context.get("form"))
        return answer

    def page(self, name: str, *args: Any) -> str:
        """Return a page on one line."""
        answer = self.client.get(reverse(name, args=args))
        assert answer.status_code == 200, name
        return " ".join(answer.content.decode().split())

    def read_plan_in(self, file: tuple[str, bytes]) -> UnitPlan:
        """Read a plan in, and put it in force."""
        self.post("strategy:import_new", document=SimpleUploadedFile(*file))
        draft = PlanImport.objects.latest("pk")
        self.post("strategy:import_accept", draft.pk, version=draft.version)
        return self.put_in_force(UnitPlan.objects.get(imports=draft))

    def put_in_force(self, plan: UnitPlan) -> UnitPlan:
        """Put a plan in force."""
        self.post("strategy:move", plan.pk, "put_in_force", version=factories.again(plan).version)
        plan.refresh_from_db()
        return plan

    def lay_in(self, file: tuple[str, bytes], day: str) -> GoverningDocument:
        """Lay a document in that was adopted long ago, and mark the passages that are suggested."""
        unit = factories.unit("SK").pk
        self.post("governing:lay_in", document=SimpleUploadedFile(*file), unit=unit, kind="")
        row = GoverningDocument.objects.latest("pk")
        self.post(
            "governing:move", row.pk, "record", adopted_by_name="Byrådet", adopted_on=day, valid_from=day,
            version=row.version,
        )  # fmt: skip
        for one in row.suggestions:
            self.post(
                "governing:suggestions",
                row.pk,
                **{key: one[key] for key in ("block", "starts", "text", "role")},
            )
        return row

    def analyse(self, document: GoverningDocument) -> Analysis:
        """Begin the analysis that a document commissions, with all that it suggests."""
        passages = list(document.passages.exclude(role="commission").values_list("pk", flat=True))
        self.post(
            "analyses:new", query=f"?dokument={document.pk}", unit=factories.unit("SK").pk,
            title=document.title, purpose="Enklere arbejdsgange", begins="31-1-2018", passages=passages,
        )  # fmt: skip
        return Analysis.objects.latest("pk")

    def decide(self, day: str, words: str) -> Decision:
        """Record a decision of the finance committee."""
        body = Body.objects.get(code="oekonomiudvalg")
        self.post(
            "bodies:body_decision_new", body.pk, on=day, case_title="Fokusområder", words=words,
            outcome="approved", openness="open",
        )  # fmt: skip
        return Decision.objects.latest("pk")

    def decide_from(self, file: tuple[str, bytes]) -> Decision:
        """Record what the finance committee decided on an agenda item, read from its file."""
        body = Body.objects.get(code="oekonomiudvalg")
        place = reverse("bodies:body_decision_read", args=[body.pk])
        answer = self.client.post(place, {"document": SimpleUploadedFile(*file)})
        assert answer.status_code == 200, answer.content.decode()
        filled = {field.name: field.value() for field in answer.context["form"] if field.value() is not None}
        self.post("bodies:body_decision_new", body.pk, **(filled | {"outcome": "approved"}))
        return Decision.objects.latest("pk")

    def adopt_set(
        self, title: str, decision: Decision, areas: list[tuple[str, str]], **facts: Any
    ) -> FocusSet:
        """Propose a set, say who backed and decided it, and put it in force."""
        self.post("focus:set_new", title=title, unit=factories.unit("SK").pk, **facts)
        row = FocusSet.objects.latest("pk")
        for name, text in areas:
            self.post("focus:area_new", row.pk, title=name, text=text)
        self.post("focus:adoption", row.pk, decision=decision.pk, version=factories.again(row).version)
        main = Body.objects.get(code="hovedudvalg")
        self.post("focus:backing_new", row.pk, body=main.pk, words="Vi bakker op om områderne.")
        for step in ("consult", "adopt", "put_in_force"):
            self.post("focus:set_move", row.pk, step, version=factories.again(row).version)
        return row

    def write_plan(self, kind: str, title: str, areas: list[tuple[str, str, list[str]]]) -> UnitPlan:
        """Write a plan in the product, and put it in force: areas, each with a goal and its actions."""
        body = Body.objects.get(code="hovedudvalg").pk if kind == "med" else ""
        self.post(
            "reviews:new_plan", kind=kind, title=title, unit=factories.unit("SK").pk, body=body,
            first="17-4-2018", last="31-12-2021",
        )  # fmt: skip
        plan = UnitPlan.objects.latest("pk")
        for name, text, actions in areas:
            self.post("reviews:write", plan.pk, query="?til=area", title=name, text=text)
            area = PriorityArea.objects.latest("pk")
            self.post("reviews:write", plan.pk, query=f"?til=goal-{area.pk}", title=name)
            goal = Goal.objects.latest("pk")
            for words in actions:
                self.post("reviews:write", plan.pk, query=f"?til=action-{goal.pk}", text=words)
        return self.put_in_force(plan)

    def tie(self, slug: str, row: Any, area: FocusArea) -> None:
        """Tie a part of a plan to a focus area."""
        self.post("focus:tie", slug, row.pk, area=area.pk, why="Det bidrager til området.")

    def follow_up(self, plan: UnitPlan, action: Action, *said: tuple[str, str, str], until: str = "") -> None:
        """Name the owner and the deadline of an action, and say how it goes at each of these days."""
        owner = factories.person("hrchef").pk
        self.post(
            "strategy:item_change", plan.pk, "action", action.pk, text=action.text, owner=owner,
            deadline=until, version=action.version,
        )  # fmt: skip
        for judgement, text, on in said:
            self.post(
                "strategy:item_status", plan.pk, "action", action.pk, judgement=judgement, text=text, on=on
            )

    def review(self, goal: Goal, choice: str, evidence: str, on: str, follow: str = "") -> None:
        """Choose for a goal at a review."""
        last = goal.reviews.order_by("pk").last()
        self.post(
            "reviews:choose", goal.area.plan_id, goal.pk, choice=choice, evidence=evidence, on=on,
            follow=follow, decided_by="Direktionen", seen=last.pk if last else 0,
        )  # fmt: skip

    def evaluate(self, area: FocusArea, facts: list[str]) -> None:
        """Evaluate an area."""
        self.post(
            "focus:evaluate", area.pk, done="Det er sat i gang.", learnt="Det tager tid.",
            following="Det går videre.", on="10-1-2021", facts=facts,
        )  # fmt: skip

    def note(self, row: FocusSet, on: dt.date) -> StatusNote:
        """Let the status note write itself."""
        self.post(
            "focus:note_new", row.pk, title="Status", sender="Direktionen", since="17-4-2018",
            on=f"{on.day}-{on.month}-{on.year}",
        )  # fmt: skip
        return StatusNote.objects.latest("pk")
