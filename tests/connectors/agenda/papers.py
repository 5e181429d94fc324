"""What the tests of written agendas share: papers, strategies of items, reading back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from kernespor.connectors.agenda.paper import Absent, AgendaPaper, PaperKind
from kernespor.connectors.agenda.reader import read_lines
from kernespor.connectors.agenda.records import AgendaItem, AgendaReading, Decision, Section
from kernespor.connectors.documents.word import word_lines

ODD = [
    "Bilag:", "Bilag: Nej", "Indstilling", "Sagsfremstilling:", "Punkt 7: En anden sag", "Sagsnr.: 24/1",
    "Lukket punkt", "Lukket punkt: Køb af grund", "Fraværende: Bo Friis (A)", "Fraværende: Ingen",
    "Beslutning i Byrådet den 3. maj 2022", "Byrådet 2022-2025, 12-06-2023:", "Sus Bro (F) stemte imod.",
    "Ib Bo (A) var fraværende.", "Alle var til stede.", "- et punkt", "– to", "• tre", "1. først", "2. så",
    "a) x", "b) y", "(1) z", "1. maj 2026 er fri", "3. tredje", "A. stort", "i. romersk", "Skole | Før | Nu",
    "Åvang | 1 | 2", "x | y", "a |", "# overskrift", "---", "***", "_a_ *b*", "&amp; &", "<b>", "[a](b)",
    "\\", "$x$", "\u00a0a", "a\u00a0b", "\u2060", "e\u0301", "\ud800", "x\x00y", "\ufeffa", "\t1\ta", "a\nb",
    "a\n\nb", "- a\n- b\n\nc", "ﷺ", "שלום", "Måлиндikator", "o", "o k", "og", "A, B og C", "Nej", "Ingen",
    "0", ".", "Uden titel", "Uden overskrift", "å" * 400, "kort; langt", "\u2028", "ﬁ", "I. P. Møller",
]  # fmt: skip
texts = st.one_of(
    st.sampled_from(ODD),
    st.text(max_size=20),
    st.lists(st.sampled_from(ODD), max_size=6).map("\n\n".join),
    st.lists(st.one_of(st.sampled_from(ODD), st.text(max_size=9)), max_size=4).map("\n".join),
)
sections = st.builds(Section, texts, texts)
decisions = st.builds(
    Decision,
    body=st.one_of(st.sampled_from(["Byrådet", "Økonomiudvalget", "Plan og Teknik"]), texts),
    term=st.one_of(st.just("2022–2025"), texts),
    date=st.one_of(st.none(), st.dates(dt.date(1900, 1, 1), dt.date(2200, 1, 1))),
    text=texts,
    absent=st.lists(texts, max_size=3).map(tuple),
    dissent=st.lists(texts, max_size=3).map(tuple),
    absent_said=st.booleans(),
    disqualified=st.lists(texts, max_size=2).map(tuple),
)
items = st.builds(
    AgendaItem,
    title=texts,
    case_number=texts,
    item_type=texts,
    theme=texts,
    sections=st.lists(sections, max_size=3).map(tuple),
    recommendation=texts,
    alternative_recommendation=texts,
    consultation=texts,
    economy=texts,
    attachments=st.lists(texts, max_size=3).map(tuple),
    decisions=st.lists(decisions, max_size=3).map(tuple),
    number=st.one_of(st.sampled_from(["", "3", "A.1"]), texts),
    closed=st.booleans(),
    kinds=st.sampled_from([frozenset(), frozenset({"attachments"})]),
)
readings = st.builds(
    AgendaReading,
    body=texts,
    term=texts,
    meeting_date=st.one_of(st.none(), st.dates(dt.date(1900, 1, 1), dt.date(2200, 1, 1))),
    items=st.lists(items, max_size=2).map(tuple),
)

ITEM = AgendaItem(
    title="Ny bænk ved søen",
    case_number="24/1234",
    item_type="Beslutning",
    theme="Udvalget skal beslutte, om der skal stå en bænk ved søen.",
    sections=(
        Section(
            "Sagsfremstilling",
            "Mange har spurgt.\n\n- Gående\n- Løbere\n\nDer er talt:\n\n1. om dagen\n2. om aftenen",
        ),
        Section("Brug", "Sti | Før | Nu\n\nSøstien | 10 | 40\n\nÅstien | 5 | 6"),
        Section("Økonomi i dag", "Ingen."),
    ),
    economy="Bænken koster 8.000 kr.",
    consultation="Ældrerådet bakker op.",
    recommendation="Forvaltningen indstiller, at\n\na) bænken købes\nb) den males grøn",
    alternative_recommendation="Bænken lejes.",
    attachments=("Kort over søen", "Tilbud"),
    decisions=(
        Decision(
            "Teknik- og Klimaudvalget", "2022–2025", dt.date(2024, 5, 7),
            "Anbefales. Sus Bro (F) stemte imod.",
            ("Bo Friis (A)",), ("Liste Ø ønsker to bænke.", "Sus Bro (F) stemte imod."), absent_said=True,
        ),
        Decision("Byrådet", "2022–2025", dt.date(2024, 5, 28), "Godkendt.", absent_said=True),
    ),
    number="2",
)  # fmt: skip
CLOSED_ITEM = AgendaItem(
    title="Køb af Strandvej 7", case_number="24/99", theme="Prisen er 3 mio. kr.", number="3", closed=True,
    attachments=("Skøde",), sections=(Section("Sagsfremstilling", "Sælger er Per Lund."),),
    decisions=(Decision("Byrådet", text="Købes for 3 mio. kr."),),
)  # fmt: skip
MEETING = AgendaReading(
    "Byrådet", "2022–2025", dt.date(2024, 5, 28),
    (AgendaItem("Godkendelse af dagsorden", recommendation="Godkendes.", number="1"), ITEM, CLOSED_ITEM),
)  # fmt: skip


def paper(reading: AgendaReading = MEETING, **said: Any) -> AgendaPaper:
    """Return a paper of a meeting with everything that a paper may say."""
    about = {
        "kind": PaperKind.MINUTES, "time": "kl. 17.00–19.30", "place": "Rådhuset, lokale 2",
        "participants": ("Aksel Holm (Ø)", "Lone Kjær (A)"),
        "absent": (Absent("Bo Friis (A)", "ferie"), Absent("Ib Bo (V)")),
    }  # fmt: skip
    return AgendaPaper(reading, "Sporkøbing Kommune", **(about | said))


def said_of(reading: AgendaReading) -> dict[str, Any]:
    """Return the shape in JSON without furniture and findings."""
    shape = reading.as_dict()
    return {name: shape[name] for name in ("body", "term", "meeting_date", "items")}


def read_word(made: bytes, folder: Path) -> AgendaReading:
    """Read a Word file's bytes in this process."""
    path = folder / "paper.docx"
    path.write_bytes(made)
    return read_lines(word_lines(path))
