"""The consultation note (høringsnotat): who was heard, who said what, and what it changed.

It says what everyone who may read the consultation may read, whoever takes it out: of a resident's answer the
published version, of the others how many there are. So it can be laid beside the item.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext, ngettext

from kernespor.connectors.note.records import Note, NotePart
from kernespor.engines import danish
from kernespor.foundation.bodies.enums import OPENLY
from kernespor.foundation.bodies.selectors.answers import AnswerView
from kernespor.foundation.bodies.selectors.consultations import ConsultationPage, PartyView
from kernespor.foundation.ui.templatetags.danish import long_date, moment


def note_of(page: ConsultationPage) -> Note:
    """Return a consultation as a note, as far as it is open to those who may read it."""
    row = page.row
    return Note(
        title=row.title,
        kind=gettext("Høringsnotat"),
        on=row.concluded_on,
        sender=page.body_name or page.unit,
        municipality=settings.MUNICIPALITY,
        facts=(
            str(row.get_kind_display()),
            gettext("Svarfrist {when}").format(when=moment(row.deadline)),
            _how_many(page),
        ),
        parts=tuple(_parts(page)),
    )


def _how_many(page: ConsultationPage) -> str:
    said = gettext("{answered} af {heard}, der skulle svare, har svaret").format(
        answered=page.answered, heard=len(page.named)
    )
    residents = page.residents
    if residents is None:
        return said
    number = ngettext("ét svar fra borgere", "{number} svar fra borgere", residents.number)
    return f"{said}, {number.format(number=residents.number)}"


def _parts(page: ConsultationPage) -> Iterator[NotePart]:
    row = page.row
    yield NotePart(gettext("Det foreslås"), row.proposal)
    if page.questions:
        yield NotePart(gettext("Det vil vi især gerne høre"), _points(page.questions))
    yield NotePart(gettext("Grundlag"), f"{row.ground_text}", sources=(row.ground_source,))
    yield NotePart(gettext("Hvem blev hørt?"), _points(_told(party) for party in page.parties))
    yield NotePart(gettext("Svarene"))
    for party in page.parties:
        yield from _answers(party)
    if row.changed.strip():
        changed = row.changed
    else:
        changed = gettext("Det er ikke skrevet endnu, hvad høringen ændrede.")
    yield NotePart(gettext("Det ændrede høringen"), changed)


def _told(party: PartyView) -> str:
    """Return when a party answered, or that it didn't."""
    if party.is_public:
        words = ngettext("{name}: ét svar", "{name}: {number} svar", party.number)
        return words.format(name=party.name, number=party.number)
    if party.last is None:
        if party.number:
            return gettext("{name}: svarede").format(name=party.name)
        return gettext("{name}: svarede ikke").format(name=party.name)
    day = long_date(party.last.received_at.date())
    if party.last.is_late:
        return gettext("{name}: svarede {day}, efter fristen").format(name=party.name, day=day)
    return gettext("{name}: svarede {day}").format(name=party.name, day=day)


def _answers(party: PartyView) -> Iterator[NotePart]:
    shown = [one for one in party.responses if _is_open(party, one)]
    hidden = party.number - len(shown)
    if not party.is_public:
        shown = shown[:1]  # the one that counts
        hidden = int(not shown and bool(party.number))
    yield NotePart(party.name, "" if shown or hidden else gettext("Svarede ikke."), 2)
    for one in sorted(shown, key=lambda answer: answer.received_at):
        yield NotePart("", _words(party, one), 2)
    if hidden:
        words = ngettext("Ét svar er ikke offentliggjort.", "{number} svar er ikke offentliggjort.", hidden)
        yield NotePart("", words.format(number=hidden), 2)


def _is_open(party: PartyView, one: AnswerView) -> bool:
    return party.row.kind in OPENLY or one.published_on is not None


def _words(party: PartyView, one: AnswerView) -> str:
    """Return who said it and when, and what others may read of it; who gave only a file is told as that."""
    text = one.published or one.text
    if not text.strip():
        text = gettext("Svaret er filen »{name}«.").format(name=one.file_name)
    who = f"{one.shown_name}, " if party.is_public and one.shown_name else ""
    return f"{who}{_when(one)}: {text}"


def _when(one: AnswerView) -> str:
    late = gettext(", efter fristen") if one.is_late else ""
    version = gettext(", version {digest}").format(digest=one.version[:12]) if one.version else ""
    return f"{moment(one.received_at)}{late}{version}"


def _points(lines: Iterator[str] | list[str]) -> str:
    return "\n\n".join(f"- {' '.join(line.split())}" for line in lines)


def name_of(page: ConsultationPage) -> str:
    """Return what the file is called, without its suffix."""
    return f"{gettext('Høringsnotat')} {danish.short_date(page.row.deadline.date())} {page.row.title[:80]}"
