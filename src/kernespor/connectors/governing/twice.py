"""Text that stands twice in a document, word for word or nearly."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from kernespor.connectors.governing.findings import cut, noticed
from kernespor.connectors.governing.joining import Piece
from kernespor.engines.findings import Finding
from kernespor.engines.sentences import sentences

_WORD = re.compile(r"[^\W_]+")
_FEWEST_PARAGRAPH, _FEWEST_BULLET, _FEWEST_SENTENCE = 10, 12, 12  # words
_LEAST = 0.9  # share of words that two texts have in common, in order
_MOST_DIFFERENT = 3  # words
_MOST_OFTEN = 3  # times from which a text is a form's own
_MOST_COMPARED = 8  # earlier texts that one is compared with, the likest first
_SHARE_SHARED = 0.6  # of a text's rare words that one like it has too
_RARE = 12  # texts that a word may stand in to say something about where a text comes from


def twice(pieces: Sequence[Piece]) -> Iterator[Finding]:
    """Yield each paragraph, bullet or sentence that stands again."""
    words = [_WORD.findall(piece.text.casefold()) for piece in pieces]
    same: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, said in enumerate(words):
        if not pieces[place].heading:
            same[tuple(said)].append(place)
    often = {said for said, places in same.items() if len(places) > _MOST_OFTEN}
    holding: dict[str, list[int]] = defaultdict(list)
    found: set[int] = set()
    for place, piece in enumerate(pieces):
        said = words[place]
        fewest = _FEWEST_BULLET if piece.mark else _FEWEST_PARAGRAPH
        if (
            piece.heading
            or piece.first.cell
            or piece.text.endswith(":")
            or len(said) < fewest
            or tuple(said) in often
        ):
            continue
        other = _like(place, words, holding, pieces)
        if other is not None:
            found.add(place)
            above = pieces[other].first.number
            yield noticed("text_twice", piece.first.number, place, other=above, text=cut(piece.text))
        for word in set(said):
            holding[word].append(place)
    yield from _sentences(pieces, found)


def _like(
    place: int, words: Sequence[list[str]], holding: dict[str, list[int]], pieces: Sequence[Piece]
) -> int | None:
    said = words[place]
    shared: Counter[int] = Counter()
    rare = [word for word in set(said) if len(holding[word]) <= _RARE]
    for word in rare:
        shared.update(holding[word])
    likest = [
        other for other, count in shared.most_common(_MOST_COMPARED) if count >= _SHARE_SHARED * len(rare)
    ]
    for other in likest:
        if words[other] == said or _nearly(words[other], said, pieces[other].text, pieces[place].text):
            return other
    return None


def _nearly(one: list[str], other: list[str], one_text: str, other_text: str) -> bool:
    """Say whether two texts are the same but for a few words that say nothing of their own."""
    if abs(len(one) - len(other)) > _MOST_DIFFERENT:
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.quick_ratio() < _LEAST or matcher.ratio() < _LEAST:
        return False
    changed = [
        word
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
        for word in (*one[a:b], *other[c:d])
    ]
    names = {word for text in (one_text, other_text) for word in _names(text)}
    return len(changed) <= 2 * _MOST_DIFFERENT and not any(
        word.isdigit() or word in names for word in changed
    )


def _names(text: str) -> Iterator[str]:
    """Yield the words that are written with a capital inside a sentence, in lower case."""
    for match in re.finditer(r"(?<=[^.!?:] )[A-ZÆØÅ][\w-]*", text):
        yield from _WORD.findall(match[0].casefold())


def _sentences(pieces: Sequence[Piece], found: set[int]) -> Iterator[Finding]:
    first: dict[tuple[str, ...], tuple[int, int]] = {}
    for place, piece in enumerate(pieces):
        if piece.heading or piece.first.cell or place in found:
            continue
        for start, sentence in sentences(piece.text):
            said = tuple(_WORD.findall(sentence.casefold()))
            if len(said) < _FEWEST_SENTENCE or sentence.endswith(":"):
                continue
            if said in first and first[said][0] != place:
                other, line = first[said]
                if len(said) * 2 > len(_WORD.findall(piece.text)) and pieces[other].text == piece.text:
                    continue
                yield noticed("text_twice", piece.line_at(start), place, other=line, text=cut(sentence))
            first.setdefault(said, (place, piece.line_at(start)))
