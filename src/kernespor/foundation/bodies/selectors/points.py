"""Who said what about what, and what it led to, as a reader may see it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext

from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor, HeldRole
from kernespor.foundation.bodies.enums import OPENLY, PointOutcome
from kernespor.foundation.bodies.models import (
    Consultation,
    ConsultationPoint,
)
from kernespor.foundation.bodies.permissions import readable_consultations
from kernespor.foundation.bodies.selectors.answers import AnswerView
from kernespor.foundation.bodies.selectors.consultations import ConsultationPage, PartyView
from kernespor.foundation.editions import Edition, edition
from kernespor.foundation.objects import Card, Ref, Stage
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.thread.selectors import walk

_EXCERPT = 300  # characters of an answer that stand under a point

Shows = Callable[[PartyView, AnswerView], bool]


@dataclass(frozen=True, slots=True)
class Said:
    """An answer that raises a point: whose, when, its text (or its documents' names) as one may see it."""

    response: int
    who: str
    received_at: dt.datetime
    is_late: bool
    text: str

    @property
    def excerpt(self) -> str:
        """How the answer begins; the whole of it stands by itself."""
        return shorten(self.text, _EXCERPT, placeholder=" …")


@dataclass(frozen=True, slots=True)
class PointView:
    """A point with the answers that the reader may see, and how many others raise it.

    `changed` is the object where the reader may see it, `edition` the one of it that shows the change, `kind`
    what sort of object it is in any case.
    """

    row: ConsultationPoint
    raised_by: tuple[Said, ...]
    hidden: int
    changed: Card | None
    edition: Edition | None
    kind: str

    @property
    def is_replied(self) -> bool:
        """Say whether the municipality has replied."""
        return self.row.outcome != PointOutcome.WAITING

    @property
    def is_changed(self) -> bool:
        """Say whether something was changed."""
        return self.row.outcome == PointOutcome.CHANGED


@dataclass(frozen=True, slots=True)
class LedTo:
    """What the answers led to: the points, and the answers that no reply speaks of, as far as one may see.

    `unreplied` counts those that the reader may not see too.
    """

    points: tuple[PointView, ...]
    left: tuple[Said, ...]
    unreplied: int

    @property
    def unseen(self) -> int:
        """How many answers without a reply the reader may not see."""
        return self.unreplied - len(self.left)

    @property
    def by_response(self) -> dict[int, list[PointView]]:
        """The points that each answer raises."""
        found: dict[int, list[PointView]] = defaultdict(list)
        for point in self.points:
            for said in point.raised_by:
                found[said.response].append(point)
        return dict(found)


def led_to(actor: Actor, found: ConsultationPage, *, hears: bool, words: str = "") -> LedTo:
    """Return what the answers of a consultation led to; what has no reply yet is there for those who hear.

    `words` narrows the points to those where each of them stands in a text, or in the name of who answered.
    One query, and one for each kind of object that was changed.
    """
    return _led_to(actor, found, _said(found, _all), only_replied=not hears, words=words)


def led_to_openly(today: dt.date, found: ConsultationPage) -> LedTo:
    """Return the same as far as everyone who may read the consultation may see it, whoever asks.

    An object that was changed is named where every person in the house may read it.
    """
    return _led_to(_anyone(today), found, _said(found, _openly), only_replied=True)


def choosable(actor: Actor, found: ConsultationPage) -> list[Card]:
    """Return what can be said to be changed: what hangs together with the consultation on the thread."""
    thread = walk(actor, found.row)
    cards = [card for ref, card in thread.cards.items() if ref != thread.here.ref]
    return sorted(
        (card for card in cards if card.kind.stage is not Stage.BESIDE),
        key=lambda card: (card.kind.stage, card.title, card.ref),
    )


def answers_of(found: ConsultationPage) -> list[Said]:
    """Return every answer of a consultation that the reader may see, in the order of the parties."""
    return list(_said(found, _all).values())


def _led_to(
    actor: Actor, found: ConsultationPage, said: dict[int, Said], *, only_replied: bool, words: str = ""
) -> LedTo:
    points = ConsultationPoint.objects.filter(consultation=found.row).order_by("heading", "pk")
    rows = [
        one for one in points if one.answers and not (only_replied and one.outcome == PointOutcome.WAITING)
    ]
    cards = objects.cards(actor, [ref for point in rows if (ref := point.changed)])
    views = [_view(point, said, cards) for point in rows]
    replied = {key for view in views if view.is_replied for key in view.row.answers}
    left = _unreplied(found, replied)
    return LedTo(
        points=tuple(view for view in views if _holds(view, words)),
        left=tuple(one for key, one in said.items() if key in left),
        unreplied=len(left),
    )


def _unreplied(found: ConsultationPage, replied: Collection[int]) -> set[int]:
    """Return the answers that no reply speaks of: of those heard by name the last one counts."""
    keys: dict[int, list[int]] = defaultdict(list)
    for party_id, _side, pk in found.order:
        keys[party_id].append(pk)
    left: set[int] = set()
    for party in found.parties:
        mine = keys[party.row.pk]
        if party.is_public:
            left |= {key for key in mine if key not in replied}
        elif mine and not any(key in replied for key in mine):
            left.add(mine[0])
    return left


def shown_in(point: ConsultationPoint) -> Edition | None:
    """Return the edition that shows what was changed; of an object that the reader may read."""
    return edition(point.changed, point.edition) if point.changed and point.edition is not None else None


def _view(point: ConsultationPoint, said: dict[int, Said], cards: Mapping[Ref, Card]) -> PointView:
    card = cards.get(point.changed) if point.changed else None
    shown = [one for key, one in said.items() if key in point.answers]
    return PointView(
        row=point,
        raised_by=tuple(shown),
        hidden=len(point.answers) - len(shown),
        changed=card,
        edition=shown_in(point) if card else None,
        kind=str(objects.of(point.changed_kind).label) if point.changed_kind else "",
    )


def _holds(view: PointView, words: str) -> bool:
    row = view.row
    told = [row.heading, row.said, row.reply, *(f"{one.who} {one.text}" for one in view.raised_by)]
    text = " ".join(told).casefold()
    return all(word in text for word in words.casefold().split())


def _said(found: ConsultationPage, shows: Shows) -> dict[int, Said]:
    openly = shows is _openly
    return {
        one.pk: Said(
            response=one.pk,
            who=_who(party, one),
            received_at=one.received_at,
            is_late=one.is_late,
            text=(one.published if openly else "") or one.text or one.names(openly=openly),
        )
        for party in found.parties
        for one in reversed(party.responses)
        if shows(party, one)
    }


def _who(party: PartyView, one: AnswerView) -> str:
    return (one.shown_name or gettext("En borger")) if party.is_public else party.name


def _all(party: PartyView, one: AnswerView) -> bool:
    del party, one
    return True


def _openly(party: PartyView, one: AnswerView) -> bool:
    return party.row.kind in OPENLY or one.published_on is not None


def _anyone(today: dt.date) -> Actor:
    """Return a person of the house with no task in it: who may read what everyone there may."""
    role = HeldRole(RoleKind.EMPLOYEE, 0, "", frozenset(), today)
    return Actor(label="", today=today, roles=(role,), invitations=())


def changes_of(actor: Actor, ref: Ref) -> list[Any]:
    """Return the points that changed an object that the actor may read, in consultations that they may read.

    Each with the edition that shows the change, as `shown_in`. One query.
    """
    readable = Consultation.objects.filter(readable_consultations(actor)).values("pk")
    rows = ConsultationPoint.objects.filter(changed_kind=ref.kind, changed_pk=ref.pk)
    rows = rows.filter(consultation__in=readable).select_related("consultation")
    found: list[Any] = list(rows.annotate(raised=Count("raised_by")).order_by("-replied_on", "pk"))
    for point in found:
        point.shown_in = shown_in(point)
    return found
