"""The pages: what they say, how few queries they need, what they send back with what is wrong."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import factories
from kernespor.foundation.bodies.models import (
    Body,
    BodyVersion,
    Consultation,
    ConsultationResponse,
    Decision,
    Membership,
)
from kernespor.foundation.drafts.selectors import mine
from kernespor.foundation.objects import ref_of

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ROOT = "/raad-og-udvalg/"


def browser(code: str = "politisk.sekretariat") -> Client:
    client = Client()
    client.force_login(factories.account(code), backend=BACKEND)
    return client


def asked(client: Client, path: str, most: int) -> str:
    client.get(path)
    with CaptureQueriesContext(connection) as counted:
        answer = client.get(path)
    assert answer.status_code == 200, path
    own = [one["sql"] for one in counted if "django_session" not in one["sql"]]
    assert len(own) <= most, "\n".join(own)
    return answer.content.decode()


@pytest.mark.usefixtures("sporkoebing")
def test_lists_need_few_queries_and_say_a_sentence_first():
    client = browser()
    text = asked(client, ROOT, 8)
    assert "råd, udvalg og fora den 20. november 2026" in text
    assert "Børne- og Skoleudvalget" in asked(client, f"{ROOT}?slags=committee", 8)
    assert "Intet passer" in asked(client, f"{ROOT}?soeg=findesikke", 8)
    assert "Beslutninger" in asked(client, f"{ROOT}beslutninger/?aar=2026&soeg=budget", 8)
    assert "åbne for svar" in asked(client, f"{ROOT}hoeringer/?vis=mine&soeg=vikar", 8)
    for sort in ("navn", "-medlemmer", "enhed", "-slags"):
        asked(client, f"{ROOT}?sort={sort}", 8)


@pytest.mark.usefixtures("sporkoebing")
def test_a_fragment_is_what_the_page_includes():
    client = browser()
    for path, mark in ((ROOT, 'id="raad"'), (f"{ROOT}beslutninger/", 'id="beslutninger"'),
                       (f"{ROOT}hoeringer/", 'id="hoeringer"')):  # fmt: skip
        part = client.get(path, headers={"HX-Request": "true"}).content.decode()
        assert mark in part
        assert "<html" not in part


@pytest.mark.usefixtures("sporkoebing")
def test_a_body_on_any_date():
    client = browser("hrkonsulent")
    council = Body.objects.get(code="byraad")
    now = client.get(f"{ROOT}{council.pk}/").content.decode()
    then = client.get(f"{ROOT}{council.pk}/?dato=1-6-2025").content.decode()
    assert "Byrådsmedlem nr. 12" in now
    assert "Byrådsmedlem nr. 12" not in then
    assert "Du ser den 1. juni 2025" in then
    assert "Budget 2027 og overslagsår" in now
    gone = client.get(f"{ROOT}{council.pk}/?dato=1-6-1999").content.decode()
    assert "Fandtes ikke den 1. juni 1999" in gone


@pytest.mark.usefixtures("sporkoebing")
def test_excel_holds_what_the_list_holds():
    client = browser("jurist")
    for path, word in (("excel/", "Handicaprådet"), ("beslutninger/excel/", "Model for fælles vikarer"),
                       ("hoeringer/excel/", "legepladserne")):  # fmt: skip
        answer = client.get(f"{ROOT}{path}")
        with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
            text = "".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
        assert word in text
        assert "dispensation" not in text


@pytest.mark.usefixtures("sporkoebing")
def test_a_body_its_term_and_its_members_are_made_on_the_pages():
    client = browser()
    made = {"name": "Trafikrådet", "kind": "project", "unit": factories.unit("OS").pk, "code": "trafik",
            "first": "1-1-2026"}  # fmt: skip
    assert client.post(f"{ROOT}nyt/", made | {"name": ""}).status_code == 422
    assert client.post(f"{ROOT}nyt/", made | {"code": "byraad"}).status_code == 422
    assert client.post(f"{ROOT}nyt/", made).status_code == 302
    body = Body.objects.get(code="trafik")
    seat = {"outside_name": "Cyklisten", "function": "chair", "first": "1-1-2026"}
    assert client.post(f"{ROOT}{body.pk}/medlem/", seat | {"outside_name": ""}).status_code == 422
    assert client.post(f"{ROOT}{body.pk}/medlem/", seat | {"last": "1-1-2020"}).status_code == 422
    assert client.post(f"{ROOT}{body.pk}/medlem/", seat).status_code == 302
    row = Membership.objects.get(body=body)
    page = f"{ROOT}medlem/{row.pk}/"
    assert "Cyklisten" in client.get(page).content.decode()
    assert client.post(page, seat | {"function": "member"}).status_code == 422
    changed = client.post(page, seat | {"function": "member", "why": "Skrevet forkert"})
    assert changed.status_code == 302
    now = Membership.objects.believed().get(body=body)
    assert client.post(f"{ROOT}medlem/{now.pk}/slet/", {"why": ""}).status_code == 409
    assert client.post(f"{ROOT}medlem/{now.pk}/slet/", {"why": "Aldrig valgt"}).status_code == 302
    term = {"name": "Prøve", "starts": "1-1-2026", "ends": "1-1-2025", "bodies": [body.pk]}
    assert client.post(f"{ROOT}perioder/", term).status_code == 422
    assert client.post(f"{ROOT}perioder/", term | {"ends": "31-12-2026"}).status_code == 302
    version = BodyVersion.objects.get(body=body).pk
    name = {"name": "Vejrådet", "first": "1-6-2026", "version": version}
    assert client.post(f"{ROOT}{body.pk}/ret/", name | {"last": "1-1-2026"}).status_code == 422
    assert client.post(f"{ROOT}{body.pk}/ret/", name).status_code == 302
    stale = client.post(f"{ROOT}{body.pk}/ret/", name | {"name": "Gaderådet"})
    assert stale.status_code == 409
    assert "Vejrådet" in stale.content.decode()
    assert "Gaderådet" in stale.content.decode()


@pytest.mark.usefixtures("sporkoebing")
def test_a_decision_is_recorded_and_corrected_on_the_pages():
    client = browser()
    body = Body.objects.get(code="boern-skole")
    chair = factories.person("formand.boern")
    form = {"on": "2-11-2026", "case_title": "Ny sag", "words": "Vedtaget med stemmerne 5-2.",
            "outcome": "approved", "openness": "open", "absent": [f"p{chair.pk}"],
            "absent_others": "En gæst\n\n", "dissent_who_0": chair.name.upper(),
            "dissent_words_0": "Jeg er imod."}  # fmt: skip
    page = f"{ROOT}{body.pk}/beslutning/"
    assert "Handler om" in client.get(f"{page}?om=plan-{_plan()}&om=intet-1").content.decode()
    assert client.post(page, form | {"dissent_words_0": ""}).status_code == 422
    assert client.post(page, form | {"dissent_who_0": ""}).status_code == 422
    assert client.post(page, form | {"on": "2-11-2027"}).status_code == 422
    assert client.post(page, form | {"om": f"plan-{_plan()}"}).status_code == 302
    decision = Decision.objects.latest("pk")
    text = client.get(f"{ROOT}beslutninger/{decision.pk}/").content.decode()
    for words in ("Vedtaget med stemmerne 5-2.", "En gæst", "Jeg er imod.", chair.name):
        assert words in text
    correct = f"{ROOT}beslutninger/{decision.pk}/ret/"
    assert "Jeg er imod." in client.get(correct).content.decode()
    seen = {"version": decision.version, "why": "Forkert tal"}
    assert client.post(correct, form | seen).status_code == 422  # nothing differs
    told = form | seen | {"words": "Vedtaget med stemmerne 4-3."}
    assert client.post(correct, told | {"on": "2-11-2027"}).status_code == 422
    assert client.post(correct, told).status_code == 302
    stale = client.post(correct, told | {"words": "Forkastet."})
    assert stale.status_code == 409
    assert "4-3" in stale.content.decode()
    assert "Forkastet." in stale.content.decode()
    text = client.get(f"{ROOT}beslutninger/{decision.pk}/").content.decode()
    assert "Sådan stod den før" in text
    assert "5-2" in text


def _plan() -> int:
    return factories.plan_of_file("oekonomi-stab-2026-2027.docx").pk


def test_an_answer_is_kept_as_a_draft_and_sent(hearing):
    client = browser("med.stab")
    page = f"{ROOT}hoeringer/{hearing.pk}/svar/"
    assert "Du svarer for" in client.get(page).content.decode()
    ref = str(ref_of(hearing))
    kept = {"draft_form": "bodies.answer", "draft_ref": ref, "draft_seen": "0", "text": "Halvt svar"}
    assert client.post("/kladder/gem/", kept, headers={"HX-Request": "true"}).status_code == 200
    assert "Halvt svar" in client.get(page).content.decode()
    (body,) = hearing.parties.filter(kind="body")
    assert client.post(page, {"party": body.pk, "text": ""}).status_code == 422
    file = SimpleUploadedFile("svar.txt", b"Hele svaret")
    assert client.post(page, {"party": body.pk, "text": "Helt svar", "documents": file}).status_code == 302
    assert mine(factories.actor("med.stab"), "bodies.answer", ref) is None
    response = ConsultationResponse.objects.latest("pk")
    assert client.get(f"{ROOT}svar/fil/{response.files.get().pk}/").content == b"Hele svaret"


def test_a_consultation_is_written_sent_moved_and_concluded_on_the_pages(group):
    client = browser()
    form = {"title": "Ny vejledning", "proposal": "Vi foreslår", "kind": "administrative",
            "unit": factories.unit("OS").pk, "bodies": [group.pk], "outside": "En forening\n",
            "ground": "local", "ground_text": "Reglen", "ground_source": "Aftalen", "day": "1-12-2026",
            "hour": "kl. 9.30", "openness": "open"}  # fmt: skip
    new = f"{ROOT}hoeringer/ny/"
    for wrong in ({"hour": "25"}, {"hour": "middag"}, {"hour": ""}, {"day": "x"},
                  {"public": "on", "openness": "confidential"}):  # fmt: skip
        assert client.post(new, form | wrong).status_code == 422, wrong
    assert client.post(new, form | {"om": f"plan-{_plan()}"}).status_code == 302
    row = Consultation.objects.latest("pk")
    page = f"{ROOT}hoeringer/{row.pk}/"
    assert "9.30" in client.get(f"{page}ret/").content.decode()
    assert client.post(f"{page}ret/", form | {"version": row.version, "title": "Rettet"}).status_code == 302
    stale = client.post(f"{page}ret/", form | {"version": row.version, "title": "For sent"})
    assert stale.status_code == 409
    assert "Rettet" in stale.content.decode()
    version = factories.again(row).version
    file = SimpleUploadedFile("bilag.txt", b"Bilaget")
    assert client.post(f"{page}materiale/", {"title": ""}).status_code == 422
    assert client.post(f"{page}materiale/", {"title": "Bilag", "file": file}).status_code == 302
    assert client.post(f"{page}skridt/open/", {"version": version}).status_code == 302
    assert client.post(f"{page}skridt/flyv/", {"version": version}).status_code == 404
    time = {"day": "1-12-2026", "hour": "9", "why": "Mødet blev flyttet", "version": version + 1}
    assert client.post(f"{page}frist/", time).status_code == 422
    assert client.post(f"{page}frist/", time | {"day": "3-12-2026"}).status_code == 302
    (party,) = row.parties.filter(kind="outside")
    answer = {"party": party.pk, "day": "21-11-2026", "hour": "10", "text": "Med posten"}
    assert client.post(f"{page}modtaget/", answer).status_code == 422
    assert client.post(f"{page}modtaget/", answer | {"day": "19-11-2026"}).status_code == 302
    version = factories.again(row).version
    assert client.post(f"{page}skridt/close/", {"version": version}).status_code == 302
    assert client.post(f"{page}afslut/", {"version": version + 1, "why": ""}).status_code == 422
    done = client.post(f"{page}afslut/", {"version": version + 1, "why": "Ingen ændring."}, follow=True)
    assert "Ingen ændring." in done.content.decode()


@pytest.mark.usefixtures("sporkoebing")
def test_a_public_consultation_is_open_without_login():
    row = Consultation.objects.get(title__startswith="Hvordan skal legepladserne")
    client = Client()
    text = client.get(f"{ROOT}hoeringer/{row.pk}/").content.decode()
    for words in ("Svar senest", "Sådan svarer du",
                  "Bedstemor i Svellerup", "Skriv dit svar"):  # fmt: skip
        assert words in text
    assert "skygge" not in text  # not published
    listed = client.get(f"{ROOT}hoeringer/").content.decode()
    assert "legepladserne" in listed
    assert "faste vikarer" not in listed
    closed = Consultation.objects.get(title__startswith="Fælles faste vikarer")
    assert client.get(f"{ROOT}hoeringer/{closed.pk}/")["Location"].startswith("/log-ind/")
    resident = browser("borger")
    page = f"{ROOT}hoeringer/{row.pk}/svar/"
    assert "Navn, der vises" in resident.get(page).content.decode()
    sent = resident.post(page, {"text": "Læ, tak.", "shown_name": "Ida", "may_publish": "on"}, follow=True)
    assert "Tak. Dit svar er sendt." in sent.content.decode()
    assert "Læ, tak." in sent.content.decode()
    assert "Læ, tak." not in client.get(f"{ROOT}hoeringer/{row.pk}/").content.decode()
    response = ConsultationResponse.objects.latest("pk")
    release = f"{ROOT}svar/{response.pk}/offentliggoer/"
    seen = browser().get(release).context["offered"].seen
    assert browser().post(release, {"seen": seen}).status_code == 302
    assert "Læ, tak." in client.get(f"{ROOT}hoeringer/{row.pk}/").content.decode()
    assert client.get(f"{ROOT}materiale/{row.material.get().pk}/").status_code == 200


@pytest.mark.usefixtures("sporkoebing")
def test_what_was_loaded_is_what_was_told():
    told = json.loads(factories.small()["bodies/consultations.json"])
    titles = {one["title"] for one in told}  # parts above open consultations of their own
    assert Consultation.objects.filter(title__in=titles).count() == len(told)
    text = factories.small()["bodies/decisions.csv"].decode("utf-8-sig")
    cases = [row["case_title"] for row in csv.DictReader(io.StringIO(text), delimiter=";")]
    assert Decision.objects.filter(current__case_title__in=cases).count() == len(cases)
    assert Decision.objects.filter(current__isnull=True).count() == 0
