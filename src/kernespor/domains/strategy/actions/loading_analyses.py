"""Sporkøbing's budget analyses into the database, each step in the name of the one who took it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from kernespor.domains.strategy.actions import analyses as actions
from kernespor.domains.strategy.models import Analysis, Goal, GoverningDocument, Passage
from kernespor.domains.strategy.selectors.plans import plans_of_files
from kernespor.foundation.accounts.selectors import actor_for
from kernespor.foundation.bodies.actions.decisions import DecisionFacts, record
from kernespor.foundation.bodies.models import Body
from kernespor.foundation.objects import ref_of
from kernespor.foundation.organisation.models import Person, Unit
from kernespor.foundation.thread.actions import tie

_SECRETARY = "politisk.sekretariat"
Told = dict[str, Any]


def load_analyses(*, files: Mapping[str, bytes], today: dt.date) -> int:
    """Load `analyses/analyses.json` of Sporkøbing; return how many.

    Raises KeyError when a row points at nothing, Refusal when someone did what they may not.
    """
    loader = _Loader(today)
    told = json.loads(files["analyses/analyses.json"])
    for row in told:
        loader.load(row)
    return len(told)


class _Loader:
    def __init__(self, today: dt.date) -> None:
        self.units = {unit.code: unit for unit in Unit.objects.all()}
        self.persons = {person.code: person for person in Person.objects.all()}
        self.bodies = {body.code: body for body in Body.objects.all()}
        documents = GoverningDocument.objects.filter(source__isnull=False).select_related("source")
        self.documents = {row.source.name: row for row in documents if row.source}
        self.plans = plans_of_files()
        self.today = today

    def load(self, told: Told) -> None:
        """Take every step of one analysis in its order."""
        analysis = self._begin(told)
        who = self._who(told["by"], _day(told["begins"]))
        actions.move(analysis=analysis, step="begin", seen=analysis.version, **who)
        reports = analysis.reports.select_related("analysis").order_by("due", "pk")
        for report, row in zip(reports, told["reports"], strict=True):
            if row["given_on"]:
                on = _day(row["given_on"])
                given = {"report": report, "seen": report.version, "text": row["text"], "given_on": on}
                actions.give_report(**given, **self._who(row["by"], on))
        if told["result"]:
            on = _day(told["result"]["on"])
            result = {"result": told["result"]["text"], "on": on}
            who = self._who(told["result"]["by"], on)
            actions.conclude(analysis=analysis, seen=analysis.version, **result, **who)
        if told["decided"]:
            self._decide(analysis, told)
        for lead in told["leads"]:
            self._lead(analysis, lead)

    def _begin(self, told: Told) -> Analysis:
        document = self.documents.get(f"{told['document']}.md")
        parts = [
            actions.PartFacts(
                one["kind"],
                one["text"],
                one["participants"],
                Passage.objects.get(document=document, text=one["text"]) if one["cited"] else None,
            )
            for one in told["parts"]
        ]
        due = [
            actions.DueFacts(row["to_name"], _day(row["due"]), self.bodies[row["body"]])
            for row in told["reports"]
        ]
        return actions.begin(
            unit=self.units[told["unit"]],
            title=told["title"],
            parts=parts,
            reports=due,
            document=document,
            begins=_day(told["begins"]),
            ends=_day(told["ends"]),
            commissioned_by=self.bodies[told["body"]],
            owner=self.persons[told["owner"]],
            deputy=self.persons[told["deputy"]],
            **told["words"],
            **self._who(told["by"], _day(told["begins"])),
        )

    def _decide(self, analysis: Analysis, told: Told) -> None:
        row = told["decided"]
        on = _day(row["on"])
        facts = DecisionFacts(on, row["title"], row["words"], row["outcome"])
        secretary = self._who(_SECRETARY, on)["actor"]
        decision = record(actor=secretary, body=self.bodies[row["body"]], facts=facts)
        who = self._who(told["by"], on)
        actions.decide(analysis=analysis, seen=analysis.version, decision=decision, **who)

    def _lead(self, analysis: Analysis, row: Told) -> None:
        area, _, place = row["number"].partition(".")
        plan = self.plans[row["file"]]
        goal = Goal.objects.get(area__plan=plan, area__position=int(area), position=int(place))
        actor = actor_for(self.persons[row["by"]], self.today)
        tie(actor=actor, kind="leads_to", upper=ref_of(analysis), lower=ref_of(goal), why=row["why"])

    def _who(self, code: str, on: dt.date) -> dict[str, Any]:
        """Return who took a step, with the roles of that day, and the moment."""
        at = dt.datetime.combine(on, dt.time(10), tzinfo=timezone.get_default_timezone())
        return {"actor": actor_for(self.persons[code], on), "at": at}


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
