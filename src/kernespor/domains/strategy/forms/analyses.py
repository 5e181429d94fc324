"""The shape of what people write of budget analyses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.domains.strategy.enums import AnalysisPartKind
from kernespor.domains.strategy.forms.plans import DAY_HINT, NO_TITLE, TextField
from kernespor.domains.strategy.selectors.analyses.suggested import Suggested
from kernespor.foundation.ui.fields import TypedDateField
from kernespor.foundation.ui.templatetags.danish import long_date

Choices = Iterable[tuple[int, str]]
_LONGEST = 8_000
_LINES = _("Én på hver linje.")
# The fields in which several parts are typed at once, and what they become.
TYPED = {
    "marks": AnalysisPartKind.MARK,
    "efforts": AnalysisPartKind.EFFORT,
    "methods": AnalysisPartKind.METHOD,
}


def _area(rows: int, label: Any, hint: Any = "", *, needed: Any = "", limit: int = _LONGEST) -> TextField:
    return TextField(
        label=label,
        help_text=hint,
        required=bool(needed),
        widget=forms.Textarea(attrs={"rows": rows}),
        max_length=limit,
        error_messages={"required": needed} if needed else {},
    )


def _offer(form: forms.Form, name: str, rows: Choices, nothing: Any) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so
    empty = [("", nothing)] if nothing is not None else []
    field.choices = [*empty, *((str(key), words) for key, words in rows)]


class AnalysisForm(forms.Form):
    """What an analysis is to find out, how, who carries it, and from when until when."""

    title = forms.CharField(label=_("Hvad hedder analysen?"), max_length=300, error_messages=NO_TITLE)
    purpose = _area(4, _("Formål"), needed=_("Skriv, hvad analysen skal føre til."))
    hypothesis = _area(2, _("Hypotese"), _("Det, vi tror, og som analysen skal prøve."))
    method = _area(2, _("Sådan undersøger vi det"))
    basis = _area(2, _("Det, vi bygger på"), _("Regnskab, målinger, erfaringer fra andre."))
    anchoring = _area(2, _("Forankring"), _("Hvem har ansvaret, og hvem bliver løbende inddraget?"))
    begins = TypedDateField(
        label=_("Begynder"),
        help_text=DAY_HINT,
        error_messages={"required": _("Skriv, hvornår den begynder.")},
    )
    ends = TypedDateField(label=_("Skal være slut"), required=False, help_text=DAY_HINT)
    commissioned_by = forms.ChoiceField(label=_("Bestilt af"), required=False)
    owner = forms.ChoiceField(label=_("Ejer"), required=False)
    deputy = forms.ChoiceField(label=_("Stedfortræder"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, persons: Choices, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = list(persons)
        for name in ("owner", "deputy"):
            _offer(self, name, people, _("Ingen"))
        _offer(self, "commissioned_by", bodies, _("Ingen"))

    def clean(self) -> dict[str, Any]:
        """Check what goes across the fields."""
        data = super().clean() or {}
        begins, ends = data.get("begins"), data.get("ends")
        if begins and ends and ends < begins:
            self.add_error("ends", _("Analysen skal slutte efter den dag, den begynder."))
        if data.get("owner") and data.get("owner") == data.get("deputy"):
            self.add_error("deputy", _("Stedfortræderen skal være en anden end ejeren."))
        return data


class NewAnalysisForm(AnalysisForm):
    """A new analysis: its unit, and parts that are taken from a document or typed."""

    unit = forms.ChoiceField(
        label=_("Enhed"), error_messages={"required": _("Vælg den enhed, der har ansvaret.")}
    )
    passages = forms.MultipleChoiceField(
        label=_("Pejlemærker og indsatser i dokumentet"), required=False, widget=forms.CheckboxSelectMultiple
    )
    due = forms.MultipleChoiceField(
        label=_("Status, dokumentet siger, der skal gives"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    marks = _area(3, _("Pejlemærker"), _LINES)
    efforts = _area(3, _("Indsatser"), _LINES)
    methods = _area(3, _("Metoder og værktøjer"), _LINES)

    def __init__(self, *args: Any, units: Choices, suggested: Suggested | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = list(units)
        _offer(self, "unit", rows, _("Vælg") if len(rows) > 1 else None)
        parts = suggested.parts if suggested else ()
        labelled = ((one.passage.pk, f"{one.kind.label}: {one.passage.text}") for one in parts)
        _offer(self, "passages", labelled, None)
        reports = suggested.reports if suggested else ()
        self._offer_due([(one.key, f"{one.said.to_name}, {long_date(one.said.due)}") for one in reports])

    def _offer_due(self, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields["due"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above
        field.choices = list(choices)


class PartForm(forms.Form):
    """A part of an analysis, and who is drawn in."""

    text = _area(3, _("Tekst"), needed=_("Skriv, hvad det er."))
    participants = _area(2, _("Hvem bliver inddraget?"), limit=2_000)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = AnalysisPartKind(kind).label
        if kind != AnalysisPartKind.EFFORT:
            del self.fields["participants"]


class DueForm(forms.Form):
    """A status that is owed: to whom, by which day; moved with a reason."""

    to_name = forms.CharField(
        label=_("Hvem skal have status?"),
        max_length=200,
        required=False,
        help_text=_("Skriv navnet, som det står i opgaven, eller vælg et udvalg nedenfor."),
    )
    body = forms.ChoiceField(label=_("Råd eller udvalg"), required=False)
    due = TypedDateField(
        label=_("Senest"),
        help_text=DAY_HINT,
        error_messages={"required": _("Skriv den dag, den skal gives.")},
    )
    why = _area(2, _("Hvorfor flyttes den?"), needed=_("Skriv, hvorfor den flyttes."), limit=2_000)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, bodies: Choices, moves: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = {str(key): name for key, name in bodies}
        _offer(self, "body", ((int(key), name) for key, name in self.names.items()), _("Ingen af dem"))
        if not moves:
            del self.fields["why"]

    def clean(self) -> dict[str, Any]:
        """Name the one who is owed it: as typed, or as the body is called."""
        data = super().clean() or {}
        data["to_name"] = data.get("to_name") or self.names.get(data.get("body", ""), "")
        if not data["to_name"]:
            self.add_error("to_name", _("Skriv eller vælg, hvem der skal have status."))
        return data


class GiveForm(forms.Form):
    """The status that was given."""

    text = _area(
        6,
        _("Hvad blev der givet status om?"),
        needed=_("Skriv, hvad der blev givet status om."),
        limit=20_000,
    )
    given_on = TypedDateField(
        label=_("Givet den"), help_text=DAY_HINT, error_messages={"required": _("Skriv, hvilken dag.")}
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ResultForm(forms.Form):
    """What the analysis showed, and the day on which that was laid forth."""

    result = _area(8, _("Resultat"), needed=_("Skriv, hvad analysen viste."), limit=20_000)
    on = TypedDateField(
        label=_("Lagt frem den"), help_text=DAY_HINT, error_messages={"required": _("Skriv, hvilken dag.")}
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class DecisionForm(forms.Form):
    """The decision on the result, or why there is none on record yet."""

    decision = forms.ChoiceField(label=_("Beslutning"), required=False)
    why = _area(
        2,
        _("Er den besluttet, men ikke ført ind? Skriv hvorfor"),
        _("Det kommer til at stå på analysen med dit navn, til beslutningen er ført ind."),
        limit=2_000,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, decisions: Choices, may_override: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "decision", decisions, _("Ingen af dem"))
        if not may_override:  # it is decided already; what is missing is the decision alone
            del self.fields["why"]

    def clean(self) -> dict[str, Any]:
        """Take one of the two."""
        data = super().clean() or {}
        if not data.get("decision") and not data.get("why"):
            words = (
                _("Vælg beslutningen, eller skriv, hvorfor den ikke er ført ind.")
                if "why" in self.fields
                else _("Vælg beslutningen.")
            )
            self.add_error("decision", words)
        return data


def lines(text: str) -> list[str]:
    """Return what stands on each line, without the marks that people put before."""
    found = (line.strip().lstrip("-–•*·").strip() for line in text.splitlines())
    return [line for line in found if line]


def heading_of(kind: str) -> str:
    """Return what a page is called on which a part of this kind is written."""
    return gettext("Skriv: {kind}").format(kind=AnalysisPartKind(kind).label)
