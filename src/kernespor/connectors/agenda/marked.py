"""Agendas that Kernespor wrote as Word are read back exactly: styles and marks say what each line is.

People edit such documents in between. A paragraph of theirs is read where it stands, a heading of theirs by
its words: "Økonomi" is the field, "Tidsplan" a section.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from kernespor.connectors.agenda import story
from kernespor.connectors.agenda.blocks import normal_text
from kernespor.connectors.agenda.checks import odd
from kernespor.connectors.agenda.paper import CLOSED
from kernespor.connectors.agenda.records import (
    AgendaItem,
    AgendaReading,
    Decision,
    Furniture,
    Named,
    Section,
)
from kernespor.connectors.agenda.vocabulary import is_closed, says_none
from kernespor.connectors.agenda.word_styles import ABSENT, CASE, END, FACT, KIND
from kernespor.connectors.documents.lines import Line
from kernespor.connectors.unit_plan.paper import WORD_JOINER, one_line

_KIND, _FACT, _CASE, _ABSENT, _END = (name.casefold() for name in (KIND, FACT, CASE, ABSENT, END))
_ROLES = {
    "contents": "contents",
    "header": "page_head",
    "footer": "page_foot",
    "footnote": "footnote",
    "endnote": "footnote",
}
_LISTS = ("list", "opstilling")
_ITEM_LEVEL, _FIELD_LEVEL = 1, 2


def is_marked(lines: Sequence[Line]) -> bool:
    """Say whether Kernespor wrote this document."""
    return any(line.style.casefold() == _KIND for line in lines)


def read_marked(lines: Sequence[Line]) -> AgendaReading:
    """Read a document of our own: the meeting and its items exactly as written, the rest as furniture."""
    reader = _Reader()
    for _, group in groupby(lines, key=lambda line: line.cell[:2] if line.cell else line.number):
        reader.take(list(group))
    reading = replace(
        reader.reading(),
        furniture=tuple(sorted(reader.furniture, key=lambda part: part.line)),
        names=tuple(reader.names),
        source=tuple(line.raw for line in lines),
    )
    return replace(reading, findings=tuple(odd(reading)))


@dataclass(slots=True)
class _Part:
    """A heading of an item, and the paragraphs below it; `kind` is "" for a section."""

    kind: str
    heading: str = ""
    line: int = 0
    texts: list[tuple[str, int, bool]] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    absent_said: bool = False
    disqualified: list[str] = field(default_factory=list)
    dissent: list[str] = field(default_factory=list)
    in_dissent: bool = False

    def text(self) -> str:
        return normal_text("\n\n".join(text for text, _, _ in self.texts))

    def lines(self) -> tuple[int, ...]:
        return tuple(line for line in (self.line, *(line for _, line, _ in self.texts)) if line)


@dataclass(slots=True)
class _Item:
    heading: str = ""
    line: int = 0
    facts: dict[str, str] = field(default_factory=dict)
    closed: bool = False
    parts: list[_Part] = field(default_factory=lambda: [_Part("", "")])


class _Reader:
    """Goes over the lines once; a row of a table comes as one."""

    def __init__(self) -> None:
        self.where = "cover"
        self.body: str | None = None
        self.term = ""
        self.day: dt.date | None = None
        self.items: list[_Item] = []
        self.furniture: list[Furniture] = []
        self.names: list[Named] = []
        self.people = story.People()

    def take(self, lines: list[Line]) -> None:
        """Take a paragraph, or the cells of a table's row."""
        first = lines[0]
        style = first.style.casefold()
        if style in {_END, _KIND} and not _ROLES.get(first.role):
            self.where = "cover" if style == _END else "head"
        filled = [line for line in lines if line.raw.strip()]
        if not filled:
            return
        aside = _ROLES.get(first.role) or ("contents" if style.startswith("toc") else "")
        if aside or self.where == "cover" or style == _KIND:
            kind = aside or ("cover" if self.where == "cover" else "meeting_head")
            self.furniture.extend(Furniture(kind, line.number, line.raw) for line in filled)
        elif first.cell:
            self._text(" | ".join(one_line(line.raw) for line in filled), first.number, listed=False)
        elif first.level and style not in {"title", "titel"}:
            self._heading(first)
        elif self.where == "head":
            self._head(first, style)
        else:
            self._in_item(first, style)

    def _head(self, line: Line, style: str) -> None:
        label, _, value = line.raw.partition(":")
        if style in {"title", "titel"} and self.body is None:
            self.body = "" if line.raw.startswith(WORD_JOINER) else one_line(line.raw)
            if self.body:
                self.names.append(Named(line.number, self.body))
                return
        elif style == _FACT and label == story.TERM:
            self.term = one_line(value)
        elif style == _FACT and label == story.DAY:
            self.day = story.read_day_of(value)
        elif style == _FACT:
            self.people.read(label, value)
        self.furniture.append(Furniture("meeting_head", line.number, line.raw))

    def _heading(self, line: Line) -> None:
        item = self.items[-1] if self.items else None
        if line.level == _ITEM_LEVEL or item is None:
            item = _Item(line.raw, line.number)
            self.items.append(item)
            self.where = "item"
            number, _ = story.read_item_heading(line.raw)
            self.names.append(Named(line.number, f"Punkt {number}" if number else ""))
        elif line.level == _FIELD_LEVEL:
            item.parts.append(_Part(story.names_part(line.raw), line.raw, line.number))
            self.names.append(Named(line.number, line.raw))
        elif item.parts[-1].kind == "decision" and story.names_part(line.raw) == "dissent":
            item.parts[-1].in_dissent = True
            self.names.append(Named(line.number, line.raw))
        else:
            self._text(line.raw, line.number, listed=False)

    def _in_item(self, line: Line, style: str) -> None:
        item = self.items[-1]
        label, colon, value = line.raw.partition(":")
        if style == _CASE and not colon and one_line(line.raw) == CLOSED:
            item.closed = True
            self.furniture.append(Furniture("state", line.number, line.raw))
        elif style == _CASE and label in {story.CASE_NUMBER, story.ITEM_TYPE}:
            item.facts[label] = one_line(value)
            self.names.append(Named(line.number, label))
        elif style == _ABSENT and item.parts[-1].kind == "decision" and label == story.DISQUALIFIED:
            item.parts[-1].disqualified.extend(story.read_names(value))
            self.names.append(Named(line.number, line.raw))
        elif style == _ABSENT and item.parts[-1].kind == "decision":
            item.parts[-1].absent.extend(story.read_names(value))
            item.parts[-1].absent_said = True
            self.names.append(Named(line.number, line.raw))
        else:
            listed = style.startswith(_LISTS) and bool(line.bullet)
            self._text(_with_mark(line) if listed else line.raw, line.number, listed=listed)

    def _text(self, text: str, line: int, *, listed: bool) -> None:
        if not self.items:
            self.furniture.append(Furniture("meeting_head", line, text))
            return
        part = self.items[-1].parts[-1]
        if part.in_dissent:
            part.dissent.append("\n".join(one for raw in text.split("\n") if (one := one_line(raw))))
        else:
            part.texts.append((text, line, listed))

    def reading(self) -> AgendaReading:
        """Return what was read."""
        return AgendaReading(
            self.body or "", self.term, self.day, tuple(self._item(item) for item in self.items),
            **self.people.as_fields(),
        )  # fmt: skip

    def _item(self, item: _Item) -> AgendaItem:
        number, title = story.read_item_heading(item.heading)
        by_kind = {
            kind: [part for part in item.parts if part.kind == kind]
            for kind in ("", "decision", "attachments")
        }
        sections = (
            Section(story.read_section_heading(part.heading) if part.line else "", part.text(), part.lines())
            for part in by_kind[""]
        )
        case_number, item_type = (item.facts.get(label, "") for label in (story.CASE_NUMBER, story.ITEM_TYPE))
        return AgendaItem(
            title=title,
            case_number=case_number,
            item_type=item_type,
            sections=tuple(one for one in sections if one.heading or one.text),
            attachments=tuple(name for part in by_kind["attachments"] for name in self._attachments(part)),
            decisions=tuple(_decision(part) for part in by_kind["decision"]),
            number=number,
            closed=item.closed or any(is_closed(text) for text in (title, item_type)),
            line=item.line,
            kinds=frozenset(part.kind or "section" for part in item.parts if part.line),
            **{
                name: normal_text("\n\n".join(part.text() for part in item.parts if part.kind == name))
                for name in story.FIELDS
            },
        )

    def _attachments(self, part: _Part) -> list[str]:
        found = []
        for text, line, listed in part.texts:
            if not listed and says_none(text):
                self.names.append(Named(line, text))
            elif name := one_line(text.partition(" ")[2] if listed else text):
                found.append(name)
        return found


def _decision(part: _Part) -> Decision:
    met, quotes = story.read_decision_heading(part.heading)
    one = Decision(
        met.body,
        met.term,
        met.date,
        part.text(),
        tuple(part.absent),
        tuple(text for text in part.dissent if text),
        absent_said=part.absent_said,
        disqualified=tuple(part.disqualified),
        lines=part.lines(),
    )
    return story.with_own_sentences(one) if quotes else one


def _with_mark(line: Line) -> str:
    """Return a point of a list with its number, or with a dash for whatever bullet Word draws."""
    text = line.raw.removeprefix(f"{line.bullet} ")
    return f"{line.bullet if len(line.bullet) > 1 else '-'} {text}"
