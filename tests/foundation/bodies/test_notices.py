"""Those heard are told what came of it, those who haven't answered are reminded: each once, and no more."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import factories
from foundation.bodies.world import facts as consultation_facts
from kernespor.foundation.access.actor import Actor, system
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.bodies.actions import answers, consultations, notices, points
from kernespor.foundation.bodies.actions.notices import TELL
from kernespor.foundation.bodies.jobs import REMIND
from kernespor.foundation.bodies.models import (
    Body,
    Consultation,
    ConsultationParty,
    ConsultationResponse,
    Notice,
    NoticeMail,
    ReminderDays,
)
from kernespor.foundation.bodies.moments import at_hour
from kernespor.foundation.bodies.notice_mail import mail_of
from kernespor.foundation.bodies.selectors.tasks import tasks_of
from kernespor.foundation.jobs.actions import enqueue, run_now
from kernespor.foundation.jobs.enums import RunStatus
from kernespor.foundation.jobs.models import Run
from kernespor.foundation.refusals import NotNow, NotPermitted, StaleWrite
from kernespor.foundation.tasks.digest import compose, sending

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DAY = factories.DAY
NUMBER = "010190-1234"
ADDRESS = "post@forening.example"


def party(hearing: Consultation, kind: str) -> ConsultationParty:
    return ConsultationParty.objects.select_related("consultation").get(consultation=hearing, kind=kind)


def answer(hearing: Consultation, kind: str, by: str, text: str) -> ConsultationResponse:
    facts = answers.AnswerFacts(text, may_publish=True)
    return answers.answer(actor=factories.actor(by), party=party(hearing, kind), facts=facts)


def reachable(hearing: Consultation) -> None:
    """Give the association its address, and the chair, the secretary and a head their accounts."""
    ConsultationParty.objects.filter(consultation=hearing, kind="outside").update(address=ADDRESS)
    for code in ("oekonomichef", "hrkonsulent", "indkoebschef", "borger"):
        factories.account(code)


def conclude(keeper: Actor, hearing: Consultation, why: str = "Vi flytter ikke alligevel.") -> Run:
    """Close and conclude it; return the run that is to tell those heard."""
    row = Consultation.objects.get(pk=hearing.pk)
    if row.status == "open":
        consultations.move(actor=keeper, consultation=row, step="close", seen=row.version)
    consultations.move(actor=keeper, consultation=row, step="conclude", seen=row.version, why=why)
    return Run.objects.get(job=TELL, key=str(hearing.pk))


def told(hearing: Consultation, kind: str = "outcome") -> dict[str, tuple[str, str]]:
    """Return who was told by which way, or why not."""
    rows = Notice.objects.filter(consultation=hearing, kind=kind)
    return {row.name: (row.way, row.trouble) for row in rows}


def browser(code: str) -> Client:
    client = Client()
    client.force_login(factories.account(code), backend=BACKEND)
    return client


def name(code: str) -> str:
    return str(factories.person(code).name)


# ---- what it led to


def test_everyone_heard_is_told_once_by_their_own_way(
    hearing: Consultation, keeper: Actor, mailoutbox: list[EmailMessage]
) -> None:
    reachable(hearing)
    answer(hearing, "public", "borger", "Husk skygge.")
    run = conclude(keeper, hearing)
    assert mailoutbox == []  # nothing is sent within what concluded it
    assert run_now(run).status == RunStatus.DONE
    found = told(hearing)
    assert found[name("oekonomichef")] == ("task", "")
    assert found[name("hrkonsulent")] == ("task", "")
    assert found["En forening"] == ("mail", "")
    assert found["En borger"] == ("mail", "")
    assert name("jurist") not in found  # a substitute
    assert {ADDRESS, "borger@sporkoebing.example"} <= {mail.to[0] for mail in mailoutbox}
    for _again in range(2):
        run_now(enqueue(actor=keeper, job=TELL, key=str(hearing.pk), consultation=hearing.pk))
    assert len(mailoutbox) == len({mail.to[0] for mail in mailoutbox})
    assert told(hearing) == found
    assert AuditEvent.objects.filter(verb="bodies.heard_told").count() == 1


def test_the_mail_says_what_it_changed_and_the_reply_to_ones_own_answer_alone(
    hearing: Consultation, keeper: Actor, mailoutbox: list[EmailMessage]
) -> None:
    reachable(hearing)
    mine = answer(hearing, "public", "borger", "Husk skygge.")
    theirs = answer(hearing, "public", "jurist", "Hemmeligt om vand")
    for row, heading, reply in ((mine, "Skygge", "Vi planter træer."), (theirs, "Vand", "Kun til juristen.")):
        facts = points.PointFacts(heading, "Sagt.", (row,), "changed", reply)
        points.add_point(actor=keeper, consultation=hearing, facts=facts)
    waiting = points.PointFacts("Senere", "Sagt.", (mine,))
    points.add_point(actor=keeper, consultation=hearing, facts=waiting)
    run_now(conclude(keeper, hearing, f"Vi flytter ikke. {NUMBER}"))
    by_address = {mail.to[0]: mail for mail in mailoutbox}
    mail = by_address["borger@sporkoebing.example"]
    assert mail.subject == "Høringen »Skal vi flytte?« er afsluttet"
    assert "Vi flytter ikke." in mail.body
    assert "Skygge" in mail.body
    assert "Vi planter træer." in mail.body
    assert reverse("bodies:consultation", args=[hearing.pk]) in mail.body
    for hidden in ("Kun til juristen.", "Hemmeligt", "Senere", "Husk skygge.", NUMBER):
        assert hidden not in mail.body
    assert "Vi planter træer." not in by_address[ADDRESS].body


def test_a_confidential_one_goes_to_nobody_outside_and_is_not_named_in_the_digest(
    keeper: Actor, group: Body, mailoutbox: list[EmailMessage]
) -> None:
    words = consultation_facts(title=factories.SECRET, openness=Openness.CONFIDENTIAL)
    parties = [
        consultations.Heard(body=group),
        consultations.Heard(outside_name="En forening", address=ADDRESS),
    ]
    row = consultations.begin(actor=keeper, facts=words, parties=parties)
    consultations.move(actor=keeper, consultation=row, step="open", seen=row.version)
    factories.account("oekonomichef")
    tomorrow = system("Kernespor", DAY + dt.timedelta(days=1))
    assert notices.remind_due(actor=tomorrow) >= 1
    run_now(conclude(keeper, row))
    assert not any(factories.SECRET in f"{mail.subject} {mail.body}" for mail in mailoutbox)
    assert not NoticeMail.objects.filter(notice__consultation=row).exists()
    for kind in ("outcome", "reminder"):
        assert told(row, kind)["En forening"] == ("none", "confidential")
        assert told(row, kind)[name("oekonomichef")] == ("task", "")
    lines = compose.lines_for(factories.actor("oekonomichef"))
    assert any("bodies.notice" in line.task.key for line in lines)
    assert not any(factories.SECRET in f"{line.title} {line.why} {line.url}" for line in lines)


def test_one_who_may_no_longer_read_it_is_told_nothing(
    hearing: Consultation, keeper: Actor, mailoutbox: list[EmailMessage]
) -> None:
    reachable(hearing)
    answer(hearing, "public", "borger", "Husk skygge.")
    run = conclude(keeper, hearing)
    Consultation.objects.filter(pk=hearing.pk).update(openness=Openness.CONFIDENTIAL)
    run_now(run)
    assert told(hearing)["En borger"] == ("none", "may_not_read")
    assert mailoutbox == []


def test_an_answer_recorded_for_another_is_not_told_to_who_recorded_it(
    hearing: Consultation, keeper: Actor, mailoutbox: list[EmailMessage]
) -> None:
    facts = answers.AnswerFacts("Med posten", shown_name="Fru Hansen")
    answers.record_answer(
        actor=keeper,
        party=party(hearing, "public"),
        facts=facts,
        received=hearing.deadline - dt.timedelta(20),
    )
    run_now(conclude(keeper, hearing))
    assert told(hearing)["Fru Hansen"] == ("none", "no_address")
    client = browser("politisk.sekretariat")
    address = reverse("bodies:consultation_told", args=[hearing.pk])
    page = client.get(address).content.decode()
    assert "Fru Hansen" in page
    assert "Der er ingen mailadresse." in page
    row = Notice.objects.get(consultation=hearing, name="Fru Hansen")
    sent = len(mailoutbox)
    assert client.post(address, {"notice": row.pk, "address": "ikke en adresse"}).status_code == 422
    assert client.post(address, {"notice": row.pk, "address": "fru@hansen.example"}).status_code == 302
    run_now(Run.objects.get(job=notices.SEND, status=RunStatus.QUEUED))
    assert [mail.to for mail in mailoutbox[sent:]] == [["fru@hansen.example"]]
    with pytest.raises(NotNow):
        notices.give_address(actor=keeper, notice=Notice.objects.get(pk=row.pk), address="to@hansen.example")


def test_a_worker_that_dies_tells_nobody_twice_and_forgets_nobody(
    hearing: Consultation, keeper: Actor, mailoutbox: list[EmailMessage], monkeypatch: pytest.MonkeyPatch
) -> None:
    reachable(hearing)
    answer(hearing, "public", "borger", "Husk skygge.")
    conclude(keeper, hearing)
    row = Consultation.objects.get(pk=hearing.pk)
    whole = mail_of
    made: list[Any] = []

    def dies(*args: Any) -> Any:
        made.append(args)
        if len(made) > 1:
            raise KeyboardInterrupt
        return whole(*args)

    monkeypatch.setattr(notices, "mail_of", dies)
    with pytest.raises(KeyboardInterrupt):
        notices.tell(actor=keeper, consultation=row)
    assert not Notice.objects.filter(consultation=hearing).exists()  # all of it, or nothing
    monkeypatch.setattr(notices, "mail_of", whole)
    notices.tell(actor=keeper, consultation=row)  # and here it dies before anything is sent
    number = NoticeMail.objects.filter(notice__consultation=hearing).count()
    assert number >= 2
    assert notices.tell(actor=keeper, consultation=row) == 0
    now = timezone.now()
    first = sending.outgoing(now, NoticeMail)[0]
    assert sending.claim(first, now, NoticeMail) is not None  # it dies with this one in hand
    assert sum(sending.send_all(lambda: now, NoticeMail)) == number - 1
    assert list(sending.send_all(lambda: now, NoticeMail)) == []
    later = now + sending.LEASE + dt.timedelta(minutes=1)
    assert list(sending.send_all(lambda: later, NoticeMail)) == [True]
    assert list(sending.send_all(lambda: later + sending.LEASE * 2, NoticeMail)) == []
    assert len(mailoutbox) == number == len({mail.to[0] for mail in mailoutbox})


def test_the_task_goes_when_one_has_read_it_and_after_a_month(hearing: Consultation, keeper: Actor) -> None:
    reachable(hearing)
    run_now(conclude(keeper, hearing))
    chair = factories.actor("oekonomichef")

    def waits(actor: Actor) -> bool:
        return any("Skal vi flytte?" in task.title and "førte til" in task.title for task in tasks_of(actor))

    assert waits(chair)
    assert not waits(factories.actor("oekonomichef", DAY + dt.timedelta(days=31)))
    assert not waits(factories.actor("jurist"))
    client = browser("oekonomichef")
    page = reverse("bodies:consultation", args=[hearing.pk])
    assert "Jeg har læst det" in client.get(page).content.decode()
    assert waits(chair)  # a look isn't a word
    seen = reverse("bodies:consultation_seen", args=[hearing.pk])
    assert client.post(seen).status_code == 302
    assert client.post(seen).status_code == 302
    assert not waits(chair)
    assert "Jeg har læst det" not in client.get(page).content.decode()
    assert AuditEvent.objects.filter(verb="bodies.outcome_read").count() == 1


# ---- reminders


def clock(days: int) -> Actor:
    """Return the installation itself so many days from DAY; the deadline lies seven days from it."""
    return system("Kernespor", DAY + dt.timedelta(days=days))


def test_those_who_have_not_answered_are_reminded_once_for_each_day(
    hearing: Consultation, mailoutbox: list[EmailMessage]
) -> None:
    reachable(hearing)
    Consultation.objects.exclude(pk=hearing.pk).filter(status="open").update(remind_days=[])
    notices.remind_due(actor=clock(0))
    assert not Notice.objects.filter(consultation=hearing).exists()  # it was sent out today
    answer(hearing, "unit", "indkoebschef", "Fint.")
    assert notices.remind_due(actor=clock(1)) == 4  # three of the group and the association
    assert notices.remind_due(actor=clock(1)) == 0
    assert notices.remind_due(actor=clock(4)) == 0
    found = told(hearing, "reminder")
    assert set(found) == {name("oekonomichef"), name("med.stab"), name("hrkonsulent"), "En forening"}
    chair = factories.actor("oekonomichef")
    (task,) = [task for task in tasks_of(chair) if "Skal vi flytte?" in task.title]
    assert task.why.startswith("Påmindelse: Gruppen har ikke svaret.")
    answer(hearing, "body", "oekonomichef", "Nej.")
    assert notices.remind_due(actor=clock(6)) == 1  # the association alone
    list(sending.send_all(timezone.now, NoticeMail))
    mine = [mail for mail in mailoutbox if mail.to == [ADDRESS]]
    assert len(mine) == 2
    assert mine[0].subject == "Husk at svare på høringen »Skal vi flytte?«"
    assert "27. nov. 2026" in mine[0].body
    assert AuditEvent.objects.filter(verb="bodies.reminded", subject_id=hearing.pk).count() == 2
    page = browser("hrchef").get(reverse("bodies:consultation", args=[hearing.pk])).content.decode()
    assert "Påmindet: Gruppen, En forening" in page
    assert "21. november 2026" in page
    assert ADDRESS not in page


def test_a_day_that_was_missed_is_caught_up_once_and_a_new_deadline_reminds_anew(
    hearing: Consultation, keeper: Actor
) -> None:
    Consultation.objects.exclude(pk=hearing.pk).filter(status="open").update(remind_days=[])
    notices.remind_due(actor=clock(6))
    assert set(Notice.objects.filter(consultation=hearing).values_list("days", flat=True)) == {1}
    row = Consultation.objects.get(pk=hearing.pk)
    later = at_hour(DAY + dt.timedelta(days=13), dt.time(12))
    consultations.give_time(actor=keeper, consultation=row, seen=row.version, deadline=later, why="Flere")
    notices.remind_due(actor=clock(6))
    assert Notice.objects.filter(consultation=hearing, about_deadline=later, days=7).exists()
    number = Notice.objects.filter(consultation=hearing).count()
    notices.remind_due(actor=clock(7))
    assert Notice.objects.filter(consultation=hearing).count() == number
    notices.remind_due(actor=clock(14))  # past its deadline
    assert Notice.objects.filter(consultation=hearing).count() == number


def test_the_days_are_the_municipalitys_dated_and_a_consultations_own(
    hearing: Consultation, keeper: Actor
) -> None:
    standing = ReminderDays.objects.believed().get()
    with pytest.raises(NotPermitted):
        _set(factories.actor("oekonomichef"), standing.pk, [3])
    new = _set(keeper, standing.pk, [3], DAY + dt.timedelta(days=2))
    with pytest.raises(StaleWrite):
        _set(keeper, standing.pk, [5])
    for wrong in ([0], [61], [1, 2, 3, 4, 5, 6]):
        with pytest.raises(NotNow):
            _set(keeper, new.pk, wrong)
    on = {day: ReminderDays.objects.on(DAY + dt.timedelta(days=day)).get().days for day in (1, 2)}
    assert on == {1: [7, 1], 2: [3]}
    row = Consultation.objects.get(pk=hearing.pk)
    with pytest.raises(NotPermitted):
        notices.set_reminders(
            actor=factories.actor("hrkonsulent"),
            consultation=row,
            seen=row.version,
            days=[2],
            shown="",
            emails={},
        )
    client = browser("politisk.sekretariat")
    address = reverse("bodies:consultation_reminders", args=[hearing.pk])
    form = client.get(address).context["form"]
    key = party(hearing, "outside").pk
    typed = {"days": "5, 2", "version": row.version, "shown": form.initial["shown"], f"email_{key}": ADDRESS}
    assert client.post(address, typed | {"days": "snart"}).status_code == 422
    assert client.post(address, typed).status_code == 302
    assert party(hearing, "outside").address == ADDRESS
    assert Consultation.objects.get(pk=hearing.pk).remind_days == [5, 2]
    lost = client.post(
        address, typed | {f"email_{key}": "anden@forening.example", "version": row.version + 1}
    )
    assert lost.status_code == 409
    assert ADDRESS in lost.content.decode()
    assert "anden@forening.example" in lost.content.decode()
    usual = {
        "as_usual": "on",
        "version": row.version + 1,
        "shown": f"{key}:{ADDRESS}",
        f"email_{key}": ADDRESS,
    }
    assert client.post(address, usual).status_code == 302
    assert Consultation.objects.get(pk=hearing.pk).remind_days is None


def _set(actor: Actor, seen: int, days: list[int], first: dt.date = DAY) -> ReminderDays:
    return notices.set_days(actor=actor, seen=seen, days=days, first=first, source="Direktionen")


def test_the_reminders_run_by_the_clock_and_say_why_one_is_not_told(
    hearing: Consultation, settings: Any
) -> None:
    settings.TODAY = DAY + dt.timedelta(days=1)
    assert run_now(enqueue(actor=clock(1), job=REMIND)).status == RunStatus.DONE
    assert told(hearing, "reminder")["En forening"] == ("none", "no_address")
    page = browser("politisk.sekretariat").get(reverse("bodies:consultation_told", args=[hearing.pk]))
    assert "Der er ingen mailadresse." in page.content.decode()
    assert browser("hrchef").get(reverse("bodies:consultation_told", args=[hearing.pk])).status_code == 403


@pytest.mark.usefixtures("keeper")
def test_an_address_is_written_beside_the_name_while_it_is_a_draft() -> None:
    client = browser("politisk.sekretariat")
    sent = {
        "title": "Ny", "proposal": "Forslag", "kind": "administrative", "unit": factories.unit("OS").pk,
        "ground": "local", "ground_text": "Aftale", "ground_source": "Aftalen", "day": "1-12-2026",
        "hour": "12", "openness": "open", "outside": f"En forening <{ADDRESS}>\nEn anden",
    }  # fmt: skip
    wrong = client.post(reverse("bodies:consultation_new"), sent | {"outside": "En <hos nogen>"})
    assert wrong.status_code == 422
    assert client.post(reverse("bodies:consultation_new"), sent).status_code == 302
    row = Consultation.objects.get(title="Ny")
    assert dict(row.parties.values_list("outside_name", "address")) == {
        "En forening": ADDRESS,
        "En anden": "",
    }
    change = reverse("bodies:consultation_change", args=[row.pk])
    shown = client.get(change).context["form"].initial["outside"]
    assert shown == f"En forening <{ADDRESS}>\nEn anden"
    moved = sent | {"outside": "En forening <ny@forening.example>", "version": row.version}
    assert client.post(change, moved).status_code == 302
    assert dict(row.parties.values_list("outside_name", "address")) == {"En forening": "ny@forening.example"}
