"""Who may look in the audit, and who may erase in it: `check_x` raises with the reason, `can_x` answers.

Each sees what they did themselves, and what was done in their place; who acts for another sees their own,
for what the other did in private stays private. A controller sees what happened in the
units that they control, an administrator for the whole municipality all of it. Nobody sees more of an object
there than on the object's own page: who may not read it doesn't see its events either.
"""

from __future__ import annotations

from django.db.models import Q

from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.refusals import NotPermitted, answering


def within(actor: Actor) -> Q:
    """Return which events an actor may look for; what each of them shows is the object's to say."""
    if can_see_all(actor):
        return Q()
    oneself = actor.doer_id or actor.person_id or 0
    own = Q(person_id=oneself) | Q(doer_id=oneself)
    units = actor.units_under(RoleKind.CONTROLLER)
    return own | Q(unit_id__in=sorted(units)) if units else own


def check_see_all(actor: Actor) -> None:
    """Those who administer the whole municipality may look for everything."""
    if not actor.holds_over_all(RoleKind.ADMINISTRATOR):
        raise NotPermitted("not_administrator", N_("Kun administratorer for hele kommunen kan se alt."))


def check_erase(actor: Actor) -> None:
    """Those who administer the whole municipality erase what the law wants erased, in their own name."""
    if not actor.holds_over_all(RoleKind.ADMINISTRATOR) or actor.on_behalf:
        raise NotPermitted(
            "not_administrator",
            N_("Kun administratorer for hele kommunen kan slette indhold, og kun i eget navn."),
        )


can_see_all = answering(check_see_all)
can_erase = answering(check_erase)
