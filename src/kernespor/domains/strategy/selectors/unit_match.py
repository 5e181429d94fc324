"""Which unit of the tree a document means by the name that it gives. Pure: the tree is an argument."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from difflib import SequenceMatcher

from kernespor.foundation.organisation.tree import Node, Tree

_ALIKE = 0.75
_MOST = 3
_WORD = re.compile(r"[^\W_]+")
_SAID_OR_NOT = frozenset({"afdelingen", "afdeling", "forvaltningen", "forvaltning", "og"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a name may mean: `sure` when one unit alone is called so, `near` those that it may be a slip for.

    `foreign` is the name of the unit that is meant where the person may not plan for it.
    """

    sure: Node | None = None
    near: tuple[Node, ...] = ()
    foreign: str = ""


def propose(name: str, tree: Tree, permitted: Container[int]) -> Proposal:
    """Return which of the permitted units a document's name for its unit may mean; nothing for no name."""
    words = _fold(name)
    if not words:
        return Proposal()
    exact = [node for node in tree.nodes.values() if name.strip() in {node.name, node.short_name}]
    same = exact or [
        node for node in tree.nodes.values() if words in {_fold(node.name), _fold(node.short_name)}
    ]
    mine = [node for node in same if node.unit_id in permitted]
    if len(mine) == 1:
        return Proposal(sure=mine[0])
    if same and not mine:
        return Proposal(foreign=same[0].name)
    graded = sorted(
        ((_likeness(words, node), node) for node in tree.nodes.values() if node.unit_id in permitted),
        key=lambda pair: (-pair[0], pair[1].code),
    )
    return Proposal(near=tuple(mine or (node for grade, node in graded[:_MOST] if grade >= _ALIKE)))


def _fold(name: str) -> str:
    words = _WORD.findall(name.casefold().replace("aa", "å"))
    return " ".join(word for word in words if word not in _SAID_OR_NOT) or " ".join(words)


def _likeness(words: str, node: Node) -> float:
    names = {_fold(node.name), _fold(node.short_name)} - {""}
    if any(
        set(name.split()) <= set(words.split()) or set(words.split()) <= set(name.split()) for name in names
    ):
        return 0.95
    return max((SequenceMatcher(None, words, name).ratio() for name in names), default=0.0)
