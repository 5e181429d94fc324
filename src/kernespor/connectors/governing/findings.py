"""What the reader of governing documents notices, in words."""

from __future__ import annotations

from typing import NamedTuple

from kernespor.engines.findings import N_, Finding, Place, Severity


class _Kind(NamedTuple):
    severity: Severity
    template: str
    suggestion: str


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE
KINDS: dict[str, _Kind] = {
    "empty": _Kind(_E, N_("Dokumentet er tomt."), N_("Vælg det dokument, der indeholder teksten.")),
    "no_title": _Kind(_W, N_("Dokumentets titel er ikke fundet."), N_("Skriv titlen.")),
    "title_guessed": _Kind(
        _W, N_("Dokumentet har ingen titel."), N_("Skriv titlen. Efter teksten er det: {guess}.")
    ),
    "list_missing": _Kind(
        _W,
        N_("»{text}« annoncerer en opremsning, som ikke står der."),
        N_("Find punkterne frem, eller skriv sætningen om."),
    ),
    "list_shorter": _Kind(
        _W,
        N_("»{text}« annoncerer {announced} punkter, men der står {found}."),
        N_("Tilføj det, der mangler, eller ret tallet."),
    ),
    "date_impossible": _Kind(_W, N_("»{text}« er ikke en dato i kalenderen."), N_("Ret datoen.")),
    "weekday_wrong": _Kind(
        _W, N_("»{text}« passer ikke: den dato er en {weekday}."), N_("Ret ugedagen eller datoen.")
    ),
    "date_after": _Kind(
        _W,
        N_("Dokumentet er dateret {date}, men fortæller om noget senere som sket: »{text}«"),
        N_("Ret dokumentets dato eller tidspunktet i teksten."),
    ),
    "text_twice": _Kind(
        _W,
        N_("Teksten står også på linje {other}: »{text}«"),
        N_("Slet det ene sted, eller skriv, hvad der er forskelligt."),
    ),
    "text_in_sentence": _Kind(
        _W,
        N_("»{text}« står midt i en sætning, der går videre bagefter, og er taget ud af den."),
        N_("Se efter, om det er en figurs tekst eller et sidetal."),
    ),
    "figure_label": _Kind(
        _N,
        N_("»{text}« står lige under en figurs tekst og er læst som overskrift."),
        N_("Se efter, om det er et ord fra figuren."),
    ),
    "heading_empty": _Kind(
        _W,
        N_("Der er ingen tekst under overskriften »{text}«."),
        N_("Skriv teksten, eller slet overskriften."),
    ),
    "reference_missing": _Kind(
        _W,
        N_("Teksten henviser til {text}, som ikke er i dokumentet."),
        N_("Ret henvisningen, eller vedlæg det, den nævner."),
    ),
    "sentence_breaks_off": _Kind(
        _W, N_("Sætningen slutter midt i det hele: »{text}«"), N_("Skriv resten af sætningen.")
    ),
    "term_varies": _Kind(
        _N,
        N_("»{text}« nævnes ved siden af de definerede begreber, men det er »{defined}«, der er defineret."),
        N_("Brug ét ord for én ting."),
    ),
}
_LONGEST = 100


def noticed(code: str, line: int = 0, block: int | None = None, /, **params: str | int) -> Finding:
    """Return a finding at a source line (0: the document) and a block (from 0)."""
    kind = KINDS[code]
    place = Place(line=line or None, paragraph=None if block is None else block + 1)
    return Finding(code, kind.severity, kind.template, params, place, kind.suggestion)


def cut(text: str) -> str:
    """Return a text short enough for a message."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 2].rstrip()} …"


def cut_start(text: str) -> str:
    """Return the end of a text, short enough for a message."""
    return text if len(text) <= _LONGEST else f"… {text[-_LONGEST + 2 :].lstrip()}"
