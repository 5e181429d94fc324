"""What this part hands to the registries of the foundation."""

from __future__ import annotations


def register() -> None:
    """Fill the registries; called once, when Django is ready."""
