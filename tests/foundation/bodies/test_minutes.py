"""Minutes handed in as a file fill the form in which a decision is recorded."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import factories
from connectors.agenda.agendas import REAL
from kernespor.foundation.bodies.actions import bodies
from kernespor.foundation.bodies.models import Body, Decision
from kernespor.foundation.organisation.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sporkoebing")]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
AGENDAS = Path(__file__).parents[3] / "examples" / "agendas"
MEETING = """# Gruppen

Møde den 3. november 2026

## Punkt 1: Vikarer
Sagsnr.: 26/114

### Beslutning
Udsat.

## Punkt 2: Fælles parkering
Sagsnr.: 26/115

### Beslutning
Godkendt. {first} stemte imod og ønskede tilført: Der er plads nok. Jens Udefra stemte imod.

Fraværende: {second} (A), Jens Udefra

## Punkt 3: En personsag
Åben/lukket: Lukket

### Beslutning
Indstillingen blev tiltrådt.
"""


def browser(code: str = "politisk.sekretariat") -> Client:
    client = Client()
    client.force_login(factories.account(code), backend=BACKEND)
    return client


def read(client: Client, body: Body, name: str, content: bytes, status: int = 200) -> Any:
    upload = SimpleUploadedFile(name, content)
    answer = client.post(f"/raad-og-udvalg/{body.pk}/beslutning/laes/", {"document": upload})
    assert answer.status_code == status, answer.content.decode()
    return answer


def finance_committee() -> Body:
    return bodies.add_body(
        actor=factories.actor("politisk.sekretariat"), code="fin", kind="committee",
        unit=factories.unit("OS"), name="Økonomiudvalget", first=factories.DAY.replace(year=2015),
    )  # fmt: skip


def sent(form: Any) -> dict[str, Any]:
    """Return what a browser sends of a form as it stands."""
    return {field.name: field.value() for field in form if field.value() is not None}


def test_one_decision_fills_the_form_and_a_person_says_what_it_became():
    client, body = browser(), finance_committee()
    answer = read(client, body, "referat.txt", (AGENDAS / "genbrug-sporkoebing.txt").read_bytes())
    text = html.unescape(answer.content.decode())
    assert "Felterne er udfyldt fra »referat.txt«" in text
    form = answer.context["form"]
    assert form["on"].value() == "18-4-2023"
    assert form["case_number"].value() == "23/4711"
    assert form["case_title"].value() == "Genbrug af møbler i kommunens bygninger"
    assert not Decision.objects.filter(body=body).exists()
    page = f"/raad-og-udvalg/{body.pk}/beslutning/"
    assert client.post(page, sent(form)).status_code == 422
    assert client.post(page, sent(form) | {"outcome": "approved"}).status_code == 302
    now = Decision.objects.get(body=body).current
    assert now is not None
    assert now.words.startswith("Administrationens forslag godkendt. Økonomiudvalget ønsker at høre")
    again = read(client, body, "referat.txt", (AGENDAS / "genbrug-sporkoebing.txt").read_bytes())
    assert "allerede ført ind" in again.content.decode()


def test_of_several_one_is_chosen_with_the_absent_and_the_dissent(group: Body):
    client = browser()
    first, second = (Person.objects.get(pk=factories.person(code).pk) for code in ("oekonomichef", "hrchef"))
    minutes = MEETING.format(first=first.name, second=second.name).encode()
    answer = read(client, group, "møde.md", minutes)
    assert [one.item.title for one, _form, _about in answer.context["found"]] == [
        "Vikarer", "Fælles parkering", "En personsag",
    ]  # fmt: skip
    text = answer.content.decode()
    assert text.count("Udfyld felterne") == 3
    page = f"/raad-og-udvalg/{group.pk}/beslutning/"
    chosen = [form for _one, form, _about in answer.context["found"]]
    filled = client.post(page, sent(chosen[1]) | {"udfyld": "1"})
    assert filled.status_code == 200
    assert "Felterne er udfyldt fra referatet." in filled.content.decode()
    form = filled.context["form"]
    assert not form.is_bound
    assert form["absent"].value() == [f"p{second.pk}"]
    assert form["absent_others"].value() == "Jens Udefra"
    assert form["dissent_who_0"].value() == first.name
    assert "Der er plads nok" in form["dissent_words_0"].value()
    closed = client.post(page, sent(chosen[2]) | {"udfyld": "1"}).context["form"]
    assert closed["openness"].value() == "closed"
    kept = {**sent(form), "outcome": "approved", "dissent_who_1": "Jens Udefra"}
    assert client.post(page, kept).status_code == 302
    now = Decision.objects.get(body=group).current
    assert now is not None
    assert set(now.absences.values_list("name", flat=True)) == {second.name, "Jens Udefra"}
    assert set(now.dissents.values_list("name", "person_id")) == {
        (first.name, first.pk), ("Jens Udefra", None),
    }  # fmt: skip
    marked = read(client, group, "møde.md", minutes).context["found"]
    assert [one.recorded is not None for one, _form, _about in marked] == [False, True, False]


def test_a_form_keeps_more_dissents_than_it_had_rows(group: Body):
    fields = {f"dissent_who_{place}": f"Person {place}" for place in range(5)}
    words = {f"dissent_words_{place}": "Imod" for place in range(5)}
    facts = {"on": "2-11-2026", "case_title": "Sag", "words": "Vedtaget.", "outcome": "", "openness": "open"}
    client, page = browser(), f"/raad-og-udvalg/{group.pk}/beslutning/"
    wrong = client.post(page, facts | fields | words)
    assert wrong.status_code == 422
    assert len(wrong.context["form"].dissent_rows()) == 5
    assert client.post(page, facts | fields | words | {"outcome": "approved"}).status_code == 302
    now = Decision.objects.get(body=group).current
    assert now is not None
    assert now.dissents.count() == 5


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("referat-ravnsoe.txt", (AGENDAS / "referat-ravnsoe.txt").read_bytes(),
         "beslutninger af Kultur- og Fritidsudvalget, Økonomiudvalget, Byrådet, men ingen af Gruppen"),
        ("dagsorden.txt", b"Dagsorden\n\n1. Vikarer\n\nSagsfremstilling\nVi mangler vikarer.\n",
         "Vi fandt ingen beslutning i filen"),
        ("referat.exe", b"MZ", "Vi kan ikke læse den slags fil"),
        ("referat.docx", b"PK\x03\x04 ikke en pakke", "beskadiget"),
        ("referat.txt", b"", "Filen er tom"),
    ],
)  # fmt: skip
def test_what_holds_no_decision_of_the_body_says_why(group: Body, name: str, content: bytes, words: str):
    answer = read(browser(), group, name, content, status=422)
    text = re.sub(r"\s+", " ", html.unescape(answer.content.decode()))
    assert words in text
    assert 'name="case_title"' in text


@pytest.mark.skipif(not REAL.is_dir(), reason="the real documents are not beside this clone")
def test_the_real_item_fills_the_form():
    (path,) = REAL.glob("*dagsordenspunkt*.txt")
    form = read(browser(), finance_committee(), path.name, path.read_bytes()).context["form"]
    assert form["on"].value() == "17-4-2018"
    assert form["case_number"].value() == "18/3003"
    assert form["words"].value()
    assert "absent" not in form.fields
    assert not form["absent_others"].value()


def test_what_a_decision_in_minutes_is_about_is_found_or_asked() -> None:
    client, body = browser(), Body.objects.get(code="oekonomiudvalg")
    plan = factories.plan_of_file("oekonomi-stab-2026-2027.docx")
    text = "# Referat\n\nMøde den 2. november 2026\n\n## Punkt 1: {}\n\n### Beslutning\n\nGodkendt.\n"
    named = f"{plan.title} for {plan.unit_name}"
    certain = read(client, body, "referat.md", text.format(named).encode())
    assert [card.ref.pk for card in certain.context["about"]] == [plan.pk]
    assert certain.context["maybe"] == []
    asked = read(client, body, "referat.md", text.format(f"Godkendelse af {named}").encode())
    assert asked.context["about"] == []
    assert plan.pk in [card.ref.pk for card in asked.context["maybe"]]
    assert "Hvad handler beslutningen om?" in asked.content.decode()
    page = f"/raad-og-udvalg/{body.pk}/beslutning/"
    facts = {"on": "2-11-2026", "case_title": "Planen", "words": "Ja.", "outcome": "approved"}
    client.post(page, facts | {"openness": "open", "om": f"plan-{plan.pk}"})
    decision = Decision.objects.get(current__case_title="Planen")
    assert client.get(f"/roed-traad/beslutning/{decision.pk}/").content.decode().count(plan.title)
    two = text.format(named) + f"\n## Punkt 2: Godkendelse af {named}\n\n### Beslutning\n\nUdsat.\n"
    several = read(client, body, "referat.md", two.encode())
    assert f'name="om" value="plan-{plan.pk}"' in several.content.decode()
    _one, form, _answer = several.context["found"][1]
    filled = client.post(page, sent(form) | {"udfyld": "1", "maaske": f"plan-{plan.pk}"})
    assert [card.ref.pk for card in filled.context["maybe"]] == [plan.pk]
