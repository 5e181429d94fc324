from __future__ import annotations

import csv
import io
from typing import Any

import lxml.html
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from domains.strategy.import_help import (
    HTMX,
    MARKDOWN,
    NEW,
    address,
    client_of,
    laid_in,
    line_of,
    say,
    sums,
)
from kernespor.connectors.unit_plan.notes import KINDS
from kernespor.domains.strategy.models import PlanImport
from kernespor.domains.strategy.selectors.import_findings import TITLES

pytestmark = pytest.mark.usefixtures("sporkoebing")

# The heading marks are gone: what is a goal is guessed, and asked about.
UNMARKED = MARKDOWN.replace("### 1.2 Mål – Mindre sprøjt", "Mindre sprøjt")
LONG = MARKDOWN + "".join(
    f"\n### 1.{number} Mål – Mål nummer {number}\n\nEn tekst.\n\n#### Handlinger\n\n- En handling\n- En til\n"
    "\n#### Målindikator\n\n- Et tal\n"
    for number in range(3, 45)
)


def page(client: Any, draft: PlanImport, query: str = "") -> lxml.html.HtmlElement:
    return lxml.html.fromstring(client.get(f"{address(draft)}{query}").content.decode())


def of(part: lxml.html.HtmlElement, name: str) -> list[lxml.html.HtmlElement]:
    """Return what lies within a part and has a class, or is a tag of that name."""
    return list(part.xpath(f'.//{name} | .//*[contains(concat(" ", @class, " "), " {name} ")]'))


def words(part: lxml.html.HtmlElement) -> str:
    return " ".join(part.text_content().split())


def kept(draft: PlanImport) -> dict[str, Any]:
    row = PlanImport.objects.get(pk=draft.pk)
    return {name: row.corrections.get(name) for name in ("kinds", "texts")}


def test_every_line_stands_with_its_number_and_how_it_was_read() -> None:
    client = client_of()
    draft = laid_in(
        client, MARKDOWN.replace("Målindikator", "Må\u043b\u0438\u043d\u0434ikator", 1) + "\n---\n"
    )
    shown = page(client, draft)
    lines = of(shown, "line")
    assert [line.get("id") for line in lines] == [f"l{number}" for number in range(1, len(lines) + 1)]
    mended = shown.get_element_by_id(f"l{line_of('Målindikator')}")
    assert "(læst som Målindikator)" in words(of(mended, "mark")[0])
    assert "Rettet, fund" in words(mended)
    parted = shown.get_element_by_id(f"l{line_of('biodiversi-')}")
    assert words(of(parted, "mark")[0]) == "biodiversi- (læst som biodiversiteten)"
    rest = shown.get_element_by_id(f"l{line_of('teten på')}")
    assert words(of(rest, "mark")[0]).startswith("teten ")
    assert "Ikke en del af planen, streg" in words(lines[-2])


def test_each_text_of_the_plan_leads_to_its_lines() -> None:
    client = client_of()
    draft = laid_in(client)
    first = line_of("biodiversi-")
    piece = page(client, draft).get_element_by_id(f"p{first}")
    link = of(piece, "piece-lines")[0]
    assert (link.get("href"), link.get("data-lines")) == (f"#l{first}", f"{first} {first + 1}")
    assert words(link) == f"Vis linje {first}–{first + 1}"


def test_a_line_is_read_as_a_person_says_and_as_before_when_undone() -> None:
    client = client_of()
    draft = laid_in(client)
    line = line_of("Vi passer 412")
    say(client, draft, do="line", line=line, kind="goal", text="Vi passer 412 hektar park, vej og skov.")
    assert sums(client, draft) == [1, 3, 3, 2]
    assert kept(draft) == {"kinds": {str(line): "goal"}, "texts": {}}
    assert "Mål" in words(page(client, draft).get_element_by_id(f"l{line}"))
    say(client, draft, do="undo", line=line)
    assert sums(client, draft) == [1, 2, 3, 2]
    assert kept(draft) == {"kinds": {}, "texts": {}}


def test_a_heading_keeps_its_number_and_a_paragraph_takes_its_lines() -> None:
    client = client_of()
    draft = laid_in(client)
    goal, text = line_of("1.1 Mål"), line_of("biodiversi-")
    say(client, draft, do="text", piece=f"p{goal}", text="Vild natur")
    say(client, draft, do="text", piece=f"p{text}", text="Målet er mere liv.")
    assert kept(draft)["texts"] == {
        str(goal): "1.1 Mål – Vild natur",
        str(text): "Målet er mere liv.",
        str(text + 1): "",
    }
    shown = page(client, draft)
    assert "Mål 1.1" in words(shown.get_element_by_id(f"p{goal}"))
    assert words(of(shown.get_element_by_id(f"p{goal}"), "h4")[0]) == "Vild natur"
    assert words(of(shown.get_element_by_id(f"p{text}"), "p")[0]) == "Målet er mere liv."
    assert sums(client, draft) == [1, 2, 3, 2]


def test_a_text_cant_be_emptied_by_mistake() -> None:
    client = client_of()
    draft = laid_in(client)
    answer = say(client, draft, do="text", piece=f"p{line_of('damprensere')}", text="  ")
    assert answer.status_code == 422
    assert "Skriv en tekst, eller luk uden at gemme." in answer.content.decode()
    assert kept(draft)["texts"] is None


def test_a_doubt_is_asked_and_the_answer_settles_it() -> None:
    client = client_of()
    draft = laid_in(client, UNMARKED)
    line = line_of("Mindre sprøjt", UNMARKED)
    question = of(page(client, draft).get_element_by_id(f"p{line}"), "question")[0]
    assert words(of(question, "summary")[0]) == f"Hvad er linje {line}?"
    options = [words(option) for option in of(question, "choice")]
    assert options[0] == "Mål 1.2 (foreslået)"
    assert "En handling under mål 1.1" in options
    before = sums(client, draft)
    say(client, draft, do="choice", line=line, kind="goal")
    assert not of(page(client, draft), "question")
    assert sums(client, draft) == before == [1, 2, 3, 2]


@pytest.mark.parametrize("htmx", [False, True])
def test_a_stale_correction_changes_nothing_and_loses_nothing(*, htmx: bool) -> None:
    client = client_of()
    draft = laid_in(client)
    line, goal = line_of("damprensere"), line_of("1.1 Mål")
    say(client, draft, do="line", line=line, kind="", text="Indkøb af tre damprensere")
    stand = kept(draft)
    sent = [
        {"do": "line", "line": line, "kind": "indicator", "text": "Min egen tekst"},
        {"do": "text", "piece": f"p{goal}", "text": "Min egen tekst"},
        {"do": "about", "title": "Min egen tekst", "unit": "", "start": "2026", "end": "2027"},
    ]
    for what in sent:
        answer = say(client, draft, htmx=htmx, version=draft.version, **what)
        shown = answer.content.decode()
        assert answer.status_code == 409
        assert "Intet er gået tabt" in shown
        assert "Min egen tekst" in shown
        assert kept(draft) == stand
        assert answer.headers.get("HX-Retarget") == ("#import" if htmx else None)
    answer = say(client, draft, version=draft.version, **sent[0])
    assert "Nu står der: »Indkøb af tre damprensere«" in answer.content.decode()


def test_what_makes_no_sense_is_refused() -> None:
    client = client_of()
    draft = laid_in(client)
    wrong = [
        ({"do": "line", "line": 9999, "kind": "goal"}, 404),
        ({"do": "line", "line": "x", "kind": "goal"}, 404),
        ({"do": "line", "line": 1, "kind": "nothing"}, 400),
        ({"do": "choice", "line": 1, "kind": ""}, 400),
        ({"do": "text", "piece": "p9999", "text": "a"}, 404),
        ({"do": "nothing"}, 400),
        ({"do": "undo", "line": 1, "version": ""}, 400),
        ({"do": "about", "title": "", "unit": "", "start": "snart", "end": "2025"}, 422),
        ({"do": "about", "title": "A", "unit": str(draft.unit_id), "start": "2027", "end": "2026"}, 422),
    ]
    for what, status in wrong:
        assert say(client, draft, **what).status_code == status, what
    assert PlanImport.objects.get(pk=draft.pk).version == draft.version


def plain(part: lxml.html.HtmlElement) -> str:
    """Return a part of a page without what differs between two answers: tokens, and where it goes."""
    for field in part.xpath(".//input[@name='csrfmiddlewaretoken']"):
        field.set("value", "")
    for element in part.iter():
        element.attrib.pop("hx-swap-oob", None)
    part.tail = None
    return str(lxml.html.tostring(part, encoding="unicode"))


@pytest.mark.parametrize(
    "what",
    [
        {"do": "line", "line": line_of("Vi passer 412"), "kind": "goal", "text": "Et nyt mål"},
        {"do": "text", "piece": f"p{line_of('1.1 Mål')}", "text": "Vild natur"},
        {"do": "choice", "line": line_of("damprensere"), "kind": "furniture"},
        {"do": "about", "title": "Ny titel", "start": "2030", "end": "2031"},
    ],
    ids=["line", "text", "choice", "about"],
)
def test_a_page_after_a_swap_is_the_page_that_is_fetched_anew(what: dict[str, Any]) -> None:
    client = client_of()
    draft = laid_in(client, MARKDOWN)
    old = page(client, draft)
    unit = {"unit": str(draft.unit_id)} if what["do"] == "about" else {}
    answer = say(client, draft, htmx=True, **what, **unit)
    assert answer.status_code == 200
    for part in lxml.html.fragments_fromstring(answer.content.decode()):
        there = old.get_element_by_id(part.get("id"))
        part.tail = there.tail
        there.getparent().replace(there, part)
    new = page(client, draft)
    assert plain(old.get_element_by_id("import")) == plain(new.get_element_by_id("import"))


@pytest.mark.parametrize("query", ["linje=", "ret=p"])
def test_a_part_opened_in_place_is_the_part_of_the_opened_page(query: str) -> None:
    client = client_of()
    draft = laid_in(client)
    line = line_of("damprensere")
    target = f"{'l' if query == 'linje=' else 'p'}{line}"
    for ask in (f"?{query}{line}", ""):
        answer = client.get(f"{address(draft)}{ask}", headers={**HTMX, "HX-Target": target})
        part = lxml.html.fragment_fromstring(answer.content.decode())
        assert plain(part) == plain(page(client, draft, ask).get_element_by_id(target))
    assert client.get(address(draft), headers={**HTMX, "HX-Target": "l9999"}).status_code == 404


def test_looking_writes_nothing_and_asks_little_however_long_the_document() -> None:
    client = client_of()
    short, long = laid_in(client), laid_in(client, LONG)
    asked: dict[str, int] = {}
    for url in (
        NEW, address(short), address(long), f"{address(long)}?linje=14", address(long, "import_findings"),
    ):  # fmt: skip
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(url).status_code == 200
        asked[url] = len(queries)
        assert all(query["sql"].lstrip(" (").upper().startswith("SELECT") for query in queries), url
    assert asked[address(short)] == asked[address(long)] <= 8
    assert asked[NEW] <= 8
    with CaptureQueriesContext(connection) as queries:
        say(client, long, htmx=True, do="undo", line=1)
    assert len(queries) <= 16


def test_the_findings_are_a_list_that_opens_in_a_spreadsheet() -> None:
    client = client_of()
    draft = laid_in(client, MARKDOWN.replace("Vi passer på", "[navn] passer på"))
    answer = client.get(address(draft, "import_findings"))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Nr.", "Vigtighed", "Fund", "Linjer", "Besked", "Forslag"]
    assert [row[0] for row in rows[1:]] == [str(number) for number in range(1, len(rows))]
    assert {"Dit valg", "Rettet"} == {row[1] for row in rows[1:]}


def test_every_kind_of_finding_has_a_title() -> None:
    assert set(KINDS) <= set(TITLES)
