"""Files on any object: kept byte for byte, all or none, and nothing that runs."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import factories
from kernespor.connectors.documents.danger import LARGEST_FILE
from kernespor.domains.strategy.models import UnitPlan
from kernespor.foundation import objects
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.files import actions
from kernespor.foundation.files.accepted import problem
from kernespor.foundation.files.models import Attachment, StoredFile
from kernespor.foundation.files.permissions import can_attach
from kernespor.foundation.files.selectors import attachments_of
from kernespor.foundation.refusals import NotNow, NotPermitted

FILE = "oekonomi-stab-2024-2025.docx"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def plan(sporkoebing: dict[str, Any]) -> UnitPlan:
    del sporkoebing
    return factories.plan_of_file(FILE)


def package(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("notat.txt", "Æblegrød".encode(), None),
        ("NOTAT.PDF", b"%PDF-1.7 x", None),
        ("ark.xlsx", package("xl/workbook.xml"), None),
        ("billede.jpg", b"\xff\xd8\xff\xe0x", None),
        ("program.exe", b"MZ", "unknown_kind"),
        ("side.html", b"<script>", "unknown_kind"),
        ("billede.svg", b"<svg>", "unknown_kind"),
        ("uden endelse", b"x", "unknown_kind"),
        ("tom.txt", b"", "empty_file"),
        ("stor.txt", b"x" * (LARGEST_FILE + 1), "oversized"),
        ("notat.pdf", b"MZ", "wrong_suffix"),
        ("notat.txt", b"MZ\x00\x00", "wrong_suffix"),
        ("brev.docx", package("word/document.xml", "word/vbaProject.bin"), "macro"),
        ("brev.docx", b"PK\x03\x04 kaput", "macro"),
    ],
)
def test_what_is_kept_and_what_is_not(name: str, content: bytes, code: str | None) -> None:
    found = problem(name, content)
    assert (found.code if found else None) == code
    assert found is None or (name in found.message and found.suggestion)


def test_all_or_none_is_kept(plan: UnitPlan) -> None:
    before = StoredFile.objects.count()
    with pytest.raises(NotNow, match="unknown_kind"):
        actions.attach(
            actor=factories.actor("oekonomichef"), row=plan, files=[("a.txt", b"x"), ("b.exe", b"x")]
        )
    assert StoredFile.objects.count() == before
    assert attachments_of(plan) == []


def test_taken_off_it_is_on_no_page_and_in_the_history(plan: UnitPlan) -> None:
    head = factories.actor("oekonomichef")
    (one,) = actions.attach(actor=head, row=plan, files=[("a.txt", b"x")], note="Et notat")
    assert [str(found) for found in attachments_of(plan)] == ["a.txt"]
    with pytest.raises(NotNow, match="reason_needed"):
        actions.take_off(actor=head, attachment=one, row=plan, why=" ")
    actions.take_off(actor=head, attachment=one, row=plan, why="Forkert sted")
    assert attachments_of(plan) == []
    assert AuditEvent.objects.filter(verb="files.taken_off").latest("id").why == "Forkert sted"
    with pytest.raises(NotNow, match="already_off"):
        actions.take_off(actor=head, attachment=factories.again(one), row=plan, why="Igen")


def test_the_event_holds_no_bytes(plan: UnitPlan) -> None:
    actions.attach(actor=factories.actor("oekonomichef"), row=plan, files=[("a.txt", b"hemmelig")])
    assert "hemmelig" not in str(AuditEvent.objects.filter(verb="files.attached").latest("id").rows)


def test_who_may(plan: UnitPlan) -> None:
    assert can_attach(factories.actor("controller.stab"), plan)
    assert not can_attach(factories.actor("hrkonsulent"), plan)
    assert not can_attach(factories.actor("borger"), plan)


def test_files_are_objects_read_by_those_who_read_what_they_stand_on(plan: UnitPlan) -> None:
    head = factories.actor("oekonomichef")
    draft = factories.draft_plan(factories.actor("budgetchef"))
    (seen,) = actions.attach(actor=head, row=plan, files=[("a.txt", b"x")], note="Et notat")
    (hidden,) = actions.attach(actor=head, row=draft, files=[("b.txt", b"x")])
    refs = [objects.ref_of(one) for one in (seen, hidden)]
    assert set(objects.cards(factories.actor("hrkonsulent"), refs)) == {refs[0]}
    assert objects.cards(head, refs)[refs[0]].title == "Et notat"
    objects.check_change(head, seen)
    with pytest.raises(NotPermitted):
        objects.check_change(factories.actor("hrkonsulent"), seen)
    Attachment.objects.filter(pk=seen.pk).update(object_id=999_999)
    with pytest.raises(NotPermitted, match="gone"):
        objects.check_change(head, factories.again(seen))


def test_every_file_that_cannot_be_kept_is_said_at_once_and_none_is_kept(plan: UnitPlan) -> None:
    client = Client()
    client.force_login(factories.account("oekonomichef"), backend=BACKEND)
    files = [SimpleUploadedFile(name, content) for name, content in (("a.exe", b"x"), ("b.txt", b""))]
    url = f"/filer/plan/{plan.pk}/"
    answer = client.post(url, {"documents": [*files, SimpleUploadedFile("c.txt", b"x")]})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "»a.exe«" in text
    assert "»b.txt«" in text
    assert attachments_of(plan) == []
    assert client.post(url, {}).status_code == 422
    too_many = [SimpleUploadedFile(f"{number}.txt", b"x") for number in range(11)]
    assert client.post(url, {"documents": too_many[:10]}).status_code == 302
    assert len(attachments_of(plan)) == 10


def test_what_comes_back_is_what_was_put_there_and_never_a_page(plan: UnitPlan) -> None:
    content = "Æ\r\nØ".encode()
    (one,) = actions.attach(
        actor=factories.actor("oekonomichef"), row=plan, files=[("Høring & svar.md", content)]
    )
    client = Client()
    client.force_login(factories.account("hrkonsulent"), backend=BACKEND)
    answer = client.get(f"/filer/plan/{plan.pk}/{one.pk}/")
    assert answer.content == content
    assert answer["Content-Disposition"] == 'attachment; filename="Hoering-svar.md"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert client.get(f"/filer/plan/{plan.pk}/").status_code == 200
