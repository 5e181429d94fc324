"""Which of the known objects a decision in minutes is about: pure comparing, nothing is read here."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from kernespor.connectors.agenda.vocabulary import fold

_ALIKE = 0.75  # how alike two titles are where one may have been shortened or corrected
_MOST = 5
_WORDS = 2  # a title of one word stands in too many others


class Ground(TextChoices):
    """Why an object may be the one."""

    BOTH = "both", _("Samme sagsnummer og overskrift.")
    NUMBER = "number", _("Samme sagsnummer.")
    TITLE = "title", _("Samme overskrift.")
    THREAD = "thread", _("Hænger sammen med sagen på den røde tråd.")
    OTHER_NUMBER = "other_number", _("Samme overskrift, men et andet sagsnummer.")
    NAMED = "named", _("Nævnes i overskriften.")
    ALIKE = "alike", _("Overskriften ligner.")


@dataclass(frozen=True, slots=True)
class Known:
    """An object that a decision can be about: its key ("plan-12"), and what minutes would call it.

    `whose` is the unit that it is called after, where many share a title. `numbers` are its case
    numbers, `linked` those of what hangs below it on the thread. `note` says why it is asked for even where
    everything fits.
    """

    key: str
    title: str
    label: str = ""
    whose: str = ""
    numbers: frozenset[str] = frozenset()
    linked: frozenset[str] = frozenset()
    note: str = ""

    @property
    def name(self) -> str:
        """The title with whose it is."""
        return f"{self.title}, {self.whose}" if self.whose else self.title

    @property
    def names(self) -> list[str]:
        """All that it may be called, folded, the fullest first."""
        title, whose = fold(self.title), fold(self.whose)
        return [f"{title} {whose}", f"{title} for {whose}", title] if whose else [title]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An object that a decision may be about, and why."""

    known: Known
    ground: Ground


_Called = tuple[list[str], Known]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a decision may be about, nearest first; `certain` is the one, where that is plain."""

    candidates: list[Candidate] = field(default_factory=list)
    certain: Known | None = None


def number_of(text: str) -> str:
    """Return a case number for comparing: without blanks, in small letters."""
    return "".join(text.split()).casefold()


def match(asked: Sequence[tuple[str, str]], known: Sequence[Known]) -> list[Answer]:
    """Return for each (title, case number) what it may be about.

    Certain is the one object of the same case number or the very same title, where nothing speaks for
    another and no other decision has as good a claim to it; else all that fit are to be asked for, then those
    that are called something like it.
    """
    folded = [(one.names, one) for one in known]
    titles = [fold(title) for title, _number in asked]
    pairs = zip(titles, asked, strict=True)
    answers = [_answer(title, number_of(number), folded) for title, (_title, number) in pairs]
    return _claimed_once(answers, titles)


def _answer(title: str, number: str, known: Sequence[_Called]) -> Answer:
    fits = [Candidate(one, ground) for names, one in known if (ground := _ground(title, number, names, one))]
    if not fits:
        return Answer(_alike(title, known))
    tiers = ({Ground.BOTH}, {Ground.NUMBER, Ground.TITLE}, {Ground.THREAD})
    plain = next((found for tier in tiers if (found := [one for one in fits if one.ground in tier])), [])
    certain = plain[0].known if len(plain) == 1 and not plain[0].known.note else None
    order = list(Ground)
    return Answer(sorted(fits, key=lambda one: order.index(one.ground))[:_MOST], certain)


def _ground(title: str, number: str, names: list[str], one: Known) -> Ground | None:
    same = bool(title) and title in names
    if number and number in one.numbers:
        return Ground.BOTH if same else Ground.NUMBER
    if same:
        return Ground.OTHER_NUMBER if number and one.numbers else Ground.TITLE
    return Ground.THREAD if number and number in one.linked else None


def _alike(title: str, known: Sequence[_Called]) -> list[Candidate]:
    scored: list[tuple[float, Candidate]] = []
    compared = difflib.SequenceMatcher(None, "", title)
    for names, one in known:
        named = [name for name in names if len(name.split()) >= _WORDS and f" {name} " in f" {title} "]
        if named:
            scored.append((1 + len(named[0]), Candidate(one, Ground.NAMED)))
            continue
        compared.set_seq1(names[0])
        # The two quick ones are never less than the ratio itself, and cost next to nothing.
        if min(compared.real_quick_ratio(), compared.quick_ratio()) < _ALIKE:
            continue
        if (ratio := compared.ratio()) >= _ALIKE:
            scored.append((ratio, Candidate(one, Ground.ALIKE)))
    scored.sort(key=lambda pair: -pair[0])
    return [one for _score, one in scored[:_MOST]]


def _claimed_once(answers: Sequence[Answer], titles: Sequence[str]) -> list[Answer]:
    """Let no object be certain for two decisions: of several the one of its very title has it."""
    claims: dict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(answers):
        if one.certain:
            claims[one.certain.key].append(place)
    lost: set[int] = set()
    for places in claims.values():
        if len(places) > 1:
            named = [place for place in places if _is_called(answers[place], titles[place])]
            lost |= set(places) - set(named if len(named) == 1 else ())
    return [Answer(one.candidates) if place in lost else one for place, one in enumerate(answers)]


def _is_called(answer: Answer, title: str) -> bool:
    return answer.certain is not None and title in answer.certain.names
