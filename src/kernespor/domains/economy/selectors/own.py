"""The municipality's own chart on a day: cost centres, accounts, policy areas with their appropriations."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from kernespor.domains.economy.models import (
    AccountMapping,
    AppropriationVersion,
    CostCentre,
    CostCentreVersion,
    LedgerAccountVersion,
    PolicyAreaVersion,
)
from kernespor.domains.economy.selectors.chart import chart_on
from kernespor.engines import account_number
from kernespor.engines.account_number import Explained, Part
from kernespor.foundation.bodies.selectors.names import called
from kernespor.foundation.dated import STILL_BELIEVED
from kernespor.foundation.memory import once
from kernespor.foundation.organisation.tree import tree_on

MOST_USERS = 100
# The parts that say in plain words what an account is.
_IN_WORDS = (Part.FUNCTION, Part.DRANST, Part.ACCOUNT_TYPE)


@dataclass(frozen=True, slots=True)
class Area:
    """A policy area on a day, with the name of its committee."""

    pk: int
    code: str
    name: str
    committee_id: int | None
    committee: str


@dataclass(frozen=True, slots=True)
class Grant:
    """An appropriation on a day, with its policy area."""

    pk: int
    code: str
    name: str
    steering: str
    area: Area | None


@dataclass(frozen=True, slots=True)
class CentreQuery:
    """What the list of cost centres is asked for; a key that is nothing filters nothing."""

    words: str = ""
    unit_id: int | None = None
    area_id: int | None = None
    committee_id: int | None = None


@dataclass(frozen=True, slots=True)
class CentreRow:
    """A cost centre on a day, as the list shows it."""

    pk: int
    code: str
    name: str
    unit: str
    grant: Grant | None


@dataclass(frozen=True, slots=True)
class MappedAccount:
    """A cost centre's account with the authorised account that it is reported on, from one day to another."""

    code: str
    name: str
    number: str
    parts: tuple[Explained, ...]
    row: AccountMapping
    holds: bool

    @property
    def in_words(self) -> list[Explained]:
        """The parts that say what the account is."""
        return [one for one in self.parts if one.field.part in _IN_WORDS]


@dataclass(frozen=True, slots=True)
class CentrePage:
    """A cost centre with all that its page shows."""

    centre: CostCentre
    now: CostCentreVersion | None
    unit: str
    grant: Grant | None
    versions: tuple[tuple[CostCentreVersion, str], ...]
    accounts: tuple[MappedAccount, ...]
    history: tuple[MappedAccount, ...]


@once
def areas_on(day: dt.date) -> dict[int, Area]:
    """Return the policy areas of a day by their keys. One query."""
    rows = PolicyAreaVersion.objects.on(day).annotate(committee_name=called("committee_id", day))
    return {
        row[0]: Area(*row)
        for row in rows.order_by("policy_area__code").values_list(
            "policy_area_id", "policy_area__code", "name", "committee_id", "committee_name"
        )
    }


@once
def grants_on(day: dt.date) -> dict[int, Grant]:
    """Return the appropriations of a day by their keys. Two queries."""
    areas = areas_on(day)
    rows = AppropriationVersion.objects.on(day).select_related("appropriation")
    return {
        row.appropriation_id: Grant(
            row.appropriation_id,
            row.appropriation.code,
            row.name,
            row.get_steering_area_display(),
            areas.get(row.policy_area_id),
        )
        for row in rows.order_by("appropriation__code")
    }


def cost_centres(query: CentreQuery, day: dt.date) -> QuerySet[CostCentreVersion]:
    """Return the cost centres of a day that a search finds, by code."""
    rows = CostCentreVersion.objects.on(day).select_related("cost_centre")
    if query.unit_id:
        rows = rows.filter(unit_id__in=tree_on(day).with_below(query.unit_id))
    if query.area_id or query.committee_id:
        grants = [
            grant.pk
            for grant in grants_on(day).values()
            if grant.area
            and query.area_id in {None, grant.area.pk}
            and query.committee_id in {None, grant.area.committee_id}
        ]
        rows = rows.filter(appropriation_id__in=grants)
    if query.words:
        rows = rows.filter(_said("cost_centre__code", query.words) | _reported_on(query.words, day))
    found: QuerySet[CostCentreVersion] = rows.order_by("cost_centre__code")
    return found


def shown(rows: Any, day: dt.date) -> list[CentreRow]:
    """Return cost centres as a list shows them."""
    grants, tree = grants_on(day), tree_on(day)
    return [
        CentreRow(
            row.cost_centre_id,
            row.cost_centre.code,
            row.name,
            tree.name(row.unit_id) if row.unit_id else "",
            grants.get(row.appropriation_id),
        )
        for row in rows
    ]


def accounts(words: str, day: dt.date) -> QuerySet[LedgerAccountVersion]:
    """Return the accounts of a day that a search finds, by code, each with how many cost centres use it."""
    mappings = AccountMapping.objects.on(day).filter(account_id=OuterRef("account_id"))
    used = mappings.order_by().values("account_id").annotate(n=Count("pk")).values("n")
    rows = LedgerAccountVersion.objects.on(day).select_related("account").annotate(used=Subquery(used))
    if words:
        rows = rows.filter(_said("account__code", words))
    found: QuerySet[LedgerAccountVersion] = rows.order_by("account__code")
    return found


def cost_centre_page(centre: CostCentre, day: dt.date) -> CentrePage:
    """Return a cost centre on a day, its accounts, and what both were before. Seven queries."""
    versions = tuple(CostCentreVersion.objects.believed().filter(cost_centre=centre).order_by("-valid_from"))
    now = next((row for row in versions if row.valid_from <= day <= row.valid_to), None)
    tree, grants = tree_on(day), grants_on(day)
    names = dict(LedgerAccountVersion.objects.on(day).values_list("account_id", "name"))
    rows = AccountMapping.objects.filter(cost_centre=centre).select_related("account")
    told = tuple(_mapped(row, names, day) for row in rows.order_by("account__code", "-valid_from", "-pk"))
    return CentrePage(
        centre=centre,
        now=now,
        unit=tree.name(now.unit_id) if now and now.unit_id else "",
        grant=grants.get(now.appropriation_id) if now and now.appropriation_id else None,
        versions=tuple((row, tree.name(row.unit_id) if row.unit_id else "") for row in versions),
        accounts=tuple(one for one in told if one.holds),
        history=tuple(one for one in told if not one.holds),
    )


def users_of(numbers: Collection[str], day: dt.date) -> dict[str, list[dict[str, Any]]]:
    """Return the first cost centres and accounts that are reported on each number on a day. One query."""
    centres = CostCentreVersion.objects.on(day).filter(cost_centre_id=OuterRef("cost_centre_id"))
    named = LedgerAccountVersion.objects.on(day).filter(account_id=OuterRef("account_id"))
    rows = (
        AccountMapping.objects.on(day)
        .filter(number__in=numbers)
        .annotate(
            centre_name=Subquery(centres.values("name")[:1]),
            account_name=Subquery(named.values("name")[:1]),
            centre_code=F("cost_centre__code"),
            account_code=F("account__code"),
        )
    )
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows.order_by("cost_centre__code", "account__code").values(
        "number", "cost_centre_id", "centre_code", "centre_name", "account_code", "account_name"
    )[:MOST_USERS]:
        found[row["number"]].append(dict(row))
    return found


def _mapped(row: AccountMapping, names: dict[int, str], day: dt.date) -> MappedAccount:
    number = account_number.AccountNumber(row.number)
    believed = row.superseded_at == STILL_BELIEVED
    return MappedAccount(
        code=row.account.code,
        name=names.get(row.account_id, ""),
        number=account_number.written(number),
        parts=account_number.explain(number, chart_on(day)),
        row=row,
        holds=believed and row.valid_from <= day <= row.valid_to,
    )


def _said(code: str, words: str) -> Q:
    """Find by the beginning of a code, or by a word of the name as it may be written.

    SQLite tells "Æ" from "æ" where PostgreSQL doesn't.
    """
    found = Q(**{f"{code}__istartswith": words})
    for form in {words, words.lower(), words.upper(), words.capitalize()}:
        found |= Q(name__icontains=form)
    return found


def _reported_on(words: str, day: dt.date) -> Q:
    """Find the cost centres that are reported on a function or a whole authorised account."""
    parsed = account_number.parse(words)
    prefix = parsed.number.digits if parsed.number else account_number.parse_function(words).replace(".", "")
    if not prefix:
        return Q(pk__in=())
    rows = AccountMapping.objects.on(day).filter(number__startswith=prefix)
    return Q(cost_centre_id__in=rows.values("cost_centre_id"))
