"""What is wrong with a municipality's own rules: everything at once, each thing with what would mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kernespor.engines.annual_wheel.records import Rules, SchoolHoliday, Step
from kernespor.engines.annual_wheel.results import dated
from kernespor.engines.annual_wheel.wheel import wheel
from kernespor.engines.findings import N_, Finding, Severity

NO_SUCH_STEP, CIRCLE, OUTSIDE = "wheel.no_such_step", "wheel.circle", "wheel.outside_year"
TWICE, OF_THE_LAW, NOT_THE_LAW = "wheel.twice", "wheel.of_the_law", "wheel.not_the_law"
Params = dict[str, str | int]


def problems(
    law: Rules, own: Iterable[Step], years: Iterable[int], school_holidays: Iterable[SchoolHoliday] = ()
) -> tuple[Finding, ...]:
    """Return all that is wrong with a municipality's own steps beside the law's.

    Where they hang together, the days of `years` are computed too, and a day outside its year is named.
    """
    steps = tuple(own)
    found = [*_changed_law(law, steps), *_twice(steps), *_pointers(law, steps), *_circles(steps)]
    if not found:
        rules, holidays = Rules(steps=steps), tuple(school_holidays)
        outside: dict[str | int, Finding] = {}
        for year in years:
            for one in _outside(law, rules, year, holidays):
                outside.setdefault(one.params["title"], one)
        found = list(outside.values())
    return tuple(found)


def _changed_law(law: Rules, steps: Iterable[Step]) -> Iterator[Finding]:
    titles = {step.code: step.plain_title for step in law.steps}
    words = N_("»{title}« er lovens. Den dag kan ikke ændres; kun egne trin før og efter den.")
    for step in steps:
        if step.legal or step.code in titles:
            yield _error(OF_THE_LAW, words, {"title": titles.get(step.code, step.plain_title)})


def _twice(steps: tuple[Step, ...]) -> Iterator[Finding]:
    words = N_("»{title}« gælder to gange i {year}.")
    advice = N_("Lad det ene slutte, før det andet begynder.")
    for place, one in enumerate(steps):
        for other in steps[place + 1 :]:
            first = max(one.valid_from, other.valid_from)
            if one.code == other.code and first <= min(one.valid_to, other.valid_to):
                yield _error(TWICE, words, {"title": one.plain_title, "year": str(first)}, advice)


def _pointers(law: Rules, steps: tuple[Step, ...]) -> Iterator[Finding]:
    legal = {step.code for step in law.steps}
    known = legal | {step.code for step in steps}
    for step in steps:
        for code in dict.fromkeys(one.anchor for one in step.distances()):
            if code not in known:
                words = N_("»{title}« beregnes fra et trin, der ikke findes ({code}).")
                advice = N_("Vælg et andet trin eller en fast dag.")
                yield _error(NO_SUCH_STEP, words, {"title": step.plain_title, "code": code}, advice)
        if step.fulfils and step.fulfils not in legal:
            words = N_("»{title}« skal holde en frist, som ikke er lovens ({code}).")
            yield _error(NOT_THE_LAW, words, {"title": step.plain_title, "code": step.fulfils})


def _circles(steps: tuple[Step, ...]) -> Iterator[Finding]:
    """Name each ring of steps that are computed from each other, once."""
    graph: dict[str, set[str]] = {step.code: set() for step in steps}
    titles = {step.code: step.plain_title for step in steps}
    for step in steps:
        graph[step.code] |= {one.anchor for one in step.distances()} & set(graph)
    words = N_("Trinnene beregnes fra hinanden i ring: {titles}.")
    advice = N_("Giv et af dem en fast dag, eller beregn det fra et trin uden for ringen.")
    told: set[str] = set()
    for code in sorted(graph):
        ring = sorted(other for other in _reached(graph, code) if code in _reached(graph, other))
        if code in ring and not told & set(ring):
            told |= set(ring)
            yield _error(CIRCLE, words, {"titles": ", ".join(f"»{titles[one]}«" for one in ring)}, advice)


def _reached(graph: dict[str, set[str]], start: str) -> set[str]:
    found: set[str] = set()
    waiting = list(graph[start])
    while waiting:
        code = waiting.pop()
        if code not in found:
            found.add(code)
            waiting += graph[code]
    return found


def _outside(law: Rules, own: Rules, year: int, holidays: tuple[SchoolHoliday, ...]) -> Iterator[Finding]:
    words = N_("»{title}« falder uden for året: i {year} bliver det {on}.")
    advice = N_("Vælg en kortere afstand eller en fast dag.")
    for moment in wheel(law, own, year, holidays, ways_out=False).moments:
        if not moment.legal and {moment.on.year, moment.last.year} != {year}:
            day = moment.on if moment.on.year != year else moment.last
            params: Params = {"title": moment.step.plain_title, "year": str(year), "on": dated(day)}
            yield _error(OUTSIDE, words, params, advice)


def _error(code: str, words: str, params: Params, advice: str = "") -> Finding:
    return Finding(code, Severity.ERROR, words, params, suggestion_template=advice)
