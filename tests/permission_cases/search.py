"""What the search shows each person: of a draft nothing to those who may not read it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import factories

# In other letters than the mark: the field shows what was typed to everyone.
ASKED = {
    "et ord": "handling",
    "et ord, der kun står i en kladde": factories.SECRET.lower(),
    "et ord med en slåfejl, der kun står i en kladde": f"{factories.SECRET.lower()[:-1]}r",
    "begyndelsen af et ord i en kladde": factories.SECRET.lower()[:6],
    "en enhed, der ikke findes": "handling",
    "uden ord": "",
}


def prepare(world: Any) -> None:
    """Make nothing: the draft of the matrix is there, and indexed."""
    del world


def arguments(world: Any, name: str, case: str) -> dict[str, Any]:
    """Return the arguments of a case's address."""
    del world, name, case
    return {}


def query(name: str, case: str) -> str:
    """Return what is asked."""
    del name
    asked = {"q": ASKED[case]} if case else {}
    if "ikke findes" in case:
        asked |= {"enhed": "999999", "slags": "findes-ikke", "fra": "x", "side": "9"}
    return f"?{urlencode(asked)}"


def data(world: Any, name: str, case: str) -> dict[str, Any]:
    """Return what a form would send: nothing."""
    del world, name, case
    return {}
