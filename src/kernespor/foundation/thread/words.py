"""What is said of a thread in a sentence."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kernespor.foundation.thread.selectors import Thread

_WORDS = ("", "ét", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti")


def sentence(thread: Thread) -> str:
    """Return the sentence that stands first: from what to what, and how often it is broken."""
    if thread.is_alone:
        said = _("Intet er knyttet hertil endnu.")
    else:
        said = _("Den røde tråd fra {first} til {last}.").format(
            first=str(thread.first.kind.label).lower(), last=str(thread.last.kind.label).lower()
        )
    number = len(thread.breaks)
    if not number:
        return said if thread.is_alone else f"{said} {_('Den hænger sammen.')}"
    word = _(_WORDS[number]) if number < len(_WORDS) else str(number)
    broken = ngettext("Den er brudt ét sted.", "Den er brudt {number} steder.", number)
    return f"{said} {broken.format(number=word)}"
