"""What the tests of the agenda share: bodies, items and meetings, made through the product's own actions."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import F
from django.test import Client
from django.urls import reverse

import factories
from kernespor.domains.agenda.actions import items, meetings, minutes
from kernespor.domains.agenda.models import AgendaItem, ItemStop, Meeting
from kernespor.domains.agenda.selectors.order import told_at
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies.actions.decisions import DecisionFacts
from kernespor.foundation.bodies.models import Body, Decision

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DAY = factories.DAY
MARK = "Zebragangen"  # stands in every text of what is closed


def keeper(day: dt.date = DAY) -> Actor:
    """The political secretary, who runs every body's meetings."""
    return (
        factories.actor("politisk.sekretariat", day)
        if day != DAY
        else factories.actor("politisk.sekretariat")
    )


def body(code: str) -> Body:
    """A body of Sporkøbing."""
    return Body.objects.get(code=code)


def begun(title: str = "Et punkt", *way: str, **facts: Any) -> AgendaItem:
    """An item of Dagtilbud with a way, written by the head of Dagtilbud."""
    writer = factories.actor("leder.dagtilbud")
    told = items.ItemFacts(title=title, recommendation=f"Det indstilles: {title}", **facts)
    item = items.begin(actor=writer, unit=factories.unit("BU-DAG"), facts=told)
    return items.set_way(actor=writer, item=item, seen=item.version, way=[(body(code), "") for code in way])


def approved(title: str = "Et punkt", *way: str, **facts: Any) -> AgendaItem:
    """An item that the head of Børn & Unge approved."""
    item = begun(title, *way, **facts)
    actor = factories.actor("boerneogungechef")
    return items.move(actor=actor, item=item, step="approve", seen=item.version)


def stop_of(item: AgendaItem, code: str) -> ItemStop:
    """The first stop of an item in a body that hasn't decided there."""
    rows = ItemStop.objects.select_related("item__unit", "body", "meeting", "decision__current")
    return rows.filter(item=item, body__code=code).order_by(
        F("decision_id").asc(nulls_first=True), "position"
    )[0]


def meeting(code: str, days: int = 14, **more: Any) -> Meeting:
    """A meeting of a body so many days after the day."""
    facts = meetings.MeetingFacts(DAY + dt.timedelta(days=days), kind="extraordinary", **more)
    return meetings.plan(actor=keeper(), body=body(code), meetings=[facts])[0]


def on_agenda(item: AgendaItem, code: str, days: int = 14) -> tuple[ItemStop, Meeting]:
    """An item on the agenda of a new meeting."""
    made = meeting(code, days)
    stop = stop_of(item, code)
    return items.place(actor=keeper(), stop=stop, meeting=made, seen=stop.version), made


def sent(item: AgendaItem, code: str, days: int = 14, why: str = "Prøve") -> tuple[ItemStop, Meeting]:
    """An item that was sent to a body, with a reason for all that was out of order."""
    _stop, made = on_agenda(item, code, days)
    stop = stop_of(item, code)
    reasons = {(stop.pk, one.key): why for one in told_at(stop, today=DAY)}
    meetings.send(actor=keeper(), meeting=made, seen=made.version, reasons=reasons)
    return stop_of(item, code), made


def decided(item: AgendaItem, code: str, outcome: str = "recommended", on: dt.date = DAY) -> Decision:
    """What a body decided in an item."""
    facts = DecisionFacts(on, item.title, f"{outcome}: {item.title}", outcome, case_number=item.case_number)
    return minutes.decide(actor=keeper(), stop=stop_of(item, code), facts=facts)


def browser(code: str) -> Client:
    """A browser in which someone is logged in."""
    client = Client()
    client.force_login(factories.account(code), backend=BACKEND)
    return client


def shown(client: Client, name: str, *args: Any, **query: str) -> str:
    """The text of a page that answers."""
    answer = client.get(reverse(f"agenda:{name}", args=args), query)
    assert answer.status_code == 200, (name, answer.status_code)
    return answer.getvalue().decode("utf-8", "ignore")


def sent_form(client: Client, name: str, *args: Any, **data: Any) -> Any:
    """The answer to a form that was sent."""
    return client.post(reverse(f"agenda:{name}", args=args), data)
