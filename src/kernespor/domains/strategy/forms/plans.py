"""The shape of what people write."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.enums import JudgementChoice
from kernespor.foundation.ui.fields import TypedDateField

NO_TITLE = {"required": _("Skriv en titel.")}
DAY_HINT = _("Dag, måned og år, fx 1-10-2026")
LONGEST_TEXT = 100_000  # letters; more than a plan has, less than what makes every page of it slow


class TextField(forms.CharField):
    """Running text: lines end as the rest of the plan has them, not as browsers send them."""

    def to_python(self, value: Any) -> str:
        """Return the text with plain line ends, so that what nobody changed is no change."""
        return str(super().to_python(value)).replace("\r\n", "\n")


class ItemForm(forms.Form):
    """A part of a plan: what it says, who answers for it, until when."""

    title = forms.CharField(label=_("Titel"), max_length=500, error_messages=NO_TITLE)
    text = TextField(
        label=_("Tekst"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=LONGEST_TEXT,
        error_messages={"required": _("Skriv teksten.")},
    )
    owner = forms.ChoiceField(label=_("Ejer"), required=False)
    deputy = forms.ChoiceField(label=_("Stedfortræder"), required=False)
    begins = TypedDateField(label=_("Begynder"), required=False, help_text=DAY_HINT)
    deadline = TypedDateField(label=_("Frist"), required=False, help_text=DAY_HINT)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: str, persons: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Ingen")), *((str(key), name) for key, name in persons)]
        for name in ("owner", "deputy"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = choices
        if kind in {"action", "indicator"}:
            del self.fields["title"]
            self.fields["text"].required = True
        if kind != "action":
            del self.fields["begins"]

    def clean(self) -> dict[str, Any]:
        """Check what goes across the fields."""
        data = super().clean() or {}
        begins, deadline = data.get("begins"), data.get("deadline")
        if begins and deadline and begins > deadline:
            self.add_error("deadline", _("Fristen skal ligge efter den dag, det begynder."))
        if data.get("owner") and data.get("owner") == data.get("deputy"):
            self.add_error("deputy", _("Stedfortræderen skal være en anden end ejeren."))
        return data


class StatusForm(forms.Form):
    """How a goal or an action goes."""

    judgement = forms.ChoiceField(
        label=_("Hvordan går det?"),
        choices=JudgementChoice.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvordan det går.")},
    )
    text = TextField(
        label=_("Hvad er der sket?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=2000,
        help_text=_("En eller to sætninger. Kræves, når noget er nået eller nedlægges."),
    )
    on = TypedDateField(
        label=_("Dato for vurderingen"),
        help_text=DAY_HINT,
        error_messages={"required": _("Skriv, hvilken dag vurderingen er fra.")},
    )


class ActionForm(forms.Form):
    """A new action."""

    text = TextField(
        label=_("Handling"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        error_messages={"required": _("Skriv, hvad der skal gøres.")},
    )


class FactsForm(forms.Form):
    """What a plan is called, when it holds, and how old a status may be."""

    title = forms.CharField(label=_("Titel"), max_length=500, error_messages=NO_TITLE)
    period_from = TypedDateField(
        label=_("Gælder fra"),
        help_text=DAY_HINT,
        error_messages={"required": _("Skriv planens første dag.")},
    )
    period_to = TypedDateField(
        label=_("Gælder til"),
        help_text=DAY_HINT,
        error_messages={"required": _("Skriv planens sidste dag.")},
    )
    fresh_days = forms.IntegerField(
        label=_("Hvor mange dage må en status være gammel?"),
        help_text=_("Derefter står handlingen som forældet, til nogen skriver igen."),
        min_value=7,
        max_value=730,
        error_messages={"required": _("Skriv et antal dage.")},
    )
    review_on = TypedDateField(
        label=_("Målene gennemgås næste gang"),
        help_text=_("Den dag vælges der for hvert åbent mål: skalér, fortsæt, gentænk eller nedlæg."),
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Check that the period doesn't end before it begins."""
        data = super().clean() or {}
        first, last = data.get("period_from"), data.get("period_to")
        if first and last and first > last:
            self.add_error("period_to", _("Planen skal slutte efter den dag, den begynder."))
        return data


class WhyForm(forms.Form):
    """A step that may need a reason."""

    why = TextField(label=_("Hvorfor?"), required=False, max_length=2000)
    version = forms.IntegerField(widget=forms.HiddenInput)
