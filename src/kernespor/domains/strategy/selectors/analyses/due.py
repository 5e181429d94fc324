"""What awaits people of analyses: statuses to give within a fortnight, and results to have decided on."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext

from kernespor.domains.strategy.models import Analysis
from kernespor.domains.strategy.selectors.awaiting import REPORT, RESULT, Awaiting, awaiting, theirs
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.objects import Ref
from kernespor.foundation.tasks.registry import Task, pain_of
from kernespor.foundation.ui.templatetags.danish import long_date

_ANALYSIS = Analysis._meta.label_lower


def tasks_of(actor: Actor) -> list[Task]:
    """Return the statuses that the actor is to give, and the results that wait."""
    return [
        *(_status(actor, row) for row in awaiting(actor, REPORT)),
        *(_decision(actor, row) for row in awaiting(actor, RESULT)),
    ]


def mine(actor: Actor) -> list[Ref]:
    """Return the analyses that the actor answers for or leads the unit of. One query."""
    if actor.person_id is None:
        return []
    keys = Analysis.objects.filter(theirs(actor)).order_by("pk").values_list("pk", flat=True)
    return [Ref(_ANALYSIS, key) for key in keys]


def _status(actor: Actor, report: Awaiting) -> Task:
    late = report.day is not None and report.day < actor.today
    words = (
        gettext("{title}. Den skulle være givet den {day}.")
        if late
        else gettext("{title}. Den skal gives senest den {day}.")
    )
    return Task(
        key=f"strategy.analysisreport:{report.pk}",
        title=gettext("Giv status til {body}").format(body=report.more),
        why=words.format(title=report.title, day=long_date(report.day)),
        url=reverse("analyses:report", args=[report.above, report.pk]),
        button=gettext("Giv status"),
        due=report.day,
        pain=pain_of(report.day, actor.today),
        ref=Ref(_ANALYSIS, report.above or 0),
        state="off_track" if late else "",
        role=_role(actor, report),
    )


def _decision(actor: Actor, analysis: Awaiting) -> Task:
    return Task(
        key=f"strategy.analysis:{analysis.pk}:decide",
        title=gettext("Få besluttet, hvad der skal ske efter »{title}«").format(title=analysis.title),
        why=gettext("Resultatet blev lagt frem den {day}, og ingen beslutning er ført ind.").format(
            day=long_date(analysis.day)
        ),
        url=reverse("analyses:decision", args=[analysis.pk]),
        button=gettext("Peg på beslutningen"),
        due=None,
        pain=pain_of(None, actor.today, "stale"),
        ref=Ref(_ANALYSIS, analysis.pk),
        state="stale",
        role=_role(actor, analysis),
    )


def _role(actor: Actor, analysis: Awaiting) -> str:
    if actor.person_id == analysis.owner_id:
        return ""
    return gettext("som stedfortræder for ejeren") if actor.person_id == analysis.deputy_id else ""
