"""What the pages of the chart share: their tabs, their crumbs, what a search is for."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.access.request import Request

TABS = (
    ("page", _("Omkostningssteder")),
    ("accounts", _("Konti")),
    ("appropriations", _("Politikområder og bevillinger")),
    ("authorised", _("Den autoriserede kontoplan")),
    ("explain", _("Forklar et kontonummer")),
)
LONGEST = 100


def tabs(current: str) -> list[dict[str, object]]:
    """Return the pages of the chart, one of them current."""
    return [
        {"label": label, "url": reverse(f"economy:{name}"), "current": name == current}
        for name, label in TABS
    ]


def crumbs(name: str) -> list[tuple[str, str]]:
    """Return the way from the chart down to a page."""
    return [(gettext("Kontoplan"), reverse("economy:page")), (name, "")]


def words_of(request: Request) -> str:
    """Return what the address asks to search for."""
    return " ".join(request.GET.get("soeg", "")[:LONGEST].replace("\x00", "").split())
