"""Bodies: a project group of Økonomi & Stab led by the finance head, its decisions and consultations."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

import factories
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.bodies.actions import answers, bodies, consultations, decisions, points, public
from kernespor.foundation.bodies.models import ConsultationParty, ConsultationResponse, ResponseDocument
from kernespor.foundation.bodies.moments import at_hour, now_on
from kernespor.foundation.bodies.public_limits import new_ticket, read_ticket

NOBODY = 999_999
_CASES = ("en kladde", "en lukket for svar", "en fortrolig", "en offentlig", "en åben")


def prepare(world: Any) -> None:
    """Make the group, an open and a closed decision, and a consultation in each situation."""
    keeper = factories.actor("politisk.sekretariat")
    unit = factories.unit("OS")
    start = dt.date(2026, 1, 1)
    group = bodies.add_body(
        actor=keeper, code="matrix", kind="project", unit=unit, name="Matrixgruppen", first=start
    )
    chair = bodies.SeatFacts(factories.person("oekonomichef"), "", "chair", start, None)
    seat = bodies.seat(actor=keeper, body=group, facts=chair)
    term = bodies.add_term(
        actor=keeper, name="Prøve", starts=start, ends=dt.date(2026, 12, 31), bodies=[group]
    )
    made: dict[str, Any] = {
        "body_id": group.pk,
        "seat_id": seat.pk,
        "term_id": term.pk,
        "decisions": {
            "en åben beslutning": _decision(keeper, group, "Åben sag", Openness.OPEN),
            "en lukket beslutning": _decision(keeper, group, factories.SECRET, Openness.CLOSED),
        },
        "consultations": {},
        "materials": {},
        "files": {},
        "documents": {},
        "points": {},
    }
    world.of["bodies"] = made
    for case in _CASES:
        made["consultations"][case] = _consultation(keeper, group, made, case)


def _decision(keeper: Any, group: Any, words: str, openness: str) -> Any:
    facts = decisions.DecisionFacts(dt.date(2026, 11, 2), words, words, "approved")
    return decisions.record(actor=keeper, body=group, facts=facts, openness=openness)


def _consultation(keeper: Any, group: Any, made: dict[str, Any], case: str) -> Any:
    hidden = case in {"en kladde", "en fortrolig"}
    words = factories.SECRET if hidden else f"Høring: {case}"
    facts = consultations.ConsultationFacts(
        title=words,
        kind="administrative",
        unit=factories.unit("OS"),
        ground="local",
        ground_text="Aftale",
        ground_source="Aftalen",
        proposal=words,
        opens=factories.DAY,
        deadline=at_hour(dt.date(2026, 12, 1), dt.time(12)),
        openness=Openness.CONFIDENTIAL if case == "en fortrolig" else Openness.OPEN,
    )
    parties = [consultations.Heard(body=group)]
    if case != "en fortrolig":
        parties.append(consultations.Heard(unit=factories.unit("OS-IND")))
    if case == "en offentlig":
        parties.append(consultations.Heard())
    row = consultations.begin(actor=keeper, facts=facts, parties=parties)
    material = consultations.add_material(
        actor=keeper, consultation=row, title="Bilag", name="bilag.txt", content=words.encode()
    )
    made["materials"][case] = material.pk
    if case != "en kladde":
        consultations.move(actor=keeper, consultation=row, step="open", seen=row.version)
    if case == "en åben":
        party = ConsultationParty.objects.get(consultation=row, body=group)
        made["files"][case] = _answer("oekonomichef", party, "Vi er enige")
        made["points"]["et punkt"] = _point(keeper, row, made["files"][case])
    if case == "en offentlig":
        party = ConsultationParty.objects.get(consultation=row, kind="public")
        made["files"]["en borgers svar"] = _answer("jurist", party, factories.SECRET, may_publish=True)
        made["receipt"] = _receipt(party)
        made["files"]["en borgers svar uden samtykke"] = _answer("jurist", party, factories.SECRET)
    for answered, response in made["files"].items():
        made["documents"][answered] = ResponseDocument.objects.filter(response_id=response).latest("pk").pk
    if case == "en lukket for svar":
        consultations.move(actor=keeper, consultation=row, step="close", seen=row.version)
    return row


def _point(keeper: Any, row: Any, response: int) -> int:
    facts = points.PointFacts("Emne", "De er enige", (ConsultationResponse.objects.get(pk=response),))
    return int(points.add_point(actor=keeper, consultation=row, facts=facts).pk)


def _receipt(party: Any) -> str:
    now = now_on(factories.DAY)
    ticket = read_ticket(new_ticket(party.consultation_id, now), party.consultation_id)
    assert ticket is not None
    facts = public.PublicFacts("Anna Holm", "Uden log ind")
    return str(public.send(party=party, ticket=ticket, facts=facts, now=now, address="").receipt)


def _answer(code: str, party: Any, words: str, *, may_publish: bool = False) -> int:
    files = (("svar.txt", words.encode()), ("bilag.txt", words.encode()))
    facts = answers.AnswerFacts(words, files=files, may_publish=may_publish)
    return int(answers.answer(actor=factories.actor(code), party=party, facts=facts).pk)


_MINUTES = "# Referat\n\nMøde den 2. november 2026\n\n## Punkt 1: Sag\n\n### Beslutning\n\nVedtaget.\n"
_OWN_KEY = {
    "body": "body_id", "body_change": "body_id", "body_seat_new": "body_id", "body_decision_new": "body_id",
    "body_decision_read": "body_id",
    "body_seat": "seat_id", "body_seat_strike": "seat_id", "body_term": "term_id",
}  # fmt: skip
_OF_PARTS = {  # the argument, and where `prepare` kept its keys by case
    "consultation_answer_file": ("document_id", "documents"),
    "consultation_answer_original": ("response_id", "files"),
    "consultation_answer_publish": ("response_id", "files"),
    "consultation_answer_withdraw": ("response_id", "files"),
    "consultation_material": ("material_id", "materials"),
    "consultation_point": ("point_id", "points"),
    "consultation_point_strike": ("point_id", "points"),
}
_WITHOUT = {
    "body_list", "body_excel", "body_new", "body_terms", "body_decisions", "body_decisions_excel",
    "consultation_list", "consultation_excel", "consultation_new", "consultation_reminder_days",
}  # fmt: skip


def arguments(world: Any, name: str, case: str) -> dict[str, Any]:
    """Return the arguments of an address."""
    made = world.of["bodies"]
    part = name.partition(":")[2]
    if part in _WITHOUT:
        return {}
    if part in _OWN_KEY:
        return {_OWN_KEY[part]: NOBODY if "ikke findes" in case else made[_OWN_KEY[part]]}
    if part.startswith("body_decision"):
        found = next((row for words, row in made["decisions"].items() if words in case), None)
        return {"decision_id": found.pk if found else NOBODY}
    if part == "consultation_receipt":
        return {"number": made["receipt"] if case == "en kvittering" else "0000-0000-0000"}
    if part in _OF_PARTS:
        argument, kept = _OF_PARTS[part]
        return {argument: made[kept].get(case, NOBODY)}
    row = _row(made, case)
    values = {"consultation_id": row.pk if row else NOBODY}
    return values | ({"step": _step(case)} if part == "consultation_move" else {})


def _row(made: dict[str, Any], case: str) -> Any:
    return next((row for words, row in made["consultations"].items() if case.startswith(words)), None)


def _step(case: str) -> str:
    if "uden begrundelse" in case:
        return "withdraw"
    return "open" if case.startswith("en kladde") else "close"


def data(world: Any, name: str, case: str) -> dict[str, Any]:
    """Return what a form would send, whole and right."""
    made = world.of["bodies"]
    unit = factories.unit("OS").pk
    row = _row(made, case)
    decision = next((one for words, one in made["decisions"].items() if words in case), None)
    upload = {"title": "Bilag", "file": SimpleUploadedFile("bilag.txt", b"Bilag")}
    facts = {
        "on": "2-11-2026", "case_title": "Sag", "words": "Vedtaget.", "outcome": "approved", "why": "Fejl",
        "openness": "open", "version": decision.version if decision else 1,
    }  # fmt: skip
    consultation = {
        "title": "Ny høring", "proposal": "Forslag", "kind": "administrative", "unit": unit,
        "ground": "local", "ground_text": "Aftale", "ground_source": "Aftalen", "day": "1-12-2026",
        "hour": "12", "openness": "open", "units": [unit], "version": row.version if row else 1,
    }  # fmt: skip
    seat = {"person": factories.person("hrchef").pk, "function": "member", "first": "1-2-2026", "why": "Fejl"}
    party = row.parties.order_by("pk").last().pk if row and case == "en offentlig" else ""
    return {
        "body_new": {"name": "Nyt råd", "kind": "project", "unit": unit, "code": "nyt", "first": "1-1-2026"},
        "body_change": {"name": "Nyt navn", "first": "1-6-2026", "version": _version(made)},
        "body_seat_new": seat,
        "body_seat": seat,
        "body_seat_strike": {"why": "Fejl"},
        "body_terms": {
            "name": "Ny", "starts": "1-1-2027", "ends": "31-12-2027", "bodies": [made["body_id"]],
        },
        "body_term": {
            "name": "Ny", "starts": "1-1-2026", "ends": "31-12-2026", "bodies": [made["body_id"]],
            "version": 1,
        },
        "body_decision_new": facts,
        "body_decision_read": {"document": SimpleUploadedFile("referat.md", _MINUTES.encode())},
        "body_decision_correct": facts,
        "body_decision_openness": {
            "openness": "closed", "version": facts["version"],
            "why": "" if "uden begrundelse" in case else "Personsag",
        },
        "consultation_new": consultation,
        "consultation_change": consultation,
        "consultation_time": {
            "day": "15-12-2026", "hour": "12", "why": "Et møde blev flyttet",
            "version": row.version if row else 1,
        },
        "consultation_conclude": {"why": "Intet blev ændret.", "version": row.version if row else 1},
        "consultation_material_add": upload,
        "consultation_move": {"version": row.version if row else 1, "why": ""},
        "consultation_answer": {"text": "Et svar", "party": party},
        "consultation_public_answer": {
            "name": "Anna Holm", "text": "Et svar", "ticket": _ticket(row),
        },
        "consultation_answer_withdraw": {"why": "Ringede"},
        "consultation_answer_record": {
            "party": row.parties.order_by("pk")[0].pk if row else 0, "day": "20-11-2026", "hour": "0.01",
            "text": "Et svar med posten",
        },
        **_of_what_it_led_to(made, row.version if row else 1),
        "consultation_answer_publish": {"seen": _seen(made["files"].get(case))},
    }.get(name.partition(":")[2], {})  # fmt: skip


def _of_what_it_led_to(made: dict[str, Any], version: int) -> dict[str, Any]:
    return {
        **dict.fromkeys(("consultation_point_new", "consultation_point"), _of_point(made)),
        "consultation_point_strike": {"version": 1, "why": "Fejl"},
        "consultation_reminders": {"days": "5, 2", "version": version},
        "consultation_reminder_days": {
            "days": "7",
            "first": "1-12-2026",
            "source": "Direktionen",
            "seen": _newest_days(),
        },
    }


def _of_point(made: dict[str, Any]) -> dict[str, Any]:
    return {
        "heading": "Emne", "said": "De er enige", "responses": [made["files"]["en åben"]], "version": 1,
        "outcome": "unchanged", "reply": "Der er taget højde for det.",
    }  # fmt: skip


def _newest_days() -> Any:
    from kernespor.foundation.bodies.models import ReminderDays

    return ReminderDays.objects.order_by("-recorded_at", "-pk").values_list("pk", flat=True).first() or ""


def _ticket(row: Any) -> str:
    opened = now_on(factories.DAY) - dt.timedelta(minutes=5)
    return new_ticket(row.pk if row else NOBODY, opened)


def _seen(response: int | None) -> str:
    """Return the mark of what the page of a release shows, as its form sends it."""
    from kernespor.foundation.bodies.models import ConsultationResponse
    from kernespor.foundation.bodies.selectors.answers import offer

    return offer(ConsultationResponse.objects.get(pk=response)).seen if response else ""


def _version(made: dict[str, Any]) -> int:
    from kernespor.foundation.bodies.models import BodyVersion

    return int(BodyVersion.objects.believed().get(body_id=made["body_id"]).pk)
