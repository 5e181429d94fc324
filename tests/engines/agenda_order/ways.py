"""Ways of one item that the tests start from: committee, finance committee, council in March 2026."""

from __future__ import annotations

import datetime as dt
from typing import Any

from kernespor.engines.agenda_order.check import deviations, standing
from kernespor.engines.agenda_order.records import Deviation, Heard, Stop, Way, load_rules

RULES = load_rules()
NAMES = {
    "sk": "Skoleudvalget", "øu": "Økonomiudvalget", "by": "Byrådet", "hu": "Hovedudvalget",
    "hr": "Handicaprådet", "finance": "Økonomiudvalget", "disabled": "Handicaprådet",
    "council": "Kommunalbestyrelsen",
}  # fmt: skip


def day(month: int, number: int) -> dt.date:
    return dt.date(2026, month, number)


def committee(**known: Any) -> Stop:
    return Stop(20, "sk", "committee", **({"on": day(3, 10), "sent_on": day(3, 3)} | known))


def finance(**known: Any) -> Stop:
    return Stop(30, "øu", "finance", **({"on": day(3, 17), "sent_on": day(3, 11)} | known))


def council(**known: Any) -> Stop:
    return Stop(40, "by", "council", **({"on": day(3, 31)} | known))


TODAY, AFTER = day(3, 18), day(6, 1)
DECIDED = {"outcome": "recommended", "decided_on": day(3, 10)}
DECLARED = {"outcome": "recommended", "decided_on": day(3, 17)}
HEARD = Heard("hr", "disabled", "political", day(3, 2), day(2, 10), day(2, 27))


def sending(way: Way, position: int = 40, today: dt.date = TODAY, **more: Any) -> tuple[Deviation, ...]:
    return deviations(way, position, rules=RULES, today=today, **more)


def standing_at(way: Way, today: dt.date = AFTER) -> tuple[Deviation, ...]:
    return standing(way, rules=RULES, today=today)


def said(found: tuple[Deviation, ...]) -> list[tuple[str, bool]]:
    return [(one.rule, one.stops) for one in found]
