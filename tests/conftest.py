"""What all tests share: where Chromium is, what happens without it, and chance that repeats itself."""

from __future__ import annotations

import ctypes
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

E2E = Path(__file__).parent / "e2e"
# The first is Chromium without windows: it comes through the pages in half the time.
CHROMIUM_NAMES = (
    "chromium-headless-shell",
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge"),
)
CHROMIUM_MISSING = "Chromium is missing (apt-get install chromium-headless-shell libatomic1)"

# The same examples on every machine, and no clock on them: two workers share two cores.
settings.register_profile("house", derandomize=True, deadline=None)
settings.load_profile("house")


def find_chromium() -> str | None:
    """Return the path of this machine's Chromium, or nothing; also nothing where its driver couldn't run."""
    if sys.platform == "linux":
        try:
            ctypes.CDLL("libatomic.so.1")  # Playwright's own Node is linked with it
        except OSError:
            return None
    return next((path for path in map(shutil.which, CHROMIUM_NAMES) if path), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what stands in tests/e2e, and leave it out with a reason where there is no browser."""
    chromium = find_chromium()
    for item in items:
        if E2E in item.path.parents:
            item.add_marker(pytest.mark.e2e)
            if not chromium:
                item.add_marker(pytest.mark.skip(reason=CHROMIUM_MISSING))


@pytest.fixture(scope="session", autouse=True)
def day_of_the_tests() -> Iterator[None]:
    """Let the day stand still: what the tests lay in ends on days that the clock comes to and passes.

    A test that is about another day, or about the clock, sets it.
    """
    from django.test import override_settings

    from factories import DAY

    with override_settings(TODAY=DAY):
        yield


@pytest.fixture(scope="session", autouse=True)
def emptied_between_tests() -> Iterator[None]:
    """Let the tests' own SQLite be emptied: the triggers by which events are only ever added step aside.

    A test that commits is followed by a flush, which is a DELETE there; PostgreSQL's is a TRUNCATE.
    """
    from django.db.backends.sqlite3.base import DatabaseWrapper

    operations = DatabaseWrapper.ops_class
    sql_flush = operations.sql_flush

    def without_triggers(self: Any, style: Any, tables: Any, **options: Any) -> list[str]:
        with self.connection.cursor() as cursor:
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit%'"
            )
            triggers = cursor.fetchall()
        statements = sql_flush(self, style, tables, **options)
        words = "INSERT INTO audit_words (audit_words) VALUES ('rebuild')" if triggers else "SELECT 1"
        return [
            *(f"DROP TRIGGER {name}" for name, _ in triggers), *statements, words,
            *(sql for _, sql in triggers),
        ]  # fmt: skip

    operations.sql_flush = without_triggers
    yield
    operations.sql_flush = sql_flush


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Where Chromium is; the test is left out where there is none."""
    path = find_chromium()
    if not path:
        pytest.skip(CHROMIUM_MISSING)
    return path


@pytest.fixture(scope="module")
def sporkoebing_loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Any]]:
    """Small Sporkøbing in the database for a module's tests, taken out again after them; yields its truth.

    Each test runs in a savepoint of its own within this transaction, so that none sees what another wrote.
    """
    from django.db import transaction

    from factories import load_small, truth
    from kept_rows import put_in

    del django_db_setup
    with django_db_blocker.unblock(), transaction.atomic():
        put_in(load_small)
        yield truth()
        transaction.set_rollback(True)


@pytest.fixture
def sporkoebing(sporkoebing_loaded: dict[str, Any], db: None) -> dict[str, Any]:
    """Small Sporkøbing for one test, on the day `factories.DAY`; what the test writes goes away with it."""
    from django.core.cache import cache

    del db
    cache.clear()
    return sporkoebing_loaded


@pytest.fixture
def real_database(request: pytest.FixtureRequest, tmp_path: Any, transactional_db: None) -> Iterator[None]:
    """PostgreSQL's database, or an SQLite file as an installation has one: several threads can be in it."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    del transactional_db
    if "postgresql" in settings.DATABASES["default"]["ENGINE"]:
        yield
        return
    ours, databases = connections["default"], connections.settings
    in_memory = databases["default"]["NAME"]
    with request.getfixturevalue("django_db_blocker").unblock():
        databases["default"]["NAME"] = tmp_path / "kernespor.sqlite3"
        connections["default"] = connections.create_connection("default")
        try:
            call_command("migrate", verbosity=0)
            yield
        finally:
            connections["default"].close()
            databases["default"]["NAME"] = in_memory
            connections["default"] = ours
