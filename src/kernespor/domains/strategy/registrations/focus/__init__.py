"""What the foundation's registries are told of this part: focus areas and the notes on them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.models import FocusArea, FocusEvaluation, FocusSet, StatusNote
from kernespor.domains.strategy.permissions.focus import KEEPERS
from kernespor.domains.strategy.registrations.focus import breaks, filing, kinds, search, thread, wheel
from kernespor.domains.strategy.registrations.focus.panel import PANEL
from kernespor.domains.strategy.selectors.focus.tasks import tasks_of
from kernespor.foundation.access.registry import register_capabilities
from kernespor.foundation.audit import verbs
from kernespor.foundation.audit.labels import register as register_labels
from kernespor.foundation.drafts.registry import DraftForm
from kernespor.foundation.drafts.registry import register as register_form
from kernespor.foundation.tasks.registry import Source
from kernespor.foundation.tasks.registry import register as register_tasks
from kernespor.foundation.ui import panels
from kernespor.foundation.ui.navigation import NavItem
from kernespor.foundation.ui.navigation import register as register_nav

_KEEPS = _("Kan foreslå fokusområder for enheden, føre dem gennem høring og beslutning og evaluere dem.")


def register() -> None:
    """Fill the registries."""
    verbs.register(
        {
            "strategy.focus_proposed": _("foreslog fokusområder"),
            "strategy.focus_set_changed": _("ændrede sættets navn eller periode"),
            "strategy.focus_consulted": _("meldte fokusområderne hørt"),
            "strategy.focus_adopted": _("meldte fokusområderne vedtaget"),
            "strategy.focus_adopted_unheard": _("meldte fokusområderne vedtaget uden høring"),
            "strategy.focus_put_in_force": _("satte fokusområderne i kraft"),
            "strategy.focus_evaluated": _("meldte fokusområderne evalueret"),
            "strategy.focus_replaced": _("meldte fokusområderne afløst"),
            "strategy.focus_replaced_unevaluated": _("meldte fokusområderne afløst uden evaluering"),
            "strategy.focus_dropped": _("opgav forslaget til fokusområder"),
            "strategy.focus_decision_tied": _("førte høring og beslutning ind"),
            "strategy.focus_backed": _("førte opbakning ind"),
            "strategy.focus_unbacked": _("slettede en opbakning"),
            "strategy.focus_area_added": _("tilføjede et fokusområde"),
            "strategy.focus_area_changed": _("ændrede et fokusområde"),
            "strategy.focus_fates_said": _("skrev, hvad der blev af de forrige fokusområder"),
            "strategy.focus_area_evaluated": _("evaluerede et fokusområde"),
            "strategy.focus_evaluation_corrected": _("rettede en evaluering"),
            "strategy.note_written": _("lod statusnotatet skrive sig"),
            "strategy.note_changed": _("ændrede notatets titel eller afsender"),
            "strategy.note_part_changed": _("rettede i notatet"),
            "strategy.note_part_taken_back": _("tog en rettelse i notatet tilbage"),
            "strategy.note_renewed": _("fornyede notatet fra kendsgerningerne"),
            "strategy.note_finished": _("meldte notatet færdigt"),
            "strategy.focus_sporkoebing_loaded": _("indlæste Sporkøbings fokusområder"),
        }
    )
    _label()
    kinds.register()
    thread.register()
    breaks.register()
    search.register()
    filing.register()
    wheel.register()
    panels.register(PANEL)
    register_form(DraftForm("focus.evaluation", _("Evaluering"), ("done", "learnt", "following", "on")))
    register_capabilities("strategy.focus", dict.fromkeys(KEEPERS, (_KEEPS,)))
    register_tasks(Source("strategy.focus", _("Fokusområder"), tasks_of, place="focus:sets"))
    register_nav(NavItem(_("Fokusområder"), "focus:sets", "visibility", 18, short=_("Fokus")))


def _label() -> None:
    """Say what the history calls the rows and their fields."""
    register_labels(
        FocusSet._meta.label_lower,
        _("Sæt af fokusområder"),
        {
            "starts": _("Gælder fra"),
            "ends": _("Gælder til"),
            "previous": _("Forrige sæt"),
            "consultation": _("Høring"),
            "decision": _("Beslutning"),
            "adopted_by": _("Vedtaget af"),
            "adopted_by_name": _("Vedtaget af"),
            "adopted_on": _("Vedtaget den"),
        },
    )
    register_labels(FocusArea._meta.label_lower, _("Fokusområde"))
    fates = {"before": _("Før"), "after": _("Efter"), "kind": _("Hvad blev der af det?")}
    register_labels("strategy.focusfate", _("Hvad blev der af området?"), fates, is_open=True)
    register_labels("strategy.focusbacking", _("Opbakning"), {"words": _("Deres ord")}, is_open=True)
    register_labels(
        FocusEvaluation._meta.label_lower,
        _("Evaluering"),
        {
            "done": _("Gjort"),
            "learnt": _("Lært"),
            "following": _("Det næste"),
            "author_label": _("Skrevet af"),
        },
    )
    note = {"since": _("Fortæller fra"), "sender": _("Afsender")}
    register_labels(StatusNote._meta.label_lower, _("Statusnotat"), note)
    register_labels("strategy.statusnotepart", _("Afsnit i statusnotat"), {"made": _("Skrevet af Kernespor")})
