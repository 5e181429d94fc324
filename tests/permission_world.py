"""What the permission matrix asks for: the small municipality, each case's address, what is sent to it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import reference
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

import factories
from kernespor.domains.strategy.actions import plans
from kernespor.foundation.access.actor import Actor, HeldRole
from kernespor.foundation.accounts.models import User
from kernespor.foundation.organisation.actions import lay_in as lay_in_organisation
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.organisation.models import OrganisationImport
from kernespor.foundation.organisation.selectors.imports import preview_now

TABLES = Path(__file__).parent / "site" / "permissions"
CASES = Path(__file__).parent / "permission_cases"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NEW_PERSON = "Id;Navn;Titel;E-mail\r\nny;Den nye;Konsulent;ny@sporkoebing.example\r\n".encode("utf-8-sig")
THIS, CONCLUDED, OTHER = (
    "oekonomi-stab-2026-2027.docx", "oekonomi-stab-2024-2025.docx", "maelkevejen-2026-2027.docx",
)  # fmt: skip
NOBODY = 999_999


def matrix() -> dict[str, Any]:
    """Return the table as it is written: its persons, and the addresses of all parts."""
    return reference.table(TABLES)


@cache
def cases() -> list[ModuleType]:
    """Return the modules that say what the cases of a part mean; each is named after its part.

    `prepare(world)` makes what the cases need and keeps it in `world.of[part]`; `arguments(world, name,
    case)` gives the address's arguments, `data(world, name, case)` what a form would send, whole and right.
    """
    names = sorted(path.stem for path in CASES.glob("[a-z]*.py"))
    return [import_module(f"permission_cases.{name}") for name in names]


def addresses() -> dict[str, Callable[..., Any]]:
    """Return every named address of the resolver with its view."""

    def walk(resolver: Any, namespace: str) -> Iterator[tuple[str, Callable[..., Any]]]:
        for pattern in resolver.url_patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(
                    pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
                )
            else:
                yield f"{namespace}{pattern.name}", pattern.callback

    return dict(walk(get_resolver(), ""))


@dataclasses.dataclass
class World:
    """Small Sporkøbing with a draft that nobody of the matrix made, and documents on their way in."""

    cookies: dict[str, str]

    def __init__(self, codes: list[str]) -> None:
        maker = factories.actor("budgetchef")
        self.plans = {
            "gælder": factories.plan_of_file(THIS),
            "kladde": factories.draft_plan(maker, "OS"),
            "afsluttet": factories.plan_of_file(CONCLUDED),
            "anden": factories.plan_of_file(OTHER),
        }
        first = factories.first_action(self.plans["gælder"])
        self.own, self.foreign = list(first.goal.actions.order_by("position")[:2])
        self._give(
            maker, self.own, owner=factories.person("hrkonsulent"), deputy=factories.person("udbudskonsulent")
        )
        self._give(maker, self.foreign, owner=factories.person("jurist"), deputy=None)
        self.mine = factories.lay_in(factories.actor("oekonomichef"), mark="Lederens dokument")
        self.others = factories.lay_in(maker)
        files = {"persons": ("persons.csv", NEW_PERSON)}
        self.files = lay_in_organisation(actor=factories.actor("administrator"), files=files)
        self.other_files = lay_in_organisation(actor=_another_administrator(), files=files)
        self.of: dict[str, Any] = {}
        for part in cases():
            part.prepare(self)
        self.cookies = {code: _session(code) for code in codes if code}

    @staticmethod
    def _give(maker: Actor, item: Any, **fields: Any) -> None:
        plans.change_item(actor=maker, item=item, seen=item.version, **fields)

    def url(self, name: str, case: str) -> str:
        """Return the address of a case."""
        part = self._part(name)
        path = reverse(name, kwargs=part.arguments(self, name, case) if part else self._arguments(name, case))
        return path + part.query(name, case) if part and hasattr(part, "query") else path

    @staticmethod
    def _part(name: str) -> ModuleType | None:
        part = name.partition(":")[0]
        return next((one for one in cases() if one.__name__.rpartition(".")[2] == part), None)

    def _arguments(self, name: str, case: str) -> dict[str, Any]:
        own_part = name.partition(":")[2] or name
        if name.startswith("strategy:import_") or name == "strategy:import":
            drafts = {"lederens dokument": self.mine.pk, "en andens dokument": self.others.pk}
            return {"draft_id": drafts.get(case, NOBODY)} if case else {}
        if name.startswith("organisation:import_") or name == "organisation:import":
            files = {"egne filer": self.files.pk, "en anden administrators filer": self.other_files.pk}
            found: dict[str, Any] = {"draft_id": files.get(case, NOBODY)} if case else {}
            return found | ({"form": "excel"} if own_part == "import_findings" else {})
        if name.startswith("strategy:") and case:
            return self._of_plan(own_part, case)
        unknown = "ikke findes" in case
        return {
            "organisation:unit": {"unit_id": NOBODY if unknown else self.plans["gælder"].unit_id},
            "organisation:person": {"person_id": NOBODY if unknown else factories.person("jurist").pk},
            "organisation:export_file": {"kind": "intet" if unknown else "units"},
            "help": {"page": "intet" if unknown else "organisation-page"},
            "become": {"person_id": factories.person("jurist" if "uden bruger" in case else "hrchef").pk},
            "account_reset_password_from_key": {"uidb36": "a", "key": "b-c"},
        }.get(name, {})

    def _of_plan(self, name: str, case: str) -> dict[str, Any]:
        stage = next((stage for stage in ("kladde", "afsluttet") if stage in case), "gælder")
        plan = self.plans[stage]
        if name in {"item", "item_change", "item_status", "action_add"}:
            kind, item = self._item(case, stage)
            place = self.plans["gælder"] if "under denne" in case else plan
            if name == "action_add":
                return {"plan_id": place.pk, "goal_id": item.pk}
            return {"plan_id": place.pk, "kind": kind, "item_id": item.pk}
        if name == "move":
            return {"plan_id": plan.pk, "step": "put_in_force" if stage == "kladde" else "conclude"}
        return {"plan_id": NOBODY if "ikke findes" in case else plan.pk}

    def _item(self, case: str, stage: str) -> tuple[str, Any]:
        goal = factories.first_goal(self.plans["anden" if "anden plan" in case else stage])
        if "man selv" in case:
            return "action", self.own
        if "en slags" in case:
            return "vision", goal
        if "indsatsområde" in case:
            return "area", goal.area
        if "målindikator" in case:
            return "indicator", goal.indicators.all()[0]
        return ("action", self.foreign) if "en handling" in case else ("goal", goal)

    def data(self, name: str, case: str) -> Mapping[str, Any]:
        """Return what a form would send, whole and right, so that only who asks can be in the way."""
        if part := self._part(name):
            found: Mapping[str, Any] = part.data(self, name, case)
            return found
        stage = next((stage for stage in ("kladde", "afsluttet") if stage in case), "gælder")
        mine = self.mine if "lederens" in case else self.others
        item = self._item(case, stage)[1] if name == "strategy:item_change" else None
        files: OrganisationImport = self.files if "egne" in case else self.other_files
        why, unit = "" if "uden" in case else "Perioden er slut", self.plans["gælder"].unit_id
        upload = SimpleUploadedFile("plan.md", factories.document(mark="En ny plan"))
        version = getattr(item, "version", 1)
        return {
            "strategy:move": {"version": self.plans[stage].version, "why": why},
            "strategy:facts": {
                "version": self.plans[stage].version,
                "title": "Ny titel",
                "period_from": "1-1-2026",
                "period_to": "31-12-2027",
                "fresh_days": "90",
            },
            "strategy:item_change": {"version": version, "title": "Ny titel", "text": "Ny tekst"},
            "strategy:item_status": {"judgement": "slipping", "text": "Det går trægt", "on": "19-11-2026"},
            "strategy:action_add": {"text": "En ny handling"},
            "strategy:import_new": {"document": upload},
            "strategy:import_correct": {
                "version": mine.version, "do": "about", "title": "Ny titel", "unit": unit,
                "start": "2026", "end": "2027",
            },
            "strategy:import_accept": {"version": mine.version},
            "strategy:import_discard": {"version": mine.version},
            "organisation:import_new": {"csv": SimpleUploadedFile("persons.csv", NEW_PERSON)},
            "organisation:import_accept": {"seen": files.version, "shown": preview_now(files).fingerprint},
            "organisation:import_discard": {"seen": files.version},
            "language": {"language": "en", "next": "/"},
            "density": {"table": "plans", "density": "dense", "next": "/"},
            "account_login": {"login": "hrchef@sporkoebing.example", "password": "forkert"},
            "account_reset_password": {"email": "hrchef@sporkoebing.example"},
            "account_change_password": {"oldpassword": "x", "password1": "y", "password2": "y"},
        }.get(name, {})  # fmt: skip


def _another_administrator() -> Actor:
    person = factories.person("servicedesk")
    role = HeldRole(
        RoleKind.ADMINISTRATOR, factories.unit("SK").pk, "", frozenset(), dt.date(2026, 1, 1), at_top=True
    )
    return Actor(label=person.name, today=factories.DAY, person_id=person.pk, roles=(role,))


def _session(code: str) -> str:
    client = Client()
    client.force_login(User.objects.get(pk=factories.account(code).pk), backend=BACKEND)
    return str(client.cookies["sessionid"].value)
