"""The pictures of README and user guide, taken of the demo.

They are written only when asked for:
    KERNESPOR_PICTURES=1 .venv/bin/python -m pytest tests/e2e/test_pictures.py
or, for some of them, KERNESPOR_PICTURES=overblik,opgaver.
Without, the pages are opened all the same, and every picture must be there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from e2e.conftest import Open
from e2e.pictures import NARROW, PICTURES, WIDE, asked, take, wanted
from e2e.product import (
    ADMINISTRATOR,
    CONTROLLER,
    COUNCILLOR,
    DAY_CARE_HEAD,
    FINANCE_HEAD,
    SECRETARY,
    Product,
    laid_out,
    served,
)

DEPUTY, STAFF_SIDE = "souschef.maelkevejen", "med.boernunge"


@dataclass(frozen=True, slots=True)
class Picture:
    """Whom to be, where to go, how wide the window is, and whether the picture goes further than it."""

    person: str
    path: str
    narrow: bool = False
    whole: bool = False
    open: str = ""  # what is pressed first
    height: int = 0  # of the window, where the usual one isn't right


SHOTS = {
    "plan": Picture(FINANCE_HEAD, "/virksomhedsplaner/{plan}/"),
    "plan-390": Picture(FINANCE_HEAD, "/virksomhedsplaner/{plan}/", narrow=True),
    "plan-som-billede": Picture(COUNCILLOR, "/virksomhedsplaner/{plan}/billede/", whole=True),
    "plan-som-billede-390": Picture(COUNCILLOR, "/virksomhedsplaner/{plan}/billede/", narrow=True),
    "historik": Picture(COUNCILLOR, "/virksomhedsplaner/{plan}/historik/", height=660),
    "planer": Picture(CONTROLLER, "/virksomhedsplaner/"),
    "overblik": Picture(DAY_CARE_HEAD, "/"),
    "overblik-390": Picture(DAY_CARE_HEAD, "/", narrow=True),
    "handling": Picture(FINANCE_HEAD, "/virksomhedsplaner/{plan}/action/{action}/", height=1300),
    "handling-390": Picture(FINANCE_HEAD, "/virksomhedsplaner/{plan}/action/{action}/", narrow=True),
    "word-og-pdf": Picture(
        COUNCILLOR, "/virksomhedsplaner/{plan}/", open="details.files summary", height=560
    ),
    "organisation": Picture(COUNCILLOR, "/organisation/"),
    "organisation-390": Picture(COUNCILLOR, "/organisation/", narrow=True),
    "organisation-dengang": Picture(COUNCILLOR, "/organisation/?dato=1-2-2024"),
    "organisation-laes-ind": Picture(ADMINISTRATOR, "/organisation/laes-ind/"),
    "personer": Picture("", "/personer/"),
    "sprog": Picture(COUNCILLOR, "/", open="details.who summary", height=480),
    "log-ind-390": Picture("", "/log-ind/", narrow=True, height=620),
    "opgaver": Picture(DAY_CARE_HEAD, "/opgaver/"),
    "opgaver-mail": Picture(DAY_CARE_HEAD, "/opgaver/besked/"),
    "soeg": Picture(DAY_CARE_HEAD, "/soeg/?q=barn"),
    "traad": Picture(FINANCE_HEAD, "/roed-traad/maal/{goal}/"),
    "traad-390": Picture(DAY_CARE_HEAD, "/roed-traad/maal/{own_goal}/", narrow=True),
    "brud": Picture(CONTROLLER, "/roed-traad/brud/", height=1100),
    "stedfortraedere": Picture(DAY_CARE_HEAD, "/adgang/stedfortraedere/", height=1280),
    "hvem-kan-se": Picture(CONTROLLER, "/adgang/plan/{plan}/", height=820),
    "udvalg": Picture(SECRETARY, "/raad-og-udvalg/{body}/"),
    "beslutning": Picture(SECRETARY, "/raad-og-udvalg/beslutninger/{decision}/", height=660),
    "beslutning-fra-referat": Picture(
        SECRETARY, "/raad-og-udvalg/{body}/beslutning/", open="details.opens summary", height=660
    ),
    "hoering": Picture(STAFF_SIDE, "/raad-og-udvalg/hoeringer/{heard}/"),
    "hoering-offentlig-390": Picture("", "/raad-og-udvalg/hoeringer/{public}/", narrow=True),
    "aendringer": Picture(COUNCILLOR, "/haendelser/plan/{plan}/"),
    "haendelser": Picture(ADMINISTRATOR, "/haendelser/"),
    "filer": Picture(CONTROLLER, "/filer/plan/{plan}/"),
    "sag": Picture(SECRETARY, "/sager/beslutning/{decision}/", height=800),
    "maaltal": Picture(CONTROLLER, "/maaltal/", height=820),
    "min-konto": Picture(FINANCE_HEAD, "/min-konto/", height=780),
    "brugere": Picture(ADMINISTRATOR, "/brugere/"),
    "styrende-dokument": Picture(SECRETARY, "/styrende-dokumenter/{document}/"),
    "passus": Picture(SECRETARY, "/styrende-dokumenter/passus/{passage}/"),
    "fokusomraader": Picture(SECRETARY, "/fokusomraader/"),
    "fokusomraade": Picture(SECRETARY, "/fokusomraader/omraade/{focus}/", height=1200),
    "statusnotat": Picture(SECRETARY, "/fokusomraader/notat/{note}/", height=1200),
    "maalindikator": Picture(
        CONTROLLER, "/virksomhedsplaner/{indicator_plan}/indicator/{indicator}/", height=1300
    ),
    "maalindikatorer": Picture(CONTROLLER, "/indikatorer/"),
    "gode-raad": Picture(CONTROLLER, "/gode-raad/plan/{plan}/", height=1100),
    "gennemgang": Picture(CONTROLLER, "/opfoelgning/plan/{plan}/gennemgang/", height=1200),
    "alle-planer": Picture(CONTROLLER, "/opfoelgning/alle-planer/"),
    "forsoeg": Picture(DAY_CARE_HEAD, "/forsoeg/"),
    "forsoeg-390": Picture(DAY_CARE_HEAD, "/forsoeg/", narrow=True),
    "et-forsoeg": Picture(DAY_CARE_HEAD, "/forsoeg/{trial}/", height=1200),
    "budgetanalyse": Picture(CONTROLLER, "/budgetanalyser/{analysis}/", height=1200),
    "moede": Picture(SECRETARY, "/dagsordener/moede/{meeting}/", height=1100),
    "send-dagsordenen": Picture(SECRETARY, "/dagsordener/moede/{meeting}/send/", height=1100),
    "dagsordenspunkt": Picture(SECRETARY, "/dagsordener/sager/{item}/", height=1200),
    "kort-fortalt-390": Picture(COUNCILLOR, "/dagsordener/sager/{item}/kort/", narrow=True),
    "aarshjul": Picture(DAY_CARE_HEAD, "/dagsordener/aarshjul/", height=1200),
    "koersler": Picture(ADMINISTRATOR, "/koersler/", height=660),
    "sagsnumre": Picture(ADMINISTRATOR, "/sager/sagsnumre/"),
}
# What is taken on the way through something that is done.
ON_THE_WAY = {"laes-ind", "laes-ind-390", "find-390", "stedfortraeder-390", "paa-vegne-af"}
OPEN_TO_SOME = (
    "SELECT MIN(id) FROM bodies_consultation WHERE status = 'open' AND id NOT IN "
    "(SELECT consultation_id FROM bodies_consultationparty WHERE kind = 'public')"
)
OPEN_TO_ALL = (
    "SELECT MIN(id) FROM bodies_consultation WHERE status = 'open' AND id IN "
    "(SELECT consultation_id FROM bodies_consultationparty WHERE kind = 'public')"
)
MOST_READ = (
    "SELECT r.indicator_id FROM strategy_indicatorreading r "
    "JOIN strategy_indicator i ON i.id = r.indicator_id WHERE i.kind = 'measured' "
    "GROUP BY r.indicator_id ORDER BY COUNT(*) DESC, r.indicator_id"
)


@pytest.fixture(scope="module")
def studio(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Product]:
    """A demo that nobody has written in; the one of all tests where no pictures are wanted."""
    if not asked():
        yield request.getfixturevalue("product")
        return
    with served(laid_out(tmp_path_factory, "studio")) as product:
        yield product


def test_the_pages_of_the_guide(open_as: Open, studio: Product) -> None:
    values = _values(studio)
    for name, picture in SHOTS.items():
        if not wanted(name):
            continue
        window = open_as(picture.person, at=studio, viewport=NARROW if picture.narrow else WIDE)
        page = window.go(picture.path.format(**values))
        if picture.height:
            page.set_viewport_size({"width": page.viewport_size["width"], "height": picture.height})
        if picture.open:
            page.locator(picture.open).first.click()
        take(page, name, whole=picture.whole)


def test_the_document_beside_the_plan(
    open_as: Open,
    studio: Product,
    document: Path,
) -> None:
    page = open_as(CONTROLLER, at=studio).go("/virksomhedsplaner/laes-ind/")
    page.locator("input[type=file]").set_input_files(document)
    page.get_by_role("button", name="Læs dokumentet").click()
    page.wait_for_url("**/laes-ind/*/")
    take(page, "laes-ind", whole=True)
    page.set_viewport_size({"width": 390, "height": 844})
    take(page, "laes-ind-390")


def test_the_first_morning_on_a_telephone(open_as: Open, studio: Product) -> None:
    page = open_as(DAY_CARE_HEAD, at=studio, viewport=NARROW).go("/")
    page.get_by_label("Søg eller gå til").fill("vikar")
    expect(page.locator("#find-now a").first).to_be_visible()
    take(page, "find-390")
    page.goto("/adgang/stedfortraedere/")
    page.get_by_label("Til hvem?").select_option(label=_option(page, "Souschefen i Mælkevejen"))
    page.get_by_label("Fra og med").fill("23-11-2026")
    page.get_by_label("Til og med").fill("29-11-2026")
    page.get_by_label("Hvorfor?").fill("Ferie")
    page.get_by_role("button", name="Overdrag").click()
    expect(page.get_by_text("29. nov. 2026").first).to_be_visible()
    take(page, "stedfortraeder-390")
    page.get_by_role("listitem").filter(has_text="Ferie").get_by_role("button", name="Afslut").click()
    expect(page.get_by_role("status").first).to_be_visible()


def test_the_deputy_at_work(open_as: Open, studio: Product) -> None:
    page = open_as(DEPUTY, at=studio, viewport=WIDE).go("/adgang/stedfortraedere/")
    page.get_by_role("button", name="Handl på vegne af").first.click()
    page.goto("/")
    expect(page.get_by_text("Du handler på vegne af")).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 620})
    take(page, "paa-vegne-af")
    page.get_by_role("button", name="Stop").first.click()
    expect(page.get_by_text("Du handler igen i dit eget navn.")).to_be_visible()


def test_every_picture_is_one_that_is_taken_here() -> None:
    guide = Path(__file__).with_name("test_guide.py").read_text(encoding="utf-8")
    taken = set(re.findall(r'take\(page, "([\w-]+)"', guide))
    assert {path.stem for path in PICTURES.glob("*.png")} == {*SHOTS, *ON_THE_WAY, *taken}


def _values(product: Product) -> dict[str, int]:
    """Return the keys of what the pictures show."""
    plan = product.plan()
    return {
        "plan": plan,
        "goal": product.part("goal", plan),
        "action": product.part("action", plan),
        "own_goal": product.part("goal", product.plan("Børnehuset Mælkevejen")),
        "body": product.value("SELECT id FROM bodies_body WHERE code = 'oekonomiudvalg'"),
        "decision": product.value(
            "SELECT d.id FROM bodies_decision d JOIN bodies_dissent s ON s.version_id = d.current_id"
        ),
        "heard": product.value(OPEN_TO_SOME),
        "public": product.value(OPEN_TO_ALL),
        **_of_strategy(product),
    }


def _of_strategy(product: Product) -> dict[str, int]:
    """Return the keys of what the chapters on strategy show."""
    policy = product.value(
        "SELECT id FROM strategy_governingdocument WHERE kind = 'economic_policy' AND status = 'in_force'"
    )
    indicator = product.value(MOST_READ)
    return {
        "document": policy,
        "passage": product.value(
            "SELECT id FROM strategy_passage WHERE document_id = ? AND measure <> '' ORDER BY id", policy
        ),
        "focus": product.value(
            "SELECT a.id FROM strategy_focusarea a JOIN strategy_focusset s ON s.id = a.of_set_id "
            "WHERE s.status = 'in_force' ORDER BY a.position"
        ),
        "note": product.value("SELECT id FROM strategy_statusnote WHERE status = 'draft'"),
        "indicator": indicator,
        "indicator_plan": product.value(
            "SELECT a.plan_id FROM strategy_indicator i JOIN strategy_goal g ON g.id = i.goal_id "
            "JOIN strategy_priorityarea a ON a.id = g.area_id WHERE i.id = ?",
            indicator,
        ),
        "trial": product.value(
            "SELECT t.id FROM strategy_trial t JOIN strategy_trialeffect e ON e.trial_id = t.id "
            "WHERE t.status = 'ended' GROUP BY t.id ORDER BY COUNT(*) DESC, t.id"
        ),
        "analysis": product.value("SELECT id FROM strategy_analysis WHERE status = 'under_way'"),
        "item": product.value("SELECT MIN(id) FROM agenda_agendaitem WHERE status = 'under_way'"),
        "meeting": product.value(
            "SELECT s.meeting_id FROM agenda_itemstop s JOIN agenda_agendaitem i ON i.id = s.item_id "
            "WHERE s.sent_on IS NULL AND s.meeting_id IS NOT NULL AND i.status = 'under_way' ORDER BY s.id"
        ),
    }


def _option(page: Page, words: str) -> str:
    """Return the whole text of the choice that holds these words."""
    return page.locator("option", has_text=words).first.inner_text()
