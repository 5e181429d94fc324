from __future__ import annotations

import pytest

from kernespor.foundation.objects import Ref
from kernespor.foundation.refusals import NotNow
from kernespor.foundation.thread.policies import check_direction
from kernespor.foundation.thread.registry import LinkKind


@pytest.mark.parametrize(
    ("upper", "lower", "code"),
    [("strategy.goal", "strategy.goal", "itself"), ("organisation.unit", "strategy.goal", "beside")],
)
def test_a_link_stands_on_the_thread_between_two_things(upper: str, lower: str, code: str) -> None:
    kind = LinkKind("prøve", "fører til", "kommer fra", structural=False)
    with pytest.raises(NotNow, match=code):
        check_direction(kind, Ref(upper, 1), Ref(lower, 1))
