"""Where the thread is broken in trials."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.enums import ReviewChoice, TrialKind, TrialOutcome, TrialStatus
from kernespor.domains.strategy.models import Review, Trial, TrialAdoption
from kernespor.domains.strategy.permissions_trials import TRIAL, can_decide
from kernespor.domains.strategy.policies_trials import EXEMPTION_DAYS, SETTLE_DAYS
from kernespor.domains.strategy.selectors.trials.board import undecided
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.objects import ref_of
from kernespor.foundation.thread.registry import Break, BreakKind, Scope, register_break
from kernespor.foundation.ui.templatetags.danish import long_date

_END = _("Skriv, hvad I lærte, og slut det, eller flyt slutdatoen med en begrundelse.")
_DECIDE = _("En beslutning og et beløb, eller at forsøget sluttes.")
_SETTLE = _("At en enhed tager det i drift, eller at det nedlægges ved en gennemgang.")
_EXEMPT = _("En beslutning om, hvad der skal ske, når fritagelsen slutter.")


def register() -> None:
    """Fill the registry of breaks."""
    for name, label, remedy, find, button in (
        ("over", _("Prøves endnu, men slutdatoen er gået"), _END, _over, _("Slut det")),
        ("undecided", _("Forsøg begyndt uden beslutning"), _DECIDE, _undecided, _("Peg på beslutningen")),
        ("unsettled", _("Det virkede, og ingen har taget det i drift"), _SETTLE, _unsettled,
         _("Tag det i drift")),
        ("exemption", _("Fritagelsen slutter, og der er ingen beslutning"), _EXEMPT, _exemption,
         _("Peg på beslutningen")),
    ):  # fmt: skip
        register_break(BreakKind(f"strategy.trial_{name}", label, remedy, TRIAL, find, button))


def _within(actor: Actor, scope: Scope) -> QuerySet[Any]:
    rows = objects.of(TRIAL).rows(actor)
    keys = scope.keys(TRIAL)
    return rows if keys is None else rows.filter(pk__in=keys)


def _way(actor: Actor, trial: Trial, page: str) -> str:
    """Return where it can be mended: the form for those who may, else the trial's own page."""
    return reverse(f"trials:{page if can_decide(actor, trial) else 'trial'}", args=[trial.pk])


def _over(actor: Actor, scope: Scope) -> Iterator[Break]:
    """Yield what runs past its end. One query."""
    rows = _within(actor, scope).filter(status=TrialStatus.RUNNING, ends__lt=actor.today)
    for trial in rows.order_by("ends", "pk"):
        yield Break(
            ref_of(trial),
            gettext("Det skulle være slut den {day}, og ingen har skrevet, hvad der er lært.").format(
                day=long_date(trial.ends)
            ),
            str(_END),
            _way(actor, trial, "end"),
            trial.ends + dt.timedelta(days=1),
            row=trial,
        )


def _undecided(actor: Actor, scope: Scope) -> Iterator[Break]:
    """Yield each forsøg that began without its decision, with the reason that was given. One query."""
    for trial in undecided(_within(actor, scope)).order_by("begins", "pk"):
        reason = gettext("{who} skrev: »{why}«").format(who=trial.out_of_order_by, why=trial.out_of_order)
        begun = gettext("Forsøget er begyndt, og der er ingen beslutning.")
        yield Break(
            ref_of(trial),
            f"{begun} {reason}" if trial.out_of_order else begun,
            str(_DECIDE),
            _way(actor, trial, "decision"),
            trial.begins,
            row=trial,
        )


def _unsettled(actor: Actor, scope: Scope) -> Iterator[Break]:
    """Yield what worked, ended half a year ago, and was neither taken over nor closed since. One query."""
    before = actor.today - dt.timedelta(days=SETTLE_DAYS)
    closed = Review.objects.filter(
        trial=OuterRef("pk"), choice=ReviewChoice.CLOSE, on__gte=OuterRef("ended_on")
    )
    rows = _within(actor, scope).filter(
        ~Exists(closed),
        ~Exists(TrialAdoption.objects.filter(trial=OuterRef("pk"))),
        status=TrialStatus.ENDED,
        outcome__in=[TrialOutcome.WORKED, TrialOutcome.PARTLY],
        ended_on__lt=before,
    )
    for trial in rows.order_by("ended_on", "pk"):
        yield Break(
            ref_of(trial),
            gettext("{outcome}, og det sluttede den {day}. Ingen har taget det i drift siden.").format(
                outcome=trial.get_outcome_display(), day=long_date(trial.ended_on)
            ),
            str(_SETTLE),
            _way(actor, trial, "adopt"),
            trial.ended_on + dt.timedelta(days=SETTLE_DAYS + 1),
            row=trial,
        )


def _exemption(actor: Actor, scope: Scope) -> Iterator[Break]:
    """Yield each frikommuneforsøg whose exemption ends soon and that has no decision. One query."""
    soon = actor.today + dt.timedelta(days=EXEMPTION_DAYS)
    rows = _within(actor, scope).filter(
        kind=TrialKind.EXEMPT,
        status=TrialStatus.RUNNING,
        decision=None,
        ends__gte=actor.today,
        ends__lte=soon,
    )
    for trial in rows.order_by("ends", "pk"):
        yield Break(
            ref_of(trial),
            gettext("Fritagelsen slutter den {day}, og ingen har besluttet, hvad der så skal ske.").format(
                day=long_date(trial.ends)
            ),
            str(_EXEMPT),
            _way(actor, trial, "decision"),
            trial.ends - dt.timedelta(days=EXEMPTION_DAYS),
            row=trial,
        )
