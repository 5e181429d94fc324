"""Texts of items, laid out so that each sentence can be pointed at."""

from __future__ import annotations

from typing import Any

from django import template

from kernespor.engines.item_review.passages import laid_out, lines_in

register = template.Library()


@register.inclusion_tag("agenda/_sentences.html")
def sentences(text: str, key: str, place: int | None = None, below: str = "") -> dict[str, Any]:
    """Show a text with an anchor on each sentence; `below` is the text above it in the same part."""
    name = key if place is None else f"{key}-{place}"
    return {"paragraphs": laid_out(text, name, lines_in(below) if below else 0)}
