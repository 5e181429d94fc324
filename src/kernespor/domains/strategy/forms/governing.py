"""The shape of what people write about governing documents and passages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.enums import DocumentKind, PassageRole
from kernespor.domains.strategy.forms.plans import DAY_HINT, NO_TITLE, TextField
from kernespor.foundation.bodies.forms import KeyField
from kernespor.foundation.files.forms import DocumentForm
from kernespor.foundation.measures.registry import Direction, Measure
from kernespor.foundation.ui.fields import TypedDateField

Keys = Iterable[tuple[int, str]]
_KIND = {"required": _("Vælg, hvad dokumentet er.")}
_UNIT = {"required": _("Vælg den enhed, der fører dokumentet.")}
SIDES = ((Direction.UP.value, _("Mindst så meget")), (Direction.DOWN.value, _("Højst så meget")))


def _key(form: forms.Form, name: str) -> KeyField:
    field = form.fields[name]
    assert isinstance(field, KeyField)  # noqa: S101 - declared below
    return field


class LayInForm(DocumentForm):
    """A document to lay in, what it is, and the unit that keeps it."""

    unit = KeyField(
        label=_("Enhed"),
        help_text=_("Enhedens ledelse og sekretariat fører dokumentet."),
        error_messages=_UNIT,
    )
    kind = forms.ChoiceField(
        label=_("Slags"),
        required=False,
        choices=[("", _("Som dokumentet selv siger")), *DocumentKind.choices],
    )

    def __init__(self, *args: Any, units: Keys, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _key(self, "unit").offer(units, _("Vælg"))


class AdoptedForm(forms.Form):
    """Who adopts a document: a body of ours, or a name."""

    adopted_by = KeyField(
        label=_("Vedtages af"),
        required=False,
        help_text=_("Vælg et af jeres råd og udvalg, eller skriv navnet nedenfor."),
    )
    adopted_by_name = forms.CharField(
        label=_("Eller skriv navnet"),
        max_length=200,
        required=False,
        help_text=_("Når det ikke er et af jeres egne, eller det hed noget andet dengang."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, bodies: Keys, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _key(self, "adopted_by").offer(bodies, _("Ingen af vores egne"))


class HearForm(forms.Form):
    """The consultation in which a document is heard."""

    consultation = KeyField(
        label=_("Høring"),
        error_messages={"required": _("Vælg den høring, dokumentet er sendt ud i.")},
        help_text=_("Høringen skal være sendt ud."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, consultations: Keys, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _key(self, "consultation").offer(consultations, _("Vælg"))


class PresentForm(AdoptedForm):
    """A document on its way to the body that adopts it; without a hearing, or early, with the reason."""

    why = TextField(label=_("Hvorfor?"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2}))


class AdoptionForm(AdoptedForm):
    """How a document was adopted, from when it holds, and what it replaces."""

    adopted_on = TypedDateField(
        label=_("Vedtaget den"),
        help_text=DAY_HINT,
        error_messages={"required": _("Skriv den dag, dokumentet blev vedtaget.")},
    )
    valid_from = TypedDateField(
        label=_("Gælder fra"),
        help_text=DAY_HINT,
        error_messages={"required": _("Skriv den første dag, dokumentet gælder.")},
    )
    valid_to = TypedDateField(label=_("Gælder til"), help_text=DAY_HINT, required=False)
    decision = KeyField(label=_("Beslutningen"), required=False)
    replaces = KeyField(
        label=_("Afløser"),
        required=False,
        help_text=_("Det dokument, der ikke gælder længere. Det bliver afløst samtidig."),
    )

    def __init__(self, *args: Any, decisions: Keys, documents: Keys, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _key(self, "decision").offer(decisions, _("Ikke ført ind"))
        _key(self, "replaces").offer(documents, _("Intet"))
        self.fields["adopted_by"].label = _("Vedtaget af")


class FactsForm(AdoptionForm):
    """What is known of a document."""

    title = forms.CharField(label=_("Titel"), max_length=300, error_messages=NO_TITLE)
    kind = forms.ChoiceField(label=_("Slags"), choices=DocumentKind.choices, error_messages=_KIND)
    unit = KeyField(label=_("Enhed"), error_messages=_UNIT)
    consultation = KeyField(label=_("Høring"), required=False)
    field_order = ("title", "kind", "unit", "adopted_by", "adopted_by_name")

    def __init__(self, *args: Any, units: Keys, consultations: Keys, drafted: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _key(self, "unit").offer(units)
        _key(self, "consultation").offer(consultations, _("Ingen"))
        if drafted:
            for name in ("adopted_on", "valid_from"):
                self.fields[name].required = False
        else:
            del self.fields["replaces"]


class ReplaceForm(forms.Form):
    """That a document no longer holds: since when, what took its place, and why."""

    successor = KeyField(label=_("Afløst af"), required=False)
    last = TypedDateField(
        label=_("Sidste dag, det gjaldt"),
        required=False,
        help_text=_("Lad feltet stå tomt, så er det dagen før afløseren gælder."),
    )
    why = TextField(
        label=_("Hvorfor?"),
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": _("Skriv, hvorfor det ikke gælder længere.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, documents: Keys, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _key(self, "successor").offer(documents, _("Intet dokument"))


class StepForm(forms.Form):
    """A step that takes nothing but a reason, or not even that."""

    why = TextField(label=_("Hvorfor?"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2}))
    version = forms.IntegerField(widget=forms.HiddenInput)


class UseForm(forms.Form):
    """What a passage is to those who build on it, and how it is measured."""

    role = forms.ChoiceField(
        label=_("Hvad er den for dem, der bygger på den?"),
        choices=PassageRole.choices,
        initial=PassageRole.PRINCIPLE,
        error_messages={"required": _("Vælg, hvad passusen er.")},
    )
    measure = forms.ChoiceField(
        label=_("Måltal"),
        required=False,
        help_text=_(
            "Kun når et måltal viser, om det holder. Ellers følges passusen gennem det, der bygger på den."
        ),
    )
    direction = forms.ChoiceField(label=_("Det holder, når måltallet er"), required=False, choices=[])
    target = forms.DecimalField(
        label=_("Mål"),
        required=False,
        max_digits=18,
        decimal_places=4,
        localize=True,
        help_text=_("Et tal i måltallets egen enhed, fx 30 eller 2,5."),
        error_messages={"invalid": _("Skriv et tal, fx 30 eller 2,5.")},
    )

    def __init__(self, *args: Any, measures: Iterable[Measure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: list[tuple[str, Any]] = [("", _("Måles ikke"))]
        choices += [(one.code, f"{one.label} ({one.unit})") for one in measures]
        self._choose("measure", choices)
        self._choose("direction", [("", _("Vælg")), *SIDES])

    def _choose(self, name: str, choices: Iterable[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = list(choices)

    def clean(self) -> dict[str, Any]:
        """What is measured has a target and a side."""
        data = super().clean() or {}
        if data.get("measure") and "target" not in self.errors and data.get("target") is None:
            self.add_error("target", _("Skriv det tal, der skal nås."))
        if data.get("measure") and not data.get("direction"):
            self.add_error("direction", _("Vælg, om det skal være mindst eller højst så meget."))
        if not data.get("measure") and data.get("target") is not None:
            self.add_error("measure", _("Vælg det måltal, målet hører til, eller ryd målet."))
        return data


class MarkForm(UseForm):
    """A sentence to point at, and what it is."""

    place = forms.ChoiceField(
        label=_("Hvilken sætning?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg en sætning."), "invalid_choice": _("Vælg en af sætningerne.")},
    )
    field_order = ("place", "role", "measure", "direction", "target")

    def __init__(self, *args: Any, places: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("place", places)


class PassageForm(UseForm):
    """What a passage is, changed."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class SuggestionForm(forms.Form):
    """What a person says of a passage that the reading suggests: a role, or nothing to leave it."""

    block = forms.IntegerField(min_value=1)
    starts = forms.IntegerField(min_value=0)
    text = TextField(strip=False)
    role = forms.ChoiceField(choices=PassageRole.choices)
    leave = forms.BooleanField(required=False)
    place = forms.IntegerField(required=False)  # where on the page it stood: there one goes on
