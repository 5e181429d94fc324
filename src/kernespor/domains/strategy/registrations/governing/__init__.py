"""What the foundation's registries are told of governing documents."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.actions.governing.lifecycle import EARLY
from kernespor.domains.strategy.documents.governing import register_filing
from kernespor.domains.strategy.enums import DocumentStatus
from kernespor.domains.strategy.models import GoverningDocument, Passage
from kernespor.domains.strategy.permissions.governing import UNSENT
from kernespor.domains.strategy.permissions.plans import PLANNERS
from kernespor.domains.strategy.registrations.governing import breaks, kinds, search, thread
from kernespor.domains.strategy.selectors.governing.tasks import tasks_of
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.access.registry import Guard, register_capabilities, register_guard
from kernespor.foundation.audit import verbs
from kernespor.foundation.audit.labels import register as register_labels
from kernespor.foundation.tasks.registry import Source
from kernespor.foundation.tasks.registry import register as register_tasks
from kernespor.foundation.ui.navigation import NavItem
from kernespor.foundation.ui.navigation import register as register_nav

_VERBS: dict[str, str | Promise] = {
    "strategy.governing_laid_in": _("lagde dokumentet ind"),
    "strategy.governing_changed": _("ændrede dokumentets oplysninger"),
    "strategy.document_sent_to_hearing": _("sendte dokumentet i administrativ høring"),
    "strategy.document_presented": _("lagde dokumentet frem til vedtagelse"),
    "strategy.document_presented_unheard": _("lagde dokumentet frem uden høring"),
    EARLY: _("lagde dokumentet frem, før høringen var slut"),
    "strategy.document_taken_back": _("tog dokumentet tilbage til kladde"),
    "strategy.document_sent_back": _("sendte dokumentet tilbage til kladde"),
    "strategy.document_adopted": _("skrev, at dokumentet er vedtaget"),
    "strategy.document_recorded": _("førte et dokument ind, der var vedtaget"),
    "strategy.document_replaced": _("skrev, at dokumentet er afløst"),
    "strategy.document_discarded": _("kasserede kladden"),
    "strategy.passage_marked": _("udpegede en passus"),
    "strategy.passage_changed": _("ændrede, hvad passusen er, eller hvordan den måles"),
    "strategy.passage_withdrawn": _("tog en passus tilbage"),
    "strategy.suggestion_left": _("lod et forslag til en passus ligge"),
    "strategy.governing_loaded": _("indlæste Sporkøbings styrende dokumenter"),
}
_KEEPS = (
    _("Kan lægge styrende dokumenter ind for de enheder, rollen gælder, og føre dem til vedtagelse."),
    _("Kan udpege passuser i dem, som andre bygger på, og læse kladder til dem."),
)


def register() -> None:
    """Fill the registries."""
    verbs.register(_VERBS)
    _register_words()
    kinds.register()
    thread.register()
    breaks.register()
    search.register()
    register_filing()
    register_guard(Guard(GoverningDocument._meta.label_lower, _openness, _rule, invites=True))
    register_guard(Guard(Passage._meta.label_lower, _openness, _rule, about=lambda row: row.document))
    register_capabilities("governing", dict.fromkeys(PLANNERS, _KEEPS))
    register_tasks(Source("governing", _("Styrende dokumenter"), tasks_of, place="governing:documents"))
    register_nav(
        NavItem(_("Styrende dokumenter"), "governing:documents", "document", 14, short=_("Styrende"))
    )


def _openness(document: Any) -> Openness:
    return Openness.DRAFT if document.status in UNSENT else Openness.OPEN


def _rule(document: GoverningDocument) -> str:
    if document.status not in {DocumentStatus.DRAFT, DocumentStatus.DISCARDED}:
        return gettext(
            "Alle i kommunen kan læse styrende dokumenter, der er i høring, gælder eller har gjaldt."
        )
    return gettext(
        "Dokumentet er en kladde. Enhedens ledelse, økonomikonsulenten og sekretariatet kan læse det, og "
        "den, der lagde det ind, og de inviterede."
    )


def _register_words() -> None:
    register_labels(
        GoverningDocument._meta.label_lower,
        _("Styrende dokument"),
        {
            "kind": _("Slags"),
            "adopted_by": _("Vedtaget af"),
            "adopted_by_name": _("Vedtaget af, som det hedder i dokumentet"),
            "adopted_on": _("Vedtaget den"),
            "decision": _("Beslutning"),
            "consultation": _("Høring"),
            "valid_from": _("Gælder fra"),
            "valid_to": _("Gælder til"),
            "replaces": _("Afløser"),
            "source": _("Dokument"),
            "created_by": _("Lagt ind af"),
        },
    )
    register_labels("strategy.documentblock", _("Stykke i dokumentet"))
    register_labels(
        Passage._meta.label_lower,
        _("Passus"),
        {
            "role": _("Hvad passusen er"),
            "measure": _("Måltal"),
            "target": _("Mål"),
            "withdrawn_on": _("Taget tilbage"),
        },
    )
