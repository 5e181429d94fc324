"""What the reader of agendas notices, in words."""

from __future__ import annotations

from typing import NamedTuple

from kernespor.engines.findings import N_, Finding, Place, Severity


class _Kind(NamedTuple):
    severity: Severity
    template: str
    suggestion: str


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE
KINDS: dict[str, _Kind] = {
    "empty": _Kind(_E, N_("Dokumentet er tomt."), N_("Vælg det dokument, der indeholder dagsordenen.")),
    "no_item": _Kind(
        _E,
        N_("Der er ikke fundet noget dagsordenspunkt i dokumentet."),
        N_("Se efter, om det er en dagsorden eller et referat; brug ellers »read document«."),
    ),
    "no_body": _Kind(
        _W, N_("Det fremgår ikke, hvilket udvalg eller råd mødet er i."), N_("Skriv udvalgets navn.")
    ),
    "body_from_decision": _Kind(
        _N,
        N_("Dokumentet siger kun i beslutningen, hvilket udvalg det er: {body}."),
        N_("Se efter, om det er det udvalg, punktet hører til."),
    ),
    "no_meeting_date": _Kind(_W, N_("Mødets dato er ikke fundet."), N_("Skriv mødets dato.")),
    "date_from_decision": _Kind(
        _N, N_("Mødets dato er taget fra beslutningen: {date}."), N_("Se efter, om mødet var den dag.")
    ),
    "no_title": _Kind(_W, N_("Punktet har ingen titel."), N_("Skriv punktets titel.")),
    "no_case_number": _Kind(
        _W, N_("»{title}« har intet sagsnummer."), N_("Skriv sagsnummeret, så punktet kan findes i sagen.")
    ),
    "case_number_unread": _Kind(
        _W, N_("»{text}« ligner ikke et sagsnummer."), N_("Se efter, om sagsnummeret er skrevet rigtigt.")
    ),
    "no_recommendation": _Kind(
        _W,
        N_("»{title}« har ingen indstilling."),
        N_("Skriv, hvad der indstilles, eller at der ikke indstilles noget."),
    ),
    "no_decision": _Kind(
        _W,
        N_("»{title}« har ingen beslutning, men andre punkter har."),
        N_("Skriv beslutningen, eller at punktet udgik."),
    ),
    "decision_empty": _Kind(
        _W, N_("Beslutningen under »{title}« har ingen tekst."), N_("Skriv, hvad der blev besluttet.")
    ),
    "decision_before_meeting": _Kind(
        _W,
        N_("Beslutningen i {body} er dateret {date}, før mødet den {meeting}."),
        N_("Se efter, om det er et andet udvalgs tidligere beslutning, eller ret datoen."),
    ),
    "decision_no_body": _Kind(
        _W,
        N_("Det fremgår ikke, hvem der traf beslutningen under »{title}«."),
        N_("Skriv, hvem der besluttede."),
    ),
    "decision_no_date": _Kind(
        _W, N_("Det fremgår ikke, hvornår beslutningen under »{title}« blev truffet."), N_("Skriv datoen.")
    ),
    "absent_missing": _Kind(
        _N,
        N_("Det fremgår ikke, hvem der var fraværende, da {body} besluttede »{title}«."),
        N_("Skriv navnene, eller »Ingen«."),
    ),
    "attachment_missing": _Kind(
        _W,
        N_("Teksten nævner {text}, som ikke står blandt bilagene."),
        N_("Vedlæg bilaget, eller ret henvisningen."),
    ),
    "unknown_heading": _Kind(
        _N,
        N_("»{text}« er læst som en overskrift, vi ikke kender, og står som et afsnit for sig."),
        N_("Se efter, om teksten hører til et felt."),
    ),
    "text_without_heading": _Kind(
        _N,
        N_("Teksten før den første overskrift under »{title}« har ingen overskrift."),
        N_("Se efter, hvor den hører til."),
    ),
    "field_twice": _Kind(
        _N,
        N_("»{text}« står mere end én gang under samme punkt; teksterne er sat sammen."),
        N_("Se efter, om de hører sammen."),
    ),
    "closed_item": _Kind(_N, N_("»{title}« er et lukket punkt."), N_("Vis det kun for dem, der må se det.")),
    "numbers_jump": _Kind(
        _N,
        N_("Punkternes numre springer fra {before} til {after}."),
        N_("Se efter, om der mangler et punkt."),
    ),
    "date_impossible": _Kind(_W, N_("»{text}« er ikke en dato i kalenderen."), N_("Ret datoen.")),
    "weekday_wrong": _Kind(
        _W, N_("»{text}« passer ikke: den dato er en {weekday}."), N_("Ret ugedagen eller datoen.")
    ),
    "not_accounted": _Kind(
        _W, N_("Linjen er ikke fuldt med i resultatet: »{text}«"), N_("Sammenlign linjen med resultatet.")
    ),
}
_LONGEST = 100


def noticed(code: str, line: int = 0, /, **params: str | int) -> Finding:
    """Return a finding at a source line (0: the whole document)."""
    kind = KINDS[code]
    return Finding(code, kind.severity, kind.template, params, Place(line=line or None), kind.suggestion)


def cut(text: str) -> str:
    """Return a text short enough for a message, on one line."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 2].rstrip()} …"
