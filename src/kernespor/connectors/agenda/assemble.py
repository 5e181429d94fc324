"""Puts an item together from its title, the labels below it and what stands under each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

from kernespor.connectors.agenda.attachments import read_attachments
from kernespor.connectors.agenda.beside import SAYS
from kernespor.connectors.agenda.bodies import Met
from kernespor.connectors.agenda.cases import find_case, is_case, is_plan_number
from kernespor.connectors.agenda.decision_heads import begins_with_head
from kernespor.connectors.agenda.decisions import (
    Draft,
    attach_absent,
    attach_disqualified,
    decided,
    met_of,
    split_by_heads,
)
from kernespor.connectors.agenda.entries import Entry, Mark
from kernespor.connectors.agenda.findings import cut, noticed
from kernespor.connectors.agenda.prose import Prose, lines_of
from kernespor.connectors.agenda.records import AgendaItem, Decision, Furniture, Named, Section
from kernespor.connectors.agenda.states import part_case, part_state, read_state_and_case
from kernespor.connectors.agenda.subheadings import Headings, are_several, is_of_text
from kernespor.connectors.agenda.vocabulary import fold, is_closed, is_type, words
from kernespor.connectors.governing.layout import is_open
from kernespor.connectors.unit_plan.rows import Row
from kernespor.engines.findings import Finding

FIELDS = ("theme", "recommendation", "alternative_recommendation", "consultation", "economy")
_DECIDES = frozenset({"decision", "earlier", "absent", "disqualified", "dissent"})
_OF_TEXT = frozenset({*FIELDS, "presentation", "background", "section", "history"})
_FILE = re.compile(r"\S[^.]{0,100}\.(?:pdf|docx?|xlsx?|pptx?)", re.IGNORECASE)


@dataclass(slots=True)
class Part:
    """One label (or none) and the rows below it."""

    kind: str
    heading: str
    rows: list[Row]
    line: int
    mark: Mark | None = None


@dataclass(slots=True)
class _Gathered:
    """What an item's parts have said so far."""

    state: str = ""
    case_number: str = ""
    item_type: str = ""
    attachments: list[str] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    values: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in FIELDS})


@dataclass(slots=True)
class Assembler:
    """Makes the items of one document; the lists gather what it says beside them."""

    prose: Prose
    headings: Headings
    names: list[Named] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    spare: str = ""
    titled: bool = False

    def item(
        self,
        title: str,
        entries: Sequence[Entry],
        met: Met,
        *,
        line: int,
        number: str = "",
        opened: str = "",
        closed: bool = False,
    ) -> AgendaItem:
        """Return the item that `entries` say below its title; `opened` is its mark ("Åben"), if any."""
        self.spare, self.titled = "", False
        parts = self._parts(entries)
        found = _Gathered(state=opened)
        as_theme = _background_is_theme(parts)
        for part in parts:
            if part.kind == "background" and as_theme:
                part.kind = "theme"
            self._take(part, found, title)
        decisions = self._decisions(parts, met, found.sections)
        if self.spare and (not title or (self.titled and not number)):
            if title:  # what heads the form: "Sagsfremstilling til Direktionen"
                self.furniture.append(Furniture("meeting_head", line, title))
            title = self.spare
            found.sections = [one for one in found.sections if one.text != title]
        if not found.state:
            title, found.state = part_state(title)
            self.names.append(Named(line, found.state))
        if not found.case_number:
            title, found.case_number = part_case(title)
        closed = closed or any(is_closed(text) for text in (title, found.item_type, found.state))
        return AgendaItem(
            title=title, case_number=found.case_number,
            item_type=found.item_type or found.state or ("Lukket" if closed else ""),
            sections=tuple(found.sections), attachments=tuple(found.attachments), decisions=decisions,
            number=number, closed=closed, line=line, kinds=frozenset(part.kind for part in parts),
            **{name: "\n\n".join(texts) for name, texts in found.values.items()},
        )  # fmt: skip

    def _take(self, part: Part, found: _Gathered, title: str) -> None:
        """Put one part where it belongs; what isn't a field is a section."""
        if part.kind in {"lead", "case_number", "section"}:
            found.state = self._state(part) or found.state
        if part.kind == "lead":
            self._lead(part, found)
        if part.kind == "title" or (part.kind == "case_number" and self._says_title(part)):
            self._rest_of(part, self.prose.text(part.rows), found.sections)
            self.titled = self.titled or bool(self.spare)
        elif part.kind == "case_number":
            found.case_number = self._case(part, found.case_number, found.sections)
        elif part.kind == "item_type" and not found.item_type:
            found.item_type = self._whole(part, found.sections)
        elif part.kind == "attachments":
            found.attachments.extend(
                read_attachments(
                    self.prose.pieces(part.rows), self.prose.layout, part.line, self.names, self.furniture
                )
            )
        elif part.kind in FIELDS:
            self._field(found.values[part.kind], part)
        elif part.kind not in _DECIDES:
            self._section(found.sections, part, title)

    def _parts(self, entries: Sequence[Entry]) -> list[Part]:
        recommends = any(isinstance(entry, Mark) and entry.kind == "recommendation" for entry in entries)
        parts = [Part("lead", "", [], 0)]
        text: Mark | None = None
        for entry in entries:
            if isinstance(entry, Mark):
                kind, text = entry.kind, None
                if _is_text_here(entry, parts[-1]):
                    parts[-1].rows.extend(entry.rows)
                    text = entry
                    continue
                if kind == "said_recommendation" and recommends:
                    continue
                if kind == "said_recommendation" and _asks(parts[-1]):
                    parts[-1].kind = "recommendation"
                    continue
                if kind == "proposal" and recommends:
                    kind = "section"
                kind = "recommendation" if kind in {"said_recommendation", "proposal"} else kind
                heading = entry.text.strip().rstrip(":").strip()
                if not entry.keep:
                    self.names.append(Named(entry.number, entry.stood))
                parts.append(Part(kind, heading, [], entry.number, entry))
            elif text is None or entry.number != text.number or text.rows[-1].cell:
                parts[-1].rows.append(entry)
        return [split for part in self._without_registration(parts) for split in self._split(part)]

    def _without_registration(self, parts: Sequence[Part]) -> list[Part]:
        """Set aside what the case system says ("Initialer: ABC"); what stands below goes on above it."""
        kept: list[Part] = []
        for part in parts:
            if part.kind == "registration" or self._is_further_case(part, kept):
                value, rest = self._parted_value(part.rows)
                said = f"{part.heading}: {self.prose.text(value)}".strip(" :")
                self.furniture.append(Furniture("registration", part.line, said))
                if kept and kept[-1].kind in _OF_TEXT:
                    kept[-1].rows.extend(rest)
                    continue
                part.kind, part.heading, part.rows = "lead", "", rest
            kept.append(part)
        return kept

    def _is_further_case(self, part: Part, kept: Sequence[Part]) -> bool:
        """Say whether a part is a case's number in yet another system, below the first one."""
        if part.kind != "case_number":
            return False
        first = next((one.rows for one in kept if one.kind == "case_number"), [])
        said = find_case(next((row.text for row in first if row.text and not row.gone), ""))
        if said is None or is_plan_number(said[0]):
            return False
        number = " ".join(row.text for row in self._parted_value(part.rows)[0] if row.text and not row.gone)
        match = find_case(number)
        return match is not None and match[0] == number

    def _parted_value(self, rows: list[Row]) -> tuple[list[Row], list[Row]]:
        """Part the one line that a short value takes from what stands below it."""
        taken = len(rows) if self.prose.layout.worded else 0
        while taken < len(rows):
            row, taken = rows[taken], taken + 1
            if row.text and not row.gone and not is_open(row.text):
                break
        return rows[:taken], rows[taken:]

    def _split(self, part: Part) -> Iterable[Part]:
        """Part the text where a heading stands that isn't known."""
        if part.kind in {"attachments", "absent", "disqualified", "case_number", "item_type"}:
            yield part
            return
        if part.kind == "history" and begins_with_head(part.rows):
            part.kind = "earlier"
        current = part
        rows, current.rows = part.rows, []
        inside = part.kind in _DECIDES
        level = part.mark.level if part.mark and part.kind in _OF_TEXT else 0
        several = are_several(rows, level)
        for place, row in enumerate(rows):
            own = inside or SAYS.match(row.text) or is_of_text(row, level, several=several)
            if not own and row.text and not row.gone and self.headings.is_one(rows, place):
                yield current
                self.names.append(Named(row.number, row.text))
                level = row.level
                current = Part("unknown", row.text.rstrip(":"), [], row.number)
            else:
                current.rows.append(row)
        yield current

    def _state(self, part: Part) -> str:
        """Take out a line that only says whether the item is open or closed."""
        state = ""
        kept: list[Row] = []
        for row in part.rows:
            if row.text and not row.gone and fold(row.text) in words("states"):
                state = row.text.strip(" .:()")
                self.names.append(Named(row.number, row.text))
            else:
                kept.append(row)
        part.rows = kept
        return state

    def _lead(self, part: Part, found: _Gathered) -> None:
        """Take a case number, a type and files that stand alone below the title, without a label."""
        kept: list[Row] = []
        for row in part.rows:
            said = bool(row.text) and not row.gone
            if said and is_type(row.text) and not found.item_type:
                found.item_type = row.text.strip(" .:")
            elif said and not found.case_number and (both := read_state_and_case(row.text)):
                found.state, found.case_number = found.state or both[0], both[1]
            elif said and is_case(row.text) and not found.case_number:
                found.case_number = row.text.strip("(). ")
            elif said and _FILE.fullmatch(row.text):
                found.attachments.append(row.text)
            else:
                kept.append(row)
        part.rows = kept

    def _section(self, sections: list[Section], part: Part, title: str) -> None:
        text = self.prose.text(part.rows)
        if part.kind == "lead" and not text:
            return
        if part.kind == "lead":
            number = next((row.number for row in part.rows if row.text and not row.gone), part.line)
            self.findings.append(noticed("text_without_heading", number, title=cut(title)))
        if part.kind == "unknown":
            self.findings.append(noticed("unknown_heading", part.line, text=cut(part.heading)))
        lines = (part.line, *lines_of(part.rows)) if part.line else lines_of(part.rows)
        sections.append(Section(part.heading, text, lines))

    def _case(self, part: Part, case: str, sections: list[Section]) -> str:
        text = self.prose.text(part.rows)
        match = find_case(text)
        if case and match and is_plan_number(case) and not is_plan_number(match[0]):
            # "J.nr. 27.36.04.A00" says where a case is filed; the number of the case itself is the next one.
            self.furniture.append(Furniture("registration", part.line, case))
        elif case or not text:
            if match and match[0] == text:
                self.furniture.append(Furniture("registration", part.line, f"{part.heading}: {text}"))
            elif text:
                sections.append(Section(part.heading, text, lines_of(part.rows)))
            return case
        if match is None:
            self.findings.append(noticed("case_number_unread", part.line, text=cut(text)))
            first, _, rest = text.partition("\n\n")
            self._rest_of(part, rest, sections)
            return first
        self._rest_of(part, f"{text[: match.start()]}{text[match.end() :]}".strip(" ,;.()"), sections)
        return match[0]

    def _says_title(self, part: Part) -> bool:
        """Say whether "Sag" in a form's cell is what the item is about, and no number of it."""
        if part.mark is None or part.mark.sure or not part.mark.rows[0].cell:
            return False
        text = self.prose.text(part.rows)
        return bool(text) and find_case(text) is None

    def _rest_of(self, part: Part, rest: str, sections: list[Section]) -> None:
        """Keep what stands beside a short value: the title may stand right below a case number."""
        if rest.strip() and "\n" not in rest.strip() and not self.spare:
            self.spare = rest.strip()
        if rest.strip():
            sections.append(Section(part.heading, rest.strip(), (part.line, *lines_of(part.rows))))

    def _whole(self, part: Part, sections: list[Section]) -> str:
        """Return the first line of a short field; what stands below it stays a section."""
        first, _, rest = self.prose.text(part.rows).partition("\n\n")
        self._rest_of(part, rest, sections)
        return first.rstrip(".") if is_type(first) else first

    def _field(self, values: list[str], part: Part) -> None:
        text = self.prose.text(part.rows)
        if not text:
            return
        if values and part.heading:
            self.findings.append(noticed("field_twice", part.line, text=cut(part.heading)))
        values.append(text)

    def _decisions(self, parts: Sequence[Part], met: Met, sections: list[Section]) -> tuple[Decision, ...]:
        drafts: list[Draft] = []
        waiting: list[Part] = []
        earlier: set[int] = set()
        for part in parts:
            if part.kind in {"decision", "earlier"}:
                own = met_of(part.mark.text) if part.mark and part.kind == "decision" else Met()
                made = split_by_heads(Draft(own, part.line, list(part.rows)), self.names)
                drafts.extend(made)
                earlier.update(id(one) for one in made if part.kind == "earlier")
                for early in waiting:
                    self._attach(drafts[-1], early)
                waiting = []
            elif part.kind in {"absent", "disqualified", "dissent"}:
                if drafts:
                    self._attach(drafts[-1], part)
                else:
                    waiting.append(part)
        sections.extend(
            Section(part.heading, self.prose.text(part.rows), (part.line, *lines_of(part.rows)))
            for part in waiting
        )
        drafts.sort(key=lambda one: id(one) not in earlier)  # what was decided before stands first
        kept = [one for one in drafts if not _is_empty(one) or len(drafts) == 1]
        return tuple(decided(one, met, self.prose, self.names) for one in kept)

    def head_absent(self, rows: Sequence[list[Row]]) -> tuple[str, ...]:
        """Return the names that the meeting's head calls absent."""
        return decided(Draft(absent=list(rows), absent_marked=True), Met(), self.prose, self.names).absent

    def _attach(self, draft: Draft, part: Part) -> None:
        if part.kind == "absent":
            attach_absent(draft, part.rows, line=part.line, worded=self.prose.layout.worded)
        elif part.kind == "disqualified":
            attach_disqualified(draft, part.rows, line=part.line, worded=self.prose.layout.worded)
        else:
            draft.dissent.extend(part.rows)


def _asks(part: Part) -> bool:
    """Say whether a part is a question that nothing answers yet ("Hvad skal byrådet beslutte?")."""
    return part.heading.endswith("?") and not any(row.text and not row.gone for row in part.rows)


def _is_text_here(mark: Mark, part: Part) -> bool:
    """Say whether a word that is a label elsewhere is one of the text's own here."""
    return mark.kind == "meeting" or (mark.kind == "registration" and not mark.sure and part.kind in _OF_TEXT)


def _is_empty(draft: Draft) -> bool:
    said = [
        row
        for row in (*draft.rows, *chain(*draft.absent, *draft.disqualified), *draft.dissent)
        if row.text and not row.gone
    ]
    return not said and not draft.met.body and not draft.met.date and not draft.absent_marked


def _background_is_theme(parts: Sequence[Part]) -> bool:
    """Say whether "Baggrund" is what the item is about: it stands first, and nothing else says it."""
    kinds = [part.kind for part in parts]
    if "theme" in kinds or "background" not in kinds:
        return False
    place = kinds.index("background")
    return "presentation" in kinds and kinds.index("presentation") > place
