from __future__ import annotations

import pytest

from kernespor.foundation.accounts.policies import LONGEST, check_why
from kernespor.foundation.refusals import NotNow


@pytest.mark.parametrize(("why", "code"), [("  ", "no_why"), ("x" * (LONGEST + 1), "long_why")])
def test_a_reason_is_written_and_not_endless(why: str, code: str) -> None:
    with pytest.raises(NotNow, match=code):
        check_why(why)
    check_why("Telefonen er væk")
