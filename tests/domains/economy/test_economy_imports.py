"""Lists on their way in: who may, what they would change, and that it is all or nothing."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

import factories
from domains.economy.economy_world import DAY, KEEPER, accepted, browser, centre, laid_in, state
from kernespor.connectors.economy import Kind
from kernespor.domains.economy.actions import authorised, lists
from kernespor.domains.economy.calculations.preview import What, preview_of
from kernespor.domains.economy.documents import as_csv
from kernespor.domains.economy.enums import ImportStatus
from kernespor.domains.economy.models import (
    AccountMapping,
    AuthorisedAccount,
    CostCentreVersion,
    EconomyImport,
    LedgerAccountVersion,
)
from kernespor.domains.economy.permissions import can_keep, can_read_import, check_read_import
from kernespor.domains.economy.policies import can_accept
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.dated import STILL_BELIEVED
from kernespor.foundation.refusals import NotNow, NotPermitted, StaleWrite

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sporkoebing")]
NEW = "Konto;Navn;Gyldig fra;Gyldig til\n499990;Prøvekonto;1-1-2026;\n"


def test_those_who_keep_the_whole_chart_may_and_nobody_else() -> None:
    may = [code for code in ("budgetchef", "administrator", "controller.stab", "hrkonsulent", "borger")
           if can_keep(factories.actor(code))]  # fmt: skip
    assert may == ["budgetchef", "administrator"]


def test_lists_are_their_bringers_alone() -> None:
    draft = laid_in(browser(KEEPER), konti=NEW)
    assert can_read_import(factories.actor(KEEPER), draft)
    with pytest.raises(NotPermitted) as refusal:
        check_read_import(factories.actor("administrator"), draft)
    assert refusal.value.code == "not_mine"
    assert browser("administrator").get(reverse("economy:import", args=[draft.pk])).status_code == 403


def test_a_new_account_is_shown_and_then_taken_in_with_its_event() -> None:
    client, before = browser(KEEPER), state()
    draft = laid_in(client, konti=NEW)
    page = client.get(reverse("economy:import", args=[draft.pk])).content.decode()
    assert "Listerne ændrer én ting." in page
    assert "Prøvekonto" in page
    assert state() == before
    assert accepted(client, draft).status_code == 302
    assert LedgerAccountVersion.objects.on(DAY).get(account__code="499990").name == "Prøvekonto"
    event = AuditEvent.objects.filter(verb="economy.lists_taken_in").latest("pk")
    assert (event.subject_type, event.subject_id) == ("economy.economyimport", draft.pk)


def test_the_same_list_twice_changes_nothing() -> None:
    client = browser(KEEPER)
    accepted(client, laid_in(client, konti=NEW))
    before, again = state(), laid_in(client, konti=NEW)
    page = client.get(reverse("economy:import", args=[again.pk])).content.decode()
    assert "Listerne siger det samme som kontoplanen." in page
    assert accepted(client, again).status_code == 409
    assert state() == before


@pytest.mark.parametrize("kind", Kind)
def test_what_is_known_can_be_fetched_and_laid_in_again_without_a_difference(kind: Kind) -> None:
    client = browser(KEEPER)
    answer = client.get(reverse("economy:export_file", args=[kind]))
    assert answer.headers["Content-Disposition"].endswith(f'{as_csv(kind)[0]}"')
    found = preview_of(laid_in(client, **{kind.value: answer.content}))
    assert found.reading.findings == ()
    assert found.alterations == ()


def test_with_one_row_that_must_be_mended_nothing_is_taken_in() -> None:
    client, before = browser(KEEPER), state()
    bad = NEW + "499991;;1-1-2026;\n"
    draft = laid_in(client, konti=bad)
    page = client.get(reverse("economy:import", args=[draft.pk])).content.decode()
    assert "Ét fund skal rettes, før listerne kan gemmes." in page
    assert "Udfyld cellen." in page
    assert not can_accept(draft, preview_of(draft))
    assert accepted(client, draft).status_code == 409
    assert state() == before


def test_a_changed_mapping_supersedes_the_old_row_and_keeps_it_in_sight() -> None:
    place = centre("BU-D01")
    old = AccountMapping.objects.on(DAY).get(cost_centre=place, account__code="450010")
    row = (
        "Omkostningssted;Konto;Autoriseret konto;Gyldig fra;Gyldig til\n"
        f"{place.code};450010;{old.number[:5]}.1.1.0000.001.49;1-1-2026;\n"
    )
    client = browser(KEEPER)
    draft = laid_in(client, kontering=row)
    (told,) = preview_of(draft).alterations
    assert (told.what, told.subject) == (What.CHANGED, f"{place.code} / 450010")
    accepted(client, draft)
    old.refresh_from_db()
    assert old.superseded_at < STILL_BELIEVED
    now = AccountMapping.objects.on(DAY).get(cost_centre=place, account__code="450010")
    assert now.number.endswith("49")
    page = client.get(reverse("economy:cost_centre", args=[place.pk])).content.decode()
    assert "rettet" in page
    assert f"?nummer={old.number}" in page


def test_a_cost_centre_that_ends_is_told_to_end() -> None:
    place = centre("BU-D01")
    one = CostCentreVersion.objects.on(DAY).get(cost_centre=place)
    rows = [line for line in as_csv(Kind.COST_CENTRES)[1].decode("utf-8-sig").splitlines()
            if line.startswith((place.code, "Omkostningssted"))]  # fmt: skip
    assert rows[-1].endswith(";")
    draft = laid_in(browser(KEEPER), steder="\n".join([*rows[:-1], f"{rows[-1]}2026-12-31"]))
    (told,) = preview_of(draft).alterations
    assert (told.what, told.day.isoformat()) == (What.ENDED, "2026-12-31")
    assert one.name in told.before


def test_two_windows_take_in_once_and_what_was_not_shown_not_at_all() -> None:
    client = browser(KEEPER)
    draft = laid_in(client, konti=NEW)
    actor, shown = factories.actor(KEEPER), preview_of(draft).fingerprint
    with pytest.raises(NotNow) as refusal:
        lists.accept(actor=actor, draft=draft, seen=draft.version, shown="noget andet")
    assert refusal.value.code == "chart_moved_on"
    twin = EconomyImport.objects.get(pk=draft.pk)
    lists.accept(actor=actor, draft=draft, seen=draft.version, shown=shown)
    before = state()
    assert browser("hrkonsulent").get(reverse("economy:import", args=[draft.pk])).status_code == 403
    with pytest.raises(NotNow):  # the chart is another by now
        lists.accept(actor=actor, draft=twin, seen=twin.version, shown=shown)
    with pytest.raises(NotNow) as ended:
        lists.discard(actor=actor, draft=draft, seen=draft.version)
    assert ended.value.code == "import_ended"
    with pytest.raises(StaleWrite):
        lists.discard(actor=actor, draft=twin, seen=twin.version)
    assert accepted_of(client, draft) == 409
    assert state() == before


def accepted_of(client: object, draft: EconomyImport) -> int:
    """Press a button of a page that was left open."""
    sent = {"seen": draft.version, "shown": "x"}
    answer = client.post(reverse("economy:import_accept", args=[draft.pk]), sent)  # type: ignore[attr-defined]
    return int(answer.status_code)


def test_lists_that_are_discarded_change_nothing_and_say_so() -> None:
    client, before = browser(KEEPER), state()
    draft = laid_in(client, konti=NEW)
    address = reverse("economy:import_discard", args=[draft.pk])
    assert client.post(address, {"seen": draft.version + 1}).status_code == 409
    assert client.post(address, {"seen": draft.version}).status_code == 302
    draft.refresh_from_db()
    assert draft.status == ImportStatus.DISCARDED
    assert state() == before
    page = client.get(reverse("economy:import", args=[draft.pk])).content.decode()
    assert "Listerne er kasseret. De ændrede intet." in page
    assert client.post(address, {"seen": draft.version}).status_code == 409


def test_files_that_are_no_lists_are_said_so_all_at_once() -> None:
    client = browser(KEEPER)
    files = [
        SimpleUploadedFile("brev.txt", b"Hej"),
        SimpleUploadedFile("a.csv", NEW.encode()),
        SimpleUploadedFile("b.csv", NEW.encode()),
    ]
    page = client.post(reverse("economy:import_new"), {"lister": files})
    text = page.content.decode()
    assert page.status_code == 422
    assert "Vi kan ikke se, hvilken liste »brev.txt« er." in text
    assert "»b.csv« og »a.csv« er samme slags liste." in text
    assert not EconomyImport.objects.exists()


def test_sporkoebings_own_lists_must_hold_together() -> None:
    with pytest.raises(ValueError, match="mangler"):
        lists.take_in(actor=factories.actor(KEEPER), files={Kind.ACCOUNTS: b"Konto;Navn\n1;a\n"})


def test_the_authorised_chart_is_brought_up_to_date_and_what_was_is_kept() -> None:
    rows = AuthorisedAccount.objects
    changed = rows.get(kind="dranst", code="1")
    rows.filter(pk=changed.pk).update(name="Noget andet")
    gone = rows.create(
        kind="dranst", code="x", name="Findes ikke", valid_from=authorised.FIRST_DAY,
        recorded_at=changed.recorded_at,
    )  # fmt: skip
    number = rows.believed().count()
    client = browser(KEEPER)
    assert client.post(reverse("economy:authorised_take")).status_code == 302
    assert rows.believed().count() == number - 1
    assert rows.believed().get(kind="dranst", code="1").name == "Driftskonti"
    for row in (changed, gone):
        row.refresh_from_db()
        assert row.superseded_at < STILL_BELIEVED
    events = AuditEvent.objects.filter(verb="economy.authorised_taken_in").count()
    client.post(reverse("economy:authorised_take"))
    assert AuditEvent.objects.filter(verb="economy.authorised_taken_in").count() == events
