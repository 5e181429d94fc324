"""Plans that Kernespor wrote itself are read back exactly: the document says what each paragraph is.

People edit such documents in between: a paragraph without a kind of ours is read where it stands, and said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kernespor.connectors.documents.lines import Line
from kernespor.connectors.unit_plan.blocks import (
    IN_LIST,
    LABEL_OF,
    LISTED,
    NODES,
    NUMBERED,
    Block,
    Kind,
    read_period,
    split_heading,
)
from kernespor.connectors.unit_plan.markdown import is_own_markdown, markdown_blocks
from kernespor.connectors.unit_plan.paper import FOLLOW_UP_HEADING, one_line
from kernespor.connectors.unit_plan.records import (
    Furniture,
    GoalRecord,
    Item,
    Period,
    PlanReading,
    PlanRecord,
    PriorityAreaRecord,
    SectionRecord,
)
from kernespor.engines.danish import parse_date
from kernespor.engines.findings import N_, Finding, Place, Severity

_BY_STYLE = {kind.value.casefold(): kind for kind in Kind}
# Paragraphs that carry nothing of the plan, by style; the headings among them open a stretch of furniture.
_FURNITURE = {
    "kernespor kommune": "cover",
    "kernespor dato": "cover",
    "kernespor tråd": "cover",
    "kernespor indhold": "contents",
    "kernespor sammenfatning": "follow_up",
    "kernespor tabelhoved": "table",
    "kernespor tabel": "table",
    "kernespor bitekst": "table",
    "header": "page_head",
    "footer": "page_foot",
}
_ROLES = {
    "contents": "contents",
    "header": "page_head",
    "footer": "page_foot",
    "footnote": "footnote",
    "endnote": "footnote",
}
_STRETCHES = {"kernespor organisation": "organisation_chart", "kernespor opfølgning": "follow_up"}


def is_marked(lines: Sequence[Line]) -> bool:
    """Say whether Kernespor wrote this document: Word with our paragraph styles, or our Markdown."""
    return is_own_markdown(lines) or any(line.style.casefold() in _BY_STYLE for line in lines)


def read_marked(lines: Sequence[Line]) -> PlanReading:
    """Read a document of our own: the plan exactly as written, the rest as furniture, edits as findings."""
    parts = markdown_blocks(lines) if is_own_markdown(lines) else _word_blocks(lines)
    furniture: list[Furniture] = []
    kept: list[Block] = []
    for part in parts:
        if isinstance(part, Furniture):
            furniture.append(part)
        else:
            kept.append(part)
    plan, findings = assembled(kept)
    return PlanReading(plan, tuple(furniture), findings, tuple(line.raw for line in lines))


def follow_up_start(lines: Sequence[Line]) -> int | None:
    """Return the number of the line where a finished document's follow-up begins, or None.

    A PDF carries no kinds, so it is read as any other; but its follow-up names every goal a second time.
    """
    for line in reversed(lines):
        if line.text.startswith(FOLLOW_UP_HEADING):
            try:
                parse_date(line.text.removeprefix(FOLLOW_UP_HEADING))
            except ValueError:
                continue
            return line.number
    return None


def _word_blocks(lines: Sequence[Line]) -> Iterator[Block | Furniture]:
    stretch = "cover"
    for line in lines:
        if not line.raw.strip():
            continue
        style = line.style.casefold()
        around = _ROLES.get(line.role) or _FURNITURE.get(style)
        if style in _STRETCHES:
            stretch = _STRETCHES[style]
            yield Furniture(stretch, line.number, line.raw)
        elif around or style.startswith("toc"):
            kind = stretch or "table" if around == "table" else around or "contents"
            yield Furniture(kind, line.number, line.raw)
        elif style in _BY_STYLE:
            stretch = ""
            yield _word_block(line, _BY_STYLE[style])
        elif stretch:
            yield Furniture(stretch, line.number, line.raw)
        else:
            bullet = bool(line.bullet) or style.startswith(("list", "opstilling"))
            text = one_line(_without_mark(line) if bullet else line.raw)
            yield Block(Kind.TEXT, text, "", (line.number,), guessed=True, bullet=bullet)


def _word_block(line: Line, kind: Kind) -> Block:
    if kind in NUMBERED:
        number, title = split_heading(_without_mark(line))
        return Block(kind, title, number, (line.number,))
    text = _without_mark(line) if kind in LISTED else line.raw
    return Block(kind, one_line(text), "", (line.number,))


def _without_mark(line: Line) -> str:
    """Return the line without the bullet or number that Word draws before it."""
    return line.raw.removeprefix(f"{line.bullet} ") if line.bullet else line.raw


def assembled(parts: Iterable[Block]) -> tuple[PlanRecord, tuple[Finding, ...]]:
    """Return the plan that the blocks make up, and what had to be guessed."""
    assembly = _Assembly()
    for block in parts:
        assembly.add(block)
    return assembly.result()


@dataclass(slots=True)
class _Node:
    """A section, an area or a goal while it is put together."""

    title: str = ""
    number: str = ""
    texts: dict[Kind, list[str]] = field(default_factory=lambda: defaultdict(list))
    items: dict[Kind, list[Item]] = field(default_factory=lambda: defaultdict(list))
    goals: list[_Node] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    def text(self, kind: Kind) -> str:
        return "\n\n".join(self.texts[kind])


class _Assembly:
    """Puts blocks together to a plan, forgiving towards what people did to the document."""

    def __init__(self) -> None:
        self.plan = PlanRecord("", "")
        self.fields: dict[str, str | Period] = {}
        self.sections: list[_Node] = []
        self.areas: list[_Node] = []
        self.findings: list[Finding] = []
        self.guessed: list[Block] = []
        self.node: _Node | None = None
        self.in_goal = False
        self.label: Kind | None = None

    def add(self, block: Block) -> None:
        if block.guessed:
            self.guessed.append(block)
        if block.kind in {Kind.TITLE, Kind.UNIT, Kind.PERIOD}:
            self._front(block)
        elif block.kind in NODES:
            self._open(block)
        else:
            self._content(block)

    def _front(self, block: Block) -> None:
        name = block.kind.name.lower()
        if self.node is None and name not in self.fields:
            try:
                self.fields[name] = read_period(block.text) if block.kind is Kind.PERIOD else block.text
            except ValueError:
                self.findings.append(_unread_period(block))
            return
        self.guessed.append(block)
        self._content(block)

    def _open(self, block: Block) -> None:
        node = _Node(block.text, block.number, lines=list(block.lines))
        if block.kind is Kind.SECTION:
            self.sections.append(node)
        elif block.kind is Kind.AREA:
            self.areas.append(node)
        else:
            if not self.areas:
                self.areas.append(_Node())
                self.guessed.append(block)
            self.areas[-1].goals.append(node)
        self.node, self.in_goal, self.label = node, block.kind is Kind.GOAL, None

    def _content(self, block: Block) -> None:
        label = block.kind if block.kind in IN_LIST else LABEL_OF.get(block.kind)
        if label and not self.in_goal:
            self._open(Block(Kind.GOAL))
            self.guessed.append(block)
        if self.node is None:
            self._open(Block(Kind.SECTION))
            self.guessed.append(block)
        assert self.node is not None  # noqa: S101 - _open has just set it
        self.node.lines.extend(block.lines)
        if label:
            self.label = label
        if block.kind in IN_LIST or not block.text:
            return
        kind = self._kind(block, self.node)
        if kind in LISTED:
            self.node.items[kind].append(Item(block.text, block.lines))
        else:
            self.node.texts[kind].append(block.text)

    def _kind(self, block: Block, node: _Node) -> Kind:
        """Let a paragraph without a kind of ours continue what surrounds it."""
        if block.kind in LABEL_OF:
            return block.kind
        if not self.label or not (block.guessed or block.bullet):
            return Kind.TEXT
        intro, item = IN_LIST[self.label]
        return item if block.bullet or node.items[item] else intro

    def result(self) -> tuple[PlanRecord, tuple[Finding, ...]]:
        period = self.fields.get("period")
        plan = PlanRecord(
            title=str(self.fields.get("title", "")),
            unit=str(self.fields.get("unit", "")),
            period=period if isinstance(period, Period) else Period(),
            sections=tuple(
                SectionRecord(node.title, node.text(Kind.TEXT), tuple(node.lines)) for node in self.sections
            ),
            priority_areas=tuple(
                PriorityAreaRecord(
                    area.number,
                    area.title,
                    area.text(Kind.TEXT),
                    tuple(_goal(goal) for goal in area.goals),
                    tuple(area.lines),
                )
                for area in self.areas
            ),
        )
        return plan, (*self.findings, *_guessed(self.guessed))


def _goal(node: _Node) -> GoalRecord:
    return GoalRecord(
        node.number,
        node.title,
        node.text(Kind.TEXT),
        node.text(Kind.ACTIONS_INTRO),
        tuple(node.items[Kind.ACTION]),
        node.text(Kind.INDICATORS_INTRO),
        tuple(node.items[Kind.INDICATOR]),
        tuple(node.lines),
    )


def _unread_period(block: Block) -> Finding:
    return Finding(
        "marked.period",
        Severity.WARNING,
        N_("Perioden »{text}« kan ikke læses."),
        {"text": block.text},
        Place(line=block.lines[0] if block.lines else None),
        N_("Skriv årstal eller datoer, fx 2026–2027."),
    )


def _guessed(found: Sequence[Block]) -> list[Finding]:
    if not found:
        return []
    first = found[0]
    template = N_("Et afsnit har ikke en typografi fra Kernespor. Det er læst, hvor det står: »{text}«.")
    if len(found) > 1:
        template = N_(
            "{count} afsnit har ikke en typografi fra Kernespor. De er læst, hvor de står. "
            "Det første: »{text}«."
        )
    return [
        Finding(
            "marked.ordinary_style",
            Severity.NOTE,
            template,
            {"count": len(found), "text": first.text},
            Place(line=first.lines[0] if first.lines else None),
        )
    ]
