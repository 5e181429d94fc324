"""Who took part, stood in, was absent or disqualified stands in minutes of ours and is read again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from connectors.agenda.papers import ITEM, MEETING, paper
from kernespor.connectors.agenda.paper import Deputy
from kernespor.connectors.agenda.pdf import write_pdf
from kernespor.connectors.agenda.reader import read_lines
from kernespor.connectors.agenda.records import AgendaReading
from kernespor.connectors.agenda.word import write_word
from kernespor.connectors.documents.uploads import opened

NEEDED = ITEM.decisions[0]


@pytest.mark.parametrize(("name", "write"), [("referat.docx", write_word), ("referat.pdf", write_pdf)])
def test_those_who_took_part_and_those_disqualified_are_read_again(name, write):
    item = replace(ITEM, decisions=(replace(NEEDED, disqualified=("Lone Kjær (A)",)), ITEM.decisions[1]))
    reading = AgendaReading("Byrådet", "2022–2025", MEETING.meeting_date, (item,))
    lines, _ = opened(name, write(paper(reading, deputies=(Deputy("Eva Lund (A)", "Bo Friis (A)"),))))
    again = read_lines(lines)
    assert again.participants == ("Aksel Holm (Ø)", "Lone Kjær (A)")
    assert again.deputies == ("Eva Lund (A) for Bo Friis (A)",)
    assert again.absent == ("Bo Friis (A)", "Ib Bo (V)")
    first, second = again.items[0].decisions
    assert (first.disqualified, first.absent, first.text) == (("Lone Kjær (A)",), NEEDED.absent, NEEDED.text)
    assert second.disqualified == ()
    assert first.as_dict()["disqualified"] == ["Lone Kjær (A)"]
    assert "disqualified" not in second.as_dict()


def test_names_that_would_be_parted_wrongly_come_back_whole():
    odd = ("Holm, Aksel (Ø)", "Ingen", "Bo og Ib")
    item = replace(ITEM, decisions=(replace(NEEDED, disqualified=odd),))
    lines, _ = opened("referat.docx", write_word(paper(AgendaReading(items=(item,)))))
    assert read_lines(lines).items[0].decisions[0].disqualified == odd


def test_a_deputy_has_a_name_and_stands_in_for_someone():
    with pytest.raises(ValueError, match="Deputy"):
        Deputy("Eva Lund", " ")


def test_other_peoples_minutes_say_it_in_their_own_words():
    text = (
        "# Referat Byrådet\n\nMødedato: 3. maj 2022\n\n## Punkt 1: Salg af grund\n\n"
        "### Indstilling\n\nAt den sælges.\n\n### Beslutning\n\nGodkendt.\n\n"
        "Inhabil: Lone Kjær (A)\n\nFraværende: Ingen\n"
    )
    lines, _ = opened("referat.md", text.encode())
    (decision,) = read_lines(lines).items[0].decisions
    assert (decision.text, decision.disqualified, decision.absent) == ("Godkendt.", ("Lone Kjær (A)",), ())
