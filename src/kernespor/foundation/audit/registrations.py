"""What this part hands to the registries of the foundation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kernespor.foundation.audit import labels, verbs
from kernespor.foundation.audit.actions import seal
from kernespor.foundation.audit.panel import latest
from kernespor.foundation.jobs.registry import Work, every, job
from kernespor.foundation.ui.navigation import NavItem
from kernespor.foundation.ui.navigation import register as register_nav
from kernespor.foundation.ui.panels import Panel
from kernespor.foundation.ui.panels import register as register_panel


def register() -> None:
    """Fill the registries; called once, when Django is ready."""
    verbs.register({"audit.erased": _("slettede indholdet af en hændelse")})
    register_panel(Panel("history", 60, "audit/_panel.html", latest))
    register_nav(NavItem(_("Hændelser"), "audit:search", "edit", 90))
    every("audit.seal", minutes=60)
    period = {"valid_from": _("Fra"), "valid_to": _("Til")}
    labels.register(
        "organisation.unitversion",
        _("Enhed"),
        {
            "short_name": _("Kort navn"),
            "kind": _("Slags"),
            "parent": _("Hører under"),
            "refers_to": _("Refererer til"),
            **period,
        },
        is_open=True,
    )
    labels.register(
        "organisation.roleassignment",
        _("Rolle"),
        {"includes_below": _("Med det, der ligger under"), **period},
        is_open=True,
    )
    labels.register("files.storedfile", _("Fil"), {"uploaded_by": _("Lagt ind af")})
    labels.register("accounts.user", _("Bruger"))
    labels.register("audit.auditevent", _("Hændelse"))


@job("audit.seal", label=_("Forsegl hændelser"))
def seal_events(work: Work) -> None:
    """Seal what has happened since the last time."""

    def told(done: int, total: int) -> None:
        work.progress(100 * done // total)
        work.stop_if_cancelled()

    seal(told=told)
