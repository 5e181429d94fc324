"""When and what is allowed with accounts: `check_x` raises with the reason, `can_x` answers."""

from __future__ import annotations

from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.accounts.models import User
from kernespor.foundation.refusals import NotNow, answering

LONGEST = 1000


def check_why(why: str) -> None:
    """What is done to another's account has a reason."""
    if not why.strip():
        raise NotNow("no_why", N_("Skriv hvorfor. Begrundelsen står i historikken."))
    if len(why) > LONGEST:
        raise NotNow("long_why", N_("Begrundelsen må højst være på 1.000 tegn."))


def check_another(actor: Actor, user: User) -> None:
    """Nobody closes the door behind themselves: another administrator does it."""
    if actor.oneself.user_id == user.pk:
        raise NotNow("oneself", N_("Det er din egen bruger. Bed en anden administrator om det."))


can_give_why = answering(check_why)
can_act_on = answering(check_another)
