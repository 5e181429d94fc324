"""Where a request comes from: the address that is counted, and its place in words."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext


def client_ip(request: HttpRequest) -> str:
    """Return the caller's address; what proxies add is believed as far as proxies of our own stand in front.

    Anyone can write `X-Forwarded-For`: only the entries that our own proxies added are read, from the right.
    An empty text where the server knows no address (a request made by the installation itself).
    """
    own: str = request.META.get("REMOTE_ADDR") or ""
    proxies: int = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    if proxies < 1:
        return _plain(own)
    chain = [one.strip() for one in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if one.strip()]
    return _plain(chain[-proxies]) if len(chain) >= proxies else _plain(own)


def place_in_words(address: str) -> str:
    """Return where an address lies, as far as it says so by itself."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return gettext("ukendt sted")
    if found.is_loopback:
        return gettext("serveren selv")
    return gettext("et internt net") if found.is_private else gettext("internettet")


def _plain(address: str) -> str:
    """Return the address without a port or brackets; what is no address is empty."""
    bare = address.partition("]")[0].lstrip("[") if address.startswith("[") else address
    if bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        return str(ipaddress.ip_address(bare))
    except ValueError:
        return ""
