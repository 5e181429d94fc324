"""The shape of what people write about bodies and decisions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.access.openness import Openness
from kernespor.foundation.bodies.enums import BodyKind, Function, Outcome, Side
from kernespor.foundation.ui.fields import TypedDateField

Choice = tuple[str, str]
_LONG = 20_000
ROWS_OF_DISSENT = 2  # empty ones beside those that are filled in


class TextField(forms.CharField):
    """Running text with plain line ends, not as browsers send them."""

    widget = forms.Textarea

    def __init__(self, *, rows: int = 3, **options: Any) -> None:
        options.setdefault("max_length", _LONG)
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **options)

    def to_python(self, value: Any) -> str:
        """Return the text, so that what nobody changed is no change."""
        return str(super().to_python(value)).replace("\r\n", "\n")


class KeyField(forms.TypedChoiceField):
    """A choice among rows by their keys; the cleaned value is the key, or None for none."""

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=int, empty_value=None, **options)

    def offer(self, rows: Iterable[tuple[int, str]], nothing: Any = None) -> None:
        """Set what can be chosen; `nothing` is the word for choosing none."""
        empty = [("", nothing)] if nothing is not None else []
        self.choices = [*empty, *((str(key), name) for key, name in rows)]


class BodyForm(forms.Form):
    """A body: what it is, what it is called, where it belongs, from when."""

    name = forms.CharField(
        label=_("Navn"), max_length=200, error_messages={"required": _("Skriv, hvad det hedder.")}
    )
    short_name = forms.CharField(label=_("Kort navn"), max_length=60, required=False)
    kind = forms.ChoiceField(
        label=_("Slags"),
        choices=[("", _("Vælg")), *BodyKind.choices],
        error_messages={"required": _("Vælg, hvad det er.")},
    )
    unit = KeyField(
        label=_("Hører til i enheden"),
        help_text=_("Enhedens sekretariat fører medlemmer og beslutninger."),
        error_messages={"required": _("Vælg den enhed, det hører til i.")},
    )
    parent = KeyField(label=_("Hører under"), required=False)
    code = forms.SlugField(
        label=_("Kommunens egen kode"),
        max_length=60,
        help_text=_("Bogstaver a–z, tal og bindestreg, fx oekonomiudvalget."),
        error_messages={"required": _("Skriv en kode."), "invalid": _("Brug kun a–z, tal og bindestreg.")},
    )
    first = TypedDateField(label=_("Findes fra"), error_messages={"required": _("Skriv den første dag.")})

    def __init__(
        self,
        *args: Any,
        units: Sequence[tuple[int, str]],
        parents: Sequence[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        _key(self, "unit").offer(units, _("Vælg"))
        _key(self, "parent").offer(parents, _("Intet"))


class RenameForm(forms.Form):
    """What a body is called from a day on, and until when it exists."""

    name = forms.CharField(
        label=_("Navn"), max_length=200, error_messages={"required": _("Skriv, hvad det hedder.")}
    )
    short_name = forms.CharField(label=_("Kort navn"), max_length=60, required=False)
    parent = KeyField(label=_("Hører under"), required=False)
    first = TypedDateField(
        label=_("Gælder fra"),
        help_text=_("Skriv den dag, navnet skifter. Er det forkerte navn skrevet, så lad dagen stå."),
        error_messages={"required": _("Skriv den dag, det gælder fra.")},
    )
    last = TypedDateField(
        label=_("Sidste dag"),
        required=False,
        help_text=_("Kun når rådet eller udvalget nedlægges."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, parents: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _key(self, "parent").offer(parents, _("Intet"))


class TermForm(forms.Form):
    """A term and the bodies that it is of."""

    name = forms.CharField(
        label=_("Navn"),
        max_length=60,
        help_text=_("Fx 2026–2029."),
        error_messages={"required": _("Skriv, hvad perioden hedder.")},
    )
    starts = TypedDateField(label=_("Første dag"), error_messages={"required": _("Skriv den første dag.")})
    ends = TypedDateField(label=_("Sidste dag"), error_messages={"required": _("Skriv den sidste dag.")})
    bodies = forms.TypedMultipleChoiceField(
        label=_("Gælder for"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Vælg mindst ét råd eller udvalg.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, bodies: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["bodies"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(str(key), name) for key, name in bodies]

    def clean(self) -> dict[str, Any]:
        """Check that the term doesn't end before it begins."""
        data = super().clean() or {}
        if data.get("starts") and data.get("ends") and data["starts"] > data["ends"]:
            self.add_error("ends", _("Den sidste dag skal ligge efter den første."))
        return data


class SeatForm(forms.Form):
    """Someone's seat in a body."""

    person = KeyField(label=_("Person"), required=False)
    outside_name = forms.CharField(
        label=_("Navn, når det er en uden for kommunen"), max_length=200, required=False
    )
    function = forms.ChoiceField(label=_("Hverv"), choices=Function.choices, initial=Function.MEMBER)
    side = forms.ChoiceField(label=_("Side i MED"), choices=[("", _("Ingen")), *Side.choices], required=False)
    stands_for = forms.CharField(
        label=_("Valgt for"),
        max_length=120,
        required=False,
        help_text=_("Liste, organisation eller forening."),
    )
    term = KeyField(label=_("Funktionsperiode"), required=False)
    first = TypedDateField(label=_("Fra"), error_messages={"required": _("Skriv den første dag.")})
    last = TypedDateField(
        label=_("Til"), required=False, help_text=_("Tom: perioden ud, eller indtil videre.")
    )
    why = TextField(
        label=_("Hvorfor rettes det?"), rows=2, required=False, max_length=2000,
        help_text=_("Det, der stod før, bliver i historikken."),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        persons: Sequence[tuple[int, str]],
        terms: Sequence[tuple[int, str]],
        corrects: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        _key(self, "person").offer(persons, _("Ingen"))
        _key(self, "term").offer(terms, _("Ingen"))
        if not corrects:
            del self.fields["why"]

    def clean(self) -> dict[str, Any]:
        """Check that it is one person or one name."""
        data = super().clean() or {}
        if bool(data.get("person")) == bool(data.get("outside_name")):
            self.add_error("person", _("Vælg en person, eller skriv et navn, og kun det ene."))
        return data


class DecisionForm(forms.Form):
    """What was decided, who was absent, whose dissent is on record."""

    on = TypedDateField(
        label=_("Besluttet den"), error_messages={"required": _("Skriv den dag, beslutningen blev truffet.")}
    )
    case_title = forms.CharField(
        label=_("Sag"), max_length=300, error_messages={"required": _("Skriv sagens overskrift.")}
    )
    case_number = forms.CharField(label=_("Sagsnummer"), max_length=60, required=False)
    words = TextField(
        label=_("Beslutningens ord"),
        rows=4,
        help_text=_("Som den står i protokollen. Den bliver citeret, ikke skrevet om."),
        error_messages={"required": _("Skriv beslutningen, som den står i protokollen.")},
    )
    outcome = forms.ChoiceField(
        label=_("Hvad blev den?"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvad beslutningen blev.")},
    )
    absent = forms.MultipleChoiceField(
        label=_("Fraværende"), required=False, widget=forms.CheckboxSelectMultiple
    )
    absent_others = TextField(
        label=_("Andre fraværende"), rows=2, required=False, help_text=_("Ét navn på hver linje.")
    )
    openness = forms.ChoiceField(
        label=_("Hvem kan se den?"),
        choices=[
            (Openness.OPEN.value, _("Alle, der har en rolle i kommunen")),
            (Openness.CLOSED.value, _("Lukket: kun medlemmerne, udvalgets sekretær og sekretariatet")),
        ],
        widget=forms.RadioSelect,
        initial=Openness.OPEN.value,
    )
    why = TextField(
        label=_("Hvorfor rettes den?"), rows=2, max_length=2000,
        help_text=_("Den udgave, der stod før, bliver stående med din begrundelse."),
        error_messages={"required": _("Skriv, hvorfor den rettes.")},
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, members: Sequence[Choice], corrects: bool, dissents: int = 0, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.members = dict(members)
        absent = self.fields["absent"]
        assert isinstance(absent, forms.ChoiceField)  # noqa: S101 - declared above
        absent.choices = members
        if not members:
            del self.fields["absent"]
        if corrects:
            del self.fields["openness"]
        else:
            del self.fields["why"]
        for place in range(dissents + ROWS_OF_DISSENT):
            self.fields[f"dissent_who_{place}"] = forms.CharField(
                label=_("Hvem"), max_length=200, required=False
            )
            self.fields[f"dissent_words_{place}"] = TextField(
                label=_("Ord til protokollen"), rows=2, required=False
            )

    def dissent_rows(self) -> list[tuple[Any, Any]]:
        """Return the pairs of fields of each dissent."""
        places = range(sum(1 for name in self.fields if name.startswith("dissent_who_")))
        return [(self[f"dissent_who_{place}"], self[f"dissent_words_{place}"]) for place in places]

    def clean(self) -> dict[str, Any]:
        """Check that each dissent has both a name and words."""
        data = super().clean() or {}
        data["dissent"] = []
        for who, words in ((one.name, two.name) for one, two in self.dissent_rows()):
            name, said = (data.get(who) or "").strip(), (data.get(words) or "").strip()
            if name and not said:
                self.add_error(words, _("Skriv, hvad der blev ført til protokol."))
            elif said and not name:
                self.add_error(who, _("Skriv, hvem der fik det ført til protokol."))
            elif name:
                data["dissent"].append((name, said))
        return data


class OpennessForm(forms.Form):
    """Who may see a decision, and why that is changed."""

    openness = forms.ChoiceField(choices=[(one.value, one.label) for one in (Openness.OPEN, Openness.CLOSED)])
    why = TextField(required=False, max_length=2000)
    version = forms.IntegerField()


def _key(form: forms.Form, name: str) -> KeyField:
    field = form.fields[name]
    assert isinstance(field, KeyField)  # noqa: S101 - declared in the class
    return field
