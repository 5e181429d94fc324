"""The accounts: who can do most, and who shouldn't be able to do anything."""

from __future__ import annotations

from collections.abc import Iterator

from kernespor.engines.findings import Finding
from kernespor.foundation.accounts.models import User
from kernespor.foundation.accounts.oidc.roles import read_file
from kernespor.foundation.accounts.sources import held_on
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.organisation.models import UnitVersion
from kernespor.foundation.organisation.tree import tree_on
from kernespor.site.doctor.asked import Asked, error, note, warning

SHOWN = 3
PLACE = "Brugere"


def accounts(asked: Asked) -> Iterator[Finding]:
    """Someone administers, with a second step; whoever has left has no account."""
    held = list(held_on(asked.today).values_list("person_id", "role", "unit_id", "includes_below"))
    tree = tree_on(asked.today)
    users = list(User.objects.filter(is_active=True).order_by("email"))
    keepers = {
        person
        for person, role, unit, below in held
        if role == RoleKind.ADMINISTRATOR and below and tree.is_top(unit)
    }
    if not any(user.person_id in keepers for user in users):
        words = "ingen åben bruger er administrator for hele kommunen."
        yield error("no_keeper", PLACE, words, "Giv en person rollen Administrator over kommunen.")
    bare = [user.email for user in users if user.person_id in keepers and user.second_step_since is None]
    if bare and asked.configuration.password_login:
        words = "{number} administratorer er uden totrinsbekræftelse: {who}."
        yield warning("keeper_bare", PLACE, words, "Bed dem slå den til på »Min konto«.", **_some(bare))
    working = {person for person, *_ in held}
    idle = [user.email for user in users if user.person_id not in working]
    if idle:
        words = "{number} åbne brugere har ingen rolle i dag: {who}."
        yield warning(
            "no_role", PLACE, words, "Luk dem på siden Brugere, eller giv dem en rolle.", **_some(idle)
        )
    homeless = sorted(working - set(User.objects.values_list("person_id", flat=True)))
    if homeless:
        words = "{number} personer har en rolle, men ingen bruger."
        yield note("no_account", PLACE, words, "Åbn brugere til dem, der skal ind.", number=len(homeless))


def units_of_table(asked: Asked) -> Iterator[Finding]:
    """The units that the table of roles names exist."""
    file = asked.configuration.oidc_roles
    table = read_file(file)[0] if file else None
    named = {rule.unit for rule in table.rules.values() if rule.unit} if table else set()
    known = set(
        UnitVersion.objects.on(asked.today).filter(unit__code__in=named).values_list("unit__code", flat=True)
    )
    for unit in sorted(named - known):
        words = "enheden {unit} findes ikke i dag."
        yield error("oidc_unit", "KERNESPOR_OIDC_ROLES", words, "Ret enhedens kode i filen.", unit=unit)


def _some(emails: list[str]) -> dict[str, str | int]:
    more = " …" if len(emails) > SHOWN else ""
    return {"number": len(emails), "who": ", ".join(emails[:SHOWN]) + more}
