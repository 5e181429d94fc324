"""The municipality's own chart: cost centres, accounts, policy areas and appropriations."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from kernespor.domains.economy.models import CostCentre
from kernespor.domains.economy.permissions import can_keep
from kernespor.domains.economy.selectors.own import (
    Area,
    CentreQuery,
    accounts,
    areas_on,
    cost_centre_page,
    cost_centres,
    grants_on,
    shown,
)
from kernespor.domains.economy.views.frames import crumbs, tabs, words_of
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.ui import tables
from kernespor.foundation.ui.fields import whole_number


@operation("economy.page")
def page(request: Request) -> HttpResponse:
    """The cost centres, by number, word, unit, committee and policy area."""
    day = request.today
    query = CentreQuery(
        words_of(request), _key(request, "enhed"), _key(request, "omraade"), _key(request, "udvalg")
    )
    areas, tree = areas_on(day), tree_on(day)
    committees = {one.committee_id: one.committee for one in areas.values() if one.committee_id}
    pages = tables.pages(cost_centres(query, day), request.GET)
    context = {
        "pages": pages,
        "rows": shown(pages.rows, day),
        "query": query,
        "units": [("\u2003" * depth + node.name, node.unit_id) for depth, node in tree.walk()],
        "areas": [(one.name, one.pk) for one in areas.values()],
        "committees": sorted((name, key) for key, name in committees.items()),
        "chips": tables.chips(request.GET, _chosen(query, tree.name(query.unit_id or 0), areas, committees)),
        "tabs": tabs("page"),
        "keeps": can_keep(request.actor),
    }
    return render(request, "economy/_centres.html" if request.htmx else "economy/page.html", context)


@operation("economy.cost_centre")
def cost_centre(request: Request, centre_id: int) -> HttpResponse:
    """A cost centre: where it belongs, its accounts in plain words, and what both were before."""
    found = cost_centre_page(get_object_or_404(CostCentre, pk=centre_id), request.today)
    name = found.versions[0][0].name if found.versions else found.centre.code
    context = {"found": found, "name": name, "crumbs": crumbs(name)}
    return render(request, "economy/cost_centre.html", context)


@operation("economy.accounts")
def account_list(request: Request) -> HttpResponse:
    """The accounts of the ledger, by number and word."""
    words = words_of(request)
    context = {
        "pages": tables.pages(accounts(words, request.today), request.GET),
        "words": words,
        "chips": tables.chips(request.GET, _word(words)),
        "tabs": tabs("accounts"),
        "keeps": can_keep(request.actor),
    }
    return render(request, "economy/_accounts.html" if request.htmx else "economy/accounts.html", context)


@operation("economy.appropriations")
def appropriations(request: Request) -> HttpResponse:
    """The policy areas, each with its committee and its appropriations."""
    day = request.today
    grants = list(grants_on(day).values())
    rows = [
        (area, [grant for grant in grants if grant.area and grant.area.pk == area.pk])
        for area in areas_on(day).values()
    ]
    context = {"rows": rows, "tabs": tabs("appropriations"), "keeps": can_keep(request.actor)}
    return render(request, "economy/appropriations.html", context)


def _key(request: Request, name: str) -> int | None:
    return whole_number(request.GET.get(name, ""))


def _word(words: str) -> list[tables.Chosen]:
    return [tables.Chosen("soeg", words, f"»{words}«")] if words else []


def _chosen(
    query: CentreQuery, unit: str, areas: Mapping[int, Area], committees: Mapping[int, str]
) -> list[tables.Chosen]:
    area = areas.get(query.area_id or 0)
    named = (
        ("enhed", query.unit_id, unit),
        ("omraade", query.area_id, area.name if area else ""),
        ("udvalg", query.committee_id, committees.get(query.committee_id or 0, "")),
    )
    return _word(query.words) + [
        tables.Chosen(parameter, str(key), label or str(key)) for parameter, key, label in named if key
    ]
