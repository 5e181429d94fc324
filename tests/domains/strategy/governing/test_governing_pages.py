"""The pages of governing documents and passages: what they say, what they ask, and what stays hidden."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import factories
from domains.strategy.governing.governing_world import TEXT, client_of, in_force, keeper, laid_in, marked
from kernespor.domains.strategy.actions.governing.passages import Use
from kernespor.domains.strategy.models import GoverningDocument, Passage
from kernespor.foundation.objects import ref_of
from kernespor.foundation.thread.actions import tie

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sporkoebing")]
ROOT = "/styrende-dokumenter/"
SENTENCE = "Driften skal give et overskud på 2,5 pct. om året."


@pytest.fixture
def head(client: Client) -> Client:
    return client_of(client)


def text_of(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return str(answer.content.decode())


def upload(name: str = "politik.md", content: bytes | None = None) -> dict[str, Any]:
    file = SimpleUploadedFile(name, TEXT.format(title="Ny politik").encode() if content is None else content)
    return {"document": file, "unit": factories.unit("OS").pk, "kind": ""}


def test_a_file_is_laid_in_and_shown_as_it_was_read(head: Client) -> None:
    answer = head.post(f"{ROOT}laeg-ind/", upload(), follow=True)
    page = answer.content.decode()
    document = GoverningDocument.objects.get(title="Ny politik")
    assert answer.redirect_chain[-1][0] == f"{ROOT}{document.pk}/"
    assert SENTENCE in page
    assert "Vi prøver os frem, og vi lærer af det." in page


@pytest.mark.parametrize(("kind", "title"), [("vision", "Vision"), ("other", "uden-titel")])
def test_what_has_no_title_is_called_by_what_it_is(head: Client, kind: str, title: str) -> None:
    text = b"Vi vil have det godt. Det skal vare ved.\n\nVi vil have det sjovt. Det varer kort.\n"
    head.post(f"{ROOT}laeg-ind/", upload("uden-titel.txt", text) | {"kind": kind})
    assert GoverningDocument.objects.get(source__name="uden-titel.txt").title == title


@pytest.mark.parametrize(
    ("name", "content"),
    [("tom.md", b" \n"), ("virus.exe", b"MZ"), ("ikke.docx", b"PK\x03\x04rod"), ("x.pdf", b"%PDF")],
)
def test_what_cannot_be_read_is_kept_nowhere(head: Client, name: str, content: bytes) -> None:
    answer = head.post(f"{ROOT}laeg-ind/", upload(name, content))
    assert answer.status_code == 422
    assert not GoverningDocument.objects.filter(source__name=name).exists()


def test_a_draft_is_in_no_page_of_others(client: Client) -> None:
    document = laid_in(factories.SECRET)
    passage = marked(document, "Vi hjælper hinanden.")
    for code in ("hrkonsulent", "boerneogungechef", "administrator"):
        browser = client_of(client, code)
        assert factories.SECRET not in text_of(browser, ROOT)
        assert factories.SECRET not in browser.get(f"{ROOT}excel/").content.decode("latin-1")
        for path in (f"{ROOT}{document.pk}/", f"{ROOT}passus/{passage.pk}/", f"{ROOT}{document.pk}/word/"):
            assert factories.SECRET not in text_of(browser, path, 403)


def test_a_sentence_is_pointed_at_by_keyboard_and_cited(head: Client) -> None:
    document = laid_in()
    block = next(one for one in document.blocks.all() if SENTENCE in one.text)
    path = f"{ROOT}{document.pk}/udpeg/{block.pk}/"
    page = text_of(head, path)
    assert page.count('name="place"') == 4  # three sentences, and the whole
    place = f"{block.text.index(SENTENCE)}-{len(SENTENCE)}"
    assert head.post(path, {"place": "", "role": "financial_goal"}).status_code == 422
    answer = head.post(path, {"place": place, "role": "financial_goal"}, follow=True)
    shown = answer.content.decode()
    passage = Passage.objects.get(block=block)
    assert passage.text == SENTENCE
    assert passage.heading == "Økonomiske mål"
    assert f"»{SENTENCE}« (Økonomisk politik, »Økonomiske mål«" in shown
    assert f"http://testserver{ROOT}passus/{passage.pk}/" in shown
    assert f"<mark>{SENTENCE}</mark>" in text_of(head, f"{ROOT}{document.pk}/")


def test_a_suggestion_is_taken_or_left(head: Client) -> None:
    document = laid_in()
    kept = {"block": 3, "starts": 0, "text": "Økonomisk politik begynder her.", "role": "principle"}
    block = next(one for one in document.blocks.all() if SENTENCE in one.text)
    taken = kept | {"block": block.position, "starts": block.text.index(SENTENCE), "text": SENTENCE}
    left = kept | {"block": block.position}
    GoverningDocument.objects.filter(pk=document.pk).update(suggestions=[taken, left])
    path = f"{ROOT}{document.pk}/forslag/"
    assert text_of(head, path).count("Udpeg passusen") == 2
    head.post(path, taken | {"role": "financial_goal"})
    head.post(path, left | {"leave": "1"})
    assert [(one.text, one.role) for one in document.passages.all()] == [(SENTENCE, "financial_goal")]
    assert "Ingen forslag tilbage" in text_of(head, path)
    assert head.post(path, left).status_code == 404


def test_a_goal_that_builds_on_a_passage_stands_on_its_page_with_its_state(head: Client) -> None:
    passage = marked(in_force(), SENTENCE, Use("financial_goal"))
    goal = factories.first_goal(factories.plan_of_file("oekonomi-stab-2026-2027.docx"))
    tie(actor=keeper(), kind="strategy.builds_on", upper=ref_of(passage), lower=ref_of(goal), why="Derfor")
    page = text_of(head, f"{ROOT}passus/{passage.pk}/")
    assert goal.title in page
    assert 'data-state="' in page
    assert "Ét led bygger på passusen." in page


def test_the_measure_of_a_passage_is_saved_with_its_target(head: Client) -> None:
    passage = marked(in_force(), SENTENCE)
    path = f"{ROOT}passus/{passage.pk}/ret/"
    sent = {
        "role": "financial_goal",
        "measure": "strategy.age",
        "target": "90,5",
        "direction": "down",
        "version": 1,
    }
    assert head.post(path, sent | {"target": ""}).status_code == 422
    assert head.post(path, sent | {"measure": ""}).status_code == 422
    assert head.post(path, sent).status_code == 302
    assert str(factories.again(passage).target) == "90.5000"
    assert "højst 90,5 dage" in text_of(head, f"{ROOT}passus/{passage.pk}/")
    stale = head.post(path, sent | {"target": "80"})
    assert stale.status_code == 409
    assert 'value="80"' in stale.content.decode()
    assert "højst 90,5 dage" in stale.content.decode()


def test_a_passage_is_taken_back_with_a_reason_and_stays(head: Client) -> None:
    passage = marked(in_force(), SENTENCE)
    path = f"{ROOT}passus/{passage.pk}/tilbage/"
    assert head.post(path, {"version": 1, "why": ""}).status_code == 422
    assert head.post(path, {"version": 1, "why": "Forkert sætning"}).status_code == 302
    assert "Passusen er taget tilbage." in text_of(head, f"{ROOT}passus/{passage.pk}/")
    assert marked(passage.document, SENTENCE).pk == passage.pk


def test_facts_that_another_saved_are_shown_beside_ones_own(head: Client) -> None:
    document = in_force()
    path = f"{ROOT}{document.pk}/ret/"
    sent = {
        "title": "Min titel", "kind": "vision", "unit": document.unit_id, "adopted_by_name": "Byrådet",
        "adopted_on": "1-2-2024", "valid_from": "1-3-2024", "version": document.version,
    }  # fmt: skip
    assert head.post(path, sent | {"valid_to": "1-1-2024"}).status_code == 422
    assert head.post(path, sent).status_code == 302
    answer = head.post(path, sent | {"title": "En anden titel"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert 'value="En anden titel"' in page
    assert "»Min titel« · Vision" in page


def test_every_step_asks_for_what_it_needs(head: Client) -> None:
    document = laid_in()
    path = f"{ROOT}{document.pk}/skridt/"
    assert "Vælg den høring" in head.post(f"{path}hear/", {"version": 1}).content.decode()
    answer = head.post(f"{path}record/", {"version": document.version})
    assert "Skriv den dag, dokumentet blev vedtaget." in answer.content.decode()
    sent = {"version": document.version, "adopted_on": "1-2-2019", "valid_from": "1-3-2019"}
    assert "Vælg, hvem der vedtager" in head.post(f"{path}record/", sent).content.decode()
    assert head.post(f"{path}record/", sent | {"adopted_by_name": "Amtsrådet"}).status_code == 302
    assert factories.again(document).status == "in_force"
    assert head.get(f"{path}hear/").status_code == 409
    assert head.get(f"{path}intet/").status_code == 404
    assert head.post(f"{path}replace/", {"version": 2, "why": ""}).status_code == 422


def test_the_text_is_written_out_word_for_word(head: Client) -> None:
    document = in_force()
    word = docx.Document(io.BytesIO(head.get(f"{ROOT}{document.pk}/word/").content))
    written = "\n".join(one.text for one in word.paragraphs)
    for block in document.blocks.all():
        assert block.text in written
    assert head.get(f"{ROOT}{document.pk}/pdf/").content.startswith(b"%PDF")
    assert head.get(f"{ROOT}{document.pk}/kilde/").content == TEXT.format(title="Økonomisk politik").encode()


def test_the_list_is_narrowed_and_ordered(head: Client) -> None:
    in_force("Politikken, der gælder")
    laid_in("Kladden")
    page = text_of(head, f"{ROOT}?gaelder=1")
    assert "Politikken, der gælder" in page
    assert "Kladden" not in page
    assert "Kladden" in text_of(head, f"{ROOT}?stadie=draft&sort=-builds&soeg=klad")
    assert "Ingen dokumenter passer" in text_of(head, f"{ROOT}?soeg=findesikke")


def _cost(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    writes = [
        one["sql"] for one in asked.captured_queries if one["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
    ]
    assert writes == []
    return len(asked)


def test_no_page_asks_more_the_more_there_is(head: Client) -> None:
    old = in_force("Den gamle")
    document = in_force(replaces=old)
    goal = factories.first_goal(factories.plan_of_file("oekonomi-stab-2026-2027.docx"))
    words = [SENTENCE, "Vi hjælper hinanden.", "Vi prøver os frem, og vi lærer af det."]
    passages = [marked(document, one) for one in words]
    for one, lower in zip(passages, (goal, goal.area, goal.area.plan), strict=True):
        tie(actor=keeper(), kind="strategy.builds_on", upper=ref_of(one), lower=ref_of(lower), why="Derfor")
    most = {
        ROOT: 8,
        f"{ROOT}excel/": 8,
        f"{ROOT}laeg-ind/": 20,
        f"{ROOT}{document.pk}/": 25,
        f"{ROOT}{document.pk}/ret/": 20,
        f"{ROOT}{document.pk}/forslag/": 20,
        f"{ROOT}{document.pk}/skridt/replace/": 20,
        f"{ROOT}passus/{passages[0].pk}/": 30,
    }
    costs = {path: _cost(head, path) for path in most}
    assert {path: (cost, most[path]) for path, cost in costs.items() if cost > most[path]} == {}
