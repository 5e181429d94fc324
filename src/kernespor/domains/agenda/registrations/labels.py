"""What the fields of this part are called in histories."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kernespor.domains.agenda.permissions import ITEM, MANDATE, MEETING
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
    _register_mandates()
    _register_wheel()


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


def _register_mandates() -> None:
    words = {
        "title": _("Navn"),
        "task": _("Formål og opgave"),
        "frame": _("Ramme"),
        "power": _("Må træffe beslutninger"),
        "starts": _("Begynder"),
        "ends": _("Slutter"),
        "tovholder": _("Tovholder"),
        "set_by": _("Nedsat af"),
        "decision": _("Beslutning"),
        "reports_to": _("Afleverer til"),
    }
    harvest = {
        "ended_on": _("Sluttede"),
        "came_of_it": _("Hvad kom der ud af det?"),
        "learned": _("Hvad har vi lært?"),
        "created_by": _("Begyndt af"),
    }
    register_labels(MANDATE, _("Kommissorium"), words | harvest)
    register_labels("agenda.mandateversion", _("Udgave"), words | {"deliverables": _("Leverancer")})
    settled = {"on": _("Hvornår"), "result": _("Resultat"), "state": _("Stadie"), "due": _("Senest")}
    register_labels("agenda.deliverable", _("Leverance"), {"text": _("Leverance")} | settled)
    register_labels("agenda.carriedon", _("Føres videre"), {"what": _("Hvad"), "owner": _("Hvem")})


def _register_wheel() -> None:
    register_labels(
        "agenda.wheelstep",
        _("Trin i årshjulet"),
        {
            "process": _("Proces"),
            "rule": _("Hvornår?"),
            "ends": _("Slutter"),
            "moves": _("Flyttes"),
            "meets": _("Mødedage"),
            "avoids_school_holidays": _("Går uden om skoleferier"),
            "fulfils": _("Holder lovens frist"),
            "consultation": _("Er en høring"),
            "parties": _("For hvem?"),
            "source": _("Grundlag"),
            "responsible": _("Ansvarlig"),
            "makes": _("Laves på dagen"),
            "bodies": _("Til udvalgene"),
        },
        is_open=True,
    )
    days = {"kind": _("Slags"), "first": _("Første dag"), "last": _("Sidste dag")}
    register_labels("agenda.daysoff", _("Ferie eller lukkedag"), days, is_open=True)
    fixed = {"fixed_on": _("Vedtaget den"), "fixed_by": _("Vedtaget af")}
    register_labels("agenda.wheelyear", _("Vedtaget årshjul"), fixed, is_open=True)
    day = {"ends": _("Sidste dag"), "ruled": _("Reglernes dag")}
    register_labels("agenda.wheelday", _("Dag i årshjulet"), day, is_open=True)
    made = {"due": _("Dag"), "item": _("Dagsordenspunkt"), "trouble": _("Hvad var i vejen?")}
    register_labels("agenda.wheelmade", _("Lavet af årshjulet"), made)
