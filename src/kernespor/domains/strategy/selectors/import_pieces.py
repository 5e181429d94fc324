"""The plan as it is read, in pieces that each know the lines they came from and can be written anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kernespor.connectors.unit_plan.corrections import LineKind
from kernespor.connectors.unit_plan.records import GoalRecord, Item, PlanRecord
from kernespor.connectors.unit_plan.vocabulary import find_front_label, find_label, fold, split_head

KIND_LABELS = {
    LineKind.AREA: gettext_lazy("Indsatsområde"),
    LineKind.GOAL: gettext_lazy("Mål"),
    LineKind.ACTION: gettext_lazy("Handling"),
    LineKind.INDICATOR: gettext_lazy("Målindikator"),
    LineKind.SECTION: gettext_lazy("Overskrift"),
    LineKind.ACTIONS_LABEL: gettext_lazy("Etiket over handlinger"),
    LineKind.INDICATORS_LABEL: gettext_lazy("Etiket over målindikatorer"),
    LineKind.TEXT: gettext_lazy("Almindelig tekst"),
    LineKind.FURNITURE: gettext_lazy("Ikke en del af planen"),
}

_FEWEST_LETTERS = 3  # below this a line proves nothing by standing in a text


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about a line: the finding's number, and (answer, words, whether we propose it).

    `following` is the key of the next piece that asks, `is_first` says that none before it does.
    """

    line: str
    finding: str
    options: tuple[tuple[str, str, bool], ...]
    following: str = ""
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading, a paragraph or an item. `key` is its id, `depth` 1 to 3, `goal` its goal's number.

    `stage` is that of the gravest finding that is open at it.
    """

    key: str
    kind: LineKind
    label: str
    text: str
    depth: int
    lines: tuple[int, ...]
    goal: str = ""
    stage: str = ""
    question: Question | None = None

    @property
    def first(self) -> str:
        """The first line, as text; empty for what a heading was made up for."""
        return str(self.lines[0]) if self.lines else ""

    @property
    def span(self) -> str:
        """The lines as people write a span: "101–104"."""
        if len(self.lines) < 2:  # noqa: PLR2004 - one line is no span
            return self.first
        return f"{min(self.lines)}–{max(self.lines)}"

    @property
    def line_list(self) -> str:
        """All lines, for the script that marks them."""
        return " ".join(str(line) for line in self.lines)

    @property
    def is_heading(self) -> bool:
        """Whether it opens something."""
        return self.kind in {LineKind.AREA, LineKind.GOAL, LineKind.SECTION}


def pieces_of(plan: PlanRecord, texts: Mapping[int, str]) -> tuple[Piece, ...]:
    """Return the plan in reading order. `texts` is what each line says, by its number."""
    made: list[Piece] = []
    used: dict[str, int] = {}
    for piece in _pieces(plan, _Source(texts)):
        base = f"p{piece.first or 0}"
        used[base] = used.get(base, 0) + 1
        key = base if used[base] == 1 else f"{base}-{used[base]}"
        made.append(Piece(key, piece.kind, piece.label, piece.text, piece.depth, piece.lines, piece.goal))
    return tuple(made)


def kinds_of(plan: PlanRecord, pieces: Sequence[Piece], texts: Mapping[int, str]) -> dict[int, LineKind]:
    """Return as what each line is read, by its number."""
    found: dict[int, LineKind] = {}
    for goal in plan.goals():
        for line in goal.lines:
            label = find_label(texts.get(line, ""))
            if label and label.part == "action":
                found[line] = LineKind.ACTIONS_LABEL
            elif label and label.part == "indicator":
                found[line] = LineKind.INDICATORS_LABEL
    for piece in pieces:
        for line in piece.lines[: 1 if piece.is_heading else None]:
            found.setdefault(line, piece.kind)
    return found


class _Source:
    """Finds the lines that a text came from, by their words."""

    def __init__(self, texts: Mapping[int, str]) -> None:
        self.texts = texts

    def holding(self, text: str, lines: Sequence[int]) -> tuple[int, ...]:
        """Return the lines of a text: the first that shares its words, and on until it is whole."""
        wanted = fold(text)
        found: list[int] = []
        covered = 0
        for line in lines:
            shared = self._shared(wanted, self.texts.get(line, ""))
            if shared:
                found.append(line)
                covered += shared + 1
            if found and (not shared or covered >= len(wanted)):
                break
        return tuple(found)

    def without_labels(self, lines: Sequence[int]) -> list[int]:
        """Return the lines that don't merely name what follows ("Handlinger")."""
        return [line for line in lines if not find_label(self.texts.get(line, ""))]

    def _shared(self, wanted: str, text: str) -> int:
        """Return how many letters of the text a line holds: all of the line's, all of the text's, or none."""
        front = find_front_label(text)
        for candidate in (text, split_head(text).title, front.rest if front else ""):
            words = fold(candidate)
            if words and (words == wanted or (len(words) >= _FEWEST_LETTERS and words in wanted)):
                return len(words)
            if wanted and wanted in words:
                return len(wanted)
        return 0


def _pieces(plan: PlanRecord, source: _Source) -> Iterator[Piece]:
    for section in plan.sections:
        title = _title(source, section.heading, section.lines) if section.heading else ()
        if section.heading:
            yield Piece("", LineKind.SECTION, _("Overskrift"), section.heading, 1, title)
        yield from _paragraphs(section.text, _without(section.lines, title), source, 1)
    for place, area in enumerate(plan.priority_areas, start=1):
        number = area.number or str(place)
        title = _title(source, area.title, area.lines)
        name = area.title or _("Uden overskrift")
        yield Piece("", LineKind.AREA, _("Indsatsområde %s") % number, name, 1, title)
        yield from _paragraphs(area.text, _without(area.lines, title), source, 1)
        for order, goal in enumerate(area.goals, start=1):
            yield from _goal(goal, goal.number or f"{number}.{order}", source)


def _goal(goal: GoalRecord, number: str, source: _Source) -> Iterator[Piece]:
    title = _title(source, goal.title, goal.lines)
    yield Piece("", LineKind.GOAL, _("Mål %s") % number, goal.title or _("Uden overskrift"), 2, title, number)
    rest = _without(goal.lines, title)
    yield from _paragraphs(goal.text, rest, source, 2, number)
    yield from _paragraphs(goal.actions_intro, rest, source, 3, number)
    yield from _items(LineKind.ACTION, _("Handling"), goal.actions, number)
    yield from _paragraphs(goal.indicators_intro, rest, source, 3, number)
    yield from _items(LineKind.INDICATOR, _("Målindikator"), goal.indicators, number)


def _title(source: _Source, title: str, lines: Sequence[int]) -> tuple[int, ...]:
    """Return the lines of a heading: its first, or the one below a bare "Mål", and what it goes on in."""
    return source.holding(title, lines) or tuple(lines[:1])


def _items(kind: LineKind, label: str, items: Sequence[Item], goal: str) -> Iterator[Piece]:
    for item in items:
        yield Piece("", kind, label, item.text, 3, item.lines, goal)


def _paragraphs(
    text: str, lines: Sequence[int], source: _Source, depth: int, goal: str = ""
) -> Iterator[Piece]:
    left = source.without_labels(lines)
    for paragraph in text.replace("\n", "\n\n").split("\n\n"):
        words = paragraph.removeprefix("- ").strip()
        if words:
            taken = source.holding(words, left)
            left = [line for line in left if line not in taken]
            yield Piece("", LineKind.TEXT, "", words, depth, taken, goal)


def _without(lines: Sequence[int], taken: Sequence[int]) -> tuple[int, ...]:
    return tuple(line for line in lines if line not in taken)
