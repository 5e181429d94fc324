"""Why something can't be done: a code and a sentence for the person, never a stack trace."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec

from django.utils.translation import gettext

from kernespor.engines.findings import N_

P = ParamSpec("P")


class Refusal(Exception):  # noqa: N818 - it says what it is
    """Something that a person may not or can't do now; `template` is Danish, `params` fill it."""

    def __init__(self, code: str, template: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.template = template
        self.params = params

    @property
    def reason(self) -> str:
        """The sentence that stands beside the disabled button."""
        return gettext(self.template).format(**self.params)


class NotPermitted(Refusal):
    """The person may not, whatever the state of the thing."""


class NotNow(Refusal):
    """The person may, but not as things stand."""


class StaleWrite(NotNow):
    """Someone else saved in between. Nothing was written; `theirs` holds what stands there now."""

    def __init__(self, theirs: Any) -> None:
        super().__init__(
            "stale_write",
            N_("En anden har gemt, siden du åbnede siden. Her står begge; vælg, hvad der skal gælde."),
        )
        self.theirs = theirs


def answering(check: Callable[P, None]) -> Callable[P, bool]:
    """Return the twin of a check: instead of raising, it answers yes or no."""

    def can(*args: P.args, **kwargs: P.kwargs) -> bool:
        try:
            check(*args, **kwargs)
        except Refusal:
            return False
        return True

    can.__doc__ = f"Say whether `{getattr(check, '__name__', 'check')}` would pass."
    return can


def reason_against(check: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> str:
    """Return why a check would fail, or an empty text when it would pass."""
    try:
        check(*args, **kwargs)
    except Refusal as refusal:
        return refusal.reason
    return ""
