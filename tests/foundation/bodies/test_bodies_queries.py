"""The pages of a consultation cost no more the more answers and points there are, whoever reads them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import factories
from foundation.bodies.public_world import signed_in
from foundation.bodies.test_points import CHANGED
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies.actions import answers, points
from kernespor.foundation.bodies.models import Consultation, ConsultationParty, ConsultationPoint
from kernespor.foundation.objects import ref_of

MOST, MOST_OF_READER = 20, 24
HOLDER, READER = "politisk.sekretariat", "hrchef"


@pytest.fixture
def heard(hearing: Consultation, keeper: Actor) -> Consultation:
    """A consultation where a body and a resident have answered, and a point says what it led to in a plan."""
    plan = factories.plan_of_file("oekonomi-stab-2026-2027.docx")
    _more(keeper, hearing, ref_of(plan))
    return hearing


def _more(keeper: Actor, hearing: Consultation, changed: Any) -> None:
    """Let the body and a resident answer once more with two documents each, and both raise a point."""
    rows = []
    for kind, code in (("body", "oekonomichef"), ("public", "borger")):
        party = ConsultationParty.objects.select_related("consultation").get(consultation=hearing, kind=kind)
        told = answers.AnswerFacts("Skygge", (("a.txt", b"A"), ("b.txt", b"B")), may_publish=True)
        rows.append(answers.answer(actor=factories.actor(code), party=party, facts=told))
    answers.publish(actor=keeper, response=rows[1])
    facts = points.PointFacts("Skygge", "Der mangler skygge.", tuple(rows), changed=changed, **CHANGED)
    points.add_point(actor=keeper, consultation=hearing, facts=facts)


def cost(client: Client, name: str, *args: int) -> int:
    address = reverse(f"bodies:{name}", args=args)
    assert client.get(address).status_code == 200  # what is read once for good is read now
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def all_costs(hearing: Consultation) -> dict[str, int]:
    holder, reader = signed_in(HOLDER), signed_in(READER)
    point = ConsultationPoint.objects.filter(consultation=hearing).order_by("pk")[0].pk
    key = hearing.pk
    return {
        "holder": cost(holder, "consultation", key),
        "points": cost(holder, "consultation_points", key),
        "new point": cost(holder, "consultation_point_new", key),
        "point": cost(holder, "consultation_point", point),
        "told": cost(holder, "consultation_told", key),
        "record": cost(holder, "consultation_answer_record", key),
        "reader": cost(reader, "consultation", key),
        "spokesman": cost(signed_in("oekonomichef"), "consultation", key),
        "everyone": cost(Client(), "consultation", key),
        "everyone's points": cost(Client(), "consultation_points", key),
    }


def test_pages_of_a_consultation_cost_the_same_with_few_and_many_answers(
    heard: Consultation, keeper: Actor
) -> None:
    few = all_costs(heard)
    changed = ConsultationPoint.objects.filter(consultation=heard)[0].changed
    for _again in range(5):
        _more(keeper, heard, changed)
    assert all_costs(heard) == few
    # The newest events are all of what this reader may not see, so their history is looked through twice.
    assert few.pop("reader") <= MOST_OF_READER
    assert {name: number for name, number in few.items() if number > MOST} == {}
