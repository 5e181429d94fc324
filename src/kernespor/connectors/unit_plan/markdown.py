"""Unit plans as Markdown: readable in any editor, and read back exactly.

    <!-- kernespor: virksomhedsplan -->
    # Title
    - Enhed: unit
    - Periode: 2026–2027
    ## Section
    ### 1 Priority area
    #### 1.1 Goal
    ##### Handlinger
    - action
    ##### Målindikatorer
    - indicator

The heading level says what a heading is; paragraphs are one line each, parted by blank lines. What Markdown
would read as a mark is escaped: punctuation by a backslash, other letters by a numeric reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kernespor.connectors.documents.lines import Line
from kernespor.connectors.unit_plan.blocks import LABELS, LISTED, NUMBERED, SIMPLE_NUMBER, Block, Kind, blocks
from kernespor.connectors.unit_plan.paper import normalised, one_line
from kernespor.connectors.unit_plan.records import Furniture, PlanRecord

MARK = "<!-- kernespor: virksomhedsplan -->"

_LEVELS = {1: Kind.TITLE, 2: Kind.SECTION, 3: Kind.AREA, 4: Kind.GOAL}
_HASHES = {kind: "#" * level for level, kind in _LEVELS.items()}
_FRONT = {Kind.UNIT: "Enhed: ", Kind.PERIOD: "Periode: "}
_NUMBER_END = "&#9;"

_INLINE = re.compile(r"[\\`*_\[\]<>~|#]|&(?=#?\w+;)|\$(?=.)|(?<=\s)=(?==)")
_OPENING = re.compile(r"[-+=:]|([0-9]+)(?=[.)](?: |$))")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&#([0-9]+);")
_HEADING = re.compile(r"(#{1,6})(?: (.*))?$", re.DOTALL)
_BULLET = re.compile(r"(?:[-*+]|[0-9]+[.)])(?: (.*))?$", re.DOTALL)


def write_markdown(plan: PlanRecord) -> str:
    """Return the plan in its normal form as Markdown, ending with a line break."""
    lines = [MARK, ""]
    before: Kind | None = None
    for block in blocks(normalised(plan)):
        line = _written(block)
        tight = before in {block.kind, Kind.UNIT} and block.kind in LISTED | set(_FRONT)
        if before and not tight:
            lines.append("")
        lines.append(line)
        before = block.kind
    return "\n".join(lines) + "\n"


def _written(block: Block) -> str:
    if block.kind in _HASHES:
        return f"{_HASHES[block.kind]} {_heading(block)}".rstrip()
    if block.kind in LABELS:
        return f"##### {LABELS[block.kind]}"
    if block.kind in _FRONT:
        return f"- {_FRONT[block.kind]}{_inline(block.text)}"
    if block.kind in LISTED:
        return f"- {_line(block.text)}"
    # A list inside running text stays a list; among our own lists it would be taken for an action.
    if block.kind is Kind.TEXT and block.text.startswith("- "):
        return f"- {_line(block.text[2:])}"
    return _line(block.text)


def _heading(block: Block) -> str:
    title = _inline(block.text)
    if block.kind not in NUMBERED:
        return title
    if not block.number:
        looks_numbered = SIMPLE_NUMBER.fullmatch(block.text)
        return f"&#{ord(title[0])};{title[1:]}" if looks_numbered else title
    number = SIMPLE_NUMBER.fullmatch(block.number)
    if number and number[2] is None:
        return f"{block.number} {title}"
    return f"{_inline(block.number)}{_NUMBER_END}{title}"


def _inline(text: str) -> str:
    # Readers of files take this letter for a sign of text in the wrong encoding.
    return _INLINE.sub(lambda match: "\\" + match[0], text).replace("Ã", "&#195;")


def _line(text: str) -> str:
    """Escape a whole line, whose first characters could be a list's or a heading's mark."""
    escaped = _inline(text)
    if match := _OPENING.match(escaped):
        if match[1]:
            return f"{match[1]}\\{escaped[match.end() :]}"
        return "\\" + escaped
    return escaped


def _plain(text: str) -> str:
    def letter(match: re.Match[str]) -> str:
        return match[1] or chr(min(int(match[2]), 0x10FFFF))

    return one_line(_ESCAPED.sub(letter, text))


def is_own_markdown(lines: Sequence[Line]) -> bool:
    """Say whether the first line that isn't blank is our mark."""
    first = next((line.raw.strip() for line in lines if line.raw.strip()), "")
    return first == MARK


def markdown_blocks(lines: Sequence[Line]) -> Iterator[Block | Furniture]:
    """Turn the lines of our own Markdown into blocks; the mark itself is furniture."""
    pending: Block | None = None
    label: Kind | None = None
    after_title = False
    last = 0
    for line in lines:
        raw = line.raw.strip()
        if not raw:
            continue
        follows, last = line.number == last + 1, line.number
        if raw == MARK:
            yield Furniture("mark", line.number, line.raw)
            continue
        block = _read(raw, line.number, label, after_title=after_title)
        if pending and follows and _continues(pending, block, raw):
            joined = one_line(f"{pending.text} {_plain(raw)}")
            pending = replace(pending, text=joined, lines=(*pending.lines, line.number))
            continue
        if pending:
            yield pending
        pending = block
        if _HEADING.match(raw):
            label = block.kind if block.kind in LABELS else None
            after_title = block.kind is Kind.TITLE
    if pending:
        yield pending


def _continues(pending: Block, block: Block, raw: str) -> bool:
    """Say whether a line without a blank line before it goes on where the last one stopped."""
    if _HEADING.match(raw) or _BULLET.match(raw):
        return False
    return pending.kind not in LABELS and pending.kind not in _HASHES and not block.bullet


def _read(raw: str, number: int, label: Kind | None, *, after_title: bool) -> Block:
    lines = (number,)
    if match := _HEADING.match(raw):
        return _read_heading(len(match[1]), match[2] or "", lines)
    if match := _BULLET.match(raw):
        inner = match[1] or ""
        for kind, prefix in _FRONT.items():
            if after_title and inner.startswith(prefix.rstrip()):
                return Block(kind, _plain(inner[len(prefix.rstrip()) :]), "", lines)
        if label:
            kind = Kind.ACTION if label is Kind.ACTIONS else Kind.INDICATOR
            return Block(kind, _plain(inner), "", lines, bullet=True)
        return Block(Kind.TEXT, one_line(f"- {_plain(inner)}"), "", lines, bullet=True)
    if label:
        kind = Kind.ACTIONS_INTRO if label is Kind.ACTIONS else Kind.INDICATORS_INTRO
        return Block(kind, _plain(raw), "", lines)
    return Block(Kind.TEXT, _plain(raw), "", lines)


def _read_heading(level: int, written: str, lines: tuple[int, ...]) -> Block:
    kind = _LEVELS.get(level)
    if kind is None:
        for label, word in LABELS.items():
            if _plain(written).casefold().startswith(word.casefold()[:6]):
                return Block(label, word, "", lines)
        return Block(Kind.TEXT, _plain(written), "", lines, guessed=True)
    if kind not in NUMBERED:
        return Block(kind, _plain(written), "", lines)
    number, end, title = written.partition(_NUMBER_END)
    if end:
        return Block(kind, _plain(title), _plain(number), lines)
    if match := SIMPLE_NUMBER.fullmatch(written):
        return Block(kind, _plain(match[2] or ""), match[1], lines)
    return Block(kind, _plain(written), "", lines)
