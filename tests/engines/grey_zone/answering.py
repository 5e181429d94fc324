"""Answers of any kind, for the properties."""

from __future__ import annotations

import tomllib
from pathlib import Path

from hypothesis import strategies as st

from kernespor.engines.grey_zone.records import (
    Answers,
    Avoidable,
    Cost,
    Effect,
    Given,
    Group,
    Kind,
    Lapses,
    Level,
    Way,
)

KNOWN_EFFECTS = (Effect.WORSE, Effect.SAME, Effect.BETTER)


def groups(
    effects: tuple[Effect, ...] = tuple(Effect), least: int = 0
) -> st.SearchStrategy[tuple[Group, ...]]:
    """Return groups of residents, each with what it notices."""
    return st.lists(st.sampled_from(effects), min_size=least, max_size=4).map(
        lambda found: tuple(Group(f"gruppe {at}", effect) for at, effect in enumerate(found))
    )


def answers() -> st.SearchStrategy[Answers]:
    """Return any answers, with "don't know" among them."""
    return st.builds(
        Answers,
        residents=groups(),
        lapses=st.sampled_from(Lapses),
        way=st.sampled_from(Way),
        avoidable=st.sampled_from(Avoidable),
        level=st.sampled_from(Level),
        cost=st.sampled_from(Cost),
    )


def known_answers() -> st.SearchStrategy[Answers]:
    """Return answers without a "don't know"."""
    return st.builds(
        Answers,
        residents=groups(KNOWN_EFFECTS, least=1),
        lapses=st.sampled_from([one for one in Lapses if one is not Lapses.UNKNOWN]),
        way=st.sampled_from([one for one in Way if one is not Way.UNKNOWN]),
        avoidable=st.sampled_from([one for one in Avoidable if one is not Avoidable.UNKNOWN]),
        level=st.sampled_from([one for one in Level if one is not Level.UNKNOWN]),
        cost=st.sampled_from([one for one in Cost if one is not Cost.UNKNOWN]),
    )


def people(
    of: st.SearchStrategy[Answers], least: int = 1, most: int = 5
) -> st.SearchStrategy[tuple[Given, ...]]:
    """Return some people with their answers."""
    return st.lists(of, min_size=least, max_size=most).map(
        lambda found: tuple(Given(f"person {at}", "head", one) for at, one in enumerate(found))
    )


def later() -> dict[str, tuple[Answers, tuple[Kind, ...]]]:
    """Return the proposals written after the weights, each with its answers and where its reader puts it."""
    text = Path(__file__).with_name("later.toml").read_text(encoding="utf-8")
    found = {}
    for code, row in tomllib.loads(text).items():
        effects, lapses, way, avoidable, level, cost = row["answers"]
        groups_of = tuple(Group(f"gruppe {at}", Effect(one)) for at, one in enumerate(effects))
        answered = Answers(
            groups_of, Lapses(lapses), Way(way), Avoidable(avoidable), Level(level), Cost(cost)
        )
        found[code] = (answered, tuple(Kind(kind) for kind in row["expected"]))
    return found
