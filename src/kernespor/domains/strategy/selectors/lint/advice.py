"""The advice on a plan as pages show it, and what somebody set aside of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from kernespor.domains.strategy.models import LintDismissal, UnitPlan
from kernespor.domains.strategy.selectors.beside import before_of
from kernespor.domains.strategy.selectors.lint.plans import MODELS, of_view, plan_part, texts_of
from kernespor.domains.strategy.selectors.plan import PlanView
from kernespor.engines.plan_lint import records, rules
from kernespor.engines.plan_lint.lint import advice_on
from kernespor.engines.plan_lint.records import Advice, Kind, Noticed
from kernespor.engines.rules import Rule
from kernespor.foundation.access.actor import Actor

Key = tuple[str, str, int, str]  # rule, kind of the part, its key, the wording


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule in the reader's language."""

    rule: Rule
    code: str
    name: str
    explanation: str
    suggestion: str
    bad: str
    good: str

    @property
    def words(self) -> list[tuple[str, str, str]]:
        """Each list of words: what it is, the words, where it comes from."""
        return [(gettext(one.name), ", ".join(one.words), gettext(one.source)) for one in self.rule.words]


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A part that a rule speaks of; `other` is the number of the one that it is the same as."""

    kind: str
    pk: int
    number: str
    text: str
    url: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class AdviceView:
    """One rule with its places. Where it speaks of the plan as a `whole`, it is set aside as a whole."""

    about: RuleView
    message: str
    places: tuple[PlaceView, ...]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class AsideView:
    """What somebody set aside: the rule, the part, and the row that says who and why."""

    about: RuleView
    place: PlaceView
    row: LintDismissal


@dataclass(frozen=True, slots=True)
class PlanAdvice:
    """All advice on a plan, and what was set aside and still stands as it was."""

    advice: tuple[AdviceView, ...]
    aside: tuple[AsideView, ...]

    @property
    def number(self) -> int:
        """How many pieces of advice there are: one for each rule."""
        return len(self.advice)

    @property
    def places(self) -> int:
        """How many places they speak of."""
        return sum(len(one.places) for one in self.advice)


def rule_view(rule: Rule) -> RuleView:
    """Return a rule in the reader's language."""
    return RuleView(
        rule,
        rule.code,
        gettext(rule.name),
        gettext(rule.explanation),
        gettext(rule.suggestion),
        gettext(rule.bad),
        gettext(rule.good),
    )


def all_rules() -> list[RuleView]:
    """Return every rule, in the order in which people read them."""
    return [rule_view(rule) for rule in rules.rules().values()]


def advice_of(actor: Actor, view: PlanView) -> PlanAdvice:
    """Return the advice on a plan that the actor may read. Three queries."""
    found = advice_on(lint_plan(actor, view))
    return arranged(view.plan, found, dismissals_of(view.plan))


def lint_plan(actor: Actor, view: PlanView) -> records.Plan:
    """Return a plan as the lint sees it, with the one before it. Two queries."""
    previous = before_of(actor, [view.plan]).get(view.plan.pk)
    before = texts_of([previous]).get(previous.pk, ()) if previous else ()
    return of_view(view, before)


def dismissals_of(plan: UnitPlan) -> list[LintDismissal]:
    """Return what is set aside in a plan and was not taken back. One query."""
    return list(plan.dismissals.filter(withdrawn_on=None))


def arranged(plan: UnitPlan, found: Sequence[Advice], dismissed: Iterable[LintDismissal]) -> PlanAdvice:
    """Return the advice apart from what was set aside; what was reworded since asks again."""
    rows = {key_of(row): row for row in dismissed}
    advice, aside = [], []
    for one in found:
        about = rule_view(one.rule)
        whole = one.rule.code == rules.COPIED
        row = rows.get(whole_key(plan, one)) if whole else None
        if row:
            aside.append(AsideView(about, place_view(plan, Noticed(plan_part(plan), "")), row))
            continue
        open_places = []
        for noticed in one.places:
            row = None if whole else rows.get(noticed_key(one.rule.code, noticed))
            if row:
                aside.append(AsideView(about, place_view(plan, noticed), row))
            else:
                open_places.append(noticed)
        if open_places:
            places = tuple(place_view(plan, noticed) for noticed in open_places)
            said = Advice(one.rule, tuple(open_places), one.share).finding()
            advice.append(AdviceView(about, gettext(said.template).format(**said.params), places, whole))
    return PlanAdvice(tuple(advice), tuple(aside))


def place_view(plan: UnitPlan, noticed: Noticed) -> PlaceView:
    """Return a part as a page links to it."""
    part = noticed.part
    url = (
        reverse("strategy:plan", args=[plan.pk])
        if part.kind is Kind.PLAN
        else reverse("strategy:item", args=[plan.pk, part.kind.value, part.key])
    )
    return PlaceView(part.kind.value, part.key, part.number, part.text, url, noticed.other)


def key_of(row: LintDismissal) -> Key:
    """Return what a dismissal is of."""
    return row.rule, row.kind, row.object_id, row.wording


def noticed_key(code: str, noticed: Noticed) -> Key:
    """Return what a dismissal of this would be of."""
    model = MODELS[noticed.part.kind]._meta.label_lower
    return code, model, noticed.part.key, noticed.wording


def whole_key(plan: UnitPlan, advice: Advice) -> Key:
    """Return what a dismissal of advice on the whole plan would be of: its words are those of all places."""
    wording = "\n".join(one.wording for one in advice.places)
    return advice.rule.code, plan._meta.label_lower, plan.pk, wording


def said_of(plan: UnitPlan, found: Iterable[Advice], code: str, kind: Kind, pk: int) -> Key | None:
    """Return what a rule says of one part now, or nothing."""
    for one in found:
        if one.rule.code != code:
            continue
        if code == rules.COPIED:
            return whole_key(plan, one) if kind is Kind.PLAN and pk == plan.pk else None
        for noticed in one.places:
            if (noticed.part.kind, noticed.part.key) == (kind, pk):
                return noticed_key(code, noticed)
    return None


def seal(wording: str) -> str:
    """Return a short digest of a wording, by which a form tells what its reader saw."""
    return hashlib.sha256(wording.encode()).hexdigest()[:16]
