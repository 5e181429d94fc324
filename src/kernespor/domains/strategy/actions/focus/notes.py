"""Status notes: written from the facts, edited part by part, renewed without losing an edit, finished."""

from __future__ import annotations

import datetime as dt
from typing import Any

from kernespor.domains.strategy import workflow
from kernespor.domains.strategy.documents.note import MadePart, made_parts
from kernespor.domains.strategy.enums import FocusStatus
from kernespor.domains.strategy.models import FocusSet, StatusNote, StatusNotePart
from kernespor.domains.strategy.permissions.focus import check_keep_set
from kernespor.domains.strategy.policies.focus import check_in_force, check_note_open, check_period
from kernespor.engines.danish import long_date
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.writing import change
from kernespor.foundation.organisation.tree import tree_on


def write_note(
    *, actor: Actor, of_set: FocusSet, title: str, sender: str, since: dt.date, on: dt.date
) -> StatusNote:
    """Let a note on a set write itself from the facts of a period. Raises Refusal."""
    check_keep_set(actor, of_set)
    check_period(since, on, actor.today)
    with change(actor=actor, verb="strategy.note_written") as act:
        note = act.create(
            StatusNote,
            of_set=of_set,
            title=title.strip(),
            sender=sender.strip(),
            since=since,
            on=on,
            created_by_id=actor.person_id,
        )
        act.subject = note
        made = [_new(note, place, part) for place, part in enumerate(made_parts(note), start=1)]
        act.create_many(StatusNotePart, made)
    return note


def write_due_note(*, actor: Actor) -> StatusNote:
    """Let the note on the set in force write itself, from the note before it up to today. Raises Refusal."""
    rows = FocusSet.objects.filter(status=FocusStatus.IN_FORCE, starts__lte=actor.today)
    row = rows.select_related("unit").order_by("-starts", "-pk").first()
    check_in_force(row)
    assert row is not None  # noqa: S101 - checked above
    before = row.notes.filter(on__lte=actor.today).order_by("-on").first()
    return write_note(
        actor=actor,
        of_set=row,
        title=f"Status på »{row.title}«, {long_date(actor.today)}",
        sender=tree_on(actor.today).name(row.unit_id),
        since=before.on if before else row.starts,
        on=actor.today,
    )


def change_note(*, actor: Actor, note: StatusNote, seen: int, title: str, sender: str) -> StatusNote:
    """Change what a note is called and who it is from. Raises Refusal or StaleWrite."""
    with _writing(actor, note, "strategy.note_changed") as act:
        act.update(note, seen=seen, title=title.strip(), sender=sender.strip())
        act.touch(note)
    return note


def change_part(*, actor: Actor, part: StatusNotePart, seen: int, text: str) -> StatusNotePart:
    """Write in a part of a note; what was made stays beside it. Raises Refusal or StaleWrite."""
    with _writing(actor, part.note, "strategy.note_part_changed") as act:
        act.touch(part.note)
        act.update(part, seen=seen, text=text.strip())
    return part


def take_back(*, actor: Actor, part: StatusNotePart, seen: int) -> StatusNotePart:
    """Let a part say again what was made from the facts. Raises Refusal or StaleWrite."""
    with _writing(actor, part.note, "strategy.note_part_taken_back") as act:
        act.touch(part.note)
        act.update(part, seen=seen, text=part.made)
    return part


def renew(*, actor: Actor, note: StatusNote, seen: int) -> int:
    """Make a note anew from the facts as they are known now; return how many parts say something new.

    What a person wrote stays, with what is made anew beside it. Raises Refusal or StaleWrite.
    """
    with _writing(actor, note, "strategy.note_renewed") as act:
        act.update(note, seen=seen, revision=note.revision + 1)
        known = {(part.area_id, part.heading): part for part in note.parts.all()}
        new = 0
        place = 0
        for place, part in enumerate(made_parts(note), start=1):
            stood = known.pop((part.area_id, part.heading), None)
            if stood is None:
                act.create(StatusNotePart, **_fields(note, place, part), text=part.text)
                new += 1
                continue
            new += stood.made != part.text
            text = part.text if stood.text == stood.made else stood.text
            act.update(
                stood, position=place, level=part.level, made=part.text, text=text, sources=part.sources
            )
        for left in known.values():
            if left.text == left.made:
                act.delete(left)
            else:
                place += 1
                act.update(left, position=place, made="", sources=[])
    return new


def finish(*, actor: Actor, note: StatusNote, seen: int) -> StatusNote:
    """Say that a note is finished: everyone in the house may read it, nobody changes it. Raises as above."""
    check_keep_set(actor, note.of_set)
    transition = workflow.STATUS_NOTE.check("finish", note.status)
    with _writing(actor, note, transition.verb) as act:
        act.update(note, seen=seen, where={"status": transition.source}, status=transition.target)
    return note


def _writing(actor: Actor, note: StatusNote, verb: str) -> Any:
    """Open an act on a note that the actor may write in; Refusal where it is finished or another's."""
    check_keep_set(actor, note.of_set)
    check_note_open(note)
    return change(actor=actor, verb=verb, about=note)


def _new(note: StatusNote, place: int, part: MadePart) -> StatusNotePart:
    return StatusNotePart(**_fields(note, place, part), text=part.text)


def _fields(note: StatusNote, place: int, part: MadePart) -> dict[str, Any]:
    return {
        "note": note,
        "area_id": part.area_id,
        "position": place,
        "heading": part.heading,
        "level": part.level,
        "made": part.text,
        "sources": part.sources,
    }
