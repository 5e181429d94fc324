"""What this part hands to the registries of the foundation."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kernespor.engines.masking.masking import mask
from kernespor.foundation import objects
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.selectors import Seats, register_seats
from kernespor.foundation.audit import labels, verbs
from kernespor.foundation.bodies import breaks, documents, facts, jobs, kinds
from kernespor.foundation.bodies.actions import consultations, decisions, points
from kernespor.foundation.bodies.permissions import (
    CONSULTATION,
    documents_in_history,
    notices_in_history,
    open_in_history,
    points_in_history,
)
from kernespor.foundation.bodies.selectors.members import bodies_with, history_of, persons_in
from kernespor.foundation.bodies.selectors.names import latest_name
from kernespor.foundation.bodies.selectors.points import changes_of
from kernespor.foundation.bodies.selectors.search import register_sources
from kernespor.foundation.bodies.selectors.tasks import tasks_of
from kernespor.foundation.bodies.subjects import SubjectKind
from kernespor.foundation.bodies.subjects import register as register_subject
from kernespor.foundation.drafts.registry import DraftForm
from kernespor.foundation.drafts.registry import register as register_form
from kernespor.foundation.tasks.registry import Source
from kernespor.foundation.tasks.registry import register as register_tasks
from kernespor.foundation.thread.registry import LinkKind, register_link
from kernespor.foundation.thread.selectors import strip
from kernespor.foundation.ui.navigation import NavItem
from kernespor.foundation.ui.navigation import register as register_nav
from kernespor.foundation.ui.panels import Panel
from kernespor.foundation.ui.panels import register as register_panel

ANSWER_FORM = "bodies.answer"
_VERBS: dict[str, str | Promise] = {
    "bodies.body_added": _("oprettede rådet eller udvalget"),
    "bodies.body_changed": _("ændrede navn eller plads"),
    "bodies.term_added": _("oprettede en funktionsperiode"),
    "bodies.term_changed": _("ændrede funktionsperioden"),
    "bodies.member_seated": _("førte et medlem ind"),
    "bodies.member_changed": _("rettede et medlemskab"),
    "bodies.member_struck": _("slettede et medlemskab, der aldrig gjaldt"),
    "bodies.decision_recorded": _("førte beslutningen ind"),
    "bodies.decision_corrected": _("rettede beslutningen"),
    "bodies.decision_openness": _("ændrede, hvem der kan se beslutningen"),
    "bodies.consultation_begun": _("begyndte på høringen"),
    "bodies.consultation_changed": _("skrev på høringen"),
    "bodies.material_added": _("lagde materiale ved"),
    "bodies.consultation_opened": _("sendte høringen ud"),
    "bodies.consultation_discarded": _("kasserede kladden"),
    "bodies.consultation_closed": _("lukkede for svar"),
    "bodies.consultation_withdrawn": _("trak høringen tilbage"),
    "bodies.consultation_reopened": _("åbnede for svar igen"),
    "bodies.consultation_given_time": _("gav mere tid til at svare"),
    "bodies.consultation_concluded": _("afsluttede høringen"),
    "bodies.answered": _("svarede på høringen"),
    "bodies.answer_recorded": _("førte et svar ind"),
    "bodies.answer_published": _("offentliggjorde et svar"),
    "bodies.answer_corrected": _("rettede et offentliggjort svar"),
    "bodies.point_added": _("skrev et punkt, som svar rejser"),
    "bodies.point_changed": _("skrev på et punkt, som svar rejser"),
    "bodies.point_struck": _("slettede et punkt, som svar rejste"),
    "bodies.heard_told": _("gav de hørte besked om, hvad høringen førte til"),
    "bodies.told_of_time": _("gav de hørte besked om den nye frist"),
    "bodies.told_of_withdrawal": _("gav de hørte besked om, at høringen er trukket tilbage"),
    "bodies.reminded": _("påmindede dem, der ikke har svaret"),
    "bodies.address_given": _("gav en mailadresse til besked"),
    "bodies.outcome_read": _("læste beskeden om høringen"),
    "bodies.reminders_set": _("valgte, hvornår de hørte bliver påmindet"),
    "bodies.reminder_days_set": _("valgte, hvornår kommunen påminder om høringer"),
    "bodies.consent_withdrawn": _("trak samtykket til et svar tilbage"),
    "bodies.sporkoebing_loaded": _("indlæste Sporkøbings råd og udvalg"),
}
_POINT_FIELDS = {
    "said": _("Hvad svarene siger"),
    "outcome": _("Hvad det førte til"),
    "reply": _("Kommunens svar"),
    "edition": _("Udgave"),
    "place": _("Hvor"),
}


def register() -> None:
    """Fill the registries; called once, when Django is ready."""
    verbs.register(_VERBS)
    kinds.register()
    facts.register()
    register_link(LinkKind(decisions.ABOUT, _("blev besluttet i"), _("handler om"), structural=True))
    register_link(LinkKind(consultations.ABOUT, _("blev sendt i høring i"), _("handler om"), structural=True))
    register_link(LinkKind(points.CHANGED_ABOVE, _("blev ændret efter"), _("ændrede"), structural=True))
    register_link(LinkKind(points.CHANGED_BELOW, _("ændrede"), _("blev ændret efter"), structural=True))
    register_panel(Panel("heard", 13, "bodies/_panel_heard.html", _changed_by_hearing))
    register_seats(Seats(of_person=history_of, bodies=bodies_with, members=persons_in, name=latest_name))
    register_tasks(Source("bodies", _("Høringer"), tasks_of))
    register_form(DraftForm(ANSWER_FORM, _("Høringssvar"), ("party", "text", "shown_name", "may_publish")))
    register_sources()
    register_subject(SubjectKind(CONSULTATION))
    labels.register_guard("bodies.consultationresponse", open_in_history)
    labels.register_guard("bodies.responsedocument", documents_in_history)
    labels.register_guard("bodies.consultationpoint", points_in_history)
    labels.register_guard("bodies.notice", notices_in_history)
    labels.register("bodies.consultationpoint", _("Punkt"), _POINT_FIELDS)
    labels.register("bodies.responsedocument", _("Dokument"), {"is_hidden": _("Vises ikke for andre")})
    labels.register("bodies.notice", _("Besked"), {"seen_on": _("Læst")})
    for kind in (
        "bodies.consultationresponse",
        "bodies.responsedocument",
        "files.storedfile",
    ):  # a file may be called by a number too
        labels.register_veil(kind, lambda text: mask(text).text)
    breaks.register()
    documents.register()
    jobs.register()
    register_nav(NavItem(_("Høringer"), "bodies:consultation_list", "send", 60))
    register_nav(
        NavItem(
            _("Råd og udvalg"),
            "bodies:body_list",
            "groups",
            62,
            visible=lambda actor: actor.in_house,
            short=_("Udvalgene"),
        )
    )


def _changed_by_hearing(actor: Actor, row: Model) -> dict[str, Any] | None:
    """Return what answers to consultations changed in an object on the thread."""
    if not actor.in_house or not objects.is_known(row):
        return None
    ref = objects.ref_of(row)
    if objects.of(ref.kind).stage is objects.Stage.BESIDE:
        return None
    # Such a change is a link on the thread, which the page has read for its strip.
    near = strip(actor, row)
    changed = points.CHANGED_ABOVE in near.kinds_down or points.CHANGED_BELOW in near.kinds_up
    changes = changes_of(actor, ref) if changed else []
    return {"changes": changes} if changes else None
