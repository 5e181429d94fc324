"""One trial: its story, what was seen of it in three groups, who took it over, who tried it too."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext

from kernespor.domains.strategy.calculations.trials import state_of
from kernespor.domains.strategy.enums import EffectOn, TrialStatus
from kernespor.domains.strategy.models import Trial, TrialEffect
from kernespor.domains.strategy.permissions.trials import WORKERS, can_know_owner, readable
from kernespor.domains.strategy.selectors.trials.board import cause_of, is_undecided
from kernespor.engines import danish
from kernespor.engines.plan_state.records import Shown
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies.kinds import decision_rows
from kernespor.foundation.bodies.models import Decision
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.organisation.selectors import active_persons
from kernespor.foundation.organisation.selectors.names import unit_name_of, with_unit_name
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.ui.templatetags.danish import number

DECISIONS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class EffectGroup:
    """What was seen on one of the three, in the order in which they count."""

    key: str
    label: str
    effects: list[tuple[TrialEffect, str]]  # with its counts in words


@dataclass(frozen=True, slots=True)
class Adopted:
    """A unit that took it over."""

    unit: str
    words: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class Quoted:
    """The decision in its own words."""

    words: str
    title: str
    body: str
    on: dt.date
    url: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a trial's life, for the line of steps: done, now or to come."""

    label: str
    when: dt.date | None
    kind: str


@dataclass(frozen=True, slots=True)
class TrialPage:
    """A trial as its page shows it to one person."""

    trial: Trial
    unit: str
    shown: Shown | None
    owner: str
    deputy: str
    owner_left: bool
    owner_hidden: bool
    groups: list[EffectGroup]
    adopted: list[Adopted]
    copies: list[tuple[Trial, str]]
    origin: tuple[Trial, str] | None
    decision: Quoted | None
    decision_closed: bool
    followers: int
    followed: bool
    steps: list[Step]

    @property
    def cause(self) -> str:
        """What stands beside the state."""
        return cause_of(self.shown)

    @property
    def undecided(self) -> bool:
        """Say whether it is a forsøg that began without its decision and still has none."""
        return is_undecided(self.trial)

    @property
    def effects(self) -> int:
        """How much was seen of it."""
        return sum(len(group.effects) for group in self.groups)

    @property
    def amount(self) -> int | None:
        """What was granted, in whole kroner."""
        return None if self.trial.amount is None else round(self.trial.amount / 100)


def trial_for(actor: Actor, trial_id: int) -> Trial:
    """Return a trial that the actor may read. Raises Http404 or NotPermitted."""
    found: Trial = objects.fetch(actor, "forsoeg", trial_id)
    return found


def trial_page(actor: Actor, trial: Trial) -> TrialPage:
    """Return a trial as its page shows it. Seven queries at most."""
    active = active_persons(actor.today)
    effects = list(trial.effects.filter(on__lte=actor.today))
    shown = state_of(trial, max((one.on for one in effects), default=None), active=active, today=actor.today)
    hidden = bool(shown and shown.overdue_days and not can_know_owner(actor, trial))
    related = with_unit_name(Trial.objects.filter(readable(actor)), actor.today)
    copies = related.filter(copied_from=trial).order_by("pk")
    origin = related.filter(pk=trial.copied_from_id).first() if trial.copied_from_id else None
    followers = set(trial.followers.values_list("person_id", flat=True))
    quoted = _quoted(actor, trial.decision_id)
    adopted = list(with_unit_name(trial.adoptions.order_by("on", "pk"), actor.today))
    return TrialPage(
        trial=trial,
        unit=unit_name_of(trial),
        shown=shown,
        owner="" if hidden or trial.owner is None else trial.owner.name,
        deputy="" if hidden or trial.deputy is None else trial.deputy.name,
        owner_left=trial.owner_id is not None and trial.owner_id not in active,
        owner_hidden=hidden,
        groups=[
            EffectGroup(key, str(label), [(one, count_words(one)) for one in effects if one.on_whom == key])
            for key, label in EffectOn.choices
        ],
        adopted=[Adopted(unit_name_of(row), row.words, row.on) for row in adopted],
        copies=[(row, unit_name_of(row)) for row in copies],
        origin=(origin, unit_name_of(origin)) if origin else None,
        decision=quoted,
        decision_closed=trial.decision_id is not None and quoted is None,
        followers=len(followers),
        followed=actor.hand in followers,
        steps=_steps(trial, adopted[0].on if adopted else None),
    )


def _quoted(actor: Actor, decision_id: int | None) -> Quoted | None:
    """Return a decision in its own words where the actor may read it."""
    row: Any = decision_rows(actor).filter(pk=decision_id).first() if decision_id else None
    if row is None:
        return None
    card = objects.card_of(row)
    return Quoted(row.current.words, card.title, card.who, row.current.on, card.url)


def _steps(trial: Trial, adopted: dt.date | None) -> list[Step]:
    """Return the steps of a trial's life with the days that are known."""
    if trial.status == TrialStatus.DROPPED:
        return [Step(gettext("Idé"), None, ""), Step(gettext("Opgivet, før det begyndte"), None, "now")]
    stages = (
        (TrialStatus.IDEA, gettext("Idé"), None),
        (TrialStatus.RUNNING, gettext("I gang"), trial.begins),
        (TrialStatus.ENDED, gettext("Slut, og skrevet ned, hvad I lærte"), trial.ended_on or trial.ends),
        (TrialStatus.TAKEN_OVER, gettext("Taget i drift"), adopted),
    )
    place = next(at for at, stage in enumerate(stages) if stage[0] == trial.status)
    return [
        Step(label, day, "now" if at == place else "next" if at > place else "")
        for at, (_status, label, day) in enumerate(stages)
    ]


def own_units(actor: Actor, *kinds: RoleKind) -> list[tuple[int, str]]:
    """Return (key, name) of the units in which the actor holds such a role today, nearest first in Danish.

    Without kinds: those in which they may propose something.
    """
    tree = tree_on(actor.today)
    found = actor.units_under(*(kinds or WORKERS))
    held = {role.unit_id for role in actor.roles if role.kind in (kinds or WORKERS)}
    rows = [(key, tree.name(key)) for key in found if key in tree.nodes]
    return sorted(rows, key=lambda row: (row[0] not in held, danish.sort_key(row[1])))


def decisions_to_choose(actor: Actor, words: str, chosen: int | None) -> list[tuple[int, str]]:
    """Return (key, words) of the newest decisions that fit, the chosen one always among them.

    One query, or two.
    """
    rows = decision_rows(actor).filter(current__isnull=False)
    for word in words.split():
        rows = rows.filter(
            Q(current__case_title__icontains=word)
            | Q(current__words__icontains=word)
            | Q(current__case_number__icontains=word)
        )
    found = list(rows.order_by("-current__on", "-pk")[:DECISIONS_SHOWN])
    known = [(row.pk, _decision_words(row)) for row in found]
    if chosen and chosen not in dict(known):
        row = decision_rows(actor).filter(pk=chosen).first()
        closed = gettext("En lukket beslutning, som du ikke kan læse")
        known.insert(0, (chosen, _decision_words(row) if row else closed))
    return known


def _decision_words(row: Decision) -> str:
    card = objects.card_of(row)
    day = danish.short_date(card.on) if card.on else ""
    return f"{day} · {card.who}: {card.title}"


def count_words(effect: TrialEffect) -> str:
    """Return the counts of an effect in words, empty where nothing was counted."""
    before, after = (decimal_words(value) for value in (effect.before, effect.after))
    if before and after:
        return gettext("Før {before}, efter {after} {counted}").format(
            before=before, after=after, counted=effect.counted
        )
    if after:
        return gettext("{after} {counted}").format(after=after, counted=effect.counted)
    return gettext("Før {before} {counted}").format(before=before, counted=effect.counted) if before else ""


def decimal_words(value: Any) -> str:
    """Return a counted number with no more decimals than it has; empty for none."""
    if value is None:
        return ""
    digits = -value.normalize().as_tuple().exponent
    return number(value, max(digits, 0))
