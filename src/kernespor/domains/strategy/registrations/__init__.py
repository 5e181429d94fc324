"""What the domain hands to the foundation's registries."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.permissions.plans import can_import
from kernespor.domains.strategy.registrations import (
    access,
    analyses,
    audit,
    drafts,
    facts,
    filing,
    focus,
    governing,
    indicators,
    kinds,
    lint,
    measures,
    reviews,
    search,
    subjects,
    tasks,
    thread,
    trials,
)
from kernespor.foundation.audit import verbs
from kernespor.foundation.ui.navigation import NavItem
from kernespor.foundation.ui.navigation import register as register_nav


def register() -> None:
    """Fill the registries; called once, when Django is ready."""
    verbs.register(
        {
            "strategy.document_laid_in": _("lagde et dokument ind"),
            "strategy.reading_corrected": _("rettede i læsningen af dokumentet"),
            "strategy.plan_imported": _("gemte planen"),
            "strategy.import_discarded": _("kasserede dokumentet"),
            "strategy.plan_put_in_force": _("satte planen i kraft"),
            "strategy.plan_concluded": _("afsluttede planen"),
            "strategy.plan_seen": _("så planen"),
            "strategy.plan_changed": _("ændrede planens oplysninger"),
            "strategy.item_changed": _("ændrede i planen"),
            "strategy.action_added": _("tilføjede en handling"),
            "strategy.status_given": _("skrev status"),
            "strategy.sporkoebing_loaded": _("indlæste Sporkøbings planer"),
        },
        private=("strategy.plan_seen",),
    )
    audit.register()
    drafts.register()
    kinds.register()
    search.register()
    subjects.register()
    access.register()
    filing.register()
    thread.register()
    measures.register()
    facts.register()
    tasks.register()
    for part in (governing, focus, indicators, lint, reviews, trials, analyses):
        part.register()
    register_nav(NavItem(_("Virksomhedsplaner"), "strategy:plans", "assignment", 20, short=_("Planer")))
    register_nav(
        NavItem(
            _("Læs en plan ind"), "strategy:import_new", "upload", 30, visible=can_import, short=_("Læs ind")
        )
    )
