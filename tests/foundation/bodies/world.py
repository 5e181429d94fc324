"""What the tests of bodies begin from."""

from __future__ import annotations

import datetime as dt
from typing import Any

import factories
from kernespor.foundation.bodies.actions import consultations
from kernespor.foundation.bodies.moments import at_hour

START = dt.date(2026, 1, 1)


def facts(**changes: Any) -> consultations.ConsultationFacts:
    """Return what is written of a consultation of Økonomi & Stab, with some of it otherwise."""
    told: dict[str, Any] = {
        "title": "Skal vi flytte?", "kind": "med_discussion", "unit": factories.unit("OS"), "ground": "local",
        "ground_text": "Udvalget høres.", "ground_source": "Aftalen, § 1", "proposal": "Vi flytter.",
        "opens": factories.DAY, "deadline": at_hour(dt.date(2026, 11, 27), dt.time(12)),
    }  # fmt: skip
    return consultations.ConsultationFacts(**{**told, **changes})
