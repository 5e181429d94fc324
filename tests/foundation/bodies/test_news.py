"""Those heard are told of a new deadline and of a withdrawal: once, and only those who want to hear it."""

from __future__ import annotations

import datetime as dt

from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

import factories
from foundation.bodies.public_world import form, path, responses, signed_in
from foundation.bodies.test_notices import ADDRESS, answer, conclude, name, party, reachable, told
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.bodies.actions import answers, consultations, notices, public
from kernespor.foundation.bodies.actions.notices import TELL
from kernespor.foundation.bodies.models import Consultation, Notice, ResponseContact
from kernespor.foundation.bodies.moments import at_hour, now_on
from kernespor.foundation.bodies.policies import can_address
from kernespor.foundation.bodies.selectors.tasks import tasks_of
from kernespor.foundation.jobs.actions import enqueue, run_now
from kernespor.foundation.jobs.enums import RunStatus
from kernespor.foundation.jobs.models import Run

DAY = factories.DAY


def give_time(keeper: Actor, hearing: Consultation, days: int) -> dt.datetime:
    """Move the deadline so many days from today, and return it."""
    row = Consultation.objects.get(pk=hearing.pk)
    later = at_hour(DAY + dt.timedelta(days=days), dt.time(12))
    consultations.give_time(actor=keeper, consultation=row, seen=row.version, deadline=later, why="Ferie")
    return later


def withdraw(keeper: Actor, hearing: Consultation) -> None:
    row = Consultation.objects.get(pk=hearing.pk)
    consultations.move(actor=keeper, consultation=row, step="withdraw", seen=row.version, why="Fejl")


def run_all() -> None:
    for run in Run.objects.filter(job=TELL, status=RunStatus.QUEUED).order_by("pk"):
        assert run_now(run).status == RunStatus.DONE


def tell_again(keeper: Actor, hearing: Consultation) -> None:
    for key in ("again", "and again"):
        run_now(enqueue(actor=keeper, job=TELL, key=key, consultation=hearing.pk))


def waiting(code: str, words: str) -> list[str]:
    return [task.why for task in tasks_of(factories.actor(code)) if words in task.title]


def test_those_who_are_to_answer_are_told_of_a_new_deadline_once(
    hearing: Consultation, keeper: Actor, mailoutbox: list[EmailMessage]
) -> None:
    reachable(hearing)
    answer(hearing, "public", "borger", "Husk skygge.")
    give_time(keeper, hearing, 13)
    assert mailoutbox == []  # nothing is sent within what moved it
    run_all()
    found = told(hearing, "moved")
    assert found[name("oekonomichef")] == found[name("indkoebschef")] == ("task", "")
    assert found["En forening"] == ("mail", "")
    assert "En borger" not in found  # they have answered
    (mail,) = [mail for mail in mailoutbox if mail.to == [ADDRESS]]
    assert mail.subject == "Ny svarfrist i høringen »Skal vi flytte?«"
    assert "3. dec. 2026" in mail.body
    sent = len(mailoutbox)
    tell_again(keeper, hearing)
    assert (told(hearing, "moved"), len(mailoutbox)) == (found, sent)
    assert AuditEvent.objects.filter(verb="bodies.told_of_time").count() == 1
    client = signed_in("oekonomichef")
    assert waiting("oekonomichef", "ny svarfrist") == ["Der kan nu svares til og med 3. dec. 2026 kl. 12.00."]
    page = reverse("bodies:consultation", args=[hearing.pk])
    assert "Svarfristen er flyttet." in client.get(page).content.decode()
    assert client.post(reverse("bodies:consultation_seen", args=[hearing.pk])).status_code == 302
    assert waiting("oekonomichef", "ny svarfrist") == []
    assert "Svarfristen er flyttet." not in client.get(page).content.decode()


def test_a_deadline_moved_twice_before_anyone_was_told_is_told_once_as_it_is(
    hearing: Consultation, keeper: Actor, mailoutbox: list[EmailMessage]
) -> None:
    reachable(hearing)
    give_time(keeper, hearing, 13)
    last = give_time(keeper, hearing, 20)
    run_all()
    assert set(Notice.objects.filter(kind="moved").values_list("about_deadline", flat=True)) == {last}
    assert len([mail for mail in mailoutbox if mail.to == [ADDRESS]]) == 1
    newest = give_time(keeper, hearing, 27)
    run_all()
    assert len([mail for mail in mailoutbox if mail.to == [ADDRESS]]) == 2
    assert len(waiting("oekonomichef", "ny svarfrist")) == 1  # of the newest alone
    assert newest in set(Notice.objects.filter(kind="moved").values_list("about_deadline", flat=True))


def test_who_is_told_late_is_told_what_holds_then(
    hearing: Consultation, keeper: Actor, mailoutbox: list[EmailMessage]
) -> None:
    reachable(hearing)
    give_time(keeper, hearing, 13)
    withdraw(keeper, hearing)
    run_all()
    assert told(hearing, "moved") == {}
    assert told(hearing, "withdrawn")["En forening"] == ("mail", "")
    assert [mail.subject for mail in mailoutbox if mail.to == [ADDRESS]] == [
        "Høringen »Skal vi flytte?« er trukket tilbage"
    ]


def test_nobody_is_told_anything_of_what_is_closed_for_answers(hearing: Consultation, keeper: Actor) -> None:
    give_time(keeper, hearing, 13)
    row = Consultation.objects.get(pk=hearing.pk)
    consultations.move(actor=keeper, consultation=row, step="close", seen=row.version)
    run_all()
    assert not Notice.objects.filter(consultation=hearing).exists()


def test_those_heard_are_told_of_a_withdrawal_once_and_can_say_that_they_read_it(
    hearing: Consultation, keeper: Actor, mailoutbox: list[EmailMessage]
) -> None:
    reachable(hearing)
    answer(hearing, "public", "borger", "Husk skygge.")
    withdraw(keeper, hearing)
    run_all()
    found = told(hearing, "withdrawn")
    assert found[name("oekonomichef")] == ("task", "")
    assert found["En borger"] == found["En forening"] == ("mail", "")
    (mail,) = [mail for mail in mailoutbox if mail.to == [ADDRESS]]
    assert "er trukket tilbage" in mail.body
    assert "Fejl" not in mail.body  # why is for the history
    sent = len(mailoutbox)
    tell_again(keeper, hearing)
    assert (told(hearing, "withdrawn"), len(mailoutbox)) == (found, sent)
    page = reverse("bodies:consultation", args=[hearing.pk])
    client = signed_in("oekonomichef")
    assert "Nu er høringen trukket tilbage." in client.get(page).content.decode()
    assert len(waiting("oekonomichef", "trukket tilbage")) == 1
    client.post(reverse("bodies:consultation_seen", args=[hearing.pk]))
    assert waiting("oekonomichef", "trukket tilbage") == []
    inside = signed_in("politisk.sekretariat").get(reverse("bodies:consultation_told", args=[hearing.pk]))
    assert "Høringen er trukket tilbage" in inside.content.decode()


def test_who_answered_without_login_hears_the_end_alone_and_only_where_they_asked(
    hearing: Consultation, keeper: Actor, client: Client, mailoutbox: list[EmailMessage]
) -> None:
    client.post(path(hearing), form(hearing, email="anna@example.org"))
    client.post(path(hearing), form(hearing, text="Uden adresse"))
    assert len(responses(hearing)) == 2
    public.tell(now_on(DAY))
    del mailoutbox[:]
    give_time(keeper, hearing, 13)
    run_all()
    public.tell(now_on(DAY))
    assert [mail for mail in mailoutbox if mail.to == ["anna@example.org"]] == []
    withdraw(keeper, hearing)
    run_all()
    public.tell(now_on(DAY))
    anna = [mail.subject for mail in mailoutbox if mail.to == ["anna@example.org"]]
    assert anna == ["Høringen er trukket tilbage"]
    assert not ResponseContact.objects.exists()
    assert not Notice.objects.filter(consultation=hearing, response__isnull=False).exists()


def test_an_address_given_late_tells_no_more_of_a_deadline_that_is_past(
    hearing: Consultation, keeper: Actor
) -> None:
    give_time(keeper, hearing, 13)
    run_all()
    row = Notice.objects.get(consultation=hearing, kind="moved", name="En forening")
    assert (row.trouble, can_address(row)) == ("no_address", True)
    conclude(keeper, hearing)
    assert not can_address(Notice.objects.get(pk=row.pk))


def test_an_answer_of_ones_own_is_told_to_oneself_also_where_one_holds_the_hearing(
    hearing: Consultation, keeper: Actor
) -> None:
    facts = answers.AnswerFacts("Mit eget", may_publish=True)
    answers.answer(actor=keeper, party=party(hearing, "public"), facts=facts)
    factories.account("politisk.sekretariat")
    conclude(keeper, hearing)
    notices.tell(actor=keeper, consultation=Consultation.objects.get(pk=hearing.pk))
    assert told(hearing)["En borger"] == ("task", "")
