"""What stands of an indicator on its page: how it is followed, its state, its history."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kernespor.domains.strategy.calculations.indicators import is_followed, line_of
from kernespor.domains.strategy.enums import IndicatorKind
from kernespor.domains.strategy.forms.indicators import ReadingForm
from kernespor.domains.strategy.models import Indicator, UnitPlan
from kernespor.domains.strategy.permissions import plans as permissions
from kernespor.domains.strategy.policies import plans as policies
from kernespor.domains.strategy.policies.indicators import can_type, check_typed
from kernespor.domains.strategy.selectors.indicators.history import History, history_of, shown
from kernespor.domains.strategy.selectors.indicators.seen import Seen, see
from kernespor.domains.strategy.selectors.indicators.words import (
    amount,
    counted,
    read_words,
    target_words,
    why_words,
)
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.drafts.selectors import Box, box
from kernespor.foundation.measures.registry import FigureReading
from kernespor.foundation.objects import ref_of
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.refusals import reason_against
from kernespor.foundation.ui.charts import Series, series
from kernespor.foundation.ui.templatetags.danish import long_date

READING_DRAFT = "indicators.reading"
SHOWN = 60  # readings on the page; all of them stand in Excel


def indicator_context(
    actor: Actor, plan: UnitPlan, indicator: Indicator, known: Seen | None = None
) -> dict[str, Any]:
    """Return what the fragment needs; `known` where it was read already. Two queries and those of `see`."""
    seen = known or see([(indicator, plan)], today=actor.today, asking=actor)[indicator.pk]
    history = history_of(actor, indicator, plan)
    why_not_read = (
        reason_against(check_typed, indicator)
        or reason_against(permissions.check_report, actor, plan, indicator)
        or reason_against(policies.check_followed_up, plan)
    )
    context: dict[str, Any] = {
        "seen": seen,
        "indicator_why": why_words(seen),
        "open_figure": open_figure(seen),
        "followed": followed_words(indicator, plan, actor.today),
        "lines": shown(history, SHOWN),
        "line_count": len(history.lines),
        "why_not_arrange": reason_against(permissions.check_change_plan, actor, plan)
        or reason_against(policies.check_editable, plan),
        "typed": can_type(indicator),
        "why_not_read": why_not_read,
        "arrange_url": reverse("indicators:arrange", args=[indicator.pk]),
        "history_excel_url": reverse("indicators:history_excel", args=[indicator.pk]),
        **chart_of(seen, history),
    }
    if can_type(indicator) and not why_not_read:
        context |= reading_form(actor, indicator)
    return context


def reading_form(actor: Actor, indicator: Indicator, *args: Any) -> dict[str, Any]:
    """Return the form in which a reading is written, with what lies unsent in it."""
    draft: Box = box(actor, READING_DRAFT, str(ref_of(indicator)))
    initial = {"on": actor.today, "source": indicator.source} | draft.fields
    return {
        "reading_form": ReadingForm(*args, kind=indicator.kind, scale=indicator.scale, initial=initial),
        "reading_draft": draft,
        "reading_url": reverse("indicators:read", args=[indicator.pk]),
    }


def open_figure(seen: Seen) -> FigureReading | None:
    """Return what was read last, to be opened in its sentence; nothing where nothing was, or it is closed."""
    latest = seen.latest
    if latest is None:
        return None
    more = latest.evidence
    if latest.author:
        more = " ".join(part for part in (_("Skrevet af {name}.").format(name=latest.author), more) if part)
    return FigureReading(
        before=_("Seneste:"),
        value=read_words(seen.row, latest),
        after=_("den {day}.").format(day=long_date(latest.on)),
        source=latest.source or (_("en beslutning") if latest.rests_on else _("den, der skrev det")),
        on=latest.on,
        more=more,
    )


def followed_words(indicator: Indicator, plan: UnitPlan, today: dt.date) -> list[tuple[str, str]]:
    """Return how an indicator is followed, as pairs of a word and what it is."""
    if not is_followed(indicator):
        return []
    measured = indicator.kind in {IndicatorKind.MEASURED, IndicatorKind.COMPUTED}
    pairs = [(_("Slags"), str(IndicatorKind(indicator.kind).label))]
    if indicator.kind == IndicatorKind.COMPUTED:
        tree = tree_on(today)
        pairs.append((_("Læst over"), tree.name(indicator.measure_unit_id or plan.unit_id)))
    if indicator.scale:
        pairs.append((_("Skala"), " · ".join(indicator.scale)))
    pairs.append(
        (
            _("Skal være nået") if indicator.kind == IndicatorKind.MILESTONE else _("Mål"),
            target_words(indicator),
        )
    )
    if measured:
        ways = {
            "up": _("Højere er bedre"),
            "down": _("Lavere er bedre"),
            "none": _("Så tæt på målet som muligt"),
        }
        pairs.append((_("Retning"), ways.get(indicator.direction, "")))
        if indicator.baseline is not None:
            words = amount(indicator.baseline, counted(indicator))
            pairs.append((_("Udgangspunkt"), f"{words}, {long_date(indicator.baseline_on)}"))
    if indicator.every_months:
        months = indicator.every_months
        pairs.append(
            (_("Læses"), ngettext("hver måned", "hver {months}. måned", months).format(months=months))
        )
    if indicator.source:
        pairs.append((_("Kilde"), indicator.source))
    return [(word, value or "–") for word, value in pairs]


def chart_of(seen: Seen, history: History) -> dict[str, Any]:
    """Return the chart of what stands in one line, with its sentence; nothing for milestones."""
    row, points = seen.row, history.points
    if seen.hidden or not points or row.kind == IndicatorKind.MILESTONE:
        return {}
    read = [(point.on, float(_value(point.value, point.level))) for point in points]
    days = [day for day in (row.baseline_on, row.deadline) if day]
    line = line_of(row, days)
    target = row.good_from if row.kind == IndicatorKind.ASSESSED else row.target
    words = read_words(row, seen.latest)
    sentence = _sentence(seen, words)
    spec = Series(
        title=row.text[:160],
        description=sentence,
        points=tuple(read),
        label=amount(points[-1].value, counted(row)) if points[-1].value is not None else points[-1].counts,
        target=float(target) if target is not None else None,
        target_label=_("Mål: {target}").format(target=target_words(row)) if target is not None else "",
        expected=tuple(zip(days, map(float, line), strict=True)) if line and len(days) == 2 else (),  # noqa: PLR2004 - a line has two ends
        levels=tuple(row.scale) if row.kind == IndicatorKind.ASSESSED else (),
    )
    return {
        "chart": series(spec),
        "chart_sentence": sentence,
        "chart_source": _("{source}, læst til og med {day}").format(
            source=points[-1].source or row.source or _("Det, der er skrevet her"),
            day=long_date(points[-1].on),
        ),
    }


def _value(value: Decimal | None, level: int | None) -> Decimal:
    return value if value is not None else Decimal(level or 0)


def _sentence(seen: Seen, words: str) -> str:
    """Return the chart's conclusion: where it stands now, and what it is held against."""
    target = target_words(seen.row)
    if not words:
        return _("Der er ikke læst noget af det, der tælles nu.")
    if not target:
        return _("{words} den {day}.").format(
            words=words, day=long_date(seen.latest.on if seen.latest else None)
        )
    return _("{words} den {day}; målet er {target}.").format(
        words=words, day=long_date(seen.latest.on if seen.latest else None), target=target
    )
