"""What Sporkøbing's people set aside of the advice on their plans, each in their own name."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Mapping

from kernespor.domains.strategy.actions.lint import set_aside
from kernespor.domains.strategy.selectors.lint.advice import advice_of, seal
from kernespor.domains.strategy.selectors.plan import plan_view
from kernespor.domains.strategy.selectors.plans import plans_of_files
from kernespor.engines.plan_lint.records import Kind
from kernespor.foundation.accounts.selectors import actor_for
from kernespor.foundation.organisation.models import Person


def load_lint(*, files: Mapping[str, bytes], today: dt.date) -> int:
    """Load `lint/aside.csv`: a rule is set aside at the first part that it speaks of; return how many were.

    A row whose rule says nothing of its plan is left out.
    """
    text = files.get("lint/aside.csv", b"").decode("utf-8-sig")
    plans, number = plans_of_files(), 0
    for row in csv.DictReader(io.StringIO(text), delimiter=";"):
        plan = plans.get(row["file"])
        if plan is None:
            continue
        actor = actor_for(Person.objects.get(code=row["person_id"]), today)
        told = advice_of(actor, plan_view(plan, today=today, asking=actor)).advice
        place = next((one.places[0] for one in told if one.about.code == row["rule"]), None)
        if place is None:
            continue
        set_aside(
            actor=actor,
            plan=plan,
            rule=row["rule"],
            kind=Kind(place.kind),
            pk=place.pk,
            seen=seal(place.text),
            why=row["why"],
        )
        number += 1
    return number
