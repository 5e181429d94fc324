"""A closed item and what hangs on it, asked for everywhere as each person of the permission matrix.

Its words stand in all that can be written about it. Whoever may not read it meets them in no list, search,
feed, export, count, history or mail. (There is no other way in: the product has no API beside its pages.)
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

import factories
from domains.agenda.agenda_world import (
    BACKEND,
    DAY,
    MARK,
    approved,
    keeper,
    on_agenda,
    stop_of,
)
from kernespor.domains.agenda.actions import items, meetings, minutes
from kernespor.domains.agenda.models import AgendaItem, Meeting
from kernespor.domains.agenda.permissions import readable_items
from kernespor.domains.agenda.selectors.order import told_at
from kernespor.foundation.bodies.actions.decisions import DecisionFacts
from kernespor.foundation.bodies.models import Decision
from kernespor.foundation.bodies.permissions import readable_decisions
from kernespor.foundation.comments.actions import comment
from kernespor.foundation.files.actions import attach
from kernespor.foundation.tasks.actions import open_feed, want_daily
from kernespor.foundation.tasks.calendar import token_of
from kernespor.foundation.tasks.digest.compose import compose
from permission_asking import CODES, text_of
from permission_world import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sporkoebing")]
DECIDED = "Okapigangen"  # stands in what was decided
TASK = "Tapirgangen"  # stands in what is to come of it
MARKS = (MARK, DECIDED, TASK)
LEFT = ("account_", "mfa_", "oidc_", "usersessions_", "become", "health", "language", "density")
# Where items, decisions and what was done with them are listed: asked for as everyone.
LISTS = frozenset({
    "home", "asked", "agenda:meetings", "agenda:meeting", "agenda:meeting_word", "agenda:item",
    "agenda:item_brief", "agenda:deviations", "agenda:follow_ups", "agenda:wheel_calendar", "bodies:body",
    "bodies:body_decision", "bodies:body_decisions_excel", "tasks:page", "tasks:excel", "tasks:count",
    "tasks:since", "filing:unfiled", "filing:unfiled_excel", "thread:breaks",
})  # fmt: skip
STRANGERS = ("hrkonsulent",)  # an employee asks for every page there is


@dataclass(frozen=True, slots=True)
class Closed:
    """The closed item, decided, with an open one beside it on the same agenda."""

    item: AgendaItem
    meeting: Meeting
    decision: Decision
    follow_up: Any
    beside: AgendaItem


@pytest.fixture
def closed() -> Closed:
    """Make the closed item with all that can hang on it."""
    code = "oekonomiudvalg"
    item = approved(
        MARK, code, openness="closed", theme=MARK, sections=((MARK, f"{MARK} {MARK}"),), economy=MARK,
        consultation=MARK, attachments=MARK, case_number=f"26/{MARK}", alternative_recommendation=MARK,
        item_type=MARK, urgent=True,
    )  # fmt: skip
    _stop, made = on_agenda(item, code, 0)
    beside = approved("Åbent punkt", code)
    second = stop_of(beside, code)
    items.place(actor=keeper(), stop=second, meeting=made, seen=second.version)
    first = stop_of(item, code)
    items.recommend(actor=keeper(), stop=first, seen=first.version, words=f"{MARK} til udvalget")
    stops = (stop_of(item, code), stop_of(beside, code))
    reasons = {(one.pk, told.key): f"{MARK} haster" for one in stops for told in told_at(one, today=DAY)}
    reasons |= {key: "Det haster" for key in reasons if key[0] == stops[1].pk}
    meetings.send(actor=keeper(), meeting=made, seen=made.version, reasons=reasons)
    writer = factories.actor("leder.dagtilbud")
    item = AgendaItem.objects.get(pk=item.pk)
    comment(actor=writer, row=item, text=f"Jeg siger {MARK}")
    attach(actor=writer, row=item, files=[(f"{MARK}.txt", MARK.encode())], note=MARK)
    facts = DecisionFacts(DAY, MARK, DECIDED, "approved", case_number=MARK)
    decision = minutes.decide(actor=keeper(), stop=stop_of(item, code), facts=facts)
    told = minutes.follow_up(
        actor=keeper(), decision=decision, task=TASK, owner=factories.person("borgmester"),
        due=DAY - dt.timedelta(days=3),
    )  # fmt: skip
    return Closed(item, made, decision, told, beside)


def places(closed: Closed) -> list[tuple[str, str]]:
    """Every address that can be opened around the item: (name, path)."""
    unit = factories.unit("BU-DAG").pk
    body = closed.meeting.body_id
    kinds = [
        ("dagsordenspunkt", closed.item.pk), ("dagsordenspunkt", closed.beside.pk),
        ("moede", closed.meeting.pk), ("beslutning", closed.decision.pk), ("raad-udvalg", body),
    ]  # fmt: skip
    keys: list[dict[str, Any]] = [
        {}, {"meeting_id": closed.meeting.pk}, {"item_id": closed.item.pk}, {"item_id": closed.beside.pk},
        {"item_id": closed.item.pk, "number": 1}, {"stop_id": closed.item.stops.get().pk},
        {"decision_id": closed.decision.pk}, {"follow_up_id": closed.follow_up.pk}, {"body_id": body},
        {"unit_id": unit}, {"person_id": factories.person("leder.dagtilbud").pk},
        *({"slug": slug, "pk": pk} for slug, pk in kinds),
    ]  # fmt: skip
    found = []
    for name in addresses():
        if name.startswith(LEFT):
            continue
        for one in keys:
            try:
                found.append((name, reverse(name, kwargs=one)))
            except NoReverseMatch:
                continue
    item, words = MARK[:9].lower(), DECIDED[:9].lower()  # not the words themselves: a page says them again
    asked = [
        f"/soeg/?q={item}", f"/soeg/?q={words}", f"/haendelser/?ord={item}", f"/haendelser/?ord={words}",
        f"/dagsordener/sager/?vis=alle&soeg={item}", f"/dagsordener/sager/excel/?vis=alle&soeg={item}",
        "/dagsordener/sager/?vis=alle", "/dagsordener/sager/excel/?vis=alle", "/dagsordener/?vis=alle",
        f"/raad-og-udvalg/beslutninger/?soeg={words}", "/dagsordener/opfoelgning/?vis=gjort",
        f"/raad-og-udvalg/beslutninger/?udvalg={body}", "/dagsordener/aarshjul/?hvem=mig",
    ]  # fmt: skip
    return found + [("asked", path) for path in asked]


def words_of(content: bytes) -> str:
    """What can be read in an answer, also where it is a PDF."""
    if content.startswith(b"%PDF"):
        return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
    return text_of(content)


def barred(code: str, closed: Closed) -> list[str]:
    """The words that a person may not meet."""
    if not code:
        return list(MARKS)
    actor = factories.actor(code)
    found = []
    if not AgendaItem.objects.filter(readable_items(actor), pk=closed.item.pk).exists():
        found.append(MARK)
    if not Decision.objects.filter(readable_decisions(actor), pk=closed.decision.pk).exists():
        found += [DECIDED, TASK]
    return found


def met(code: str, paths: list[str], shut: list[str]) -> list[tuple[str, str, str]]:
    """The words that a person meets and may not: (who, where, which)."""
    client = Client()
    client.raise_request_exception = False
    if code:
        client.force_login(factories.account(code), backend=BACKEND)
    leaks = []
    for path in paths:
        answer = client.get(path)
        assert answer.status_code < 500, (code, path)
        said = words_of(answer.getvalue())
        leaks += [(code, path, word) for word in shut if word in said]
    return leaks


def test_it_is_in_no_list_of_anyone_else(closed: Closed) -> None:
    paths = [path for name, path in places(closed) if name in LISTS]
    assert len(paths) > len(LISTS), "what is asked for got lost"
    shut = {code: barred(code, closed) for code in CODES}
    strangers = [code for code, words in shut.items() if len(words) == len(MARKS)]
    assert set(STRANGERS) < set(strangers)
    assert len(strangers) > len(CODES) / 2
    assert [leak for code in CODES for leak in met(code, paths, shut[code])] == []


@pytest.mark.parametrize("code", STRANGERS)
def test_no_page_shows_it_to_a_stranger(closed: Closed, code: str) -> None:
    paths = [path for _name, path in places(closed)]
    assert len(paths) > 150, "what is asked for got lost"
    assert met(code, paths, list(MARKS)) == []
    path = reverse("agenda:item", args=[closed.item.pk])
    assert met("politisk.sekretariat", [path], [MARK]) != []  # who runs the body's meetings reads it


def test_no_feed_and_no_mail_tells_of_it(closed: Closed) -> None:
    asked = [code for code in CODES if code]
    want_daily(actor=keeper(), persons=[factories.person(code) for code in asked])
    now = timezone.now()
    leaks = []
    for code in asked:
        shut = barred(code, closed)
        factories.account(code)
        feed = open_feed(actor=factories.actor(code))
        content = Client().get(reverse("tasks:feed", args=[token_of(feed)])).getvalue().decode()
        mail = compose(factories.person(code).pk, slot="prøve", now=now, today=DAY)
        told = content + (f"{mail.subject}\n{mail.text}\n{mail.html}" if mail else "")
        leaks += [(code, word) for word in shut if word in told]
    assert leaks == []


def test_it_counts_for_nobody_else(closed: Closed) -> None:
    for code, words in ((code, barred(code, closed)) for code in CODES if code):
        client = Client()
        client.force_login(factories.account(code), backend=BACKEND)
        rows = client.get(reverse("agenda:meetings"), {"vis": "alle"})
        if rows.status_code != 200:  # who has no role today sees no meetings
            assert words
            continue
        number = {row.pk: row.items for row in rows.context["pages"].rows}[closed.meeting.pk]
        assert number == (1 if MARK in words else 2), code
