"""The pages of trials as their users walk them; what was typed is never lost."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.urls import reverse

import factories
from domains.strategy.trials.trial_help import BACKEND, DAY, begun, days, ended, idea, see
from kernespor.domains.strategy.actions import trials as actions
from kernespor.domains.strategy.forms.trials import CountField, KronerField
from kernespor.domains.strategy.models import Trial
from kernespor.foundation.drafts.models import Draft

pytestmark = pytest.mark.django_db
TYPED = {
    "title": "Stille time", "belief": "Der bliver ro.", "attempt": "Ingen møder før 10.",
    "know_by": "Vi tæller afbrydelser.", "ends": "1-3-2027", "kind": "small",
}  # fmt: skip


@pytest.fixture(autouse=True)
def house() -> None:
    factories.house()


def as_(code: str) -> Client:
    client = Client()
    client.force_login(factories.account(code), backend=BACKEND)
    return client


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_an_employee_writes_an_idea_in_five_fields_and_the_head_sets_it_going() -> None:
    employee, head = as_("deputy"), as_("head")
    page = employee.get("/forsoeg/ny/")
    unit = factories.unit("OS").pk
    assert f'name="unit" value="{unit}"' in text_of(page)  # the only one: nothing to choose
    answer = employee.post("/forsoeg/ny/", TYPED | {"unit": unit, "owner": factories.person("deputy").pk})
    trial = Trial.objects.get()
    assert answer["Location"] == f"/forsoeg/{trial.pk}/"
    assert "Gå i gang" not in text_of(employee.get(f"/forsoeg/{trial.pk}/")).partition("Hvor står det?")[0]
    assert as_("other").get(f"/forsoeg/{trial.pk}/").status_code == 403
    shown = text_of(head.get(f"/forsoeg/{trial.pk}/"))
    assert "enhedens egne folk og de inviterede" in shown
    head.post(f"/forsoeg/{trial.pk}/begynd/", {"version": trial.version, "why": ""})
    assert factories.again(trial).status == "running"
    assert as_("other").get(f"/forsoeg/{trial.pk}/").status_code == 200


def test_what_is_wrong_stands_beside_what_was_typed() -> None:
    client = as_("head")
    unit = factories.unit("OS").pk
    answer = client.post("/forsoeg/ny/", TYPED | {"unit": unit, "ends": "snart", "belief": ""})
    page = text_of(answer)
    assert answer.status_code == 422
    assert 'value="snart"' in page
    assert "Skriv, hvad I tror, der vil ske." in page
    assert "Stille time" in page
    order = client.post("/forsoeg/ny/", TYPED | {"unit": unit, "begins": "2-3-2027"})
    assert "Slutdatoen skal ligge efter den dag, I går i gang." in text_of(order)
    kind = as_("deputy").post("/forsoeg/ny/", TYPED | {"unit": unit, "kind": "decided"})
    assert kind.status_code == 422
    assert "Begynd med en prøvehandling." in text_of(kind)
    assert not Trial.objects.exists()


def test_a_draft_is_kept_while_one_types_and_goes_when_it_is_saved() -> None:
    client = as_("head")
    kept = {"draft_form": "strategy.trial_new", "draft_ref": "", "draft_seen": "0"} | TYPED
    client.post(reverse("drafts:keep"), kept)
    assert "Ingen møder før 10." in text_of(client.get("/forsoeg/ny/"))
    assert not as_("deputy").get("/forsoeg/ny/").content.decode().count("Ingen møder før 10.")
    client.post("/forsoeg/ny/", TYPED | {"unit": factories.unit("OS").pk})
    assert not Draft.objects.exists()


@pytest.mark.parametrize("name", ["ret", "slut", "flyt", "beslutning"])
def test_a_stale_save_shows_both_and_loses_neither(name: str) -> None:
    client, trial = as_("head"), begun()
    seen = trial.version
    actions.change_trial(actor=factories.actor("head"), trial=trial, seen=seen, belief="Deres tro")
    typed = TYPED | {
        "belief": "Min tro", "outcome": "failed", "learnt": "Min lære", "on": f"{DAY:%d-%m-%Y}",
        "why": "Min grund", "ends": "1-3-2027", "decision": "", "amount": "12.500", "price_level": "2026",
        "version": seen,
    }  # fmt: skip
    answer = client.post(f"/forsoeg/{trial.pk}/{name}/", typed)
    page = text_of(answer)
    assert answer.status_code == 409
    assert "Deres tro" in page
    mine = {"ret": "Min tro", "slut": "Min lære", "flyt": "Min grund", "beslutning": "12.500"}[name]
    assert mine in page
    assert f'name="version" value="{factories.again(trial).version}"' in page
    again = client.post(f"/forsoeg/{trial.pk}/{name}/", typed | {"version": factories.again(trial).version})
    assert again.status_code == 302


def test_a_forsoeg_begins_without_its_decision_only_with_a_reason_that_everyone_reads() -> None:
    client, trial = as_("head"), idea(kind="decided")
    page = text_of(client.get(f"/forsoeg/{trial.pk}/"))
    assert "Hvorfor begynder I uden?" in page
    send = {"version": trial.version, "why": ""}
    assert client.post(f"/forsoeg/{trial.pk}/begynd/", send).status_code == 409
    client.post(f"/forsoeg/{trial.pk}/begynd/", send | {"why": "Udvalget mødes først i maj."})
    reader = as_("other")
    shown = text_of(reader.get(f"/forsoeg/{trial.pk}/"))
    assert "Begyndt uden beslutning eller beløb." in shown
    assert "Lederen: »Udvalget mødes først i maj.«" in shown
    assert trial.title in text_of(reader.get("/forsoeg/?stadie=uden-beslutning"))
    assert "Udvalget mødes først i maj." in text_of(client.get("/roed-traad/brud/"))


def test_effects_stand_in_three_groups_the_resident_first() -> None:
    trial = begun()
    see(trial, "Pengene", on_whom="money")
    see(trial, "Arbejdet")
    see(trial, "Borgeren", on_whom="resident")
    page = text_of(as_("other").get(f"/forsoeg/{trial.pk}/"))
    assert page.index("Borgeren</p>") < page.index("Arbejdet</p>") < page.index("Pengene</p>")
    assert "%" not in page.partition("Det har vi set")[2].partition("Det lærte vi")[0]


def test_a_count_without_its_source_is_sent_back_with_what_was_typed() -> None:
    trial = begun()
    typed = {"on_whom": "work", "words": "Roligt", "before": "7", "after": "2,5", "on": "20-11-2026"}
    answer = as_("head").post(f"/forsoeg/{trial.pk}/set/", typed)
    page = text_of(answer)
    assert answer.status_code == 422
    assert "hvor tallet kommer fra" in page
    assert 'value="2,5"' in page
    whole = typed | {"counted": "klager", "source": "Postkassen"}
    assert as_("head").post(f"/forsoeg/{trial.pk}/set/", whole).status_code == 302
    assert "Før 7, efter 2,5 klager" in text_of(as_("other").get(f"/forsoeg/{trial.pk}/"))


def test_it_ends_with_what_was_learnt_and_failure_is_told_as_plainly_as_the_rest() -> None:
    client, trial = as_("head"), begun()
    page = text_of(client.get(f"/forsoeg/{trial.pk}/slut/"))
    assert "er et lige så godt svar som de andre" in page
    send = {"version": trial.version, "outcome": "failed", "on": "20-11-2026"}
    assert client.post(f"/forsoeg/{trial.pk}/slut/", send).status_code == 422
    client.post(f"/forsoeg/{trial.pk}/slut/", send | {"learnt": "Vi skulle have spurgt klubben."})
    shown = text_of(as_("other").get(f"/forsoeg/{trial.pk}/"))
    assert "Det virkede ikke" in shown
    assert "Vi skulle have spurgt klubben." in shown
    assert "Vi skulle have spurgt klubben." in text_of(as_("other").get("/forsoeg/"))


def test_the_decision_is_found_by_its_words_and_quoted() -> None:
    from domains.strategy.trials.test_trial_actions import decision_of

    trial, decision, client = idea(kind="decided"), decision_of("Der afsættes penge."), as_("head")
    assert "Sag om møder" not in text_of(client.get(f"/forsoeg/{trial.pk}/beslutning/?soeg=intet"))
    found = text_of(client.get(f"/forsoeg/{trial.pk}/beslutning/?soeg=afsættes"))
    assert "Sag om møder" in found
    send = {
        "decision": decision.pk, "amount": "250.000 kr.", "price_level": "2026", "version": trial.version,
    }  # fmt: skip
    assert client.post(f"/forsoeg/{trial.pk}/beslutning/?soeg=afsættes", send).status_code == 302
    assert factories.again(trial).amount == 25_000_000
    page = text_of(client.get(f"/forsoeg/{trial.pk}/"))
    assert "»Der afsættes penge.«" in page
    assert "250.000 kr. (2026-priser)" in page
    without = client.post(f"/forsoeg/{trial.pk}/beslutning/", send | {"price_level": "", "decision": ""})
    assert "Skriv, hvilket års priser beløbet er i." in text_of(without)


def test_one_takes_it_home_follows_it_and_takes_it_over() -> None:
    client, trial = as_("other"), ended()
    unit = factories.unit("BU").pk
    answer = client.post(f"/forsoeg/{trial.pk}/proev-selv/", {"unit": unit})
    copied = Trial.objects.get(copied_from=trial)
    assert answer["Location"] == f"/forsoeg/{copied.pk}/ret/"
    assert client.get(answer["Location"]).status_code == 200
    client.post(f"/forsoeg/{trial.pk}/foelg/")
    assert "du følger det" in text_of(client.get("/forsoeg/?foelger=1"))
    assert "1 person" in text_of(as_("head").get(f"/forsoeg/{trial.pk}/"))
    client.post(f"/forsoeg/{trial.pk}/slip/")
    assert "du følger det" not in text_of(client.get("/forsoeg/"))
    client.post(f"/forsoeg/{trial.pk}/tag-i-drift/", {"unit": unit, "words": "Kun om mandagen"})
    shown = text_of(client.get(f"/forsoeg/{trial.pk}/"))
    assert "Det er taget i drift i én enhed." in shown
    assert "Kun om mandagen" in shown


def test_a_title_of_markup_is_text() -> None:
    trial = begun(title='<b>Fed</b> & "citat"', belief="<script>x</script>")
    for path in ("/forsoeg/", f"/forsoeg/{trial.pk}/", f"/forsoeg/{trial.pk}/ret/"):
        page = as_("head").get(path).content.decode()
        assert "<b>Fed" not in page
        assert "<script>x" not in page


def test_the_board_as_excel_is_the_board_with_its_filters() -> None:
    begun(title="=2+2", ends=days(10))
    ended("failed", title="Slut")
    client = as_("other")
    content = client.get("/forsoeg/excel/?stadie=running").content
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        told = ET.fromstring(book.read("xl/sharedStrings.xml"))  # noqa: S314 - our own file
    texts = {"".join(one.itertext()) for one in told}
    assert {"Hvad", "=2+2", "På sporet"} <= texts
    assert "Slut" not in texts


def test_what_the_address_holds_that_is_no_choice_of_ours_changes_nothing() -> None:
    trial = begun()
    for query in (
        "slags=vulkan",
        "stadie=0",
        "enhed=abc",
        "enhed=99999",
        "side=999",
        "sort=-hest",
        "soeg=%00",
    ):
        answer = as_("head").get(f"/forsoeg/?{query}")
        assert answer.status_code == (400 if "%00" in query else 200), query
        assert answer.status_code == 400 or trial.title in text_of(answer)
    assert as_("head").post(f"/forsoeg/{trial.pk}/proev-selv/", {"unit": "x"}).status_code == 400
    assert as_("head").post(f"/forsoeg/{trial.pk}/begynd/", {}).status_code == 400


@pytest.mark.parametrize(
    ("typed", "value"), [("1.250", "1250"), ("12,5", "12.5"), ("−3", "-3"), ("0", "0"), ("", None)]
)
def test_a_number_is_read_as_one_types_it(typed: str, value: str | None) -> None:
    read = CountField(required=False).clean(typed)
    assert (None if read is None else str(read)) == value


@pytest.mark.parametrize("typed", ["12.5", "1.25", "tre", "1,2,3", "12,345", "9" * 16, "1e9", "٣"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(Exception, match=r"Skriv|stort"):
        CountField(required=False).clean(typed)


@pytest.mark.parametrize(("typed", "value"), [("250.000", 25_000_000), ("250000 kr.", 25_000_000), ("0", 0)])
def test_money_is_whole_kroner_kept_as_oere(typed: str, value: int) -> None:
    assert KronerField(required=False).clean(typed) == value
    with pytest.raises(Exception, match="hele kroner"):
        KronerField(required=False).clean("12,50")
    assert KronerField(required=False).prepare_value(25_000_000) == "250.000"
