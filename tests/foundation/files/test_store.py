"""A file is kept byte for byte, within the act that it belongs to."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import factories
from kernespor.foundation.access.actor import system
from kernespor.foundation.audit.writing import change
from kernespor.foundation.files.models import StoredFile
from kernespor.foundation.files.store import keep

WE = system("Prøven", factories.DAY)


def kept(name: str, content: bytes) -> StoredFile:
    with change(actor=WE, verb="strategy.document_laid_in") as act:
        stored = keep(act, name=name, content=content, actor=WE)
        assert stored.uploaded_at == act.at
    return StoredFile.objects.get(pk=stored.pk)


@pytest.mark.django_db
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_the_bytes_come_back_as_they_were(content: bytes) -> None:
    stored = kept("plan.docx", content)
    assert bytes(stored.content) == content
    assert (stored.size, stored.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert (str(stored), stored.uploaded_by) == ("plan.docx", "Prøven")


@pytest.mark.django_db
def test_a_long_name_keeps_its_end() -> None:
    assert kept("æ" * 400 + ".docx", b"").name == "æ" * 250 + ".docx"
