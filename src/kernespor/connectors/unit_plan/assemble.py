"""Nodes put together to a plan: areas, goals, their lists, and the sections around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kernespor.connectors.unit_plan.corrections import LineKind
from kernespor.connectors.unit_plan.inline import split_inline
from kernespor.connectors.unit_plan.nodes import Node, Role, split_title
from kernespor.connectors.unit_plan.notes import Notes
from kernespor.connectors.unit_plan.records import GoalRecord, Item, PriorityAreaRecord, SectionRecord
from kernespor.connectors.unit_plan.vocabulary import fold

_DEEPER = 1.5  # characters of indent that make a bullet part of the one above it
_OFTEN = 3  # goals whose list opens with the same sentence before that is an intro without a colon


@dataclass(slots=True)
class _Text:
    """Paragraphs in the making."""

    parts: list[str] = field(default_factory=list)
    in_list: bool = False

    def add(self, text: str, *, bullet: bool = False) -> None:
        if not text:
            return
        line = f"- {text}" if bullet else text
        if bullet and self.in_list:
            self.parts[-1] += f"\n{line}"
        else:
            self.parts.append(line)
        self.in_list = bullet

    def __str__(self) -> str:
        return "\n\n".join(self.parts)


@dataclass(slots=True)
class _List:
    intro: _Text = field(default_factory=_Text)
    items: list[Item] = field(default_factory=list)
    indent: float = 0.0
    mark: str = ""


@dataclass(slots=True)
class _Goal:
    number: str
    title: str
    lines: list[int]
    text: _Text = field(default_factory=_Text)
    actions: _List = field(default_factory=_List)
    indicators: _List = field(default_factory=_List)
    labelled: bool = False


@dataclass(slots=True)
class _Area:
    number: str
    title: str
    lines: list[int]
    text: _Text = field(default_factory=_Text)
    goals: list[_Goal] = field(default_factory=list)


@dataclass(slots=True)
class _Section:
    heading: str
    lines: list[int]
    text: _Text = field(default_factory=_Text)


class Assembler:
    """Walks the nodes once, in reading order."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.sections: list[_Section] = []
        self.areas: list[_Area] = []
        self.area: _Area | None = None
        self.goal: _Goal | None = None
        self.list: _List | None = None
        self.has_bullets = False
        self.untitled = False  # a bare "Mål" waits for its title

    def run(self, nodes: Sequence[Node]) -> tuple[tuple[SectionRecord, ...], tuple[PriorityAreaRecord, ...]]:
        """Return the sections and the areas."""
        intros = _common_intros(nodes)
        labelled = any(node.is_label for node in nodes)
        for place, node in enumerate(nodes):
            if node.role in {Role.SECTION, Role.AREAS}:
                self._open_section(node)
            elif node.role is Role.AREA:
                self._open_area(node)
            elif node.role is Role.GOAL:
                self._open_goal(node)
            elif node.is_label:
                self._open_list(node, nodes, place)
            elif node.role in {Role.ACTION, Role.INDICATOR}:
                self._item_by_name(node)
            elif node.role is Role.REMARK and (self.goal or self.area):
                self._remark(node)
            elif node.role is Role.FURNITURE:
                continue
            else:
                self._content(node, intros, labelled=labelled)
        return self._records()

    def _open_section(self, node: Node) -> None:
        self.sections.append(_Section(_numbered(node), list(node.lines)))
        self.area = self.goal = self.list = None
        self.untitled = False

    def _open_area(self, node: Node) -> None:
        self.area = _Area(node.number, node.text, list(node.lines))
        self.areas.append(self.area)
        self.goal = self.list = None
        self.untitled = not node.text

    def _open_goal(self, node: Node) -> None:
        if self.area is None:
            self._area_for_goals(node)
        title, rest = (node.text, "") if node.level else split_title(node.text)
        self._new_goal(node, title)
        self.untitled = not node.text
        if self.goal and rest:
            self.goal.text.add(rest)

    def _new_goal(self, node: Node, title: str) -> None:
        self.goal = _Goal(node.number, title, list(node.lines))
        if self.area:
            self.area.goals.append(self.goal)
        self.list = None

    def _area_for_goals(self, node: Node) -> None:
        """Give goals without an area the section they stand in; a section with text of its own stays one."""
        title = ""
        if self.sections and not self.sections[-1].text.parts:
            section = self.sections.pop()
            self.area = _Area("", section.heading, section.lines)
        else:
            self.area = _Area("", title, [])
            self.notes.noticed("area_without_heading", node.lines[0])
        self.areas.append(self.area)

    def _open_list(self, node: Node, nodes: Sequence[Node], place: int) -> None:
        if self.goal is None:
            if self.area is None:
                self._area_for_goals(node)
            area = self.area
            self._new_goal(node, area.title if area else "")
        goal = self.goal
        if goal is None:
            return
        self.untitled = False
        goal.lines.extend(node.lines)
        goal.labelled = True
        into = goal.actions if node.role is Role.ACTIONS else goal.indicators
        if self.list is into and not into.items and not node.text:
            into.intro.add(node.passage.text)  # "Målindikatorer", and below it "Målet er nået, når:"
        self.list = into
        self.has_bullets = _scope_has_bullets(nodes, place)
        self.list.mark = ""
        if node.text:
            self.list.intro.add(node.text)

    def _item_by_name(self, node: Node) -> None:
        """Take in an item that says itself what it is ("Handling 3: …"), or of which a person said so."""
        if self.goal is None:
            if self.area is None:
                self._area_for_goals(node)
            self._new_goal(node, self.area.title if self.area else "")
        if self.goal:
            into = self.goal.actions if node.role is Role.ACTION else self.goal.indicators
            into.items.append(Item(node.text, node.lines))
            # A person's word is about this one line: the list that it stands in goes on after it.
            if self.list is None or node.passage.forced is None:
                self.list, self.has_bullets = into, True

    def _remark(self, node: Node) -> None:
        owner = self.goal or self.area
        if owner:
            owner.text.add(node.text)
            owner.lines.extend(node.lines)

    def _content(self, node: Node, intros: set[str], *, labelled: bool) -> None:
        if self.list is not None:
            self._list_content(node, intros)
        elif self.untitled and self.goal is not None:
            self._goal_title(node)
        elif self.untitled and self.area is not None:
            self.area.title, self.untitled = node.text, False
            self.area.lines.extend(node.lines)
        elif self.goal is not None:
            if node.bullet and not labelled:
                self.goal.actions.items.append(Item(node.text, node.lines))
                if len(self.goal.actions.items) == 1:
                    self.notes.noticed("unlabelled_list", node.lines[0], self.goal.title)
            else:
                self._paragraph(self.goal.text, node)
                self.goal.lines.extend(node.lines)
        elif self.area is not None:
            self._paragraph(self.area.text, node)
            self.area.lines.extend(node.lines)
        else:
            if not self.sections:
                self.sections.append(_Section("", []))
            self._paragraph(self.sections[-1].text, node)
            self.sections[-1].lines.extend(node.lines)

    def _goal_title(self, node: Node) -> None:
        """Give a bare "Mål" its title from what stands below; bullets are a goal each."""
        goal = self.goal
        if goal is None:
            return
        if node.bullet and goal.title:
            self.notes.noticed("shared_list", node.lines[0], node.text)
            self._new_goal(node, node.text)
            return
        if node.bullet:
            goal.title = node.text
        else:
            goal.title, rest = split_title(node.text)
            goal.text.add(rest)
            self.untitled = False
        goal.lines.extend(node.lines)

    def _paragraph(self, text: _Text, node: Node) -> None:
        numeric = node.bullet[:1].isalnum() and node.bullet != "o"
        if node.bullet and numeric:
            text.add(f"{node.bullet} {node.passage.text}")
        else:
            text.add(_numbered(node), bullet=bool(node.bullet))

    def _list_content(self, node: Node, intros: set[str]) -> None:
        into, goal = self.list, self.goal
        if into is None or goal is None:
            return
        if node.passage.forced is LineKind.TEXT:
            self._paragraph(goal.text, node)
            goal.lines.extend(node.lines)
            return
        text = _numbered(node) if not node.bullet else node.passage.text if not node.settled else node.text
        item = bool(node.bullet) or (not self.has_bullets and (node.settled or node.role is Role.TEXT))
        if (
            not into.items
            and not node.bullet
            and (self.has_bullets or text.endswith(":") or fold(text) in intros)
        ):
            into.intro.add(text)
            goal.lines.extend(node.lines)
        elif item and not (text.endswith(":") and not node.bullet and into.items):
            self._item(into, node, text)
        else:
            self._paragraph(goal.text, node)
            goal.lines.extend(node.lines)
            self.notes.noticed("text_after_list", node.lines[0], text)

    def _item(self, into: _List, node: Node, text: str) -> None:
        """Take in one point; a list inside a sentence is as many as it counts."""
        inline = split_inline(text) if not into.items and not node.bullet else None
        if inline:
            into.intro.add(inline.lead)
            into.items.extend(Item(item, node.lines) for item in inline.items)
            self.notes.repaired("inline_list", node.lines[0], inline.dropped, "")
            return
        indent = node.passage.first.line.indent
        if not into.mark:
            into.mark, into.indent = node.bullet, indent
        elif (
            into.items
            and node.bullet
            and indent >= into.indent + _DEEPER
            and (node.bullet != into.mark or into.items[-1].text.endswith(":"))
        ):
            last = into.items[-1]
            joint = " " if last.text.endswith(":") else "; "
            into.items[-1] = Item(f"{last.text}{joint}{text}", last.lines + node.lines)
            return
        into.items.append(Item(text, node.lines))

    def _records(self) -> tuple[tuple[SectionRecord, ...], tuple[PriorityAreaRecord, ...]]:
        sections = tuple(
            SectionRecord(section.heading, str(section.text), _unique(section.lines))
            for section in self.sections
        )
        areas = tuple(
            PriorityAreaRecord(
                area.number,
                area.title,
                str(area.text),
                tuple(_goal_record(goal) for goal in area.goals),
                _unique(area.lines),
            )
            for area in self.areas
        )
        return sections, areas


def _goal_record(goal: _Goal) -> GoalRecord:
    return GoalRecord(
        goal.number,
        goal.title,
        str(goal.text),
        str(goal.actions.intro),
        tuple(goal.actions.items),
        str(goal.indicators.intro),
        tuple(goal.indicators.items),
        _unique(goal.lines),
    )


def _unique(lines: list[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(lines))


def _numbered(node: Node) -> str:
    """Return the node's text with the number that it stood with, where that is no part of the record."""
    return node.passage.full_text if node.number or (node.level and node.bullet) else node.text


def _common_intros(nodes: Sequence[Node]) -> set[str]:
    """Return the sentences that open many lists alike: they introduce, whatever they end in."""
    first = Counter(
        fold(after.text)
        for node, after in pairwise(nodes)
        if node.is_label and after.role is Role.TEXT and not after.bullet
    )
    return {text for text, count in first.items() if count >= _OFTEN}


def _scope_has_bullets(nodes: Sequence[Node], place: int) -> bool:
    for node in nodes[place + 1 :]:
        if node.role is not Role.TEXT:
            return False
        if node.bullet:
            return True
    return False
