"""What the reader noticed, as the page says it: numbered, in words, with what is still to be settled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kernespor.connectors.unit_plan.corrections import Corrections
from kernespor.connectors.unit_plan.records import PlanReading
from kernespor.engines.findings import Finding, Severity
from kernespor.foundation.findings import words_of

TITLES: dict[str, str | Promise] = {
    "foreign_letters": _("Fremmede bogstaver"),
    "foreign_words": _("Ord på et andet alfabet"),
    "hyphens_joined": _("Ord delt af linjeskift"),
    "paragraphs_joined": _("Afsnit brudt midt i en sætning"),
    "label_spelling": _("Overskrifter stavet anderledes"),
    "learned_label": _("Overskrifter læst efter deres plads"),
    "inline_list": _("Opremsninger delt i punkter"),
    "placeholder": _("Pladsholdere, der ikke er udfyldt"),
    "no_area": _("Hvor er indsatsområderne?"),
    "no_goal": _("Hvor er målene?"),
    "empty": _("Dokumentet er tomt"),
    "no_title": _("Planen har ingen titel"),
    "no_unit": _("Hvilken enhed gælder planen for?"),
    "no_period": _("Hvilken periode gælder planen for?"),
    "uncertain_area": _("Er det et indsatsområde?"),
    "uncertain_goal": _("Er det et mål eller en overskrift?"),
    "area_without_goal": _("Indsatsområde uden mål"),
    "goal_from_area": _("Handlinger uden et mål over sig"),
    "area_without_heading": _("Mål uden indsatsområde"),
    "goal_without_actions": _("Mål uden handlinger"),
    "goal_without_indicators": _("Mål uden målindikatorer"),
    "text_after_list": _("Tekst efter en liste"),
    "unlabelled_list": _("Liste uden overskrift"),
    "shared_list": _("Fælles liste for flere mål"),
    "number_twice": _("Samme nummer brugt to gange"),
    "not_accounted": _("Linjer, der ikke er fuldt med"),
}
# What a person settles by saying what a line is.
ASKED = frozenset({"uncertain_area", "uncertain_goal", "goal_from_area", "text_after_list", "not_accounted"})
# What is settled in the fields above the document; without it no plan can be saved.
_ABOUT = frozenset({"no_title", "no_unit", "no_period"})
_MENDED = frozenset({"foreign_letters", "hyphens_joined", "paragraphs_joined", "label_spelling"})
_WORDS: dict[str, tuple[str, str | Promise]] = {
    "settle": ("off_track", _("Afgør")),
    "choose": ("slipping", _("Dit valg")),
    "mended": ("on_track", _("Rettet")),
    "chosen": ("on_track", _("Valgt af dig")),
    "told": ("", _("Til orientering")),
}
_LINKED = 8  # places that are linked to one by one


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding on the page. `stage` is settle, choose, mended, chosen or told; `open_lines` still ask."""

    number: str
    code: str
    stage: str
    title: str
    message: str
    suggestion: str
    lines: tuple[int, ...]
    open_lines: tuple[int, ...] = ()

    @property
    def state(self) -> str:
        """The mark of the stage, empty for what is only told."""
        return _WORDS[self.stage][0]

    @property
    def word(self) -> str:
        """The stage in a word."""
        return str(_WORDS[self.stage][1])

    @property
    def is_about(self) -> bool:
        """Whether it is settled in the fields above the document."""
        return self.code in _ABOUT

    @property
    def places(self) -> tuple[str, ...]:
        """The first lines it speaks of, the open ones first where there are any."""
        return tuple(str(line) for line in (self.open_lines or self.lines)[:_LINKED])

    @property
    def more(self) -> int:
        """How many lines aren't among the places."""
        return len(self.open_lines or self.lines) - len(self.places)


def finding_views(reading: PlanReading, corrections: Corrections) -> tuple[FindingView, ...]:
    """Return every finding, what stops first, numbered from 1."""
    found = [_view(finding, corrections) for finding in reading.findings]
    order = list(_WORDS)
    found.sort(key=lambda view: order.index(view.stage))
    return tuple(
        FindingView(
            str(number),
            one.code,
            one.stage,
            one.title,
            one.message,
            one.suggestion,
            one.lines,
            one.open_lines,
        )
        for number, one in enumerate(found, start=1)
    )


def count_by_stage(views: Iterable[FindingView]) -> Mapping[str, int]:
    """Return how many findings there are of each stage."""
    counts = dict.fromkeys(_WORDS, 0)
    for view in views:
        counts[view.stage] += 1
    return counts


def lines_named(finding: Finding) -> tuple[int, ...]:
    """Return every line that a finding speaks of."""
    named = str(finding.params.get("lines", ""))
    if named:
        return tuple(int(number) for number in named.split(","))
    return (finding.place.line,) if finding.place.line else ()


def repairs_named(finding: Finding) -> tuple[tuple[str, str], ...]:
    """Return every (word as it stood, word as it is read) of a finding."""
    pairs = (pair.partition("\t") for pair in str(finding.params.get("repairs", "")).split("\n"))
    return tuple((wrong, right) for wrong, tab, right in pairs if tab)


def _view(finding: Finding, corrections: Corrections) -> FindingView:
    lines = lines_named(finding)
    open_lines = (
        tuple(line for line in lines if line not in corrections.kinds) if finding.code in ASKED else ()
    )
    message, suggestion = words_of(finding)
    return FindingView(
        "",
        finding.code,
        _stage(finding, open_lines),
        str(TITLES.get(finding.code, _("Fund i dokumentet"))),
        message,
        suggestion,
        lines,
        open_lines,
    )


def _stage(finding: Finding, open_lines: tuple[int, ...]) -> str:
    if finding.severity is Severity.ERROR or finding.code in _ABOUT:
        return "settle"
    if finding.severity is Severity.WARNING:
        return "chosen" if finding.code in ASKED and not open_lines else "choose"
    return "mended" if finding.code in _MENDED else "told"
