"""The promise that nothing is lost, tested on the words: each of the source's must be found again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from kernespor.connectors.documents.marks import parse_marks, strip_emphasis
from kernespor.connectors.documents.text import is_ruler, split_row
from kernespor.connectors.unit_plan.records import PlanReading
from kernespor.connectors.unit_plan.tables import part_of_cell
from kernespor.connectors.unit_plan.vocabulary import Part, find_front_label, find_label, split_head

_WORD = re.compile(r"[^\W_]+")


def unaccounted(reading: PlanReading) -> tuple[int, ...]:
    """Return the numbers of the source lines with a word that the result doesn't hold.

    Words are counted, so that one which stands twice in the source must stand twice in the result. Not
    counted are marks, the words by which a part is named ("Handlinger", "Mål 1.1 –": they stand in the
    structure itself) and words that a finding names as mended. Of several lines with a missing word those are
    returned whose part of the result lacks it.
    """
    left = Counter(word for _, text in _output(reading) for word in _words(text))
    for wrong, right in _repairs(reading):
        left.subtract(_words(right))
        left.update(_words(wrong))
    source = [Counter(_words(_without_names(raw))) for raw in reading.source]
    needed: Counter[str] = Counter()
    for words in source:
        needed.update(words)
    missing = {word for word, count in needed.items() if left[word] < count}
    return _lines_of(missing, source, reading) if missing else ()


def _lines_of(missing: set[str], source: Sequence[Counter[str]], reading: PlanReading) -> tuple[int, ...]:
    """Return the lines that lack a missing word where they came out, or else all that hold one."""
    cited: dict[int, set[str]] = {}
    for lines, text in _output(reading):
        words = set(_words(text))
        for line in lines:
            cited.setdefault(line, set()).update(words)
    holding = [(number, missing.intersection(words)) for number, words in enumerate(source, start=1)]
    lacking = tuple(number for number, words in holding if words - cited.get(number, set()))
    return lacking or tuple(number for number, words in holding if words)


def _output(reading: PlanReading) -> Iterator[tuple[tuple[int, ...], str]]:
    """Yield every text of the result with the lines it came from."""
    plan = reading.plan
    yield (), plan.title
    for section in plan.sections:
        yield section.lines, f"{section.heading}\n{section.text}"
    for area in plan.priority_areas:
        yield area.lines, f"{area.number}\n{area.title}\n{area.text}"
        for goal in area.goals:
            intros = f"{goal.actions_intro}\n{goal.indicators_intro}"
            yield goal.lines, f"{goal.number}\n{goal.title}\n{goal.text}\n{intros}"
            yield from ((item.lines, item.text) for item in (*goal.actions, *goal.indicators))
    yield from (((part.line,), part.text) for part in reading.furniture)


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
        return "\n".join(
            "" if part_of_cell(cell) else _unnamed(strip_emphasis(cell)) for cell in split_row(raw)
        )
    return _unnamed(parse_marks(raw).text)


def _unnamed(text: str) -> str:
    head = split_head(text)
    if find_label(text) or find_label(head.title):
        return ""
    if head.part:
        return f"{head.number} {head.title}" if head.part in {Part.AREA, Part.GOAL} else head.title
    front = find_front_label(text)
    return front.rest if front else text
