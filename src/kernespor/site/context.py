"""What the site adds to every page."""

from __future__ import annotations

from django.http import HttpRequest

from kernespor.site.help_pages import page_for


def help_link(request: HttpRequest) -> dict[str, str]:
    """Return the name of the help page that explains this page."""
    found = request.resolver_match
    return {"help_page": page_for(found.view_name if found else "")}
