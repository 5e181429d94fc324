"""The pages of runs: the list, one as it goes, and what can be done about it."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import factories
from kernespor.foundation.access.actor import system
from kernespor.foundation.jobs import actions, selectors
from kernespor.foundation.jobs.actions import carrying_out, keeping
from kernespor.foundation.jobs.models import Run

pytestmark = pytest.mark.usefixtures("sporkoebing")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def browser(code: str) -> Client:
    client = Client()
    client.force_login(factories.account(code), backend=BACKEND)
    return client


@pytest.fixture
def head() -> Client:
    return browser("oekonomichef")


@pytest.fixture
def administrator() -> Client:
    return browser("administrator")


def ask(job: str = "test.rows", key: str = "", **params: object) -> Run:
    return actions.enqueue(actor=factories.actor("oekonomichef"), job=job, key=key, **params)


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_each_sees_their_own_and_the_administrator_all(head: Client, administrator: Client) -> None:
    ask(key="lederens")
    actions.enqueue(actor=system("Kernespor", factories.DAY), job="test.rows", key="urets")
    assert "lederens" in page(head, "/koersler/")
    assert "urets" not in page(head, "/koersler/")
    assert "urets" in page(administrator, "/koersler/")
    assert "2 kørsler er i gang eller venter." in page(administrator, "/koersler/")


def test_an_empty_list_says_what_comes_here(head: Client) -> None:
    text = page(head, "/koersler/")
    assert "Her er ingen kørsler endnu" in text
    assert "Arbejderen er ikke startet." in text


def test_a_silent_worker_is_said_and_a_living_one_is_not(head: Client) -> None:
    keeping.beat("a:1", timezone.now())
    assert "Arbejderen" not in page(head, "/koersler/")
    keeping.beat("a:1", timezone.now() - dt.timedelta(minutes=10))
    assert "Arbejderen har ikke givet lyd fra sig siden" in page(head, "/koersler/")


def test_the_list_is_filtered_sorted_and_a_fragment(head: Client) -> None:
    actions.run_now(ask(key="færdig"))
    actions.run_now(ask(key="fejlet", fail_at=1))
    text = page(head, "/koersler/?status=failed&sort=label")
    assert "fejlet" in text
    assert ">færdig<" not in text
    fragment = head.get("/koersler/?status=done", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    assert ">færdig<" in fragment
    assert "Ingen kørsler står sådan." in page(head, "/koersler/?status=running")
    for sort in selectors.SORTS:
        assert ">færdig<" in page(head, f"/koersler/?sort={sort}&status=noget")


def test_the_list_as_a_workbook(head: Client) -> None:
    actions.run_now(ask())
    answer = head.get("/koersler/excel/?status=done")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        words = packed.read("xl/sharedStrings.xml").decode()
    for word in ("Kørsel", "Hvor den står", "Skriv rækker", "Færdig", factories.person("oekonomichef").name):
        assert word in words


def test_the_list_asks_little_of_the_database(administrator: Client) -> None:
    for place in range(30):
        ask(key=str(place))
    page(administrator, "/koersler/")
    with CaptureQueriesContext(connection) as asked:
        page(administrator, "/koersler/")
    assert len(asked) <= 8


def test_a_run_at_work_is_asked_for_again_until_it_ends(head: Client) -> None:
    run = ask(number=4)
    taken = carrying_out.take(run.pk)
    assert taken
    carrying_out.StillPulse(taken).say(25, "1 af 4")
    text = page(head, f"/koersler/{run.pk}/")
    assert f'hx-get="/koersler/{run.pk}/fremdrift/"' in text
    assert 'aria-live="polite"' in text
    assert "1 af 4" in text
    fragment = head.get(f"/koersler/{run.pk}/fremdrift/")
    assert fragment.status_code == 200
    assert fragment.content.decode().strip() in text
    carrying_out.end(taken, "finish")
    ended = head.get(f"/koersler/{run.pk}/fremdrift/")
    assert (ended.status_code, ended["HX-Refresh"]) == (286, "true")
    assert "hx-get" not in page(head, f"/koersler/{run.pk}/").split("<main")[1].split("</main")[0]


def test_a_fault_shows_its_number_and_is_tried_again_with_a_reason(head: Client) -> None:
    run = actions.run_now(ask(fail_at=1))
    text = page(head, f"/koersler/{run.pk}/")
    assert run.error_reference in text
    empty = head.post(f"/koersler/{run.pk}/igen/", {"why": ""})
    assert empty.status_code == 422
    assert "Skriv hvorfor" in empty.content.decode()
    head.post(f"/koersler/{run.pk}/igen/", {"why": "Filen er rettet"})
    text = page(head, f"/koersler/{run.pk}/")
    assert "»Filen er rettet«" in text
    assert "Den venter på" in text


def test_a_run_is_stopped_and_says_so(head: Client) -> None:
    waiting, working = ask(key="1"), ask(key="2")
    carrying_out.take(working.pk)
    for run, words in ((waiting, "Kørslen er afbrudt."), (working, "Kørslen er bedt om at standse.")):
        answer = head.post(f"/koersler/{run.pk}/afbryd/", follow=True).content.decode()
        assert words in answer
    assert "Den er bedt om at standse og gør det" in page(head, f"/koersler/{working.pk}/")
    assert head.post(f"/koersler/{working.pk}/afbryd/").status_code == 409


@pytest.mark.parametrize(
    ("job", "words"), [("test.refused", "Ikke nu: det er søndag"), ("test.forgotten", "kender ikke længere")]
)
def test_what_stopped_it_is_worded(head: Client, job: str, words: str) -> None:
    run = ask()
    Run.objects.filter(pk=run.pk).update(job=job)
    actions.run_now(run)
    assert words in page(head, f"/koersler/{run.pk}/")


def test_one_that_was_cut_off_says_that_nothing_was_done_twice(head: Client) -> None:
    run = ask()
    carrying_out.take(run.pk)
    keeping.take_up(timezone.now() + dt.timedelta(hours=1))
    actions.run_now(run)
    assert "ikke gjort to gange" in page(head, f"/koersler/{run.pk}/")


def test_health_says_how_long_the_worker_has_been_silent(client: Client) -> None:
    assert client.get("/sundhed/").json() == {"status": "ok", "worker_silent_seconds": None}
    keeping.beat("a:1", timezone.now())
    assert client.get("/sundhed/").json()["worker_silent_seconds"] in {0, 1, 2}
