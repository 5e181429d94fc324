"""The words of the house stand in GLOSSARY.md, and every model on the page about personal data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps

from house.tree import ROOT, Breach, files, found, hold, text

PERSONAL_DATA = "docs/personoplysninger.md"
GUIDE = "docs/brugervejledning/"
# Danish, then what it is called in code.
GLOSSARY = """
    styrende dokument | GoverningDocument
    fokusområde | FocusArea
    virksomhedsplan | UnitPlan
    indsatsområde | PriorityArea
    mål / handling / målindikator | Goal / Action / Indicator
    prøvehandling · forsøg · frikommuneforsøg | Trial
    effektiviseringsforslag | Proposal
    effektivisering | EFFICIENCY
    servicereduktion | SERVICE_REDUCTION
    administrativ (teknisk) budgetændring | ADMINISTRATIVE_CHANGE
    spor / pulje / gevinst | Track / Pool / Gain
    varig / engangs | lasting / one-off
    dagsordenspunkt | AgendaItem
    sagsfremstilling / indstilling | presentation / recommendation
    erklæring / protokoltilførsel | declaration / dissent on record
    høring / høringssvar | Consultation / ConsultationResponse
    udvalg, råd, direktion, chefgruppe | Body
    funktionsperiode | term
    hovedudvalg / MED-udvalg | MED main committee / MED committee
    medarbejdersiden / TR / AMR | staff side / shop steward / safety representative
    institution (virksomhed i kommunen) | institution
    bevilling / tillægsbevilling | Appropriation / SupplementaryAppropriation
    anlægsbevilling / rådighedsbeløb | CapitalAppropriation / CapitalAllotment
    omplacering | Reallocation
    overførsel mellem år | CarryOver
    overførselsudgift | TransferExpense
    serviceramme / styringsområde | service frame / SteeringArea
    p/l-niveau | price level
    korrigeret budget / forventet regnskab | revised budget / expected outturn
    overslagsår | estimate year
    omkostningssted | cost centre
    funktion / art / gruppering / dranst | function / account type / grouping / dranst
    årsværk | full-time equivalent
    ledelsestilsyn | Supervision
    aftaleloyalitet | contract compliance
    e-handel | e-trade
    arbejdsgang | Workflow
    APV | WorkplaceSurvey
    borgersamling | CitizensAssembly
    årshjul | annual wheel
    journalisering | filing
    budgetstrategi / budgetforlig | budget strategy / budget settlement
"""


def missing_words(glossary: str) -> list[str]:
    """Return the rows of the contract that the glossary lacks or words otherwise."""
    lines = [line for line in glossary.splitlines() if line.startswith("|")]
    rows = [[cell.replace("`", "").strip() for cell in line.strip("|").split("|")] for line in lines]
    contract = [[cell.strip() for cell in line.split("|")] for line in GLOSSARY.strip().splitlines()]
    return [
        danish
        for danish, code in contract
        if not any(row[0] == danish and row[1].startswith(code) for row in rows if len(row) > 1)
    ]


def unnamed_models(page: str, names: list[str]) -> list[str]:
    """Return the models (`app.Model`) that a page names neither so nor by the model's name, in backticks."""
    return [name for name in names if not re.search(rf"`(\w+\.)?{re.escape(name.rpartition('.')[2])}`", page)]


def broken_links(root: Path) -> Iterator[Breach]:
    """Every relative link and picture in a document leads somewhere."""
    for name in files(root, "*.md"):
        for number, line in enumerate(text(root, name).splitlines(), 1):
            for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", line):
                if not ((root / name).parent / target).exists():
                    yield Breach(name, number, f"{target} isn't there.", "Mend the link.")


def words_not_on_screen(root: Path) -> Iterator[Breach]:
    """What the user guide quotes stands in the product or in its demo, letter by letter."""
    sources = ("*.html", "*.py", "*.txt", "*.toml")
    shown = [_one_line(text(root, name)) for name in files(root, *sources) if name.startswith("src/")]
    for name in files(root, "*.md"):
        if name.startswith(GUIDE):
            page = text(root, name)
            for quoted in re.finditer("»([^«]+)«", page):
                words = _one_line(quoted[1])
                if not any(words in source for source in shown):
                    line = page.count("\n", 0, quoted.start()) + 1
                    wrong = f"»{words}« stands nowhere in the product."
                    yield Breach(name, line, wrong, "Quote what the screen says.", words)


def _one_line(source: str) -> str:
    return re.sub(r"\s+", " ", source)


def own_models() -> list[str]:
    """Return every model of the project."""
    return [model._meta.label for model in apps.get_models() if model.__module__.startswith("kernespor.")]


def test_the_glossary_has_every_row_of_the_contract() -> None:
    assert missing_words(text(ROOT, "GLOSSARY.md")) == []


def test_every_model_stands_on_the_page_about_personal_data() -> None:
    missing = unnamed_models(text(ROOT, PERSONAL_DATA), own_models())
    assert missing == [], f"{PERSONAL_DATA}: say what each of these holds about people, and for how long."


def test_links_lead_somewhere() -> None:
    hold(broken_links)


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    tree = {
        "README.md": "[a](docs/a.md)\n![b](docs/b.png)\n[c](https://example.dk/c)\n[d](docs/a.md#x)\n",
        "docs/a.md": "[up](../README.md) [gone](b.md)\n",
    }
    assert found(broken_links, tmp_path, tree) == [("README.md", 2), ("docs/a.md", 1)]


def test_the_guide_quotes_what_the_screen_says() -> None:
    hold(words_not_on_screen, "guide")


def test_a_quotation_of_what_is_not_on_the_screen_is_found(tmp_path: Path) -> None:
    tree = {
        "docs/brugervejledning/a.md": "Tryk på »Gem\nkladden« eller\n»Gem det«.\n",
        "docs/reference/a.md": "»Gem det«\n",
        "src/a.html": "{% translate 'Gem kladden' %}",
    }
    assert found(words_not_on_screen, tmp_path, tree) == [("docs/brugervejledning/a.md", 3)]


def test_a_missing_word_is_found() -> None:
    glossary = text(ROOT, "GLOSSARY.md")
    assert missing_words(glossary.replace("| årshjul ", "| årets hjul ")) == ["årshjul"]
    assert missing_words(glossary.replace("`FocusArea`", "`Focus`")) == ["fokusområde"]


def test_a_model_without_a_word_is_found() -> None:
    models = ["accounts.User", "strategy.Plan"]
    assert unnamed_models("| `User` | navn |", models) == ["strategy.Plan"]
    assert unnamed_models("`accounts.User` og `strategy.Plan`; `PlanRow`", models) == []


def test_there_are_models_to_ask_about() -> None:
    assert "accounts.User" in own_models()
