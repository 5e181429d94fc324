"""The municipality of the permission matrix, and the browser that asks in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from permission_asking import CODES
from permission_world import World


@pytest.fixture(scope="module")
def world(sporkoebing_loaded: dict[str, Any], django_db_blocker: Any) -> Iterator[World]:
    """The municipality of the matrix; the sessions of all its persons are open."""
    del sporkoebing_loaded
    with django_db_blocker.unblock():
        yield World(CODES)


@pytest.fixture(scope="module")
def one_browser() -> Client:
    """One browser for all; who it is changes with its cookie."""
    return Client()
