"""Files on their way in: who may, what they would change, and that it is all or nothing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from foundation.organisation.organisation_files import PERSONS, ROLES, UNITS
from kernespor.connectors.organisation import read_organisation
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.dated import STILL_BELIEVED
from kernespor.foundation.organisation import documents
from kernespor.foundation.organisation.actions import accept, difference, discard, lay_in
from kernespor.foundation.organisation.comparison import believed
from kernespor.foundation.organisation.enums import ImportStatus
from kernespor.foundation.organisation.models import (
    OrganisationImport,
    Person,
    RoleAssignment,
    Unit,
    UnitVersion,
)
from kernespor.foundation.organisation.preview import Alteration, What
from kernespor.foundation.organisation.selectors.imports import preview_now
from kernespor.foundation.refusals import NotNow, NotPermitted, StaleWrite

NEW = "/organisation/laes-ind/"
Login = Callable[[str], Client]
ActorOf = Callable[[str], Actor]


def upload(client: Client, **files: str | bytes) -> OrganisationImport:
    """Lay files in through the page and return the draft."""
    sent = [
        SimpleUploadedFile(f"{name}.csv", body.encode() if isinstance(body, str) else body)
        for name, body in files.items()
    ]
    response = client.post(NEW, {"csv": sent})
    assert response.status_code == 302, response.content.decode()
    return OrganisationImport.objects.latest("pk")


def state() -> tuple[object, ...]:
    """Return everything that is believed, as rows."""
    return (
        list(Unit.objects.order_by("pk").values()),
        list(UnitVersion.objects.order_by("pk").values()),
        list(Person.objects.order_by("pk").values()),
        list(RoleAssignment.objects.order_by("pk").values()),
    )


def test_only_administrators_import_and_export(login: Login) -> None:
    draft = upload(login("p5"), units=UNITS)
    pages = [
        "laes-ind/",
        f"laes-ind/{draft.pk}/",
        f"laes-ind/{draft.pk}/fund/csv/",
        "hent/",
        "hent/units/",
    ]
    for address in pages:
        assert login("p4").get(f"/organisation/{address}").status_code == 403, address
    for address in ("gem/", "kasser/"):
        assert login("p4").post(f"{NEW}{draft.pk}/{address}").status_code == 403
    assert "Læs en ny ind" not in login("p4").get("/organisation/").content.decode()
    assert "Læs en ny ind" in login("p5").get("/organisation/").content.decode()


def test_another_administrator_s_files_are_closed(login: Login, actor: ActorOf) -> None:
    draft = upload(login("p5"), units=UNITS)
    other = login("p6")
    for address in ("", "fund/csv/", "aendringer/"):
        assert other.get(f"{NEW}{draft.pk}/{address}").status_code == 403, address
    for address in ("gem/", "kasser/"):
        assert other.post(f"{NEW}{draft.pk}/{address}", {"seen": 1}).status_code == 403
    assert other.get(f"{NEW}999999/").status_code == 404
    assert "units.csv" not in other.get(NEW).content.decode().partition("De tre filer")[0]
    with pytest.raises(NotPermitted):
        discard(actor=actor("p6"), draft=draft, seen=1)
    with pytest.raises(NotPermitted):
        lay_in(actor=actor("p4"), files={"units": ("units.csv", UNITS.encode())})


def test_the_preview_says_what_would_change_and_writes_nothing(login: Login) -> None:
    units = UNITS.replace(
        "B;Børn & Unge;;Forvaltning;K;;1-1-2020;\n",
        "B;Børn & Unge;;Forvaltning;K;;1-1-2020;31-12-2026\n"
        "B;Børn, Unge & Kultur;;Forvaltning;K;;1-1-2027;\n",
    )
    units = units.replace(
        "S2;Havneskolen;;Skole;B;;1-7-2026;\n", "S2;Havneskolen;;Skole;B;;1-7-2026;31-7-2027\n"
    )
    units = units.replace("S1;Skolen i Ålborg;Ålborg;Skole;B", "S1;Skolen i Ålborg;Ålborg;Skole;T")
    units += "N;Den Nye;;Skole;B;;1-8-2027;\n"
    persons = PERSONS.replace("Børnechef", "Direktør") + "p7;Gry Gram;;\n"
    roles = (
        ROLES.replace("p4;leder;B;ja;1-1-2025;", "p4;leder;B;ja;1-1-2025;31-12-2026")
        + "p7;leder;B;ja;1-1-2027;\n"
    )
    client = login("p5")
    before = state()
    draft = upload(client, units=units, persons=persons, roles=roles)
    found = preview_now(draft)
    assert {what: number for what, number in found.counts.items() if number} == {
        What.NEW_UNIT: 1,
        What.RENAMED: 1,
        What.MOVED: 1,
        What.ENDED: 1,
        What.NEW_PERSON: 1,
        What.CHANGED_PERSON: 1,
        What.NEW_ROLE: 1,
        What.ENDED_ROLE: 1,
    }
    assert (found.unchanged_units, found.unchanged_persons, found.unchanged_roles) == (4, 5, 5)
    renamed = next(one for one in found.alterations if one.what is What.RENAMED)
    assert (str(renamed.day), renamed.before, renamed.after) == (
        "2027-01-01",
        "Børn & Unge",
        "Børn, Unge & Kultur",
    )
    ended = next(one for one in found.alterations if one.what is What.ENDED)
    assert (ended.subject, str(ended.day)) == ("Havneskolen (S2)", "2027-07-31")
    moved = next(one for one in found.alterations if one.what is What.MOVED)
    assert moved.after == "Teknik & Miljø (T)"
    html = client.get(f"{NEW}{draft.pk}/").content.decode()
    assert "Filerne ændrer 8 ting." in html
    assert "Intet er gemt endnu." in html
    assert state() == before
    assert client.get(f"{NEW}{draft.pk}/aendringer/").content.startswith(b"PK")


def test_accepting_takes_all_in_with_one_event(login: Login) -> None:
    client = login("p5")
    draft = upload(client, units=UNITS.replace("K;Ny Kommune;", "K;Nyere Kommune;"))
    page = client.get(f"{NEW}{draft.pk}/")
    shown = page.context["found"].fingerprint
    response = client.post(f"{NEW}{draft.pk}/gem/", {"seen": "1", "shown": shown}, follow=True)
    html = response.content.decode()
    assert "Organisationen er gemt." in html
    assert "Nyere Kommune har 6 enheder" in html
    root = UnitVersion.objects.filter(unit__code="K").order_by("pk")
    assert [row.name for row in root] == ["Ny Kommune", "Nyere Kommune"]
    assert root[0].superseded_at != STILL_BELIEVED
    draft.refresh_from_db()
    assert (draft.status, draft.version) == (ImportStatus.ACCEPTED, 2)
    event = AuditEvent.objects.latest("pk")
    assert (event.verb, event.actor, event.subject_id) == ("organisation.taken_in", "Eva Ernst", draft.pk)
    assert "Filerne er gemt i organisationen." in client.get(f"{NEW}{draft.pk}/").content.decode()


def test_all_findings_at_once_and_nothing_is_taken_in(login: Login) -> None:
    client = login("p5")
    draft = upload(
        client,
        units=UNITS.replace("S1;Skolen i Ålborg;Ålborg;Skole;B;;1-1-2020", "S1;;Ålborg;Skole;Ø;;i går"),
    )
    before = state()
    page = client.get(f"{NEW}{draft.pk}/")
    html = page.content.decode()
    assert "2 fund skal rettes, før filerne kan gemmes." in html
    assert "er ikke en dato" in html
    assert "disabled" in html
    response = client.post(f"{NEW}{draft.pk}/gem/", {"seen": "1", "shown": page.context["found"].fingerprint})
    assert response.status_code == 409
    assert "Ret de fund, der er mærket »Skal rettes«" in response.content.decode()
    assert state() == before
    draft.refresh_from_db()
    assert (draft.status, draft.version) == (ImportStatus.OPEN, 1)
    written = client.get(f"{NEW}{draft.pk}/fund/csv/").content.decode("utf-8-sig")
    assert written.splitlines()[0] == "Alvor;Række;Kolonne;Fund;Sådan retter du det;Kode"
    assert "Skal rettes;6;7;" in written


def test_a_cycle_cannot_be_taken_in(login: Login) -> None:
    draft = upload(
        login("p5"), units=UNITS.replace("B;Børn & Unge;;Forvaltning;K", "B;Børn & Unge;;Forvaltning;S1")
    )
    codes = {finding.code for finding in preview_now(draft).reading.findings}
    assert "organisation.cycle" in codes


def test_a_failure_in_the_middle_leaves_nothing(actor: ActorOf, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = lay_in(
        actor=actor("p5"),
        files={
            "units": ("units.csv", (UNITS + "N;Ny;;Skole;B;;1-1-2027;\n").encode()),
            "roles": ("roles.csv", (ROLES + "p4;leder;N;nej;1-1-2027;\n").encode()),
        },
    )
    before = state()

    def fails(*_: object) -> None:
        raise OSError

    monkeypatch.setattr("kernespor.foundation.organisation.actions._write_roles", fails)
    with pytest.raises(OSError):  # noqa: PT011 - it is the planted one
        accept(actor=actor("p5"), draft=draft, seen=1, shown=preview_now(draft).fingerprint)
    assert state() == before
    draft.refresh_from_db()
    assert draft.status == ImportStatus.OPEN


def test_what_was_shown_is_what_is_taken_in(login: Login, actor: ActorOf) -> None:
    client = login("p5")
    mine = upload(client, units=UNITS.replace("K;Ny Kommune;", "K;Min Kommune;"))
    page = client.get(f"{NEW}{mine.pk}/")
    shown = page.context["found"].fingerprint
    theirs = lay_in(
        actor=actor("p6"), files={"units": ("units.csv", UNITS.replace("L;Løn;", "L;Løn og HR;").encode())}
    )
    accept(actor=actor("p6"), draft=theirs, seen=1, shown=preview_now(theirs).fingerprint)
    before = state()
    response = client.post(f"{NEW}{mine.pk}/gem/", {"seen": "1", "shown": shown})
    assert response.status_code == 409
    html = response.content.decode()
    assert "Organisationen er ændret, siden du åbnede siden. Intet er gemt." in html
    assert "Løn og HR" in html
    assert state() == before


def test_another_window_was_first(login: Login, actor: ActorOf) -> None:
    client = login("p5")
    draft = upload(client, units=UNITS.replace("K;Ny Kommune;", "K;Min Kommune;"))
    shown = client.get(f"{NEW}{draft.pk}/").context["found"].fingerprint
    before = state()
    with pytest.raises(StaleWrite):
        accept(actor=actor("p5"), draft=draft, seen=7, shown=shown)
    stale = client.post(f"{NEW}{draft.pk}/gem/", {"seen": "0", "shown": shown})
    assert stale.status_code == 409
    assert "Et andet vindue har gemt eller kasseret filerne imens." in stale.content.decode()
    assert client.post(f"{NEW}{draft.pk}/kasser/", {"seen": "0"}).status_code == 409
    assert client.post(f"{NEW}{draft.pk}/kasser/", {"seen": "1"}).status_code == 302
    late = client.post(f"{NEW}{draft.pk}/gem/", {"seen": "1", "shown": shown})
    assert late.status_code == 409
    assert "Filerne er allerede gemt eller kasseret." in late.content.decode()
    assert state() == before
    held = OrganisationImport.objects.get(pk=draft.pk)
    held.status = ImportStatus.OPEN  # as a window that read the row before the other one wrote it
    with pytest.raises(StaleWrite):
        discard(actor=actor("p5"), draft=held, seen=2)


def test_a_reload_loses_nothing(login: Login) -> None:
    client = login("p5")
    draft = upload(client, units=UNITS)
    assert f"{NEW}{draft.pk}/" in client.get(NEW).content.decode()
    first, second = (client.get(f"{NEW}{draft.pk}/").context["found"] for _ in range(2))
    assert first.fingerprint == second.fingerprint


def test_an_export_taken_in_again_changes_nothing(login: Login, actor: ActorOf) -> None:
    client = login("p5")
    content = client.get("/organisation/hent/").content
    archive = zipfile.ZipFile(io.BytesIO(content))
    files = {name: archive.read(name) for name in archive.namelist()}
    assert sorted(files) == ["persons.csv", "roles.csv", "units.csv"]
    for kind, name in documents.FILES.items():
        assert client.get(f"/organisation/hent/{kind}/").content == files[name]
    assert client.get("/organisation/hent/alt/").status_code == 404
    reading = read_organisation(*(files[name] for name in documents.FILES.values()))
    assert not reading.findings
    assert difference(reading.records).is_empty
    draft = upload(client, **{kind: files[name] for kind, name in documents.FILES.items()})
    html = client.get(f"{NEW}{draft.pk}/").content.decode()
    assert "Filerne siger det samme som organisationen." in html
    found = preview_now(draft)
    with pytest.raises(NotNow, match="no_difference"):
        accept(actor=actor("p5"), draft=draft, seen=1, shown=found.fingerprint)


def test_roles_alone_are_read_beside_the_units_that_are_known(login: Login) -> None:
    draft = upload(
        login("p5"), roles="Person;Rolle;Enhed;Gyldig fra;Gyldig til\np2;medarbejder;S1;1-1-2026;\n"
    )
    found = preview_now(draft)
    assert not found.reading.findings
    assert [(one.what, one.subject) for one in found.alterations] == [
        (What.NEW_ROLE, "Bo Berg · Medarbejder · Skolen i Ålborg (S1)")
    ]
    assert isinstance(found.alterations[0], Alteration)


def test_what_the_files_do_not_mention_must_still_hold(login: Login) -> None:
    units = "\n".join(line for line in UNITS.splitlines() if not line.startswith(("S1", "S2", "G;")))
    ends = units.replace(
        "B;Børn & Unge;;Forvaltning;K;;1-1-2020;", "B;Børn & Unge;;Forvaltning;K;;1-1-2020;31-12-2023"
    )
    kept = preview_now(upload(login("p5"), units=units))
    assert [finding.code for finding in kept.reading.findings] == ["organisation.absent_units"]
    assert "3 enheder, som vi kender, står ikke i filen: G, S1, S2." in kept.reading.findings[0].message
    broken = preview_now(upload(login("p5"), units=ends))
    codes = {finding.code for finding in broken.reading.findings}
    assert {"organisation.parent_outside_life", "organisation.role_outside_life"} <= codes


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("units.csv", b"PK\x03\x04 et regneark", "er ikke en CSV-fil"),
        ("units.csv", b"Kode;Navn\n\x00\x01", "er ikke en CSV-fil"),
        ("plan.pdf", b"%PDF-1.7", "er ikke en CSV-fil"),
        ("units.csv", b"", "Filen er tom."),
        ("x.csv", b"farve;form\nr\xc3\xb8d;rund\n", "Vi kan ikke se, om"),
        ("units.csv", b"a\n" * 20_002, "har flere end 20.000 rækker"),
        ("units.csv", b"a" * (20 * 1024 * 1024 + 1), "Grænsen er 20 MB."),
    ],
)
def test_what_cannot_be_a_file_of_ours_is_said_at_once(
    login: Login, name: str, content: bytes, words: str
) -> None:
    response = login("p5").post(NEW, {"csv": [SimpleUploadedFile(name, content)]})
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not OrganisationImport.objects.exists()


def test_too_many_and_two_of_a_kind(login: Login) -> None:
    client = login("p5")
    units = UNITS.encode()
    two = [SimpleUploadedFile("units.csv", units), SimpleUploadedFile("enheder.csv", units)]
    assert "er samme slags fil" in client.post(NEW, {"csv": two}).content.decode()
    four = [SimpleUploadedFile(f"{number}.csv", units) for number in range(4)]
    assert "Vælg højst tre filer" in client.post(NEW, {"csv": four}).content.decode()
    assert "Vælg mindst én fil." in client.post(NEW, {}).content.decode()


def test_a_file_is_known_by_its_head() -> None:
    assert documents.kind_of("udtræk fra løn.csv", UNITS.encode()) == "units"
    assert documents.kind_of("a.csv", PERSONS.encode("cp1252")) == "persons"
    assert documents.kind_of("b.csv", ROLES.encode("utf-16")) == "roles"
    assert documents.kind_of("c.csv", b"Navn\n") == ""
    assert documents.is_text(ROLES.encode("utf-16"))


def test_the_preview_costs_few_queries(login: Login, django_assert_max_num_queries) -> None:
    client = login("p5")
    draft = upload(client, units=UNITS.replace("K;Ny Kommune;", "K;Min Kommune;"))
    with django_assert_max_num_queries(10):
        client.get(f"{NEW}{draft.pk}/")


@pytest.mark.usefixtures("organisation")
def test_believed_is_read_in_three_queries(django_assert_num_queries) -> None:
    with django_assert_num_queries(3):
        believed()


def test_a_chain_without_end_is_refused_before_a_page_must_draw_it(login: Login) -> None:
    chain = "".join(f"c{n};Led {n};;Led;{f'c{n - 1}' if n else 'K'};;1-1-2026;\n" for n in range(150))
    found = preview_now(upload(login("p5"), units=UNITS + chain))
    assert [finding.code for finding in found.reading.findings] == ["organisation.too_deep"]
