"""What one request keeps of what it read."""

from __future__ import annotations

import pytest

from kernespor.foundation.memory import keeping, keeping_what_is_read, once

asked: list[tuple[int, str]] = []


@once
def doubled(number: int, *, name: str = "") -> int:
    """Return twice the number, and say that it was asked."""
    asked.append((number, name))
    return 2 * number


@pytest.fixture(autouse=True)
def _nothing_asked() -> None:
    asked.clear()


def test_the_same_is_read_once_and_another_by_itself() -> None:
    with keeping(reads_only=True):
        assert [doubled(1), doubled(1), doubled(2), doubled(1, name="a"), doubled(1, name="a")] == [
            2,
            2,
            4,
            2,
            2,
        ]
    assert asked == [(1, ""), (2, ""), (1, "a")]


def test_the_next_request_reads_anew() -> None:
    for _ in range(2):
        with keeping(reads_only=True):
            doubled(1)
    assert len(asked) == 2


def test_where_something_is_written_all_is_read_anew() -> None:
    with keeping(reads_only=True), keeping(reads_only=False):
        doubled(1)
        doubled(1)
    assert len(asked) == 2


def test_outside_of_a_request_all_is_read_anew() -> None:
    doubled(1)
    doubled(1)
    assert len(asked) == 2


def test_what_fails_is_kept_by_nobody() -> None:
    def fail() -> None:
        with keeping(reads_only=True):
            doubled(1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    doubled(1)
    assert len(asked) == 2


def test_what_only_reads_keeps_what_it_reads_and_what_is_kept_already() -> None:
    with keeping(reads_only=False):
        with keeping_what_is_read():
            assert [doubled(1), doubled(1)] == [2, 2]
        assert asked == [(1, "")]
        doubled(1)
        assert asked == [(1, ""), (1, "")]
    asked.clear()
    with keeping(reads_only=True):
        doubled(2)
        with keeping_what_is_read():
            doubled(2)
        doubled(2)
    assert asked == [(2, "")]
