"""From five documents to a status note: read in, linked in one thread, followed up, evaluated, told.

The real documents are read where they stand beside the project; ours are always. All of it is of a period
that was over long before it was recorded here: that is how a municipality begins.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import factories
from connectors.governing.documents import EXAMPLES, REAL
from domains.strategy.focus.focus_walk import (
    FIRST,
    SECOND,
    Chapter,
    Files,
    Walk,
    chapters_of,
    file_of,
    reading_of,
)
from domains.strategy.import_help import MARKDOWN
from kernespor.domains.strategy.models import Action, FocusSet, Goal, PriorityArea, StatusNote, UnitPlan
from kernespor.domains.strategy.selectors.focus.odd import odd_in_reading, odd_in_set

ON = dt.date(2021, 1, 13)
OWN_NOTE = """# Status på fokusområderne

Direktionen
13. januar 2021

## Tid til borgeren

Vi bruger tiden, hvor den gør gavn.

Fem teams har prøvet faste besøg, og to vil i gang i foråret 2021.

Der er i 2022 mange forsøg i gang. Herunder skal nævnes:

## Gode kolleger

Vi passer på hinanden.

Fælles samtaler (SAMTAL) er blevet indført i 2020.

Hovedudvalget har aftalt to emner. Disse emner er:

- Ro til opgaven: Arbejdet med SAMTAL fortsætter i alle huse.
- Nye kolleger: Udvalget ønsker en fælles velkomst.
"""
OWN_ITEM = """# Økonomiudvalget

17. april 2018

## Punkt 6: Nye fokusområder

Sagsnr.: 18/77

### Beslutning

Forslaget er godkendt. Udvalget vil høre om det igen.

Fraværende: Ingen
"""

DECIDED = {
    "own": "Forslaget er godkendt. Udvalget vil høre om det igen.",
    "real": "Forvaltningens forslag godkendt. Økonomiudvalget bakker op omkring de tre strategiske "
    "fokusområder.",
}


def files_of(whose: str) -> Files:
    """Return the documents of a walk; those that aren't here skip it."""
    if whose == "own":
        return Files(
            ("plan.md", MARKDOWN.replace("2026-2027", "2020-2021").encode()),
            file_of(EXAMPLES / "effektiviseringsstrategi-egesund.txt"),
            file_of(EXAMPLES / "budgetanalyse-notat-fjordby.txt"),
            ("referat.md", OWN_ITEM.encode()),
            ("notat.md", OWN_NOTE.encode()),
        )
    if not REAL.is_dir():
        pytest.skip("the real documents stand beside the project, in ../shared/documents; they aren't here")
    names = (
        "virksomhedsplan",
        "effektiviseringsstrategi",
        "afbureaukratisering",
        "dagsordenspunkt",
        "notat-status",
    )
    return Files(*(file_of(next(REAL.glob(f"*{name}*.txt"))) for name in names))


def walked(walk: Walk, files: Files, chapters: list[Chapter]) -> StatusNote:
    """Walk from the documents to the note."""
    plan = walk.read_plan_in(files.plan)
    strategy = walk.lay_in(files.strategy, "15-6-2016")
    analysis = walk.analyse(walk.lay_in(files.analysis, "31-1-2018"))
    assert analysis.parts.exists()
    before = walk.adopt_set(
        "Fokusområder 2016-17", walk.decide("8-12-2015", "Godkendt."), [("Effektivisering", "")],
        starts="1-1-2016", ends="31-12-2017", previous="",
    )  # fmt: skip
    row = walk.adopt_set(
        "Fokusområder 2018", walk.decide_from(files.item),
        [(one.title, one.purpose) for one in chapters], starts="17-4-2018", previous=before.pk,
    )  # fmt: skip
    areas = list(row.areas.all())
    (old,) = before.areas.all()
    walk.post(
        "focus:fates",
        row.pk,
        **{f"kind_{old.pk}": "replaced", f"after_{old.pk}": [areas[0].pk], f"why_{old.pk}": "Nu"},
    )
    promise(walk, plan, row, chapters)
    passage = strategy.passages.all()[0]
    ref = f"strategy.focusarea:{areas[0].pk}"
    walk.post(
        "thread:tie", "passus", passage.pk, slags="fokusomraade", ord=areas[0].title, other=ref,
        relation="strategy.builds_on:ned", why="Det står der.",
    )  # fmt: skip
    return walk.note(row, ON)


def promise(walk: Walk, plan: UnitPlan, row: FocusSet, chapters: list[Chapter]) -> None:
    """Tie what is promised to the areas, follow it up over two periods, review and evaluate it."""
    areas = list(row.areas.all())
    common = walk.write_plan(
        "common", "Fælles initiativer", [(one.title, "", list(one.initiatives)) for one in chapters]
    )
    topics = [topic for one in chapters for topic in one.topics]
    med = walk.write_plan(
        "med", "Hovedudvalgets emner", [(name, text, ["Videndeling"]) for name, text in topics]
    )
    goal = Goal.objects.filter(area__plan=plan)[0]
    walk.tie("maal", goal, areas[0])
    walk.follow_up(plan, goal.actions.all()[0], ("on_track", "I gang", FIRST), ("slipping", "Trægt", SECOND))
    of_topic = {name: area for area, one in zip(areas, chapters, strict=True) for name, _text in one.topics}
    for one in PriorityArea.objects.filter(plan=med):
        walk.tie("indsatsomraade", one, of_topic[one.title])
        walk.follow_up(med, Action.objects.get(goal__area=one), until="31-12-2021")
    for area, one in zip(areas, PriorityArea.objects.filter(plan=common), strict=True):
        walk.tie("indsatsomraade", one, area)
        for action in Action.objects.filter(goal__area=one):
            walk.follow_up(
                common, action, ("on_track", "Vi er i gang", FIRST), ("reached", "Det er sket", SECOND)
            )
        theirs = Goal.objects.get(area=one)
        walk.review(theirs, "continue", "Det virker.", FIRST)
        walk.review(theirs, "scale", "Det virker endnu.", SECOND, "Til alle huse")
        walk.evaluate(area, [f"strategy.goal:{theirs.pk}"])


@pytest.mark.parametrize("whose", ["own", "real"])
def test_a_note_made_from_the_documents_has_all_that_theirs_has(
    sporkoebing: dict[str, Any], whose: str
) -> None:
    del sporkoebing
    files = files_of(whose)
    reading = reading_of(files.note)
    chapters = chapters_of(reading)
    walk = Walk("politisk.sekretariat")
    note = walked(walk, files, chapters)
    page = walk.page("focus:note", note.pk)
    for one in chapters:
        parts = {part.heading: part.text for part in note.parts.filter(area__title=one.title)}
        assert one.purpose in parts[one.title]
        for initiative in one.initiatives:
            assert (
                f"»{initiative}«: nået, skrevet 15. december 2020"
                in parts["Fælles administrative initiativer"]
            )
            assert initiative in parts["Gjort"]
        for name, text in one.topics:
            assert f"{name}: {text}" in parts["MED-udvalgenes emner"]
        assert parts["Det næste"].count("»Videndeling« (Hovedudvalget)") == len(one.topics)
        assert "gennemgangen 15. juni 2020" in parts["Lært"]
        assert "gennemgangen 15. december 2020" in parts["Lært"]
        assert "Evalueringen 10. januar 2021: »Det går videre.«" in parts["Det næste"]
        assert one.title in page
    opening = note.parts.get(area=None).text
    for words in (
        "Økonomiudvalget vedtog det 17. april 2018",
        f"»{DECIDED[whose]}«",
        "fra Hovedudvalget",
        "er afløst af",
    ):
        assert words in opening
    first = note.parts.get(area__title=chapters[0].title, heading=chapters[0].title)
    assert "Det bygger på" in first.text
    planned = note.parts.get(area__title=chapters[0].title, heading="Planlagt").text
    assert planned.startswith("Én enhed har lovet noget")
    assert [one.code for one in odd_in_set(FocusSet.objects.get(pk=note.of_set_id), factories.DAY)] == []


@pytest.mark.parametrize("whose", ["own", "real"])
def test_their_note_says_what_it_contradicts_itself_about(sporkoebing: dict[str, Any], whose: str) -> None:
    del sporkoebing
    reading = reading_of(files_of(whose).note)
    found = [one.code for one in odd_in_reading(FocusSet.objects.all()[0], reading, factories.DAY)]
    expected = ["date_after", "list_missing", "done_and_going"]
    assert set(expected) <= set(found)
    assert found.count("date_after") == (2 if whose == "real" else 1)
