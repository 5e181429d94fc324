"""What stands beside a consultation on its page: what it led to, who was reminded, what one hasn't read."""

from __future__ import annotations

from typing import Any

from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies import policies
from kernespor.foundation.bodies.selectors.consultations import ConsultationPage
from kernespor.foundation.bodies.selectors.notices import Told, told
from kernespor.foundation.bodies.selectors.points import led_to


def beside(actor: Actor, found: ConsultationPage, *, hears: bool) -> dict[str, Any]:
    """Return what the page's template shows of it. Two queries, and those of the objects changed."""
    read = told(actor, found) if actor.is_authenticated else Told([], unread=False)
    return {
        "led_to": led_to(actor, found, hears=hears),
        "may_point": hears and policies.can_point(found.row),
        "may_remind": hears and policies.can_remind(found.row),
        "reminded": read.reminded,
        "unread": read.unread,
    }
