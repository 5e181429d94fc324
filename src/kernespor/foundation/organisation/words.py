"""Sentences of the organisation's pages that depend on what was found."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.organisation.selectors.structure import Structure
from kernespor.foundation.organisation.tree import Node
from kernespor.foundation.ui.templatetags.danish import long_date

_NUMBERS = (
    "",
    _("én"),
    _("to"),
    _("tre"),
    _("fire"),
    _("fem"),
    _("seks"),
    _("syv"),
    _("otte"),
    _("ni"),
    _("ti"),
)


def number(value: int) -> str:
    """Return a small number as a word and a larger one in figures."""
    return str(_NUMBERS[value]) if 0 < value < len(_NUMBERS) else str(value)


def lead(found: Structure) -> str:
    """Return what the reader came to know: how many units there are, and what the year before changed."""
    name, day = found.name or settings.MUNICIPALITY, long_date(found.day)
    if not found.number:
        return gettext("Vi kender ingen enheder den {day}.").format(day=day)
    first = ngettext(
        "{name} har {number} enhed den {day}.", "{name} har {number} enheder den {day}.", found.number
    ).format(name=name, number=found.number, day=day)
    parts = [
        str(template).format(number=number(value))
        for template, value in (
            (_("{number} ændrede navn eller plads"), found.altered),
            (_("{number} kom til"), found.opened),
            (_("{number} blev nedlagt"), found.closed),
        )
        if value
    ]
    if not parts:
        return first + " " + gettext("Ingen ændrede navn eller plads det seneste år.")
    listed = (
        parts[0]
        if len(parts) == 1
        else gettext("{most} og {last}").format(most=", ".join(parts[:-1]), last=parts[-1])
    )
    return first + " " + gettext("{changes} det seneste år.").format(changes=listed[0].upper() + listed[1:])


def crumbs(path: Iterable[Node], name: str, on: str) -> list[tuple[str, str]]:
    """Return the way from the organisation down to a page, each with its address; `on` keeps the day."""
    above = [(node.name, reverse("organisation:unit", args=[node.unit_id]) + on) for node in path]
    return [(gettext("Organisation"), reverse("organisation:page") + on), *above, (name, "")]
