"""What the domain hands to the foundation's registries."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kernespor.domains.agenda.permissions import LEADERS, WHEEL_KEEPERS, WRITERS
from kernespor.domains.agenda.registrations import (
    breaks,
    drafts,
    editions,
    filing,
    jobs,
    kinds,
    labels,
    mandates,
    panels,
    search,
    subjects,
    tasks,
)
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.registry import register_capabilities
from kernespor.foundation.audit import verbs
from kernespor.foundation.organisation.enums import RoleKind
from kernespor.foundation.ui.navigation import NavItem
from kernespor.foundation.ui.navigation import register as register_nav

_VERBS: dict[str, str | Promise] = {
    "agenda.item_begun": _("begyndte på punktet"),
    "agenda.item_changed": _("skrev på punktet"),
    "agenda.item_approved": _("godkendte punktet"),
    "agenda.item_reworked": _("tog punktet tilbage for at skrive på det"),
    "agenda.item_withdrawn": _("trak punktet tilbage"),
    "agenda.item_reopened": _("tog punktet op igen"),
    "agenda.item_sent": _("sendte punktet ud med dagsordenen"),
    "agenda.item_placed": _("satte punktet på en dagsorden"),
    "agenda.item_lifted": _("tog punktet af dagsordenen"),
    "agenda.way_set": _("valgte punktets vej"),
    "agenda.stop_skipped": _("sprang et udvalg over"),
    "agenda.stop_recommended": _("skrev indstillingen til et udvalg"),
    "agenda.heard": _("knyttede en høring til punktet"),
    "agenda.remark_dismissed": _("satte et godt råd til side"),
    "agenda.stop_decided": _("førte beslutningen ind på punktet"),
    "agenda.decision_suspended": _("førte ind, at en beslutning er standset"),
    "agenda.follow_up_set": _("bad nogen følge op på beslutningen"),
    "agenda.followed_up": _("skrev, hvad der kom ud af beslutningen"),
    "agenda.meetings_planned": _("planlagde møder"),
    "agenda.meeting_changed": _("ændrede mødet"),
    "agenda.meeting_sent": _("sendte dagsordenen"),
    "agenda.meeting_sent_more": _("sendte en tillægsdagsorden"),
    "agenda.meeting_held": _("meldte mødet holdt"),
    "agenda.meeting_cancelled": _("aflyste mødet"),
    "agenda.minutes_approved": _("godkendte referatet"),
    "agenda.minutes_reopened": _("åbnede referatet igen"),
    "agenda.agenda_ordered": _("ændrede rækkefølgen på dagsordenen"),
    "agenda.minutes_taken_in": _("læste et referat ind"),
    "agenda.item_from_minutes": _("lavede punktet ud fra et referat"),
    "agenda.attendance_written": _("skrev, hvem der deltog"),
    "agenda.mandate_begun": _("begyndte på kommissoriet"),
    "agenda.mandate_changed": _("skrev i kommissoriet"),
    "agenda.mandate_adopted": _("satte kommissoriet i kraft"),
    "agenda.mandate_discarded": _("kasserede kladden til kommissoriet"),
    "agenda.mandate_extended": _("ændrede gruppens slutdato"),
    "agenda.mandate_harvested": _("afsluttede gruppen med høst"),
    "agenda.mandate_reopened": _("åbnede høsten igen"),
    "agenda.deliverable_set": _("skrev en leverance"),
    "agenda.deliverable_delivered": _("meldte en leverance leveret"),
    "agenda.deliverable_given_up": _("opgav en leverance"),
    "agenda.deliverable_waits": _("satte en leverance til at vente igen"),
    "agenda.programme_laid": _("skrev programmet"),
    "agenda.noted": _("skrev en note fra mødet"),
    "agenda.note_taken_up": _("gjorde en note til et punkt"),
    "agenda.wheel_step_added": _("tilføjede et trin i årshjulet"),
    "agenda.wheel_step_changed": _("ændrede et trin i årshjulet"),
    "agenda.wheel_step_removed": _("fjernede et trin fra årshjulet"),
    "agenda.wheel_off_written": _("skrev en ferie eller lukkedag"),
    "agenda.wheel_off_removed": _("fjernede en ferie eller lukkedag"),
    "agenda.wheel_started": _("gav årshjulet et forslag at begynde med"),
    "agenda.wheel_fixed": _("vedtog årshjulet"),
    "agenda.wheel_made": _("lavede det, årshjulet bad om"),
    "agenda.sporkoebing_loaded": _("indlæste Sporkøbings møder og punkter"),
}
_WRITES = _("Kan skrive dagsordenspunkter for de enheder, rollen gælder.")
_LEADS = _("Kan læse kladder til dagsordenspunkter i de enheder, rette i dem og vælge deres vej.")
_KEEPS = _(
    "Kan ændre årshjulets egne trin, ferier og lukkedage og vedtage året, når rollen gælder hele kommunen."
)
_WHEEL = tuple(
    f"agenda:{name}"
    for name in (
        "wheel", "wheel_rules", "wheel_step_new", "wheel_step", "wheel_off_new", "wheel_off", "wheel_make",
        "wheel_meetings",
    )
)  # fmt: skip
_FOLLOW_UP = ("agenda:follow_ups", "agenda:follow_up_new", "agenda:follow_up_report")
_MANDATES = tuple(
    f"agenda:{name}"
    for name in (
        "mandates",
        "mandate",
        "mandate_new",
        "mandate_change",
        "mandate_extend",
        "mandate_version",
        "mandate_harvest",
        "deliverable",
        "deliverable_new",
        "deliverable_change",
    )
)
_MEETINGS = tuple(
    f"agenda:{name}"
    for name in (
        "meetings",
        "meeting",
        "meeting_new",
        "meeting_change",
        "meeting_programme",
        "meeting_send",
        "minutes",
        "minutes_read",
        "minutes_in",
        "decide",
        "items",
        "item",
        "item_new",
        "item_read",
        "item_change",
        "item_way",
        "item_version",
        "item_brief",
        "deviations",
    )
)
_PLACES: tuple[tuple[str | Promise, str, str, int, str | Promise, tuple[str, ...]], ...] = (
    (_("Møder og sager"), "agenda:meetings", "calendar-month", 61, _("Møder"), _MEETINGS),
    (_("Opfølgning på beslutninger"), "agenda:follow_ups", "list-check", 46, _("Opfølgning"), _FOLLOW_UP),
    (_("Kommissorier"), "agenda:mandates", "document", 62, _("Kommissorier"), _MANDATES),
    (_("Årshjul"), "agenda:wheel", "refresh", 63, _("Årshjul"), _WHEEL),
)


def register() -> None:
    """Fill the registries; called once, when Django is ready."""
    verbs.register(_VERBS)
    kinds.register()
    drafts.register()
    editions.register()
    labels.register()
    search.register()
    tasks.register()
    breaks.register()
    filing.register()
    jobs.register()
    panels.register()
    mandates.register()
    subjects.register()
    words: dict[RoleKind, tuple[str | Promise, ...]] = dict.fromkeys(WRITERS, (_WRITES,))
    register_capabilities("agenda.wheel", dict.fromkeys(WHEEL_KEEPERS, (_KEEPS,)))
    register_capabilities("agenda", words | dict.fromkeys(LEADERS, (_WRITES, _LEADS)))
    for label, place, icon, at, short, pages in _PLACES:
        register_nav(NavItem(label, place, icon, at, visible=_in_house, short=short, pages=pages))


def _in_house(actor: Actor) -> bool:
    return actor.in_house
