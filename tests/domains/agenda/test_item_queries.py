"""The page of an agenda item costs no more the longer its way and the more are heard, whoever reads it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import factories
from domains.agenda.agenda_world import approved, browser, decided, keeper, sent
from foundation.bodies.test_points import CHANGED
from foundation.bodies.world import facts
from kernespor.domains.agenda.actions import items
from kernespor.domains.agenda.models import AgendaItem
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies.actions import answers, consultations, points
from kernespor.foundation.bodies.models import ConsultationParty
from kernespor.foundation.bodies.policies import can_edit
from kernespor.foundation.objects import ref_of
from kernespor.foundation.refusals import NotNow

pytestmark = pytest.mark.django_db
# With a hearing, a decision and what an answer changed; those who write it have it reviewed.
MOST = {"secretary": 25, "writer": 26, "approver": 26, "reader": 21}
READERS = {
    "secretary": "politisk.sekretariat",
    "writer": "leder.dagtilbud",
    "approver": "boerneogungechef",
    "reader": "hrkonsulent",
}


def heard_of(item: AgendaItem, title: str) -> None:
    """Let the item build on one more consultation, whose answer changed its first edition."""
    asks = keeper()
    parties = [consultations.Heard(unit=factories.unit("OS-IND")), consultations.Heard(outside_name="En")]
    row = consultations.begin(actor=asks, facts=facts(title=title), parties=parties)
    assert can_edit(row)
    row = consultations.move(actor=asks, consultation=row, step="open", seen=row.version)
    items.build_on(actor=keeper(), item=item, consultation=row)
    party = ConsultationParty.objects.select_related("consultation").get(consultation=row, kind="unit")
    said = answers.answer(
        actor=factories.actor("indkoebschef"), party=party, facts=answers.AnswerFacts("Skygge")
    )
    told = points.PointFacts("Skygge", "Mangler.", (said,), changed=ref_of(item), edition=1, **CHANGED)
    points.add_point(actor=asks, consultation=row, facts=told)


def cost(client: Client, item: AgendaItem) -> int:
    address = reverse("agenda:item", args=[item.pk])
    assert client.get(address).status_code == 200  # what is read once for good is read now
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def costs(item: AgendaItem) -> dict[str, int]:
    return {name: cost(browser(code), item) for name, code in READERS.items()}


@pytest.mark.usefixtures("sporkoebing")
def test_the_page_of_an_item_costs_the_same_however_long_its_way() -> None:
    short = approved("Kort", "boern-skole", "direktion")
    sent(short, "boern-skole", 20)
    decided(short, "boern-skole")
    heard_of(short, "Første høring")
    few = costs(short)
    long = approved("Lang", "boern-skole", "direktion", "oekonomiudvalg", "byraad")
    for place, code in enumerate(("boern-skole", "direktion", "oekonomiudvalg")):
        sent(long, code, 30 + place)
        decided(long, code)
    for number in range(3):
        heard_of(long, f"Høring {number}")
    assert costs(long) == few
    assert {name: number for name, number in few.items() if number > MOST[name]} == {}


@pytest.mark.usefixtures("sporkoebing")
def test_what_an_answer_changed_is_a_link_on_the_point_on_the_item_and_on_its_edition() -> None:
    item = approved("Sag", "boern-skole")
    heard_of(item, "Høring om sagen")
    client, edition = browser("politisk.sekretariat"), reverse("agenda:item_version", args=[item.pk, 1])
    (row,) = [one for one in points.ConsultationPoint.objects.all() if one.changed == ref_of(item)]
    answered = reverse("bodies:consultation_points", args=[row.consultation_id])
    for address in (answered, reverse("agenda:item", args=[item.pk])):
        assert f'href="{edition}"' in client.get(address).content.decode()
    assert f"{answered}#punkt-{row.pk}" in client.get(edition).content.decode()
    form = client.get(reverse("bodies:consultation_point", args=[row.pk])).context["form"]
    assert form.initial["changed"] == f"dagsordenspunkt-{item.pk}-1"
    words = dict(form.fields["changed"].choices)[f"dagsordenspunkt-{item.pk}-1"]
    assert words.endswith("Sag, udgave 1")
    typed = {
        "heading": "Skygge", "said": "Mangler.", "responses": row.answers, "outcome": "changed",
        "reply": "Vi planter.", "place": "afsnit 2", "version": row.version,
    }  # fmt: skip
    whole = typed | {"changed": f"dagsordenspunkt-{item.pk}"}
    assert client.post(reverse("bodies:consultation_point", args=[row.pk]), whole).status_code == 302
    row.refresh_from_db()
    assert (row.changed, row.edition, row.place) == (ref_of(item), None, "afsnit 2")
    assert f'href="{edition}"' not in client.get(answered).content.decode()
    facts_of = points.PointFacts("A", "B", tuple(row.consultation.responses.all()), changed=ref_of(item),
                                 edition=9, **CHANGED)  # fmt: skip
    actor: Actor = keeper()
    with pytest.raises(NotNow, match="no_such_edition"):
        points.add_point(actor=actor, consultation=row.consultation, facts=facts_of)
