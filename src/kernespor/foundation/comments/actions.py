"""Writes of comments."""

from __future__ import annotations

from django.db.models import Model

from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.attached import keys
from kernespor.foundation.audit.writing import change
from kernespor.foundation.comments.models import Comment
from kernespor.foundation.comments.permissions import check_comment, check_withdraw
from kernespor.foundation.refusals import NotNow


def comment(*, actor: Actor, row: Model, text: str) -> Comment:
    """Say something about an object. Raises NotPermitted."""
    check_comment(actor, row)
    with change(actor=actor, verb="comments.said", about=row) as act:
        return act.create(
            Comment,
            **keys(row),
            text=text.strip(),
            author_id=actor.doer_id,
            author_label=actor.label,
            at=act.at,
        )


def withdraw(*, actor: Actor, said: Comment, row: Model) -> Comment:
    """Take one's own comment back. Raises NotPermitted, NotNow when it already is, or StaleWrite."""
    check_comment(actor, row)
    check_withdraw(actor, said)
    if said.withdrawn_at is not None:
        raise NotNow("already_withdrawn", N_("Kommentaren er allerede taget tilbage."))
    with change(actor=actor, verb="comments.withdrawn", about=row) as act:
        return act.update(said, where={"withdrawn_at": None}, withdrawn_at=act.at)
