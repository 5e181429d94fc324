"""The shape of what people write of trials."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.enums import EffectOn, TrialKind, TrialOutcome
from kernespor.domains.strategy.forms.plans import TextField
from kernespor.foundation.ui.fields import TypedDateField

_DAY = _("Dag, måned og år, fx 1-10-2026")
_NUMBER = re.compile(r"[-−]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?", re.ASCII)
_LONGEST = 4_000
Choices = Iterable[tuple[int, str]]


class CountField(forms.Field):
    """A number as one types it in Danish: "1.250", "12,5", "−3"; at most two decimals."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def to_python(self, value: Any) -> Decimal | None:
        """Return the number, or None for an empty field."""
        text = str(value or "").replace(" ", "")
        if not text:
            return None
        if not _NUMBER.fullmatch(text):
            raise ValidationError(_("Skriv et tal, fx 1.250 eller 12,5."), code="invalid")
        number = Decimal(text.replace(".", "").replace(",", ".").replace("−", "-"))
        if abs(number) >= Decimal(10) ** 15:
            raise ValidationError(_("Tallet er for stort."), code="too_large")
        if number != round(number, 2):
            raise ValidationError(_("Skriv højst to decimaler."), code="decimals")
        return number


class KronerField(CountField):
    """Whole kroner, kept as øre."""

    def to_python(self, value: Any) -> Any:
        """Return øre, or None for an empty field."""
        if isinstance(value, int):
            return value
        kroner = super().to_python(re.sub(r"\s*kr\.?$", "", str(value or "").strip()))
        if kroner is None:
            return None
        if kroner != int(kroner) or kroner < 0:
            raise ValidationError(_("Skriv beløbet i hele kroner, fx 250.000."), code="whole")
        return int(kroner) * 100

    def prepare_value(self, value: Any) -> Any:
        """Show øre as whole kroner."""
        return f"{round(value / 100):,}".replace(",", ".") if isinstance(value, int) else value


def _area(rows: int, limit: int = _LONGEST, **options: Any) -> TextField:
    return TextField(widget=forms.Textarea(attrs={"rows": rows}), max_length=limit, **options)


class TrialForm(forms.Form):
    """What one believes, tries, and how one will know; the rest may come later."""

    title = forms.CharField(
        label=_("Hvad kalder I det?"),
        max_length=200,
        error_messages={"required": _("Skriv, hvad I kalder det.")},
    )
    belief = _area(
        2,
        label=_("Hvad tror I?"),
        help_text=_("Hvad bliver bedre, for hvem, og hvorfor?"),
        error_messages={"required": _("Skriv, hvad I tror, der vil ske.")},
    )
    attempt = _area(
        3,
        label=_("Hvad prøver I?"),
        help_text=_("Hvad gør I anderledes fra den dag, I går i gang?"),
        error_messages={"required": _("Skriv, hvad I vil prøve.")},
    )
    ends = TypedDateField(
        label=_("Indtil hvornår?"),
        help_text=_DAY,
        error_messages={"required": _("Skriv, hvornår I holder op.")},
    )
    know_by = _area(
        2,
        label=_("Hvordan ser I, om det virker?"),
        help_text=_("Noget, I kan se eller tælle uden et nyt system."),
        error_messages={"required": _("Skriv, hvordan I kan se, om det virker.")},
    )
    stop_when = _area(2, label=_("Hvad skal få jer til at stoppe før tid?"), required=False)
    place = forms.CharField(
        label=_("Hvor i enheden?"), max_length=200, required=False, help_text=_("En stue, et hold, en rute.")
    )
    begins = TypedDateField(label=_("Fra"), help_text=_DAY, required=False)
    owner = forms.ChoiceField(label=_("Ejer"), required=False, help_text=_("Den, der holder øje med det."))
    deputy = forms.ChoiceField(label=_("Stedfortræder"), required=False)
    kind = forms.ChoiceField(
        label=_("Slags"),
        choices=TrialKind.choices,
        initial=TrialKind.SMALL,
        widget=forms.RadioSelect,
        help_text=_(
            "En prøvehandling er lille og lokal. Et forsøg er besluttet, med penge og en evaluering. Et "
            "frikommuneforsøg er fritaget for en lov."
        ),
    )
    unit = forms.ChoiceField(
        label=_("Enhed"), error_messages={"required": _("Vælg den enhed, der prøver det.")}
    )
    law = _area(
        2,
        label=_("Fritaget for"),
        required=False,
        help_text=_("Kun for frikommuneforsøg: den lov og de paragraffer, I er fritaget for."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        persons: Choices,
        units: Choices,
        begun: bool = False,
        new: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        people = [("", _("Ingen endnu")), *((str(key), name) for key, name in persons)]
        for name in ("owner", "deputy"):
            self._choose(name, people)
        places = [(str(key), name) for key, name in units]
        self._choose("unit", places if len(places) == 1 else [("", _("Vælg")), *places])
        left_out = () if new else ("unit",)
        for name in (*left_out, *(("kind", "begins", "ends") if begun else ())):
            del self.fields[name]

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """Check what goes across the fields."""
        data = super().clean() or {}
        begins, ends = data.get("begins"), data.get("ends")
        if begins and ends and begins > ends:
            self.add_error("ends", _("Slutdatoen skal ligge efter den dag, I går i gang."))
        if data.get("owner") and data.get("owner") == data.get("deputy"):
            self.add_error("deputy", _("Stedfortræderen skal være en anden end ejeren."))
        return data


class DecisionForm(forms.Form):
    """What was decided, and with how much money."""

    decision = forms.ChoiceField(
        label=_("Beslutningen"),
        required=False,
        widget=forms.RadioSelect,
        help_text=_("De nyeste, der passer, vises. Søg, hvis den ikke er her."),
    )
    amount = KronerField(label=_("Bevilget i alt, hele kr."), required=False, help_text=_("Fx 250.000"))
    price_level = forms.IntegerField(
        label=_("Prisniveau, år"),
        required=False,
        min_value=1990,
        max_value=2199,
        help_text=_("Det år, beløbets priser og lønninger er fra."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": _("Skriv et årstal, fx 2026.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, decisions: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["decision"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("Ingen beslutning")), *((str(key), words) for key, words in decisions)]

    def clean(self) -> dict[str, Any]:
        """Ask for the price level of an amount."""
        data = super().clean() or {}
        if data.get("amount") is not None and not data.get("price_level") and not self.errors:
            self.add_error("price_level", _("Skriv, hvilket års priser beløbet er i."))
        return data


class EffectForm(forms.Form):
    """What was seen."""

    on_whom = forms.ChoiceField(
        label=_("For hvem har I set det?"),
        choices=EffectOn.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, for hvem I har set det.")},
    )
    words = _area(
        3,
        label=_("Hvad har I set?"),
        help_text=_("Med egne ord. Det, der blev værre, skal også stå her."),
        error_messages={"required": _("Skriv, hvad I har set.")},
    )
    counted = forms.CharField(
        label=_("Hvad har I talt?"), max_length=120, required=False, help_text=_("Fx minutter pr. besøg")
    )
    before = CountField(label=_("Før"), required=False)
    after = CountField(label=_("Efter"), required=False)
    source = forms.CharField(
        label=_("Hvor kommer tallene fra?"),
        max_length=300,
        required=False,
        help_text=_("Fx vagtplanen, uge 36–40"),
    )
    on = TypedDateField(
        label=_("Dato"), help_text=_DAY, error_messages={"required": _("Skriv, hvilken dag I så det.")}
    )


class EndForm(forms.Form):
    """How it went, and what was learnt."""

    outcome = forms.ChoiceField(
        label=_("Hvordan gik det?"),
        choices=TrialOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvordan det gik.")},
    )
    learnt = _area(
        4,
        label=_("Hvad lærte I?"),
        help_text=_(
            "Hvad ville I gøre anderledes, og hvad skal andre vide, før de prøver? Det, der ikke virkede, er "
            "lige så meget værd for dem."
        ),
        error_messages={"required": _("Skriv, hvad I lærte.")},
    )
    on = TypedDateField(
        label=_("Den dag, I holdt op"),
        help_text=_DAY,
        error_messages={"required": _("Skriv, hvilken dag I holdt op.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class ProlongForm(forms.Form):
    """A new end, and why."""

    ends = TypedDateField(
        label=_("Ny slutdato"), help_text=_DAY, error_messages={"required": _("Skriv den nye slutdato.")}
    )
    why = _area(
        2,
        2_000,
        label=_("Hvorfor?"),
        help_text=_("Begrundelsen bliver stående i historikken."),
        error_messages={"required": _("Skriv hvorfor.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class AdoptForm(forms.Form):
    """Which unit has taken it over."""

    unit = forms.ChoiceField(
        label=_("Enhed"), error_messages={"required": _("Vælg den enhed, der tager det i drift.")}
    )
    words = _area(
        2,
        2_000,
        label=_("Hvordan gør I det?"),
        required=False,
        help_text=_("Det, der er anderledes hos jer."),
    )

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        places = [(str(key), name) for key, name in units]
        field.choices = places if len(places) == 1 else [("", _("Vælg")), *places]


class CopyForm(forms.Form):
    """Which unit is to try it too."""

    unit = forms.IntegerField()


class StepForm(forms.Form):
    """A step that may need a reason."""

    why = TextField(required=False, max_length=2_000)
    version = forms.IntegerField(widget=forms.HiddenInput)
