"""What people call the fields that an event shows, and the kinds of rows that are no objects of their own.

A field without a name here isn't shown: it is the program's own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.access.actor import Actor
from kernespor.foundation.dated import OPEN_END
from kernespor.foundation.ui.templatetags.danish import long_date, moment

Words = Mapping[str, str | Promise]
Readable = Callable[[Actor, Collection[int]], Collection[int]]
LONGEST = 4_000
NOTHING = "–"

# The names that mean the same wherever they stand.
_fields: dict[str, dict[str, str | Promise]] = {
    "": {
        "name": _("Navn"),
        "title": _("Titel"),
        "text": _("Tekst"),
        "heading": _("Overskrift"),
        "number": _("Nummer"),
        "status": _("Stadie"),
        "role": _("Rolle"),
        "person": _("Person"),
        "unit": _("Enhed"),
        "body": _("Råd eller udvalg"),
        "owner": _("Ejer"),
        "deputy": _("Stedfortræder"),
        "deadline": _("Frist"),
        "begins": _("Begynder"),
        "why": _("Begrundelse"),
        "reason": _("Begrundelse"),
        "note": _("Bemærkning"),
        "email": _("E-mail"),
        "code": _("Kode"),
        "on": _("Dato"),
        "valid_from": _("Fra"),
        "valid_to": _("Til"),
        "file": _("Fil"),
    }
}
_kinds: dict[str, str | Promise] = {}
_open: set[str] = set()
_guards: dict[str, Readable] = {}
_veils: dict[str, Callable[[str], str]] = {}


def register(kind: str, word: str | Promise, fields: Words | None = None, *, is_open: bool = False) -> None:
    """Say what rows of a kind ("strategy.status") are called, and their fields.

    `is_open` is for kinds that are no objects of their own and that everyone in the house may read.
    """
    _kinds[kind] = word
    _fields.setdefault(kind, {}).update(fields or {})
    if is_open:
        _open.add(kind)


def register_guard(kind: str, readable: Readable) -> None:
    """Say which rows of a kind that is no object have a rule of their own.

    Of these keys, `readable` returns those whose events an actor may read: who did it, and what it said.
    """
    _guards[kind] = readable


def guards() -> Mapping[str, Readable]:
    """Return the rules of rows that are no objects, by their kind."""
    return _guards


def register_veil(kind: str, veil: Callable[[str], str]) -> None:
    """Say what the texts of a kind's rows pass through before a page of the history shows them."""
    _veils[kind] = veil


def veiled(kind: str, field: models.Field[Any, Any] | None, value: Any) -> Any:
    """Return a value of an event with what its kind never shows taken out of its texts."""
    veil = _veils.get(kind)
    if veil is None:
        return value
    if isinstance(value, dict) and "label" in value:
        return {**value, "label": veil(str(value["label"]))}
    is_text = isinstance(value, str) and isinstance(field, models.CharField | models.TextField)
    return veil(value) if is_text else value


def kind_word(kind: str) -> str:
    """Return what people call a row of a kind, or nothing."""
    return str(_kinds.get(kind, ""))


def is_open(kind: str) -> bool:
    """Say whether everyone in the house may read rows of the kind, which is no kind of object."""
    return kind in _open


def field_word(kind: str, name: str) -> str:
    """Return what people call a field, or nothing where it is the program's own."""
    return str(_fields.get(kind, {}).get(name) or _fields[""].get(name, ""))


def field_of(kind: str, name: str) -> models.Field[Any, Any] | None:
    """Return the field that a value was of; nothing where the program no longer has it."""
    try:
        found = apps.get_model(kind)._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist):
        return None
    return found if isinstance(found, models.Field) else None


def said(field: models.Field[Any, Any] | None, value: Any) -> str:
    """Return a value of an event as people read it."""
    if value is None or value in ("", [], {}):
        return NOTHING
    if isinstance(value, dict) and "label" in value:
        return str(value["label"])
    if isinstance(value, bool):
        return gettext("ja") if value else gettext("nej")
    if isinstance(value, list | dict):
        return ngettext("%(number)s del", "%(number)s dele", len(value)) % {"number": len(value)}
    return _text(field, str(value))


def _text(field: models.Field[Any, Any] | None, text: str) -> str:
    """Return a text: a choice by its word, a date as dates are written."""
    if field is not None and (words := dict(field.flatchoices)):
        return str(words.get(text, text))
    if isinstance(field, models.DateTimeField):
        return moment(dt.datetime.fromisoformat(text))
    if isinstance(field, models.DateField):
        day = dt.date.fromisoformat(text)
        return gettext("indtil videre") if day == OPEN_END else long_date(day)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"
