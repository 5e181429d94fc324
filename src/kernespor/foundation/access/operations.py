"""What each address asks of those who call it; without such a word an address is closed to all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from kernespor.foundation.organisation.enums import RoleKind

View = TypeVar("View", bound=Callable[..., Any])


class Audience(StrEnum):
    """Whom an operation is open to, before the object itself is asked."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    HOUSE = "house"  # those who hold a role today: an account outlives the work, and then opens nothing
    DEMO = "demo"


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: its name, its audience, the methods it answers, the roles it is kept for (none: all).

    A role counts here where it is held over the whole municipality; less than that is the object's to ask.
    What is `in_own_name` nobody does on another's behalf.
    """

    name: str
    audience: Audience
    methods: tuple[str, ...] = ("GET",)
    roles: tuple[RoleKind, ...] = ()
    in_own_name: bool = False


def operation(
    name: str,
    *methods: str,
    audience: Audience = Audience.HOUSE,
    roles: tuple[RoleKind, ...] = (),
    in_own_name: bool = False,
) -> Callable[[View], View]:
    """Declare what a view asks of its callers. The view still asks the object it shows or changes."""

    def declare(view: View) -> View:
        view.operation = Operation(name, audience, methods or ("GET",), roles, in_own_name)  # type: ignore[attr-defined]
        return view

    return declare
