"""The plans as documents: Word, Markdown and plain text, as a municipality's staff would write them."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm

from kernespor.connectors.sporkoebing.plans import Plan, Spec
from kernespor.connectors.unit_plan.records import (
    GoalRecord,
    Item,
    Period,
    PlanRecord,
    PriorityAreaRecord,
    SectionRecord,
)

_WRITTEN = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
_ZIP_TIME = (2020, 1, 1, 0, 0, 0)
_LAST_LEVEL = 4


def record_of(plan: Plan) -> PlanRecord:
    """Return the plan as its document has it, numbers only where the document is numbered."""
    spec = plan.spec
    areas = []
    for place, area in enumerate(plan.areas, start=1):
        goals = tuple(
            GoalRecord(
                number=f"{place}.{at}" if spec.numbered else "",
                title=goal.title,
                text="\n\n".join(goal.text),
                actions_intro=spec.words[1] if goal.actions else "",
                actions=tuple(Item(action.text) for action in goal.actions),
                indicators_intro=spec.words[3],
                indicators=tuple(Item(text) for text in goal.indicators),
            )
            for at, goal in enumerate(area.goals, start=1)
        )
        number = str(place) if spec.numbered else ""
        areas.append(PriorityAreaRecord(number, area.title, "\n\n".join(area.text), goals))
    return PlanRecord(
        title=f"Virksomhedsplan {spec.span.first.year}–{spec.span.last.year}",
        unit=spec.unit.name,
        period=Period(str(spec.span.first.year), str(spec.span.last.year)),
        sections=(
            *(SectionRecord(heading, "\n\n".join(text)) for heading, text in plan.sections),
            SectionRecord("Indsatsområder", plan.chosen_because),
        ),
        priority_areas=tuple(areas),
    )


def document_of(plan: Plan) -> bytes:
    """Return the plan's document in the format that its file name says."""
    write = {"docx": _docx, "md": _markdown, "txt": _plain}[plan.spec.file.rpartition(".")[2]]
    return write(list(_paragraphs(record_of(plan), plan.spec)))


def _paragraphs(record: PlanRecord, spec: Spec) -> Iterator[tuple[int | str, str]]:
    """Yield (heading level, "" for text or "-" for a list item; text) in reading order."""
    actions, _, indicators, _ = spec.words
    area_head, goal_head = ("", "Mål – ") if spec.numbered else ("Indsatsområde: ", "Mål: ")
    yield 0, record.title
    yield "", record.unit
    yield "", "Sporkøbing Kommune"
    for section in record.sections:
        yield 1, section.heading
        yield from (("", text) for text in section.text.split("\n\n"))
    for area in record.priority_areas:
        yield 2, f"{area.number}. {area.title}" if spec.numbered else f"{area_head}{area.title}"
        yield from (("", text) for text in area.text.split("\n\n") if text)
        for goal in area.goals:
            yield 3, f"{goal.number} {goal_head}{goal.title}".strip()
            yield from (("", text) for text in goal.text.split("\n\n") if text)
            for label, intro, items in (
                (actions, goal.actions_intro, goal.actions),
                (indicators, goal.indicators_intro, goal.indicators),
            ):
                if not items:
                    continue
                yield _LAST_LEVEL, label
                if intro:
                    yield "", intro
                yield from (("-", item.text) for item in items)


def _markdown(paragraphs: list[tuple[int | str, str]]) -> bytes:
    lines: list[str] = []
    for kind, text in paragraphs:
        if lines and not (kind == "-" and lines[-1].startswith("- ")):
            lines.append("")
        lines.append(f"{'#' * (kind + 1)} {text}" if isinstance(kind, int) else f"{kind} {text}".strip())
    return ("\n".join(lines) + "\n").encode("utf-8")


def _plain(paragraphs: list[tuple[int | str, str]]) -> bytes:
    """Return the text as an old editor saves it: no marks but bullets, Windows' line ends."""
    lines: list[str] = []
    for kind, text in paragraphs:
        if lines and kind != "-":
            lines.extend(["", ""] if kind in (1, 2) else [""])
        lines.append(f"• {text}" if kind == "-" else text)
    return ("\r\n".join(lines) + "\r\n").encode("utf-8")


def _docx(paragraphs: list[tuple[int | str, str]]) -> bytes:
    document = docx.Document()
    _lighten(document)
    document.sections[0].page_width, document.sections[0].page_height = Mm(210), Mm(297)
    properties = document.core_properties
    properties.author = properties.last_modified_by = "Sporkøbing Kommune"
    properties.title = paragraphs[0][1]
    properties.created = properties.modified = _WRITTEN
    properties.comments = ""
    for place, (kind, text) in enumerate(paragraphs):
        if isinstance(kind, int):
            document.add_heading(text, kind)
        elif kind == "-":
            document.add_paragraph(text, "List Bullet")
        else:
            document.add_paragraph(text, "Subtitle" if place in (1, 2) else None)
    written = io.BytesIO()
    document.save(written)
    return _same_everywhere(written)


def _lighten(document: Document) -> None:
    """Take away what the empty document of python-docx brings and no plan uses: nine tenths of its size."""
    for style in list(document.styles):
        if style.type is WD_STYLE_TYPE.TABLE and style.name != "Normal Table":
            style.delete()
    for rels in (document.part.rels, document.part.package.rels):
        for key, rel in list(rels.items()):
            if rel.reltype.endswith(("/stylesWithEffects", "/thumbnail")):
                del rels[key]


def _same_everywhere(written: io.BytesIO) -> bytes:
    """Return a zip without the marks of its machine: no clock, no compressor, no system, one order."""
    result = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_STORED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.create_system = 3
            info.external_attr = 0o600 << 16
            target.writestr(info, source.read(name))
    return result.getvalue()
