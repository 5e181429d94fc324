"""A house with a body of its own: the finance head chairs a group, a shop steward is its vice chair."""

from __future__ import annotations

from typing import Any

import pytest

import factories
from foundation.bodies.world import START, facts
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies.actions import bodies, consultations
from kernespor.foundation.bodies.models import Body, Consultation


@pytest.fixture
def keeper(sporkoebing: dict[str, Any]) -> Actor:
    """The political secretary, who keeps the bodies."""
    del sporkoebing
    return factories.actor("politisk.sekretariat")


@pytest.fixture
def group(keeper: Actor) -> Body:
    """A group of Økonomi & Stab: the finance head in the chair, a shop steward and a substitute."""
    body = bodies.add_body(
        actor=keeper, code="gruppe", kind="med_area", unit=factories.unit("OS"), name="Gruppen", first=START
    )
    for code, function in (
        ("oekonomichef", "chair"), ("med.stab", "vice_chair"), ("hrchef", "member"),
        ("jurist", "substitute"), ("hrkonsulent", "secretary"),
    ):  # fmt: skip
        person = factories.person(code)
        bodies.seat(
            actor=keeper, body=body, facts=bodies.SeatFacts(person, "", function, START, None, side="staff")
        )
    return body


@pytest.fixture
def hearing(keeper: Actor, group: Body) -> Consultation:
    """An open consultation in which the group and a section are heard, and the residents."""
    parties = [
        consultations.Heard(body=group),
        consultations.Heard(unit=factories.unit("OS-IND")),
        consultations.Heard(outside_name="En forening"),
        consultations.Heard(),
    ]
    row = consultations.begin(actor=keeper, facts=facts(), parties=parties)
    return consultations.move(actor=keeper, consultation=row, step="open", seen=row.version)
