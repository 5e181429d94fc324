"""What a decision in minutes may be about: the objects on which bodies decide, as the reader may see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies import subjects
from kernespor.foundation.bodies.matching import Known, number_of
from kernespor.foundation.bodies.permissions import DECISION
from kernespor.foundation.bodies.selectors.decisions import DecisionQuery, decisions
from kernespor.foundation.filing.models import Filing
from kernespor.foundation.objects import Ref
from kernespor.foundation.thread.models import Link


def known_subjects(actor: Actor, without: Collection[Ref] = ()) -> list[Known]:
    """Return everything that bodies decide on and the actor may read, with the case numbers it is known by.

    A case number is the object's own, or the one that it is filed under; on the thread an object is known by
    those of what hangs right below it. One query for each kind and three more.
    """
    rows = {Ref(kind.kind, row["pk"]): (kind, row) for kind in subjects.known() for row in _rows(actor, kind)}
    numbers = _filed()
    for ref, (kind, row) in rows.items():
        if kind.number:
            numbers[ref].add(number_of(row[kind.number]))
    linked = _linked(actor, rows, numbers)
    return [
        Known(
            key=key_of(ref),
            title=row[kind.title],
            whose=row[kind.whose] if kind.whose else "",
            label=str(objects.of(ref.kind).label),
            numbers=frozenset(numbers[ref] - {""}),
            linked=frozenset(linked[ref] - {""}),
            note=kind.note(row),
        )
        for ref, (kind, row) in rows.items()
        if ref not in without
    ]


def _rows(actor: Actor, kind: subjects.SubjectKind) -> Iterable[dict[str, Any]]:
    names = {"pk", kind.title, kind.whose, kind.number, *kind.fields} - {""}
    return objects.of(kind.kind).rows(actor).order_by("pk").values(*sorted(names))


def _filed() -> dict[Ref, set[str]]:
    """Return the case numbers under which objects are filed. One query."""
    found: dict[Ref, set[str]] = defaultdict(set)
    kinds = [kind.kind for kind in subjects.known()]
    rows = Filing.objects.filter(kind__in=kinds).exclude(case_number="")
    for kind, pk, number in rows.values_list("kind", "object_id", "case_number"):
        found[Ref(kind, pk)].add(number_of(number))
    return found


def _linked(actor: Actor, rows: Collection[Ref], numbers: Mapping[Ref, set[str]]) -> dict[Ref, set[str]]:
    """Return the case numbers of what the actor may read right below each object. Two queries."""
    decided = decisions(actor, DecisionQuery()).exclude(current__case_number="").order_by()
    below = {
        Ref(DECISION, pk): {number_of(text)} for pk, text in decided.values_list("pk", "current__case_number")
    }
    below |= {ref: numbers[ref] for ref in rows if ref in numbers}
    found: dict[Ref, set[str]] = defaultdict(set)
    for link in Link.objects.believed().filter(upper_kind__in={ref.kind for ref in rows}):
        found[link.upper] |= below.get(link.lower, set())
    return found


def key_of(ref: Ref) -> str:
    """Return what names an object in a form: "plan-12"."""
    return f"{objects.of(ref.kind).slug}-{ref.pk}"


def ref_at(key: str) -> Ref | None:
    """Return the object that a form names, None where bodies decide on no such thing."""
    slug, _dash, pk = key.rpartition("-")
    found = next((one.kind for one in subjects.known() if objects.of(one.kind).slug == slug), None)
    return Ref(found, int(pk)) if found and pk.isdecimal() else None
