"""Amounts as the thread shows them."""

from __future__ import annotations

from django import template

from kernespor.foundation.ui.templatetags.danish import number

register = template.Library()


@register.filter
def kroner(amount: int) -> str:
    """Return whole øre as kroner, "3.200.000 kr."; øre are shown where there are any."""
    return f"{number(amount / 100, 2 if amount % 100 else 0)} kr."
