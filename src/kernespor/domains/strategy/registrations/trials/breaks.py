"""Where the thread is broken in trials: all four kinds are read in one query."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.enums import ReviewChoice, TrialKind, TrialOutcome, TrialStatus
from kernespor.domains.strategy.models import Review, Trial, TrialAdoption
from kernespor.domains.strategy.permissions.trials import TRIAL, can_decide
from kernespor.domains.strategy.policies.trials import EXEMPTION_DAYS, SETTLE_DAYS
from kernespor.domains.strategy.selectors.trials.board import is_undecided
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.memory import once
from kernespor.foundation.objects import ref_of
from kernespor.foundation.thread.registry import Break, BreakKind, Scope, register_break
from kernespor.foundation.ui.templatetags.danish import long_date

_END = _("Skriv, hvad I lærte, og slut det, eller flyt slutdatoen med en begrundelse.")
_DECIDE = _("En beslutning og et beløb, eller at forsøget sluttes.")
_SETTLE = _("At en enhed tager det i drift, eller at det nedlægges ved en gennemgang.")
_EXEMPT = _("En beslutning om, hvad der skal ske, når fritagelsen slutter.")
Found = Callable[[Trial, dt.date], tuple[str, dt.date | None] | None]


def register() -> None:
    """Fill the registry of breaks."""
    kinds: tuple[tuple[str, str | Promise, str | Promise, Found, str, str | Promise], ...] = (
        ("over", _("Prøves endnu, men slutdatoen er gået"), _END, _over, "end", _("Slut det")),
        ("undecided", _("Forsøg begyndt uden beslutning"), _DECIDE, _undecided, "decision",
         _("Peg på beslutningen")),
        ("unsettled", _("Det virkede, og ingen har taget det i drift"), _SETTLE, _unsettled, "adopt",
         _("Tag det i drift")),
        ("exemption", _("Fritagelsen slutter, og der er ingen beslutning"), _EXEMPT, _exemption, "decision",
         _("Peg på beslutningen")),
    )  # fmt: skip
    for name, label, remedy, found, page, button in kinds:
        find = _finder(found, remedy, page)
        register_break(BreakKind(f"strategy.trial_{name}", label, remedy, TRIAL, find, button))


def _finder(found: Found, remedy: str | Promise, page: str) -> Callable[[Actor, Scope], Iterator[Break]]:
    def find(actor: Actor, scope: Scope) -> Iterator[Break]:
        for trial in _suspects(actor, scope):
            told = found(trial, actor.today)
            if told:
                sentence, since = told
                # The form for those who may mend it, for others the trial's own page.
                way = f"trials:{page if can_decide(actor, trial) else 'trial'}"
                url = reverse(way, args=[trial.pk])
                yield Break(ref_of(trial), sentence, str(remedy), url, since, row=trial)

    return find


@once
def _suspects(actor: Actor, scope: Scope) -> tuple[Any, ...]:
    """Return the trials that the actor may read and that may be broken in some way. One query."""
    rows = objects.of(TRIAL).rows(actor)
    keys = scope.keys(TRIAL)
    if keys is not None:
        rows = rows.filter(pk__in=keys)
    before = actor.today - dt.timedelta(days=SETTLE_DAYS)
    worked = Q(status=TrialStatus.ENDED, outcome__in=[TrialOutcome.WORKED, TrialOutcome.PARTLY])
    rows = rows.filter(
        Q(status=TrialStatus.RUNNING, ends__lt=actor.today)
        | Q(kind__in=[TrialKind.DECIDED, TrialKind.EXEMPT], decision=None)
        | worked & Q(ended_on__lt=before)
    )
    closed = Review.objects.filter(
        trial=OuterRef("pk"), choice=ReviewChoice.CLOSE, on__gte=OuterRef("ended_on")
    )
    adopted = TrialAdoption.objects.filter(trial=OuterRef("pk"))
    return tuple(rows.annotate(closed=Exists(closed), adopted=Exists(adopted)).order_by("ends", "pk"))


def _over(trial: Trial, today: dt.date) -> tuple[str, dt.date | None] | None:
    """Tell of what runs past its end."""
    if trial.status != TrialStatus.RUNNING or trial.ends is None or trial.ends >= today:
        return None
    words = gettext("Det skulle være slut den {day}, og ingen har skrevet, hvad der er lært.")
    return words.format(day=long_date(trial.ends)), trial.ends + dt.timedelta(days=1)


def _undecided(trial: Trial, today: dt.date) -> tuple[str, dt.date | None] | None:
    """Tell of a forsøg that began without its decision, with the reason that was given."""
    del today
    if not is_undecided(trial):
        return None
    words = gettext("Forsøget er begyndt, og der er ingen beslutning.")
    if trial.out_of_order:
        reason = gettext("{who} skrev: »{why}«")
        words = f"{words} {reason.format(who=trial.out_of_order_by, why=trial.out_of_order)}"
    return words, trial.begins


def _unsettled(trial: Any, today: dt.date) -> tuple[str, dt.date | None] | None:
    """Tell of what worked and ended half a year ago, and was neither taken over nor closed since."""
    if trial.status != TrialStatus.ENDED or trial.closed or trial.adopted or trial.ended_on is None:
        return None
    since = trial.ended_on + dt.timedelta(days=SETTLE_DAYS + 1)
    if trial.outcome not in {TrialOutcome.WORKED, TrialOutcome.PARTLY} or since > today:
        return None
    words = gettext("{outcome}, og det sluttede den {day}. Ingen har taget det i drift siden.")
    return words.format(outcome=trial.get_outcome_display(), day=long_date(trial.ended_on)), since


def _exemption(trial: Trial, today: dt.date) -> tuple[str, dt.date | None] | None:
    """Tell of a frikommuneforsøg whose exemption ends soon and that has no decision."""
    if trial.kind != TrialKind.EXEMPT or trial.status != TrialStatus.RUNNING or trial.decision_id:
        return None
    since = trial.ends - dt.timedelta(days=EXEMPTION_DAYS) if trial.ends else None
    if since is None or since > today or (trial.ends and trial.ends < today):
        return None
    words = gettext("Fritagelsen slutter den {day}, og ingen har besluttet, hvad der så skal ske.")
    return words.format(day=long_date(trial.ends)), since
