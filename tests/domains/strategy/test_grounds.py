from __future__ import annotations

import datetime as dt

from kernespor.domains.strategy.permissions.plans import ground_of_role
from kernespor.foundation.access.actor import HeldRole
from kernespor.foundation.organisation.enums import RoleKind


def test_the_ground_of_a_role_names_where_it_is_held() -> None:
    def said(kind: RoleKind, unit_id: int) -> str:
        role = HeldRole(kind, unit_id, "Børn & Unge", frozenset({1, 2}), dt.date(2026, 1, 1))
        return ground_of_role(role, 1)

    assert said(RoleKind.HEAD, 1) == "Leder af enheden"
    assert said(RoleKind.CONTROLLER, 1) == "Økonomikonsulent for enheden"
    assert said(RoleKind.HEAD, 2) == "Leder af Børn & Unge, som er over enheden"
    assert said(RoleKind.CONTROLLER, 2) == "Økonomikonsulent for Børn & Unge, som er over enheden"
