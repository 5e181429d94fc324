"""Passages: marked in the text, taken from what the reading suggests, a passage with its address to cite."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.actions.governing import passages as actions
from kernespor.domains.strategy.actions.governing.passages import Use
from kernespor.domains.strategy.documents.governing import facts_of
from kernespor.domains.strategy.enums import BlockKind, PassageRole
from kernespor.domains.strategy.forms.governing import MarkForm, PassageForm, StepForm, SuggestionForm
from kernespor.domains.strategy.models import DocumentBlock, GoverningDocument, Passage
from kernespor.domains.strategy.permissions.governing import can_keep_document, check_keep_document
from kernespor.domains.strategy.policies import governing as policies
from kernespor.domains.strategy.selectors.governing import choices
from kernespor.domains.strategy.selectors.governing.documents import document_for, passage_for
from kernespor.domains.strategy.selectors.governing.following import followers, holds_on, measured
from kernespor.domains.strategy.selectors.governing.text import sentences_of
from kernespor.domains.strategy.views.governing.documents import crumbs_to
from kernespor.foundation.access.operations import operation
from kernespor.foundation.access.request import Request
from kernespor.foundation.refusals import NotNow, StaleWrite


@operation("governing.suggestions", "GET", "POST")
def suggestions(request: Request, document_id: int) -> HttpResponse:
    """The passages that the reading suggests: each is taken as what a person says it is, or left."""
    actor = request.actor
    document = document_for(actor, document_id)
    check_keep_document(actor, document)
    policies.check_markable(document)
    if request.method == "POST":
        form = SuggestionForm(request.POST)
        if not form.is_valid():
            raise BadRequest(document_id)
        data = form.cleaned_data
        actions.settle(
            actor=actor,
            document=document,
            block=data["block"],
            starts=data["starts"],
            text=data["text"],
            role="" if data["leave"] else data["role"],
        )
        said = _("Forslaget er lagt til side.") if data["leave"] else _("Passusen er udpeget.")
        messages.success(request, said)
        here = reverse("governing:suggestions", args=[document_id])
        return redirect(f"{here}#forslag-{data['place'] or 1}")
    blocks = {block.position: block for block in document.blocks.all()}
    heading, under = "", {}
    for position, block in blocks.items():
        heading = block.text if block.kind == BlockKind.HEADING else heading
        under[position] = heading
    shown = [(one, blocks[one["block"]], under[one["block"]]) for one in document.suggestions]
    context = {
        "document": document,
        "shown": shown,
        "roles": PassageRole.choices,
        "crumbs": [*crumbs_to(document), (_("Forslag til passuser"), "")],
    }
    return render(request, "governing/suggestions.html", context)


@operation("governing.mark", "GET", "POST")
def mark(request: Request, document_id: int, block_id: int) -> HttpResponse:
    """Point at a sentence of a block, or at the whole of it, and say what it is."""
    actor = request.actor
    document = document_for(actor, document_id)
    check_keep_document(actor, document)
    policies.check_markable(document)
    block = get_object_or_404(
        DocumentBlock.objects.exclude(kind=BlockKind.HEADING), document=document, pk=block_id
    )
    block.document = document
    found = sentences_of(block, list(block.passages.all()))
    free = {one.key: one for one in found if not one.is_marked}
    places = [(one.key, gettext("Hele stykket") if one.is_whole else one.text) for one in free.values()]
    form = MarkForm(
        request.POST or None,
        places=places,
        measures=choices.measures(actor),
        initial={"place": places[0][0] if len(places) == 1 else ""},
    )
    if form.is_valid():
        one = free[form.cleaned_data["place"]]
        try:
            passage = actions.mark(
                actor=actor, block=block, starts=one.starts, text=one.text, use=_use(form.cleaned_data)
            )
        except NotNow as refusal:
            form.add_error("place", refusal.reason)
        else:
            messages.success(request, _("Passusen er udpeget. Her er den, og den kan citeres."))
            return redirect("governing:passage", passage.pk)
    around = document.blocks.exclude(kind=BlockKind.HEADING)
    context = {
        "document": document,
        "block": block,
        "form": form,
        "marked": [one for one in found if one.is_marked],
        "before": around.filter(position__lt=block.position).last(),
        "after": around.filter(position__gt=block.position).first(),
        "crumbs": [*crumbs_to(document), (_("Udpeg en sætning"), "")],
    }
    return render(request, "governing/mark.html", context, status=422 if form.errors else 200)


@operation("governing.passage")
def page(request: Request, passage_id: int) -> HttpResponse:
    """A passage: its words, its document, how it is met, what builds on it, its address to cite."""
    return _page(request, passage_for(request.actor, passage_id))


def _page(
    request: Request,
    passage: Passage,
    form: StepForm | None = None,
    stale: str = "",
    status: int = 200,
) -> HttpResponse:
    actor = request.actor
    document = document_for(actor, passage.document_id)
    passage.document = document
    keeps = can_keep_document(actor, document)
    url = request.build_absolute_uri(reverse("governing:passage", args=[passage.pk]))
    context = {
        "passage": passage,
        "document": document,
        "holds": holds_on(document, actor.today),
        "measured": measured(actor, passage),
        "followers": followers(actor, passage),
        "citation": citation(passage, document, url),
        "facts": list(facts_of(document)),
        "may_change": keeps and passage.withdrawn_on is None and policies.can_edit(document),
        "form": form or StepForm(initial={"version": passage.version}),
        "stale": stale,
        "tie_url": reverse("thread:tie", args=["passus", passage.pk]),
        "may_tie": keeps,
        "crumbs": [*crumbs_to(document), (_("Passus"), "")],
    }
    return render(request, "governing/passage.html", context, status=status)


def citation(passage: Passage, document: GoverningDocument, url: str) -> str:
    """Return the passage as one cites it: its words, where they stand, who adopted them, its address."""
    where = [f"»{passage.heading}«"] if passage.heading else []
    facts = [line[:1].lower() + line[1:] for line in facts_of(document)]
    source = ", ".join([document.title, *where, *facts])
    return f"»{passage.text}« ({source}) {url}"


@operation("governing.passage_change", "GET", "POST")
def change(request: Request, passage_id: int) -> HttpResponse:
    """Change what a passage is, and how it is measured."""
    actor = request.actor
    passage = passage_for(actor, passage_id)
    check_keep_document(actor, passage.document)
    policies.check_standing(passage)
    form = _passage_form(request, passage, request.POST or None)
    stale = ""
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.change_passage(actor=actor, passage=passage, seen=data["version"], use=_use(data))
        except StaleWrite as refusal:
            stale = refusal.reason
            passage = passage_for(actor, passage_id)
            typed = request.POST.copy()
            typed["version"] = str(passage.version)
            form = _passage_form(request, passage, typed)
        except NotNow as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Gemt."))
            return redirect("governing:passage", passage_id)
    here = reverse("governing:passage", args=[passage_id])
    context = {
        "passage": passage,
        "document": passage.document,
        "form": form,
        "stale": stale,
        "theirs": measured(actor, passage),
        "crumbs": [*crumbs_to(passage.document), (_("Passus"), here), (_("Ret"), "")],
    }
    status = 409 if stale else 422 if form.errors else 200
    return render(request, "governing/passage_form.html", context, status=status)


@operation("governing.withdraw", "POST")
def withdraw(request: Request, passage_id: int) -> HttpResponse:
    """Take a marking back that was wrong, with the reason."""
    actor = request.actor
    passage = passage_for(actor, passage_id)
    form = StepForm(request.POST)
    if not form.is_valid():
        raise BadRequest(passage_id)
    data = form.cleaned_data
    try:
        actions.withdraw(actor=actor, passage=passage, seen=data["version"], why=data["why"])
    except StaleWrite as refusal:
        now = passage_for(actor, passage_id)
        typed = {"why": data["why"], "version": now.version}
        return _page(request, now, StepForm(initial=typed), refusal.reason, 409)
    except NotNow as refusal:
        if refusal.code != "reason_needed":
            raise
        form.add_error("why", refusal.reason)
        return _page(request, passage, form, status=422)
    messages.success(request, _("Passusen er taget tilbage. Begrundelsen står i historikken."))
    return redirect("governing:passage", passage_id)


def _passage_form(request: Request, passage: Passage, typed: Any) -> PassageForm:
    names = ("role", "measure", "direction", "target", "version")
    initial = {name: getattr(passage, name) for name in names}
    if passage.target is not None:
        initial["target"] = passage.target.normalize()
    return PassageForm(typed, initial=initial, measures=choices.measures(request.actor))


def _use(data: dict[str, Any]) -> Use:
    return Use(data["role"], data["measure"], data["target"], data["direction"])
