"""Which objects a new decision or consultation is about, as its address says."""

from __future__ import annotations

from kernespor.foundation import objects
from kernespor.foundation.access.request import Request
from kernespor.foundation.ui.fields import whole_number


def asked_about(request: Request) -> list[objects.Ref]:
    """Return the objects that an address or a form names: "om=plan-12"; what is no object is left out."""
    slugs = {kind.slug: kind.name for kind in objects.known()}
    found = []
    for text in request.GET.getlist("om") + request.POST.getlist("om"):
        slug, _dash, key = text.rpartition("-")
        pk = whole_number(key)
        if slug in slugs and pk is not None:
            found.append(objects.Ref(slugs[slug], pk))
    return list(dict.fromkeys(found))
