from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from domains.strategy.import_help import (
    MARKDOWN,
    NEW,
    address,
    client_of,
    laid_in,
    line_of,
    say,
    send,
    sums,
    word_document,
)
from factories import unit
from kernespor.domains.strategy.enums import ImportStatus, PlanStatus
from kernespor.domains.strategy.models import Action, Goal, Indicator, PlanImport, PriorityArea, UnitPlan
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.files.models import StoredFile

pytestmark = pytest.mark.usefixtures("sporkoebing")

REAL = Path(__file__).parents[4] / "shared/documents/albertslund-virksomhedsplan-oekonomi-stab-2020-2021.txt"


def counted(plan: UnitPlan) -> list[int]:
    return [
        PriorityArea.objects.filter(plan=plan).count(),
        Goal.objects.filter(area__plan=plan).count(),
        Action.objects.filter(goal__area__plan=plan).count(),
        Indicator.objects.filter(goal__area__plan=plan).count(),
    ]


def accept(client: Any, draft: PlanImport, **what: Any) -> Any:
    version = PlanImport.objects.get(pk=draft.pk).version
    return client.post(address(draft, "import_accept"), {"version": version, **what}, follow=True)


def test_a_word_document_becomes_a_plan() -> None:
    client = client_of()
    draft = laid_in(client, word_document(), "Plan for os.docx")
    assert str(draft.unit) == "OS"
    assert sums(client, draft) == [1, 1, 2, 1]
    answer = accept(client, draft)
    plan = UnitPlan.objects.get(imports=draft)
    assert answer.redirect_chain == [(f"/virksomhedsplaner/{plan.pk}/", 302)]
    assert "Planen er gemt som kladde" in answer.content.decode()
    assert (plan.title, plan.unit_name, plan.status) == (
        "Virksomhedsplan 2026-2027",
        "Økonomi & Stab",
        PlanStatus.DRAFT,
    )
    assert (plan.period_from.year, plan.period_to.year) == (2026, 2027)
    assert counted(plan) == [1, 1, 2, 1]
    assert bytes(plan.source.content) == bytes(draft.file.content)
    verbs = AuditEvent.objects.order_by("-id").values_list("verb", flat=True)[:2]
    assert list(verbs) == ["strategy.plan_imported", "strategy.document_laid_in"]


def test_what_is_corrected_is_what_is_saved() -> None:
    client = client_of("oekonomichef")
    draft = laid_in(client)
    assert sums(client, draft) == [1, 2, 3, 2]
    moved = line_of("damprensere")
    assert (
        say(client, draft, do="line", line=moved, kind="indicator", text="Vi køber damp").status_code == 302
    )
    goal = line_of("1.2 Mål")
    say(client, draft, do="text", piece=f"p{goal}", text="Ingen sprøjt")
    unit = str(draft.unit_id)
    about = {"title": "Plan for stab", "unit": unit, "start": "1-8-2026", "end": "2028"}
    assert say(client, draft, do="about", **about).status_code == 302
    accept(client, draft)
    plan = UnitPlan.objects.get(imports=draft)
    assert plan.title == "Plan for stab"
    assert (plan.period_from.isoformat(), plan.period_to.isoformat()) == ("2026-08-01", "2028-12-31")
    assert counted(plan) == [1, 2, 2, 3]
    row = Goal.objects.get(area__plan=plan, number="1.2")
    assert row.title == "Ingen sprøjt"
    assert [one.text for one in row.indicators.all()] == ["Vi køber damp", "Der bruges ingen gift i 2027"]


def test_the_page_says_why_nothing_can_be_saved() -> None:
    client = client_of()
    draft = laid_in(client, "# Referat\n\nVi talte om vejret.\n", "referat.txt")
    page = client.get(address(draft)).content.decode()
    assert "Fem fund skal afgøres, før planen kan gemmes." in page
    assert "Afgør de fund, der er mærket »Afgør«, først. Intet er gemt endnu." in page
    assert 'disabled aria-describedby="import-why"' in page
    assert address(draft, "import_accept") not in page
    answer = client.post(address(draft, "import_accept"), {"version": draft.version})
    assert answer.status_code == 409
    assert "Afgør de fund" in answer.content.decode()
    assert not UnitPlan.objects.filter(imports=draft).exists()
    assert PlanImport.objects.get(pk=draft.pk).status == ImportStatus.OPEN


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("Økonomi & Stab", "Afdelingen for alt", "Vælg den enhed, planen gælder for."),
        ("2026-2027", "", "Skriv planens periode."),
    ],
)
def test_unit_and_period_are_needed(old: str, new: str, reason: str) -> None:
    client = client_of()
    draft = laid_in(client, MARKDOWN.replace(old, new))
    page = client.get(address(draft)).content.decode()
    assert reason in page
    assert client.post(address(draft, "import_accept"), {"version": draft.version}).status_code == 409
    about = {"title": "Plan", "unit": client_unit(client, draft), "start": "2026", "end": "2027"}
    say(client, draft, do="about", **about)
    accept(client, draft)
    assert UnitPlan.objects.get(imports=draft).unit_name


def client_unit(client: Any, draft: PlanImport) -> str:
    choices = client.get(address(draft)).context["about"].fields["unit"].choices
    return next(key for key, label in choices if label.strip() == "Økonomi & Stab")


def test_saving_twice_saves_once() -> None:
    client = client_of()
    draft = laid_in(client)
    accept(client, draft)
    again = accept(client, draft)
    assert UnitPlan.objects.filter(imports=draft).count() == 1
    assert "Dokumentet er allerede gemt som plan" in again.content.decode()
    assert again.redirect_chain[-1][0] == f"/virksomhedsplaner/{UnitPlan.objects.get(imports=draft).pk}/"
    assert "Dokumentet er gemt som plan" in client.get(address(draft)).content.decode()
    assert say(client, draft, do="undo", line=1).status_code == 409
    late = client.post(address(draft, "import_discard"), {"version": 9}, follow=True)
    assert "allerede gemt som plan" in late.content.decode()


def test_what_is_discarded_is_saved_nowhere_and_can_be_laid_in_again() -> None:
    client = client_of()
    draft = laid_in(client)
    assert draft.file.name in client.get(NEW).content.decode()
    answer = client.post(address(draft, "import_discard"), {"version": draft.version}, follow=True)
    assert "er kasseret. Ingen plan er gemt." in answer.content.decode()
    assert f'href="{address(draft)}"' not in answer.content.decode()
    assert "Dokumentet er kasseret" in client.get(address(draft)).content.decode()
    assert "Dokumentet er allerede kasseret" in accept(client, draft).content.decode()
    assert not UnitPlan.objects.filter(imports=draft).exists()
    assert laid_in(client).pk != draft.pk


def test_what_changed_in_another_window_is_seen_before_it_is_saved() -> None:
    client = client_of()
    draft = laid_in(client)
    say(client, draft, do="line", line=line_of("damprensere"), kind="indicator", text="Damp")
    for name in ("import_accept", "import_discard"):
        answer = client.post(address(draft, name), {"version": draft.version}, follow=True)
        assert "rettet i et andet vindue" in answer.content.decode()
        assert PlanImport.objects.get(pk=draft.pk).status == ImportStatus.OPEN
    assert not UnitPlan.objects.filter(imports=draft).exists()


def test_only_the_one_who_laid_it_in_sees_it() -> None:
    draft = laid_in(client_of("oekonomichef"))
    other = client_of("budgetchef")
    assert draft.file.name not in other.get(NEW).content.decode()
    for name in ("import", "import_findings"):
        answer = other.get(address(draft, name))
        assert answer.status_code == 403
        assert "Kun den, der har lagt dokumentet ind" in answer.content.decode()
    for name in ("import_correct", "import_accept", "import_discard"):
        assert other.post(address(draft, name), {"version": 1, "do": "undo", "line": 1}).status_code == 403
    kept = PlanImport.objects.get(pk=draft.pk)
    assert (kept.version, kept.status) == (1, ImportStatus.OPEN)


def test_others_than_planners_read_nothing_in() -> None:
    client = client_of("udbudskonsulent")
    assert client.get(NEW).status_code == 403
    assert send(client).status_code == 403
    assert not PlanImport.objects.exists()


def test_a_plan_is_saved_only_for_a_unit_that_one_plans_for() -> None:
    client = client_of("oekonomichef")
    draft = laid_in(client, MARKDOWN.replace("Økonomi & Stab", "Børn & Unge"))
    assert draft.unit is None
    assert "Den enhed kan du ikke gemme planer for." in client.get(address(draft)).content.decode()
    answer = say(client, draft, do="about", title="Plan", unit=unit("BU").pk, start="2026", end="2027")
    assert answer.status_code == 422
    assert PlanImport.objects.get(pk=draft.pk).unit is None


def bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b"0" * 30_000_000)
    return target.getvalue()


def entities() -> bytes:
    plain = io.BytesIO()
    docx.Document().save(plain)
    target = io.BytesIO()
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(target, "w") as package:
        for part in old.infolist():
            content = old.read(part.filename)
            if part.filename == "word/document.xml":
                content = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
            package.writestr(part.filename, content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("plan.md", b"", "Filen er tom."),
        ("plan.md", b"\n \n\n", "Dokumentet er tomt."),
        ("plan.exe", b"MZ", "Vi kan ikke læse den slags fil."),
        ("plan.txt", b"a" * (20 * 1024 * 1024 + 1), "Filen fylder mere end 20 MB."),
        ("plan.docx", b"PK\x03\x04 no", "Filen er beskadiget"),
        ("plan.pdf", b"%PDF-1.7 no", "Filen er beskadiget"),
        ("plan.docx", bomb(), "udpakket"),
        ("plan.docx", entities(), "definitioner"),
    ],
    ids=["empty", "blank", "kind", "size", "word", "pdf", "bomb", "entities"],
)
def test_what_cant_be_read_leaves_nothing_behind(name: str, content: bytes, words: str) -> None:
    client = client_of()
    before = [model.objects.count() for model in (PlanImport, StoredFile, AuditEvent)]
    answer = send(client, content, name)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "Én ting skal rettes" in page
    assert [model.objects.count() for model in (PlanImport, StoredFile, AuditEvent)] == before


def test_a_document_must_be_chosen() -> None:
    answer = client_of().post(NEW, {})
    assert answer.status_code == 422
    assert "Vælg det dokument, der skal læses." in answer.content.decode()


def test_a_real_plan_through_the_browser() -> None:
    if not REAL.exists():
        pytest.skip("../shared/documents isn't here")
    client = client_of()
    answer = client.post(NEW, {"document": SimpleUploadedFile("virksomhedsplan.txt", REAL.read_bytes())})
    draft = PlanImport.objects.latest("id")
    assert answer["Location"] == address(draft)
    assert sums(client, draft) == [7, 17, 47, 37]
    accept(client, draft)
    plan = UnitPlan.objects.get(imports=draft)
    assert counted(plan) == [7, 17, 47, 37]
    assert (plan.period_from.year, plan.period_to.year) == (2020, 2021)
