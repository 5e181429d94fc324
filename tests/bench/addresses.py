"""Every page that a GET opens, from the resolver, with the ids of something that exists."""

from __future__ import annotations

from collections.abc import Iterator

SKIPPED = {"become", "account_reset_password_from_key", "strategy:import", "strategy:import_findings"}


def pages() -> list[str]:
    """Return the addresses of all operations that answer GET, the list of plans first."""
    from django.urls import reverse

    found = []
    for name, keys in _patterns():
        if name not in SKIPPED and _answers_get(name):
            values = _values(keys)
            if values is not None:
                found.append(reverse(name, kwargs=values))
    return sorted(found, key=lambda path: (path != "/virksomhedsplaner/", path))


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


def _values(keys: frozenset[str]) -> dict[str, object] | None:
    from kernespor.domains.strategy.models import Action, UnitPlan
    from kernespor.foundation.organisation.models import Person, Unit

    plan = UnitPlan.objects.filter(status="in_force", source__isnull=False).order_by("pk").first()
    known = {
        "plan_id": plan.pk,
        "kind": "action",
        "item_id": Action.objects.filter(goal__area__plan=plan).order_by("pk").first().pk,
        "unit_id": Unit.objects.order_by("pk").first().pk,
        "person_id": Person.objects.order_by("pk").first().pk,
        "page": "kom-i-gang",
    }
    return {key: known[key] for key in keys} if keys <= set(known) else None
