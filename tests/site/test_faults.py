"""A fault of ours: the person gets a number, and the log line has the same."""

from __future__ import annotations

import json
import logging
import re
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client

from kernespor.site import views
from kernespor.site.logs import formatter


@pytest.mark.django_db
def test_the_page_and_the_log_share_a_number(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_arguments: Any, **_named: Any) -> None:
        raise DatabaseError("disken er fuld")

    monkeypatch.setattr(views, "render", broken)
    client.raise_request_exception = False
    with caplog.at_level(logging.ERROR):
        answer = client.get("/tilgaengelighed/")
    assert answer.status_code == 500
    page = answer.content.decode()
    number = re.search(r"<b>([0-9a-f]{8})</b>", page)
    assert number
    assert "disken er fuld" not in page
    line = json.loads(formatter().format(caplog.records[-1]))
    assert line["reference"] == number[1]
    assert line["exception"][0]["exc_value"] == "disken er fuld"


@pytest.mark.django_db
def test_an_address_with_a_letter_that_is_none_is_refused(client: Client) -> None:
    """PostgreSQL takes no such letter: it is said before any database is asked."""
    assert client.get("/tilgaengelighed/?soeg=%00").status_code == 400
    assert client.get("/tilgaengelighed/?soeg=0").status_code == 200
