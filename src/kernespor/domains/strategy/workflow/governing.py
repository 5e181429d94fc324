"""The life of a governing document."""

from __future__ import annotations

from kernespor.domains.strategy.enums import DocumentStatus
from kernespor.engines.findings import N_
from kernespor.foundation.lifecycle import Lifecycle, Transition

_KEEPER = N_("den, der har lagt dokumentet ind, og enhedens leder og sekretær")
_S = DocumentStatus

DOCUMENT = Lifecycle(
    title=N_("Et styrende dokument"),
    statuses=DocumentStatus,
    owners={
        _S.DRAFT: _KEEPER,
        _S.HEARING: N_("dem, der bliver hørt"),
        _S.AT_BODY: N_("det råd eller udvalg, der skal vedtage det"),
        _S.IN_FORCE: _KEEPER,
        _S.REPLACED: _KEEPER,
        _S.DISCARDED: _KEEPER,
    },
    initial=_S.DRAFT,
    final=frozenset({_S.REPLACED, _S.DISCARDED}),
    transitions=(
        Transition(
            "hear",
            _S.DRAFT,
            _S.HEARING,
            "strategy.document_sent_to_hearing",
            N_("Send i administrativ høring"),
        ),
        Transition(
            "present", _S.HEARING, _S.AT_BODY, "strategy.document_presented", N_("Læg frem til vedtagelse")
        ),
        Transition(
            "present_unheard",
            _S.DRAFT,
            _S.AT_BODY,
            "strategy.document_presented_unheard",
            N_("Læg frem uden høring"),
            needs_reason=True,
        ),
        Transition(
            "take_back",
            _S.HEARING,
            _S.DRAFT,
            "strategy.document_taken_back",
            N_("Tag tilbage til kladde"),
            needs_reason=True,
        ),
        Transition(
            "send_back",
            _S.AT_BODY,
            _S.DRAFT,
            "strategy.document_sent_back",
            N_("Send tilbage til kladde"),
            needs_reason=True,
        ),
        Transition(
            "adopt", _S.AT_BODY, _S.IN_FORCE, "strategy.document_adopted", N_("Skriv, at det er vedtaget")
        ),
        # What was adopted long ago, or elsewhere, can always be recorded as it happened.
        Transition(
            "record",
            _S.DRAFT,
            _S.IN_FORCE,
            "strategy.document_recorded",
            N_("Det er allerede vedtaget"),
        ),
        Transition(
            "replace",
            _S.IN_FORCE,
            _S.REPLACED,
            "strategy.document_replaced",
            N_("Det er afløst"),
            needs_reason=True,
        ),
        Transition("discard", _S.DRAFT, _S.DISCARDED, "strategy.document_discarded", N_("Kassér kladden")),
    ),
)
