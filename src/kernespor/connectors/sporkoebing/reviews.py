"""Sporkøbing's plans that were written in the product, and the reviews of its plans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from kernespor.connectors.sporkoebing.calendar import DAY, Calendar, months_before
from kernespor.connectors.sporkoebing.content import table_of
from kernespor.connectors.sporkoebing.plans import Spec

REVIEW_COLUMNS = ("file", "what", "day", "nth", "choice", "evidence", "follow", "decided_by", "body")


def written_of(calendar: Calendar, *, small: bool) -> list[dict[str, Any]]:
    """Return the plans that were written in the product, each with their parts; none in the small one."""
    plans: list[dict[str, Any]] = []
    for what, *cells in [] if small else table_of("reviews_plans.txt"):
        if what == "plan":
            plans.append(_plan(cells, calendar))
            continue
        areas = plans[-1]["areas"]
        if what == "area":
            areas.append({"title": cells[0], "text": cells[1], "goals": []})
        elif what == "goal":
            goal = dict(zip(("title", "text", "owner"), cells, strict=True))
            areas[-1]["goals"].append(goal | {"actions": [], "indicators": [], "review": None})
        else:
            _under(areas[-1]["goals"][-1], what, cells, calendar)
    return plans


def _plan(cells: Sequence[str], calendar: Calendar) -> dict[str, Any]:
    kind, body, unit, writer, title, days = cells
    first, last = calendar.first(0), calendar.last(0)
    begun = max(first, calendar.until - int(days) * DAY)
    return {
        "kind": kind,
        "body": body,
        "unit": unit,
        "writer": writer,
        "title": title.replace("{from}", str(first.year)).replace("{to}", str(last.year)),
        "first": str(first),
        "last": str(last),
        "begun": str(begun),
        "areas": [],
    }


def _under(goal: dict[str, Any], what: str, cells: Sequence[str], calendar: Calendar) -> None:
    if what == "action":
        text, owner, months = cells
        deadline = months_before(calendar.first(0), -int(months))
        goal["actions"].append({"text": text, "owner": owner, "deadline": str(deadline), "said": None})
    elif what == "indicator":
        goal["indicators"].append(cells[0])
    elif what == "said":
        judgement, days, text = cells
        day = str(calendar.until - int(days) * DAY)
        goal["actions"][-1]["said"] = {"judgement": judgement, "day": day, "text": text}
    else:
        choice, days, evidence, follow, body = cells
        day = str(calendar.until - int(days) * DAY)
        goal["review"] = {"choice": choice, "day": day, "evidence": evidence, "follow": follow, "body": body}


def reviews_of(specs: Sequence[Spec], calendar: Calendar, *, small: bool) -> Iterator[tuple[str, ...]]:
    """Yield what was chosen at the reviews of units' plans, and when these are reviewed next."""
    files = {(spec.file.split("-2")[0], spec.span.first.year - calendar.year): spec.file for spec in specs}
    for stem, years, what, days, *rest in [] if small else table_of("reviews_of_plans.txt"):
        file = files.get((stem, int(years)))
        if file:
            yield file, what, str(calendar.until + int(days) * DAY), *rest


def passed_breaks(specs: Sequence[Spec], calendar: Calendar) -> list[dict[str, Any]]:
    """Return the plans whose review is past without a choice for any goal, as the truth tells breaks."""
    rows = list(reviews_of(specs, calendar, small=False))
    chosen = {file for file, what, *_rest in rows if what == "choice"}
    return [
        {"kind": "strategy.review_passed", "file": file, "number": ""}
        for file, what, day, *_rest in rows
        if what == "next" and day < str(calendar.until) and file not in chosen
    ]
