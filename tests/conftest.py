"""What all tests share: where Chromium is, what happens without it, and chance that repeats itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

E2E = Path(__file__).parent / "e2e"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
CHROMIUM_MISSING = "Chromium is missing (apt-get install chromium)"

# The same examples on every machine, and no clock on them: two workers share two cores.
settings.register_profile("house", derandomize=True, deadline=None)
settings.load_profile("house")


def find_chromium() -> str | None:
    """Return the path of this machine's Chromium, or nothing."""
    return next((path for path in map(shutil.which, CHROMIUM_NAMES) if path), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what stands in tests/e2e, and leave it out with a reason where there is no browser."""
    chromium = find_chromium()
    for item in items:
        if E2E in item.path.parents:
            item.add_marker(pytest.mark.e2e)
            if not chromium:
                item.add_marker(pytest.mark.skip(reason=CHROMIUM_MISSING))


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Where Chromium is; the test is left out where there is none."""
    path = find_chromium()
    if not path:
        pytest.skip(CHROMIUM_MISSING)
    return path
