"""Write the pages of docs/reference that are made from what the code is held to: permissions and lifecycles.

    python tools/reference.py

Permissions come from the tables of tests/site/permissions, which the tests hold against every address;
lifecycles come from the domains' transition tables. A test fails when a page isn't what this would write.
"""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TABLES = ROOT / "tests" / "site" / "permissions"
PERMISSIONS = ROOT / "docs" / "reference" / "tilladelser.md"
LIFECYCLES = ROOT / "docs" / "reference" / "livscyklus.md"
SETTINGS = ROOT / "docs" / "reference" / "indstillinger.md"
STRANGERS = 3  # the first persons of the matrix: not logged in, without a role today, a resident

_PERMISSIONS_HEAD = """# Tilladelser

Hvem kan åbne hvad. Siden er skrevet ud fra tabellerne i `tests/site/permissions`, som testene holder op
mod hver eneste adresse: hver person spørger med hver metode, og svaret skal være det, der står i tabellen.

En adresse uden en erklæret operation er lukket for alle. Den, der ikke er logget ind, bliver bedt om at
logge ind. Den, der ikke har en rolle i kommunen i dag, kan kun logge ud og skifte adgangskode. Alle andre
afslag kommer med en begrundelse.

Eksemplet er Økonomi & Stab i Sporkøbing: en plan, der gælder, en kladde, en afsluttet plan og dokumenter
på vej ind.
"""
_LIFECYCLES_HEAD = """# Livscyklus

Hvad der kan blive til hvad, hvem der har ansvaret undervejs, og hvad hvert skridt hedder i historikken.
Siden er skrevet ud fra overgangstabellerne i koden.
"""
_SETTINGS_HEAD = """# Indstillinger

Alt, hvad en installation selv bestemmer, gives som miljøvariable. Siden er skrevet ud fra koden, og en prøve
holder den ved lige. Uden noget sat er det demoens værdier.

| Variabel | Uden den | Betyder |
|---|---|---|
"""
_PARTS = {
    "access": "Adgang",
    "analyses": "Budgetanalyser",
    "audit": "Hændelser",
    "bodies": "Råd, beslutninger og høringer",
    "comments": "Kommentarer",
    "drafts": "Kladder",
    "files": "Filer",
    "filing": "Journalisering",
    "focus": "Fokusområder",
    "governing": "Styrende dokumenter",
    "indicators": "Målindikatorer",
    "jobs": "Kørsler",
    "measures": "Måltal",
    "lint": "Gode råd",
    "tasks": "Opgaver",
    "thread": "Den røde tråd",
    "trials": "Prøvehandlinger og forsøg",
    "organisation": "Organisation",
    "strategy": "Virksomhedsplaner",
}


def table(folder: Path) -> dict[str, Any]:
    """Return the tables of a folder as one: `persons`, and the `addresses` of every part."""
    persons: list[dict[str, str]] = []
    addresses: dict[str, Any] = {}
    for path in sorted(folder.glob("*.toml")):
        part = tomllib.loads(path.read_text(encoding="utf-8"))
        persons += part.get("persons", [])
        addresses |= part.get("addresses", {})
    return {"persons": persons, "addresses": addresses}


def permissions(table: Mapping[str, Any]) -> str:
    """Return the page on permissions, in Markdown."""
    persons = [person["who"] for person in table["persons"]]
    lines = [_PERMISSIONS_HEAD, "## Personerne", "", *(f"- {who}" for who in persons), ""]
    part = ""
    for name, rows in table["addresses"].items():
        title = _PARTS.get(name.partition(":")[0], "Fælles")
        if title != part:
            lines += [f"## {title}", "", "| Side | Hvad | Åben for | Andet svar |", "|---|---|---|---|"]
            part = title
        cells = [_cells(key, answers.split(), persons) for key, answers in rows.items() if key != "what"]
        lines += [f"| {rows['what']} | {' | '.join(cell)} |" for cell in cells]
    return "\n".join(lines) + "\n"


def _cells(key: str, answers: Sequence[str], persons: Sequence[str]) -> tuple[str, str, str]:
    method, _, case = key.partition(" ")
    verb = {"GET": "se", "POST": "gør"}[method]
    what = f"{verb}: {case}" if case else verb
    return what, _open_for(answers, persons), _otherwise(answers)


def _open_for(answers: Sequence[str], persons: Sequence[str]) -> str:
    may = [who for who, answer in zip(persons, answers, strict=True) if answer == "+"]
    if len(may) == len(persons):
        return "alle"
    if may == list(persons[STRANGERS:]):
        return "alle med en rolle i kommunen"
    if may == list(persons[1:]):
        return "alle, der er logget ind"
    return ", ".join(may) or "ingen"


def _otherwise(answers: Sequence[str]) -> str:
    words = {
        "0": "findes ikke",
        "!": "kan ikke gøres, som sagen står",
        "f": "formularen kommer tilbage med det, der mangler",
        "–": "afslag med begrundelse",
    }
    return ", ".join(word for sign, word in words.items() if sign in answers[STRANGERS:]) or "–"


def lifecycles() -> str:
    """Return the page on lifecycles, in Markdown. Django must be ready."""
    from kernespor.foundation.lifecycle import known

    lines = [_LIFECYCLES_HEAD]
    for lifecycle in known():
        lines += [f"## {lifecycle.title}", "", *_lifecycle(lifecycle), ""]
    return "\n".join(lines)


def _lifecycle(lifecycle: Any) -> Iterator[str]:
    from kernespor.foundation.audit import verbs
    from kernespor.foundation.lifecycle import diagram

    labels = lifecycle.labels
    yield from ("```mermaid", diagram(lifecycle), "```", "")
    yield from ("| Stadie | Ansvarlig |", "|---|---|")
    yield from (f"| {labels[status]} | {owner} |" for status, owner in lifecycle.owners.items())
    yield from ("", "| Skridt | Fra | Til | I historikken | Begrundelse |", "|---|---|---|---|---|")
    for step in lifecycle.transitions:
        why = "kræves" if step.needs_reason else "–"
        cells = (step.label, labels[step.source], labels[step.target], verbs.word(step.verb), why)
        yield f"| {' | '.join(map(str, cells))} |"


def settings() -> str:
    """Return the page on settings, in Markdown; KeyError for one that nobody has explained."""
    from kernespor.site.configuration import ROOT as HOME
    from kernespor.site.configuration import Configuration
    from kernespor.site.setting_words import WORDS

    lines = []
    for name, field in Configuration.model_fields.items():
        default = str(field.default).replace(str(HOME), "").lstrip("/\\")
        shown = f"`{default}`" if field.default not in (None, "") else "–"
        lines.append(f"| `KERNESPOR_{name.upper()}` | {shown} | {WORDS[name]} |")
    return _SETTINGS_HEAD + "\n".join(lines) + "\n"


def main() -> int:
    """Write the pages and return 0."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kernespor.site.settings")
    sys.path.insert(0, str(ROOT / "src"))
    import django

    django.setup()
    PERMISSIONS.parent.mkdir(parents=True, exist_ok=True)
    PERMISSIONS.write_text(permissions(table(TABLES)), encoding="utf-8")
    LIFECYCLES.write_text(lifecycles(), encoding="utf-8")
    SETTINGS.write_text(settings(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
