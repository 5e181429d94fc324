"""What the fields of this part are called in histories."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kernespor.domains.agenda.permissions import ITEM, MEETING
from kernespor.domains.agenda.selectors.gatherings import open_notes
from kernespor.foundation.audit.labels import register as register_labels
from kernespor.foundation.audit.labels import register_guard


def register() -> None:
    """Fill the registry of words."""
    words = {
        "case_number": _("Sagsnummer"),
        "item_type": _("Sagstype"),
        "theme": _("Tema"),
        "sections": _("Sagsfremstilling"),
        "economy": _("Økonomi"),
        "consultation": _("Høring og dialog"),
        "recommendation": _("Indstilling"),
        "alternative_recommendation": _("Alternativ indstilling"),
        "attachments": _("Bilag"),
    }
    register_labels(
        ITEM,
        _("Dagsordenspunkt"),
        words
        | {
            "subjects": _("Handler om"),
            "urgent": _("Haster"),
            "openness": _("Åbenhed"),
            "created_by": _("Begyndt af"),
        },
    )
    register_labels("agenda.itemversion", _("Udgave"), words)
    register_labels(
        "agenda.itemstop",
        _("Udvalg på vejen"),
        {
            "position": _("Nr. på vejen"),
            "reading": _("Behandling"),
            "recommendation": _("Indstilling"),
            "meeting": _("Møde"),
            "place": _("Plads på dagsordenen"),
            "sent_on": _("Sendt"),
            "decision": _("Beslutning"),
            "skipped": _("Sprunget over, fordi"),
            "suspended_on": _("Standset"),
        },
    )
    register_labels("agenda.deviation", _("Afvigelse"), {"rule": _("Regel"), "source": _("Grundlag")})
    register_labels("agenda.reviewdismissal", _("Råd sat til side"))
    register_labels("agenda.disqualification", _("Inhabil"))
    _register_meetings()


def _register_meetings() -> None:
    register_labels(
        MEETING,
        _("Møde"),
        {
            "kind": _("Slags"),
            "starts": _("Klokken"),
            "place": _("Sted"),
            "drafts_due": _("Frist for punkter"),
            "sent_on": _("Dagsorden sendt"),
            "reported": _("Bemærkninger til referatet"),
        },
    )
    register_labels(
        "agenda.attendance",
        _("Deltager"),
        {"presence": _("Deltog"), "stands_in_for": _("Stedfortræder for")},
        is_open=True,
    )
    register_labels(
        "agenda.programmepoint",
        _("Punkt på programmet"),
        {"position": _("Nr. på programmet"), "starts": _("Klokken"), "who": _("Hvem")},
        is_open=True,
    )
    register_labels("agenda.guest", _("Deltager, der ikke er medlem"), is_open=True)
    register_labels("agenda.meetingnote", _("Note"), {"words": _("Note")})
    register_guard("agenda.meetingnote", open_notes)
    register_labels(
        "agenda.followup",
        _("Opfølgning"),
        {
            "task": _("Hvad skal der ske?"),
            "due": _("Senest"),
            "done_on": _("Gjort"),
            "came_of_it": _("Hvad kom der ud af det?"),
        },
    )
