"""What this part hands to the registries of the foundation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kernespor.foundation.audit import verbs
from kernespor.foundation.audit.actions import seal
from kernespor.foundation.jobs.registry import Work, every, job


def register() -> None:
    """Fill the registries; called once, when Django is ready."""
    verbs.register({"audit.erased": _("slettede indholdet af en hændelse")})
    every("audit.seal", minutes=60)


@job("audit.seal", label=_("Forsegl hændelser"))
def seal_events(work: Work) -> None:
    """Seal what has happened since the last time."""

    def told(done: int, total: int) -> None:
        work.progress(100 * done // total)
        work.stop_if_cancelled()

    seal(told=told)
