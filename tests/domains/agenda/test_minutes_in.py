"""Minutes that come back from elsewhere: each decision finds its item, plan or document, or is asked for."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import factories
from domains.agenda.agenda_world import (
    DAY,
    MARK,
    approved,
    begun,
    body,
    browser,
    decided,
    keeper,
    on_agenda,
    sent,
    sent_form,
    shown,
)
from kernespor.domains.agenda.actions import meetings
from kernespor.domains.agenda.models import AgendaItem, Deviation, Meeting
from kernespor.domains.strategy.models import UnitPlan
from kernespor.foundation.bodies.matching import Ground, Known, match
from kernespor.foundation.bodies.models import Decision
from kernespor.foundation.filing.models import Filing
from kernespor.foundation.thread.models import Link

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sporkoebing")]
SCHOOL = "Børne- og Skoleudvalget"
TODAY = "20. november 2026"
Point = tuple[str, str, str]  # title, case number, what was decided


def minutes(*points: Point, body_name: str = SCHOOL, on: str = TODAY, name: str = "referat.md") -> io.BytesIO:
    """Minutes as another system writes them."""
    lines = [f"# Referat {body_name}", "", f"Mødedato: {on}" if on else "", ""]
    for place, (title, number, words) in enumerate(points, start=1):
        lines += [
            f"## Punkt {place}: {title}", "", f"Sagsnr.: {number}" if number else "", "",
            "### Sagsfremstilling", "", f"Om {title}.", "", "### Indstilling", "", "Det indstilles.", "",
            "### Beslutning", "", words, "", "Fraværende: Ingen", "",
        ]  # fmt: skip
    file = io.BytesIO("\n".join(lines).encode())
    file.name = name
    return file


def answers(page: Any, *chosen: dict[str, Any]) -> dict[str, Any]:
    """What the page would send back, with what a person chose in each form."""
    kept = page.context["kept"]
    data = {"occasion": kept["occasion"].value()}
    for place, (_one, form) in enumerate(page.context["forms"]):
        picked = chosen[place] if place < len(chosen) else {}
        for field in form:
            value = picked.get(field.name, field.value())
            if field.name != "closed" or value:
                data[field.html_name] = "on" if field.name == "closed" else value
    return data


def read_in(client: Client, *points: Point, **more: Any) -> Any:
    """The page on which minutes of whatever meeting were read."""
    return sent_form(client, "minutes_in", document=minutes(*points, **more))


def titles(page: Any, place: int = 0) -> list[str]:
    """What a decision may be of."""
    return [one.known.title for one in page.context["forms"][place][0].answer.candidates]


def test_minutes_come_back_and_each_decision_finds_its_item() -> None:
    item = approved("Ombygning af skolen", "boern-skole", case_number="26/501")
    stop, made = sent(item, "boern-skole", 0)
    secretary = browser("politisk.sekretariat")
    file = minutes(("Ombygning", "26/501", "Godkendt."))
    page = sent_form(secretary, "minutes_read", made.pk, document=file)
    ((one, form),) = page.context["forms"]
    assert (one.answer.certain.title, form["of"].value()) == (item.title, f"vej-{stop.pk}")
    assert one.outcome == "approved"
    bad = sent_form(secretary, "minutes_read", made.pk, **answers(page, {"outcome": ""}))
    assert bad.status_code == 422
    assert "Vælg, hvad beslutningen blev." in bad.content.decode()
    assert not Decision.objects.filter(item_stop=stop.pk).exists()
    sent_form(secretary, "minutes_read", made.pk, **answers(page))
    decision = Decision.objects.get(item_stop=stop.pk)
    assert decision.current is not None
    assert (decision.current.words, decision.current.outcome) == ("Godkendt.", "approved")
    item.refresh_from_db()
    assert item.status == "decided"


def test_the_same_file_is_recorded_once() -> None:
    item = approved("Læst to gange", "boern-skole")
    _stop, made = sent(item, "boern-skole", 0)
    secretary = browser("politisk.sekretariat")
    points = (("Læst to gange", "", "Godkendt."), ("Eventuelt", "", "Intet."), ("Eventuelt", "", "Intet."))
    page = sent_form(secretary, "minutes_read", made.pk, document=minutes(*points))
    data = answers(page, {}, {"outcome": "noted"}, {"outcome": "noted"})
    assert sent_form(secretary, "minutes_read", made.pk, **data).status_code == 302
    known = Decision.objects.count()
    assert sent_form(secretary, "minutes_read", made.pk, **data).status_code == 422  # sent once more
    page = sent_form(secretary, "minutes_read", made.pk, document=minutes(*points))
    assert (page.context["forms"], len(page.context["recorded"])) == ([], 3)
    assert "Alle beslutninger i filen er ført ind i forvejen." in page.content.decode()
    corrected = minutes(points[0], ("Læst to gange", "", "Udsat."))
    page = sent_form(secretary, "minutes_read", made.pk, document=corrected)
    assert "En anden beslutning om sagen er ført ind den dag" in page.content.decode()
    assert page.context["forms"][0][1]["of"].value() == ""
    assert Decision.objects.count() == known


def test_a_doubtful_title_is_asked_and_other_bodies_minutes_are_refused() -> None:
    item = approved("Renovering af legepladsen ved hallen", "boern-skole")
    _stop, made = sent(item, "boern-skole", 0)
    secretary = browser("politisk.sekretariat")
    file = minutes(("Renovering af legeplads ved hallen", "", "Godkendt."))
    page = sent_form(secretary, "minutes_read", made.pk, document=file)
    ((one, form),) = page.context["forms"]
    assert one.answer.certain is None
    assert (titles(page), form["of"].value()) == ([item.title], "")
    assert "Overskriften ligner." in page.content.decode()
    assert "Ingen af dem: lav et nyt punkt" in page.content.decode()
    unchosen = sent_form(secretary, "minutes_read", made.pk, **answers(page))
    assert "Vælg, hvad beslutningen hører til." in unchosen.content.decode()
    other = minutes(("Renovering", "", "Godkendt."), body_name="Kultur- og Fritidsudvalget")
    assert sent_form(secretary, "minutes_read", made.pk, document=other).status_code == 422
    assert sent_form(secretary, "minutes_read", made.pk, occasion="forkert").status_code == 400


def test_a_meeting_that_is_not_here_is_made_with_what_was_decided_there() -> None:
    secretary = browser("politisk.sekretariat")
    points = (("En sag, ingen kender", "26/900", "Godkendt."), ("Gamle Havn", "26/901", "Udsat."))
    page = read_in(secretary, *points, on="3. november 2026")
    assert "Mødet bliver lavet" in page.content.decode()
    assert not Meeting.objects.filter(body=body("boern-skole"), on=dt.date(2026, 11, 3)).exists()
    sent_form(secretary, "minutes_in", **answers(page))
    made = Meeting.objects.get(body=body("boern-skole"), on=dt.date(2026, 11, 3))
    assert made.status == "held"
    item = AgendaItem.objects.get(title="En sag, ingen kender")
    stop = item.stops.get()
    assert stop.decision is not None
    assert stop.decision.current is not None
    assert (item.status, item.case_number, item.recommendation) == ("decided", "26/900", "Det indstilles.")
    assert item.sections == [["Sagsfremstilling", "Om En sag, ingen kender."]]
    assert (stop.meeting, stop.decision.current.words) == (made, "Godkendt.")
    assert not Deviation.objects.filter(stop__meeting=made).exists()  # nobody knows how it came there
    text = shown(browser("hrkonsulent"), "meeting", made.pk)
    assert "En sag, ingen kender" in text
    assert "Gamle Havn" in text
    again = read_in(secretary, *points, on="3. november 2026")
    assert (again.context["forms"], len(again.context["recorded"])) == ([], 2)


def test_body_and_day_are_asked_where_the_file_does_not_say_them() -> None:
    secretary = browser("politisk.sekretariat")
    point = ("En sag uden udvalg", "", "Godkendt.")
    wrong = read_in(secretary, point, body_name="", on="")
    text = wrong.content.decode()
    assert wrong.status_code == 422
    assert "hvilket udvalg det er" in text
    assert "hvilken dag mødet var" in text
    page = sent_form(
        secretary, "minutes_in", document=minutes(point, body_name="", on=""),
        body=body("direktion").pk, on="2-11-2026",
    )  # fmt: skip
    assert page.context["occasion"].body == body("direktion")
    assert page.status_code == 200
    ahead = read_in(secretary, point, on="3. december 2026")
    assert ahead.status_code == 422


def test_minutes_of_one_of_two_meetings_that_day_are_read_in_at_the_meeting_itself() -> None:
    item = approved("Ombygning af skolen", "boern-skole", case_number="26/501")
    _stop, made = sent(item, "boern-skole", 0)
    meetings.plan(actor=keeper(), body=body("boern-skole"), meetings=[meetings.MeetingFacts(DAY)])
    secretary = browser("politisk.sekretariat")
    point = ("Ombygning af skolen", "26/501", "Godkendt.")
    refused = read_in(secretary, point)
    assert refused.status_code == 422
    assert "Udvalget havde flere møder den dag." in refused.content.decode()
    page = sent_form(secretary, "minutes_read", made.pk, document=minutes(point))
    assert page.context["forms"][0][0].answer.certain is not None


def test_a_decision_finds_the_plan_that_it_is_about_and_hangs_on_its_thread() -> None:
    plan = UnitPlan.objects.exclude(status="draft").order_by("pk")[0]
    number = Filing.objects.get(kind="strategy.unitplan", object_id=plan.pk).case_number
    secretary = browser("politisk.sekretariat")
    page = read_in(secretary, (plan.title, "", "Godkendt."))
    assert page.context["forms"][0][0].answer.certain is None  # several plans are called so
    name = f"{plan.title} for {plan.unit_name}"
    page = read_in(secretary, (name, number, "Godkendt."))
    ((one, form),) = page.context["forms"]
    assert (one.answer.certain.title, form["of"].value()) == (plan.title, f"plan-{plan.pk}")
    page = read_in(secretary, (name, "26/77", "Godkendt."))
    assert "Samme overskrift, men et andet sagsnummer." in page.content.decode()
    sent_form(secretary, "minutes_in", **answers(page, {"of": f"plan-{plan.pk}"}))
    item = AgendaItem.objects.get(title=name)
    decision = item.stops.get().decision
    assert decision is not None
    below = Link.objects.filter(upper_kind="strategy.unitplan", upper_pk=plan.pk)
    assert {(row.lower_kind, row.lower_pk) for row in below} >= {
        ("agenda.agendaitem", item.pk), ("bodies.decision", decision.pk),
    }  # fmt: skip
    # What hangs below it on the thread is how the next decision in the case finds it.
    page = read_in(secretary, ("En helt anden overskrift", "26/77", "Godkendt."), body_name="Byrådet")
    grounds = {one.known.key: one.ground for one in page.context["forms"][0][0].answer.candidates}
    assert grounds == {f"plan-{plan.pk}": Ground.THREAD, f"dagsordenspunkt-{item.pk}": Ground.NUMBER}
    assert "Punktet er afgjort i forvejen." in page.content.decode()
    chosen = {"of": f"dagsordenspunkt-{item.pk}"}
    sent_form(secretary, "minutes_in", **answers(page, chosen))
    assert [stop.body.code for stop in item.stops.order_by("position")] == ["boern-skole", "byraad"]


def test_what_waits_for_another_day_is_asked_and_what_waits_for_none_is_put_on() -> None:
    later, _made = on_agenda(approved("Til december", "boern-skole", case_number="26/31"), "boern-skole", 20)
    waiting = approved("Venter på et møde", "boern-skole", case_number="26/32")
    secretary = browser("politisk.sekretariat")
    page = read_in(secretary, ("Til december", "26/31", "Godkendt."), ("Venter", "26/32", "Godkendt."))
    (first, form), (second, _other) = page.context["forms"]
    assert (first.answer.certain, form["of"].value()) == (None, "")
    assert "Står på dagsordenen 10. december 2026." in page.content.decode()
    assert second.answer.certain is not None
    sent_form(secretary, "minutes_in", **answers(page, {"of": f"vej-{later.pk}"}))
    stop = waiting.stops.get()
    assert stop.meeting is not None
    assert (stop.meeting.on, bool(stop.decision_id)) == (DAY, True)
    later.refresh_from_db()
    assert later.decision_id
    assert later.meeting is not None
    assert later.meeting.on > DAY


def test_what_was_closed_at_the_meeting_stays_closed() -> None:
    openly = approved("Grunden ved åen", "boern-skole", case_number="26/41")
    closed = approved(MARK, "boern-skole", case_number="26/42", openness="closed")
    secretary, stranger = browser("politisk.sekretariat"), browser("hrkonsulent")
    words = f"{MARK} godkendt."
    points = (
        ("Grunden ved åen (Lukket punkt)", "26/41", words), (MARK, "26/42", words),
        (f"Lukket punkt: {MARK} igen", "", words),
    )  # fmt: skip
    page = read_in(secretary, *points)
    first, second, third = page.context["forms"]
    assert (titles(page), first[1]["of"].value()) == ([], "nyt")  # never of an item that is open
    assert (second[0].answer.certain.title, second[0].closed) == (MARK, True)
    data = answers(page, {"closed": ""}, {}, {"closed": ""})
    forged = data | {f"{first[1].prefix}-of": f"vej-{openly.stops.get().pk}"}
    assert sent_form(secretary, "minutes_in", **forged).status_code == 422
    plain = read_in(secretary, ("Grunden ved åen", "26/41", "Ja."), ("Nyt", "", "Godkendt."))
    refused = sent_form(secretary, "minutes_in", **answers(plain, {"closed": "on", "outcome": "approved"}))
    assert "men punktet er åbent" in refused.content.decode()
    assert not Meeting.objects.filter(body=body("boern-skole"), on=DAY).exists()  # all or nothing
    chosen = answers(page, {"closed": ""}, {}, {"closed": "", "of": "nyt"})
    assert sent_form(secretary, "minutes_in", **chosen).status_code == 302
    closed.refresh_from_db()
    assert closed.status == "decided"
    assert third[0].closed
    assert set(Decision.objects.filter(current__words=words).values_list("openness", flat=True)) == {"closed"}
    made = Meeting.objects.get(body=body("boern-skole"), on=DAY)
    assert MARK not in shown(stranger, "meeting", made.pk)
    assert MARK in shown(secretary, "meeting", made.pk)


def test_two_decisions_are_never_of_one_item() -> None:
    item = approved("Skoler", "boern-skole", case_number="26/51")
    _stop, made = sent(item, "boern-skole", 0)
    secretary = browser("politisk.sekretariat")
    file = minutes(("Skoler A", "26/51", "Godkendt."), ("Skoler B", "26/51", "Udsat."))
    page = sent_form(secretary, "minutes_read", made.pk, document=file)
    assert [one.answer.certain for one, _form in page.context["forms"]] == [None, None]
    both = {"of": f"vej-{item.stops.get().pk}"}
    refused = sent_form(secretary, "minutes_read", made.pk, **answers(page, both, both))
    assert "To beslutninger hører til samme punkt." in refused.content.decode()
    none = {"of": "ingen"}
    refused = sent_form(secretary, "minutes_read", made.pk, **answers(page, none, none))
    assert "Der er ingen beslutning at føre ind." in refused.content.decode()
    assert not item.stops.filter(decision__isnull=False).exists()


def test_an_item_that_was_decided_in_the_meantime_is_not_decided_twice() -> None:
    item = approved("Skoler", "boern-skole", case_number="26/51")
    _stop, made = sent(item, "boern-skole", 0)
    secretary = browser("politisk.sekretariat")
    page = sent_form(secretary, "minutes_read", made.pk, document=minutes(("Skoler", "26/51", "Godkendt.")))
    first = decided(item, "boern-skole", "approved")
    refused = sent_form(secretary, "minutes_read", made.pk, **answers(page, {}))
    assert "Et af punkterne er afgjort i mellemtiden." in refused.content.decode()
    assert item.stops.get().decision == first


def test_what_else_the_file_tells_is_said() -> None:
    secretary = browser("politisk.sekretariat")
    text = minutes(("En sag", "", "Godkendt.")).getvalue().decode()
    text += "### Beslutning i Byrådet den 3. november 2026\n\nGodkendt.\n\n## Punkt 2: En orientering\n\n"
    text += "### Sagsfremstilling\n\nTil orientering.\n"
    file = io.BytesIO(text.encode())
    file.name = "referat.md"
    page = sent_form(secretary, "minutes_in", document=file)
    beside = page.context["beside"]
    assert (beside.bodies, beside.undecided) == (["Byrådet"], ["En orientering"])
    assert "Læs filen ind for dem hver for sig." in page.content.decode()


def test_reading_costs_no_more_the_more_there_is_to_match() -> None:
    secretary = browser("politisk.sekretariat")

    def cost(*points: Point) -> int:
        with CaptureQueriesContext(connection) as captured:
            read_in(secretary, *points)
        return len(captured)

    cost(("En sag", "1/1", "Godkendt."))
    few = cost(("En sag", "1/1", "Godkendt."))
    for place in range(3):
        approved(f"Sag {place}", "boern-skole", case_number=f"26/{place}")
    assert cost(*((f"Sag {place}", f"26/{place}", "Godkendt.") for place in range(3))) == few <= 30


def _known(*titled: tuple[str, str]) -> Sequence[Known]:
    return [
        Known(str(place), title, numbers=frozenset({number} - {""}))
        for place, (title, number) in enumerate(titled)
    ]


@pytest.mark.parametrize(
    ("asked", "known", "certain", "grounds"),
    [
        (
            ("Budget", "26/1"),
            [("Budget", "26/1"), ("Budget", "")],
            "0",
            ["both", "title"],
        ),
        (("Budget", "26/1"), [("Budget", "26/2")], None, ["other_number"]),
        (("Budget", "26/1"), [("Andet", "26/1"), ("Budget", "")], None, ["number", "title"]),
        (("Budget", ""), [("Budget", "26/1"), ("Budget", "26/2")], None, ["title", "title"]),
        (("BUDGET ", "26 / 1"), [("budget", "26/1")], "0", ["both"]),
        (("Godkendelse af Plan for skolen", ""), [("Plan for skolen", "")], None, ["named"]),
        (("Intet", ""), [("Noget helt andet", "")], None, []),
    ],
)
def test_what_is_certain(
    asked: tuple[str, str], known: list[tuple[str, str]], certain: str | None, grounds: list[str]
) -> None:
    (answer,) = match([asked], _known(*known))
    assert (answer.certain.key if answer.certain else None) == certain
    assert [one.ground for one in answer.candidates] == grounds


def test_a_draft_of_others_is_no_candidate() -> None:
    begun("Kladden ingen kender", "direktion")
    plan = factories.draft_plan(factories.actor("budgetchef"), "OS", mark="Hemmelig plan")
    chair = browser("formand.boern")
    name = f"{plan.title}, {plan.unit_name}"
    page = read_in(chair, (name, "", "Godkendt."), ("Kladden ingen kender", "", "Ja."))
    assert titles(page, 1) == []
    assert f"plan-{plan.pk}" not in {one.known.key for one in page.context["forms"][0][0].answer.candidates}
