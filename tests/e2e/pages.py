"""Every page of the product with a sample of its address, from the resolver: a new one is here by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import django
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from e2e.product import ADMINISTRATOR, CONTROLLER, Product
from kernespor.foundation.access.middleware import operation_of
from kernespor.foundation.access.operations import Audience, Operation

# What is no page: files, and the answer to machines. A test holds that none of these is HTML.
FILES = frozenset({
    "health", "jobs:excel", "jobs:progress",
    "files:open", "filing:package", "filing:unfiled_excel",
    "organisation:export", "organisation:export_file", "organisation:import_changes",
    "organisation:import_findings", "organisation:page_excel",
    "strategy:import_findings", "strategy:markdown", "strategy:pdf", "strategy:plan_excel",
    "strategy:plans_excel", "strategy:source", "strategy:word",
})  # fmt: skip
# Addresses that only lead on, because a library asks for them by name.
LEAD_ON = frozenset({"account_set_password"})
# Parts whose pages stand on any object.
OF_OBJECTS = frozenset({"comments", "files", "filing"})
KINDS = ("area", "goal", "action", "indicator")


@dataclass(frozen=True, slots=True)
class Drafts:
    """Documents that lie half-way in: a plan of the controller's, an organisation of the administrator's."""

    plan: int
    organisation: int


@dataclass(frozen=True, slots=True)
class Sample:
    """A page of the resolver: its name, whom to be, and which of its kinds."""

    name: str
    person: str
    variant: str = ""

    def __str__(self) -> str:
        return f"{self.name}-{self.variant}" if self.variant else self.name


def samples() -> list[Sample]:
    """Return a sample of every address that answers GET with a page."""
    return [sample for sample in _all() if sample.name not in FILES | LEAD_ON]


def file_samples() -> list[Sample]:
    """Return a sample of every address that answers GET with something else."""
    return [sample for sample in _all() if sample.name in FILES]


def path_of(sample: Sample, product: Product, drafts: Drafts) -> str:
    """Return the address of a sample in a running product; KeyError for a parameter without a sample yet."""
    plan = product.plan()
    values: dict[str, Any] = {
        "plan_id": plan,
        "draft_id": drafts.organisation if sample.name.startswith("organisation:") else drafts.plan,
        "unit_id": product.value("SELECT unit_id FROM strategy_unitplan WHERE id = ?", plan),
        "person_id": product.person("oekonomichef"),
        "page": "kom-i-gang",
        "uidb36": "a",
        "key": "b-c",
        "form": "excel",
        "kind": sample.variant,
    }
    if sample.name.partition(":")[0] in OF_OBJECTS:
        values |= {"slug": "plan", "pk": plan}
        values["attachment_id"] = product.value(
            "SELECT id FROM files_attachment WHERE kind = 'strategy.unitplan' AND object_id = ?", plan
        )
    if "item_id" in _operations()[sample.name][1]:
        values["item_id"] = product.part(sample.variant, plan)
    if sample.name == "strategy:source":
        values["plan_id"] = product.value("SELECT id FROM strategy_unitplan WHERE source_id IS NOT NULL")
    return reverse(sample.name, kwargs={key: values[key] for key in _operations()[sample.name][1]})


def _all() -> Iterator[Sample]:
    for name, (operation, parameters) in sorted(_operations().items()):
        if "GET" not in operation.methods:
            continue
        person = ""
        if operation.audience not in {Audience.PUBLIC, Audience.DEMO}:
            planner = name.partition(":")[0] in OF_OBJECTS | {"strategy"}
            person = CONTROLLER if planner else ADMINISTRATOR
        if name == "strategy:item":
            yield from (Sample(name, person, kind) for kind in KINDS)
        else:
            yield Sample(name, person, "units" if "kind" in parameters else "")


def _operations() -> dict[str, tuple[Operation, list[str]]]:
    """Return the operation and the names of the parameters of every address that has one."""
    if not django.apps.apps.ready:
        django.setup()
    return dict(_walk(get_resolver(), ""))


def _walk(resolver: URLResolver, above: str) -> Iterator[tuple[str, tuple[Operation, list[str]]]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            name = f"{above}{entry.name}"
            operation = operation_of(entry.callback, name)
            if operation:
                yield name, (operation, list(entry.pattern.converters))
        else:
            yield from _walk(entry, f"{above}{entry.namespace}:" if entry.namespace else above)
