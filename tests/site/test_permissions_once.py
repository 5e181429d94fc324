"""What the permission matrix asks whatever the database: deputies, and methods that no view knows."""

from __future__ import annotations

from http.cookies import SimpleCookie

import pytest
from django.core.cache import cache
from django.test import Client

from permission_asking import CODES, ON_BEHALF, ROWS, TABLE, ask
from permission_world import World

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD")
# A buyer who acts on behalf of the head of finance is answered as the head, but for what is the head's own:
# there the deputy is refused, or answered alike, never given more.
OWN_PARTS = (
    *("account_", "accounts:", "mfa_", "usersessions_", "socialaccount_", "oidc"),  # the account
    *("access:deputies", "access:deputyship_end", "access:act"),  # handing on; acting is asked of the buyer
    *("drafts:", "strategy:import", "comments:withdraw", "audit:"),  # read or taken back by its writer alone
    *("jobs:",),  # a run is the one's who asked for it at the keys
    *("tasks:",),  # mail, calendar and times of the digest
    *("bodies:",),  # a seat is the member's
    *("agenda:decide", "agenda:follow_up", "agenda:meeting", "agenda:minutes"),  # so is the chair's
    *("agenda:stop_suspend", "agenda:wheel_meetings", "agenda:mandate", "agenda:deliverable"),
)


@pytest.mark.parametrize("name", sorted(TABLE["addresses"]))
@pytest.mark.usefixtures("db")
def test_a_deputy_is_answered_as_the_principal(
    one_browser: Client, world: World, name: str, monkeypatch: pytest.MonkeyPatch
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
            measured[method, case] = ask(one_browser, world, name, method, case, ON_BEHALF)[0]
            expected[method, case] = answers[CODES.index("oekonomichef")]
    if name.startswith(OWN_PARTS):
        measured = {key: expected[key] if sign in "–0" else sign for key, sign in measured.items()}
        if name == "access:act":
            expected = measured  # the buyer is the deputy, in whosever name they ask
    assert measured == expected


@pytest.mark.parametrize("name", sorted(TABLE["addresses"]))
@pytest.mark.usefixtures("db")
def test_no_other_method_reaches_a_view(one_browser: Client, world: World, name: str) -> None:
    methods = {method for of, method, _ in ROWS if of == name}
    case = next(case for of, _, case in ROWS if of == name)
    demo = case if "person" not in name and name != "become" else "i demoen"
    answered = methods | ({"HEAD"} if "GET" in methods else set())
    for method in [one for one in METHODS if one not in answered]:
        for code in ("", "oekonomichef", "administrator"):
            assert ask(one_browser, world, name, method, demo, code)[0] == "405", (method, code)
