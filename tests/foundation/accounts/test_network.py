"""Where a request comes from, and that a forged header says nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import RequestFactory

from kernespor.foundation.accounts.devices import in_words
from kernespor.foundation.accounts.network import client_ip, place_in_words


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "", "192.0.2.1"),
        (0, "198.51.100.9", "192.0.2.1"),  # forged: no proxy of ours stands in front
        (1, "198.51.100.9", "198.51.100.9"),
        (
            1,
            "10.0.0.1, 198.51.100.9",
            "198.51.100.9",
        ),  # what the caller wrote stands before what our proxy adds
        (2, "10.0.0.1, 198.51.100.9, 10.9.9.9", "198.51.100.9"),
        (2, "198.51.100.9", "192.0.2.1"),  # fewer than there must be
        (1, "198.51.100.9:4711", "198.51.100.9"),
        (1, "[2001:db8::1]:4711", "2001:db8::1"),
        (1, "<script>", ""),
    ],
)
def test_the_address_is_believed_as_far_as_our_proxies_reach(
    settings: Any, proxies: int, forwarded: str, expected: str
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert client_ip(request) == expected


def test_places_and_browsers_in_words() -> None:
    places = {address: place_in_words(address) for address in ("127.0.0.1", "10.1.1.1", "8.8.8.8", "", "x")}
    assert list(places.values()) == [
        "serveren selv",
        "et internt net",
        "internettet",
        "ukendt sted",
        "ukendt sted",
    ]
    assert in_words("Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537 Edg/140.0") == "Edge på Windows"
    assert in_words("Mozilla/5.0 (X11; Linux) Gecko Firefox/150.0") == "Firefox på Linux"
    assert in_words("curl/8") == "Ukendt browser"
    assert in_words("Firefox/1") == "Firefox"
