"""Every write of the thread."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.db.models import F

from kernespor.engines.findings import N_
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit import unaudited
from kernespor.foundation.audit.writing import Change, change
from kernespor.foundation.dated import OPEN_END, STILL_BELIEVED
from kernespor.foundation.objects import Ref
from kernespor.foundation.refusals import NotNow
from kernespor.foundation.thread.models import Link, Weave
from kernespor.foundation.thread.permissions import check_tie
from kernespor.foundation.thread.policies import check_by_hand, check_direction, check_loose, check_no_ring
from kernespor.foundation.thread.registry import link_kind

_LOCK = 1


def link(act: Change, *, kind: str, upper: Ref, lower: Ref, day: dt.date | None = None) -> Link:
    """Link two objects within an act, as part of what it does; return the link that stands if one does.

    `day` is the day from which it holds; without one it holds as long as what the act did. Raises KeyError
    for an unknown kind,
    NotNow when the thread can't run that way.
    """
    check_direction(link_kind(kind), upper, lower)
    return _link(act, kind, upper, lower, day or dt.date.min, structural=True)


def unlink(act: Change, row: Link) -> Link:
    """Take a link back within an act that corrects what made it: it never held. Raises StaleWrite."""
    return act.update(row, where={"superseded_at": STILL_BELIEVED}, superseded_at=act.at)


def tie(*, actor: Actor, kind: str, upper: Ref, lower: Ref, why: str) -> Link:
    """Tie two objects together by hand.

    Raises Http404 for an object that isn't there, NotPermitted for those who may neither read both nor change
    one of them, NotNow when the thread can't run that way.
    """
    found = link_kind(kind)
    above, below = (objects.fetch(actor, objects.of(ref.kind).slug, ref.pk) for ref in (upper, lower))
    check_tie(actor, above, below)
    check_by_hand(found)
    check_direction(found, upper, lower)
    if not why.strip():
        raise NotNow("no_reason", N_("Skriv, hvorfor de to hænger sammen."))
    with change(actor=actor, verb="thread.tied", about=below, why=why) as act:
        return _link(act, kind, upper, lower, actor.today, by=actor.person_id, why=why)


def untie(*, actor: Actor, link: Link, why: str) -> Link:
    """End a link that was tied by hand; it stays in the history with the reason. Raises as `tie`."""
    above, below = (
        objects.fetch(actor, objects.of(ref.kind).slug, ref.pk) for ref in (link.upper, link.lower)
    )
    check_tie(actor, above, below)
    check_loose(link)
    if not why.strip():
        raise NotNow("no_reason", N_("Skriv, hvorfor de to ikke længere hænger sammen."))
    with change(actor=actor, verb="thread.untied", about=below, why=why) as act:
        stands = {"valid_to": OPEN_END, "superseded_at": STILL_BELIEVED}
        if link.valid_from >= actor.today:  # it held on no day before this one: it never did
            return act.update(link, where=stands, superseded_at=act.at)
        return act.update(link, where=stands, valid_to=actor.today - dt.timedelta(days=1))


def carry_up(act: Change, links: Iterable[Link], successor: Mapping[Ref, Ref], day: dt.date) -> None:
    """Let what follows an object be tied to what the object was tied to above, with the words of the tie.

    `successor` leads from each lower end to the row made for it in this act: nothing lies under that yet, so
    no ring can close.
    """
    rows = [
        Link(
            kind=link.kind,
            upper_kind=link.upper_kind,
            upper_pk=link.upper_pk,
            lower_kind=successor[link.lower].kind,
            lower_pk=successor[link.lower].pk,
            by_id=link.by_id,
            why=link.why,
            valid_from=day,
            recorded_at=act.at,
        )
        for link in links
    ]
    act.create_many(Link, rows)


def _link(
    act: Change, kind: str, upper: Ref, lower: Ref, day: dt.date, *, structural: bool = False,
    by: int | None = None, why: str = "",
) -> Link:  # fmt: skip
    """Write a link, or return the one that stands. Two at once wait for each other: no ring between them."""
    if not unaudited.alter(Weave.objects.filter(pk=_LOCK), revision=F("revision") + 1):
        unaudited.put([Weave(pk=_LOCK)])
    ends = {"upper_kind": upper.kind, "upper_pk": upper.pk, "lower_kind": lower.kind, "lower_pk": lower.pk}
    standing: Link | None = Link.objects.believed().filter(kind=kind, valid_to=OPEN_END, **ends).first()
    if standing:
        return standing
    check_no_ring(upper, lower, day)
    return act.create(
        Link,
        kind=kind,
        **ends,
        structural=structural,
        by_id=by,
        why=why,
        valid_from=day,
        recorded_at=act.at,
    )
