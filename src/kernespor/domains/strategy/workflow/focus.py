"""The life of a set of focus areas, and of the note on how it goes."""

from __future__ import annotations

from kernespor.domains.strategy.enums import FocusStatus, NoteStatus
from kernespor.engines.findings import N_
from kernespor.foundation.lifecycle import Lifecycle, Transition

_KEEPER = N_("den, der har foreslået dem, og enhedens leder og sekretær")
_S = FocusStatus

FOCUS_SET = Lifecycle(
    title=N_("Et sæt fokusområder"),
    statuses=FocusStatus,
    owners={
        _S.PROPOSED: _KEEPER,
        _S.CONSULTED: N_("det råd eller udvalg, der skal vedtage dem"),
        _S.ADOPTED: _KEEPER,
        _S.IN_FORCE: _KEEPER,
        _S.EVALUATED: _KEEPER,
        _S.REPLACED: _KEEPER,
        _S.DROPPED: _KEEPER,
    },
    initial=_S.PROPOSED,
    final=frozenset({_S.REPLACED, _S.DROPPED}),
    transitions=(
        Transition("consult", _S.PROPOSED, _S.CONSULTED, "strategy.focus_consulted", N_("De er hørt")),
        Transition("adopt", _S.CONSULTED, _S.ADOPTED, "strategy.focus_adopted", N_("De er vedtaget")),
        Transition(
            "adopt_unheard",
            _S.PROPOSED,
            _S.ADOPTED,
            "strategy.focus_adopted_unheard",
            N_("De er vedtaget uden høring"),
            needs_reason=True,
        ),
        Transition(
            "put_in_force", _S.ADOPTED, _S.IN_FORCE, "strategy.focus_put_in_force", N_("Sæt dem i kraft")
        ),
        Transition("evaluate", _S.IN_FORCE, _S.EVALUATED, "strategy.focus_evaluated", N_("De er evalueret")),
        Transition("replace", _S.EVALUATED, _S.REPLACED, "strategy.focus_replaced", N_("De er afløst")),
        Transition(
            "replace_unevaluated",
            _S.IN_FORCE,
            _S.REPLACED,
            "strategy.focus_replaced_unevaluated",
            N_("De er afløst uden evaluering"),
            needs_reason=True,
        ),
        Transition(
            "drop",
            _S.PROPOSED,
            _S.DROPPED,
            "strategy.focus_dropped",
            N_("Opgiv forslaget"),
            needs_reason=True,
        ),
    ),
)

STATUS_NOTE = Lifecycle(
    title=N_("Et statusnotat om fokusområder"),
    statuses=NoteStatus,
    owners={
        NoteStatus.DRAFT: N_("den, der skriver notatet"),
        NoteStatus.FINISHED: N_("den, der skriver notatet"),
    },
    initial=NoteStatus.DRAFT,
    final=frozenset({NoteStatus.FINISHED}),
    transitions=(
        Transition(
            "finish",
            NoteStatus.DRAFT,
            NoteStatus.FINISHED,
            "strategy.note_finished",
            N_("Meld notatet færdigt"),
        ),
    ),
)
