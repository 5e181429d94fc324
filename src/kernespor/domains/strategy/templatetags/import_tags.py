"""Looking a value up by a key that the template knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def at(values: Mapping[str, Any], key: str) -> Any:
    """Return what a mapping holds for a key, or nothing."""
    return values.get(key, "")
