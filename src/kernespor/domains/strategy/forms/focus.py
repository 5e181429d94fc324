"""The shape of what people write about focus areas and notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.actions.focus.sets import Adoption, Fate
from kernespor.domains.strategy.enums import FateKind
from kernespor.domains.strategy.forms.plans import NO_TITLE, TextField
from kernespor.domains.strategy.models import FocusArea
from kernespor.foundation.ui.fields import TypedDateField

Choice = tuple[str, str]
NEW = "ny"
_LONG = 20_000
_WHY = {"required": _("Skriv hvorfor.")}


def _text(label: Any, *, rows: int = 3, required: bool = False, most: int = _LONG, **more: Any) -> TextField:
    """Return a field for running text."""
    return TextField(
        label=label, widget=forms.Textarea(attrs={"rows": rows}), required=required, max_length=most, **more
    )


def _key(label: Any, *, required: bool = False, **more: Any) -> forms.TypedChoiceField:
    """Return a choice among rows by their keys; None for none."""
    return forms.TypedChoiceField(label=label, coerce=int, empty_value=None, required=required, **more)


def _offer(form: forms.Form, name: str, rows: Iterable[tuple[int, str]], nothing: Any = None) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so
    empty = [("", nothing)] if nothing is not None else []
    field.choices = [*empty, *((str(key), name) for key, name in rows)]


class SetForm(forms.Form):
    """A set of focus areas: what it is called, whose it is, its period, the set before it."""

    title = forms.CharField(label=_("Titel"), max_length=200, error_messages=NO_TITLE)
    unit = _key(
        _("Hører til i enheden"),
        required=True,
        help_text=_("Enhedens leder, direktør og sekretariat passer sættet."),
        error_messages={"required": _("Vælg den enhed, sættet hører til i.")},
    )
    starts = TypedDateField(label=_("Gælder fra"), error_messages={"required": _("Skriv den første dag.")})
    ends = TypedDateField(label=_("Gælder til"), required=False)
    text = _text(_("Om sættet"))
    previous = _key(
        _("Følger efter"), help_text=_("Du bliver spurgt, hvad der skal ske med hvert af dets områder.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, units: Sequence[tuple[int, str]], sets: Sequence[tuple[int, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "unit", units, _("Vælg") if len(units) > 1 else None)
        _offer(self, "previous", sets, _("Intet"))

    def clean(self) -> dict[str, Any]:
        """Check that the period doesn't end before it begins."""
        data = super().clean() or {}
        if data.get("starts") and data.get("ends") and data["starts"] > data["ends"]:
            self.add_error("ends", _("Den sidste dag skal ligge efter den første."))
        return data


class ChangeSetForm(SetForm):
    """The same of a set that is there: its unit stands."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, units=(), **kwargs)
        del self.fields["unit"]


class AreaForm(forms.Form):
    """A focus area: its name and what it is for."""

    title = forms.CharField(label=_("Navn"), max_length=200, error_messages=NO_TITLE)
    text = _text(
        _("Formål"), rows=5, help_text=_("Hvad vil I opnå, og for hvem? Kommer med i statusnotatet.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class FatesForm(forms.Form):
    """What becomes of each area of the set before."""

    def __init__(
        self, *args: Any, before: Sequence[FocusArea], after: Sequence[FocusArea], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.before = before
        ways: list[Any] = [
            *((str(area.pk), area.title) for area in after),
            (NEW, _("Et nyt område med samme navn og formål")),
        ]
        for area in before:
            said = list(getattr(area, "said", ()))
            key = area.pk
            self.fields[f"kind_{key}"] = forms.ChoiceField(
                label=_("Hvad sker der med det?"),
                choices=FateKind.choices,
                widget=forms.RadioSelect,
                initial=said[0].kind if said else None,
                error_messages={"required": _("Vælg, hvad der sker med »%s«.") % area.title},
            )
            same = [str(one.pk) for one in after if one.title.casefold() == area.title.casefold()]
            self.fields[f"after_{key}"] = forms.MultipleChoiceField(
                label=_("Går videre som"),
                help_text=_("Vælg intet, når det er ophørt. Vælg flere, når det er delt."),
                choices=ways,
                widget=forms.CheckboxSelectMultiple,
                required=False,
                initial=[str(one.after_id) for one in said if one.after_id] if said else same,
            )
            self.fields[f"why_{key}"] = forms.CharField(
                label=_("Hvorfor?"), max_length=500, required=False, initial=said[0].why if said else ""
            )

    @property
    def rows(self) -> list[tuple[FocusArea, Any, Any, Any]]:
        """Return each area of the set before with its three fields."""
        return [
            (area, self[f"kind_{area.pk}"], self[f"after_{area.pk}"], self[f"why_{area.pk}"])
            for area in self.before
        ]

    def clean(self) -> dict[str, Any]:
        """Check that what goes on goes on as something."""
        data = super().clean() or {}
        for area in self.before:
            kind, after = data.get(f"kind_{area.pk}"), data.get(f"after_{area.pk}")
            if kind and kind != FateKind.ENDED and not after:
                said = _("Vælg det område, »%s« går videre som, eller at det er ophørt.") % area.title
                self.add_error(f"after_{area.pk}", said)
        return data

    def fates(self) -> dict[int, Fate]:
        """Return what was chosen, by the key of the area before."""
        found = {}
        for area in self.before:
            chosen = self.cleaned_data[f"after_{area.pk}"]
            found[area.pk] = Fate(
                kind=self.cleaned_data[f"kind_{area.pk}"],
                after=tuple(int(key) for key in chosen if key != NEW),
                anew=NEW in chosen,
                why=self.cleaned_data[f"why_{area.pk}"],
            )
        return found


class AdoptionForm(forms.Form):
    """What was heard and decided of a set."""

    consultation = _key(_("Høring"))
    decision = _key(_("Beslutning"), help_text=_("Udvalg og dato læses af beslutningen."))
    body = _key(_("Vedtaget af"), help_text=_("Kun når beslutningen ikke er ført ind."))
    name = forms.CharField(
        label=_("Navnet på den, der vedtog"),
        max_length=200,
        required=False,
        help_text=_("Kun når det ikke er et af kommunens råd og udvalg her."),
    )
    on = TypedDateField(label=_("Vedtaget den"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        consultations: Sequence[tuple[int, str]],
        decisions: Sequence[tuple[int, str]],
        bodies: Sequence[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "consultation", consultations, _("Ingen"))
        _offer(self, "decision", decisions, _("Ingen"))
        _offer(self, "body", bodies, _("Ingen"))

    def clean(self) -> dict[str, Any]:
        """Check that who and when stand together."""
        data = super().clean() or {}
        who = data.get("body") or data.get("name")
        if not data.get("decision") and bool(who) != bool(data.get("on")) and not self.errors:
            missing = "on" if who else "body"
            self.add_error(missing, _("Skriv både, hvem der vedtog sættet, og hvornår."))
        return data


class BackingForm(forms.Form):
    """Who backed a set, in their words."""

    body = _key(_("Råd eller udvalg"))
    name = forms.CharField(
        label=_("Navn"), max_length=200, required=False, help_text=_("Fx »den samlede lederkreds«.")
    )
    words = _text(_("Deres ord"), help_text=_("Skriv af, hvad de sagde. Det bliver vist som et citat."))
    on = TypedDateField(label=_("Dato"), required=False)

    def __init__(self, *args: Any, bodies: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "body", bodies, _("Ingen af dem"))

    def clean(self) -> dict[str, Any]:
        """Check that somebody is named."""
        data = super().clean() or {}
        if not data.get("body") and not data.get("name"):
            self.add_error("name", _("Vælg et råd eller udvalg, eller skriv et navn."))
        return data


class WhyForm(forms.Form):
    """A reason."""

    why = _text(_("Hvorfor?"), rows=2, required=True, most=2000, error_messages=_WHY)


class EvaluationForm(forms.Form):
    """What came of an area, and the facts that it rests on."""

    done = _text(
        _("Hvad blev gjort?"),
        rows=4,
        required=True,
        error_messages={"required": _("Skriv, hvad der blev gjort.")},
    )
    learnt = _text(_("Hvad lærte vi?"), rows=4)
    following = _text(_("Hvad er det næste?"))
    on = TypedDateField(label=_("Dato"), error_messages={"required": _("Skriv evalueringens dato.")})
    facts = forms.MultipleChoiceField(
        label=_("Kendsgerninger, evalueringen bygger på"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Mindst én. De står ved evalueringen, så andre kan se efter."),
        error_messages={"required": _("Peg på mindst én kendsgerning, evalueringen bygger på.")},
    )
    why = _text(
        _("Hvorfor rettes den?"), rows=2, required=True, most=2000,
        help_text=_("Det, der stod før, bliver i historikken."),
        error_messages={"required": _("Skriv, hvorfor den rettes.")},
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, facts: Sequence[Choice], corrects: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not corrects:
            del self.fields["why"], self.fields["version"]
        field = self.fields["facts"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = list(facts)


class PromiseForm(forms.Form):
    """Own goals that contribute to a focus area, ticked at once."""

    goals = forms.TypedMultipleChoiceField(
        label=_("Mål, der bidrager"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Sæt kryds ved mindst ét mål.")},
    )
    why = _text(
        _("Hvordan bidrager de?"), rows=2, required=True, most=2000,
        error_messages={"required": _("Skriv, hvordan målene bidrager.")},
    )  # fmt: skip

    def __init__(
        self, *args: Any, groups: Sequence[tuple[str, list[tuple[int, str]]]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["goals"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        several = len(groups) > 1
        field.choices = [
            (str(key), f"{plan}: {label}" if several else label)
            for plan, goals in groups
            for key, label in goals
        ]


class TieForm(forms.Form):
    """The focus area that a part of a plan contributes to, and how."""

    area = _key(
        _("Fokusområde"),
        required=True,
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg et fokusområde.")},
    )
    why = _text(
        _("Hvordan bidrager det?"), rows=2, required=True, most=2000,
        error_messages={"required": _("Skriv, hvordan det bidrager.")},
    )  # fmt: skip

    def __init__(self, *args: Any, areas: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "area", areas)


class NoteForm(forms.Form):
    """A new status note: its head, and the days that it tells of."""

    title = forms.CharField(label=_("Titel"), max_length=300, error_messages=NO_TITLE)
    sender = forms.CharField(label=_("Afsender"), max_length=200, required=False)
    since = TypedDateField(
        label=_("Fortæl fra"),
        help_text=_("Det, der skete siden den dag, står som gjort."),
        error_messages={"required": _("Skriv den dag, notatet fortæller fra.")},
    )
    on = TypedDateField(label=_("Notatets dato"), error_messages={"required": _("Skriv notatets dato.")})


class NoteHeadForm(forms.Form):
    """What a note is called and who it is from."""

    title = forms.CharField(label=_("Titel"), max_length=300, error_messages=NO_TITLE)
    sender = forms.CharField(label=_("Afsender"), max_length=200, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class PartForm(forms.Form):
    """The text of one part of a note."""

    text = _text(
        _("Afsnittets tekst"), rows=14,
        help_text=_("Tom linje mellem afsnit. En linje, der begynder med »- «, bliver et punkt i en liste."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)


class SeenForm(forms.Form):
    """A press that changes what the person has seen, and nothing newer."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    why = _text(_("Hvorfor?"), rows=2, most=2000)


def adoption_of(data: dict[str, Any], rows: dict[str, Any]) -> Adoption:
    """Return what was chosen; `rows` are the chosen consultation, decision and body."""
    return Adoption(name=data["name"], on=data["on"], **rows)
