"""Who may say something about an object, and take it back."""

from __future__ import annotations

from django.db.models import Model

from kernespor.engines.findings import N_
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.comments.models import Comment
from kernespor.foundation.refusals import NotPermitted, answering


def check_comment(actor: Actor, row: Model) -> None:
    """Everyone in the house may comment on what they may read."""
    if not actor.in_house:
        raise NotPermitted("not_in_house", N_("Kun de, der arbejder i kommunen, kan skrive kommentarer."))
    objects.of(row._meta.label_lower).ground(actor, row)


def check_withdraw(actor: Actor, comment: Comment) -> None:
    """One takes back one's own words, not those of another; nor those of the one whose place one is in."""
    if actor.doer_id is None or comment.author_id != actor.doer_id:
        raise NotPermitted("not_mine", N_("Kun den, der skrev kommentaren, kan tage den tilbage."))


can_comment = answering(check_comment)
can_withdraw = answering(check_withdraw)
