"""What was decided: by whom, when, in which words, who was absent and who dissented."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kernespor.connectors.agenda.bodies import Met, find_body, read_met, read_named
from kernespor.connectors.agenda.dates import find_dates
from kernespor.connectors.agenda.decision_heads import parted_head, read_decider
from kernespor.connectors.agenda.prose import Prose, lines_of
from kernespor.connectors.agenda.records import Decision, Named
from kernespor.connectors.agenda.vocabulary import any_of, says_none, words_of
from kernespor.connectors.unit_plan.rows import Row

# A stop belongs to a name behind an initial or a short form ("P.E.", "Chr.") alone.
_NAME_WORD = r"(?:(?:[A-ZÆØÅ]\w{0,3}\.-?)+|[A-ZÆØÅ][\w’'-]*)"
_NAME = rf"{_NAME_WORD}(?: (?:{_NAME_WORD}|von|van|de|af))+(?: \([A-ZÆØÅ]{{1,3}}\))?"
_NAMES = rf"{_NAME}(?:(?:, (?:og |samt )?| og | samt ){_NAME})*"
_ONLY_NAMES = re.compile(rf"(?:og )?{_NAMES}[,.]?(?: og| \([^()]*\))?")
_ABSENT = re.compile(
    rf"(?P<names>{_NAMES}) (?:var fraværende|er fraværende|var ikke til stede|havde meldt afbud"
    r"|har meldt afbud|meldte afbud|deltog ikke i mødet|udeblev)"
    rf"|(?:[Ff]raværende var|[Aa]fbud fra|[Ff]raværende(?: med afbud)?:|[Aa]fbud:) (?P<after>{_NAMES})"
)
_NOBODY = re.compile(r"\b(?:ingen (?:var )?fraværende|ingen afbud|alle (?:var )?til stede)\b", re.IGNORECASE)
# "Udvalget kan ikke støtte forslaget" is the decision itself.
_WHOLE_BODY = re.compile(
    r"\S*(?:udvalget|rådet|bestyrelsen|direktionen|repræsentationen) (?:kan|kunne) ikke\b", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?<=[a-zæøå)\d])[.!] (?=[A-ZÆØÅ])")
_PARTED = re.compile(r"\s*(?:,|;|\n+|\bog\b|\bsamt\b|•)\s*(?![^()]*\))")
_MOST_NAME_WORDS = 8
_HEADER_ROWS = 6
_JOINS = frozenset({"og", "samt"})


@dataclass(slots=True)
class Draft:
    """A decision on its way: the rows below its head, and those below its labels.

    `absent` holds the rows of each label: "Afbud: …" and "Ikke til stede: …" are two lists of names.
    """

    met: Met = field(default_factory=Met)
    number: int = 0
    rows: list[Row] = field(default_factory=list)
    absent: list[list[Row]] = field(default_factory=list)
    disqualified: list[list[Row]] = field(default_factory=list)
    dissent: list[Row] = field(default_factory=list)
    absent_marked: bool = False


def attach_absent(draft: Draft, rows: Sequence[Row], *, line: int, worded: bool) -> None:
    """Give a decision the rows below "Fraværende"; what stands below the names is the decision again.

    `line` is the label's. Where each word has a line of its own (`worded`), the rows tell nothing of that.
    """
    if _attach(draft, draft.absent, rows, line=line, worded=worded):
        draft.absent_marked = True


def attach_disqualified(draft: Draft, rows: Sequence[Row], *, line: int, worded: bool) -> None:
    """Give a decision the rows below "Inhabile", as those below "Fraværende"."""
    _attach(draft, draft.disqualified, rows, line=line, worded=worded)


def _attach(draft: Draft, lists: list[list[Row]], rows: Sequence[Row], *, line: int, worded: bool) -> bool:
    """Add a list of names to `lists`, and say whether there was one."""
    named = next((row for row in rows if row.text and not row.gone), None)
    if named and named.number != line and not worded and named.text.endswith(".") and not _is_name(named):
        draft.rows.extend(rows)  # a label that nobody filled in, and what was decided below it
        return False
    lists.append([])
    filled = 0
    open_list = True
    for place, row in enumerate(rows):
        said = bool(row.text) and not row.gone
        if said and filled and not open_list and not worded and not _is_name(row):
            draft.rows.extend(rows[place:])
            return True
        lists[-1].append(row)
        if said:
            filled += 1
            open_list = row.text.rstrip().endswith((",", " og", ":", "-")) or row.text.split()[-1].islower()
    return True


def _is_name(row: Row) -> bool:
    if says_none(row.text):
        return True
    return (bool(row.bullet) and len(row.text.split()) <= _MOST_NAME_WORDS) or bool(
        _ONLY_NAMES.fullmatch(row.text)
    )


def split_by_heads(draft: Draft, names: list[Named]) -> list[Draft]:
    """Part what stands below "Beslutning" where another body's head begins."""
    made = [draft]
    rows, draft.rows = draft.rows, []
    place = 0
    while place < len(rows):
        row = rows[place]
        filled = row.text and not row.gone
        first = not any(one.text and not one.gone for one in made[-1].rows)
        if filled and not row.bullet and (parts := parted_head(row.text)):
            names.append(Named(row.number, parts[0]))
            made.append(Draft(read_decider(parts[0]) or Met(), row.number, [replace(row, text=parts[1])]))
            place += 1
            continue
        taken, met = _head(rows, place, alone=first and not made[-1].met.body) if filled else (0, None)
        if met is None:
            made[-1].rows.append(row)
            place += 1
            continue
        said = [one for one in rows[place : place + taken] if one.text and not one.gone]
        names.extend(Named(one.number, one.text) for one in said)
        if first and not made[-1].met.body and not made[-1].met.date:
            made[-1].met = met
        else:
            made.append(Draft(met, row.number))
        place += taken
    return made


def _head(rows: Sequence[Row], place: int, *, alone: bool) -> tuple[int, Met | None]:
    """Return how many rows a body's head takes, and what it says; a day without a body counts `alone`."""
    texts: list[str] = []
    best: tuple[int, Met | None] = (0, None)
    if rows[place].bullet or not rows[place].text[:1].isupper():
        return best
    for offset, row in enumerate(rows[place : place + _HEADER_ROWS * 2], start=1):
        if row.gone or not row.text:
            continue
        texts.append(row.text)
        met = read_decider(" ".join(texts))
        if (met and met.date and (met.body or alone)) or (
            met and met.body and alone and len(texts) == 1 and row.text.rstrip().endswith(":")
        ):
            best = offset, met
        if not met or len(texts) >= _HEADER_ROWS:
            break
    return best


def decided(draft: Draft, default: Met, prose: Prose, names: list[Named]) -> Decision:
    """Make the record; what the head doesn't say is the meeting's."""
    text = prose.text(draft.rows)
    absent: list[str] = []
    disqualified: list[str] = []
    for told, lists in ((absent, draft.absent), (disqualified, draft.disqualified)):
        for rows in lists:
            number = next((row.number for row in rows if row.text), draft.number)
            found, more = _absent(prose.text(rows), names, number)
            told.extend(found)
            text = f"{text}\n\n{more}".strip() if more else text
    dissent = [piece.text for piece in prose.pieces(draft.dissent)]
    said = draft.absent_marked
    if not said:
        absent, said = absent_in(text)
    met = draft.met
    own = met.body or met.date or met.term
    same = not met.body or met.body.casefold() == default.body.casefold()
    return Decision(
        body=met.body or default.body,
        term=met.term or (default.term if same else ""),
        date=met.date or (None if own and met.date_text else default.date if same else None),
        text=text,
        absent=tuple(absent),
        dissent=(*dissent, *dissent_in(text)),
        absent_said=said,
        disqualified=tuple(disqualified),
        lines=(draft.number, *lines_of(draft.rows)),
    )


def _absent(text: str, names: list[Named], number: int) -> tuple[list[str], str]:
    """Return the names below "Fraværende", and what is said after them."""
    if not text:
        return [], ""
    if says_none(text):
        names.append(Named(number, text))
        return [], ""
    first, *others = _SENTENCE.split(text, maxsplit=1)
    if says_none(first):
        names.append(Named(number, first))
        return [], " ".join(others)
    parts = [re.sub(r"^(?:-|\d+[.)]) ", "", part).strip(" .") for part in _PARTED.split(first)]
    parts = [_without_reason(part, names, number) for part in parts if part]
    if any(len(part.split()) > _MOST_NAME_WORDS for part in parts):
        parts = [first.strip()]
    joined = words_of(" ".join(parts))
    dropped = [word for word in words_of(first) if word in _JOINS or word.isdigit()]
    kept = [word for word in joined if word in _JOINS or word.isdigit()]
    for word in kept:
        if word in dropped:
            dropped.remove(word)
    if dropped:
        names.append(Named(number, " ".join(dropped)))
    return parts, " ".join(others)


def _without_reason(name: str, names: list[Named], number: int) -> str:
    """Return the name before "– ferie", where that stands behind a dash."""
    bare, dash, reason = name.partition(" – ")
    if dash:
        names.append(Named(number, reason))
    return bare.strip()


def absent_in(text: str) -> tuple[list[str], bool]:
    """Return the names that a decision's own sentences call absent, and whether they say anything of it."""
    found: list[str] = []
    for match in _ABSENT.finditer(text):
        said = match["names"] or match["after"]
        found.extend(part.strip(" .") for part in _PARTED.split(said) if part.strip(" ."))
    return found, bool(found) or bool(_NOBODY.search(text))


def dissent_in(text: str) -> list[str]:
    """Return the sentences of a decision that put a dissent on record."""
    pattern = re.compile(any_of("dissent"), re.IGNORECASE)
    return [
        sentence.strip()
        for paragraph in text.split("\n")
        for sentence in re.split(r"(?<=[a-zæøå)\d][.!]) (?=[A-ZÆØÅ])", paragraph)
        if pattern.search(sentence) and not _WHOLE_BODY.match(sentence)
    ]


def met_of(text: str) -> Met:
    """Return what the head of a decision says ("Beslutning i Økonomiudvalget 2018-2021 den 17-04-2018")."""
    whole = read_decider(text.strip())
    if whole and whole.body and whole.date_text:
        return whole
    tail = re.sub(r"^\S+", "", text.strip().rstrip(":"), count=1)
    if met := read_met(tail) or read_named(tail.strip()):
        return met
    day = next(find_dates(text), None)
    name = find_body(text)
    date: dt.date | None = day.day if day else None
    return Met(name[0] if name else "", "", date, day.text if day else "")
