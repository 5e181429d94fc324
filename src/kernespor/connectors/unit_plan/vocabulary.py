"""Which words name which part of a unit plan; the words themselves stand in vocabulary.toml."""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources
from typing import Any, NamedTuple

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*|&")
_NUMBER = r"\d{1,2}(?:\.\d{1,2}){0,3}"
_HEAD = re.compile(
    rf"(?:(?P<before>{_NUMBER})[.):]*\s+)?(?P<word>WORDS)\s*(?:nr\.?\s*)?"
    rf"(?:(?P<after>{_NUMBER}|[A-H]\d?|[IVX]{{1,4}})(?![\w%])[.):]*)?\s*(?P<mark>[:.–—-]+)?\s*(?P<title>.*)"
)
_NUMBERED = re.compile(rf"(?P<number>{_NUMBER})(?P<mark>[.):]*)\s*[–—:-]?\s+(?P<title>[^\W\d].*)")
_LETTERED = re.compile(
    r"(?P<number>[IVX]{1,4}|[A-H]\.?\d?)(?:(?<=\d)[.):]?|[.):])\s+(?P<title>[A-ZÆØÅ][^\W\d].*)"
)
_COMPOUND = re.compile(
    rf"(?P<word>[^\W\d]{{3,20}}-?mål)\s*(?:nr\.?\s*)?(?P<number>{_NUMBER})?\s*[:–—-]\s*(?P<title>\S.*)"
)
_FRONT = re.compile(r"(?P<label>[^:]{3,60}?)\s*(?::|\s[–—-])\s*(?P<rest>\S.*)")
_REMEMBERED = 2048  # texts: a document asks for the same line several times
_LONGEST_LABEL = 70
_MOST_WORDS = 9
_BARE_PHRASE = 7  # words that a phrase without a colon or a question mark may have
_SURE = 8  # letters a word needs for two slips of the pen to leave no doubt
_SHORT = 5  # below this a word must be spelled right
_YEAR = re.compile(r"(?:19|20)\d\d(?:-\d{2,4})?|\d\d")


class Part(StrEnum):
    """The part of a plan that a word names."""

    AREA = "area"
    GOAL = "goal"
    ACTION = "action"
    INDICATOR = "indicator"
    CONTEXT = "context"
    SECTION = "section"
    CONTENTS = "contents"


class Label(NamedTuple):
    """A label, the text that stood behind it on its line, and the word it was spelled for (if not right)."""

    part: Part
    rest: str = ""
    meant: str = ""


class Head(NamedTuple):
    """A heading taken apart: "1.1 Mål – Trivsel" is goal, "1.1", "Trivsel"."""

    part: Part | None
    number: str
    title: str
    meant: str = ""


@cache
def load() -> dict[str, Any]:
    """Return the tables of vocabulary.toml."""
    text = resources.files(__package__).joinpath("vocabulary.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _labels() -> dict[str, Part]:
    tables = load()
    # The first table that has a word keeps it: the order says what an ambiguous one means alone.
    order = (Part.CONTENTS, Part.SECTION, Part.CONTEXT, Part.AREA, Part.INDICATOR, Part.ACTION, Part.GOAL)
    found: dict[str, Part] = {}
    for part in order:
        for phrase in tables[part.value]["labels"]:
            found[phrase] = part
    return found


@cache
def _heads() -> dict[str, Part]:
    tables = load()
    order = (Part.INDICATOR, Part.ACTION, Part.GOAL, Part.AREA)
    return {word: part for part in order for word in tables[part.value]["heads"]}


@cache
def _head_pattern() -> re.Pattern[str]:
    words = sorted(_heads(), key=len, reverse=True)
    joined = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
    return re.compile(_HEAD.pattern.replace("WORDS", joined), re.IGNORECASE)


@cache
def known_words() -> frozenset[str]:
    """Return every single word of the vocabulary, in lower case."""
    tables = load()
    phrases = [phrase for table in tables.values() for column in table.values() for phrase in column]
    return frozenset(word for phrase in phrases for word in words_of(phrase))


@cache
def _filler() -> frozenset[str]:
    return frozenset(load()["filler"]["words"])


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case; hyphens inside a word are kept."""
    return _WORD.findall(text.casefold())


def fold(text: str) -> str:
    """Return a text for comparing: lower case, words alone, one space between."""
    return " ".join(words_of(text))


@lru_cache(maxsize=_REMEMBERED)
def find_label(text: str) -> Label | None:
    """Say which part a whole line labels ("Handlinger", "Sådan gør vi:"), or None."""
    stripped = text.strip().strip("*_:.?…").strip()
    if not stripped or len(text) > _LONGEST_LABEL:
        return None
    words = words_of(stripped)
    if not words or len(words) > _MOST_WORDS:
        return None
    return _exact(words) or _phrased(words, text.strip()) or _close(words)


@cache
def _phrase_words(column: str) -> frozenset[str]:
    return frozenset(load()["phrases"][column])


def _phrased(words: list[str], text: str) -> Label | None:
    """Read a label that is a phrase: "Hvordan kan vi se, at det lykkes?", "Det kan ses ved:".

    It opens as a question or an announcement does, and one word says whether it asks for signs, steps or
    aims. What could be a sentence of the text must end in a colon or a question mark.
    """
    marked = text.rstrip(" *_").endswith((":", "?", "…"))
    asks = words[0] in _phrase_words("asks") and (marked or len(words) <= _BARE_PHRASE)
    tells = words[0] in _phrase_words("tells") and marked and not text.endswith("?")
    if len(words) < 2 or text.endswith(".") or not (asks or tells):  # noqa: PLR2004 - one word is no phrase
        return None
    order = (Part.INDICATOR, Part.ACTION, Part.GOAL)
    part = next((part for part in order if _phrase_words(part.value).intersection(words[1:])), None)
    return Label(part) if part else None


def _exact(words: list[str]) -> Label | None:
    labels = _labels()
    if part := labels.get(" ".join(words)):
        return Label(part)
    core = _core(words)
    if core and (part := labels.get(" ".join(core))):
        return Label(part)
    return _paired(words)


def _core(words: list[str]) -> list[str]:
    """Take away what may stand around a label: "Vores handlinger i 2024-2025" is "handlinger"."""
    filler = _filler()
    start, end = 0, len(words)
    while start < end and words[start] in filler:
        start += 1
    while end > start and (words[end - 1] in filler or _YEAR.fullmatch(words[end - 1])):
        end -= 1
    return words[start:end]


def _paired(words: list[str]) -> Label | None:
    """Read two words for one thing: "Aktiviteter og tiltag", "Handlinger/initiativer"."""
    labels = _labels()
    core = [word for word in _core(words) if word not in ("og", "eller")]
    parts = {labels.get(word) for word in core}
    if len(core) == 2 and len(parts) == 1 and None not in parts:  # noqa: PLR2004 - a pair
        return Label(labels[core[0]])
    return None


def _close(words: list[str]) -> Label | None:
    """Find the label that a misspelt word was meant for."""
    if len(words) > 2:  # noqa: PLR2004 - a slip of the pen in a longer phrase proves nothing
        return None
    phrase = " ".join(words)
    if len(phrase) < _SHORT or not phrase.replace(" ", "").replace("-", "").isalpha():
        return None
    best: tuple[int, str] | None = None
    allowed = 2 if len(phrase) >= _SURE else 1
    for known in _labels():
        if len(known) < _SHORT or abs(len(known) - len(phrase)) > allowed or " " in known != " " in phrase:
            continue
        if known[0] != phrase[0] and known[-2:] != phrase[-2:]:
            continue  # a slip of the pen leaves the beginning or the end as it was
        steps = distance(phrase, known, allowed)
        if steps <= allowed and (best is None or steps < best[0]):
            best = (steps, known)
    return Label(_labels()[best[1]], meant=best[1]) if best else None


def find_front_label(text: str) -> Label | None:
    """Say which part a label in front of its text names ("Handlinger: Vi gør …"), with that text."""
    match = _FRONT.match(text)
    if not match:
        return None
    colon = ":" in text[: match.start("rest")]
    label = find_label(match["label"])
    if label is None or (not colon and (label.meant or len(words_of(match["label"])) > 2)):  # noqa: PLR2004 - a dash after a sentence is no label
        return None
    if label.part in {Part.AREA, Part.SECTION, Part.CONTENTS}:
        return None
    return Label(label.part, match["rest"], label.meant)


@lru_cache(maxsize=_REMEMBERED)
def split_head(text: str) -> Head:
    """Take a heading apart into what it opens, its number and its title."""
    if match := _head_pattern().match(text):
        head = _worded(match)
        if head:
            return head
    if (match := _NUMBERED.match(text)) and (
        match["mark"] or "." in match["number"] or match["title"][:1].isupper()
    ):
        return Head(None, match["number"], match["title"].strip())
    if match := _LETTERED.match(text):
        return Head(None, match["number"], match["title"].strip())
    return _compound(text) or _misspelt(text) or Head(None, "", text.strip())


def _compound(text: str) -> Head | None:
    """Read "SMART-mål 1: …" and "Klimamål: …": whatever kind of goal it is, it is one."""
    match = _COMPOUND.match(text)
    if not match or fold(match["word"]) in _labels():
        return None
    return Head(Part.GOAL, match["number"] or "", match["title"].strip())


def _worded(match: re.Match[str]) -> Head | None:
    part = _heads()[" ".join(match["word"].casefold().split())]
    before, after, title = match["before"] or "", match["after"] or "", match["title"].strip()
    follows = match.string[match.end("word") :]
    if follows[:1].isalpha() or (match["mark"] == "-" and follows[:1] == "-" and follows[1:2].isalpha()):
        return None  # "Målet …", "mål-opfølgning"
    if before or after or match["mark"] or not title:
        return Head(part, after or before, title)
    return None


def _misspelt(text: str) -> Head | None:
    """Read "Indsatsomåde 2: …" as the word it was meant for; only with a number and a mark behind it."""
    match = re.match(rf"(?P<word>[^\W\d]{{7,30}})\s+(?P<number>{_NUMBER})\s*[:.–—-]+\s*(?P<title>.*)", text)
    if not match:
        return None
    word = match["word"].casefold()
    for known, part in _heads().items():
        if " " not in known and len(known) >= _SURE and distance(word, known, 2) <= 2:  # noqa: PLR2004 - two slips
            return Head(part, match["number"], match["title"].strip(), known)
    return None


def distance(left: str, right: str, most: int) -> int:
    """Return how many letters must be changed, added, taken or swapped; `most` + 1 when it is more."""
    if abs(len(left) - len(right)) > most:
        return most + 1
    before: list[int] = []
    above = list(range(len(right) + 1))
    for row, letter in enumerate(left, start=1):
        line = [row]
        for column, other in enumerate(right, start=1):
            cost = min(above[column] + 1, line[-1] + 1, above[column - 1] + (letter != other))
            if row > 1 and column > 1 and letter == right[column - 2] and left[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            line.append(cost)
        if min(line) > most:
            return most + 1
        before, above = above, line
    return above[-1]
