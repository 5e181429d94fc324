"""What the foundation's registries are told of this part: trials."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.actions.trials import COPIED
from kernespor.domains.strategy.documents.trials import word_of
from kernespor.domains.strategy.enums import TrialKind, TrialStatus
from kernespor.domains.strategy.models import Trial, TrialEffect
from kernespor.domains.strategy.permissions.plans import PLANNERS
from kernespor.domains.strategy.permissions.trials import (
    IDEAS,
    TRIAL,
    WORKERS,
    check_change,
    check_read,
    ground_of_trial,
    readable,
)
from kernespor.domains.strategy.registrations.trials import breaks, measures
from kernespor.domains.strategy.selectors.trials import tasks
from kernespor.domains.strategy.selectors.trials.board import BoardRow
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.access.registry import Guard, register_capabilities, register_guard
from kernespor.foundation.audit import verbs
from kernespor.foundation.audit.labels import register as register_labels
from kernespor.foundation.drafts.registry import DraftForm
from kernespor.foundation.drafts.registry import register as register_form
from kernespor.foundation.filing import registry as filing
from kernespor.foundation.objects import Card, Kind, Ref, Stage
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.organisation.selectors.names import unit_name_of, with_unit_name
from kernespor.foundation.search.registry import Source, Text
from kernespor.foundation.search.registry import register as add_source
from kernespor.foundation.tasks import registry as task_registry
from kernespor.foundation.thread.registry import LinkKind, register_link
from kernespor.foundation.ui.navigation import NavItem
from kernespor.foundation.ui.navigation import register as register_nav

TRIED_IN = "strategy.tried_in"
NEW_DRAFT, EFFECT_DRAFT, END_DRAFT = "strategy.trial_new", "strategy.trial_effect", "strategy.trial_end"
_VERBS: dict[str, str | Promise] = {
    "strategy.trial_proposed": _("foreslog noget nyt"),
    "strategy.trial_copied": _("tog idéen med hjem for selv at prøve"),
    "strategy.trial_changed": _("ændrede i forsøget"),
    "strategy.trial_decided": _("pegede på beslutningen og beløbet"),
    "strategy.trial_begun": _("gik i gang"),
    "strategy.trial_begun_out_of_order": _("gik i gang uden beslutning eller beløb"),
    "strategy.trial_effect_added": _("skrev, hvad de har set"),
    "strategy.trial_ended": _("sluttede forsøget og skrev, hvad de lærte"),
    "strategy.trial_learnt_changed": _("rettede det, de lærte"),
    "strategy.trial_given_time": _("flyttede slutdatoen"),
    "strategy.trial_prolonged": _("prøvede videre"),
    "strategy.trial_taken_over": _("tog det i drift"),
    "strategy.trial_dropped": _("opgav idéen"),
    "strategy.trial_followed": _("begyndte at følge et forsøg"),
    "strategy.trial_unfollowed": _("holdt op med at følge et forsøg"),
}
_ROLE_WORKS = (
    _("Kan foreslå prøvehandlinger i de enheder, rollen gælder, og læse idéerne der."),
    _("Kan tage en idé med hjem fra en anden enhed og følge, hvordan den går."),
)
_ROLE_PLANS = (
    _("Kan sætte prøvehandlinger og forsøg i gang i de enheder, slutte dem og tage dem i drift."),
    *_ROLE_WORKS,
)


def register() -> None:
    """Fill the registries."""
    verbs.register(_VERBS, private=("strategy.trial_followed", "strategy.trial_unfollowed"))
    _register_kind()
    _register_words()
    _register_thread()
    measures.register()
    add_source(Source(TRIAL, Trial.objects.order_by, _text, as_written=True))
    add_source(
        Source(
            "strategy.trialeffect",
            TrialEffect.objects.order_by,
            lambda row: Text("", row.words, on=row.on),
            under=lambda row: Ref(TRIAL, row.trial_id),
            as_written=True,
        )
    )
    task_registry.register(
        task_registry.Source(
            "strategy_trials",
            _("Prøvehandlinger og forsøg"),
            tasks.tasks_of,
            place="trials:board",
            mine=tasks.mine,
        )
    )
    words = ("title", "belief", "attempt", "know_by", "stop_when", "place", "law", "ends", "begins")
    choices = ("kind", "unit", "owner", "deputy")
    register_form(DraftForm(NEW_DRAFT, _("En ny idé at prøve"), (*words, *choices), url_name="trials:new"))
    register_form(
        DraftForm(
            EFFECT_DRAFT,
            _("Hvad I har set"),
            ("on_whom", "words", "before", "after", "counted", "source", "on"),
        )
    )
    register_form(DraftForm(END_DRAFT, _("Hvad I lærte"), ("outcome", "learnt", "on")))
    filing.register(filing.Filable(TRIAL, _finished, "ended_on", word_of))
    register_nav(
        NavItem(
            _("Prøvehandlinger og forsøg"),
            "trials:board",
            "tune",
            26,
            visible=lambda actor: actor.in_house,
            short=_("Forsøg"),
        )
    )


def _register_kind() -> None:
    objects.register(
        Kind(
            Trial,
            "forsoeg",
            _("Prøvehandling eller forsøg"),
            _("Prøvehandlinger og forsøg"),
            rows=_rows,
            card=_card,
            ground=_ground,
            check_change=_check_attach,
            stage=Stage.ACTION,
        )
    )
    register_guard(Guard(TRIAL, _openness, _rule, invites=True))
    works: dict[RoleKind, Any] = dict.fromkeys(WORKERS, _ROLE_WORKS)
    register_capabilities("strategy_trials", {**works, **dict.fromkeys(PLANNERS, _ROLE_PLANS)})


def _register_words() -> None:
    register_labels(
        TRIAL,
        _("Prøvehandling eller forsøg"),
        {
            "kind": _("Slags"),
            "belief": _("Det tror vi"),
            "attempt": _("Det prøver vi"),
            "place": _("Hvor"),
            "know_by": _("Sådan ser vi, om det virker"),
            "stop_when": _("Vi stopper før tid"),
            "ends": _("Slutter"),
            "decision": _("Beslutning"),
            "amount": _("Beløb i øre"),
            "price_level": _("Prisniveau"),
            "law": _("Fritaget for"),
            "outcome": _("Hvordan gik det?"),
            "learnt": _("Hvad lærte I?"),
            "ended_on": _("Sluttede"),
            "review_on": _("Næste gennemgang"),
            "copied_from": _("Taget fra"),
            "created_by": _("Fik idéen"),
            "out_of_order": _("Begyndt uden beslutning eller beløb, fordi"),
            "out_of_order_by": _("Sagt af"),
        },
    )
    register_labels(
        "strategy.trialeffect",
        _("Det, man har set"),
        {
            "on_whom": _("For hvem"),
            "words": _("Hvad man så"),
            "before": _("Før"),
            "after": _("Efter"),
            "counted": _("Hvad der er talt"),
            "source": _("Kilde"),
        },
    )
    register_labels("strategy.trialadoption", _("Taget i drift"), {"words": _("Bemærkning")})
    register_labels("strategy.trialfollower", _("Følger"))


def _register_thread() -> None:
    upper = ("strategy.goal", "strategy.action", "strategy.passage")
    pairs = frozenset((kind, TRIAL) for kind in upper)
    register_link(LinkKind(TRIED_IN, _("afprøves i"), _("afprøver"), pairs=pairs))
    register_link(
        LinkKind(
            COPIED,
            _("blev taget med hjem i"),
            _("er taget fra"),
            structural=True,
            pairs=frozenset({(TRIAL, TRIAL)}),
        )
    )
    breaks.register()


def _rows(actor: Actor) -> QuerySet[Any]:
    rows = Trial.objects.filter(readable(actor)).select_related("owner", "deputy")
    return with_unit_name(rows, actor.today).order_by("pk")


def _ground(actor: Actor, trial: Trial) -> str:
    check_read(actor, trial)
    return ground_of_trial(actor, trial)


def _check_attach(actor: Actor, trial: Trial) -> None:
    """Whoever answers for a trial may lay files with it and tie it; others as they may change it."""
    if not actor.answers_in(trial.unit_id, trial.owner_id, trial.deputy_id):
        check_change(actor, trial)


def _card(trial: Trial) -> Card:
    return Card(
        ref=objects.ref_of(trial),
        title=trial.title,
        url=reverse("trials:trial", args=[trial.pk]),
        unit_id=trial.unit_id,
        on=trial.ended_on or trial.ends,
        who=unit_name_of(trial),
        status=BoardRow(trial, "", None, 0, 0, followed=False).stage,
    )


def _openness(trial: Trial) -> Openness:
    return Openness.DRAFT if trial.status in IDEAS else Openness.OPEN


def _rule(trial: Trial) -> str:
    if trial.status not in IDEAS:
        return gettext("Alle i kommunen kan læse det, der prøves eller er prøvet.")
    return gettext(
        "Det er en idé. De, der arbejder i enheden eller over den, kan læse den, og den, der fik idéen, og "
        "de inviterede. Den bliver åben for alle, når den begynder."
    )


def _text(trial: Trial) -> Text:
    words = (
        trial.belief, trial.attempt, trial.place, trial.know_by, trial.stop_when, trial.law, trial.learnt,
    )  # fmt: skip
    body = " ".join(" ".join(words).split())
    return Text(trial.title, body, unit_id=trial.unit_id, on=trial.begins)


def _finished(actor: Actor) -> QuerySet[Trial]:
    """Return what the council decided and that has ended: it belongs in the case system."""
    rows = Trial.objects.filter(readable(actor), kind__in=[TrialKind.DECIDED, TrialKind.EXEMPT])
    return rows.filter(status__in=[TrialStatus.ENDED, TrialStatus.TAKEN_OVER], ended_on__isnull=False)
