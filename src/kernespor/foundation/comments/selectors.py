"""Reads of comments."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Model, Window

from kernespor.foundation.access.actor import Actor
from kernespor.foundation.attached import keys
from kernespor.foundation.comments.models import Comment
from kernespor.foundation.comments.permissions import can_withdraw

LATEST = 3


@dataclass(frozen=True, slots=True)
class Said:
    """A comment as a page shows it; the words of one that was taken back are not among it."""

    comment: Comment
    text: str
    is_mine: bool


def comments_on(actor: Actor, row: Model, *, limit: int | None = None) -> tuple[list[Said], int]:
    """Return an object's comments, newest first, and how many there are. One query.

    The caller has been allowed to read the object.
    """
    rows = Comment.objects.filter(**keys(row)).annotate(number=Window(Count("*"))).order_by("-at", "-id")
    found = list(rows[:limit] if limit else rows)
    said = [
        Said(
            one,
            "" if one.withdrawn_at else one.text,
            is_mine=one.withdrawn_at is None and can_withdraw(actor, one),
        )
        for one in found
    ]
    return said, found[0].number if found else 0
