"""A document's text as pages show it: its blocks, the passages in place, the findings beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.enums import BlockKind
from kernespor.domains.strategy.models import DocumentBlock, GoverningDocument, Passage
from kernespor.engines.findings import Severity
from kernespor.engines.sentences import sentences

_FIRST_HEADING, _LAST_HEADING = 3, 6  # the page's own headings are the first two
_SEVERITIES = {
    Severity.ERROR.value: ("off_track", _("Fejl")),
    Severity.WARNING.value: ("slipping", _("Se efter")),
    Severity.NOTE.value: ("", _("Til orientering")),
}


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding of the reading: its number on the page, its words, and the block it stands at (0: none)."""

    number: int
    state: str
    word: str
    message: str
    suggestion: str
    block: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of letters of a block, and the passage that it is in, the shortest where several are."""

    text: str
    passage: Passage | None


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block with its passages in place and the numbers of its findings.

    `tag` is how it is drawn ("h3", "p", "li"); `opens` and `closes` say where a list begins and ends.
    """

    row: DocumentBlock
    tag: str
    pieces: tuple[Piece, ...]
    passages: tuple[Passage, ...]
    findings: tuple[FindingView, ...]
    opens: bool = False
    closes: bool = False

    @property
    def is_markable(self) -> bool:
        """Say whether a passage can be marked in it."""
        return self.row.kind != BlockKind.HEADING


@dataclass(frozen=True, slots=True)
class Sentence:
    """What one can point at in a block: a sentence, or the whole of it."""

    starts: int
    text: str
    is_whole: bool
    is_marked: bool

    @property
    def key(self) -> str:
        """What a form sends for it."""
        return f"{self.starts}-{len(self.text)}"


def findings_of(document: GoverningDocument) -> list[FindingView]:
    """Return what the reading found, in the reader's language, numbered from 1 in the order of the text."""
    found = []
    rows = sorted(document.findings, key=lambda one: one.get("place", {}).get("paragraph", 0))
    for number, one in enumerate(rows, start=1):
        state, word = _SEVERITIES.get(one["severity"], _SEVERITIES[Severity.NOTE.value])
        params, hint = one.get("params", {}), one.get("suggestion_template", "")
        said = gettext(one["template"]).format(**params) if one.get("template") else one["message"]
        found.append(
            FindingView(
                number,
                state,
                str(word),
                said,
                gettext(hint).format(**params) if hint else one.get("suggestion", ""),
                one.get("place", {}).get("paragraph", 0),
            )
        )
    return found


def block_views(
    blocks: Sequence[DocumentBlock], passages: Sequence[Passage], findings: Sequence[FindingView]
) -> list[BlockView]:
    """Return the text, block by block."""
    within: Mapping[int, list[Passage]] = defaultdict(list)
    for passage in passages:
        within[passage.block_id].append(passage)
    at: Mapping[int, list[FindingView]] = defaultdict(list)
    for finding in findings:
        at[finding.block].append(finding)
    top = min((block.level for block in blocks if block.kind == BlockKind.HEADING), default=1)
    views = []
    for place, block in enumerate(blocks):
        is_point = block.kind == BlockKind.BULLET
        before = blocks[place - 1] if place else None
        after = blocks[place + 1] if place + 1 < len(blocks) else None
        views.append(
            BlockView(
                block,
                _tag(block, top),
                tuple(_pieces(block.text, within[block.pk])),
                tuple(within[block.pk]),
                tuple(at[block.position]),
                opens=is_point and (before is None or before.kind != BlockKind.BULLET),
                closes=is_point and (after is None or after.kind != BlockKind.BULLET),
            )
        )
    return views


def _tag(block: DocumentBlock, top: int) -> str:
    if block.kind == BlockKind.HEADING:
        return f"h{min(_FIRST_HEADING + block.level - top, _LAST_HEADING)}"
    return "li" if block.kind == BlockKind.BULLET else "p"


def _pieces(text: str, passages: Sequence[Passage]) -> Iterator[Piece]:
    """Yield the text cut where passages begin and end."""
    spans = [(one.starts, one.starts + len(one.text), one) for one in passages]
    cuts = sorted({0, len(text), *(cut for first, last, _one in spans for cut in (first, last))})
    for first, last in pairwise(cuts):
        over = [(end - start, one.pk, one) for start, end, one in spans if start <= first and last <= end]
        yield Piece(text[first:last], min(over)[2] if over else None)


def sentences_of(block: DocumentBlock, passages: Sequence[Passage]) -> list[Sentence]:
    """Return what one can point at in a block: each sentence, and the whole where it is more than one."""
    marked = {(one.starts, one.text) for one in passages if one.withdrawn_on is None}
    found = [
        Sentence(at, words, is_whole=False, is_marked=(at, words) in marked)
        for at, words in sentences(block.text)
    ]
    if len(found) > 1:
        first, last = found[0], found[-1]
        whole = block.text[first.starts : last.starts + len(last.text)]
        found.append(Sentence(first.starts, whole, is_whole=True, is_marked=(first.starts, whole) in marked))
    return found
