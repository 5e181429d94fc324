"""Agenda: a group of Økonomi & Stab led by the finance head, its meetings, and items in each situation."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

import factories
from kernespor.domains.agenda.actions import items, meetings, minutes
from kernespor.domains.agenda.models import AgendaItem, DaysOff, ItemStop, Meeting, WheelStep
from kernespor.domains.agenda.selectors.items import item_page
from kernespor.domains.agenda.selectors.order import told_at
from kernespor.foundation.bodies.actions import bodies, consultations
from kernespor.foundation.bodies.actions.decisions import DecisionFacts
from kernespor.foundation.bodies.moments import at_hour
from kernespor.foundation.organisation.models import Person
from permission_cases import _mandates

NOBODY, _STEP = 999_999, "own.plans_agreed"
_START = dt.date(2026, 1, 1)
_WITHOUT = {
    "meetings", "meeting_new", "items", "items_excel", "item_new", "item_read", "deviations",
    "deviations_excel", "follow_ups", "wheel", "wheel_excel", "wheel_calendar", "item_review", "wheel_pdf",
    "minutes_in",
    "wheel_rules", "wheel_start", "wheel_step_new", "wheel_off_new",
}  # fmt: skip
_MINUTES = (
    "# Referat\n\nMøde den 20. november 2026\n\n## Punkt 1: Sendt punkt\n\n### Beslutning\n\nGodkendt.\n"
)


def prepare(world: Any) -> None:
    """Make the group, a planned, a sent and a held meeting, and an item in each situation."""
    keeper = factories.actor("politisk.sekretariat")
    group = bodies.add_body(
        actor=keeper, code="dagsorden-matrix", kind="project", unit=factories.unit("OS"),
        name="Dagsordensgruppen", first=_START,
    )  # fmt: skip
    chair = bodies.SeatFacts(factories.person("oekonomichef"), "", "chair", _START, None)
    bodies.seat(actor=keeper, body=group, facts=chair)
    days = {
        "et holdt møde": (-7, "ordinary"), "et sendt møde": (0, "ordinary"),
        "et planlagt møde": (14, "ordinary"), "et formandsmøde": (13, "chair"), "et temamøde": (20, "theme"),
    }  # fmt: skip
    planned = [
        meetings.MeetingFacts(factories.DAY + dt.timedelta(days=ahead), kind) for ahead, kind in days.values()
    ]
    held, sent, ahead, chairs, theme = meetings.plan(actor=keeper, body=group, meetings=planned)
    made = world.of["agenda"] = {
        "body": group,
        "meetings": {
            "et holdt møde": held,
            "et sendt møde": sent,
            "et planlagt møde": ahead,
            "et formandsmøde": chairs,
            "et temamøde": theme,
        },
        "items": {
            "en kladde": _item(group, factories.SECRET),
            "en ventende": _item(group, factories.SECRET),
            "en sendt": _item(group, "Sendt punkt"),
            "en lukket": _item(group, factories.SECRET, openness="closed"),
            "en afgjort": _item(group, "Afgjort punkt"),
        },
    }
    placed = {"en kladde": ahead, "en sendt": sent, "en lukket": sent, "en afgjort": held}
    for case, meeting in placed.items():
        stop = _stop(made["items"][case])
        items.place(actor=keeper, stop=stop, meeting=meeting, seen=stop.version)
    for meeting in (held, sent):
        _send(keeper, meeting)
    facts = DecisionFacts(held.on, "Afgjort punkt", "Godkendt.", "approved")
    decision = minutes.decide(actor=keeper, stop=_stop(made["items"]["en afgjort"]), facts=facts)
    meetings.step(actor=keeper, meeting=held, name="hold", seen=held.version)
    owner = factories.person("hrkonsulent")
    made["decision"] = decision
    made["follow_up"] = minutes.follow_up(
        actor=keeper, decision=decision, task="Skriv til enhederne", owner=owner, due=dt.date(2026, 12, 1)
    )
    made["consultation"] = _consultation(keeper)
    made["mandates"] = _mandates.prepare(group)
    for row in (*made["items"].values(), *made["meetings"].values()):
        row.refresh_from_db()


def _item(group: Any, title: str, **more: Any) -> AgendaItem:
    writer = factories.actor("budgetchef")
    facts = items.ItemFacts(
        title=title, theme=title, recommendation=title,
        sections=((title, "Fordelingen fremgår af bilag 3."),), **more,
    )  # fmt: skip
    item = items.begin(actor=writer, unit=factories.unit("OS"), facts=facts)
    return items.set_way(actor=writer, item=item, seen=item.version, way=[(group, "")])


def _stop(item: AgendaItem) -> ItemStop:
    return ItemStop.objects.select_related("item", "body", "meeting", "decision").get(item=item)


def _send(keeper: Any, meeting: Meeting) -> None:
    stops = meetings.agenda_of(meeting)
    reasons = {(stop.pk, one.key): "Prøve" for stop in stops for one in told_at(stop, today=keeper.today)}
    meetings.send(actor=keeper, meeting=meeting, seen=meeting.version, reasons=reasons)


def _consultation(keeper: Any) -> Any:
    facts = consultations.ConsultationFacts(
        title="Høring til punktet", kind="administrative", unit=factories.unit("OS"), ground="local",
        ground_text="Aftale", ground_source="Aftalen", proposal="Forslag", opens=factories.DAY,
        deadline=at_hour(dt.date(2026, 12, 1), dt.time(12)),
    )  # fmt: skip
    row = consultations.begin(
        actor=keeper, facts=facts, parties=[consultations.Heard(unit=factories.unit("OS-IND"))]
    )
    return consultations.move(actor=keeper, consultation=row, step="open", seen=row.version)


def arguments(world: Any, name: str, case: str) -> dict[str, Any]:
    """Return the arguments of an address."""
    made, part = world.of["agenda"], name.partition(":")[2]
    if part.startswith(_mandates.PARTS):
        return _mandates.arguments(made["mandates"], part, case)
    return _arguments(made, part, case)


def _arguments(made: dict[str, Any], part: str, case: str) -> dict[str, Any]:
    gone = "ikke findes" in case
    if part in _WITHOUT:
        return {}
    if part.startswith(("wheel_", "follow_up_")):
        return _of_row(made, part, gone)
    if part in {"decide", "stop_place", "stop_lift", "stop_skip", "stop_recommend", "stop_suspend"}:
        item = _of(made["items"], case)
        return {"stop_id": _stop(item).pk if item else NOBODY}
    if part.startswith(("meeting", "minutes")):
        meeting = _of(made["meetings"], case)
        step = {"step": "hold" if "sendt" in case else "hold_unsent"} if part == "meeting_step" else {}
        return {"meeting_id": meeting.pk if meeting else NOBODY} | step
    item = _of(made["items"], case)
    found: dict[str, Any] = {"item_id": item.pk if item else NOBODY}
    if part == "item_move":
        found["step"] = "approve" if "kladde" in case else "withdraw"
    return found | ({"number": 1} if part == "item_version" else {})


def _of_row(made: dict[str, Any], part: str, gone: bool) -> dict[str, Any]:  # noqa: FBT001 - there or not
    if part == "follow_up_new":
        return {"decision_id": NOBODY if gone else made["decision"].pk}
    if part == "follow_up_report":
        return {"follow_up_id": NOBODY if gone else made["follow_up"].pk}
    if part.startswith("wheel_step"):
        return {"step_id": NOBODY if gone else WheelStep.objects.get(code=_STEP).pk}
    if part.startswith("wheel_off"):
        return {"off_id": NOBODY if gone else DaysOff.objects.earliest("pk").pk}
    return {"year": 9999 if gone else 2027}


def _of(rows: dict[str, Any], case: str) -> Any:
    return next((row for words, row in rows.items() if case.startswith(words)), None)


def data(world: Any, name: str, case: str) -> dict[str, Any]:
    """Return what a form would send, whole and right."""
    made, part = world.of["agenda"], name.partition(":")[2]
    if part.startswith(_mandates.PARTS):
        return _mandates.data(made["mandates"], made["body"], part, case)
    meeting, item = _of(made["meetings"], case), _of(made["items"], case)
    stop = _stop(item) if item else None
    waiting = _stop(made["items"]["en ventende"])
    seen = {"version": meeting.version if meeting else item.version if item else 1}
    why = {"why": "" if "uden begrundelse" in case else "Det haster"}
    words = {
        "title": "Nyt punkt", "recommendation": "Det indstilles", "openness": "open",
        "unit": factories.unit("OS").pk, **seen, **why,
    }  # fmt: skip
    day = {"on": "18-12-2026", "kind": "ordinary", **why}
    decided = {"on": "20-11-2026", "case_title": "Sag", "words": "Godkendt.", "outcome": "approved"}
    of_stop = {"version": stop.version if stop else 1, **why}
    return {
        "meeting_new": {"body": made["body"].pk, **day},
        "meeting_change": day | seen,
        "meeting_put_on": {"stop": waiting.pk, "version": waiting.version},
        "meeting_order": {"stop": _stop(made["items"]["en kladde"]).pk, "vej": "op", **seen},
        "meeting_programme": seen | {"points": "9.30 Velkomst", "guests": "Anne Lund, skoleleder"},
        "meeting_note": {"words": "En note"},
        "meeting_send": seen | (_reasons(meeting) if "med begrundelse" in case else {}),
        "meeting_step": seen | why,
        "minutes": seen | {"presence_0": "present"},
        "minutes_in": {
            "document": SimpleUploadedFile("referat.md", _MINUTES.encode()), "body": made["body"].pk,
        },
        "minutes_read": {"document": SimpleUploadedFile("referat.md", _MINUTES.encode())},
        "decide": decided,
        "stop_place": of_stop | {"moede": made["meetings"]["et planlagt møde"].pk},
        "stop_lift": of_stop,
        "stop_skip": of_stop,
        "stop_suspend": of_stop,
        "stop_recommend": of_stop | {"words": "Noget andet"},
        "item_new": words,
        "item_read": {"document": SimpleUploadedFile("punkt.md", _MINUTES.encode())},
        "item_change": words,
        "item_review": words,
        "item_way": seen | {"body_0": made["body"].pk, "reading_0": ""},
        "item_move": seen | why,
        "item_heard": {"hoering": made["consultation"].pk},
        "item_dismiss": {"key": _key(item) if part == "item_dismiss" else "", **why},
        "follow_up_new": {
            "task": "Skriv det ind", "owner": Person.objects.get(code="jurist").pk, "due": "1-12-2026",
        },
        **_of_the_year(made["body"].pk, why),
        "follow_up_report": {
            "came_of_it": "Det er sket", "on": "20-11-2026", "version": made["follow_up"].version,
        },
    }.get(part, {})  # fmt: skip


def _of_the_year(body: int, why: dict[str, str]) -> dict[str, Any]:
    step = {
        "title": "Nyt trin", "process": "Planer", "on_how": "dato", "on_day": "3", "on_month": "5",
        "moves": "earlier", "source": "Direktionen", "valid_from": "2028",
    }  # fmt: skip
    off = {"kind": "school", "name": "ferie", "first": "1-5-2028"}
    return {
        "wheel_step_new": step,
        "wheel_step": step | {"version": 1},
        "wheel_step_delete": {"version": 1, **why},
        "wheel_off_new": off,
        "wheel_off": off | {"version": 1},
        "wheel_off_delete": {"version": 1},
        "wheel_make": {"version": 0},
        "wheel_meetings": {"moede": f"{body}|2027-11-12"},
    }


def _reasons(meeting: Meeting) -> dict[str, str]:
    day = factories.DAY
    stops = meetings.agenda_of(meeting)
    told = [(stop, [one for one in told_at(stop, today=day) if one.stops]) for stop in stops]
    return {f"why-{stop.pk}-{place}": "Prøve" for stop, found in told for place, _one in enumerate(found)}


def _key(item: AgendaItem | None) -> str:
    """Return the key of what the review says first of an item, as its page shows it."""
    remarks = item_page(factories.actor("politisk.sekretariat"), item.pk).remarks if item else []
    return remarks[0].key if remarks else ""
