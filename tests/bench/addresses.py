"""Every page that a GET opens, from the resolver, with the ids of something that exists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# What a person must be in the middle of: a reset password, a second factor, a document half-way in.
SKIPPED = frozenset({
    "account_reset_password_from_key", "become", "oidc_callback", "mfa_authenticate", "mfa_reauthenticate",
    "organisation:import", "organisation:import_changes", "organisation:import_findings",
    "strategy:import", "strategy:import_findings", "tasks:feed", "tasks:mail",
})  # fmt: skip
LIST = "/virksomhedsplaner/"
PLAN, GOAL = "plan", "maal"


@dataclass(frozen=True, slots=True)
class Page:
    """An address with its name; `variant` tells what it is of, where it stands on any object."""

    name: str
    path: str
    variant: str = ""


def pages() -> tuple[list[Page], list[str]]:
    """Return a page of every operation that answers GET, and the names of those without an object."""
    from django.urls import reverse

    found, without = [], []
    known = _known()
    for name, keys in _patterns():
        if name in SKIPPED or not _answers_get(name):
            continue
        for variant in ("plan", "goal") if "slug" in keys else ("",):
            values = known | _particular(name, variant)
            if any(values.get(key) is None for key in keys):
                without.append(f"{name} ({', '.join(sorted(keys))})")
                continue
            path = reverse(name, kwargs={key: values[key] for key in keys})
            found.append(Page(name, path, variant))
    return sorted(found, key=lambda page: (page.path != LIST, page.path)), without


def _patterns() -> Iterator[tuple[str, frozenset[str]]]:
    from django.urls import get_resolver

    def walk(resolver, prefix: str, keys: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
        for pattern in resolver.url_patterns:
            own = keys | set(pattern.pattern.converters)
            if hasattr(pattern, "url_patterns"):
                yield from walk(
                    pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix, own
                )
            elif pattern.name:
                yield prefix + pattern.name, own

    return walk(get_resolver(), "", frozenset())


def _answers_get(name: str) -> bool:
    from django.urls import get_resolver  # noqa: F401 - loads the registries of operations

    from bench.views import view_of
    from kernespor.foundation.access.middleware import OF_LIBRARIES

    operation = getattr(view_of(name), "operation", None) or OF_LIBRARIES.get(name)
    return operation is not None and "GET" in operation.methods and not name.startswith("account_logout")


def _known() -> dict[str, Any]:
    """Return a value for every key of an address: the plan is the largest, its goal one with actions."""
    from kernespor.domains.strategy.models import Action
    from kernespor.foundation.accounts.models import User
    from kernespor.foundation.audit.models import AuditEvent
    from kernespor.foundation.jobs.models import Run
    from kernespor.foundation.organisation.models import Person, Unit
    from kernespor.foundation.thread.models import Link

    plan = large_plan()
    return {
        "plan_id": plan.pk,
        "kind": "action",
        "item_id": Action.objects.filter(goal__area__plan=plan).order_by("pk").first().pk,
        "unit_id": Unit.objects.order_by("pk").first().pk,
        "person_id": Person.objects.order_by("pk").first().pk,
        "user_id": _first(User.objects),
        "page": "kom-i-gang",
        "form": "excel",
        "code": "strategy.goals",
        "event_id": _first(AuditEvent.objects.filter(subject_type="strategy.unitplan")),
        "run_id": _first(Run.objects),
        "link_id": _first(Link.objects.filter(structural=False)),
    } | _of_bodies()


def large_plan() -> Any:
    """Return a plan in force with as many actions as any."""
    from django.db.models import Count

    from kernespor.domains.strategy.models import UnitPlan

    plans = UnitPlan.objects.filter(status="in_force").alias(actions=Count("areas__goals__actions"))
    return plans.order_by("-actions", "pk").first()


def _particular(name: str, variant: str) -> dict[str, Any]:
    """Return what one address needs instead: the object that it stands on, a state that it asks for."""
    from kernespor.domains.strategy.models import Goal, UnitPlan
    from kernespor.foundation.bodies.models import Consultation
    from kernespor.foundation.files.models import Attachment

    if variant:
        plan = large_plan()
        goal = Goal.objects.filter(area__plan=plan).order_by("pk").first()
        values: dict[str, Any] = {"slug": PLAN, "pk": plan.pk}
        if variant == "goal":
            values = {"slug": GOAL, "pk": goal.pk}
        if name == "files:open":
            hung = Attachment.objects.filter(kind="strategy.unitplan").order_by("pk").first()
            values |= {"attachment_id": hung and hung.pk, "pk": hung and hung.object_id, "slug": PLAN}
        return values
    if name == "strategy:source":
        return {"plan_id": _first(UnitPlan.objects.filter(source__isnull=False))}
    if name == "organisation:export_file":
        return {"kind": "units"}
    state = {"bodies:consultation_conclude": "closed", "bodies:consultation_change": "draft"}.get(name)
    return {"consultation_id": _first(Consultation.objects.filter(status=state))} if state else {}


def _of_bodies() -> dict[str, Any]:
    from django.db.models import Count

    from kernespor.foundation.bodies.models import (
        Body,
        Consultation,
        ConsultationMaterial,
        ConsultationResponse,
        Decision,
        Membership,
        ResponseDocument,
        Term,
    )

    seated = Body.objects.alias(seats=Count("memberships")).order_by("-seats", "pk").first()
    return {
        "body_id": seated and seated.pk,
        "seat_id": _first(Membership.objects),
        "term_id": _first(Term.objects),
        "decision_id": _first(Decision.objects),
        "consultation_id": _first(Consultation.objects.filter(status="open", parties__kind="public")),
        "material_id": _first(ConsultationMaterial.objects),
        "response_id": _first(ConsultationResponse.objects),
        "document_id": _first(ResponseDocument.objects),
    }


def _first(rows: Any) -> int | None:
    found = rows.order_by("pk").first()
    return found and found.pk
