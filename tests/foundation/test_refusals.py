"""A refusal has a reason; a check has a twin that answers."""

from __future__ import annotations

from kernespor.foundation.refusals import NotNow, NotPermitted, StaleWrite, answering, reason_against


def check_even(number: int) -> None:
    if number % 2:
        raise NotPermitted("odd", "{number} er ulige.", number=number)


def test_the_twin_answers_and_the_reason_is_the_same() -> None:
    can_even = answering(check_even)
    assert can_even(2)
    assert not can_even(3)
    assert reason_against(check_even, 2) == ""
    assert reason_against(check_even, 3) == "3 er ulige."
    assert can_even.__doc__ == "Say whether `check_even` would pass."


def test_a_stale_write_is_for_the_moment_and_carries_what_stands_there() -> None:
    stale = StaleWrite("deres")
    assert isinstance(stale, NotNow)
    assert (stale.code, stale.theirs) == ("stale_write", "deres")
    assert stale.reason.startswith("En anden har gemt")
