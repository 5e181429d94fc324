"""When and what of trials: what must hold before something can be done, whoever does it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from kernespor.domains.strategy.enums import TrialKind, TrialStatus
from kernespor.domains.strategy.models import Trial
from kernespor.engines.findings import N_
from kernespor.foundation.refusals import NotNow, answering

FRESH_DAYS = 120  # how old the last word on a trial may be, as of a plan where nothing else was chosen
SOON_DAYS = 14  # how long before its end those who answer for a trial are reminded
SETTLE_DAYS = 180  # how long what worked may lie before somebody takes it over or closes it
EXEMPTION_DAYS = 90  # how long before its end an exemption must have its decision
_ALIVE = (TrialStatus.IDEA, TrialStatus.RUNNING)
_OVER = (TrialStatus.ENDED, TrialStatus.TAKEN_OVER)
_OF_NOTHING = frozenset({"%", "pct", "pct.", "procent", "andel", "andelen"})


def check_editable(trial: Trial) -> None:
    """What has ended stands as it was."""
    if trial.status not in _ALIVE:
        raise NotNow("trial_over", N_("Det er slut og står, som det var. Det, I lærte, kan stadig rettes."))


def missing_to_begin(trial: Trial) -> list[str]:
    """Return what a trial lacks before it can begin, in words, in the order of the form."""
    lacks = (
        (trial.owner_id is None, N_("en ejer")),
        (trial.ends is None, N_("en slutdato")),
        (not trial.know_by.strip(), N_("hvordan I vil kunne se, om det virker")),
        (trial.kind == TrialKind.EXEMPT and not trial.law.strip(), N_("den lov, I er fritaget for")),
    )
    return [gettext(words) for lacking, words in lacks if lacking]


def _listed(words: Sequence[str]) -> str:
    return "; ".join(words)


def check_ready(trial: Trial, today: dt.date) -> None:
    """What begins has an owner, an end, and a way to know; a frikommuneforsøg has its law."""
    if missing := missing_to_begin(trial):
        raise NotNow("trial_lacks", N_("Skriv først: {missing}."), missing=_listed(missing))
    if trial.ends and trial.ends < max(today, trial.begins or today):
        raise NotNow("trial_ends_before", N_("Slutdatoen er gået. Skriv en, der ligger efter begyndelsen."))


def check_decided(trial: Trial) -> None:
    """A forsøg has its decision and its amount."""
    if trial.kind == TrialKind.DECIDED and (trial.decision_id is None or trial.amount is None):
        raise NotNow(
            "trial_undecided",
            N_(
                "Et forsøg begynder, når der er en beslutning og et beløb. Er det begyndt uden, så skriv "
                "hvorfor."
            ),
        )


def check_begun(trial: Trial) -> None:
    """What was seen, learnt or tried elsewhere is of something that has begun."""
    if trial.status in {TrialStatus.IDEA, TrialStatus.DROPPED}:
        raise NotNow("trial_not_begun", N_("Det er en idé endnu. Det kan først, når I er gået i gang."))


@dataclass(frozen=True, slots=True)
class EffectFacts:
    """What was seen: on whom, in words, on which day; where something was counted, what, and its source."""

    on_whom: str
    words: str
    on: dt.date
    before: Decimal | None = None
    after: Decimal | None = None
    counted: str = ""
    source: str = ""


def check_effect(trial: Trial, facts: EffectFacts, today: dt.date) -> None:
    """An effect was seen of something that began; a count says what was counted, and where it stands."""
    check_begun(trial)
    if facts.on > today:
        raise NotNow("effect_in_future", N_("Datoen ligger efter i dag. Skriv den dag, I så det."))
    if facts.before is None and facts.after is None:
        return
    if not facts.counted.strip() or not facts.source.strip():
        raise NotNow(
            "count_of_nothing",
            N_("Skriv, hvad I har talt, og hvor tallet kommer fra. Ellers lad tallet være."),
        )
    if facts.counted.strip().casefold() in _OF_NOTHING:
        raise NotNow("percent_of_nothing", N_("Skriv, hvad I har talt, fx »minutter pr. besøg«. % af hvad?"))


def check_end(trial: Trial, *, outcome: str, learnt: str, on: dt.date, today: dt.date) -> None:
    """What ends says how it went and what was learnt, also when it didn't work."""
    check_begun(trial)
    if not outcome or not learnt.strip():
        raise NotNow(
            "trial_learnt", N_("Skriv, hvordan det gik, og hvad I lærte, også når det ikke virkede.")
        )
    if on > today:
        raise NotNow("end_in_future", N_("Datoen ligger efter i dag. Skriv den dag, I holdt op."))
    if trial.begins and on < trial.begins:
        raise NotNow("end_before_begin", N_("Det kan ikke slutte, før det begyndte."))


def check_goes_on(trial: Trial) -> None:
    """What runs may have more time, what has ended may go on."""
    if trial.status not in {TrialStatus.RUNNING, TrialStatus.ENDED}:
        raise NotNow(
            "trial_cannot_go_on", N_("Det kan kun forlænges, mens det er i gang, eller når det er slut.")
        )


def check_new_end(trial: Trial, ends: dt.date, today: dt.date) -> None:
    """What goes on ends on a day to come."""
    check_goes_on(trial)
    if ends <= today or (trial.begins and ends <= trial.begins):
        raise NotNow("new_end_passed", N_("Den nye slutdato skal ligge efter i dag."))


def check_adoptable(trial: Trial) -> None:
    """What is taken over was tried to its end first."""
    if trial.status not in _OVER:
        raise NotNow(
            "trial_not_over", N_("Det kan tages i drift, når det er slut, og I har skrevet, hvad I lærte.")
        )


can_edit = answering(check_editable)
can_begin_now = answering(check_ready)
can_begin_decided = answering(check_decided)
has_begun = answering(check_begun)
can_take_effect = answering(check_effect)
can_end = answering(check_end)
can_go_on = answering(check_goes_on)
can_end_on = answering(check_new_end)
can_be_adopted = answering(check_adoptable)
