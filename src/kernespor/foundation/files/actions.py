"""Writes of files on objects."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Model

from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.attached import keys
from kernespor.foundation.audit.writing import change
from kernespor.foundation.files.accepted import problem
from kernespor.foundation.files.models import Attachment
from kernespor.foundation.files.permissions import check_attach
from kernespor.foundation.files.store import keep
from kernespor.foundation.refusals import NotNow


def attach(
    *, actor: Actor, row: Model, files: Sequence[tuple[str, bytes]], note: str = ""
) -> list[Attachment]:
    """Put files (name, bytes) on an object: all of them, or none.

    Raises NotPermitted, and NotNow for a file that can't be kept; a form asks `accepted.problem` first.
    """
    check_attach(actor, row)
    for name, content in files:
        if found := problem(name, content):
            raise NotNow(found.code, found.template, **found.params)
    with change(actor=actor, verb="files.attached", about=row) as act:
        return [
            act.create(
                Attachment,
                **keys(row),
                file=keep(act, name=name, content=content, actor=actor),
                note=note.strip(),
                added_by_id=actor.doer_id,
                added_at=act.at,
            )
            for name, content in files
        ]


def take_off(*, actor: Actor, attachment: Attachment, row: Model, why: str) -> Attachment:
    """Take a file off an object, with the reason. Raises NotPermitted, NotNow or StaleWrite."""
    check_attach(actor, row)
    if not why.strip():
        raise NotNow("reason_needed", N_("Skriv hvorfor. Begrundelsen bliver stående i historikken."))
    if attachment.taken_off_at is not None:
        raise NotNow("already_off", N_("Filen er allerede taget af."))
    with change(actor=actor, verb="files.taken_off", about=row, why=why.strip()) as act:
        return act.update(attachment, where={"taken_off_at": None}, taken_off_at=act.at)
