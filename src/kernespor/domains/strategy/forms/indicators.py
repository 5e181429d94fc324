"""The shape of what people write about indicators."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.calculations.indicators import SHARE
from kernespor.domains.strategy.enums import IndicatorKind
from kernespor.domains.strategy.forms.plans import DAY_HINT, TextField
from kernespor.domains.strategy.policies.indicators import MOST_LEVELS
from kernespor.foundation.measures.registry import Direction
from kernespor.foundation.ui.fields import TypedDateField
from kernespor.foundation.ui.templatetags.danish import number

LARGEST = Decimal(10) ** 14
DECIMALS = 4
_NO_FIGURE = _("Skriv et tal, fx 61,4")
_WAYS = (
    (Direction.UP, _("Højere er bedre")),
    (Direction.DOWN, _("Lavere er bedre")),
    (Direction.NONE, _("Hverken højere eller lavere: så tæt på målet som muligt")),
)


class TypedFigureField(forms.Field):
    """A figure as one types it in Danish: "61,4", "1.234", "−3"; a point before three digits: thousands."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def to_python(self, value: Any) -> Decimal | None:
        """Return the figure, or None for an empty field."""
        if value in self.empty_values:
            return None
        text = "".join(str(value).split()).replace("−", "-").removesuffix("%")
        if "," in text or _parts_thousands(text):
            text = text.replace(".", "").replace(",", ".")
        try:
            found = Decimal(text)
        except InvalidOperation as error:
            raise ValidationError(_NO_FIGURE, code="invalid") from error
        if not found.is_finite() or abs(found) >= LARGEST:
            raise ValidationError(_NO_FIGURE, code="invalid")
        if found != round(found, DECIMALS):
            raise ValidationError(_("Skriv højst fire decimaler."), code="invalid")
        return found

    def prepare_value(self, value: Any) -> Any:
        """Show a figure as one types it."""
        if not isinstance(value, Decimal):
            return value
        exponent = value.normalize().as_tuple().exponent
        return number(value, max(0, -exponent) if isinstance(exponent, int) else 0).replace("−", "-")


def _parts_thousands(text: str) -> bool:
    first, *rest = text.removeprefix("-").split(".")
    return bool(rest) and 1 <= len(first) <= 3 and all(len(part) == 3 for part in rest)  # noqa: PLR2004 - thousands


class KindForm(forms.Form):
    """How an indicator is to be followed."""

    kind = forms.ChoiceField(choices=[pair for pair in IndicatorKind.choices if pair[0] != "words"])


class ArrangeForm(forms.Form):
    """How an indicator is followed; each kind asks for its own."""

    measure = forms.ChoiceField(label=_("Måltal"), error_messages={"required": _("Vælg et måltal.")})
    measure_unit = forms.ChoiceField(
        label=_("Læst over"), required=False, help_text=_("Enheden med det, der ligger under.")
    )
    share = forms.ChoiceField(
        label=_("Hvad tæller?"),
        choices=(
            ("", _("Tallet, som måltallet viser det")),
            (SHARE, _("Hvor stor en del det er, i procent")),
        ),
        widget=forms.RadioSelect,
        required=False,
        help_text=_("En del kan kun læses, hvor måltallet siger »8 af 12«."),
    )
    counts = forms.CharField(
        label=_("Hvad tælles?"),
        max_length=80,
        help_text=_("Fx procent, timer, besøg."),
        error_messages={"required": _("Skriv, hvad der tælles, fx procent, timer eller besøg.")},
    )
    direction = forms.ChoiceField(
        label=_("Hvad er bedre?"),
        choices=_WAYS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvad der er bedre.")},
    )
    scale = TextField(
        label=_("Skalaens trin"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=600,
        help_text=_("Ét ord pr. linje, det laveste først."),
        error_messages={"required": _("Skriv skalaens trin.")},
    )
    good_from = forms.CharField(
        label=_("Godt nok fra"),
        max_length=80,
        help_text=_("Det trin, hvorfra det er godt nok, som det står i skalaen."),
        error_messages={"required": _("Skriv det trin, hvorfra det er godt nok.")},
    )
    baseline = TypedFigureField(
        label=_("Udgangspunkt"), required=False, help_text=_("Tallet, da I begyndte.")
    )
    baseline_on = TypedDateField(label=_("Udgangspunktets dag"), required=False, help_text=DAY_HINT)
    target = TypedFigureField(label=_("Mål"), required=False, help_text=_("Tallet, I vil nå."))
    tolerance = TypedFigureField(
        label=_("Tolerance"), required=False, help_text=_("Så langt fra det ventede er stadig på sporet.")
    )
    deadline = TypedDateField(label=_("Frist"), required=False, help_text=DAY_HINT)
    source = TextField(
        label=_("Kilde"), max_length=500, required=False, help_text=_("Hvor tallet læses, hver gang.")
    )
    every_months = forms.IntegerField(
        label=_("Hvor mange måneder er der mellem målingerne?"),
        min_value=1,
        max_value=60,
        error_messages={"required": _("Skriv et antal måneder.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        kind: str,
        measures: Sequence[tuple[str, str]],
        units: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        for name in set(self.fields) - {"version", "deadline", *ASKED[kind]}:
            del self.fields[name]
        for name, choices in (("measure", [("", _("Vælg")), *measures]), ("measure_unit", units)):
            field = self.fields.get(name)
            if isinstance(field, forms.ChoiceField):
                field.choices = choices
        if kind == IndicatorKind.MILESTONE:
            self.fields["deadline"].required = True
            self.fields["deadline"].label = _("Skal være nået senest")
            self.fields["deadline"].error_messages["required"] = _("Skriv den dag, milepælen skal være nået.")

    def clean_scale(self) -> tuple[str, ...]:
        """Return the places of the scale, lowest first."""
        words = tuple(" ".join(line.split()) for line in self.cleaned_data["scale"].splitlines())
        words = tuple(word for word in words if word)
        if not 2 <= len(words) <= MOST_LEVELS or len({word.casefold() for word in words}) != len(words):  # noqa: PLR2004 - one place is no scale
            raise ValidationError(_("Skriv mindst to og højst ni trin, hvert med sit eget ord."))
        if any(len(word) > 80 for word in words):  # noqa: PLR2004 - as the column is
            raise ValidationError(_("Et trin må højst være 80 tegn."))
        return words

    def clean(self) -> dict[str, Any]:
        """Check what goes across the fields."""
        data = super().clean() or {}
        scale, good = data.get("scale"), data.pop("good_from", None)
        if scale and good:
            places = [word.casefold() for word in scale]
            place = places.index(good.strip().casefold()) if good.strip().casefold() in places else 0
            data["good_from"] = place
            if place == 0:
                self.add_error("good_from", _("Skriv et af skalaens trin, dog ikke det laveste."))
        if (data.get("tolerance") or 0) < 0:
            self.add_error("tolerance", _("Tolerancen kan ikke være under nul."))
        first, last = data.get("baseline_on"), data.get("deadline")
        if "baseline" in self.fields and data.get("baseline") is not None and not first and not self.errors:
            self.add_error("baseline_on", _("Skriv, hvilken dag udgangspunktet er fra."))
        if first and last and first >= last:
            self.add_error("deadline", _("Fristen skal ligge efter udgangspunktets dag."))
        return data


_FIGURE = ("direction", "baseline", "baseline_on", "target", "tolerance")
ASKED: dict[str, tuple[str, ...]] = {
    IndicatorKind.COMPUTED: ("measure", "measure_unit", "share", *_FIGURE),
    IndicatorKind.MEASURED: ("counts", *_FIGURE, "source", "every_months"),
    IndicatorKind.ASSESSED: ("scale", "good_from", "every_months"),
    IndicatorKind.MILESTONE: (),
}


class ReadingForm(forms.Form):
    """What an indicator shows; each kind asks for its own."""

    value = TypedFigureField(label=_("Tallet"), error_messages={"required": _("Skriv tallet.")})
    level = forms.TypedChoiceField(
        label=_("Din vurdering"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg et trin på skalaen.")},
    )
    met = forms.TypedChoiceField(
        label=_("Er milepælen nået?"),
        choices=(("1", _("Ja, den er nået")), ("0", _("Nej, ikke endnu"))),
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, om milepælen er nået.")},
    )
    on = TypedDateField(
        label=_("Dato"),
        help_text=DAY_HINT,
        error_messages={"required": _("Skriv den dag, det blev læst.")},
    )
    source = TextField(
        label=_("Kilde"), max_length=500, error_messages={"required": _("Skriv, hvor tallet er læst.")}
    )
    evidence = TextField(
        label=_("Hvad bygger det på?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=2000,
        help_text=_("Kræves, når du retter noget, der allerede står for dagen."),
    )

    def __init__(self, *args: Any, kind: str, scale: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = {IndicatorKind.ASSESSED: "level", IndicatorKind.MILESTONE: "met"}.get(
            IndicatorKind(kind), "value"
        )
        kept = {name, "on", "evidence", *(["source"] if name == "value" else [])}
        for other in set(self.fields) - kept:
            del self.fields[other]
        level = self.fields.get("level")
        if isinstance(level, forms.TypedChoiceField):
            level.choices = [(str(place), word) for place, word in enumerate(scale)]
            self.fields["evidence"].required = True
            self.fields["evidence"].help_text = ""
            self.fields["evidence"].error_messages["required"] = _("Skriv, hvad vurderingen bygger på.")
        if name == "met":
            self.fields["on"].label = _("Nået den, eller set efter den")
            self.fields["evidence"].label = _("Hvordan kan det ses?")
            self.fields["evidence"].help_text = _("Kræves, når milepælen er nået.")
