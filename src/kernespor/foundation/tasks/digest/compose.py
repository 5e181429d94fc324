"""What a digest says, and to whom one is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext, ngettext

from kernespor.foundation.access.actor import Actor
from kernespor.foundation.accounts.models import User
from kernespor.foundation.accounts.selectors import actor_for
from kernespor.foundation.audit import unaudited
from kernespor.foundation.tasks.calendar import hidden_refs, title_outside
from kernespor.foundation.tasks.deputies import as_deputy
from kernespor.foundation.tasks.enums import DigestStatus, Rhythm
from kernespor.foundation.tasks.models import Digest, DigestSetting, Told
from kernespor.foundation.tasks.registry import Task
from kernespor.foundation.tasks.selectors import board

KEPT_DAYS = 30  # how long mails stand, and how long a thing that awaits no more is remembered as told
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A task in a mail: what it may be called there, why, its address; for whom, where one is a deputy."""

    task: Task
    title: str
    why: str
    url: str
    over: int
    principal: str = ""


def state_of(task: Task, today: dt.date) -> str:
    """Return what makes a task news: its own state, and whether it is over its deadline."""
    return f"{task.state}:{'over' if task.overdue_days(today) else 'open'}"


def is_due(setting: DigestSetting, now: dt.datetime) -> bool:
    """Say whether a person's turn has come by now: on their day, from their hour on."""
    local = timezone.localtime(now)
    if setting.rhythm == Rhythm.WEEKLY:
        return local.weekday() == setting.weekday and local.hour >= setting.hour
    return setting.rhythm == Rhythm.DAILY and local.weekday() < _SATURDAY and local.hour >= setting.hour


def compose_due(now: dt.datetime, today: dt.date) -> Iterator[Digest | None]:
    """Write the digest of each person whose turn has come and who hasn't had it, one at a time."""
    slot = today.isoformat()
    wanted = DigestSetting.objects.exclude(rhythm=Rhythm.NEVER).order_by("id")
    had = set(Digest.objects.filter(slot=slot).values_list("person_id", flat=True))
    for setting in wanted:
        if is_due(setting, now) and setting.person_id not in had:
            yield compose(setting.person_id, slot=slot, now=now, today=today)


def compose_all(now: dt.datetime, today: dt.date) -> Iterator[Digest | None]:
    """Write a digest to everyone who wants one, whatever the hour. For the demo's button."""
    for setting in DigestSetting.objects.exclude(rhythm=Rhythm.NEVER).order_by("id"):
        yield compose(setting.person_id, slot=now.isoformat(timespec="milliseconds"), now=now, today=today)


def compose(person_id: int, *, slot: str, now: dt.datetime, today: dt.date) -> Digest | None:
    """Write one person's digest with what they haven't been told, and note it as told: both or neither.

    Returns None where there is nobody to write to, and where another worker wrote it first.
    """
    user = User.objects.filter(person__pk=person_id, is_active=True).select_related("person").first()
    address = (user.person.email or user.email) if user else ""
    if user is None or not address:
        return None
    actor = actor_for(user.person, today, user_id=user.pk)
    if not actor.in_house:
        return None
    try:
        with transaction.atomic(), translation.override(user.language):
            return _write(actor, user, address, slot, now)
    except IntegrityError:
        return None


def _write(actor: Actor, user: User, address: str, slot: str, now: dt.datetime) -> Digest:
    lines = lines_for(actor)
    _forget(actor, lines)
    told = Told.objects.filter(
        person__pk=actor.person_id or 0, task_key__in=[line.task.key for line in lines]
    )
    known = set(told.values_list("task_key", "state"))
    new = [line for line in lines if (line.task.key, state_of(line.task, actor.today)) not in known]
    row = Digest(
        person_id=user.person_id,
        slot=slot,
        status=DigestStatus.WAITING if new else DigestStatus.EMPTY,
        address=address,
        language=user.language,
        made_at=now,
    )
    if new:
        context = {
            "new": [line for line in new if not line.principal],
            "for_others": _by_principal(new),
            "known": len(lines) - len(new),
            "name": actor.label,
            "municipality": settings.MUNICIPALITY,
            "today": actor.today,
            "overview_url": urljoin(settings.BASE_URL, "/"),
            "settings_url": urljoin(settings.BASE_URL, "/opgaver/besked/"),
        }
        row.subject = _subject(new, actor.today)
        row.text = render_to_string("tasks/mail/digest.txt", context).strip() + "\n"
        row.html = render_to_string("tasks/mail/digest.html", context)
    digest = unaudited.put([row])[0]
    unaudited.put(
        [
            Told(
                person_id=user.person_id,
                task_key=line.task.key,
                state=state_of(line.task, actor.today),
                digest=digest,
                on=actor.today,
            )
            for line in new
        ]
    )
    return digest


def lines_for(actor: Actor) -> list[Line]:
    """Return all that may be told the actor: their own tasks, then those they do for others, each once."""
    own = board(actor)
    seen = {task.key for task in own.tasks} | {one.task.key for one in own.paused}
    found = list(_lines(own.tasks, actor.today, ""))
    for one in as_deputy(actor):
        others = [task for task in one.tasks if task.key not in seen]
        seen |= {task.key for task in others}
        found += _lines(others, actor.today, one.deputyship.principal.name)
    return found


def _lines(tasks: Iterable[Task], today: dt.date, principal: str) -> Iterator[Line]:
    tasks = list(tasks)
    hidden = hidden_refs(tasks)
    for task in tasks:
        kept_in = task.guarded or task.ref in hidden
        yield Line(
            task,
            title_outside(task, hidden),
            "" if kept_in else task.why,
            urljoin(settings.BASE_URL, "/opgaver/" if kept_in else task.url),
            task.overdue_days(today),
            principal,
        )


def _by_principal(lines: list[Line]) -> list[tuple[str, list[Line]]]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        if line.principal:
            found.setdefault(line.principal, []).append(line)
    return list(found.items())


def _subject(new: list[Line], today: dt.date) -> str:
    over = sum(1 for line in new if line.task.overdue_days(today))
    words = ngettext("Én ny ting venter på dig", "{number} nye ting venter på dig", len(new))
    text = words.format(number=len(new))
    if over:
        late = ngettext("én er over fristen", "{number} er over fristen", over).format(number=over)
        text = gettext("{text}, {late}").format(text=text, late=late)
    return text


def _forget(actor: Actor, lines: list[Line]) -> None:
    """Drop what was told long ago of things that await no more: should they come back, they are news."""
    before = actor.today - dt.timedelta(days=KEPT_DAYS)
    old = Told.objects.filter(person__pk=actor.person_id or 0, on__lt=before)
    unaudited.drop(old.exclude(task_key__in=[line.task.key for line in lines]))
