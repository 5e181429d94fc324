"""The life of a digest on its way out. Pure data; the manual's diagram comes from here."""

from __future__ import annotations

from kernespor.engines.findings import N_
from kernespor.foundation.lifecycle import Lifecycle, Transition
from kernespor.foundation.tasks.enums import DigestStatus

_WORKER = N_("arbejderen")

DIGEST = Lifecycle(
    title=N_("En mail om opgaver"),
    statuses=DigestStatus,
    owners=dict.fromkeys((str(status) for status in DigestStatus), _WORKER),
    initial=DigestStatus.WAITING,
    final=frozenset({DigestStatus.EMPTY, DigestStatus.SENT, DigestStatus.FAILED}),
    transitions=(
        Transition(
            "leave_out", DigestStatus.WAITING, DigestStatus.EMPTY, "tasks.digest_left_out", N_("Lad være")
        ),
        Transition("claim", DigestStatus.WAITING, DigestStatus.SENDING, "tasks.digest_claimed", N_("Send")),
        Transition("deliver", DigestStatus.SENDING, DigestStatus.SENT, "tasks.digest_sent", N_("Sendt")),
        Transition(
            "try_again", DigestStatus.SENDING, DigestStatus.WAITING, "tasks.digest_returned", N_("Prøv igen")
        ),
        Transition("give_up", DigestStatus.SENDING, DigestStatus.FAILED, "tasks.digest_failed", N_("Opgiv")),
    ),
)
