"""The document that the domain makes of a budget analysis: a note in Word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import gettext

from kernespor.connectors.note.records import Note, NotePart
from kernespor.connectors.note.word import write_word
from kernespor.domains.strategy.enums import AnalysisPartKind
from kernespor.domains.strategy.selectors.analyses.page import (
    AnalysisPage,
    Group,
    ReportView,
    analysis_page,
)
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.filing.registry import Document
from kernespor.foundation.ui.downloads import word_template
from kernespor.foundation.ui.templatetags.danish import long_date


def word_of(actor: Actor, analysis: Any) -> list[Document]:
    """Return an analysis as a Word document, as the actor may read it."""
    content = write_word(note_of(analysis_page(actor, analysis)), word_template())
    return [Document(f"{analysis}.docx", f"{analysis} (Word)", content)]


def note_of(page: AnalysisPage) -> Note:
    """Return what an analysis' page tells, as a note."""
    analysis = page.analysis
    span = gettext("Fra {first}").format(first=long_date(analysis.begins))
    if analysis.ends:
        span = gettext("Fra {first} til {last}").format(
            first=long_date(analysis.begins), last=long_date(analysis.ends)
        )
    facts = [span, str(analysis.get_status_display())]
    if page.commissioned_by:
        facts.insert(0, gettext("Bestilt af {body}").format(body=page.commissioned_by))
    return Note(
        title=analysis.title,
        kind=gettext("Budgetanalyse"),
        on=page.decision.on if page.decision else analysis.result_on,
        sender=page.unit,
        municipality=settings.MUNICIPALITY,
        facts=tuple(facts),
        parts=tuple(NotePart(heading, text, 2) for heading, text in _parts(page) if text.strip()),
    )


def _parts(page: AnalysisPage) -> Iterator[tuple[str, str]]:
    analysis = page.analysis
    yield gettext("Formål"), analysis.purpose
    yield _listed(page.group(AnalysisPartKind.MARK))
    yield gettext("Hypotese"), analysis.hypothesis
    yield gettext("Sådan undersøger vi det"), analysis.method
    yield gettext("Det, vi bygger på"), analysis.data
    for kind in (AnalysisPartKind.EFFORT, AnalysisPartKind.EXAMPLE, AnalysisPartKind.METHOD):
        yield _listed(page.group(kind))
    yield gettext("Forankring"), analysis.anchoring
    yield _listed(page.group(AnalysisPartKind.STEP))
    yield gettext("Resultat"), analysis.result
    if page.decision:
        said = f"»{page.decision.words}«\n\n{page.decision.body}, {long_date(page.decision.on)}"
        yield gettext("Beslutning"), said
    if analysis.out_of_order:
        yield (
            gettext("Besluttet, før beslutningen var ført ind"),
            (f"{analysis.out_of_order_by}: »{analysis.out_of_order}«"),
        )
    yield gettext("Status"), "\n\n".join(f"- {_status(one)}" for one in page.reports)


def _listed(group: Group) -> tuple[str, str]:
    lines = []
    for part in group.parts:
        words = " ".join(part.row.text.split())
        who = " ".join(part.row.participants.split())
        drawn = gettext("Inddraget: {who}").format(who=who) if who and who not in words else ""
        lines.append("- " + " ".join(one for one in (words, drawn) if one))
    return group.heading, "\n\n".join(lines)


def _status(one: ReportView) -> str:
    row = one.row
    if row.given_on:
        words = gettext("{body}, givet {day}: {text}")
        return words.format(body=row.to_name, day=long_date(row.given_on), text=" ".join(row.text.split()))
    if one.late_days:
        words = gettext("{body}, skulle være givet {day} og er ikke givet")
        return words.format(body=row.to_name, day=long_date(row.due))
    return gettext("{body}, gives senest {day}").format(body=row.to_name, day=long_date(row.due))
