"""Mandates of groups: set down, in force, extended, delivered, harvested; who sees and does what."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import factories
from domains.agenda.agenda_world import DAY, approved, body, keeper
from kernespor.domains.agenda.actions import harvest, mandates
from kernespor.domains.agenda.models import Deliverable, Mandate
from kernespor.domains.agenda.registrations.tasks import tasks_of
from kernespor.domains.agenda.selectors.mandates import (
    SOON,
    UNHARVESTED,
    MandateQuery,
    mandate_page,
    object_at,
)
from kernespor.domains.agenda.selectors.mandates import mandates as listed
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.bodies.actions import decisions
from kernespor.foundation.bodies.models import Decision
from kernespor.foundation.objects import Ref, ref_of
from kernespor.foundation.refusals import NotNow, NotPermitted, StaleWrite
from kernespor.foundation.thread.models import Link
from kernespor.foundation.thread.registry import Scope, break_kinds

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sporkoebing")]
SPECIAL, GROUP, TOVHOLDER = "opgaveudvalg-smaaboern", "projekt-sprog", "leder.dagtilbud"


def days(number: int) -> dt.date:
    return DAY + dt.timedelta(days=number)


def decision(code: str = "byraad", on: dt.date = DAY, openness: str = "open") -> Decision:
    facts = decisions.DecisionFacts(on, "Nedsættelse", "Udvalget nedsættes.", "approved")
    return decisions.record(actor=keeper(), body=body(code), facts=facts, openness=openness)


def facts(**more: Any) -> mandates.MandateFacts:
    told: dict[str, Any] = {
        "title": "Gruppen", "task": "At prøve noget", "tovholder": factories.person(TOVHOLDER),
        "set_by": body("direktion"), "starts": days(-100), "ends": days(200),
    }  # fmt: skip
    return mandates.MandateFacts(**{**told, **more})


def begun(code: str = GROUP, **more: Any) -> Mandate:
    due = mandates.DeliverableFacts("En rapport", days(10))
    return mandates.begin(actor=keeper(), body=body(code), facts=facts(**more), deliverables=[due])


def in_force(code: str = GROUP, why: str = "", **more: Any) -> Mandate:
    mandate = begun(code, **more)
    return mandates.step(actor=keeper(), mandate=mandate, name="adopt", seen=mandate.version, why=why)


def delivered(mandate: Mandate, state: str = "delivered", **more: Any) -> Deliverable:
    row = mandate.deliverables.get()
    told = harvest.Settled(state, DAY, "Rapporten er sendt", **more)
    return harvest.settle(actor=factories.actor(TOVHOLDER), row=row, seen=row.version, told=told)


def harvested(mandate: Mandate, *carried: harvest.Carried, on: dt.date = DAY) -> Mandate:
    mandate.refresh_from_db()
    told = harvest.Harvest(on, "Det virkede", "Begynd før", carried)
    return harvest.harvest(actor=factories.actor(TOVHOLDER), mandate=mandate, seen=mandate.version, told=told)


def refused(code: str, action: Any, **arguments: Any) -> None:
    with pytest.raises(NotNow) as refusal:
        action(**arguments)
    assert refusal.value.code == code


def broken(name: str) -> set[int]:
    kind = next(kind for kind in break_kinds() if kind.name == name)
    return {one.ref.pk for one in kind.find(keeper(), Scope())}


def awaits(code: str) -> dict[str, Any]:
    return {task.key: task for task in tasks_of(factories.actor(code))}


def keys(show: str, code: str = "hrkonsulent") -> set[int]:
    return {row.pk for row in listed(factories.actor(code), MandateQuery(show))}


def test_a_draft_is_for_the_group_and_those_who_write_it_and_in_force_for_all() -> None:
    mandate = begun()
    for code in (TOVHOLDER, "politisk.sekretariat", "sprogvejleder.maelkevejen"):
        assert mandate_page(factories.actor(code), mandate.pk).mandate == mandate
    with pytest.raises(NotPermitted):
        mandate_page(factories.actor("hrkonsulent"), mandate.pk)
    with pytest.raises(NotPermitted):
        mandates.step(
            actor=factories.actor("hrkonsulent"), mandate=mandate, name="adopt", seen=mandate.version
        )
    mandates.step(actor=keeper(), mandate=mandate, name="adopt", seen=mandate.version)
    assert not mandate_page(factories.actor("hrkonsulent"), mandate.pk).leads
    assert mandate.pk in keys("")


def test_what_the_law_asks_of_a_special_committee_stops_without_a_reason_and_never_silently() -> None:
    mandate = begun(SPECIAL, set_by=body("byraad"), power=True)
    told = [one.rule for one in mandate_page(keeper(), mandate.pk).remarks]
    assert told == ["set_down_by_council", "prepares_and_advises"]
    adopt = {"actor": keeper(), "mandate": mandate, "name": "adopt", "seen": mandate.version}
    refused("mandate_against_rule", mandates.step, **adopt)
    mandates.step(**adopt, why="Byrådet beslutter på næste møde")
    assert mandate.pk in broken("agenda.mandate_rules")
    assert mandate.versions.get().why == "Byrådet beslutter på næste møde"


def test_a_committee_that_the_council_set_down_hangs_below_the_decision_and_ends_with_the_term() -> None:
    made = decision()
    mandate = in_force(SPECIAL, set_by=body("byraad"), decision=made, ends=None)
    page = mandate_page(keeper(), mandate.pk)
    assert [one.rule for one in page.remarks] == ["ends_with_council"]
    assert page.mandate.last_day == dt.date(2029, 12, 31)
    link = Link.objects.believed().get(lower_kind="agenda.mandate", lower_pk=mandate.pk)
    assert link.upper == ref_of(made)
    assert mandate.pk not in broken("agenda.mandate_rules")


def test_a_decision_of_another_body_and_an_end_ahead_of_the_start_are_refused() -> None:
    refused("other_deciders", begun, decision=decision())
    refused("mandate_ends_first", begun, ends=days(-101))
    refused("set_itself_down", begun, set_by=body(GROUP))


def test_a_groups_own_chair_writes_its_mandate_but_those_who_set_it_down_put_it_in_force() -> None:
    mandate = begun()
    chair = factories.actor(TOVHOLDER)
    step = {"mandate": mandate, "name": "adopt", "seen": mandate.version}
    with pytest.raises(NotPermitted):
        mandates.step(actor=chair, **step)
    setter = factories.actor("kommunaldirektoer")  # who chairs Direktionen
    page = mandate_page(setter, mandate.pk)
    assert page.sets_down
    assert not page.leads
    mandates.step(actor=setter, **step)
    with pytest.raises(NotPermitted):
        mandates.extend(actor=chair, mandate=mandate, seen=mandate.version, ends=None, decision=None,
                        why="Mere tid")  # fmt: skip


def test_a_closed_decision_is_told_only_to_those_who_may_read_it() -> None:
    mandate = in_force(SPECIAL, set_by=body("byraad"), decision=decision(openness="closed"))
    assert mandate_page(keeper(), mandate.pk).decision
    assert not mandate_page(factories.actor("hrkonsulent"), mandate.pk).decision


def test_in_force_it_is_written_anew_with_a_reason_and_nobody_overwrites_another() -> None:
    mandate = in_force()
    seen = mandate.version
    change = {"actor": factories.actor(TOVHOLDER), "mandate": mandate, "facts": facts(task="Noget nyt")}
    refused("reason_needed", mandates.change_mandate, seen=seen, **change)
    mandates.change_mandate(**change, seen=seen, why="Opgaven blev større")
    assert [row.task for row in mandate.versions.order_by("number")] == ["At prøve noget", "Noget nyt"]
    with pytest.raises(StaleWrite):
        mandates.change_mandate(**change, seen=seen, why="Igen")
    event = AuditEvent.objects.filter(verb="agenda.mandate_changed").latest("pk")
    assert event.why == "Opgaven blev større"


def test_deliverables_are_part_of_the_versions() -> None:
    mandate = in_force()
    actor, due = factories.actor(TOVHOLDER), mandates.DeliverableFacts("Et kursus", days(40))
    refused("reason_needed", mandates.add_deliverable, actor=actor, mandate=mandate, facts=due)
    row = mandates.add_deliverable(actor=actor, mandate=mandate, facts=due, why="Bedt om det")
    later = mandates.DeliverableFacts("Et kursus", days(50))
    mandates.change_deliverable(actor=actor, row=row, seen=row.version, facts=later, why="Lokalet er optaget")
    told = [one.deliverables for one in mandate.versions.order_by("number")]
    assert [len(one) for one in told] == [1, 2, 2]
    assert told[2][1] == ["Et kursus", days(50).isoformat()]


def test_a_deliverable_that_is_due_awaits_the_tovholder_until_it_is_settled() -> None:
    mandate = in_force()
    row = mandate.deliverables.get()
    key = f"agenda.deliverable:{row.pk}"
    assert key in awaits(TOVHOLDER)
    assert key not in awaits("politisk.sekretariat")
    refused("day_ahead", harvest.settle, actor=factories.actor(TOVHOLDER), row=row, seen=row.version,
            told=harvest.Settled("delivered", days(1), "Sendt"))  # fmt: skip
    item = approved("Sagen om rapporten", "direktion")
    row = delivered(mandate, leads_to=ref_of(item))
    assert key not in awaits(TOVHOLDER)
    page = mandate_page(factories.actor(TOVHOLDER), mandate.pk)
    assert page.deliverables[0].card is not None
    link = Link.objects.believed().get(upper_kind="agenda.agendaitem", upper_pk=item.pk)
    assert link.lower == ref_of(mandate)  # the thread runs from the item to what is decided
    assert mandate_page(factories.actor("hrkonsulent"), mandate.pk).deliverables[0].card is None  # not sent
    refused("deliverable_settled", delivered, mandate=mandate)
    harvest.wait_again(actor=factories.actor(TOVHOLDER), row=row, seen=row.version, why="Den manglede bilag")
    assert key in awaits(TOVHOLDER)


def test_the_end_is_told_ahead_to_the_tovholder_and_to_those_who_run_the_body_that_set_it_down() -> None:
    mandate = in_force(ends=days(30))
    standing, far = in_force(ends=None), in_force(ends=days(46))
    key = f"agenda.mandate:{mandate.pk}"
    for code in (TOVHOLDER, "politisk.sekretariat", "kommunaldirektoer"):  # who chairs Direktionen
        assert "slutter den" in awaits(code)[key].why
    assert key not in awaits("hrkonsulent")
    assert mandate.pk in keys(SOON)
    assert not keys(SOON) & {standing.pk, far.pk}
    mandate.refresh_from_db()
    mandates.extend(actor=keeper(), mandate=mandate, seen=mandate.version, ends=days(300), decision=None,
                    why="Prøven blev forsinket")  # fmt: skip
    assert key not in awaits(TOVHOLDER)
    assert mandate.versions.latest("number").ends == days(300)


def test_a_special_committee_is_renewed_by_a_decision_of_the_new_council() -> None:
    then = dt.date(2025, 3, 3)
    made = decision(on=then)
    mandate = in_force(SPECIAL, set_by=body("byraad"), decision=made, starts=then, ends=None)
    assert mandate_page(keeper(), mandate.pk).mandate.last_day == dt.date(2025, 12, 31)
    assert mandate.pk in keys(UNHARVESTED)
    again = decision(on=dt.date(2026, 1, 12))
    mandates.extend(actor=keeper(), mandate=mandate, seen=mandate.version, ends=None, decision=again,
                    why="Det nye byråd fortsætter udvalget")  # fmt: skip
    assert mandate_page(keeper(), mandate.pk).mandate.last_day == dt.date(2029, 12, 31)
    links = Link.objects.believed().filter(lower_kind="agenda.mandate", lower_pk=mandate.pk)
    assert {link.upper_pk for link in links} == {made.pk, again.pk}


def test_a_group_that_ended_without_a_harvest_is_a_break_a_task_and_on_a_list() -> None:
    mandate = in_force(ends=days(-1))
    assert mandate.pk in broken("agenda.unharvested")
    assert mandate.pk in keys(UNHARVESTED)
    assert mandate.pk not in keys("")
    assert "Gruppen er sluttet" in awaits(TOVHOLDER)[f"agenda.mandate:{mandate.pk}"].why
    delivered(mandate, "given_up")
    harvested(mandate)
    assert mandate.pk not in broken("agenda.unharvested")
    assert f"agenda.mandate:{mandate.pk}" not in awaits(TOVHOLDER)


def test_a_harvest_says_of_each_deliverable_what_became_of_it_and_who_carries_on() -> None:
    mandate = in_force()
    refused("deliverables_waiting", harvested, mandate=mandate)
    delivered(mandate)
    refused("day_ahead", harvested, mandate=mandate, on=days(1))
    on = factories.person("hrkonsulent")
    harvested(mandate, harvest.Carried("Kurset hver sommer", on, ref_of(decision())))
    page = mandate_page(factories.actor("hrkonsulent"), mandate.pk)
    assert page.mandate.get_status_display() == "Afsluttet med høst"
    assert [(one.row.what, one.row.owner) for one in page.carried] == [("Kurset hver sommer", on)]
    assert page.carried[0].card is not None
    refused("mandate_closed", mandates.change_mandate, actor=keeper(), mandate=mandate,
            seen=mandate.version, facts=facts(), why="For sent")  # fmt: skip
    step = {"actor": keeper(), "mandate": mandate, "name": "reopen", "seen": mandate.version}
    refused("reason_needed", mandates.step, **step)
    mandates.step(**step, why="En leverance manglede")
    harvested(mandate)
    assert not mandate.carried_on.exists()


def test_a_harvest_is_no_step_that_is_taken_without_its_words() -> None:
    mandate = in_force()
    with pytest.raises(KeyError):
        mandates.step(actor=keeper(), mandate=mandate, name="harvest", seen=mandate.version)


def test_the_address_of_a_page_is_the_object_that_the_reader_may_see_there() -> None:
    made = decision(openness="closed")
    address = f"https://kernespor.example{ref_url(made)}?vis=alt"
    assert object_at(keeper(), address) == ref_of(made)
    assert object_at(factories.actor("hrkonsulent"), address) is None
    assert object_at(keeper(), "/findes/ikke/") is None
    assert object_at(keeper(), "") is None
    mandate = begun()
    assert object_at(keeper(), f"{ref_url(mandate)}ret/") is None  # a form is no object's page
    assert object_at(keeper(), ref_url(mandate)) == Ref("agenda.mandate", mandate.pk)


def ref_url(row: Any) -> str:
    from kernespor.foundation.objects import card_of

    return card_of(row).url


def test_sporkoebing_has_a_committee_a_steering_group_and_a_project_that_was_harvested() -> None:
    rows = {row.body.code: row for row in Mandate.objects.select_related("body")}
    assert set(rows) == {SPECIAL, "styregruppe-vikarer", GROUP}
    committee = mandate_page(keeper(), rows[SPECIAL].pk)
    assert committee.remarks == ()
    assert any(seat.person_id is None for seat in committee.members)  # residents sit in it
    assert rows[SPECIAL].pk in keys(SOON)
    assert rows["styregruppe-vikarer"].ends is None
    project = mandate_page(keeper(), rows[GROUP].pk)
    assert project.waiting == 0
    assert len(project.carried) == 2
