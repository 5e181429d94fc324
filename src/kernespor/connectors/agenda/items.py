"""Finds where each item of an agenda begins, by its number, its heading or its case number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from kernespor.connectors.agenda.bodies import read_headline
from kernespor.connectors.agenda.cases import is_case
from kernespor.connectors.agenda.entries import Entry, Mark
from kernespor.connectors.agenda.openers import (
    LONGEST_TITLE,
    STRONG,
    Opener,
    candidates,
    has_label_below,
)
from kernespor.connectors.agenda.states import is_state, part_state, read_state_and_case
from kernespor.connectors.agenda.vocabulary import find_label, fold, is_closed, is_type, words
from kernespor.connectors.governing.layout import Layout, is_lower
from kernespor.connectors.unit_plan.repair import join_lines
from kernespor.connectors.unit_plan.rows import Row

_LEADER = re.compile(
    r"\s*(?:(?:\.\s?){3,}|…+|_{3,}|\t| {3,})\s*\d{0,3}\s*$|\s+(?:side )?\d{1,3}$", re.IGNORECASE
)
_LIKE = 12  # letters of a title that must be alike for two to be one
_MOST_AGAIN = 40  # later items of one number that an entry of the contents list is compared with
_MOST_AFTER = 200  # numbers after the first one that are looked at
_MOST_SHORT = 2  # lines between a title and its first label that may be the title's


def find_openers(entries: Sequence[Entry], layout: Layout, known: AbstractSet[str]) -> list[Opener]:
    """Return the items' beginnings in order; none where the document is one item without a number.

    `known` holds the words that the document spells, in lower case, for titles parted by a hyphen.
    """
    labels = _Labels(entries)
    openers = _chain(labels, entries, _without_contents(labels, candidates(entries)))
    if not openers:
        openers = _several(_by_headings(entries)) or _by_cases(entries)
    for place, opener in enumerate(openers):
        limit = openers[place + 1].at if place + 1 < len(openers) else len(entries)
        _with_title(entries, opener, limit, layout, known)
        if not opener.state:
            opener.title, opener.state = part_state(opener.title)
    return openers


def bare_title(title: str) -> str:
    """Return a title as a contents list has it, without dots and page number."""
    return _LEADER.sub("", title).strip()


def alike(one: str, other: str) -> bool:
    """Say whether two titles are one, of which a line may hold only the beginning."""
    first, second = (fold(part_state(bare_title(title))[0]) for title in (one, other))
    if not first or not second:
        return False
    short, long = sorted((first, second), key=len)
    return short == long or (len(short) >= _LIKE and long.startswith(short))


class _Labels:
    """How many labels stand above each entry; those of a meeting's head are counted apart."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.all: list[int] = [0]
        self.of_items: list[int] = [0]
        for entry in entries:
            self.all.append(self.all[-1] + (isinstance(entry, Mark) and entry.kind != "meeting"))
            of_item = isinstance(entry, Mark) and not entry.of_meeting and entry.kind != "registration"
            self.of_items.append(self.of_items[-1] + of_item)

    def between(self, start: int, end: int) -> bool:
        """Say whether a label stands between two entries."""
        return self.all[end] > self.all[start]


def _without_contents(labels: _Labels, numbers: list[Opener]) -> list[Opener]:
    """Leave out the entries of a contents list: their titles come again, with the item below."""
    kept: list[Opener] = []
    same: dict[int, list[Opener]] = {}
    for place in range(len(numbers) - 1, -1, -1):
        one = numbers[place]
        below = kept[-1] if kept else None
        if below and _is_said_twice(labels, numbers, place, below):
            one.evidence = below.evidence
            kept.pop()
            same[one.number].pop()
        later = same.setdefault(one.number, [])
        again = any(alike(one.said, other.said) for other in later[: -_MOST_AGAIN - 1 : -1])
        later.append(one)
        closes = place + 1 < len(numbers) and not labels.between(one.at, numbers[place + 1].at)
        if not again or (one.evidence and not closes):
            kept.append(one)
    return kept[::-1]


def _is_said_twice(labels: _Labels, numbers: Sequence[Opener], place: int, below: Opener) -> bool:
    """Say whether the next number says the title again: that is one title, and no contents list."""
    one = numbers[place]
    following = numbers[place + 1] if place + 1 < len(numbers) else None
    same = below is following and below.number == one.number and alike(one.said, below.said)
    return same and not labels.between(one.at, below.at)


def _chain(labels: _Labels, entries: Sequence[Entry], numbers: list[Opener]) -> list[Opener]:
    taken: list[Opener] = []
    seen: dict[tuple[str, int], int] = {}
    for place, one in enumerate(numbers):
        if not taken:
            accepted = _opens_first(labels, entries, one, numbers[place + 1 : place + 1 + _MOST_AFTER])
        else:
            # A list's numbers follow each other, with no label between.
            above = seen.get((one.form, one.number - 1), -1)
            point = above > taken[-1].at and not labels.between(above, one.at)
            accepted = not point and _follows(entries, taken, one)
        if accepted:
            taken.append(one)
        seen[one.form, one.number] = one.at
    return taken


def _follows(entries: Sequence[Entry], taken: Sequence[Opener], one: Opener) -> bool:
    """Say whether a number begins the next item."""
    last, form = taken[-1], taken[0].form
    if form != one.form and (form in STRONG or form == "heading" or one.form == "lettered"):
        return False
    if one.form in STRONG or (one.form == "heading" and one.row.level <= last.row.level):
        return one.number > last.number or one.evidence
    titled = _apart(entries, one.at) and bool(one.title)
    if one.number == last.number + 1:
        return one.evidence or titled or is_closed(one.title) or is_closed(one.state)
    return one.number > last.number and one.evidence and titled


def _opens_first(labels: _Labels, entries: Sequence[Entry], one: Opener, after: Sequence[Opener]) -> bool:
    """Say whether a number is the first item's: a label follows it, and none stands before it."""
    labelled = labels.of_items[one.at] > 0
    if one.form in STRONG or one.form == "heading":
        return one.evidence or (not labelled and one.form != "lettered")
    if labelled:
        return _is_followed(labels, entries, after, one)
    return one.evidence or (one.number == 1 and bool(one.title) and _apart(entries, one.at))


def _is_followed(labels: _Labels, entries: Sequence[Entry], after: Sequence[Opener], one: Opener) -> bool:
    """Say whether a number amid the labels begins an item all the same: the next one does, further down."""
    if not (one.evidence and one.title and _apart(entries, one.at)):
        return False
    return any(
        other.number == one.number + 1
        and other.evidence
        and other.form == one.form
        and _apart(entries, other.at)
        and labels.between(one.at, other.at)
        for other in after
    )


def _apart(entries: Sequence[Entry], at: int) -> bool:
    above = entries[at - 1] if at else None
    return (
        above is None or isinstance(above, Mark) or above.blank or bool(above.gone) or bool(entries[at].level)
    )


def _by_headings(entries: Sequence[Entry]) -> list[Opener]:
    """Take headings without a number, above the level of the labels, as the items' titles."""
    levels = [entry.level for entry in entries if isinstance(entry, Mark) and entry.level]
    deepest = min(levels, default=10)
    found: list[Opener] = []
    for at, entry in enumerate(entries):
        if isinstance(entry, Mark) or entry.gone or not entry.text or not 0 < entry.level < deepest:
            continue
        if (
            read_headline(entry.text)
            or fold(entry.text) in words("contents")
            or not has_label_below(entries, at, set())
        ):
            continue
        found.append(Opener(at, len(found) + 1, "title", entry.text, entry))
    return found


def _several(found: list[Opener]) -> list[Opener]:
    """Return the beginnings of several items; a single one is the only item's title, wherever it stands."""
    return found if len(found) > 1 else []


def _by_cases(entries: Sequence[Entry]) -> list[Opener]:
    """Take what stands above each of several case numbers as the items' titles."""
    places = [
        at
        for at, entry in enumerate(entries)
        if isinstance(entry, Mark) and entry.kind == "case_number" and not _is_beside_another(entries, at)
    ]
    if len(places) < 2:  # noqa: PLR2004 - one case number is one item
        return []
    found: list[Opener] = []
    for place in places:
        start = _block_above(entries, place)
        if start < place:
            row = entries[start]
            if not isinstance(row, Mark):
                found.append(Opener(start, len(found) + 1, "case", row.text, row))
    return _several(found)


def _is_beside_another(entries: Sequence[Entry], at: int) -> bool:
    """Say whether a case number stands right below another one, or on its line: that is one item's."""
    values = 0
    for above in reversed(entries[max(at - _MOST_SHORT - 1, 0) : at]):
        if isinstance(above, Mark):
            return above.kind == "case_number" and values == 1
        if above.blank and not above.gone:
            return False
        values += not above.gone
    return False


def _block_above(entries: Sequence[Entry], place: int) -> int:
    """Return where the paragraph right above an entry begins, or the entry's own place."""
    start, gap = place, False
    for at in range(place - 1, max(place - 12, -1), -1):
        entry = entries[at]
        if isinstance(entry, Mark) or (entry.gone and start < place):
            break
        if entry.gone:
            continue
        if entry.blank:
            if start < place:
                gap = True
            continue
        if gap or read_headline(entry.text) or len(entry.text) > LONGEST_TITLE:
            break
        start = at
    return start


def _with_title(
    entries: Sequence[Entry], opener: Opener, limit: int, layout: Layout, known: AbstractSet[str]
) -> None:
    """Give the opener its title's rows: its own, and those that go on with it."""
    opener.rows = [opener.row]
    opener.own = opener.title
    opener.end = opener.at + 1
    blanks = 0
    for place in range(opener.at + 1, limit):
        entry = entries[place]
        if isinstance(entry, Mark):
            return
        if entry.gone or entry.blank:
            blanks += entry.blank and not entry.gone
            continue
        bare = not opener.title
        more = bare or _goes_on(
            entries[place : min(place + _MOST_SHORT + 1, limit)],
            opener,
            entry,
            layout,
            gap=blanks > layout.usual_blanks,
        )
        if bare and is_state(entry.text):
            opener.state, opener.end = opener.state or entry.text, place + 1
            continue
        if not more or _is_below_title(entry):
            return
        joint = join_lines(opener.title, entry.text, known)
        if joint.repair:
            opener.repairs.append((opener.rows[-1].number, *joint.repair))
        opener.title = joint.text
        opener.rows.append(entry)
        opener.end = place + 1
        blanks = 0


def _is_below_title(row: Row) -> bool:
    """Say whether a row says something of the item that is no part of its title."""
    text = row.text
    return bool(is_type(text) or find_label(text) or is_case(text) or read_state_and_case(text))


def _goes_on(rest: Sequence[Entry], opener: Opener, row: Row, layout: Layout, *, gap: bool) -> bool:
    above = opener.rows[-1]
    too_long = len(opener.title) + len(row.text) > LONGEST_TITLE
    unlike = row.level != above.level or row.bold != above.bold
    if gap or too_long or unlike or row.bullet or alike(opener.title, row.text):
        return False
    if row.line.style and not is_lower(row.text):
        return False
    if is_lower(row.text) or layout.worded or layout.is_full(above, row.text, layout.width):
        return True
    heavy = row.bold and bool(row.line.size) and row.line.size == above.line.size
    return heavy or _is_right_above_label(rest)


def _is_right_above_label(rest: Sequence[Entry]) -> bool:
    """Say whether only a line or two without a stop stand between the title and the first label."""
    for place, entry in enumerate(rest[: _MOST_SHORT + 1]):
        if isinstance(entry, Mark):
            texts = [one.text for one in rest[:place] if not isinstance(one, Mark)]
            return entry.kind != "meeting" and not any(text.endswith((".", ":")) for text in texts)
        if entry.blank or entry.gone or is_type(entry.text):
            return False
    return False
