from __future__ import annotations

import importlib

import pytest

from kernespor.foundation.jobs import registry


@pytest.fixture(autouse=True)
def own_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """The kinds of work of these tests, and the clock of these tests alone."""
    monkeypatch.setattr(registry, "_jobs", dict(registry._jobs))
    monkeypatch.setattr(registry, "_rhythms", {})
    from foundation.jobs import kinds

    importlib.reload(kinds)
