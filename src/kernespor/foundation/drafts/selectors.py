"""What a person has lying unsent.

A draft is its writer's alone: a deputy sees their own, never the other's.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.drafts import registry
from kernespor.foundation.drafts.models import Draft
from kernespor.foundation.objects import Card, Ref

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Box:
    """A form's place for a draft; without one yet, its version is 0 and `fields` is empty."""

    form: str
    ref: str
    fields: dict[str, Any]
    version: int = 0
    pk: int | None = None
    saved_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A draft on the list; `card` is None where it is about nothing, or about what one may no longer see."""

    pk: int
    label: str
    words: str
    saved_at: dt.datetime
    card: Card | None
    url: str


def rows_of(actor: Actor) -> QuerySet[Draft]:
    """Return the drafts of the person at the keys."""
    return Draft.objects.filter(person_id=actor.doer_id or actor.person_id or 0)


def box(actor: Actor, form: str, ref: str = "") -> Box:
    """Return what lies unsent in a form. One query."""
    row = rows_of(actor).filter(form=form, ref=ref).first()
    if row is None:
        return Box(form, ref, {})
    return Box(form, ref, row.fields, row.version, row.pk, row.saved_at)


def mine(actor: Actor, form: str, ref: str = "") -> dict[str, Any] | None:
    """Return the fields that lie unsent in a form, or nothing. One query."""
    return box(actor, form, ref).fields or None


def lines(actor: Actor) -> list[Line]:
    """Return the person's drafts, newest first. One query, and one for each kind of object."""
    rows = list(rows_of(actor).order_by("-saved_at", "-pk")[:SHOWN])
    refs = {row.pk: ref for row in rows if (ref := _ref(row.ref))}
    cards = objects.cards(actor, refs.values())
    return [_line(row, cards.get(refs[row.pk]) if row.pk in refs else None) for row in rows]


def _line(row: Draft, card: Card | None) -> Line:
    form = registry.of(row.form)
    url = card.url if card else reverse(form.url_name) if form and form.url_name and not row.ref else ""
    return Line(row.pk, str(form.label) if form else row.form, _words(row.fields), row.saved_at, card, url)


def _ref(text: str) -> Ref | None:
    kind, _, key = text.rpartition(":")
    return Ref(kind, int(key)) if kind and key.isdecimal() else None


def _words(fields: dict[str, Any]) -> str:
    """Return the longest text of a draft: that is what its writer knows it by."""
    texts = [value for value in fields.values() if isinstance(value, str)]
    return max(texts, key=len, default="")
