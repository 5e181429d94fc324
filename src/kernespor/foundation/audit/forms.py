"""What one looks for in the events, and why one is emptied."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kernespor.engines import danish
from kernespor.foundation import objects
from kernespor.foundation.audit import verbs
from kernespor.foundation.objects import Ref
from kernespor.foundation.ui.fields import TypedDateField, whole_number


class SearchForm(forms.Form):
    """Who, what, about what, where, which words, from when to when."""

    ord = forms.CharField(label=_("Ord i navn, titel eller begrundelse"), required=False, max_length=200)
    hvem = forms.TypedChoiceField(label=_("Hvem"), required=False, coerce=int, empty_value=None)
    hvad = forms.ChoiceField(label=_("Hvad"), required=False)
    slags = forms.ChoiceField(label=_("Slags"), required=False)
    enhed = forms.TypedChoiceField(
        label=_("Enhed med det, der ligger under"), required=False, coerce=int, empty_value=None
    )
    fra = TypedDateField(label=_("Fra"), required=False)
    til = TypedDateField(label=_("Til"), required=False)

    def __init__(
        self, *args: Any, persons: Iterable[tuple[int, str]], units: Iterable[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        done = {str(verbs.word(verb)): verb for verb in sorted(verbs.known() - verbs.private())}
        choices: dict[str, list[tuple[str, str]]] = {
            "hvem": [(str(key), name) for key, name in persons],
            "hvad": [(verb, word) for word, verb in sorted(done.items(), key=_by_word)],
            "slags": sorted(((kind.name, str(kind.label)) for kind in objects.known()), key=_by_label),
            "enhed": [(str(key), name) for key, name in units],
        }
        for name, found in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = [("", _("Alle")), *found]

    def clean(self) -> dict[str, Any]:
        """Check that the time doesn't end before it begins."""
        data = super().clean() or {}
        first, last = data.get("fra"), data.get("til")
        if first and last and first > last:
            self.add_error("til", _("Til skal ligge efter fra."))
        return data


class ErasureForm(forms.Form):
    """Why the words of an event are erased."""

    why = forms.CharField(
        label=_("Hvorfor skal indholdet slettes?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Begrundelsen bliver stående. Skriv ikke det, der skal væk."),
        error_messages={"required": _("Skriv, hvorfor indholdet skal slettes.")},
    )


def about(text: str) -> Ref | None:
    """Read "plan:12" from an address; nothing for what names no object."""
    slug, _colon, key = text.rpartition(":")
    number = whole_number(key)
    kind = next((kind for kind in objects.known() if kind.slug == slug), None)
    return Ref(kind.name, number) if kind and number else None


def _by_word(pair: tuple[str, str]) -> Any:
    return danish.sort_key(pair[0])


def _by_label(pair: tuple[str, str]) -> Any:
    return danish.sort_key(pair[1])
