"""The promise that nothing is lost, tested on the words: each of the source's must be found again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from kernespor.connectors.documents.marks import parse_marks, strip_emphasis
from kernespor.connectors.documents.text import is_ruler, split_row
from kernespor.connectors.unit_plan.records import PlanReading
from kernespor.connectors.unit_plan.tables import part_of_cell
from kernespor.connectors.unit_plan.vocabulary import find_front_label, find_label, split_head

_WORD = re.compile(r"[^\W_]+")


def unaccounted(reading: PlanReading) -> tuple[int, ...]:
    """Return the numbers of the source lines with a word that the result doesn't hold.

    Words are counted, so that one which stands twice in the source must stand twice in the result. Not
    counted are marks, the words by which a part is named ("Handlinger", "Mål 1.1 –": they stand in the
    structure itself) and words that a finding names as mended.
    """
    left = Counter(word for text in _output(reading) for word in _words(text))
    for wrong, right in _repairs(reading):
        left.subtract(_words(right))
        left.update(_words(wrong))
    lost = []
    for number, raw in enumerate(reading.source, start=1):
        words = Counter(_words(_without_names(raw)))
        if any(left[word] < count for word, count in words.items()):
            lost.append(number)
        left.subtract(words)
    return tuple(lost)


def _output(reading: PlanReading) -> Iterator[str]:
    plan = reading.plan
    yield from (plan.title,)
    for section in plan.sections:
        yield from (section.heading, section.text)
    for area in plan.priority_areas:
        yield from (area.number, area.title, area.text)
        for goal in area.goals:
            yield from (goal.number, goal.title, goal.text, goal.actions_intro, goal.indicators_intro)
            yield from (item.text for item in (*goal.actions, *goal.indicators))
    yield from (part.text for part in reading.furniture)


def _repairs(reading: PlanReading) -> Iterator[tuple[str, str]]:
    for finding in reading.findings:
        if finding.code == "label_spelling":
            continue
        for pair in str(finding.params.get("repairs", "")).split("\n"):
            wrong, tab, right = pair.partition("\t")
            if tab:
                yield wrong, right


def _words(text: str) -> Iterable[str]:
    return _WORD.findall(text.casefold())


def _without_names(raw: str) -> str:
    """Return a source line without its marks and without the word that names its part."""
    return "\n".join(_bare(part) for part in raw.replace("\x00", "").split("\n"))


def _bare(raw: str) -> str:
    if is_ruler(raw.strip()):
        return ""
    if raw.count("|") > 1:
        return "\n".join("" if part_of_cell(cell) else strip_emphasis(cell) for cell in split_row(raw))
    text = parse_marks(raw).text
    if find_label(text) or find_label(split_head(text).title):
        return ""
    head = split_head(text)
    if head.part:
        return head.title
    front = find_front_label(text)
    return front.rest if front else text
