"""What a request has read key by key isn't read again within it, and is outside of it."""

from __future__ import annotations

from collections.abc import Collection

from kernespor.foundation.memory import each_once, keeping


def test_within_a_request_only_new_keys_are_read() -> None:
    asked: list[set[int]] = []

    def read(keys: Collection[int]) -> dict[int, str]:
        asked.append(set(keys))
        return {key: f"row {key}" for key in (*keys, 9) if key != 2}

    with keeping(reads_only=True):
        assert each_once("rows", {1, 2}, read) == {1: "row 1"}
        assert each_once("rows", {1, 2, 3}, read) == {1: "row 1", 3: "row 3"}
        assert each_once("rows", {9}, read) == {9: "row 9"}
        assert each_once("others", {1}, read) == {1: "row 1"}
    assert asked == [{1, 2}, {3}, {1}]
    assert each_once("rows", {1}, read) == {1: "row 1"}
    assert asked[-1] == {1}
    with keeping(reads_only=False):
        each_once("rows", {1}, read)
        each_once("rows", {1}, read)
    assert asked[-2:] == [{1}, {1}]
