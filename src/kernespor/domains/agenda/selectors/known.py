"""What an item may speak of: the objects on its thread, its consultations, when its bodies treat it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext

from kernespor.domains.agenda.models import AgendaItem, ItemStop
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.facts import Known, Role, known_of, named_in
from kernespor.foundation.objects import Ref, ref_of
from kernespor.foundation.thread.models import Link
from kernespor.foundation.ui.templatetags.danish import long_date


def linked_to(item: AgendaItem) -> list[Ref]:
    """Return the objects that stand right above or below an item on the thread. One query."""
    here = ref_of(item)
    rows = Link.objects.believed().filter(
        Q(lower_kind=here.kind, lower_pk=here.pk) | Q(upper_kind=here.kind, upper_pk=here.pk)
    )
    pairs = rows.order_by("id").values_list("upper_kind", "upper_pk", "lower_kind", "lower_pk")
    ends = [ref for upper, above, lower, below in pairs for ref in (Ref(upper, above), Ref(lower, below))]
    return [ref for ref in dict.fromkeys(ends) if ref != here]


def known_to(actor: Actor, item: AgendaItem, stops: Sequence[ItemStop], linked: Sequence[Ref]) -> list[Known]:
    """Return the facts that an item's text is held against, those alone that the actor may read.

    They are of what it is linked to, of what it names, and of its way. The stops bring their bodies' names,
    meetings and decisions; one query finds what it names, the others are those of the kinds.
    """
    sections = (text for section in item.sections for text in section)
    text = "\n".join(
        (item.title, item.theme, *sections, item.economy, item.consultation, item.recommendation)
    )
    return [*known_of(actor, dict.fromkeys((*linked, *named_in(actor, text)))), *_of_way(stops)]


def _of_way(stops: Sequence[ItemStop]) -> Iterator[Known]:
    for stop in stops:
        name = str(getattr(stop, "body_name", ""))
        thing = f"agenda.way:{stop.body_id}"
        if name and stop.meeting:
            day = stop.meeting.on
            told = gettext("Mødet er den {day}").format(day=long_date(day))
            url = reverse("agenda:meeting", args=[stop.meeting_id])
            yield Known(thing, name, Role.MEETS, told, url, day=day, body=name)
        if name and stop.decision and stop.decision.current:
            day = stop.decision.current.on
            told = gettext("Der blev besluttet den {day}").format(day=long_date(day))
            url = reverse("bodies:body_decision", args=[stop.decision_id])
            yield Known(thing, name, Role.DECIDED, told, url, day=day, body=name)
