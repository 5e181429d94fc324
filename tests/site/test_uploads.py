"""What a browser sends is bounded before anyone looks at it, and holds nothing that a database refuses."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

import factories
from kernespor.connectors.documents.danger import LARGEST_FILE
from kernespor.connectors.documents.lines import Line, storable
from kernespor.domains.strategy.models import PlanImport

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
NEW = "/virksomhedsplaner/laes-ind/"
MEGABYTE = 1024 * 1024


@pytest.fixture
def client(db: None) -> Client:
    del db
    factories.house()
    browser = Client()
    browser.force_login(factories.account("head"), backend=BACKEND)
    return browser


def test_of_a_file_that_is_too_large_no_more_is_kept_than_shows_it() -> None:
    sent = SimpleUploadedFile("plan.docx", bytes(LARGEST_FILE + 9 * MEGABYTE))
    with RequestFactory().post(NEW, {"document": sent}).FILES["document"] as kept:
        assert LARGEST_FILE < kept.size < LARGEST_FILE + MEGABYTE


def test_a_file_within_the_limit_is_whole() -> None:
    sent = bytes(range(256)) * 4096 * 5
    request = RequestFactory().post(NEW, {"document": SimpleUploadedFile("plan.docx", sent)})
    with request.FILES["document"] as kept:
        assert kept.read() == sent


def test_a_file_that_is_too_large_is_told_so(client: Client) -> None:
    answer = client.post(NEW, {"document": SimpleUploadedFile("plan.txt", b"a" * (LARGEST_FILE + MEGABYTE))})
    assert answer.status_code == 422
    assert "20 MB" in answer.content.decode()


def test_more_files_than_any_form_takes_are_not_read(client: Client) -> None:
    files = [SimpleUploadedFile(f"{number}.csv", b"a") for number in range(11)]
    assert client.post(NEW, {"document": files}).status_code == 400


def test_a_text_with_bytes_that_are_no_letters_is_read_and_kept(client: Client) -> None:
    content = factories.document().replace(b"Handling om", b"Hand\x00ling om")
    assert client.post(NEW, {"document": SimpleUploadedFile("plan.md", content)}).status_code == 302
    lines = PlanImport.objects.get().lines
    assert "\x00" not in json.dumps(lines, ensure_ascii=False)
    assert any("Handling om" in line["raw"] for line in lines)


def test_what_a_broken_font_gives_is_left_out_of_a_line() -> None:
    line = storable(Line(1, "Bo\ud83d\x00g", "Bo\udc00g", page=2))
    assert line == Line(1, "Bog", "Bog", page=2)
