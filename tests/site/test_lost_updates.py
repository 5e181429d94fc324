"""Two editors, one who acts on behalf of another and a reading-in write at once, in an order of chance.

Nothing vanishes unseen: every text that was acknowledged is what stands there, or stands in the history as
what another replaced; every text that wasn't was refused, with what stands there beside it. So also drafts.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from random import Random
from threading import Barrier

import pytest
from django.db import connections, transaction

import factories
from kernespor.domains.strategy.actions import plans
from kernespor.domains.strategy.models import Action, Status, UnitPlan
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.audit.writing import change
from kernespor.foundation.drafts.actions import keep
from kernespor.foundation.drafts.models import Draft
from kernespor.foundation.refusals import NotNow, StaleWrite

ROUNDS = 12  # of each writer
FORM = "strategy.status"


class Told:
    """What the writers were told: which texts stand, and which were refused beside which."""

    def __init__(self) -> None:
        self.kept: list[str] = []
        self.refused: list[tuple[str, str]] = []
        self.said: list[str] = []


def editor(actor: Actor, name: str, action: Action, rng: Random, told: Told) -> Callable[[], None]:
    """Someone with a page open that may be old, who writes, and reads again when told to, or sometimes."""

    def work() -> None:
        mine = opened(action)
        for number in range(ROUNDS):
            text = f"{name} {number}"
            try:
                plans.change_item(actor=actor, item=mine, seen=mine.version, text=text)
                told.kept.append(text)
            except StaleWrite as stale:
                told.refused.append((text, stale.theirs.text))
                mine = opened(action)
            if rng.random() < 0.3:
                mine = opened(action)

    return work


def on_behalf(actor: Actor, action: Action, rng: Random, told: Told) -> Callable[[], None]:
    """A deputy at the head's desk: some statuses, and now and then the text itself."""

    def work() -> None:
        for number in range(ROUNDS):
            mine, text = opened(action), f"stedfortræder {number}"
            if rng.random() < 0.5:
                plans.give_status(actor=actor, item=mine, judgement="slipping", text=text, on=factories.DAY)
                told.said.append(text)
                continue
            try:
                plans.change_item(actor=actor, item=mine, seen=mine.version, text=text)
                told.kept.append(text)
            except StaleWrite as stale:
                told.refused.append((text, stale.theirs.text))

    return work


def read_in(actor: Actor, action: Action, told: Told) -> Callable[[], None]:
    """An import that writes every action of the plan anew from a file, whole or not at all."""

    def work() -> None:
        for number in range(ROUNDS):
            text = f"indlæst {number}"
            try:
                with change(actor=actor, verb="strategy.item_changed", about=plan_of(action)) as act:
                    act.touch(plan_of(action))
                    for row in Action.objects.filter(goal_id=action.goal_id).order_by("pk"):
                        act.update(row, text=text if row.pk == action.pk else f"{text}, en anden")
                told.kept.append(text)
            except StaleWrite as stale:
                told.refused.append((text, stale.theirs.text))

    return work


def drafting(actor: Actor, name: str, rng: Random, told: Told) -> Callable[[], None]:
    """One of two windows in which a person writes on the same draft."""

    def work() -> None:
        seen = 0
        for number in range(ROUNDS):
            text = f"{name} {number}"
            try:
                seen = keep(actor=actor, form=FORM, ref="", fields={"text": text}, seen=seen).version
                told.kept.append(text)
            except StaleWrite as stale:
                theirs: Draft = stale.theirs
                told.refused.append((text, theirs.fields["text"]))
                seen = theirs.version if rng.random() < 0.7 else seen

    return work


def opened(action: Action) -> Action:
    return Action.objects.select_related("goal__area__plan", "owner", "deputy").get(pk=action.pk)


def plan_of(action: Action) -> UnitPlan:
    return action.goal.area.plan


def all_at_once(*works: Callable[[], None]) -> None:
    gate = Barrier(len(works))

    def run(work: Callable[[], None]) -> None:
        gate.wait()
        try:
            work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as threads:
        for done in [threads.submit(run, work) for work in works]:
            done.result()


def chain_of(action: Action) -> list[str]:
    """Return every text that the action had, from its events; each begins with what the one before left."""
    key, texts = f"strategy.action:{action.pk}", []
    for event in AuditEvent.objects.order_by("id"):
        for row in event.rows:
            if row["row"] == key and "text" in row["after"]:
                assert not texts or row["before"]["text"] == texts[-1]
                texts.append(row["after"]["text"])
    return texts


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(2))
def test_nothing_vanishes_unseen(real_database: None, seed: int) -> None:
    del real_database
    factories.house()
    head, deputy = factories.actor("head"), factories.actor("deputy")
    in_place = dataclasses.replace(
        head, doer_id=deputy.person_id, label=f"{deputy.label} på vegne af {head.label}"
    )
    action = factories.first_action(factories.plan_in_force(head))
    first = action.text
    rng = [Random(f"{seed} {number}") for number in range(6)]  # noqa: S311 - an order, not a secret
    text, draft = Told(), Told()
    all_at_once(
        editor(head, "a", action, rng[0], text),
        editor(head, "b", action, rng[1], text),
        on_behalf(in_place, action, rng[2], text),
        read_in(head, action, text),
        drafting(head, "det ene vindue", rng[3], draft),
        drafting(head, "det andet vindue", rng[4], draft),
    )
    had = chain_of(action)
    assert had[0] == first
    assert sorted(had[1:]) == sorted(text.kept)
    assert factories.again(action).text == had[-1]
    assert factories.again(action).version == len(had)
    assert {theirs for _, theirs in text.refused} <= set(had)
    assert not {mine for mine, _ in text.refused} & set(had)
    assert sorted(Status.objects.values_list("text", flat=True)) == sorted(text.said)
    doers = AuditEvent.objects.filter(doer_id=deputy.person_id, person_id=head.person_id)
    deputys = [one for one in text.kept if one.startswith("stedfortræder")]
    assert doers.count() == len(text.said) + len(deputys)
    kept = Draft.objects.get()
    assert kept.version == len(draft.kept)
    assert kept.fields["text"] in draft.kept
    assert len(draft.kept) + len(draft.refused) == 2 * ROUNDS
    assert not {mine for mine, _ in draft.refused} & {kept.fields["text"]}


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(8))
def test_in_any_order_of_steps_both_texts_are_shown(seed: int) -> None:
    """The same, step by step: here the order is known, so it is known what each must be told."""
    factories.house()
    rng = Random(seed)  # noqa: S311 - an order, not a secret
    head, deputy = factories.actor("head"), factories.actor("deputy")
    in_place = dataclasses.replace(head, doer_id=deputy.person_id)
    action = factories.first_action(factories.plan_in_force(head))
    pages = {"a": opened(action), "b": opened(action), "stedfortræder": opened(action)}
    windows, numbers = {"ene": 0, "andet": 0}, count()
    stands, drafted, drafts_version, refusals = action.text, "", 0, 0
    for _step in range(40):
        who = rng.choice([*pages, *pages, "indlæst", *windows])
        text = f"{who} {next(numbers)}"
        if who in pages:
            page, actor = pages[who], in_place if who == "stedfortræder" else head
            if page.version == factories.again(action).version:
                plans.change_item(actor=actor, item=page, seen=page.version, text=text)
                stands = text
            else:
                with pytest.raises(StaleWrite) as told:
                    plans.change_item(actor=actor, item=page, seen=page.version, text=text)
                assert told.value.theirs.text == stands
                pages[who], refusals = opened(action), refusals + 1
        elif who == "indlæst":
            with change(actor=head, verb="strategy.item_changed", about=plan_of(action)) as act:
                act.update(opened(action), text=text)
            stands = text
        elif windows[who] == drafts_version:
            windows[who] = drafts_version = keep(
                actor=head, form=FORM, ref="", fields={"text": text}, seen=windows[who]
            ).version
            drafted = text
        else:
            with pytest.raises(StaleWrite) as told, transaction.atomic():
                keep(actor=head, form=FORM, ref="", fields={"text": text}, seen=windows[who])
            assert told.value.theirs.fields["text"] == drafted
            windows[who] = told.value.theirs.version
        assert factories.again(action).text == stands
        assert drafted == (Draft.objects.get().fields["text"] if drafted else "")
    assert refusals
    assert chain_of(action)[-1] == stands
    with pytest.raises(NotNow):
        plans.change_item(actor=head, item=opened(action), seen=0, text="fra en side, der aldrig var")
