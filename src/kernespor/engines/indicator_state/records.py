"""What is known of an indicator, and what may be shown of it with its reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from kernespor.engines.plan_state.records import Shown

Param = Decimal | int | dt.date


class Kind(StrEnum):
    """How an indicator is followed."""

    COMPUTED = "computed"
    MEASURED = "measured"
    ASSESSED = "assessed"
    MILESTONE = "milestone"


class Better(StrEnum):
    """Which way is better; NONE: as near to the target as possible."""

    UP = "up"
    DOWN = "down"
    NONE = "none"


class Why(StrEnum):
    """Why an indicator is shown as it is. The web layer words it, with the verdict's params."""

    NO_OWNER = "no_owner"
    OWNER_LEFT = "owner_left"
    MEASURE_GONE = "measure_gone"
    NEVER_READ = "never_read"
    TOO_OLD = "too_old"
    FIRST_DUE = "first_due"
    NO_LIMIT = "no_limit"
    NO_DAY = "no_day"
    AWAITS_DAY = "awaits_day"
    MET = "met"
    NOT_MET_IN_TIME = "not_met_in_time"
    TARGET_MET = "target_met"
    WITHIN_TOLERANCE = "within_tolerance"
    ON_THE_LINE = "on_the_line"
    BEHIND_THE_LINE = "behind_the_line"
    WORSE_THAN_BASELINE = "worse_than_baseline"
    NO_WORSE_THAN_BASELINE = "no_worse_than_baseline"
    TARGET_NOT_MET = "target_not_met"
    GOOD_LEVEL = "good_level"
    JUST_BELOW = "just_below"
    POOR_LEVEL = "poor_level"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one indicator on a day.

    `expected_from` is the day from which someone should have read it; a reading is good for `fresh_days`,
    and the first one is due so many days after `expected_from`. `value` is what was read (computed,
    measured), `level` the place on a scale whose places from `good_from` up are good (assessed), `met`
    whether the milestone was reached; `read_on` the day. `gone`: what it is computed from exists no longer.
    """

    kind: Kind
    expected_from: dt.date
    has_owner: bool
    fresh_days: int
    owner_left: bool = False
    better: Better = Better.NONE
    baseline: Decimal | None = None
    baseline_on: dt.date | None = None
    target: Decimal | None = None
    tolerance: Decimal = Decimal(0)
    deadline: dt.date | None = None
    good_from: int | None = None
    value: Decimal | None = None
    level: int | None = None
    met: bool | None = None
    read_on: dt.date | None = None
    gone: bool = False

    def __post_init__(self) -> None:
        """Refuse what can't be: a reading of another kind, one without its day, a tolerance below zero."""
        wanted = {Kind.ASSESSED: self.level, Kind.MILESTONE: self.met}.get(self.kind, self.value)
        given = [one for one in (self.value, self.level, self.met) if one is not None]
        if given != ([] if wanted is None else [wanted]):
            raise ValueError("a reading is of the indicator's own kind")
        if (self.read_on is None) != (wanted is None):
            raise ValueError("a reading has a day, and a day a reading")
        if self.tolerance < 0 or self.fresh_days < 1:
            raise ValueError("a tolerance isn't below zero, and a reading is good for a day at least")


@dataclass(frozen=True, slots=True)
class Verdict(Shown):
    """The state of a day with its reason, and the day by which the next reading is due (None: none is)."""

    why: Why = Why.NO_OWNER
    params: Mapping[str, Param] = field(default_factory=dict)
    due: dt.date | None = None
