"""Mandates of groups: as a kind of object, on the thread, in search, in breaks, below bodies, in filing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import F, Model, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.connectors.note.word import write_word
from kernespor.domains.agenda.actions.harvest import RESULT
from kernespor.domains.agenda.actions.mandates import SET_DOWN
from kernespor.domains.agenda.documents import mandate_note
from kernespor.domains.agenda.enums import MandateStatus
from kernespor.domains.agenda.models import Mandate
from kernespor.domains.agenda.permissions import (
    MANDATE,
    can_run,
    check_lead,
    check_read_mandate,
    readable_mandates,
)
from kernespor.domains.agenda.selectors.mandates import (
    mandate_page,
    mandate_rows,
    of_body,
    remarks_on_mandate,
    sentence_of,
)
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.openness import Openness, invitation_ground
from kernespor.foundation.access.registry import Guard, register_guard
from kernespor.foundation.bodies.models import Body
from kernespor.foundation.bodies.selectors.names import latest_name
from kernespor.foundation.filing.registry import Document, Filable
from kernespor.foundation.filing.registry import register as register_filable
from kernespor.foundation.memory import once
from kernespor.foundation.objects import Card, Kind, Stage, ref_of
from kernespor.foundation.search.registry import Source, Text
from kernespor.foundation.search.registry import register as add_source
from kernespor.foundation.thread.registry import (
    Break,
    BreakKind,
    LinkKind,
    Scope,
    register_break,
    register_link,
)
from kernespor.foundation.ui import panels
from kernespor.foundation.ui.downloads import word_template

_UNSET = (MandateStatus.DRAFT, MandateStatus.DISCARDED)
_HARVEST = _("Skriv, hvad der kom ud af gruppens arbejde, eller forlæng den.")
_MEND = _("Før beslutningen ind, eller ret kommissoriet.")


def register() -> None:
    """Fill the registries."""
    objects.register(
        Kind(
            Mandate,
            "kommissorium",
            _("Kommissorium"),
            _("Kommissorier"),
            rows=mandate_rows,
            card=_card,
            ground=_ground,
            check_change=check_lead,
            stage=Stage.DECISION,
        )
    )
    register_guard(Guard(MANDATE, _openness, _rule, invites=True))
    register_link(LinkKind(SET_DOWN, _("nedsatte"), _("er nedsat ved"), structural=True))
    register_link(LinkKind(RESULT, _("hænger sammen med"), _("hænger sammen med"), structural=True))
    add_source(Source(MANDATE, lambda: Mandate.objects.select_related("body").order_by(), _text))
    panels.register(panels.Panel("mandates", 13, "agenda/_panel_mandates.html", _panel))
    register_filable(Filable(MANDATE, _ended, "ended_on", _documents, unit="body__unit_id"))
    label, button = _("Gruppen er sluttet uden høst"), _("Skriv høsten")
    register_break(BreakKind("agenda.unharvested", label, _HARVEST, MANDATE, _unharvested, button))
    label, button = _("Kommissoriet følger ikke reglen"), _("Se kommissoriet")
    register_break(BreakKind("agenda.mandate_rules", label, _MEND, MANDATE, _against_rules, button))


def _openness(mandate: Mandate) -> Openness:
    return Openness.DRAFT if mandate.status in _UNSET else Openness.OPEN


def _rule(mandate: Mandate) -> str:
    if mandate.status in _UNSET:
        return gettext(
            "Kommissoriet er ikke sat i kraft. Gruppen, dens tovholder, dem, der nedsætter den, "
            "sekretariatet og de inviterede kan læse det."
        )
    return gettext("Kommissoriet er sat i kraft. Alle, der har en rolle i kommunen, kan læse det.")


def _ground(actor: Actor, mandate: Mandate) -> str:
    check_read_mandate(actor, mandate)
    return invitation_ground(actor, MANDATE, mandate.pk) or _rule(mandate)


def _card(mandate: Any) -> Card:
    return Card(
        ref=ref_of(mandate),
        title=mandate.title,
        url=reverse("agenda:mandate", args=[mandate.pk]),
        unit_id=mandate.body.unit_id,
        on=mandate.starts,
        who=getattr(mandate, "body_name", "") or latest_name(mandate.body_id),
        status=mandate.get_status_display(),
    )


def _text(mandate: Mandate) -> Text:
    parts = (mandate.task, mandate.frame, mandate.came_of_it, mandate.learned)
    body = "\n".join(part for part in parts if part)
    return Text(mandate.title, body, unit_id=mandate.body.unit_id, on=mandate.starts)


def _panel(actor: Actor, row: Model) -> dict[str, Any] | None:
    if not isinstance(row, Body) or not actor.in_house:
        return None
    rows, runs = of_body(actor, row.pk), can_run(actor, row)
    return {"mandates": rows, "runs": runs} if rows or runs else None


def _ended(actor: Actor) -> QuerySet[Any]:
    rows = Mandate.objects.filter(readable_mandates(actor), status=MandateStatus.HARVESTED)
    return rows.order_by("ended_on", "pk")


def _documents(actor: Actor, mandate: Any) -> list[Document]:
    note = mandate_note(mandate_page(actor, mandate.pk), actor.today)
    return [Document(f"{mandate.title[:80]}.docx", mandate.title, write_word(note, word_template()))]


@once
def _in_force(actor: Actor, scope: Scope) -> tuple[Any, ...]:
    """Return the mandates in force to look through, those that end first at the top. One query for both."""
    rows, keys = mandate_rows(actor).filter(status=MandateStatus.IN_FORCE), scope.keys(MANDATE)
    rows = rows if keys is None else rows.filter(pk__in=keys)
    return tuple(rows.order_by(F("last_day").asc(nulls_last=True), "pk"))


def _unharvested(actor: Actor, scope: Scope) -> Iterator[Break]:
    """Yield the mandates that ended without a harvest."""
    for row in _in_force(actor, scope):
        if row.last_day is None or row.last_day >= actor.today:
            continue
        yield Break(
            ref=ref_of(row),
            sentence=gettext("Der er ikke skrevet, hvad der kom ud af gruppens arbejde."),
            remedy=str(_HARVEST),
            url=reverse("agenda:mandate_harvest", args=[row.pk]),
            since=row.last_day,
            row=row,
        )


def _against_rules(actor: Actor, scope: Scope) -> Iterator[Break]:
    """Yield the mandates in force that a rule speaks against."""
    for row in _in_force(actor, scope):
        told = [one for one in remarks_on_mandate(row, actor.today) if one.stops]
        if told:
            yield Break(
                ref=ref_of(row),
                sentence=" ".join(map(sentence_of, told)),
                remedy=str(_MEND),
                url=reverse("agenda:mandate", args=[row.pk]),
                since=row.starts,
                row=row,
            )
