"""The promise that nothing is lost, tested on the words: each of the source's must be found again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from kernespor.connectors.agenda.records import AgendaItem, AgendaReading, Decision
from kernespor.connectors.agenda.vocabulary import words_of
from kernespor.connectors.documents.marks import parse_marks, strip_emphasis
from kernespor.connectors.documents.text import is_ruler, split_row


def unaccounted(reading: AgendaReading, repairs: Sequence[tuple[str, str]] = ()) -> tuple[int, ...]:
    """Return the numbers of the source lines with a word that the reading doesn't hold.

    Words are counted: one that stands twice in the source must stand twice in the reading. `repairs` are the
    words that were mended, as (as it stood, as it reads now).
    """
    left = Counter(word for text in _output(reading) for word in words_of(text))
    for wrong, right in repairs:
        left.subtract(words_of(right))
        left.update(words_of(wrong))
    source = [Counter(words_of(_bare(raw))) for raw in reading.source]
    needed: Counter[str] = Counter()
    for words in source:
        needed.update(words)
    missing = {word for word, count in needed.items() if left[word] < count}
    return tuple(number for number, words in enumerate(source, start=1) if missing.intersection(words))


def _output(reading: AgendaReading) -> Iterator[str]:
    for part in reading.furniture:
        yield part.text
    for name in reading.names:
        yield name.text
    for item in reading.items:
        yield from _of_item(item)


def _of_item(item: AgendaItem) -> Iterator[str]:
    # A heading stands in `names` too, as the label it was; those not known stand here alone.
    yield from (item.title, item.case_number, item.item_type, item.theme, item.recommendation)
    yield from (item.alternative_recommendation, item.consultation, item.economy, *item.attachments)
    for section in item.sections:
        yield section.text
    for decision in item.decisions:
        yield from _of_decision(decision)


def _of_decision(decision: Decision) -> Iterator[str]:
    yield decision.text
    # What the text says itself is quoted in these, not said anew.
    yield from (
        one
        for one in (*decision.absent, *decision.disqualified, *decision.dissent)
        if one not in decision.text
    )


def _bare(raw: str) -> str:
    lines = raw.replace("\x00", "").replace("\f", "").split("\n")
    return "\n".join(_unmarked(line) for line in lines)


def _unmarked(raw: str) -> str:
    if is_ruler(raw.strip()):
        return ""
    if raw.count("|") > 1:
        return "\n".join(parse_marks(strip_emphasis(cell)).text for cell in split_row(raw))
    marks = parse_marks(raw)
    return marks.text
