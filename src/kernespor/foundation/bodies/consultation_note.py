"""The consultation note (høringsnotat): who was heard, who said what about what, and what it changed.

It says what everyone who may read the consultation may read, whoever takes it out: of a resident's answer the
published version, of the others how many there are. So it can be laid beside the item.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from django.conf import settings
from django.utils.translation import gettext, ngettext

from kernespor.connectors.note.records import Note, NotePart
from kernespor.engines import danish
from kernespor.foundation.bodies.enums import OPENLY
from kernespor.foundation.bodies.selectors.answers import AnswerView
from kernespor.foundation.bodies.selectors.consultations import ConsultationPage, PartyView
from kernespor.foundation.bodies.selectors.points import LedTo, PointView
from kernespor.foundation.ui.templatetags.danish import long_date, moment


def note_of(page: ConsultationPage, led_to: LedTo) -> Note:
    """Return a consultation as a note, as far as it is open to those who may read it.

    `led_to` is what `led_to_openly` says.
    """
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
        parts=tuple(_parts(page, led_to)),
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


def _parts(page: ConsultationPage, led_to: LedTo) -> Iterator[NotePart]:
    row = page.row
    yield NotePart(gettext("Det foreslås"), row.proposal)
    if page.questions:
        yield NotePart(gettext("Det vil vi især gerne høre"), _points(page.questions))
    yield NotePart(gettext("Grundlag"), f"{row.ground_text}", sources=(row.ground_source,))
    yield NotePart(gettext("Hvem blev hørt?"), _points(_told(party) for party in page.parties))
    yield NotePart(gettext("Svarene"))
    for party in page.parties:
        yield from _answers(party, led_to)
    yield from _led_to(led_to)
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


def _led_to(led_to: LedTo) -> Iterator[NotePart]:
    """Yield who said what about what and what it led to, heading by heading, and what nobody replied to."""
    if led_to.points:
        yield NotePart(gettext("Hvad svarene førte til"))
    for heading, points in groupby(led_to.points, key=lambda one: one.row.heading):
        yield NotePart(heading, level=2)
        for point in points:
            yield NotePart("", point.row.said, 2)
            yield NotePart("", _points(list(_raised(point))), 2)
            yield NotePart("", _reply(point), 2)
    if led_to.unreplied:
        yield NotePart(gettext("Svar, som ingen har svaret på"), _points(list(_unreplied(led_to))))


def _raised(point: PointView) -> Iterator[str]:
    yield from (f"{one.who}, {moment(one.received_at)}: »{one.excerpt}«" for one in point.raised_by)
    if point.hidden:
        yield _unpublished(point.hidden)


def _unreplied(led_to: LedTo) -> Iterator[str]:
    yield from (f"{one.who}, {moment(one.received_at)}" for one in led_to.left)
    if led_to.unseen:
        yield _unpublished(led_to.unseen)


def _unpublished(number: int) -> str:
    words = ngettext("Ét svar er ikke offentliggjort.", "{number} svar er ikke offentliggjort.", number)
    return words.format(number=number)


def _reply(point: PointView) -> str:
    """Return what the municipality replied: what was changed and where, or why nothing was."""
    said = f"{point.row.get_outcome_display()}: {point.row.reply}"
    title = f"»{point.changed.title}«" if point.changed else ""
    edition = point.edition.label if point.edition else ""
    where = ", ".join(one for one in (f"{point.kind} {title}".strip(), edition, point.row.place) if one)
    return f"{said} ({where})" if where else said


def _answers(party: PartyView, led_to: LedTo) -> Iterator[NotePart]:
    shown = [one for one in party.responses if _is_open(party, one)]
    hidden = party.number - len(shown)
    if not party.is_public:
        shown = shown[:1]  # the one that counts
        hidden = int(not shown and bool(party.number))
    yield NotePart(party.name, "" if shown or hidden else gettext("Svarede ikke."), 2)
    for one in sorted(shown, key=lambda answer: answer.received_at):
        yield NotePart("", _words(party, one), 2)
        if points := led_to.by_response.get(one.pk):
            told = ", ".join(f"{point.row.heading} ({point.row.get_outcome_display()})" for point in points)
            yield NotePart("", gettext("Hvad svaret førte til: {points}").format(points=told), 2)
    if hidden:
        yield NotePart("", _unpublished(hidden), 2)


def _is_open(party: PartyView, one: AnswerView) -> bool:
    return party.row.kind in OPENLY or one.published_on is not None


def _words(party: PartyView, one: AnswerView) -> str:
    """Return who said it and when, what others may read of it, and which documents of it they may see."""
    text = (one.published or one.text).strip()
    names = ", ".join(f"»{file.name}«" for file in one.files if not file.is_hidden)
    if not text and names:
        text = gettext("Svaret er givet med {names}.").format(names=names)
    elif not text:
        text = gettext("Svaret er et dokument, som ikke er offentliggjort.")
    elif names:
        text = gettext("{text}\n\nMed svaret kom {names}.").format(text=text, names=names)
    who = f"{one.shown_name or gettext('En borger')}, " if party.is_public else ""
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
