"""Objects by their words, to tie to."""

from __future__ import annotations

import operator
from functools import reduce

from django.db import models
from django.db.models import Q

from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.objects import Card, Kind, Ref, Stage

SHOWN = 20
_NAMES = frozenset({"number", "title", "name", "heading", "text", "words", "unit_name"})


def kinds_on_the_thread() -> list[Kind]:
    """Return the kinds of objects that stand on the thread, in its order."""
    return [kind for kind in objects.known() if kind.stage is not Stage.BESIDE]


def found(actor: Actor, *, words: str, slug: str, without: Ref) -> list[Card]:
    """Return objects of a kind with all the words in what they are called; at most SHOWN. One query.

    Only what the actor may read. Nothing without a word.
    """
    kind = next((one for one in kinds_on_the_thread() if one.slug == slug), None)
    wanted = words.split()
    if kind is None or not wanted:
        return []
    columns = [
        field.name
        for field in kind.model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and field.name in _NAMES
    ]
    if not columns:
        return []
    rows = kind.rows(actor)
    for word in wanted:
        rows = rows.filter(reduce(operator.or_, (Q(**{f"{name}__icontains": word}) for name in columns)))
    if kind.name == without.kind:
        rows = rows.exclude(pk=without.pk)
    return [kind.card(row) for row in rows.order_by("pk")[:SHOWN]]
