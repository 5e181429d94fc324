"""What a note contradicts itself about: told from its own text and its date, without knowing what is true.

It may be dated before what it tells, announce a list that isn't there or another number of points than
follow, say the same twice, or call the same thing both finished and under way.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kernespor.engines.danish import MONTHS, long_date
from kernespor.engines.findings import N_, Finding, Place, Severity

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ»(])")
_CLAUSE = re.compile(r"[,;]\s|\s–\s|\s(?:hvor|som|der|og|men|så)\s")
# Words of a clause that tell of what is to come.
_AHEAD = re.compile(
    r"\b(vil|skal|skulle|bør|kan|forvent\w*|ventes|planlagt|planlægges|planen|frem til|fra og med|inden"
    r"|senest (?:den|i|med|\d)|indtil|kommende|næste|ønsker|mål(?:et)? (?:er|for)|budget\w*|frist\w*"
    r"|gælder)\b",
    re.IGNORECASE,
)
_AHEAD_HEADING = re.compile(
    r"\b(næste|planlagt|planer|videre|frem\w*|kommende|frister|tidsplan|herfra)\b", re.IGNORECASE
)
_QUOTED = re.compile("»[^»«]*«")
DONE = re.compile(
    r"\b(implementeret|gennemført|afsluttet|indført|færdig\w*|nået|opnået|udarbejdet|på plads"
    r"|taget i brug)\b",
    re.IGNORECASE,
)
_GOING = re.compile(
    r"\b(fortsæt\w*|pågår|igangværende|undervejs|i gang|mangler|påbegynd\w*|udestår|implementering\w*)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(ikke|endnu|mangler|før|når|hvis|skal|vil|at blive|for at|delvist)\b", re.IGNORECASE)
_NAMED = re.compile(r"\b[A-ZÆØÅ]{3,}\b|»([^»«]{4,80})«")
_PART_OF_YEAR = {
    "primo": 1, "vinteren": 1, "foråret": 3, "forår": 3, "medio": 6, "sommeren": 6, "sommer": 6,
    "efteråret": 9, "efterår": 9, "ultimo": 11,
}  # fmt: skip
_MONTH = "|".join(MONTHS)
_DAY = re.compile(rf"\b(\d{{1,2}})\. ?({_MONTH}) ((?:19|20)\d\d)\b", re.IGNORECASE)
_IN_MONTH = re.compile(rf"\b({_MONTH}|{'|'.join(_PART_OF_YEAR)})(?: i)? ((?:19|20)\d\d)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d./-])((?:19|20)\d\d)(?![\d/]|-\d{3})")
_NUMBERS = {
    "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7, "otte": 8, "ni": 9, "ti": 10,
}  # fmt: skip
_COUNTED = re.compile(rf"\b({'|'.join(_NUMBERS)}|[2-9]|1\d) ((?:[a-zæøå]+ )?[a-zæøå]{{3,}})", re.IGNORECASE)
_LABEL = re.compile(r"^[^.:?!]{2,80}:\s+\S")
_LONG_ENOUGH = 60  # letters of a paragraph that nobody writes twice by chance


@dataclass(frozen=True, slots=True)
class Told:
    """A piece of a note: a heading, a point of a list, or (neither) a paragraph. `number` counts from 1."""

    text: str
    number: int
    is_heading: bool = False
    is_point: bool = False


def contradictions(on: dt.date | None, told: Sequence[Told]) -> list[Finding]:
    """Return what a note of a day contradicts itself about, in its own order."""
    found = [
        *(_later(on, told) if on else ()),
        *_missing_lists(told),
        *_said_twice(told),
        *_done_and_going(told),
    ]
    return sorted(found, key=lambda one: one.place.paragraph or 0)


def sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph."""
    return [one.strip() for one in _SENTENCE.split(" ".join(text.split())) if one.strip()]


def _later(on: dt.date, told: Sequence[Told]) -> Iterator[Finding]:
    """Yield what is told as having happened, or as going on, after the note's own date.

    What stands under a heading that looks ahead is to come, and what is quoted was said by others.
    """
    ahead = False
    for piece in told:
        if piece.is_heading:
            ahead = _AHEAD_HEADING.search(piece.text) is not None
            continue
        for sentence in () if ahead else sentences(piece.text):
            seen: set[str] = set()
            for clause in _CLAUSE.split(_QUOTED.sub("»«", sentence)):
                if _AHEAD.search(clause):
                    continue
                for words, day in _days(clause):
                    if day > on and words not in seen:
                        seen.add(words)
                        yield _before(on, words, sentence, piece.number)


def _before(on: dt.date, words: str, sentence: str, number: int) -> Finding:
    return Finding(
        "note_before_told",
        Severity.WARNING,
        N_("Notatet er dateret {dated}, men fortæller om {told} som noget, der er sket: »{sentence}«"),
        {"dated": long_date(on), "told": words, "sentence": sentence},
        Place(paragraph=number),
        N_("Ret notatets dato, eller skriv, at det er noget, der skal ske."),
    )


def _days(clause: str) -> Iterator[tuple[str, dt.date]]:
    """Yield each time that a clause names, with the first day that it can be."""
    rest = clause
    for match in _DAY.finditer(clause):
        try:
            day = dt.date(int(match[3]), MONTHS.index(match[2].casefold()) + 1, int(match[1]))
        except ValueError:
            continue
        rest = rest.replace(match[0], " ")
        yield match[0], day
    for match in _IN_MONTH.finditer(rest):
        word = match[1].casefold()
        month = _PART_OF_YEAR.get(word) or MONTHS.index(word) + 1
        yield match[0], dt.date(int(match[2]), month, 1)
    for match in _YEAR.finditer(_IN_MONTH.sub(" ", rest)):
        yield match[1], dt.date(int(match[1]), 1, 1)


def _missing_lists(told: Sequence[Told]) -> Iterator[Finding]:
    """Yield the lists that are announced and don't follow, or that have another number of points."""
    for place, piece in enumerate(told):
        text = piece.text.rstrip()
        if piece.is_heading or piece.is_point or not text.endswith(":"):
            continue
        points = 0
        for follows in told[place + 1 :]:
            if follows.is_heading or not (follows.is_point or _LABEL.match(follows.text)):
                break
            points += 1
        said = sentences(text)[-1]
        if not points:
            yield Finding(
                "list_missing",
                Severity.WARNING,
                N_("Der loves en liste, men der står ingen: »{sentence}«"),
                {"sentence": said},
                Place(paragraph=piece.number),
                N_("Skriv punkterne, eller tag løftet om dem ud."),
            )
        elif (number := _counted(text, said)) and number != points:
            yield Finding(
                "list_counted_wrong",
                Severity.WARNING,
                N_("Der loves {number}, men der står {points}: »{sentence}«"),
                {"number": number, "points": points, "sentence": said},
                Place(paragraph=piece.number),
                N_("Ret tallet, eller skriv det, der mangler."),
            )


def _counted(text: str, last: str) -> int | None:
    """Return how many points a paragraph promises: of what its last sentence names."""
    for match in _COUNTED.finditer(text):
        noun = match[2].split()[-1].casefold()
        if match[0] in last or re.search(rf"\b{re.escape(noun)}\b", last.casefold()):
            word = match[1].casefold()
            return _NUMBERS.get(word) or int(word)
    return None


def _said_twice(told: Sequence[Told]) -> Iterator[Finding]:
    known: dict[str, int] = {}
    for piece in told:
        key = " ".join(piece.text.casefold().split())
        if len(key) < _LONG_ENOUGH:
            continue
        if key in known:
            yield Finding(
                "said_twice",
                Severity.NOTE,
                N_("Det samme står to gange: »{start} …«"),
                {"start": piece.text[:_LONG_ENOUGH].strip()},
                Place(paragraph=piece.number),
                N_("Tag det ene ud."),
            )
        known.setdefault(key, piece.number)


def _done_and_going(told: Sequence[Told]) -> Iterator[Finding]:
    """Yield what is named by a short name or in quotes, and is both finished and under way."""
    done: dict[str, tuple[int, str]] = {}
    going: dict[str, tuple[int, str]] = {}
    for piece in told:
        for sentence in sentences(piece.text):
            names = {match[1] or match[0] for match in _NAMED.finditer(sentence)}
            if DONE.search(sentence) and not _NOT.search(sentence):
                done |= dict.fromkeys(names - set(done), (piece.number, sentence))
            elif _GOING.search(sentence):
                going |= dict.fromkeys(names - set(going), (piece.number, sentence))
    for name in sorted(set(done) & set(going)):
        number, sentence = done[name]
        yield Finding(
            "done_and_going",
            Severity.WARNING,
            N_("{name} er både færdig (»{done}«) og i gang (»{going}«)"),
            {"name": name, "done": sentence, "going": going[name][1]},
            Place(paragraph=number),
            N_("Skriv, hvad der er færdigt, og hvad der mangler."),
        )
