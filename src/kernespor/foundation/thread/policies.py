"""What may be tied to what: `check_x` raises with the reason, `can_x` answers."""

from __future__ import annotations

import datetime as dt

from kernespor.engines.findings import N_
from kernespor.foundation import objects
from kernespor.foundation.objects import Ref, Stage
from kernespor.foundation.refusals import NotNow, answering
from kernespor.foundation.thread import graph
from kernespor.foundation.thread.models import Link
from kernespor.foundation.thread.registry import LinkKind, link_kind


def check_direction(kind: LinkKind, upper: Ref, lower: Ref) -> None:
    """A link runs down the thread or sideways, between two objects that stand on it and fit its kind."""
    if upper == lower:
        raise NotNow("itself", N_("Et led kan ikke knyttes til sig selv."))
    above, below = objects.of(upper.kind), objects.of(lower.kind)
    for one in (above, below):
        if one.stage is Stage.BESIDE:
            raise NotNow(
                "beside", N_("»{kind}« står ikke på den røde tråd og kan ikke knyttes."), kind=str(one.label)
            )
    if above.stage > below.stage:
        raise NotNow(
            "upwards",
            N_("Tråden går nedad: »{lower}« kommer før »{upper}«. Byt om på de to."),
            upper=str(above.label),
            lower=str(below.label),
        )
    if not kind.fits(upper, lower):
        raise NotNow("wrong_pair", N_("Den slags forbindelse kan ikke bruges mellem de to. Vælg en anden."))


def check_no_ring(upper: Ref, lower: Ref, day: dt.date) -> None:
    """A link may not lead back to where it came from."""
    if any(edge.lower == upper for edge in graph.below({lower}, day)):
        raise NotNow("ring", N_("De to hænger allerede sammen den anden vej. En tråd kan ikke gå i ring."))


def check_by_hand(kind: LinkKind) -> None:
    """What an action links, no person links."""
    if kind.structural:
        raise NotNow("structural", N_("Den forbindelse opstår af sig selv og kan ikke knyttes med hånden."))


def check_loose(link: Link) -> None:
    """What an action linked stands as long as what it did; the rest may be untied once."""
    if link.structural or link_kind(link.kind).structural:
        raise NotNow("structural_link", N_("Forbindelsen følger af en beslutning og kan ikke løses her."))


can_go = answering(check_direction)
can_untie = answering(check_loose)
