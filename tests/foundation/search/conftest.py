from __future__ import annotations

from typing import Any

import pytest

import factories
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.organisation.models import Person
from kernespor.foundation.search import lexicon
from kernespor.foundation.search.lexicon import Lexicon


@pytest.fixture(autouse=True)
def _fresh_words() -> None:
    """Hold no words of another test's database."""
    lexicon._held[0] = Lexicon()


@pytest.fixture
def house(db: None) -> dict[str, Actor]:
    """A small house of our own: three persons who act."""
    del db
    factories.house()
    return {code: factories.actor(code) for code in ("head", "deputy", "other")}


def people() -> list[Any]:
    return list(Person.objects.all())
