"""What a person sent about a document on its way in, made into corrections."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.core.exceptions import BadRequest
from django.http import Http404, QueryDict

from kernespor.connectors.documents.lines import Line
from kernespor.connectors.unit_plan.corrections import Corrections, LineKind
from kernespor.connectors.unit_plan.records import Period
from kernespor.domains.strategy.actions.rereading import with_line, with_text, without_line
from kernespor.domains.strategy.policies.plans import check_open
from kernespor.domains.strategy.selectors.imports import line_text
from kernespor.domains.strategy.views.import_forms import LineForm, TextForm
from kernespor.domains.strategy.views.import_screen import Opened, Screen
from kernespor.foundation.organisation.models import Unit
from kernespor.foundation.refusals import StaleWrite
from kernespor.foundation.ui.fields import whole_number


@dataclass(frozen=True, slots=True)
class Said:
    """The corrections as they now are, the unit, and the place on the page to come back to."""

    corrections: Corrections
    unit: Unit | None
    anchor: str


class Unclear(Exception):  # noqa: N818 - what was written is unclear; the program isn't
    """What was written can't be used; `opened` shows it again with what is missing."""

    def __init__(self, opened: Opened) -> None:
        super().__init__()
        self.opened = opened


def version_in(post: QueryDict) -> int:
    """Return the version that the person had on the screen. Raises BadRequest without one."""
    version = whole_number(post.get("version", ""))
    if version is None:
        raise BadRequest("version")
    return version


def said_in(post: QueryDict, shown: Screen) -> Said:
    """Return what was said. Raises Refusal, StaleWrite, Unclear, Http404 or BadRequest."""
    check_open(shown.draft)
    if version_in(post) != shown.draft.version:
        raise StaleWrite(shown.draft)
    step = _STEPS.get(post.get("do", ""))
    if step is None:
        raise BadRequest("do")
    return step(post, shown)


def _line_in(post: QueryDict, shown: Screen) -> Line:
    number = whole_number(post.get("line", "")) or 0
    if not 1 <= number <= len(shown.lines):
        raise Http404(number)
    return shown.lines[number - 1]


def _line(post: QueryDict, shown: Screen) -> Said:
    line = _line_in(post, shown)
    form = LineForm(post)
    if not form.is_valid():
        raise BadRequest("kind")
    kind = LineKind(form.cleaned_data["kind"]) if form.cleaned_data["kind"] else None
    corrections = with_line(shown.corrections, line, kind=kind, text=form.cleaned_data["text"])
    return Said(corrections, shown.draft.unit, f"#l{line.number}")


def _choice(post: QueryDict, shown: Screen) -> Said:
    """An answer to what a line is leaves its text as it is."""
    line = _line_in(post, shown)
    form = LineForm(post)
    if not form.is_valid() or not form.cleaned_data["kind"]:
        raise BadRequest("kind")
    kind = LineKind(form.cleaned_data["kind"])
    corrections = with_line(shown.corrections, line, kind=kind, text=line_text(line, shown.corrections))
    return Said(corrections, shown.draft.unit, f"#l{line.number}")


def _undo(post: QueryDict, shown: Screen) -> Said:
    line = _line_in(post, shown)
    return Said(without_line(shown.corrections, line.number), shown.draft.unit, f"#l{line.number}")


def _text(post: QueryDict, shown: Screen) -> Said:
    piece = shown.view.piece(post.get("piece", ""))
    if piece is None or not piece.lines:
        raise Http404(post.get("piece", ""))
    form = TextForm(post)
    if not form.is_valid():
        raise Unclear(Opened(piece=piece.key, typed=post.get("text", ""), error=str(form.errors["text"][0])))
    lines = [shown.lines[number - 1] for number in piece.lines]
    corrections = with_text(
        shown.corrections, lines, kind=piece.kind, old=piece.text, new=form.cleaned_data["text"]
    )
    return Said(corrections, shown.draft.unit, f"#{piece.key}")


def _about(post: QueryDict, shown: Screen) -> Said:
    form = shown.about(post)
    if not form.is_valid():
        raise Unclear(Opened(about=form))
    data = form.cleaned_data
    plan, unit = shown.view.reading.plan, Unit.objects.get(pk=int(data["unit"]))
    corrections = shown.corrections
    if data["title"] != plan.title:
        corrections = replace(corrections, title=data["title"])
    if not plan.unit:
        corrections = replace(corrections, unit=shown.tree.name(unit.pk))
    period = Period(data["start"], data["end"])
    if period != plan.period:
        corrections = replace(corrections, period=period)
    return Said(corrections, unit, "#import-about")


_STEPS: dict[str, Callable[[QueryDict, Screen], Said]] = {
    "line": _line,
    "choice": _choice,
    "undo": _undo,
    "text": _text,
    "about": _about,
}
