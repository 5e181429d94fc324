"""Cost centres and accounts as kinds of objects, and as what can be found."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, Prefetch, QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.domains.economy.models import (
    CostCentre,
    CostCentreVersion,
    LedgerAccount,
    LedgerAccountVersion,
)
from kernespor.engines.findings import N_
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.objects import Card, Kind
from kernespor.foundation.refusals import NotPermitted
from kernespor.foundation.search.registry import Source, Text
from kernespor.foundation.search.registry import register as register_source


def register() -> None:
    """Fill the registries of kinds and of what can be found."""
    model: type[Model]
    for model, slug, label, plural, rows, card in (
        (CostCentre, "omkostningssted", _("Omkostningssted"), _("Omkostningssteder"), centres, _centre_card),
        (LedgerAccount, "konto", _("Konto"), _("Konti"), ledger_accounts, _account_card),
    ):
        objects.register(
            Kind(
                model,
                slug,
                label,
                plural,
                rows=lambda _actor, rows=rows: rows(),  # type: ignore[misc]
                card=card,
                ground=_ground,
                check_change=_check_change,
            )
        )
    register_source(
        Source(
            "economy.costcentre",
            centres,
            _text,
            follows={"economy.costcentreversion": lambda row: [row.cost_centre_id]},
        )
    )
    register_source(
        Source(
            "economy.ledgeraccount",
            ledger_accounts,
            _text,
            follows={"economy.ledgeraccountversion": lambda row: [row.account_id]},
        )
    )


def centres() -> QuerySet[Any]:
    """Return all cost centres, each with the names it has and had, the newest first."""
    return _named(CostCentre.objects, CostCentreVersion.objects)


def ledger_accounts() -> QuerySet[Any]:
    """Return all accounts, each with the names it has and had, the newest first."""
    return _named(LedgerAccount.objects, LedgerAccountVersion.objects)


def _named(rows: Any, versions: Any) -> QuerySet[Any]:
    names = versions.believed().order_by("-valid_from")
    found: QuerySet[Any] = rows.prefetch_related(Prefetch("versions", names, to_attr="names")).order_by("pk")
    return found


def _ground(actor: Actor, row: Any) -> str:
    del actor, row
    return gettext("Alle, der har en rolle i kommunen, kan se kontoplanen.")


def _check_change(actor: Actor, row: Any) -> None:
    """Nothing is attached to the chart's rows: they come and go with its lists."""
    del actor, row
    raise NotPermitted("kept_by_lists", N_("Kontoplanen rettes ved at læse dens lister ind."))


def _title(row: Any) -> str:
    return f"{row.code} {row.names[0].name}" if row.names else str(row.code)


def _centre_card(row: Any) -> Card:
    return Card(
        ref=objects.ref_of(row),
        title=_title(row),
        url=reverse("economy:cost_centre", args=[row.pk]),
        unit_id=_unit_id(row),
    )


def _account_card(row: Any) -> Card:
    query = urlencode({"soeg": row.code})
    return Card(ref=objects.ref_of(row), title=_title(row), url=f"{reverse('economy:accounts')}?{query}")


def _unit_id(row: Any) -> int | None:
    found: int | None = getattr(row.names[0], "unit_id", None) if row.names else None
    return found


def _text(row: Any) -> Text:
    """Find a row by its number and its name; also by what it was called before."""
    return Text(_title(row), ", ".join(dict.fromkeys(one.name for one in row.names)), unit_id=_unit_id(row))
