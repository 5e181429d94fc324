"""Sporkøbing's governing documents into the database, each step in the name of the one who took it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from kernespor.connectors.documents.uploads import opened
from kernespor.connectors.governing.reader import read_document
from kernespor.connectors.sporkoebing.governing import HEARING, HEARING_GROUND, WHY_UNHEARD
from kernespor.domains.strategy.actions.governing import documents, lifecycle, passages
from kernespor.domains.strategy.actions.governing.passages import Use
from kernespor.domains.strategy.models import Goal, GoverningDocument
from kernespor.domains.strategy.policies.governing import Adoption
from kernespor.domains.strategy.selectors.governing.building import BUILDS_ON
from kernespor.domains.strategy.selectors.plans import plans_of_files
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.accounts.selectors import actor_for
from kernespor.foundation.bodies.actions import consultations
from kernespor.foundation.bodies.models import Body
from kernespor.foundation.bodies.moments import at_hour
from kernespor.foundation.objects import Ref, ref_of
from kernespor.foundation.organisation.models import Person, Unit
from kernespor.foundation.thread.actions import tie

Row = dict[str, Any]
_NOON = dt.time(12)


def load_governing(*, files: Mapping[str, bytes], today: dt.date) -> dict[str, Ref]:
    """Load `governing/` of Sporkøbing; return the documents and passages by what the files call them.

    A document is called by its key, a passage by its words. Raises KeyError when a row points at nothing,
    Refusal when someone did what they may not.
    """
    loader = _Loader(files, today)
    for row in json.loads(files["governing/documents.json"]):
        loader.load(row)
    return loader.refs


class _Loader:
    """Knows who and what the rows name."""

    def __init__(self, files: Mapping[str, bytes], today: dt.date) -> None:
        self.files, self.today = files, today
        self.units = {unit.code: unit for unit in Unit.objects.all()}
        self.persons = {person.code: person for person in Person.objects.all()}
        self.bodies = {body.code: body for body in Body.objects.all()}
        self.plans = plans_of_files()
        self.documents: dict[str, GoverningDocument] = {}
        self.refs: dict[str, Ref] = {}

    def load(self, row: Row) -> None:
        """Lay a document in, mark its passages, tie what builds on them, and take it into force."""
        actor = actor_for(self.persons[row["person"]], self.today)
        content = self.files[f"governing/{row['file']}"]
        lines, findings = opened(row["file"], content)
        document = documents.lay_in(
            actor=actor,
            unit=self.units[row["unit"]],
            kind=row["kind"],
            name=row["file"],
            content=content,
            reading=read_document(lines),
            more=findings,
        )
        self.documents[row["key"]] = document
        self.refs[row["key"]] = ref_of(document)
        if row["way"] == "unheard":
            lifecycle.present(
                actor=actor, document=document, seen=document.version, adopted_by=self.bodies[row["body"]],
                unheard=True, why=WHY_UNHEARD,
            )  # fmt: skip
        elif row["way"] == "hear":
            self._hear(actor, document, row)
        for told in row["passages"]:
            self._mark(actor, document, told)
        if row["valid_from"]:
            lifecycle.put_in_force(
                actor=actor,
                document=document,
                seen=document.version,
                adoption=self._adoption(row),
                step_name="record" if row["way"] == "record" else "adopt",
            )

    def _adoption(self, row: Row) -> Adoption:
        return Adoption(
            adopted_on=dt.date.fromisoformat(row["adopted_on"]),
            valid_from=dt.date.fromisoformat(row["valid_from"]),
            valid_to=dt.date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            adopted_by=self.bodies[row["body"]],
            replaces=self.documents[row["replaces"]] if row["replaces"] else None,
        )

    def _hear(self, actor: Actor, document: GoverningDocument, row: Row) -> None:
        """Send a document out in a consultation of its own."""
        facts = consultations.ConsultationFacts(
            title=HEARING.format(title=document.title.lower()),
            kind="administrative",
            unit=self.units[row["unit"]],
            body=self.bodies[row["body"]],
            ground="local",
            ground_text=HEARING_GROUND,
            ground_source="Direktionens forretningsorden",
            proposal=f"{document.title} er et udkast. Skriv, hvad der mangler, og hvad der er for meget.",
            opens=self.today,
            deadline=at_hour(dt.date.fromisoformat(row["heard_until"]), _NOON),
        )
        heard = [consultations.Heard(body=self.bodies["chefgruppe"])]
        consultation = consultations.begin(actor=actor, facts=facts, parties=heard, about=[ref_of(document)])
        consultations.move(actor=actor, consultation=consultation, step="open", seen=consultation.version)
        lifecycle.hear(actor=actor, document=document, seen=document.version, consultation=consultation)

    def _mark(self, actor: Actor, document: GoverningDocument, told: Row) -> None:
        words = told["words"]
        block = document.blocks.get(text__contains=words)
        block.document = document
        target = Decimal(told["target"]) if told["target"] else None
        passage = passages.mark(
            actor=actor,
            block=block,
            starts=block.text.index(words),
            text=words,
            use=Use(told["role"], told["measure"], target, told["direction"]),
        )
        self.refs[words] = ref_of(passage)
        for end in told["builds"]:
            area, goal = end["number"].split(".")
            plan = self.plans[end["plan"]]
            lower = Goal.objects.get(area__plan=plan, area__position=area, position=goal)
            tie(actor=actor, kind=BUILDS_ON, upper=ref_of(passage), lower=ref_of(lower), why=told["why"])
