"""The pages of budget analyses, asked as people ask them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import factories
from kernespor.domains.strategy.actions import analyses as actions
from kernespor.domains.strategy.models import Analysis, GoverningDocument

pytestmark = pytest.mark.usefixtures("sporkoebing")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DAY = factories.DAY


def as_person(code: str) -> Client:
    client = Client()
    client.force_login(factories.account(code), backend=BACKEND)
    return client


def page_of(client: Client, name: str, *args: Any) -> str:
    answer = client.get(reverse(f"analyses:{name}", args=args))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def analysis(**more: Any) -> Analysis:
    facts = {"title": "Færre skemaer", "purpose": "At finde dem.", "begins": DAY - dt.timedelta(days=90)}
    head = factories.actor("oekonomichef")
    row = actions.begin(actor=head, unit=factories.unit("OS"), **{**facts, **more})
    return actions.move(actor=head, analysis=row, step="begin", seen=row.version)


def test_the_list_begins_with_what_is_late_and_can_be_narrowed_to_it() -> None:
    late = analysis(reports=[actions.DueFacts("Byrådet", DAY - dt.timedelta(days=12))])
    client = as_person("hrkonsulent")
    page = page_of(client, "list")
    assert "Én skylder en status, der er over fristen." in page
    assert "12 dage over fristen" in page
    narrowed = client.get(reverse("analyses:list"), {"forsinket": "1", "stadie": "under_way"})
    assert [row.analysis for row in narrowed.context["rows"]] == [late]
    assert client.get(reverse("analyses:list"), {"stadie": "vision"}).status_code == 200


def test_the_list_asks_as_few_queries_for_many_as_for_one() -> None:
    client = as_person("hrkonsulent")
    numbers = []
    for _ in range(2):
        for place in range(6):
            analysis(title=f"Nr. {place}", reports=[actions.DueFacts("Byrådet", DAY)])
        cache.clear()
        client.get(reverse("analyses:list"))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("analyses:list"))
        numbers.append(sum("analys" in query["sql"] for query in asked))
    assert numbers[0] == numbers[1] <= 4


def test_the_page_says_first_how_it_stands_and_what_is_owed() -> None:
    row = analysis(reports=[actions.DueFacts("Byrådet", DAY - dt.timedelta(days=1))])
    for code, shown in (("hrkonsulent", False), ("controller.stab", True)):
        page = page_of(as_person(code), "analysis", row.pk)
        assert "Status til Byrådet skulle være givet den 19. november 2026." in page
        assert "1 dag over fristen" in page
        assert ("Giv status" in page) is shown


def test_a_document_suggests_and_a_person_takes_or_leaves() -> None:
    document = GoverningDocument.objects.filter(passages__role="guiding_mark").distinct().first()
    assert document is not None
    client = as_person("oekonomichef")
    url = reverse("analyses:new") + f"?dokument={document.pk}"
    asked = client.get(url)
    parts = asked.context["suggested"].parts
    assert parts
    body = asked.content.decode()
    assert all(one.passage.text in body.replace("&amp;", "&") for one in parts)
    typed = {
        "unit": factories.unit("OS").pk, "title": "Ny analyse", "purpose": "Formål", "begins": "1-10-2026",
        "passages": [str(parts[0].passage.pk)], "marks": "- Et mærke\n\n• Et til\n",
    }  # fmt: skip
    answer = client.post(url, typed)
    made = Analysis.objects.get(title="Ny analyse")
    assert answer.headers["Location"] == reverse("analyses:analysis", args=[made.pk])
    assert made.document == document
    assert set(made.parts.values_list("text", flat=True)) == {parts[0].passage.text, "Et mærke", "Et til"}


def test_a_wrong_form_keeps_what_was_typed() -> None:
    answer = as_person("oekonomichef").post(
        reverse("analyses:new"), {"title": "Min titel", "begins": "2-10-2026", "ends": "1-10-2026"}
    )
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Min titel" in text
    assert "Analysen skal slutte efter den dag, den begynder." in text


def test_a_stale_save_shows_both_texts_and_loses_neither() -> None:
    row = analysis()
    seen = row.version
    actions.change_analysis(
        actor=factories.actor("oekonomichef"), analysis=row, seen=seen, purpose="Deres formål"
    )
    client = as_person("controller.stab")
    typed = {
        "title": row.title, "purpose": "Mit formål", "begins": "1-10-2026", "version": seen,
        "basis": "Kørebøger",
    }  # fmt: skip
    answer = client.post(reverse("analyses:change", args=[row.pk]), typed)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Deres formål" in text
    assert "Mit formål" in text
    assert Analysis.objects.get(pk=row.pk).purpose == "Deres formål"
    typed["version"] = answer.context["form"].data["version"]
    assert client.post(reverse("analyses:change", args=[row.pk]), typed).status_code == 302
    saved = Analysis.objects.get(pk=row.pk)
    assert (saved.purpose, saved.data) == ("Mit formål", "Kørebøger")


def test_a_status_is_given_on_its_page_and_stands_on_the_analysis() -> None:
    row = analysis(reports=[actions.DueFacts("Byrådet", DAY)])
    report = row.reports.get()
    client = as_person("controller.stab")
    typed = {"text": "Vi er halvvejs.", "given_on": "20-11-2026", "version": report.version}
    assert client.post(reverse("analyses:report", args=[row.pk, report.pk]), typed).status_code == 302
    assert "Vi er halvvejs." in page_of(as_person("hrkonsulent"), "analysis", row.pk)
    late = {**typed, "given_on": "21-11-2026", "version": report.version + 1}
    assert client.post(reverse("analyses:report", args=[row.pk, report.pk]), late).status_code == 422


def test_a_decision_or_a_reason_is_needed() -> None:
    row = analysis()
    head = factories.actor("oekonomichef")
    actions.conclude(actor=head, analysis=row, seen=row.version, result="Det gik.", on=DAY)
    client = as_person("oekonomichef")
    url = reverse("analyses:decision", args=[row.pk])
    empty = client.post(url, {"version": row.version})
    assert empty.status_code == 422
    assert client.post(url, {"why": "Referatet mangler", "version": row.version}).status_code == 302
    page = page_of(client, "analysis", row.pk)
    assert "Den er meldt besluttet, men beslutningen er ikke ført ind." in page
    assert "Referatet mangler" in page


def test_excel_has_a_row_for_each_status() -> None:
    analysis(reports=[actions.DueFacts("Byrådet", DAY), actions.DueFacts("Direktionen", DAY)])
    answer = as_person("hrkonsulent").get(reverse("analyses:list_excel"), {"stadie": "under_way"})
    assert answer.content[:2] == b"PK"
    assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet")
