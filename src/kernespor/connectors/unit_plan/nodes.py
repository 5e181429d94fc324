"""Passages with a meaning: which open an area, a goal or a list, judged by their own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kernespor.connectors.unit_plan.corrections import LineKind
from kernespor.connectors.unit_plan.habits import learned_labels
from kernespor.connectors.unit_plan.notes import Notes
from kernespor.connectors.unit_plan.passages import Passage
from kernespor.connectors.unit_plan.vocabulary import (
    Head,
    Label,
    Part,
    find_front_label,
    find_label,
    fold,
    split_head,
)

LONGEST_HEADING = 140
_MOST_HEADING_WORDS = 18
_STOP = re.compile(r"[.,;:!][\"'”’»)\]]*$")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’»)]*\s+(?=[A-ZÆØÅ\"”»])")
_BODY_SIZES = 1.2  # points above the commonest size at which a short line is a heading


class Role(StrEnum):
    """What a passage does in the plan."""

    AREA = "area"
    AREAS = "areas"  # the heading above all areas
    GOAL = "goal"
    ACTIONS = "actions"
    INDICATORS = "indicators"
    ACTION = "action"
    INDICATOR = "indicator"
    SECTION = "section"
    CONTEXT = "context"  # a heading inside an area or a goal
    FURNITURE = "furniture"
    REMARK = "remark"  # a paragraph of the goal, wherever it stands: a table's "Ansvarlig: …"
    TEXT = "text"


@dataclass(slots=True, eq=False)
class Node:
    """A passage (or what stands behind its label) with its role; `strength`: how much of a heading it is."""

    passage: Passage
    role: Role
    text: str
    number: str = ""
    strength: float = 0.0
    settled: bool = False  # by words of its own or by a person: no guess changes it

    @property
    def lines(self) -> tuple[int, ...]:
        """The source lines that the node came from."""
        return tuple(self.passage.numbers)

    @property
    def level(self) -> int:
        """The heading level, 0 for none."""
        return self.passage.level

    @property
    def bullet(self) -> str:
        """The mark that opened the passage, where the node is all of it."""
        return self.passage.bullet

    @property
    def is_label(self) -> bool:
        """Whether a list of actions or indicators begins here."""
        return self.role in {Role.ACTIONS, Role.INDICATORS}

    @property
    def ended(self) -> bool:
        """Whether the text ends as a sentence does."""
        return bool(_STOP.search(self.text))


FORCED = {
    LineKind.AREA: Role.AREA,
    LineKind.GOAL: Role.GOAL,
    LineKind.ACTION: Role.ACTION,
    LineKind.INDICATOR: Role.INDICATOR,
    LineKind.SECTION: Role.SECTION,
    LineKind.ACTIONS_LABEL: Role.ACTIONS,
    LineKind.INDICATORS_LABEL: Role.INDICATORS,
    LineKind.TEXT: Role.TEXT,
    LineKind.FURNITURE: Role.FURNITURE,
}
_LABELS = {
    Part.ACTION: Role.ACTIONS,
    Part.INDICATOR: Role.INDICATORS,
    Part.GOAL: Role.GOAL,
    Part.AREA: Role.AREAS,
    Part.SECTION: Role.SECTION,
    Part.CONTEXT: Role.CONTEXT,
    Part.CONTENTS: Role.SECTION,
}
_HEADS = {
    Part.AREA: Role.AREA,
    Part.GOAL: Role.GOAL,
    Part.ACTION: Role.ACTION,
    Part.INDICATOR: Role.INDICATOR,
}


class Labels:
    """The document's own habits: whether its labels wear bullets, and which words it counts its goals by."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        fronts = [label.part for p in passages if p.bullet and (label := find_front_label(p.text))]
        self.bulleted = Part.ACTION in fronts and bool({Part.GOAL, Part.INDICATOR}.intersection(fronts))
        self.learned = learned_labels(passages)
        self.goal_words = {
            first_word(p.text)
            for p in passages
            if (head := split_head(p.full_text)).part is Part.GOAL and head.number
        }


def first_word(text: str) -> str:
    """Return the first word of a text in lower case."""
    return fold(text).split(" ")[0]


def make_nodes(passages: Sequence[Passage], labels: Labels, size: float, notes: Notes) -> list[Node]:
    """Give each passage the role that its own words and marks give it; `size`: that of running text."""
    nodes: list[Node] = []
    for passage in passages:
        if passage.forced is not None:
            nodes.append(_forced(passage))
            continue
        if part := labels.learned.get(fold(passage.text)):
            notes.noticed("learned_label", passage.numbers[0], passage.text)
            nodes.append(Node(passage, _LABELS[part], passage.text, settled=True))
            continue
        made = _labelled(passage, notes, bulleted=labels.bulleted) or _headed(passage, labels.goal_words)
        nodes.extend(made or [_plain(passage, size)])
    return nodes


def body_size(passages: Iterable[Passage]) -> float:
    """Return the type size, in points, that most letters have; 0 where it's unknown."""
    counts: dict[float, int] = {}
    for passage in passages:
        size = round(passage.first.line.size, 1)
        counts[size] = counts.get(size, 0) + len(passage.text)
    return max(counts, key=lambda size: counts[size], default=0.0)


def _forced(passage: Passage) -> Node:
    role = FORCED[passage.forced or LineKind.TEXT]
    if role in {Role.AREA, Role.GOAL}:
        head = split_head(passage.full_text)
        return Node(passage, role, head.title or passage.text, head.number, 9, settled=True)
    if role in {Role.ACTIONS, Role.INDICATORS}:
        return Node(passage, role, "" if find_label(passage.text) else passage.text, settled=True)
    return Node(passage, role, passage.text, settled=True)


def _labelled(passage: Passage, notes: Notes, *, bulleted: bool) -> list[Node]:
    text = passage.text
    marked = passage.bullet != "" and not passage.bullet[:1].isalnum()
    head = split_head(text)
    label = find_label(head.title) if head.number and head.title else find_label(text)
    if label and not (marked and (label.meant or label.part in {Part.SECTION, Part.CONTEXT})):
        if label.part in {Part.SECTION, Part.CONTEXT} and not _may_be_heading(passage):
            return []
        _note_spelling(passage, label, notes)
        role = _LABELS[label.part]
        strength = _strength(passage, 0)
        return [
            Node(
                passage,
                role,
                "" if role in {Role.GOAL, Role.ACTIONS, Role.INDICATORS} else text,
                "",
                strength,
            )
        ]
    front = find_front_label(text)
    if front and front.part is not Part.CONTEXT and (not marked or bulleted):
        head = split_head(passage.full_text)
        if head.part is Part.GOAL or (head.number and head.part):
            return []
        _note_spelling(passage, front, notes)
        role = _LABELS[front.part]
        if role is Role.GOAL:
            return [Node(passage, role, front.rest, settled=True)]
        return [Node(passage, role, "", settled=True), Node(passage, Role.TEXT, front.rest, settled=True)]
    return []


def _note_spelling(passage: Passage, label: Label, notes: Notes) -> None:
    if label.meant:
        notes.repaired("label_spelling", passage.numbers[0], passage.text[:60], label.meant)


def _headed(passage: Passage, goal_words: set[str]) -> list[Node]:
    """Read "Mål 1.1 – …", "Indsatsområde: …", "Handling 3: …"."""
    head = split_head(passage.full_text)
    marked = passage.bullet != "" and not passage.bullet[:1].isalnum()
    if head.part is None or (marked and not head.number and not passage.bold):
        return []
    role = _HEADS[head.part]
    word = first_word(passage.text)
    if role is Role.GOAL and word == "resultatmål" and len(goal_words - {word}) > 0:
        role = Role.INDICATOR
    if role in {Role.ACTION, Role.INDICATOR}:
        if not head.title:
            return [Node(passage, Role.ACTIONS if role is Role.ACTION else Role.INDICATORS, "")]
        if not head.number:
            return []
        return [Node(passage, role, head.title, head.number, settled=True)]
    return [Node(passage, role, head.title, head.number, _strength(passage, 0) + 3, settled=True)]


def _plain(passage: Passage, size: float) -> Node:
    head = split_head(passage.full_text)
    strength = _strength(passage, size, head)
    if strength and head.number:
        return Node(passage, Role.TEXT, head.title, head.number, strength)
    return Node(passage, Role.TEXT, passage.text, "", strength)


def _may_be_heading(passage: Passage) -> bool:
    return (
        len(passage.text) <= LONGEST_HEADING
        and len(passage.text.split()) <= _MOST_HEADING_WORDS
        and (
            not passage.bullet
            or passage.bullet[0].isdigit()
            or passage.bullet[0].isupper()
            or bool(passage.level)
        )
        and passage.text[:1].isalnum()
        and not passage.text[:1].islower()
    )


def _strength(passage: Passage, size: float, head: Head | None = None) -> float:
    """Weigh how much of a heading a passage is: 0 none, 1 only short, 2 and more marked as one."""
    if passage.level:
        return 4.0
    if not _may_be_heading(passage):
        return 0.0
    if passage.known_heading:
        return 4.0
    if _STOP.search(passage.text) and not (passage.bold and passage.text.endswith(":")):
        return 0.0
    return _looks_like_heading(passage, size, head.number if head else "")


def _looks_like_heading(passage: Passage, size: float, number: str) -> float:
    """Weigh number, weight and size of a short line without a stop."""
    if "." in number:
        return 3.0
    if passage.bold or (size and passage.first.line.size >= size + _BODY_SIZES):
        return 3.0 if number else 2.5
    return 1.5 if number else 1.0


def split_title(text: str) -> tuple[str, str]:
    """Part a goal written as sentences into its first (the title) and the rest."""
    parts = _SENTENCE.split(text, maxsplit=1)
    return (parts[0], parts[1]) if len(parts) > 1 else (text, "")
