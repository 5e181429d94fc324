"""What the foundation's registries are told of this part: reviews."""

from __future__ import annotations


def register() -> None:
    """Fill the registries."""
