"""What a document hangs together with because of what is known of it, within an act."""

from __future__ import annotations

from kernespor.domains.strategy.models import GoverningDocument
from kernespor.foundation.audit.writing import Change
from kernespor.foundation.bodies.actions.consultations import ABOUT as HEARD
from kernespor.foundation.bodies.actions.decisions import ABOUT as DECIDED
from kernespor.foundation.bodies.models import Consultation, Decision
from kernespor.foundation.dated import OPEN_END
from kernespor.foundation.objects import Ref, ref_of
from kernespor.foundation.thread.actions import link
from kernespor.foundation.thread.models import Link

REPLACED_BY = "strategy.document_replaced_by"


def tie_adoption(
    act: Change,
    document: GoverningDocument,
    decision_before: Decision | None = None,
    consultation_before: Consultation | None = None,
) -> None:
    """Tie a document to its decision and its consultation, and loose it from those that were wrong."""
    for kind, before, now in (
        (DECIDED, decision_before, document.decision),
        (HEARD, consultation_before, document.consultation),
    ):
        if before is not None and before != now:
            _loose(act, kind, ref_of(document), ref_of(before))
        if now is not None:
            link(act, kind=kind, upper=ref_of(document), lower=ref_of(now))


def tie_successor(act: Change, new: GoverningDocument, old: GoverningDocument) -> None:
    """Tie a document to the one that it takes the place of."""
    link(act, kind=REPLACED_BY, upper=ref_of(old), lower=ref_of(new), day=new.valid_from)


def _loose(act: Change, kind: str, upper: Ref, lower: Ref) -> None:
    """Take back a link that follows from what was written wrongly: it never held."""
    rows = Link.objects.believed().filter(
        kind=kind, valid_to=OPEN_END, upper_kind=upper.kind, upper_pk=upper.pk, lower_kind=lower.kind,
        lower_pk=lower.pk,
    )  # fmt: skip
    for row in rows:
        act.update(row, superseded_at=act.at)
