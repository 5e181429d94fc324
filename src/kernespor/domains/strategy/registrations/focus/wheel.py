"""The status note as something that a step of the year makes on its day."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.connectors.note.word import write_word
from kernespor.domains.agenda.door import Made, Maker, register_maker
from kernespor.domains.strategy.actions.focus.notes import write_due_note
from kernespor.domains.strategy.documents.focus import paper_of
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.objects import ref_of
from kernespor.foundation.ui.downloads import word_template

STATUS = "focus_status"


def register() -> None:
    """Fill the registry of what the year makes."""
    register_maker(Maker(STATUS, _("Statusnotat om fokusområderne"), _status))


def _status(actor: Actor) -> Made:
    note = write_due_note(actor=actor)
    return Made(
        ref=ref_of(note.of_set),
        unit=note.of_set.unit,
        title=note.title,
        theme=gettext("Status på fokusområderne: hvad der er planlagt, gjort og lært, og det næste."),
        recommendation=gettext("Det indstilles, at status tages til efterretning."),
        name=f"{note.title}.docx",
        content=write_word(paper_of(note), word_template()),
    )
