"""What this part hands to the registries of the foundation."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.drafts.actions import expire
from kernespor.foundation.jobs.registry import Work, daily, job


def register() -> None:
    """Fill the registries; called once, when Django is ready."""
    daily("drafts.expire", at="03:30")


@job("drafts.expire", label=_("Fjern gamle kladder"), whole=True)
def remove_old_drafts(work: Work) -> None:
    """Remove what nobody has written on for 90 days."""
    del work
    expire(now=timezone.now())
