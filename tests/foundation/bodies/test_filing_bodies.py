"""Decisions and consultations are filed as plans are: listed for those who may read them, word for word."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import pytest

import factories
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.bodies.models import Consultation, ConsultationResponse, Decision
from kernespor.foundation.filing.package import package_of
from kernespor.foundation.filing.selectors import unfiled
from kernespor.foundation.organisation.tree import tree_on

pytestmark = pytest.mark.usefixtures("sporkoebing")


def listed(code: str, kind: str) -> set[int]:
    return {one.ref.pk for one in unfiled(factories.actor(code), tree_on(factories.DAY), kind=kind)}


def text_of(content: bytes, suffix: str = ".docx") -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        name = next(one for one in packed.namelist() if one.endswith(suffix))
        return "\n".join(part.text for part in docx.Document(io.BytesIO(packed.read(name))).paragraphs)


def test_every_decision_that_one_may_read_awaits_its_filing_and_a_closed_one_is_on_no_list_of_others() -> (
    None
):
    closed = set(Decision.objects.filter(openness=Openness.CLOSED).values_list("pk", flat=True))
    every = set(Decision.objects.values_list("pk", flat=True))
    assert closed
    assert listed("hrkonsulent", "bodies.decision") == every - closed
    assert listed("politisk.sekretariat", "bodies.decision") == every


def test_a_decision_is_packed_with_its_words_the_absent_and_the_dissent() -> None:
    decision = Decision.objects.filter(current__dissents__isnull=False).first()
    assert decision is not None
    now = decision.current
    text = text_of(package_of(factories.actor("politisk.sekretariat"), decision))
    assert now.case_title in text
    assert all(line in text for line in now.words.splitlines())
    for one in now.dissents.all():
        assert f"{one.name}: »{one.words}«" in text


def test_a_consultation_is_packed_with_what_was_answered_and_what_it_changed() -> None:
    asked = Consultation.objects.exclude(changed="").filter(concluded_on__isnull=False).first()
    assert asked is not None
    secretary: Any = factories.actor("politisk.sekretariat")
    assert asked.pk in listed("politisk.sekretariat", "bodies.consultation")
    text = text_of(package_of(secretary, asked))
    assert asked.changed.splitlines()[0] in text
    answers = ConsultationResponse.objects.filter(consultation=asked).exclude(text="")
    assert any(answer.text.splitlines()[0] in text for answer in answers)
