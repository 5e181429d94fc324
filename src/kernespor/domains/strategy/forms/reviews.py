"""The shape of what people write at a review, of the next plan, and of plans written in the product."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.enums import PlanKind, ReviewChoice
from kernespor.domains.strategy.forms.plans import DAY_HINT, LONGEST_TEXT, NO_TITLE, TextField
from kernespor.foundation.ui.fields import TypedDateField

_AREA = forms.Textarea(attrs={"rows": 3})
_SHORT = forms.Textarea(attrs={"rows": 2})


class KeyField(forms.TypedChoiceField):
    """A choice among rows by their keys; the cleaned value is the key, or None for none."""

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=int, empty_value=None, **options)

    def offer(self, rows: Iterable[tuple[int, str]], nothing: Any) -> None:
        """Set what can be chosen; `nothing` is the word for choosing none."""
        self.choices = [("", nothing), *((str(key), name) for key, name in rows)]


class ReviewForm(forms.Form):
    """What is chosen for a goal or a trial."""

    choice = forms.ChoiceField(
        label=_("Hvad skal der ske?"),
        choices=ReviewChoice.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg: skalér, fortsæt, gentænk eller nedlæg.")},
    )
    evidence = TextField(
        label=_("Hvad bygger valget på?"),
        widget=_AREA,
        max_length=4000,
        help_text=_("Hvad viser status, tal og erfaring? Nedlægges det, er det også begrundelsen."),
        error_messages={"required": _("Skriv, hvad valget bygger på.")},
    )
    follow = TextField(
        label=_("Hvor skal det bredes ud, eller hvad skal gentænkes?"),
        widget=_SHORT,
        max_length=2000,
        required=False,
        help_text=_("Kræves, når du vælger Skalér eller Gentænk. Gentænk bliver en opgave."),
    )
    decided_by = forms.CharField(
        label=_("Besluttet af"),
        max_length=200,
        required=False,
        help_text=_("Stilling eller navn. Kan udelades, når et udvalg besluttede det."),
    )
    body = KeyField(label=_("Udvalg eller råd"), required=False)
    on = TypedDateField(
        label=_("Besluttet den"),
        help_text=DAY_HINT,
        error_messages={"required": _("Skriv, hvilken dag valget blev truffet.")},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, bodies: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["body"]
        assert isinstance(field, KeyField)  # noqa: S101 - declared above
        field.offer(bodies, _("Intet udvalg"))


class TrialReviewForm(ReviewForm):
    """What is chosen for a trial, and when the choice comes up again."""

    next_on = TypedDateField(label=_("Næste gennemgang"), required=False, help_text=DAY_HINT)


class NextReviewForm(forms.Form):
    """When a plan is reviewed next, and why a review that is due is put off."""

    review_on = TypedDateField(
        label=_("Næste gennemgang"),
        help_text=DAY_HINT,
        error_messages={"required": _("Skriv, hvilken dag målene skal gennemgås næste gang.")},
    )
    why = TextField(
        label=_("Hvorfor udskydes den?"),
        widget=_SHORT,
        required=False,
        max_length=2000,
        help_text=_("Kræves, når der er mål, som venter på et valg. Det bliver stående i historikken."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class _PeriodForm(forms.Form):
    title = forms.CharField(label=_("Planens titel"), max_length=500, error_messages=NO_TITLE)
    first = TypedDateField(
        label=_("Gælder fra"), help_text=DAY_HINT, error_messages={"required": _("Skriv planens første dag.")}
    )
    last = TypedDateField(
        label=_("Gælder til"), help_text=DAY_HINT, error_messages={"required": _("Skriv planens sidste dag.")}
    )

    def clean(self) -> dict[str, Any]:
        """Check that the period doesn't end before it begins."""
        data = super().clean() or {}
        first, last = data.get("first"), data.get("last")
        if first and last and first > last:
            self.add_error("last", _("Planen skal slutte efter den dag, den begynder."))
        return data


class NextPlanForm(_PeriodForm):
    """The next plan: what it is called, when it holds, which goals it takes along."""

    goals = forms.TypedMultipleChoiceField(
        label=_("Hvilke mål tager I med?"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Målets handlinger og målindikatorer følger med, men ikke det, der er nået eller nedlagt."
        ),
    )
    known = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, goals: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["goals"]
        assert isinstance(field, forms.TypedMultipleChoiceField)  # noqa: S101 - declared above
        field.choices = [(str(key), words) for key, words in goals]


class NewPlanForm(_PeriodForm):
    """A plan without a document: whose it is, what it is called, when it holds."""

    kind = forms.ChoiceField(
        label=_("Hvad er det for en plan?"),
        choices=PlanKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvad det er for en plan.")},
    )
    unit = KeyField(
        label=_("Enhed"),
        help_text=_("For en MED-handleplan: den enhed, udvalget hører til."),
        error_messages={"required": _("Vælg den enhed, planen gælder for.")},
    )
    body = KeyField(label=_("MED-udvalg"), required=False, help_text=_("Kun for en MED-handleplan."))
    field_order = ("kind", "title", "unit", "body", "first", "last")

    def __init__(
        self, *args: Any, units: Iterable[tuple[int, str]], bodies: Iterable[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, rows, nothing in (("unit", units, _("Vælg enhed")), ("body", bodies, _("Intet udvalg"))):
            field = self.fields[name]
            assert isinstance(field, KeyField)  # noqa: S101 - declared above
            field.offer(rows, nothing)


class TitledForm(forms.Form):
    """A new priority area or goal."""

    title = forms.CharField(label=_("Titel"), max_length=500, error_messages=NO_TITLE)
    text = TextField(label=_("Tekst"), widget=_AREA, required=False, max_length=LONGEST_TEXT)


class SentenceForm(forms.Form):
    """A new action or indicator."""

    text = TextField(
        label=_("Tekst"), widget=_SHORT, max_length=2000, error_messages={"required": _("Skriv teksten.")}
    )
