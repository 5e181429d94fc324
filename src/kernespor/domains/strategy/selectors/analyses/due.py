"""What awaits people of analyses: statuses to give within a fortnight, and results to have decided on."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext

from kernespor.domains.strategy.enums import AnalysisStatus
from kernespor.domains.strategy.models import Analysis, AnalysisReport
from kernespor.domains.strategy.policies.analyses import DECIDE_DAYS, REMIND_DAYS
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.permissions import LEADING
from kernespor.foundation.objects import Ref, ref_of
from kernespor.foundation.tasks.registry import Task, pain_of
from kernespor.foundation.ui.templatetags.danish import long_date


def tasks_of(actor: Actor) -> list[Task]:
    """Return the statuses that the actor is to give, and the results that wait. Two queries."""
    if actor.person_id is None:
        return []
    theirs = _theirs(actor)
    soon = actor.today + dt.timedelta(days=REMIND_DAYS)
    reports = AnalysisReport.objects.filter(
        analysis__in=Analysis.objects.filter(theirs).values("pk"), given_on=None, due__lte=soon
    )
    before = actor.today - dt.timedelta(days=DECIDE_DAYS)
    waiting = Analysis.objects.filter(theirs, status=AnalysisStatus.RESULT, result_on__lt=before)
    return [
        *(_status(actor, row) for row in reports.select_related("analysis").order_by("due", "pk")),
        *(_decision(actor, row) for row in waiting.order_by("result_on", "pk")),
    ]


def mine(actor: Actor) -> list[Ref]:
    """Return the analyses that the actor answers for or leads the unit of. One query."""
    if actor.person_id is None:
        return []
    keys = Analysis.objects.filter(_theirs(actor)).order_by("pk").values_list("pk", flat=True)
    return [Ref(Analysis._meta.label_lower, key) for key in keys]


def _theirs(actor: Actor) -> Q:
    """Return the analyses that the actor owns, is deputy for, or is the head of the unit of."""
    own = Q(owner_id=actor.person_id) | Q(deputy_id=actor.person_id)
    if actor.limit is not None:
        own &= Q(unit_id__in=actor.limit)
    led = [role.unit_id for role in actor.roles if role.kind in LEADING and role.unit_id in role.unit_ids]
    return own | Q(unit_id__in=led)


def _status(actor: Actor, report: AnalysisReport) -> Task:
    late = (actor.today - report.due).days > 0
    words = (
        gettext("{title}. Den skulle være givet den {day}.")
        if late
        else gettext("{title}. Den skal gives senest den {day}.")
    )
    return Task(
        key=f"strategy.analysisreport:{report.pk}",
        title=gettext("Giv status til {body}").format(body=report.to_name),
        why=words.format(title=report.analysis.title, day=long_date(report.due)),
        url=reverse("analyses:report", args=[report.analysis_id, report.pk]),
        button=gettext("Giv status"),
        due=report.due,
        pain=pain_of(report.due, actor.today),
        ref=ref_of(report.analysis),
        state="off_track" if late else "",
        role=_role(actor, report.analysis),
    )


def _decision(actor: Actor, analysis: Analysis) -> Task:
    return Task(
        key=f"strategy.analysis:{analysis.pk}:decide",
        title=gettext("Få besluttet, hvad der skal ske efter »{title}«").format(title=analysis.title),
        why=gettext("Resultatet blev lagt frem den {day}, og ingen beslutning er ført ind.").format(
            day=long_date(analysis.result_on)
        ),
        url=reverse("analyses:decision", args=[analysis.pk]),
        button=gettext("Peg på beslutningen"),
        due=None,
        pain=pain_of(None, actor.today, "stale"),
        ref=ref_of(analysis),
        state="stale",
        role=_role(actor, analysis),
    )


def _role(actor: Actor, analysis: Analysis) -> str:
    if actor.person_id == analysis.owner_id:
        return ""
    return gettext("som stedfortræder for ejeren") if actor.person_id == analysis.deputy_id else ""
