"""What hangs together with an object, held against the slowest and most obvious way of finding it out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kernespor.foundation.objects import Ref
from kernespor.foundation.thread.graph import Edge
from kernespor.foundation.thread.reach import reach

MOST = 9


def node(number: int) -> Ref:
    """Return an object by its number."""
    return Ref("trial.node", number)


@st.composite
def webs(draw: st.DrawFn) -> tuple[Ref, list[Edge], set[Ref]]:
    """Draw links that run from a lower number to a higher one, so without rings, and what may be seen."""
    pairs = draw(st.sets(st.tuples(st.integers(0, MOST), st.integers(0, MOST)), max_size=24))
    level = draw(st.sets(st.sampled_from(sorted(pairs)))) if pairs else set()
    edges = [Edge(node(a), node(b), "trial", sideways=(a, b) in level) for a, b in sorted(pairs) if a < b]
    here = node(draw(st.integers(0, MOST)))
    hidden = draw(st.sets(st.integers(0, MOST), max_size=4))
    return here, edges, {node(number) for number in range(MOST + 1) if number not in hidden} | {here}


def ways(here: Ref, edges: list[Edge], visible: set[Ref], *, up: bool) -> dict[Ref, int]:
    """Return every object at the end of some way, with the length of the longest: every way is walked."""
    found: dict[Ref, int] = {}

    def go(at: Ref, far: int) -> None:
        for edge in edges:
            start, end = (edge.lower, edge.upper) if up else (edge.upper, edge.lower)
            if start == at and end in visible and not edge.sideways:
                found[end] = max(found.get(end, 0), far + 1)
                go(end, far + 1)

    go(here, 0)
    return found


@given(webs())
def test_what_is_reached_is_what_every_way_leads_to(web: tuple[Ref, list[Edge], set[Ref]]) -> None:
    """Above and below, with the longest way to each, and what hangs beside: nothing more, nothing less."""
    here, edges, visible = web
    found = reach(here, edges, visible)
    assert dict(found.above) == ways(here, edges, visible, up=True)
    assert dict(found.below) == ways(here, edges, visible, up=False)
    on_the_way = {here, *found.above, *found.below}
    seen = [edge for edge in edges if {edge.upper, edge.lower} <= visible]
    under = {edge.lower for edge in seen if edge.upper in found.above}
    level = [edge for edge in seen if edge.sideways]
    near = {here, *found.above}
    to_the_side = {edge.lower for edge in level if edge.upper in near}
    to_the_side |= {edge.upper for edge in level if edge.lower in near}
    assert set(found.beside) == (under | to_the_side) - on_the_way


@given(webs())
def test_what_may_not_be_seen_is_in_no_part(web: tuple[Ref, list[Edge], set[Ref]]) -> None:
    """A hidden object is nowhere, and nothing behind it is reached through it."""
    here, edges, visible = web
    found = reach(here, edges, visible)
    told = {*found.above, *found.below, *found.beside}
    told |= {ref for edge in found.edges for ref in (edge.upper, edge.lower)}
    assert told <= visible
    without = [edge for edge in edges if edge.upper in visible and edge.lower in visible]
    assert reach(here, without, visible) == found


def test_a_ring_ends() -> None:
    """None can be tied; should one stand there, the walk ends all the same."""
    edges = [
        Edge(node(1), node(2), "trial"),
        Edge(node(2), node(3), "trial"),
        Edge(node(3), node(2), "trial"),
    ]
    assert set(reach(node(1), edges, {node(1), node(2), node(3)}).below) == {node(2), node(3)}
