"""What the reader notices, grouped: a kind of finding that recurs is said once, with its places."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from kernespor.engines.findings import N_, Finding, Place, Severity

_SHOWN = 5


class _Kind(NamedTuple):
    severity: Severity
    template: str
    suggestion: str = ""


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE
KINDS: dict[str, _Kind] = {
    "foreign_letters": _Kind(
        _N, N_("Bogstaver fra et andet alfabet er skrevet om i {count} ord: {examples} (linje {places}).")
    ),
    "foreign_words": _Kind(
        _N, N_("{count} ord står på et andet alfabet og er ikke ændret: {examples} (linje {places}).")
    ),
    "hyphens_joined": _Kind(
        _N, N_("{count} ord, der var delt ved linjens slutning, er samlet: {examples} (linje {places}).")
    ),
    "paragraphs_joined": _Kind(
        _N,
        N_("{count} afsnit, der var brudt midt i en sætning, er samlet: {examples} (linje {places})."),
    ),
    "learned_label": _Kind(
        _W,
        N_(
            "Overskrifter, der efter deres plads er læst som handlinger eller målindikatorer: "
            "{count}. {examples} (linje {places})."
        ),
        N_("Se efter, om listerne under dem er det."),
    ),
    "inline_list": _Kind(
        _N, N_("Opremsninger inde i en sætning, delt i punkter: {count}. {examples} (linje {places}).")
    ),
    "label_spelling": _Kind(
        _N,
        N_(
            "Overskrifter, der er stavet anderledes og læst som de kendte: {count}. "
            "{examples} (linje {places})."
        ),
    ),
    "placeholder": _Kind(
        _W,
        N_("Pladsholdere, der ikke er udfyldt: {count}. {examples} (linje {places})."),
        N_("Skriv det, der skulle stå, eller slet pladsholderen."),
    ),
    "no_area": _Kind(
        _E,
        N_("Der er ikke fundet nogen indsatsområder i dokumentet."),
        N_("Vis, hvilke linjer der er indsatsområder, eller kontrollér, at det er en virksomhedsplan."),
    ),
    "no_goal": _Kind(
        _E,
        N_("Der er ikke fundet nogen mål i dokumentet."),
        N_("Vis, hvilke linjer der er mål, eller kontrollér, at det er en virksomhedsplan."),
    ),
    "empty": _Kind(_E, N_("Dokumentet er tomt."), N_("Vælg det dokument, der indeholder planen.")),
    "no_title": _Kind(_N, N_("Planens titel er ikke fundet.")),
    "no_unit": _Kind(
        _W, N_("Det fremgår ikke, hvilken enhed planen gælder for."), N_("Skriv enhedens navn.")
    ),
    "no_period": _Kind(
        _W,
        N_("Det fremgår ikke, hvilken periode planen gælder for."),
        N_("Skriv periodens første og sidste år."),
    ),
    "uncertain_area": _Kind(
        _W,
        N_("Linjer uden overskriftsmærke, læst som indsatsområder: {count}. {examples} (linje {places})."),
        N_("Se efter, om de er indsatsområder eller almindelig tekst."),
    ),
    "uncertain_goal": _Kind(
        _W,
        N_("Linjer uden overskriftsmærke, læst som mål: {count}. {examples} (linje {places})."),
        N_("Se efter, om de er mål eller almindelig tekst."),
    ),
    "area_without_goal": _Kind(
        _W,
        N_("Indsatsområder uden mål: {count}. {examples} (linje {places})."),
        N_("Se efter, om et mål er læst som tekst."),
    ),
    "goal_from_area": _Kind(
        _W,
        N_(
            "Indsatsområder med handlinger uden et mål over sig, som har fået deres eget navn som mål: "
            "{count}. {examples} (linje {places})."
        ),
        N_("Vis, hvilken linje der er målet."),
    ),
    "area_without_heading": _Kind(
        _W,
        N_("Målene fra linje {places} står ikke under et indsatsområde."),
        N_("Vis, hvilken linje der er indsatsområdets overskrift."),
    ),
    "goal_without_actions": _Kind(_W, N_("{count} mål har ingen handlinger: {examples} (linje {places}).")),
    "goal_without_indicators": _Kind(
        _W, N_("{count} mål har ingen målindikatorer: {examples} (linje {places}).")
    ),
    "text_after_list": _Kind(
        _W,
        N_("{count} afsnit efter en liste er læst som tekst: {examples} (linje {places})."),
        N_("Se efter, om de er handlinger, målindikatorer eller tekst."),
    ),
    "unlabelled_list": _Kind(
        _W,
        N_(
            "Punkterne under {count} mål står uden overskrift og er læst som handlinger: "
            "{examples} (linje {places})."
        ),
        N_("Se efter, om de er handlinger, målindikatorer eller tekst."),
    ),
    "shared_list": _Kind(
        _W,
        N_(
            "Handlinger og målindikatorer gælder for {count} mål, men står under det sidste af "
            "dem: {examples} (linje {places})."
        ),
        N_("Flyt dem til det mål, de hører til."),
    ),
    "number_twice": _Kind(
        _W, N_("Numre, der bruges af mere end ét mål: {count}. {examples} (linje {places}).")
    ),
    "not_accounted": _Kind(
        _W,
        N_("Linjer, der ikke er fuldt med i resultatet: {count}. {examples} (linje {places})."),
        N_("Sammenlign linjerne med resultatet, før planen tages ind."),
    ),
}


@dataclass(slots=True)
class Notes:
    """A collection of what was noticed, by code."""

    _places: dict[str, list[int]] = field(default_factory=dict)
    _examples: dict[str, list[str]] = field(default_factory=dict)
    _repairs: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def noticed(self, code: str, line: int = 0, example: str = "") -> None:
        """Note one place (line from 1, 0: the whole document) and what stands there."""
        self._places.setdefault(code, []).append(line)
        self._examples.setdefault(code, []).append(example)

    def repaired(self, code: str, line: int, wrong: str, right: str) -> None:
        """Note a word that was mended."""
        self.noticed(code, line, f"{wrong} → {right}" if right else wrong)
        self._repairs.setdefault(code, []).append((wrong, right))

    def repairs(self) -> list[tuple[str, str]]:
        """Return every mended word as (as it stood, as it reads now)."""
        return [pair for pairs in self._repairs.values() for pair in pairs]

    def findings(self) -> tuple[Finding, ...]:
        """Return the findings, errors first, each kind once."""
        made = [self._finding(code) for code in KINDS if code in self._places]
        order = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
        return tuple(sorted(made, key=lambda finding: order[finding.severity]))

    def _finding(self, code: str) -> Finding:
        kind = KINDS[code]
        places = [place for place in dict.fromkeys(self._places[code]) if place]
        examples = [_cut(text) for text in dict.fromkeys(self._examples[code]) if text]
        params: dict[str, str | int] = {}
        if places:
            params = {
                "count": len(self._places[code]),
                "places": ", ".join(str(place) for place in places[:_SHOWN])
                + (" …" if len(places) > _SHOWN else ""),
                "examples": "; ".join(examples[:_SHOWN]) + (" …" if len(examples) > _SHOWN else ""),
                "lines": ",".join(str(place) for place in places),
            }
        if code in self._repairs:
            params["repairs"] = "\n".join(f"{wrong}\t{right}" for wrong, right in self._repairs[code])
        return Finding(
            code,
            kind.severity,
            kind.template,
            params,
            Place(line=places[0]) if places else Place(),
            kind.suggestion,
        )


def _cut(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rstrip() + " …"  # noqa: PLR2004 - what fits in a message
