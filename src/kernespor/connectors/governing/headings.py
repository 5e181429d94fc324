"""Which pieces are headings and bullets, and on which level."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from kernespor.connectors.governing.joining import Piece
from kernespor.connectors.governing.layout import is_lower, is_open
from kernespor.connectors.governing.words import CASE_LABELS, GENERAL, VERBS
from kernespor.connectors.unit_plan.vocabulary import distance, fold

CAPTION = re.compile(
    r"(?:figur|tabel|diagram|boks|kilde|foto|bilag)(?: ?\d{1,2}(?:\.\d)?| [A-H])?\s*[.:–-]\s*\S",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})\.?\)?\s+\S")
_ORDINAL = re.compile(r"(?:\d{1,2}|[A-H])[.)]?")
_COUNTED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*|[A-H])[.)] \S")
SERIES = re.compile(r"[A-ZÆØÅ]\w+ (?:\d{1,2}|[A-H])\s*[:.–-]\s*\S")
_CHAPTER = re.compile(r"(?:kapitel|del|afsnit|bilag)\b", re.IGNORECASE)
_RUN_IN = re.compile(r"[A-ZÆØÅ][^.:!?]{2,70}: \S")
_BOLD_RUN_IN = re.compile(r"\W*(?:\*\*|__|<b>)[^*_<]{2,90}(?:\*\*|__|</b>)[.:]?\s+\S")
_ADDRESS = re.compile(r"@|www\.|\b\d{4} [A-ZÆØÅ]|(?:\d\d ){3}\d\d|\b(?i:tlf|telefon)\b")
_DATED = re.compile(r"\b\d{1,2}[-./]\d{1,2}[-./]\d{4}\b|, (?:den|d\.) \d{1,2}\. ")
_LONGEST, _MOST_WORDS = 110, 14  # letters and words of a heading without a mark
_COLON_WORDS = 3  # words of a heading that ends in a colon
_ITEM_WORDS = 14  # words of a point without a bullet
_FEWEST_ITEMS = 2
_MOST_TEXTS = 400  # wordings of headings that are compared letter by letter
_FEWEST_MARKED = 4  # headings with a mark, from which a line without one is no heading by its look alone
_LIST_STYLE = re.compile(r"(?:list|liste|opstilling|punkt)\D*(\d)", re.IGNORECASE)
_POINTS = 0.6
_DEEPEST = 9


def settle(pieces: Sequence[Piece]) -> None:
    """Say of each piece whether it's a heading, a bullet or a paragraph."""
    _numbered(pieces)
    size, bold = _body_type(pieces)
    marked = Counter(fold(piece.text) for piece in pieces if piece.first.line.level)
    for place, piece in enumerate(pieces):
        if piece.level and not piece.mark:
            piece.heading = True
        elif not piece.mark:
            piece.heading = _set_apart(piece, size, bold=bold) or (
                (marked.total() < _FEWEST_MARKED or _is_known(piece, marked)) and _stands_over(pieces, place)
            )
    _unmarked_lists(pieces)


def _is_known(piece: Piece, marked: Counter[str]) -> bool:
    """Say whether a heading that lost its mark has one elsewhere, perhaps spelt a letter otherwise."""
    if len(piece.text) > _LONGEST:
        return False
    text = fold(piece.text)
    return text in marked or (
        len(marked) <= _MOST_TEXTS and any(distance(text, other, 1) <= 1 for other in marked)
    )


def grade(pieces: Sequence[Piece], *, form: bool) -> None:
    """Say how deep each heading and each bullet stands; `form` says that its labels are headings too."""
    _levels(pieces, _body_type(pieces)[0], form=form)
    _depths(pieces)


def _numbered(pieces: Sequence[Piece]) -> None:
    """Read "1. Formål" as a heading, where what stands under the numbers is text and no next number."""
    runs: list[list[int]] = []
    for place, piece in enumerate(pieces):
        if not _ORDINAL.fullmatch(piece.mark):
            continue
        bare = piece.mark.rstrip(".)")
        number = int(bare) if bare.isdigit() else "ABCDEFGH".index(bare) + 1
        if number == 1 or not runs:
            runs.append([place])
        else:
            runs[-1].append(place)
    for run in runs:
        fit = [_may_be_heading(pieces[place]) for place in run]
        over_text = [place + 1 < len(pieces) and place + 1 not in run for place in run[:-1]] or [
            run[0] + 1 < len(pieces) and not pieces[run[0] + 1].mark
        ]
        if all(fit) and all(over_text) and (run[-1] + 1 < len(pieces)):
            for place in run:
                piece = pieces[place]
                piece.starts = [0, *(start + len(piece.mark) + 1 for start in piece.starts[1:])]
                piece.text, piece.mark, piece.heading = f"{piece.mark} {piece.text}", "", True


def _may_be_heading(piece: Piece) -> bool:
    text = piece.text
    return (
        len(text) <= _LONGEST
        and len(text.split()) <= _MOST_WORDS
        and not text.endswith((".", ",", ";", "!"))
        and not is_open(text)
        and not is_lower(text)
        and any(letter.isalpha() for letter in text)
        and not piece.first.cell
        and " | " not in text
        and not text.startswith("![")
        and not CAPTION.match(text)
        and not _ADDRESS.search(text)
        and not _DATED.search(text)
    )


def _body_type(pieces: Sequence[Piece]) -> tuple[float, bool]:
    """Return the size of running text and whether it's bold, by letters."""
    sizes: Counter[tuple[float, bool]] = Counter()
    for piece in pieces:
        sizes[piece.first.line.size, piece.first.bold] += len(piece.text)
    return sizes.most_common(1)[0][0] if sizes else (0.0, False)


def _set_apart(piece: Piece, size: float, *, bold: bool) -> bool:
    """Say whether the type alone makes the piece a heading: bold over plain text, or larger."""
    if piece.heading:
        return True
    own = piece.first.line.size
    stands_out = (piece.first.bold and not bold) or (own and size and own - size > _POINTS)
    return bool(stands_out) and _may_be_heading(piece) and not (own and size and size - own > _POINTS)


def _stands_over(pieces: Sequence[Piece], place: int) -> bool:
    """Say whether a piece without any mark is a heading: a short line alone, with text under it."""
    piece = pieces[place]
    below = pieces[place + 1] if place + 1 < len(pieces) else None
    if piece.heading or below is None or not _may_be_heading(piece) or below.first.cell:
        return piece.heading
    if piece.text.endswith(":"):
        said = piece.text.casefold().strip(":").split()
        return piece.apart and len(said) <= _COLON_WORDS and not VERBS.intersection(said)
    if place and _is_of_what_is_above(pieces[place - 1], piece, below):
        return False
    return not is_lower(below.text) and _leads_somewhere(pieces, place + 1)


def _is_of_what_is_above(above: Piece, piece: Piece, below: Piece) -> bool:
    """Say whether a short line belongs to the text, the list or the label of a form above it."""
    if above.first.number == piece.first.number:
        return len(below.text) <= _LONGEST
    if above.heading:
        return False
    if above.text.endswith(":"):
        return is_lower(below.text) or not piece.apart
    return not piece.apart and not above.text.endswith(".")


def _leads_somewhere(pieces: Sequence[Piece], place: int) -> bool:
    """Say whether running text or a list follows before the end, not only short lines like an address."""
    for piece in pieces[place : place + 4]:
        if CAPTION.match(piece.text):
            return True
        runs = piece.text.endswith((".", ":")) or ". " in piece.text or len(piece.text) > _LONGEST
        if piece.mark or piece.level or runs:
            return not _ADDRESS.search(piece.text[:_LONGEST])
        if _ADDRESS.search(piece.text):
            return False
    return False


def _unmarked_lists(pieces: Sequence[Piece]) -> None:
    """Read points without bullets: short lines under one with a colon, or each with a head of its own."""
    for place, piece in enumerate(pieces[:-1]):
        if not piece.text.endswith(":") or piece.heading:
            continue
        for fits in (_is_run_in, _is_item):
            end = place + 1
            while (
                end < len(pieces)
                and fits(pieces[end])
                and (fits is _is_run_in or _stops(pieces[end]) == _stops(pieces[place + 1]))
                and (end == place + 1 or not _new_stretch(pieces, place, end))
            ):
                end += 1
            if end - place - 1 >= _FEWEST_ITEMS:
                for item in pieces[place + 1 : end]:
                    item.mark, item.heading = "·", False
                    item.run_in = fits is _is_run_in
                break


def _new_stretch(pieces: Sequence[Piece], place: int, end: int) -> bool:
    """Say whether a gap parts a point from those before it that have none among them."""
    return pieces[end].gap and not pieces[place + 1].gap and not is_lower(pieces[end].text)


def _stops(piece: Piece) -> bool:
    """Say whether a point is a sentence: points are all alike, a heading and its text aren't."""
    return piece.text.endswith(".")


def _is_run_in(piece: Piece) -> bool:
    return (
        not piece.mark
        and not piece.level
        and bool(_RUN_IN.match(piece.text) or _BOLD_RUN_IN.match(piece.first.line.raw))
    )


def _is_item(piece: Piece) -> bool:
    text = piece.text
    if piece.mark or piece.level or piece.first.cell or text.endswith(":") or _COUNTED.match(text):
        return False
    short = len(text.split()) <= _ITEM_WORDS
    return (short and is_lower(text)) or (short and not piece.gap and not text.endswith(":"))


def _levels(pieces: Sequence[Piece], size: float, *, form: bool) -> None:
    headings = [piece for piece in pieces if piece.heading]
    if any(piece.level for piece in headings) and not form:
        _even_out(headings)
        _between(headings)
        return
    ranks = sorted({round(piece.first.line.size, 1) for piece in headings}, reverse=True)
    style = _style(headings)
    for piece in headings:
        if match := _NUMBER.match(piece.text):
            level = len(match["number"].split("."))
        elif size and len(ranks) > 1:
            level = 1 + ranks.index(round(piece.first.line.size, 1))
        elif form:
            level = 1 if piece.level or CASE_LABELS.fullmatch(piece.text) else 2
        else:
            level = _level_by_look(piece, style)
        piece.level = min(level, _DEEPEST)


class _Style(NamedTuple):
    """How headings look that have no mark: the first has space below it, several have, most are numbered."""

    loose_first: bool
    two_ways: bool
    numbered: bool


def _style(headings: Sequence[Piece]) -> _Style:
    loose = [piece for piece in headings if not piece.tight and not piece.text.endswith(":")]
    first = bool(loose) and headings[0] is loose[0]
    numbered = sum(bool(_NUMBER.match(piece.text)) for piece in headings)
    return _Style(first, first and len(loose) > 1, 2 * numbered > len(headings))


def _level_by_look(piece: Piece, style: _Style) -> int:
    if fold(piece.text) in GENERAL:
        return 1
    if piece.text.endswith(":") or (SERIES.match(piece.text) and not _CHAPTER.match(piece.text)):
        return 2 if style.loose_first else 1
    return 2 if piece.tight and (style.two_ways or style.numbered) else 1


def _even_out(headings: Sequence[Piece]) -> None:
    """Give headings of one number depth, or one wording, the level that most of them have."""
    groups: dict[object, list[Piece]] = defaultdict(list)
    texts = Counter(fold(piece.text) for piece in headings)
    for piece in headings:
        match = _NUMBER.match(piece.text)
        groups[len(match["number"].split(".")) if match else _commonest(fold(piece.text), texts)].append(
            piece
        )
    for group in groups.values():
        levels = Counter(piece.level for piece in group if piece.level)
        if len(group) > 1 and levels:
            for piece in group:
                piece.level = levels.most_common(1)[0][0]


def _commonest(text: str, texts: Counter[str]) -> str:
    """Return the wording that a heading was meant to have: one that comes more often, a letter away."""
    if len(texts) > _MOST_TEXTS:
        return text
    near = [other for other in texts if other[:3] == text[:3] and distance(text, other, 1) <= 1]
    return max(near, key=lambda other: texts[other])


def _between(headings: Sequence[Piece]) -> None:
    """Give a heading without a mark, among those with one, the level below the last."""
    last = 0
    for piece in headings:
        piece.level = min(piece.level or last + 1, _DEEPEST)
        last = piece.level if piece.first.level else last


def _depths(pieces: Sequence[Piece]) -> None:
    """Count how deep each bullet stands, by its indent, or by its mark where all begin at one place."""
    stack: list[tuple[float, str]] = []
    for piece in pieces:
        if not piece.mark:
            stack = []
            continue
        mine = (_indent(piece), _class(piece.mark))
        while stack and mine[0] < stack[-1][0] - 1:
            stack.pop()
        if stack and abs(mine[0] - stack[-1][0]) <= 1:
            at_place = [
                depth
                for depth, other in enumerate(stack)
                if other[1] == mine[1] and abs(other[0] - mine[0]) <= 1
            ]
            stack = stack[: at_place[-1]] if at_place else stack
        stack.append(mine)
        piece.depth = min(len(stack), _DEEPEST)


def _indent(piece: Piece) -> float:
    """Return where a bullet begins; Word says it by the number of a list's style, or people by blanks."""
    line = piece.first.line
    if match := _LIST_STYLE.fullmatch(line.style):
        return 3.0 * (int(match[1]) - 1)
    raw = line.raw.expandtabs(4)
    return max(line.indent, float(len(raw) - len(raw.lstrip())) if line.style else 0.0)


def _class(mark: str) -> str:
    """Return what kind of mark it is: figures, letters, or the symbol itself."""
    bare = mark.strip("().")
    return "1" if bare.isdigit() else "a" if bare.isalpha() and mark != bare else mark
