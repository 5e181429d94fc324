"""Sporkøbing into the database: organisation, accounts of the demo's persons, plans."""

from __future__ import annotations

import csv
import io

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from psycopg import sql

from kernespor.connectors.organisation.files import read_organisation
from kernespor.connectors.sporkoebing.generate import Size, generate
from kernespor.domains.agenda.door import load_agenda, load_mandates
from kernespor.domains.economy.door import load_economy
from kernespor.domains.strategy.door import (
    load_analyses,
    load_focus,
    load_governing,
    load_indicators,
    load_lint,
    load_plans,
    load_reviews,
    load_trials,
)
from kernespor.domains.strategy.enums import PlanStatus
from kernespor.domains.strategy.models import UnitPlan
from kernespor.engines.findings import has_error
from kernespor.foundation.access.actions import load_deputies
from kernespor.foundation.access.actor import system
from kernespor.foundation.accounts.actions import open_accounts
from kernespor.foundation.accounts.models import User
from kernespor.foundation.bodies.actions.loading import load_bodies
from kernespor.foundation.objects import Ref, ref_of
from kernespor.foundation.organisation.actions import take_in
from kernespor.foundation.organisation.models import Person
from kernespor.foundation.search.actions import open_words
from kernespor.foundation.tasks.actions import want_daily
from kernespor.foundation.thread.loading import load_ties
from kernespor.site.loading_beside import load_beside


@transaction.atomic
def load(*, seed: int, password: str | None, size: Size = Size.FULL) -> None:
    """Load the municipality as it stands today, whole or not at all.

    Raises ValueError when its own files don't hold together.
    """
    today = settings.TODAY or timezone.localdate()
    files = generate(seed, size, today)
    actor = system("Kernespor", today)
    units, persons, roles = (files[f"organisation/{name}.csv"] for name in ("units", "persons", "roles"))
    reading = read_organisation(units, persons, roles)
    if has_error(reading.findings):
        raise ValueError([finding.message for finding in reading.findings])
    take_in(actor=actor, records=reading.records)
    rows = csv.DictReader(io.StringIO(files["organisation/demo.csv"].decode("utf-8-sig")), delimiter=";")
    people = {person.code: person for person in Person.objects.all()}
    open_accounts(actor=actor, persons=[people[row["person_id"]] for row in rows], password=password)
    load_deputies(actor=actor, content=files["organisation/deputies.csv"])
    load_plans(actor=actor, files=files)
    count_rows()
    load_beside(files=files, today=today)
    load_bodies(actor=actor, files=files, about=_plans_in_force())
    load_economy(actor=actor, files=files)
    load_agenda(files=files, today=today)
    load_mandates(files=files, today=today)
    load_ties(actor=actor, content=files["plans/ties.csv"], refs=_plans_by_file())
    load_governing(files=files, today=today)
    load_trials(files=files, today=today)
    count_rows()
    load_indicators(actor=actor, files=files)
    load_analyses(files=files, today=today)
    load_reviews(files=files, today=today)
    load_focus(files=files, today=today)
    load_lint(files=files, today=today)
    count_rows()
    open_words(today)


def count_rows() -> None:
    """Let PostgreSQL count what was just written: until it has, it plans as if every table were empty.

    Our own tables alone: those that its databases share would stay locked until the transaction ends.
    """
    if connection.vendor == "postgresql":
        tables = [sql.Identifier(name) for name in connection.introspection.django_table_names()]
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL("ANALYZE {}").format(sql.SQL(", ").join(tables)))


def _plans_in_force() -> dict[str, Ref]:
    """Return each unit's plan in force by the unit's code: what its decisions and consultations are about."""
    plans = UnitPlan.objects.filter(status=PlanStatus.IN_FORCE).select_related("unit").order_by("period_from")
    return {plan.unit.code: ref_of(plan) for plan in plans}


def _plans_by_file() -> dict[str, Ref]:
    """Return each plan by the name of the document that it came from."""
    return {
        plan.source.name: ref_of(plan) for plan in UnitPlan.objects.select_related("source") if plan.source
    }


def ask_for_digests() -> None:
    """Have every person of the demo want the mail about their tasks each weekday at seven."""
    actor = system("Kernespor", settings.TODAY or timezone.localdate())
    want_daily(actor=actor, persons=[user.person for user in User.objects.select_related("person")])
