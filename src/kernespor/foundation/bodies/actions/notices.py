"""Telling those heard what came of it, and reminding those who haven't answered. Each is told once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit import unaudited
from kernespor.foundation.audit.writing import Change, change
from kernespor.foundation.bodies.enums import (
    NEWS,
    ConsultationStatus,
    NoticeKind,
    NoticeTrouble,
    NoticeWay,
    PartyKind,
)
from kernespor.foundation.bodies.models import Consultation, Notice, ReminderDays
from kernespor.foundation.bodies.moments import now_on
from kernespor.foundation.bodies.notice_mail import Replies, mail_of, replies_of
from kernespor.foundation.bodies.permissions import (
    check_hear,
    check_keep_terms,
    check_read_consultation,
)
from kernespor.foundation.bodies.policies import (
    check_addressable,
    check_days,
    check_remindable,
    check_tellable,
)
from kernespor.foundation.bodies.selectors.notices import addresses, days_before, due_step
from kernespor.foundation.bodies.selectors.recipients import Recipient, heard, silent
from kernespor.foundation.dated import OPEN_END, STILL_BELIEVED
from kernespor.foundation.jobs.actions import enqueue
from kernespor.foundation.refusals import StaleWrite

TELL, SEND = "bodies.tell", "bodies.send"
_DAY = dt.timedelta(days=1)
_VERBS = {
    NoticeKind.MOVED: "bodies.told_of_time",
    NoticeKind.OUTCOME: "bodies.heard_told",
    NoticeKind.WITHDRAWN: "bodies.told_of_withdrawal",
}


@dataclass(frozen=True, slots=True)
class _Occasion:
    """What is told, on which day; of a reminder how many days before which deadline, or which is new."""

    kind: NoticeKind
    on: dt.date
    days: int | None = None
    deadline: dt.datetime | None = None

    def key(self, one: Recipient) -> str:
        """Return what makes it happen once: a new deadline is reminded of anew."""
        if self.deadline is None:
            return f"{self.kind}:{one.key}"
        if self.days is None:
            return f"{self.kind}:{int(self.deadline.timestamp())}:{one.key}"
        return f"{self.kind}:{self.days}:{int(self.deadline.timestamp())}:{one.party.pk}:{one.key}"


def tell(*, actor: Actor, consultation: Consultation) -> int:
    """Tell those heard what is new, as the consultation stands now: its outcome, its end, its new deadline.

    Returns how many were told; who was told before isn't told again. Whoever did it was allowed to; what goes
    out of the house is written here and sent after it. Of a new deadline those are told who answer, not the
    residents who have: they said that they wanted to hear how it ends.
    """
    kind = NEWS.get(ConsultationStatus(consultation.status))
    if kind is None:
        return 0
    is_moved = kind is NoticeKind.MOVED
    found = heard(actor, consultation)
    if is_moved:
        found = [one for one in found if one.party.kind != PartyKind.PUBLIC]
    occasion = _Occasion(kind, actor.today, deadline=consultation.deadline if is_moved else None)
    with change(actor=actor, verb=_VERBS[kind], about=consultation) as act:
        return _write(act, consultation, found, occasion)


def remind_due(*, actor: Actor) -> int:
    """Remind those who haven't answered where a day of reminding has come; return how many.

    Doing it again on the day, or on a later one before the next day of reminding, reminds nobody twice.
    """
    rows = Consultation.objects.filter(status=ConsultationStatus.OPEN, opens__lt=actor.today)
    usual = days_before(actor.today)
    number = 0
    for consultation in rows.filter(deadline__gt=now_on(actor.today)).order_by("pk"):
        step = due_step(consultation, usual, actor.today)
        if step is None:
            continue
        occasion = _Occasion(NoticeKind.REMINDER, actor.today, step, consultation.deadline)
        with change(actor=actor, verb="bodies.reminded", about=consultation) as act:
            number += _write(act, consultation, silent(actor, consultation), occasion)
    return number


def ask_to_tell(*, actor: Actor, consultation: Consultation) -> None:
    """Have those heard told who haven't been, after this transaction. Raises Refusal."""
    _check_theirs(actor, consultation)
    check_tellable(consultation)
    enqueue(actor=actor, job=TELL, key=str(consultation.pk), consultation=consultation.pk)


def ask_to_tell_of_time(*, actor: Actor, consultation: Consultation) -> None:
    """Have those who answer told of a new deadline, after this transaction."""
    key = f"{consultation.pk}:{int(consultation.deadline.timestamp())}"
    enqueue(actor=actor, job=TELL, key=key, consultation=consultation.pk)


def give_address(*, actor: Actor, notice: Notice, address: str) -> Notice:
    """Give the address of someone who had none, and have them told. Raises Refusal or StaleWrite."""
    consultation = notice.consultation
    _check_theirs(actor, consultation)
    check_addressable(notice)
    replies = replies_of(consultation)
    with change(actor=actor, verb="bodies.address_given", about=consultation) as act:
        untold = {"way": NoticeWay.NONE, "trouble": NoticeTrouble.NO_ADDRESS}
        act.update(notice, where=untold, way=NoticeWay.MAIL, trouble="", address=address, on=actor.today)
        mine = (
            [notice.response_id]
            if notice.response_id
            else notice.party.responses.values_list("pk", flat=True)
        )
        unaudited.put([mail_of(notice, act.at, "da", replies, mine)])
        enqueue(actor=actor, job=SEND)
        return notice


def see(*, actor: Actor, consultation: Consultation) -> None:
    """Note that the person has read what they were told of a consultation; untold, it changes nothing."""
    if actor.person_id is None or actor.on_behalf:
        return
    own = {"person_id": actor.person_id, "kind__in": NEWS.values(), "seen_on": None}
    with change(actor=actor, verb="bodies.outcome_read", about=consultation) as act:
        for notice in Notice.objects.filter(consultation=consultation, **own).order_by("pk"):
            act.update(notice, seen_on=actor.today)


def set_reminders(
    *,
    actor: Actor,
    consultation: Consultation,
    seen: int,
    days: list[int] | None,
    shown: str,
    emails: Mapping[int, str],
) -> Consultation:
    """Set when those heard are reminded (None: as usual), and where those outside are written to.

    `emails` are addresses by the key of the party, `shown` those that the person saw, as `addresses` says
    them. Raises Refusal or StaleWrite.
    """
    _check_theirs(actor, consultation)
    check_remindable(consultation)
    check_days(days or ())
    with change(actor=actor, verb="bodies.reminders_set", about=consultation) as act:
        if shown != addresses(consultation):
            raise StaleWrite(consultation)
        act.update(consultation, seen=seen, remind_days=days)
        for party in consultation.parties.filter(pk__in=list(emails), kind=PartyKind.OUTSIDE):
            act.update(party, where={"address": party.address}, address=emails[party.pk])
        return consultation


def set_days(*, actor: Actor, seen: int | None, days: list[int], first: dt.date, source: str) -> ReminderDays:
    """Set on which days before a deadline the municipality reminds, from a day on. Raises Refusal.

    `seen` is the key of the newest row that the person saw: StaleWrite when another is newer. What was set
    for that day and later ones is corrected by it.
    """
    check_keep_terms(actor)
    check_days(days)
    rows = ReminderDays.objects.believed()
    newest = rows.order_by("-recorded_at", "-pk").first()
    if (newest.pk if newest else None) != seen:
        raise StaleWrite(newest)
    standing = {"superseded_at": STILL_BELIEVED}
    with change(actor=actor, verb="bodies.reminder_days_set") as act:
        for row in rows.filter(valid_to__gte=first):
            act.update(row, where=standing, superseded_at=act.at)
            if row.valid_from < first:
                told = {"days": row.days, "source": row.source, "valid_from": row.valid_from}
                act.create(ReminderDays, **told, valid_to=first - _DAY, recorded_at=act.at)
        return act.create(
            ReminderDays,
            days=days,
            source=source.strip(),
            valid_from=first,
            valid_to=OPEN_END,
            recorded_at=act.at,
        )


def _write(act: Change, consultation: Consultation, found: list[Recipient], occasion: _Occasion) -> int:
    """Write the notices of those who had none, with their mails; return how many were told now.

    Who couldn't be told before and can be now is told now.
    """
    known = {row.key: row for row in Notice.objects.filter(consultation=consultation, kind=occasion.kind)}
    keyed = {occasion.key(one): one for one in found}
    new = [_notice(consultation, key, one, occasion) for key, one in keyed.items() if key not in known]
    told = act.create_many(Notice, new) if new else []
    for key, one in keyed.items():
        row = known.get(key)
        if row and row.way == NoticeWay.NONE and one.way != NoticeWay.NONE:
            was = {"way": NoticeWay.NONE}
            told.append(
                act.update(row, where=was, way=one.way, trouble="", address=one.address, on=occasion.on)
            )
    replies: Replies = replies_of(consultation) if told and occasion.kind is NoticeKind.OUTCOME else {}
    mails = []
    for row in told:
        if row.way == NoticeWay.MAIL:
            row.consultation, one = consultation, keyed[row.key]
            mails.append(mail_of(row, act.at, one.language, replies, one.responses))
    unaudited.put(mails)
    return sum(1 for row in told if row.way != NoticeWay.NONE)


def _notice(consultation: Consultation, key: str, one: Recipient, occasion: _Occasion) -> Notice:
    return Notice(
        consultation=consultation,
        key=key,
        kind=occasion.kind,
        party=one.party,
        response=one.response,
        person=one.person,
        name=one.name[:200],
        way=one.way,
        trouble=one.trouble,
        address=one.address,
        days=occasion.days,
        about_deadline=occasion.deadline,
        on=occasion.on,
    )


def _check_theirs(actor: Actor, consultation: Consultation) -> None:
    check_hear(actor, consultation.unit_id)
    check_read_consultation(actor, consultation)
