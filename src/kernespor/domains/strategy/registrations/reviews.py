"""What the foundation's registries are told of reviews, the next plan, and plans written in the product."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.enums import PlanStatus, TrialStatus
from kernespor.domains.strategy.models import Goal, Review, Trial, UnitPlan
from kernespor.domains.strategy.permissions.reviews import can_review_trial
from kernespor.domains.strategy.registrations.breaks import past_plans
from kernespor.domains.strategy.selectors.beside import following_of
from kernespor.domains.strategy.selectors.reviews.rounds import REVIEW_DRAFT, choices_of
from kernespor.domains.strategy.selectors.reviews.still_rows import FIELDS, KINDS
from kernespor.domains.strategy.selectors.reviews.succession import left_behind, origin_of
from kernespor.domains.strategy.selectors.reviews.tasks import tasks_of
from kernespor.domains.strategy.selectors.reviews.waiting import waiting_in
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit import labels, lasts, verbs
from kernespor.foundation.drafts.registry import DraftForm
from kernespor.foundation.drafts.registry import register as register_form
from kernespor.foundation.objects import Ref, ref_of
from kernespor.foundation.search.registry import Source, Text
from kernespor.foundation.search.registry import register as register_source
from kernespor.foundation.tasks import registry as tasks
from kernespor.foundation.thread.registry import Break, BreakKind, Scope, register_break
from kernespor.foundation.ui import panels
from kernespor.foundation.ui.navigation import NavItem
from kernespor.foundation.ui.navigation import register as register_nav
from kernespor.foundation.ui.templatetags.danish import long_date

PLAN = UnitPlan._meta.label_lower


def register() -> None:
    """Fill the registries."""
    verbs.register(
        {
            "strategy.reviewed": _("valgte ved en gennemgang"),
            "strategy.review_set": _("satte datoen for den næste gennemgang"),
            "strategy.plan_begun": _("begyndte på planen"),
            "strategy.next_plan_begun": _("begyndte på den næste plan"),
            "strategy.area_added": _("tilføjede et indsatsområde"),
            "strategy.goal_added": _("tilføjede et mål"),
            "strategy.indicator_added": _("tilføjede en målindikator"),
            "strategy.sporkoebing_reviewed": _("indlæste Sporkøbings gennemgange"),
        }
    )
    lasts.follow(KINDS, FIELDS)
    labels.register(
        "strategy.review",
        _("Gennemgang"),
        {
            "choice": _("Valg"),
            "evidence": _("Hvad bygger det på?"),
            "follow": _("Hvor skal det bredes ud, eller hvad skal gentænkes?"),
            "decided_by": _("Besluttet af"),
            "next_on": _("Næste gennemgang"),
            "stood": _("Aftryk af, hvad målet sagde"),
        },
    )
    names = ("choice", "evidence", "follow", "decided_by", "body", "on")
    register_form(DraftForm(REVIEW_DRAFT, _("Valg ved gennemgang"), names))
    register_source(Source("strategy.review", Review.objects.order_by, _text, under=_under, as_written=True))
    tasks.register(tasks.Source("strategy.reviews", _("Gennemgange"), tasks_of))
    register_break(
        BreakKind(
            "strategy.review_passed",
            _("Gennemgangen er forbi, og der mangler et valg"),
            _("Et valg for hvert mål: skalér, fortsæt, gentænk eller nedlæg."),
            PLAN,
            _passed,
            _("Gennemgå målene"),
        )
    )
    panels.register(panels.Panel("plan_choices", 3, "reviews/_choices.html", _choices))
    panels.register(panels.Panel("plan_left_behind", 5, "reviews/_left_behind.html", _left_behind))
    panels.register(panels.Panel("part_origin", 25, "reviews/_origin.html", _origin))
    register_nav(
        NavItem(
            _("Alle enheders planer"), "reviews:all_plans", "list-bulleted", 22, short=_("Alle planer"),
            pages=("reviews:all_plans",),
        )
    )  # fmt: skip
    register_nav(
        NavItem(
            _("Står stille"),
            "reviews:still",
            "time",
            42,
            visible=lambda actor: actor.in_house,
            pages=("reviews:still",),
        )
    )


def _text(review: Review) -> Text:
    return Text("", f"{review.evidence} {review.follow}", on=review.on)


def _under(review: Review) -> Ref:
    return (
        Ref("strategy.goal", review.goal_id)
        if review.goal_id
        else Ref("strategy.trial", review.trial_id or 0)
    )


def _passed(actor: Actor, scope: Scope) -> Iterator[Break]:
    """Yield the plans in force whose review is past while goals await their choice. Two queries at most."""
    keys = scope.keys(PLAN)
    rows = past_plans(actor, scope) if keys is None else objects.rows_of(actor, PLAN, keys).values()
    in_force = [one for one in rows if one.status == PlanStatus.IN_FORCE and one.review_on]
    plans = sorted(
        (one for one in in_force if one.review_on < actor.today), key=lambda one: (one.review_on, one.pk)
    )
    waiting = waiting_in(plans, actor.today) if plans else {}
    for plan in plans:
        number = waiting[plan.pk]
        if number:
            yield Break(
                ref_of(plan),
                ngettext(
                    "Målene skulle være gennemgået {day}. {number} mål mangler et valg.",
                    "Målene skulle være gennemgået {day}. {number} mål mangler et valg.",
                    number,
                ).format(day=long_date(plan.review_on), number=number),
                gettext("Et valg for hvert mål: skalér, fortsæt, gentænk eller nedlæg."),
                reverse("reviews:round", args=[plan.pk]),
                plan.review_on,
                row=plan,
            )


def _choices(actor: Actor, row: Any) -> dict[str, Any] | None:
    if not isinstance(row, Goal | Trial):
        return None
    choices = choices_of(row)
    if isinstance(row, Trial):
        may = can_review_trial(actor, row) and row.status in {TrialStatus.RUNNING, TrialStatus.ENDED}
        return {"choices": choices, "url": reverse("reviews:trial", args=[row.pk]) if may else ""}
    return {"choices": choices} if choices else None


def _left_behind(actor: Actor, row: Any) -> dict[str, Any] | None:
    if not isinstance(row, UnitPlan):
        return None
    found = left_behind(actor, row)
    following = following_of(actor, row)
    return {"left": found, "following": following} if found or following else None


def _origin(actor: Actor, row: Any) -> dict[str, Any] | None:
    found = origin_of(actor, row)
    return {"origin": found} if found else None
