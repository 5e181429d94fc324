"""What stands beside Sporkøbing's plans: case numbers and filing, comments, files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kernespor.connectors.sporkoebing.calendar import DAY, Calendar
from kernespor.connectors.sporkoebing.content import table_of
from kernespor.connectors.sporkoebing.people import People

CASE_COLUMNS = ("file", "person_id", "case_number", "system", "record_number", "filed_on")
COMMENT_COLUMNS = ("file", "person_id", "text")
NOTE_COLUMNS = ("file", "person_id", "name", "note", "text")
PATTERN_COLUMNS = ("mask", "source", "valid_from")


def patterns_of(calendar: Calendar) -> list[tuple[str, str, str]]:
    """Return what the municipality's case numbers look like."""
    return [("00/0…", "Journalplanen", calendar.founded.isoformat())]


def cases_of(plans: Sequence[str], people: People, calendar: Calendar) -> Iterator[tuple[str, ...]]:
    """Yield the case numbers of plans, and where those that are filed are."""
    for file, person, number, system, record, ago in _rows("cases.txt", plans, people, calendar):
        day = (calendar.until - int(ago) * DAY).isoformat() if system else ""
        yield file, person, number, system, record, day


def comments_of(plans: Sequence[str], people: People, calendar: Calendar) -> Iterator[list[str]]:
    """Yield what was said about plans, the first said first."""
    yield from _rows("comments.txt", plans, people, calendar)


def notes_of(plans: Sequence[str], people: People, calendar: Calendar) -> Iterator[tuple[str, ...]]:
    """Yield the files that lie on plans; a line's end in their text is told as a backslash and an n."""
    for file, person, name, note, text in _rows("notes.txt", plans, people, calendar):
        yield file, person, name, note, text.replace("\\n", "\n")


def _rows(name: str, plans: Sequence[str], people: People, calendar: Calendar) -> Iterator[list[str]]:
    """Yield the rows whose plan and person are in this municipality, with the plan's file as it is called."""
    known = {person.id for person in people.persons}
    for told, person, *rest in table_of(name):
        pattern, years = told.rsplit(" ", 1)
        first, last = calendar.first(int(years)), calendar.last(int(years))
        file = pattern.replace("{from}", str(first.year)).replace("{to}", str(last.year))
        if file in plans and person in known:
            yield [file, person, *rest]
