"""A text as a reader sees it: one plain sign for each of the many that look or count the same.

Digits of every script become 0–9, dashes "-", spaces " ", line breaks a line break; signs that nobody sees
go; runs of one sign are one. Each folded sign knows which letters of the text it stands for, so that what is
found can be shown and masked where it is, and the rest isn't changed by a letter.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kernespor.engines.masking.records import MASK, Span
from kernespor.engines.masking.vocabulary import homoglyphs

BARRIER = "\ue000"  # stands for what is masked already: a sign of no script, which no number crosses
_NOTHING = "\u200b"  # what a text's own barrier is taken for
_BREAKS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
_BLANKS = frozenset("\x1f\u115f\u1160\u2800\u3164\uffa0")
_DASHES = frozenset("_~\u00af\u02d7\u2043\u2212\u223c\u2500\u2501\u2796\u30fc\uff70")
_DOTS = frozenset("·‧∙․。｡・⸱⋅")
_SLASHES = frozenset("/\\|⁄∕¦│")
_UNSEEN = ("Mn", "Me", "Mc", "Cf", "Cc", "Co", "Cn", "Cs")
_PLAIN = {"Zs": " ", "Pd": "-"} | dict.fromkeys(_UNSEEN, "")  # by category
_MARKS = frozenset({"Mn", "Me", "Mc"})
_TURN = "\u202e"  # what follows is shown from right to left, digits too
_TWO_DIGITS = 99
# A tag may be written into an answer, and an entity: what is shown is then shorter than what is written.
_MARKUP = re.compile(
    r"</?[a-zA-Z!][^<>]{0,200}>|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});|%[0-9a-fA-F]{2}"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """The plain signs, and where in the text each begins and ends."""

    signs: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the text a stretch of signs stands, `end` not included in either."""
        last = end - 1
        return min(self.starts[start], self.starts[last]), max(self.ends[start], self.ends[last])


_Letters = list[tuple[str, int, int]]


def folded(text: str, hidden: Iterable[Span] = ()) -> Folded:
    """Return the text as a reader sees it, with what is hidden or masked as one barrier each."""
    return _fold(_covered(text, hidden))


def readings(text: str, hidden: Iterable[Span] = ()) -> tuple[Folded, ...]:
    """Return the text as it is written and, where markup or a turn makes a difference, as it is shown."""
    letters = _covered(text, hidden)
    shown = _shown(letters)
    turned = letters[::-1] if _TURN in text else None
    return tuple(_fold(one) for one in (letters, shown, turned) if one is not None)


def _covered(text: str, hidden: Iterable[Span]) -> _Letters:
    """Return the letters with their places; what is masked or hidden is one barrier.

    The masked text and the unmasked one with its places hidden give the same letters: what is found in one is
    found in the other, and so masking twice is masking once.
    """
    letters: _Letters = []
    at = 0
    for span in (*hidden, None):
        until = span.start if span else len(text)
        while at < until:
            masked = text.find(MASK, at, until)
            stop = until if masked < 0 else masked
            own = text[at:stop].replace(BARRIER, _NOTHING)
            letters.extend(zip(own, range(at, stop), range(at + 1, stop + 1), strict=True))
            at = stop
            if masked >= 0:
                letters.append((BARRIER, at, at + len(MASK)))
                at += len(MASK)
        if span:
            letters.append((BARRIER, span.start, span.end))
            at = span.end
    return letters


def _shown(letters: _Letters) -> _Letters | None:
    """Return the letters without tags and with entities read, or nothing where there are none."""
    written = "".join(letter for letter, _, _ in letters)
    shown: _Letters = []
    at = 0
    for found in _MARKUP.finditer(written):
        shown.extend(letters[at : found.start()])
        place = letters[found.start()][1], letters[found.end() - 1][2]
        shown.extend((letter, *place) for letter in _meant(found[0]))
        at = found.end()
    return [*shown, *letters[at:]] if at else None


def _meant(markup: str) -> str:
    if markup.startswith("<"):
        return "\n" if markup[1:3].casefold() in {"br", "p>", "/p", "/d", "/t", "/l"} else ""
    if markup.startswith("%"):
        value = chr(int(markup[1:], 16))
        return value if value.isascii() else ""
    return html.unescape(markup)


def _fold(letters: _Letters) -> Folded:
    signs: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for letter, start, end in letters:
        sign = _sign(letter)
        if not sign:
            # An accent belongs to the letter before it, and so goes with it.
            if signs and unicodedata.category(letter) in _MARKS:
                ends[-1] = end
                signs[-1] = _composed(signs[-1], letter)
            continue
        if signs and sign == signs[-1] and not sign.isalnum() and sign != BARRIER:
            ends[-1] = end
            continue
        for part in sign:
            signs.append(part)
            starts.append(start)
            ends.append(end)
    return Folded("".join(signs), tuple(starts), tuple(ends))


def _composed(sign: str, mark: str) -> str:
    one = unicodedata.normalize("NFC", sign + mark)
    return one if len(one) == 1 and sign.isalpha() and len(one.lower()) == 1 else sign


@cache
def _sign(letter: str) -> str:
    """Return the plain sign of a letter, two digits for a number of two, nothing for what nobody sees."""
    for kind, sign in (
        (_BREAKS, "\n"),
        (_BLANKS, " "),
        (_DASHES, "-"),
        (_DOTS, "."),
        (_SLASHES, "/"),
        ("●", "•"),
    ):
        if letter in kind:
            return sign
    if letter in {"\t", BARRIER} or (letter.isascii() and letter.isprintable()):
        return letter
    value = unicodedata.numeric(letter, -1)
    if 0 <= value <= _TWO_DIGITS and value == int(value):
        return str(int(value))
    category = unicodedata.category(letter)
    if category in _PLAIN:
        return _PLAIN[category]
    plain = unicodedata.normalize("NFKC", homoglyphs().get(letter, letter))[:1]
    if plain != letter:
        return _sign(plain)
    return letter if len(letter.lower()) == 1 else "I"  # a dotted capital I has two small letters
