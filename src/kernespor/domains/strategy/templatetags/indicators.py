"""Indicators in templates of plans."""

from __future__ import annotations

from django import template

from kernespor.domains.strategy.selectors.indicators.seen import Seen
from kernespor.domains.strategy.selectors.indicators.words import read_words, why_words

register = template.Library()


@register.filter
def read(seen: Seen | None) -> str:
    """Return what an indicator showed last; nothing where nothing was read or it is for others."""
    return read_words(seen.row, seen.latest) if seen else ""


@register.filter
def because(seen: Seen | None) -> str:
    """Return why an indicator is shown as it is."""
    return why_words(seen) if seen else ""
