"""Which forms keep drafts: what each is called, which fields it keeps, where one goes on with it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class DraftForm:
    """A form that keeps drafts.

    `fields` are the names that are kept; all else that is posted is left out. A draft about an object is
    opened on the object's own page; `url_name` is where one goes on when the form is about none.
    """

    name: str
    label: str | Promise
    fields: tuple[str, ...]
    url_name: str = ""


_forms: dict[str, DraftForm] = {}


def register(form: DraftForm) -> None:
    """Add a form; one of the same name replaces the one before."""
    _forms[form.name] = form


def of(name: str) -> DraftForm | None:
    """Return the form of a name, or nothing when nobody registered it."""
    return _forms.get(name)
