"""The page of the search, and what shows under the field while one types."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, ngettext

from kernespor.engines.danish import count
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.search import selectors
from kernespor.foundation.search.forms import SearchForm
from kernespor.foundation.search.selectors import Results
from kernespor.foundation.ui.tables import PAGE


@operation("search.page")
def page(request: Request) -> HttpResponse:
    """What the words asked for are found in, by kind."""
    form = SearchForm(request.GET, tree_on(request.today))
    wish = form.wish()
    results = selectors.search(request.actor, wish)
    context = {
        "form": form,
        "results": results,
        "said": said(results),
        "kinds": [
            {
                "label": kind.plural,
                "number": number,
                "url": _with(request, kind.slug),
                "chosen": kind.slug == wish.kind,
            }
            for kind, number in results.kinds
        ],
        "all_url": _with(request, ""),
        "page_number": min(wish.page, results.last_page),
        "query": _with(request, wish.kind),
        "meant_url": f"?{_query(request, q=results.meant)}",
    }
    return render(request, "search/_results.html" if request.htmx else "search/page.html", context)


@operation("search.at_once")
def at_once(request: Request) -> HttpResponse:
    """Return the best few for what stands in the field at the top of every page: a part of that page."""
    text = request.GET.get("q", "")
    results = selectors.at_once(request.actor, text)
    return render(request, "search/_at_once.html", {"results": results, "said": said(results), "text": text})


def said(results: Results) -> str:
    """Return what was found in a sentence."""
    text = results.wish.text.strip()
    if not text:
        return ""
    pages = len(results.pages) + len(results.told)
    if not results.number and not pages:
        return gettext("Vi fandt ikke noget om {text}.").format(text=_quoted(text))
    if not results.number:
        return ngettext("Vi fandt én side.", "Vi fandt {number} sider.", pages).format(number=pages)
    number = count(results.number, "", "").strip()
    if results.meant:
        words = ngettext(
            "Vi fandt ikke noget om {text}. {number} sted handler om {meant}.",
            "Vi fandt ikke noget om {text}. {number} steder handler om {meant}.",
            results.number,
        )
        return words.format(text=_quoted(text), number=number, meant=_quoted(results.meant))
    if not results.has_all_words:
        words = ngettext(
            "Intet har alle ordene. {number} sted har nogle af dem.",
            "Intet har alle ordene. {number} steder har nogle af dem.",
            results.number,
        )
        return words.format(number=number)
    words = ngettext("{number} sted handler om {text}.", "{number} steder handler om {text}.", results.number)
    return words.format(number=number, text=_quoted(text))


def _quoted(text: str) -> str:
    return text if "»" in text or '"' in text else f"»{text}«"


def _with(request: Request, slug: str) -> str:
    return f"?{_query(request, slags=slug)}"


def _query(request: Request, **changed: str) -> str:
    query = request.GET.copy()
    query.pop(PAGE, None)
    for name, value in changed.items():
        query[name] = value
    for name in [name for name, value in query.items() if not value]:
        del query[name]
    return query.urlencode()
