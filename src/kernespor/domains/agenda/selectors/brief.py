"""Half a page of an item: what it says in short, each figure with the place where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from kernespor.connectors.agenda.reviewed import as_reviewed
from kernespor.domains.agenda.calculations import record_of
from kernespor.domains.agenda.selectors.items import ItemPage
from kernespor.engines.item_review.amounts import Amount, amounts_of
from kernespor.engines.item_review.dates import dates_in
from kernespor.engines.item_review.known import spoken_of
from kernespor.engines.item_review.passages import ECONOMY, HEARING, KEYS, TEXT, laid_out, passages_of
from kernespor.engines.item_review.records import Known, Passage

_SOURCES = (ECONOMY, TEXT, HEARING)  # where a figure that is told elsewhere comes from, the first one first


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text; a figure or a date has the address of its source."""

    text: str
    url: str = ""


Lines = list[list[Run]]


@dataclass(frozen=True, slots=True)
class Brief:
    """What an item says in short, as lines of runs; empty where it says nothing."""

    what: Lines
    why: Lines
    costs: Lines
    heard: Lines
    proposed: Lines


def brief_of(found: ItemPage) -> Brief:
    """Return half a page of an item that was read. No query."""
    item = found.item
    reader = _Reader(found)
    place = next((at for at, (_heading, text) in enumerate(item.sections) if text.strip()), None)
    why = item.sections[place][1].strip("\n") if place is not None else ""
    return Brief(
        what=reader.lines(item.theme or item.title, "tema" if item.theme else ""),
        why=reader.lines(why, f"{KEYS[TEXT]}-{place}", most=1),
        costs=reader.lines(item.economy, KEYS[ECONOMY], most=1),
        heard=reader.lines(item.consultation, KEYS[HEARING]),
        proposed=reader.lines(item.recommendation, "indstilling"),
    )


class _Reader:
    """Lays texts out and finds the source of each figure in them."""

    def __init__(self, found: ItemPage) -> None:
        self.page = reverse("agenda:item", args=[found.item.pk])
        self.known: Sequence[Known] = found.known
        passages = passages_of(as_reviewed(record_of(found.item), None))
        self.told = [
            (passage, amount)
            for part in _SOURCES
            for passage in passages
            if passage.part == part
            for amount in amounts_of(passage.sentence)
            if amount.unit
        ]

    def lines(self, text: str, key: str, most: int | None = None) -> Lines:
        """Return the first paragraphs of a text, line by line, with a link in each figure."""
        return [
            [
                run
                for at, (anchor, sentence) in enumerate(line)
                for run in self._runs(sentence, anchor if key else "", at)
            ]
            for paragraph in laid_out(text, key)[:most]
            for line in paragraph
        ]

    def _runs(self, sentence: str, anchor: str, at: int) -> list[Run]:
        spots = {(one.start, one.end): one.fact.url for one in spoken_of(sentence, self.known) if one.agrees}
        for amount in amounts_of(sentence):
            if amount.unit or amount.text[0].isdigit():
                spots.setdefault((amount.start, amount.end), self._source(amount, anchor))
        for date in dates_in(sentence):
            spots.setdefault((date.start, date.end), self._own(anchor))
        runs, done = [Run(" ")] if at else [], 0
        for (start, end), url in sorted(spots.items()):
            if start >= done:
                runs += [Run(sentence[done:start]), Run(sentence[start:end], url)]
                done = end
        return [*runs, Run(sentence[done:])]

    def _source(self, amount: Amount, anchor: str) -> str:
        """Return where an amount is accounted for: in economy or presentation, else where it stands."""
        same = (one for one, other in self.told if other.unit == amount.unit and amount.agrees(other))
        first: Passage | None = next(same, None) if amount.unit else None
        return self._own(first.anchor if first else anchor)

    def _own(self, anchor: str) -> str:
        return f"{self.page}#{anchor}" if anchor else self.page
