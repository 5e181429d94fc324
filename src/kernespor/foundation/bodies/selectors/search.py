"""What can be found of bodies, decisions and consultations."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from kernespor.foundation.bodies.enums import PointOutcome
from kernespor.foundation.bodies.models import Body, Consultation, Decision
from kernespor.foundation.bodies.selectors.names import called
from kernespor.foundation.search.registry import Source, Text, register


def register_sources() -> None:
    """Fill the registry of what can be found."""
    register(Source("bodies.body", _bodies, _body_text))
    register(Source("bodies.decision", _decisions, _decision_text))
    register(
        Source(
            "bodies.consultation",
            _consultations,
            _consultation_text,
            follows={"bodies.consultationpoint": lambda point: [point.consultation_id]},
        )
    )


def _bodies() -> QuerySet[Any]:
    return Body.objects.annotate(body_name=called("pk", dt.date.max)).prefetch_related("versions")


def _body_text(row: Any) -> Text:
    names = sorted({version.name for version in row.versions.all()})
    return Text(title=row.body_name, body=" ".join([*names, row.get_kind_display()]), unit_id=row.unit_id)


def _decisions() -> QuerySet[Any]:
    rows = Decision.objects.filter(current__isnull=False).select_related("current", "body")
    return rows.annotate(body_name=called("body_id", "current__on")).prefetch_related("current__dissents")


def _decision_text(row: Any) -> Text:
    now = row.current
    said = [dissent.words for dissent in now.dissents.all()]
    body = "\n".join([now.words, *said, now.case_number, row.body_name, now.get_outcome_display()])
    return Text(title=now.case_title, body=body, unit_id=row.body.unit_id, on=now.on)


def _consultations() -> QuerySet[Any]:
    return Consultation.objects.prefetch_related("points")


def _consultation_text(row: Any) -> Text:
    # What has no reply yet is for those who hear alone, and a search is for everyone who may read the rest.
    replied = [one for one in row.points.all() if one.outcome != PointOutcome.WAITING]
    points = "\n".join(f"{one.heading}\n{one.said}\n{one.reply}" for one in replied)
    body = f"{row.proposal}\n{row.questions}\n{row.changed}\n{row.ground_text}\n{points}"
    day = timezone.localtime(row.deadline).date()
    return Text(title=row.title, body=body, unit_id=row.unit_id, on=day)
