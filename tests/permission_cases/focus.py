"""What the cases of focus areas mean: a proposed set beside Sporkøbing's, a draft note and a finished."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile

import factories
from kernespor.domains.strategy.actions.focus import evaluations, notes, sets
from kernespor.domains.strategy.enums import FateKind, FocusStatus, NoteStatus
from kernespor.domains.strategy.models import FocusArea, FocusSet, Goal, StatusNote
from kernespor.foundation.objects import ref_of
from kernespor.foundation.thread.models import Link

if TYPE_CHECKING:
    from permission_world import World

NOBODY = 999_999
NOTE = "# Status\n\nDirektionen\n\n13. januar 2026\n\n## Tid til kerneopgaven\n\nDer er sket meget.\n"


def prepare(world: World) -> None:
    """Propose a set that follows the one in force, and write a note that is a draft."""
    keeper = factories.actor("politisk.sekretariat")
    in_force = FocusSet.objects.get(status=FocusStatus.IN_FORCE)
    proposed = sets.propose(
        actor=keeper, unit=factories.unit("SK"), title="Det næste sæt", text="", starts=dt.date(2029, 1, 1),
        ends=None, previous=in_force,
    )  # fmt: skip
    sets.add_area(actor=keeper, row=proposed, title="Ét område", text="")
    backing = sets.add_backing(actor=keeper, row=proposed, body=None, name="Lederne", words="Ja", on=None)
    draft = notes.write_note(
        actor=keeper, of_set=in_force, title=factories.SECRET, sender="Direktionen",
        since=dt.date(2026, 1, 1), on=factories.DAY,
    )  # fmt: skip
    finished = StatusNote.objects.filter(status=NoteStatus.FINISHED)[0]
    area = in_force.areas.get(position=1)
    fact = ref_of(Goal.objects.filter(pk__in=_under(area), area__plan=world.plans["gælder"])[0])
    evaluation = evaluations.evaluate(
        actor=keeper, area=area, said=evaluations.Evaluated(factories.DAY, "Noget", facts=(fact,))
    )
    goals = Goal.objects.filter(area__plan=world.plans["gælder"]).exclude(pk__in=_under(area))
    world.of["focus"] = {
        "gælder": in_force,
        "foreslået": proposed,
        "område": area,
        "opbakning": backing,
        "kladde": draft,
        "færdigt": finished,
        "mål": goals.order_by("pk")[0],
        "kendsgerning": str(fact),
        "evaluering": evaluation,
    }


def _under(area: FocusArea) -> Any:
    return Link.objects.filter(upper_kind="strategy.focusarea", upper_pk=area.pk).values("lower_pk")


def arguments(world: World, name: str, case: str) -> dict[str, Any]:
    """Return the arguments of an address."""
    if not case:
        return {}
    key, row = _subject(world, name.partition(":")[2], case)
    found = {key: NOBODY if "ikke findes" in case else row.pk}
    if name == "focus:set_move":
        found["step"] = "intet" if "ukendt" in case else "consult"
    return found | ({"slug": "maal"} if key == "pk" else {})


def _subject(world: World, page: str, case: str) -> tuple[str, Any]:
    """Return what an address is about, and what its key is called there."""
    of = world.of["focus"]
    note = of["færdigt" if "færdigt" in case else "kladde"]
    if page == "tie":
        return "pk", factories.first_goal(world.plans["kladde" if "kladde" in case else "gælder"])
    if page in {"backing_remove", "evaluation_correct"}:
        key = page.partition("_")[0]
        return f"{key}_id", of[{"backing": "opbakning"}.get(key, "evaluering")]
    if page.startswith("note_part"):
        return "part_id", note.parts.all()[1]
    if page.startswith("note") and page not in {"note_new", "note_read"}:
        return "note_id", note
    if page in {"area", "area_excel", "area_change", "promise", "silent", "silent_excel", "evaluate"}:
        return "area_id", of["område"]
    return "set_id", of["foreslået" if "foreslået" in case else "gælder"]


def data(world: World, name: str, case: str) -> dict[str, Any]:
    """Return what a form would send, whole and right."""
    of = world.of["focus"]
    draft, area = of["kladde"], of["område"]
    part = draft.parts.all()[1]
    row = of["foreslået" if "foreslået" in case else "gælder"]
    fates: dict[str, Any] = {f"kind_{one.pk}": FateKind.ENDED for one in of["gælder"].areas.all()}
    head = {"title": "Ny titel", "starts": "1-1-2029", "ends": "", "text": "", "previous": ""}
    return {
        "focus:set_new": {**head, "unit": factories.unit("SK").pk},
        "focus:set_change": {**head, "version": row.version},
        "focus:set_move": {"version": row.version, "why": ""},
        "focus:fates": fates,
        "focus:adoption": {"name": "Byrådet", "on": "19-11-2026", "version": row.version},
        "focus:backing_new": {"name": "Lederne", "words": "Ja"},
        "focus:backing_remove": {"why": "" if "uden" in case else "En fejl"},
        "focus:area_new": {"title": "Et nyt område", "text": "Et formål"},
        "focus:area_change": {"title": "Nyt navn", "text": "", "version": area.version},
        "focus:promise": {"goals": [of["mål"].pk], "why": "" if "uden" in case else "Det bidrager"},
        "focus:evaluate": {
            "done": "Meget", "on": "19-11-2026",
            "facts": [] if "uden" in case else [of["kendsgerning"]],
        },
        "focus:evaluation_correct": {
            "done": "Mere", "on": "19-11-2026", "facts": [of["kendsgerning"]],
            "why": "" if "uden" in case else "En fejl", "version": of["evaluering"].version,
        },
        "focus:tie": {"area": of["gælder"].areas.get(position=3).pk, "why": "Det bidrager"},
        "focus:note_new": {"title": "Et notat", "since": "1-1-2026", "on": "19-11-2026"},
        "focus:note_read": {"document": SimpleUploadedFile("notat.md", NOTE.encode())},
        "focus:note_change": {"title": "Ny titel", "sender": "", "version": draft.version},
        "focus:note_part": {"text": "Nye ord", "version": part.version},
        "focus:note_part_back": {"version": part.version},
        "focus:note_renew": {"version": draft.version},
        "focus:note_finish": {"version": draft.version},
    }.get(name, {})  # fmt: skip
