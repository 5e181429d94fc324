"""Every address asked as every person, held against the table that was written by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from http.cookies import SimpleCookie
from typing import Any

import pytest
import reference
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client, override_settings

import factories
from kernespor.domains.strategy.permissions.plans import can_read_import, can_read_plan
from kernespor.foundation.access.middleware import operation_of
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.organisation.enums import RoleKind
from permission_world import World, addresses, matrix

TABLE = matrix()
CODES = [person["code"] for person in TABLE["persons"]]
ROWS = {
    (name, *key.partition(" ")[::2]): answers.split()
    for name, rows in TABLE["addresses"].items()
    for key, answers in rows.items()
    if key != "what"
}
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD")
READERS = {"oekonomichef", "kommunaldirektoer", "controller.stab", "politisk.sekretariat"}  # of the draft
SESSION_NOTES = ('UPDATE "django_session"', 'UPDATE "usersessions_usersession"', 'INSERT INTO "usersessions_')
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
# A buyer who acts on behalf of the head of finance is answered as the head, but for what is the head's own:
# there the deputy is refused, or answered alike, never given more.
ON_BEHALF = "udbudskonsulent på vegne af oekonomichef"
OWN_PARTS = (
    *("account_", "accounts:", "mfa_", "usersessions_", "socialaccount_", "oidc"),  # the account
    *("access:deputies", "access:deputyship_end", "access:act"),  # handing on; acting is asked of the buyer
    *(
        "drafts:",
        "strategy:import",
        "comments:withdraw",
        "audit:",
    ),  # what only its writer reads or takes back
    *("jobs:",),  # a run is the one's who asked for it at the keys
    *("tasks:",),  # mail, calendar and times of the digest
    *("bodies:",),  # a seat is the member's
)


@pytest.fixture(scope="module")
def world(sporkoebing_loaded: dict[str, Any], django_db_blocker: Any) -> Iterator[World]:
    """The municipality of the matrix; the sessions of all its persons are open."""
    del sporkoebing_loaded
    with django_db_blocker.unblock():
        yield World(CODES)


@pytest.fixture(scope="module")
def client() -> Client:
    """One browser for all; who it is changes with its cookie."""
    return Client()


def ask(client: Client, world: World, name: str, method: str, case: str, code: str) -> tuple[str, bytes]:
    """Ask as someone and undo what it did. Returns the answer's sign and its bytes."""
    client.cookies = SimpleCookie({"sessionid": world.cookies[code]} if code else {})
    client.raise_request_exception = False
    data = world.data(name, case) if method == "POST" else {}
    before = AuditEvent.objects.count()
    with transaction.atomic(), override_settings(DEMO="i demoen" in case):
        if method == "GET":
            with connection.execute_wrapper(no_write):
                answer = client.get(world.url(name, case))
        else:
            answer = (
                client.generic(method, world.url(name, case))
                if method != "POST"
                else client.post(world.url(name, case), data)
            )
        content = answer.getvalue()  # also of one that is sent in pieces
        sign = sign_of(answer)
        wrote = AuditEvent.objects.count() - before
        transaction.set_rollback(True)
    cache.clear()
    told = f"{name} {method} {case} as {code}"
    assert sign == "+" or not wrote, f"{told}: refused, and yet it wrote"
    assert code in READERS | {ON_BEHALF} or factories.SECRET not in text_of(content), (
        f"{told}: the draft shows"
    )
    return sign, content


def no_write(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's hook
    """Let no statement through that writes, but for the note of when a session was last used."""
    if sql.startswith(SESSION_NOTES):
        return execute(sql, params, many, context)
    assert not sql.lstrip().upper().startswith(WRITES), sql
    return execute(sql, params, many, context)


def sign_of(answer: Any) -> str:
    """Return the table's sign for an answer, its number where the table knows none."""
    if answer.status_code == 302 and answer["Location"].startswith("/log-ind/?next="):
        return "L"
    signs = {200: "+", 204: "+", 302: "+", 403: "–", 404: "0", 409: "!", 400: "f", 422: "f"}
    return signs.get(answer.status_code, str(answer.status_code))


def text_of(content: bytes) -> str:
    """Return what can be read in an answer, also where it is a packed file."""
    if not content.startswith(b"PK"):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


def test_every_address_and_method_stands_in_the_table() -> None:
    known = addresses()
    assert sorted(known) == sorted(TABLE["addresses"])
    declared = {
        (name, method)
        for name, view in known.items()
        for method in operation_of(view, name).methods  # type: ignore[union-attr]
    }
    assert declared == {(name, method) for name, method, _ in ROWS}


def test_every_row_answers_for_every_person() -> None:
    assert {len(answers) for answers in ROWS.values()} == {len(CODES)}
    assert {sign for answers in ROWS.values() for sign in answers} <= set("+L–0!f")


@pytest.mark.parametrize("name", sorted(TABLE["addresses"]))
@pytest.mark.usefixtures("db")
def test_the_answers_are_those_of_the_table(client: Client, world: World, name: str) -> None:
    cache.clear()
    measured, expected = {}, {}
    for (of, method, case), answers in ROWS.items():
        if of == name:
            asked = asked_of(answers)
            got = [ask(client, world, name, method, case, CODES[place])[0] for place in asked]
            measured[f"{method} {case}"] = " ".join(got)
            expected[f"{method} {case}"] = " ".join(answers[place] for place in asked)
    assert measured == expected


def asked_of(answers: list[str]) -> list[int]:
    """Return the places of those who ask: all, but on PostgreSQL the first and last of each answer.

    Who may do what is decided by the same code on both; only the SQL that fetches it is another.
    """
    everyone = range(len(answers))
    if connection.vendor == "sqlite":
        return list(everyone)
    ends = {place for sign in answers for place in (answers.index(sign), _last(answers, sign))}
    return sorted(ends)


def _last(answers: list[str], sign: str) -> int:
    return len(answers) - 1 - answers[::-1].index(sign)


@pytest.mark.parametrize("name", sorted(TABLE["addresses"]))
@pytest.mark.usefixtures("db")
def test_a_deputy_is_answered_as_the_principal(
    client: Client, world: World, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.clear()
    row = world.of["access"]["deputyship"]
    browser = Client()
    browser.cookies = SimpleCookie({"sessionid": world.cookies["udbudskonsulent"]})
    assert browser.post(f"/adgang/paa-vegne-af/{row.pk}/").status_code == 302
    monkeypatch.setitem(world.cookies, ON_BEHALF, world.cookies["udbudskonsulent"])
    measured, expected = {}, {}
    for (of, method, case), answers in ROWS.items():
        if of == name:
            measured[method, case] = ask(client, world, name, method, case, ON_BEHALF)[0]
            expected[method, case] = answers[CODES.index("oekonomichef")]
    if name.startswith(OWN_PARTS):
        measured = {key: expected[key] if sign in "–0" else sign for key, sign in measured.items()}
        if name == "access:act":
            expected = measured  # the buyer is the deputy, in whosever name they ask
    assert measured == expected


@pytest.mark.parametrize("name", sorted(TABLE["addresses"]))
@pytest.mark.usefixtures("db")
def test_no_other_method_reaches_a_view(client: Client, world: World, name: str) -> None:
    methods = {method for of, method, _ in ROWS if of == name}
    case = next(case for of, _, case in ROWS if of == name)
    demo = case if "person" not in name and name != "become" else "i demoen"
    answered = methods | ({"HEAD"} if "GET" in methods else set())
    for method in [one for one in METHODS if one not in answered]:
        for code in ("", "oekonomichef", "administrator"):
            assert ask(client, world, name, method, demo, code)[0] == "405", (method, code)


@pytest.mark.usefixtures("db")
def test_those_who_may_read_the_draft_are_those_of_whom_the_mark_is_kept(
    client: Client, world: World
) -> None:
    """Every answer above was searched for the draft's mark; here it is shown that the mark can be found."""
    may = {code for code in CODES if code and can_read_plan(factories.actor(code), world.plans["kladde"])}
    assert may == READERS
    assert not any(can_read_import(factories.actor(code), world.others) for code in CODES if code)
    for name in ("plan", "picture", "history", "markdown", "plan_excel", "word", "source"):
        _, content = ask(client, world, f"strategy:{name}", "GET", "en kladde", "oekonomichef")
        assert factories.SECRET in text_of(content), name
    _, content = ask(client, world, "strategy:plans_excel", "GET", "", "oekonomichef")
    assert factories.SECRET in text_of(content)


@pytest.mark.usefixtures("db")
def test_a_draft_is_in_no_count_filter_or_overview_of_those_who_may_not_read_it(
    client: Client, world: World
) -> None:
    def listed(code: str, query: str = "") -> Any:
        client.cookies = SimpleCookie({"sessionid": world.cookies[code]})
        return client.get(f"/virksomhedsplaner/{query}").context

    unit = world.plans["kladde"].unit_id
    # The MED plan of Økonomi & Stab is open to those whom it concerns.
    for code, drafts, med in (("hrkonsulent", 0, 1), ("boerneogungechef", 0, 0), ("oekonomichef", 1, 1)):
        assert len(listed(code)["rows"]) == 3 + med + drafts
        assert len(listed(code, "?status=draft")["rows"]) == drafts
        assert len(listed(code, f"?enhed={unit}")["rows"]) == 2 + med + drafts
        assert listed(code)["total"] == listed("administrator")["total"]
    client.cookies = SimpleCookie({"sessionid": world.cookies["oekonomichef"]})
    for sort in ("unit", "-good", "overdue", "period", "-last"):
        text = client.get(f"/virksomhedsplaner/?sort={sort}").content.decode()
        assert factories.SECRET in text  # the head's own list, whatever its order


@pytest.mark.usefixtures("db")
def test_the_reason_of_a_refusal_names_nothing_of_what_is_refused(client: Client, world: World) -> None:
    for case, name in (("en kladde", "strategy:plan"), ("en andens dokument", "strategy:import")):
        sign, content = ask(client, world, name, "GET", case, "hrkonsulent")
        text = content.decode()
        assert sign == "–"
        assert "kladde" in text or "Kun den, der har lagt dokumentet ind" in text
        assert factories.SECRET not in text


@pytest.mark.usefixtures("db")
def test_each_kind_of_role_asks(world: World) -> None:
    held = {role.kind for code in CODES if code for role in factories.actor(code).roles}
    assert held == set(RoleKind)
    assert not factories.actor("tilsynskonsulent").roles
    assert set(world.cookies) == set(CODES) - {""}


def test_the_manuals_page_says_what_the_table_says() -> None:
    assert reference.PERMISSIONS.read_text(encoding="utf-8") == reference.permissions(TABLE)
