"""When and what: what must hold before something can be done with focus areas, whoever does it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from kernespor.domains.strategy.enums import FocusStatus, NoteStatus
from kernespor.domains.strategy.models import FocusSet, StatusNote
from kernespor.engines.findings import N_
from kernespor.foundation.objects import Ref
from kernespor.foundation.refusals import NotNow, answering

_CLOSED = {FocusStatus.REPLACED, FocusStatus.DROPPED}
_BEGUN = {FocusStatus.IN_FORCE, FocusStatus.EVALUATED, FocusStatus.REPLACED}


def check_editable(row: FocusSet) -> None:
    """A set that is over stands as it was."""
    if row.status in _CLOSED:
        raise NotNow("set_over", N_("Sættet er afløst eller opgivet og kan ikke ændres."))


def check_told(row: FocusSet) -> None:
    """Who backed a set and what was decided can be recorded afterwards too, but for one that was dropped."""
    if row.status == FocusStatus.DROPPED:
        raise NotNow("set_dropped", N_("Forslaget er opgivet. Der kan ikke føres mere ind på det."))


def check_tie_to(row: FocusSet) -> None:
    """Plans promise under what is in force."""
    if row.status not in {FocusStatus.IN_FORCE, FocusStatus.ADOPTED}:
        raise NotNow(
            "set_not_in_force", N_("Planer kan kun knyttes til fokusområder, der er vedtaget eller gælder.")
        )


def check_order(starts: dt.date, ends: dt.date | None) -> None:
    """A period doesn't end before it begins."""
    if ends is not None and ends < starts:
        raise NotNow("ends_before", N_("Den sidste dag ligger før den første. Ret den ene."))


def check_follows(starts: dt.date, previous: FocusSet | None) -> None:
    """A set follows one that began before it."""
    if previous is not None and previous.starts >= starts:
        raise NotNow(
            "follows_later",
            N_("»{title}« begynder ikke før det her sæt. Vælg et andet under »Følger efter«."),
            title=previous.title,
        )


def check_reason(why: str) -> None:
    """What goes out of order, or is given up, needs a reason."""
    if not why.strip():
        raise NotNow("reason_needed", N_("Skriv hvorfor. Begrundelsen bliver stående i historikken."))


def check_step(row: FocusSet, step: str) -> None:
    """Each step asks for what it says has happened; the steps out of order ask for a reason instead."""
    asked = {
        "consult": _check_heard,
        "adopt": _check_adopted,
        "adopt_unheard": _check_adopted,
        "put_in_force": _check_has_areas,
        "evaluate": _check_all_evaluated,
        "replace": _check_followed,
        "replace_unevaluated": _check_followed,
    }
    if step in asked:
        asked[step](row)


def _check_heard(row: FocusSet) -> None:
    if row.consultation_id is None and not row.backings.all():
        raise NotNow(
            "not_heard", N_("Knyt høringen til, eller skriv, hvem der har bakket op, før sættet meldes hørt.")
        )


def _check_adopted(row: FocusSet) -> None:
    if row.adopted_on is None or (row.adopted_by_id is None and not row.adopted_by_name):
        raise NotNow("not_adopted", N_("Skriv først, hvem der vedtog sættet, og hvornår."))
    _check_has_areas(row)


def _check_has_areas(row: FocusSet) -> None:
    if not row.areas.all():
        raise NotNow("no_areas", N_("Sættet har ingen fokusområder endnu. Skriv det første."))


def _check_all_evaluated(row: FocusSet) -> None:
    missing = [area.title for area in row.areas.all() if not area.evaluations.all()]
    if missing:
        names = ", ".join(f"»{one}«" for one in missing)
        raise NotNow("not_evaluated", N_("Mangler evaluering: {areas}."), areas=names)


def _check_followed(row: FocusSet) -> None:
    if not row.following.filter(status__in=[FocusStatus.ADOPTED, *_BEGUN]).exists():
        raise NotNow("no_following", N_("Intet vedtaget sæt følger efter det her. Foreslå det næste først."))


def check_happened(on: dt.date, today: dt.date) -> None:
    """What is recorded has happened."""
    if on > today:
        raise NotNow("in_future", N_("Datoen ligger efter i dag. Skriv den dag, det skete."))


def check_evaluated(row: FocusSet, done: str, on: dt.date, today: dt.date, facts: Collection[Ref]) -> None:
    """An evaluation says what was done, and points at a fact that it rests on."""
    if row.status not in _BEGUN:
        raise NotNow("not_begun", N_("Et fokusområde kan evalueres, når det har været i kraft."))
    check_happened(on, today)
    if not done.strip():
        raise NotNow("nothing_said", N_("Skriv, hvad der blev gjort."))
    if not facts:
        raise NotNow("no_fact", N_("Peg på mindst én kendsgerning, evalueringen bygger på."))


def check_period(since: dt.date, on: dt.date, today: dt.date) -> None:
    """A note tells of days that have been."""
    if since > on:
        raise NotNow("since_after", N_("Notatet skal fortælle fra en dag, der ligger før dets egen dato."))
    if on > today:
        raise NotNow("note_in_future", N_("Et notat kan ikke fortælle om dage, der ikke har været."))


def check_in_force(row: FocusSet | None) -> None:
    """A status that is due tells of the set in force."""
    if row is None:
        raise NotNow("no_set_in_force", N_("Ingen fokusområder er i kraft. Der er ingen status at skrive."))


def check_note_open(note: StatusNote) -> None:
    """A finished note stands as it was sent."""
    if note.status != NoteStatus.DRAFT:
        raise NotNow("note_finished", N_("Notatet er meldt færdigt og kan ikke ændres."))


can_edit = answering(check_editable)
can_tie_to = answering(check_tie_to)
