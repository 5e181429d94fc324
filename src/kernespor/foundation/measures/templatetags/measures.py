"""Readings in words, and figures in texts."""

from __future__ import annotations

from typing import Any

from django import template

from kernespor.foundation.measures.registry import FigureReading
from kernespor.foundation.measures.selectors import Read, figure_of
from kernespor.foundation.measures.words import value_of

register = template.Library()


@register.filter
def in_words(read: Read) -> str:
    """Return a reading with what it counts; nothing where there is none."""
    return value_of(read.measure, read.reading) if read.reading else ""


@register.simple_tag(takes_context=True)
def figure(context: Any, name: str, units: frozenset[int] | None = None) -> FigureReading | None:
    """Return a named figure for the reader of the page, to be drawn by <c-figure>."""
    actor = context["request"].actor
    return figure_of(actor, name, units, actor.today)
