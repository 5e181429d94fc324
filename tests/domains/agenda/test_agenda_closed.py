"""What is closed is met by nobody else: in no list, search, feed, export, count or history."""

from __future__ import annotations

import pytest
from django.urls import reverse

import factories
from domains.agenda.agenda_world import (
    DAY,
    MARK,
    approved,
    begun,
    browser,
    decided,
    keeper,
    meeting,
    on_agenda,
    shown,
    stop_of,
)
from kernespor.domains.agenda import permissions
from kernespor.domains.agenda.actions import items, meetings
from kernespor.domains.agenda.models import AgendaItem
from kernespor.domains.agenda.selectors.order import told_at
from kernespor.foundation.refusals import NotPermitted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sporkoebing")]


@pytest.fixture
def closed() -> AgendaItem:
    """A closed item, sent to the finance committee beside an open one."""
    item = approved(MARK, "oekonomiudvalg", openness="closed", theme=MARK, sections=((MARK, MARK),))
    stop, made = on_agenda(item, "oekonomiudvalg")
    other = approved("Åbent punkt", "oekonomiudvalg")
    second = stop_of(other, "oekonomiudvalg")
    items.place(actor=keeper(), stop=second, meeting=made, seen=second.version)
    stops = (stop_of(item, "oekonomiudvalg"), stop_of(other, "oekonomiudvalg"))
    reasons = {(one.pk, told.key): f"{MARK} haster" for one in stops for told in told_at(one, today=DAY)}
    meetings.send(actor=keeper(), meeting=made, seen=made.version, reasons=reasons)
    return AgendaItem.objects.get(pk=stop.item_id)


def test_a_closed_item_is_in_no_list_search_feed_export_count_or_history(closed: AgendaItem) -> None:
    made = closed.stops.get().meeting
    assert made is not None
    stranger, member = browser("hrkonsulent"), browser("borgmester")
    decided(closed, "oekonomiudvalg", "approved")
    places = [
        reverse("agenda:meetings"), reverse("agenda:items") + "?vis=alle",
        reverse("agenda:items_excel") + "?vis=alle",
        reverse("agenda:meeting", args=[made.pk]), reverse("agenda:meeting_word", args=[made.pk]),
        reverse("agenda:meeting_pdf", args=[made.pk]), reverse("agenda:deviations"),
        reverse("agenda:deviations_excel"), reverse("agenda:follow_ups"), "/haendelser/",
        f"/haendelser/moede/{made.pk}/", "/sager/", "/",
    ]  # fmt: skip
    for place in places:
        for code in ("hrkonsulent", "leder.maelkevejen"):
            answer = browser(code).get(place)
            assert answer.status_code in {200, 302}, (place, answer.status_code)
            assert MARK not in _text(answer.getvalue()), (place, code)
    assert stranger.get(reverse("agenda:item", args=[closed.pk])).status_code == 403
    for asked in (f"/soeg/?q={MARK.lower()}", f"/haendelser/?ord={MARK.lower()}"):
        assert MARK not in stranger.get(asked).content.decode(), asked
    assert MARK in member.get(f"/soeg/?q={MARK.lower()}").content.decode()
    counted = {
        row.pk: row.items
        for row in stranger.get(reverse("agenda:meetings"), {"vis": "alle"}).context["pages"].rows
    }
    seen = {
        row.pk: row.items
        for row in member.get(reverse("agenda:meetings"), {"vis": "alle"}).context["pages"].rows
    }
    assert (counted[made.pk], seen[made.pk]) == (1, 2)
    lines = stranger.get(reverse("agenda:meeting", args=[made.pk])).context["found"].lines
    assert [(line.number, line.item.title) for line in lines] == [(1, "Åbent punkt")]
    assert MARK in shown(member, "item", closed.pk)
    assert [
        line.number for line in member.get(reverse("agenda:meeting", args=[made.pk])).context["found"].lines
    ] == [1, 2]


def _text(content: bytes) -> str:
    from permission_asking import text_of

    if content.startswith(b"%PDF"):
        import pypdfium2

        document = pypdfium2.PdfDocument(content)
        return "".join(page.get_textpage().get_text_range() for page in document)
    return text_of(content)


def test_whoever_holds_no_role_today_reads_and_writes_nothing() -> None:
    nobody = factories.actor("tilsynskonsulent")
    made = meeting("direktion")
    for check, arguments in (
        (permissions.check_write_some, ()),
        (permissions.check_run_some, ()),
        (permissions.check_read_meeting, (made,)),
        (permissions.check_read, (begun("Ikke for nogen", "direktion"),)),
    ):
        with pytest.raises(NotPermitted):
            check(nobody, *arguments)
    assert not AgendaItem.objects.filter(permissions.readable_items(nobody)).exists()
