"""The shape of an answer without login."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.bodies.answer_documents import DocumentsField, letters_of
from kernespor.foundation.bodies.consultation_forms import ANSWER_LENGTH
from kernespor.foundation.bodies.forms import TextField
from kernespor.foundation.bodies.public_limits import read_ticket

NAME_LENGTH, BEHALF_LENGTH = 80, 100


class LineField(forms.CharField):
    """A line as a stranger wrote it."""

    def to_python(self, value: Any) -> str:
        """Return the line, of letters alone."""
        return letters_of(str(super().to_python(value))).strip()


class WordsField(TextField):
    """Running text as a stranger wrote it."""

    def to_python(self, value: Any) -> str:
        """Return the text, of letters alone."""
        return letters_of(super().to_python(value).replace("\r", "\n"))


class PublicAnswerForm(forms.Form):
    """An answer of someone who isn't logged in. Everything that is wrong is said at once.

    `homepage` is a field that no person sees: what fills it in is a machine, or a browser that was too
    helpful; whoever it is may send again.
    """

    text = WordsField(
        label=_("Dit svar"),
        rows=12,
        required=False,
        max_length=ANSWER_LENGTH,
        help_text=_("Skriv ikke CPR-numre, og skriv ikke om andres helbred eller private forhold."),
        error_messages={
            "max_length": _(
                "Svaret fylder %(show_value)s tegn. Der er plads til %(limit_value)s. Vedlæg resten som fil."
            )
        },
    )
    documents = DocumentsField(label=_("Vedlæg dokumenter"), required=False)
    name = LineField(
        label=_("Dit navn"),
        max_length=NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Skriv dit navn.")},
    )
    behalf = LineField(
        label=_("Du svarer på vegne af"),
        max_length=BEHALF_LENGTH,
        required=False,
        help_text=_("Fx en forening eller en virksomhed."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    email = forms.EmailField(
        label=_("Din e-mail"),
        max_length=254,
        required=False,
        help_text=_("Vises aldrig. Vi sender en kvittering, og vi skriver, når høringen er slut."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Skriv e-mailen som navn@eksempel.dk, eller lad feltet stå tomt.")},
    )
    may_publish = forms.BooleanField(
        label=_("Ja, kommunen må offentliggøre mit svar"),
        required=False,
        help_text=_("Uden dit ja læser kun kommunen svaret."),
    )
    show_name = forms.BooleanField(label=_("Ja, mit navn må stå ved svaret"), required=False)
    homepage = forms.CharField(
        label=_("Lad dette felt stå tomt"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    ticket = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, consultation_id: int, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._now = now
        self.read = read_ticket(str(self.data.get("ticket", "")), consultation_id)

    def clean(self) -> dict[str, Any]:
        """Check that it says something, and that a person sent it."""
        data = super().clean() or {}
        said = data.get("text", "").strip() or "text" in self.errors or data.get("documents")
        if not said and "documents" not in self.errors:
            self.add_error("text", _("Skriv dit svar, eller vedlæg en fil med det."))
        if self.read is None:
            self.add_error(None, _("Siden var for gammel. Dit svar er ikke sendt endnu. Send det igen."))
        elif self._now - self.read.opened < dt.timedelta(seconds=settings.PUBLIC_SECONDS):
            self.add_error(None, _("Det gik for hurtigt. Dit svar er ikke sendt endnu. Send det igen."))
        if data.get("homepage"):
            self.add_error(
                None,
                _("Et felt, som ingen kan se, var udfyldt. Dit svar er ikke sendt endnu. Send det igen."),
            )
        return data

    @property
    def lost_files(self) -> str:
        """Say that the files must be chosen anew: a browser doesn't send them along a second time."""
        return gettext("Vælg filerne igen. Browseren sender dem ikke med en gang til.") if self.files else ""
