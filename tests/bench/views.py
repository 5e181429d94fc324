"""Which view answers under a name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def view_of(name: str) -> Callable[..., Any]:
    """Return the view of an address name with its namespaces. LookupError when there is none."""
    from django.urls import get_resolver

    resolver = get_resolver()
    *spaces, last = name.split(":")
    for space in spaces:
        resolver = resolver.namespace_dict[space][1]
    for pattern in resolver.url_patterns:
        if getattr(pattern, "name", None) == last:
            view: Callable[..., Any] = pattern.callback
            return view
    raise LookupError(name)
