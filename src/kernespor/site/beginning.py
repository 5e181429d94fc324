"""The organisation of a new installation, its year, the authorised chart, its administrator's account."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from kernespor.connectors.organisation import Organisation, RoleRow
from kernespor.domains.agenda.door import load_start
from kernespor.domains.economy.door import load_authorised
from kernespor.foundation.access.actor import system
from kernespor.foundation.accounts.actions import open_accounts
from kernespor.foundation.accounts.models import User
from kernespor.foundation.organisation.actions import take_in
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.organisation.models import Person


@transaction.atomic
def begin(*, records: Organisation, administrator: str, password: str) -> User | None:
    """Take in the organisation of a new installation and open its first account, its administrator's.

    Returns nothing, and writes nothing, when nobody of that id with an e-mail address is among the persons.
    """
    today = settings.TODAY or timezone.localdate()
    actor = system("Kernespor", today)
    if not any(person.id == administrator and person.email for person in records.persons):
        return None
    tops = [unit.code for unit in records.units if not unit.parent_code]
    first = [
        RoleRow(administrator, RoleKind.ADMINISTRATOR, code, includes_below=True, valid_from=today)
        for code in tops
    ]
    take_in(actor=actor, records=replace(records, roles=(*records.roles, *first)))
    load_start(actor=actor)
    load_authorised(actor=actor)
    person = Person.objects.get(code=administrator)
    return open_accounts(actor=actor, persons=[person], password=password)[0]
