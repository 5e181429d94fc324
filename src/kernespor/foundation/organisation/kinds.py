"""Units and persons as kinds of objects, and as what can be found."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.engines.findings import N_
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.objects import Card, Kind
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.organisation.models import Person, RoleAssignment, Unit, UnitVersion
from kernespor.foundation.refusals import NotPermitted
from kernespor.foundation.search.registry import Source, Text
from kernespor.foundation.search.registry import register as register_source


def register() -> None:
    """Fill the registries of kinds and of what can be found."""
    for model, slug, label, plural, rows, card in (
        (Unit, "enhed", _("Enhed"), _("Enheder"), units, _unit_card),
        (Person, "person", _("Person"), _("Personer"), persons, _person_card),
    ):
        objects.register(
            Kind(
                model,
                slug,
                label,
                plural,
                rows=lambda actor, rows=rows: rows() if actor.in_house else rows().none(),  # type: ignore[misc]
                card=card,
                ground=_ground,
                check_change=_check_change,
            )
        )
    register_source(
        Source(
            "organisation.unit",
            units,
            _unit_text,
            follows={"organisation.unitversion": lambda row: [row.unit_id]},
        )
    )
    register_source(
        Source(
            "organisation.person",
            _persons_with_roles,
            _person_text,
            follows={"organisation.roleassignment": lambda row: [row.person_id]},
        )
    )


def units() -> QuerySet[Any]:
    """Return all units, each with the names it has and had, the newest first."""
    names = UnitVersion.objects.believed().order_by("-valid_from")
    return Unit.objects.prefetch_related(Prefetch("versions", names, to_attr="names")).order_by("pk")


def persons() -> QuerySet[Any]:
    """Return all persons."""
    return Person.objects.order_by("pk")


def _persons_with_roles() -> QuerySet[Any]:
    roles = RoleAssignment.objects.believed().order_by("valid_from", "pk")
    return persons().prefetch_related(
        Prefetch("roles", roles.prefetch_related(Prefetch("unit", units())), to_attr="held")
    )


def _ground(actor: Actor, row: Any) -> str:
    del row
    if not actor.in_house:
        raise NotPermitted("no_role", N_("Kun de, der har en rolle i kommunen, kan se organisationen."))
    return gettext("Alle, der har en rolle i kommunen, kan se organisationen.")


def _check_change(actor: Actor, row: Any) -> None:
    """Nothing is attached to a unit or a person: they come and go with the organisation's files."""
    del actor, row
    raise NotPermitted("kept_by_files", N_("Organisationen rettes ved at læse den ind."))


def _name(unit: Any) -> str:
    return str(unit.names[0].name if unit.names else unit.code)


def _unit_card(unit: Any) -> Card:
    return Card(
        ref=objects.ref_of(unit),
        title=_name(unit),
        url=reverse("organisation:unit", args=[unit.pk]),
        unit_id=unit.pk,
        who=unit.names[0].kind if unit.names else "",
    )


def _person_card(person: Any) -> Card:
    return Card(
        ref=objects.ref_of(person),
        title=person.name,
        url=reverse("organisation:person", args=[person.pk]),
        who=person.title,
    )


def _unit_text(unit: Any) -> Text:
    """Find a unit by its name; also by its code, its kind, and what it was called before."""
    words = [unit.code]
    for version in unit.names:
        words += [version.name, version.short_name, version.kind]
    return Text(_name(unit), ", ".join(dict.fromkeys(word for word in words if word)), unit_id=unit.pk)


def _person_text(person: Any) -> Text:
    """Find a person by name; also by title, and by the roles that the person's page shows."""
    roles = [f"{RoleKind(role.role).label}, {_name(role.unit)}" for role in person.held]
    unit_id = person.held[-1].unit_id if person.held else None
    return Text(person.name, ". ".join(filter(None, [person.title, *dict.fromkeys(roles)])), unit_id=unit_id)
