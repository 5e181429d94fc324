"""How a document's lines are laid out: how wide, how far apart, and what stands inside a sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kernespor.connectors.governing.words import OPEN
from kernespor.connectors.unit_plan.rows import Row

TERMINAL = re.compile(r"[.!?:;][\"'”’»)\]]*$")
_ABBREVIATION = re.compile(
    r"(?<![^\W_])(?:bl\.a|ca|d|evt|fx|f\.eks|hhv|ift|inkl|ekskl|jf|kl|mio|mia|nr|pct|pkt|stk|vedr|kap|tlf|max|maks|min|dvs)\.$"
)
_SYMBOL = re.compile(r"[\ue000-\uf8ff\u25a0-\u25ff\u2700-\u27bf\u2022\u2023\u2043]+[ \t]*(?=\S)")
_LABELLED = re.compile(r"[ \t]?(?P<label>[A-ZÆØÅ][\w/.-]*(?: [a-zæøå]\w+){0,2}) {2,}(?P<rest>[A-ZÆØÅ§\d].*)")
_FEWEST_LABELLED = 3  # lines of "Bilag  Nej" before a document counts as a form
_FEWEST_FULL = 5  # sentences over several lines before a document counts as folded
_FEWEST_ALIKE, _WIDE = 3, 50  # the same where all those lines are equally long, and as long as this
_SHARE_FULL = 0.06  # of its lines
_LOW, _HIGH = 0.1, 0.95  # shares of the lines that are known to be full
_LEAST_FULL = 0.85  # of the width: no line shorter than this is full
_SHORT = 0.5  # of the width: a figure's label is no longer
_MOST_LABELS = 5  # lines of a figure's labels inside one sentence
_FEWEST_WORDY, _MOST_WORDS, _SHARE_WORDY = 30, 2, 0.8  # lines, words in each, share of them: a word a line
_TAIL = 90


def ended(text: str) -> bool:
    """Say whether a text's last sentence has ended: a stop that is more than an abbreviation's."""
    tail = text[-_TAIL:]
    return bool(TERMINAL.search(tail)) and not _ABBREVIATION.search(tail)


def is_open(text: str) -> bool:
    """Say whether a text ends in a word that something must follow."""
    words = text[-_TAIL:].split()
    return bool(words) and (words[-1].endswith((",", "/", "&")) or words[-1] in OPEN)


def is_lower(text: str) -> bool:
    """Say whether a text begins as the middle of a sentence does."""
    return text[:1].islower() or (text[:1] in ",;)%" and text != "")


def reach(row: Row) -> float:
    """Return where a row ends, in characters."""
    return row.line.reach or float(len(row.line.raw.rstrip()))


def with_symbols(rows: Sequence[Row]) -> None:
    """Read symbols of other fonts as the bullets they were."""
    for row in rows:
        if row.text and not row.bullet and not row.level and (match := _SYMBOL.match(row.text)):
            row.bullet, row.text = match[0].strip(), row.text[match.end() :]


def split_labels(rows: Sequence[Row]) -> list[Row]:
    """Part the lines of a form ("Bilag  Nej") into the label and what it says."""
    labelled = [row for row in rows if _labelled(row)]
    if len(labelled) < _FEWEST_LABELLED:
        return list(rows)
    parted: list[Row] = []
    for row in rows:
        match = _labelled(row)
        if match is None:
            parted.append(row)
            continue
        rest = " ".join(match["rest"].split())
        parted.append(replace(row, text=match["label"], level=1))
        parted.append(replace(row, text=rest))
    return parted


def _labelled(row: Row) -> re.Match[str] | None:
    if row.gone or row.bullet or row.cell or row.level or row.line.size:
        return None
    return _LABELLED.fullmatch(row.line.raw.strip("\n\f"))


def take_back_sentences(rows: Sequence[Row]) -> None:
    """Give back lines that were taken for page heads though they stand once, without page or number.

    A plan's page heads name it; a note says "kommune" in the middle of any sentence.
    """
    heads = [row for row in rows if row.gone == "page_head" and not row.line.role]
    seen = Counter(re.sub(r"\d+", "#", row.text.casefold()) for row in heads)
    for row in heads:
        if seen[re.sub(r"\d+", "#", row.text.casefold())] == 1 and not re.search(
            r"\d\s*$|^\d|side", row.text, re.IGNORECASE
        ):
            row.gone = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """The habits of a document's lines.

    `full_from` is the place from which a line counts as full (None: its lines aren't folded at a width);
    `usual_blanks` how many blank lines stand between the lines of one paragraph; `worded` says that each
    word has a line of its own; `indent` is where most lines begin.
    """

    width: float
    full_from: float | None
    usual_blanks: int
    worded: bool
    indent: float

    def is_full(self, row: Row, next_text: str, widest: float) -> bool:
        """Say whether the next word wouldn't have fitted on the row; `widest` is the reach of its stretch."""
        if self.full_from is None:
            return False
        word = next_text.split(maxsplit=1)[0] if next_text else ""
        share = self.full_from / self.width
        return reach(row) + 1 + len(word) >= min(self.full_from, widest * share + 1)


def measure(rows: Sequence[Row]) -> Layout:
    """Learn a document's layout from the sentences that go over from one line to the next."""
    needs: list[float] = []
    reaches: list[float] = []
    blanks_seen: Counter[int] = Counter()
    texts = [row for row in rows if row.text and not row.gone and not row.cell]
    indents = Counter(round(row.line.indent) for row in texts if not row.bullet and not row.level)
    before: Row | None = None
    blanks = 0
    for row in rows:
        if row.gone or row.cell:
            before = None
        elif row.blank:
            blanks += 1
        else:
            over = before and not row.bullet and not row.level and not before.level and not ended(before.text)
            if before and over and is_lower(row.text):
                needs.append(reach(before) + 1 + len(row.text.split(maxsplit=1)[0]))
                reaches.append(reach(before))
                blanks_seen[blanks] += 1
            before, blanks = row, 0
    indent = float(indents.most_common(1)[0][0]) if indents else 0.0
    wordy = sum(len(row.text.split()) <= _MOST_WORDS for row in texts)
    worded = len(texts) >= _FEWEST_WORDY and wordy >= _SHARE_WORDY * len(texts)
    alike = (
        bool(reaches)
        and not any(row.line.style for row in texts)
        and min(reaches) >= max(_LEAST_FULL * max(reaches), _WIDE)
    )
    fewest = _FEWEST_ALIKE if alike else _FEWEST_FULL
    printed = [reach(row) for row in texts if row.line.size and not row.line.style]
    if printed and needs:  # a PDF says where each line ends: all of it is folded
        fewest = 1
        reaches.extend(printed)
    if len(needs) < (1 if printed and needs else max(fewest, _SHARE_FULL * len(texts))):
        return Layout(1.0, None, 0, worded=False, indent=indent)
    needs.sort()
    reaches.sort()
    width = max(reaches[int(len(reaches) * _HIGH)], 1.0)
    full = min(max(needs[int(len(needs) * _LOW)], _LEAST_FULL * width), width)
    return Layout(width, full, _usual(blanks_seen), worded=worded, indent=indent)


def _usual(blanks: Counter[int]) -> int:
    """Return the blank lines inside a paragraph: more than none only where most lines have them."""
    single = sum(count for number, count in blanks.items() if number == 0)
    if single >= blanks.total() * 0.5:
        return 0
    return min(number for number, count in blanks.items() if number and count >= blanks.total() * 0.1)


def set_aside_labels(rows: Sequence[Row], layout: Layout) -> list[Row]:
    """Mark the short lines that stand inside a sentence as a figure's labels, and return the first of each.

    In folded text a line in mid-sentence is full. Short lines between a full one without a stop and one
    that goes on in small letters, apart from it, are no part of the sentence.
    """
    if layout.full_from is None or layout.worded:
        return []
    found: list[Row] = []
    for place, row in enumerate(rows):
        if row.text and not row.gone and not row.bullet and not row.level and is_lower(row.text):
            labels = _labels_above(rows, place, layout)
            for label in labels:
                label.gone = "figure_label"
            found.extend(labels[:1])
    return found


def _labels_above(rows: Sequence[Row], place: int, layout: Layout) -> list[Row]:
    labels: list[Row] = []
    gap = False
    blanks = 0
    for other in range(place - 1, -1, -1):
        row = rows[other]
        if row.gone:
            continue
        if row.blank:
            blanks += 1
            continue
        gap = gap or blanks > layout.usual_blanks
        if row.level or row.bullet or row.cell or ended(row.text) or not gap:
            full = not ended(row.text) and not row.level and not row.cell
        else:
            full = not ended(row.text)
        if full and layout.is_full(row, rows[place].text, layout.width):
            apart = any(label.text[:1].isupper() for label in labels)
            return labels[::-1] if labels and apart else []
        if (
            not gap
            or len(labels) >= _MOST_LABELS
            or row.level
            or row.bullet
            or row.cell
            or ended(row.text)
            or is_open(row.text)
            or reach(row) > _SHORT * layout.width
        ):
            return []
        labels.append(row)
        blanks = 0
    return []
