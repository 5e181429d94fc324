"""Every page of the product with a sample of its address, from the resolver: a new one is here by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import django
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from e2e.product import ADMINISTRATOR, CONTROLLER, SECRETARY, Product
from kernespor.foundation.access.middleware import operation_of
from kernespor.foundation.access.operations import Audience, Operation

# What is no page: files, and the answer to machines. A test holds that none of these is HTML.
FILES = frozenset({
    "bodies:body_decisions_excel", "bodies:body_excel", "bodies:consultation_answer_file",
    "bodies:consultation_excel", "bodies:consultation_material", "bodies:consultation_note_pdf",
    "bodies:consultation_note_word",
    "access:object_excel", "audit:file",
    "accounts:users_excel", "health", "jobs:excel",
    "files:open", "filing:package", "filing:unfiled_excel",
    "organisation:export", "organisation:export_file", "organisation:import_changes",
    "organisation:import_findings", "organisation:page_excel",
    "strategy:import_findings", "strategy:markdown", "strategy:pdf", "strategy:plan_excel",
    "strategy:plans_excel", "strategy:source", "strategy:word", "tasks:excel",
    "measures:excel", "measures:measure_excel", "thread:breaks_excel", "thread:excel",
})  # fmt: skip
# Parts that HTMX puts into a page, and what a person must make first: test_overview.py asks for these.
IN_PAGES = frozenset({
    "jobs:progress", "search:at_once", "tasks:count", "tasks:deputy", "tasks:feed", "tasks:mail",
    "tasks:pause",
})  # fmt: skip
# Open to everyone at another time than that of their sample.
LATER_PUBLIC = frozenset({"bodies:consultation_note_pdf", "bodies:consultation_note_word"})
# Addresses that only lead on, because a library asks for them by name.
LEAD_ON = frozenset({"account_set_password"})
# Pages only on the way: test_login_mfa.py and test_oidc.py walk a login, test_bodies.py a resident's answer.
ON_THE_WAY = frozenset({
    "bodies:consultation_receipt",
    "mfa_activate_totp", "mfa_authenticate", "mfa_deactivate_totp", "mfa_download_recovery_codes",
    "mfa_generate_recovery_codes", "mfa_reauthenticate", "mfa_view_recovery_codes", "oidc_callback",
})  # fmt: skip
# Parts whose pages stand on any object.
OF_OBJECTS = frozenset({"access", "audit", "comments", "files", "filing", "thread"})
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
    return [sample for sample in _all() if sample.name not in _files() | LEAD_ON | IN_PAGES | ON_THE_WAY]


def file_samples() -> list[Sample]:
    """Return a sample of every address that answers GET with something else."""
    return [sample for sample in _all() if sample.name in _files()]


def path_of(sample: Sample, product: Product, drafts: Drafts) -> str:
    """Return the address of a sample in a running product; KeyError for a parameter without a sample yet."""
    plan = product.plan()
    values: dict[str, Any] = {
        "plan_id": plan,
        "draft_id": drafts.organisation if sample.name.startswith("organisation:") else drafts.plan,
        "unit_id": product.value("SELECT unit_id FROM strategy_unitplan WHERE id = ?", plan),
        "person_id": product.person("oekonomichef"),
        "user_id": product.value("SELECT id FROM accounts_user WHERE email LIKE 'oekonomichef@%'"),
        "page": "kom-i-gang",
        "uidb36": "a",
        "key": "b-c",
        "form": "excel",
        "event_id": product.value("SELECT id FROM audit_auditevent WHERE subject_type = 'strategy.unitplan'"),
        "kind": sample.variant,
        "code": "strategy.goals",
        "link_id": product.value("SELECT MIN(id) FROM thread_link WHERE structural = 0"),
    }
    if sample.name.partition(":")[0] in OF_OBJECTS:
        values |= {"slug": "plan", "pk": plan}
        values["attachment_id"] = product.value(
            "SELECT id FROM files_attachment WHERE kind = 'strategy.unitplan' AND object_id = ?", plan
        )
    if sample.name.startswith("bodies:"):
        values |= _of_bodies(sample.name, product)
    part = _part(sample.name)
    if part:
        values |= part.values(sample.name, product)
    if "item_id" in _operations()[sample.name][1] and not part:
        values["item_id"] = product.part(sample.variant, plan)
    if sample.name == "strategy:source":
        values["plan_id"] = product.value("SELECT id FROM strategy_unitplan WHERE source_id IS NOT NULL")
    if "run_id" in _operations()[sample.name][1]:
        values["run_id"] = product.run()
    return reverse(sample.name, kwargs={key: values[key] for key in _operations()[sample.name][1]})


def _part(name: str) -> ModuleType | None:
    """Return the module of a part that knows its own samples: named after the part, in e2e/samples.

    `values(name, product)` gives the keys of an address, `FILES` names those that are no
    pages; `PERSON`, where it is there, is whom to be on them.
    """
    return _parts().get(name.partition(":")[0])


@cache
def _parts() -> dict[str, ModuleType]:
    names = sorted(path.stem for path in (Path(__file__).parent / "samples").glob("[a-z]*.py"))
    return {name: import_module(f"e2e.samples.{name}") for name in names}


def _files() -> frozenset[str]:
    return FILES.union(*(part.FILES for part in _parts().values()))


def _of_bodies(name: str, product: Product) -> dict[str, Any]:
    """Return the keys of a committee, a decision with dissent, and a consultation that the page can be of."""
    status = {"bodies:consultation_conclude": "closed", "bodies:consultation_change": "draft"}.get(
        name, "open"
    )
    public = "SELECT consultation_id FROM bodies_consultationparty WHERE kind = 'public'"
    public = f"AND id IN ({public})" if status == "open" else ""
    return {
        "body_id": product.value("SELECT id FROM bodies_body WHERE code = 'oekonomiudvalg'"),
        "seat_id": product.value("SELECT MIN(id) FROM bodies_membership"),
        "term_id": product.value("SELECT MIN(id) FROM bodies_term"),
        "decision_id": product.value(
            "SELECT d.id FROM bodies_decision d JOIN bodies_dissent s ON s.version_id = d.current_id"
        ),
        "consultation_id": product.value(
            f"SELECT id FROM bodies_consultation WHERE status = ? {public} ORDER BY id",  # noqa: S608 - ours
            status,
        ),
        "point_id": product.value("SELECT MIN(id) FROM bodies_consultationpoint"),
        "material_id": product.value("SELECT MIN(id) FROM bodies_consultationmaterial"),
        "response_id": product.value(
            "SELECT MIN(id) FROM bodies_consultationresponse WHERE shown_name <> ''"
        ),
        "document_id": product.value("SELECT MIN(id) FROM bodies_responsedocument"),
    }


def _all() -> Iterator[Sample]:
    for name, (operation, parameters) in sorted(_operations().items()):
        if "GET" not in operation.methods:
            continue
        person = ""
        if operation.audience not in {Audience.PUBLIC, Audience.DEMO} or name in LATER_PUBLIC:
            planner = name.partition(":")[0] in OF_OBJECTS | {"strategy"} and name != "filing:patterns"
            person = CONTROLLER if planner else ADMINISTRATOR
            person = SECRETARY if name.startswith("bodies:") else person
            person = getattr(_part(name), "PERSON", person)
        if name == "strategy:item":
            yield from (Sample(name, person, kind) for kind in KINDS)
        else:
            yield Sample(name, person, "units" if "kind" in parameters and not _part(name) else "")


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
