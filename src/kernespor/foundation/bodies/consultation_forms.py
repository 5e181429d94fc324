"""The shape of what people write about consultations."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.connectors.documents.danger import LARGEST_FILE
from kernespor.engines.masking.records import Span
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.bodies.answer_documents import DocumentsField
from kernespor.foundation.bodies.enums import ConsultationKind, Ground
from kernespor.foundation.bodies.forms import KeyField, TextField
from kernespor.foundation.bodies.moments import at_hour
from kernespor.foundation.bodies.selectors.answers import DocumentView, Offer
from kernespor.foundation.ui.fields import TypedDateField

_HOUR = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:[.:](\d{2}))?")
ANSWER_LENGTH = 20_000


class HourField(forms.CharField):
    """An hour that is typed: "12", "12.30", "kl. 9.14"."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("Fx 12 eller 9.30"))
        super().__init__(max_length=12, **options)

    def to_python(self, value: Any) -> Any:
        """Return the time of day."""
        if isinstance(value, dt.time) or value in self.empty_values:
            return value or None
        found = _HOUR.fullmatch(str(value).strip().lower())
        try:
            return dt.time(int(found[1]), int(found[2] or 0)) if found else self._refuse()
        except ValueError:
            return self._refuse()

    def validate(self, value: Any) -> None:
        """Ask for an hour where one must be given."""
        if self.required and value is None:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """A time has no length to hold it to."""

    def prepare_value(self, value: Any) -> Any:
        """Show an hour as one types it."""
        return f"{value.hour}.{value.minute:02}" if isinstance(value, dt.time) else value

    @staticmethod
    def _refuse() -> dt.time:
        raise ValidationError(_("Skriv et klokkeslæt, fx 12 eller 9.30."), code="invalid")


class FileField(forms.FileField):
    """A file of at most what the product takes."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the file, refused when it is too large."""
        file = super().clean(data, initial)
        if file and file.size > LARGEST_FILE:
            raise ValidationError(_("Filen er for stor. Grænsen er 20 MB."), code="too_large")
        return file


class _WithDeadline(forms.Form):
    def deadline(self) -> dt.datetime:
        """Return the day and hour together; only when the form is valid."""
        return at_hour(self.cleaned_data["day"], self.cleaned_data["hour"])


class ConsultationForm(_WithDeadline):
    """A consultation while it is a draft."""

    title = forms.CharField(
        label=_("Spørgsmål eller overskrift"),
        max_length=200,
        error_messages={"required": _("Skriv en overskrift.")},
    )
    proposal = TextField(
        label=_("Det foreslås"), rows=5, error_messages={"required": _("Skriv, hvad der foreslås.")}
    )
    questions = TextField(
        label=_("Det vil vi især gerne høre"),
        rows=3,
        required=False,
        help_text=_("Ét spørgsmål på hver linje."),
    )
    afterwards = TextField(
        label=_("Det sker bagefter"),
        rows=3,
        required=False,
        help_text=_("Ét skridt på hver linje, med dato."),
    )
    kind = forms.ChoiceField(
        label=_("Slags høring"), choices=ConsultationKind.choices, widget=forms.RadioSelect
    )
    unit = KeyField(label=_("Enhed, der hører"), error_messages={"required": _("Vælg den enhed, der hører.")})
    body = KeyField(label=_("På vegne af"), required=False)
    bodies = forms.TypedMultipleChoiceField(
        label=_("Råd og udvalg, der skal høres"),
        coerce=int,
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )
    units = forms.TypedMultipleChoiceField(
        label=_("Enheder, der skal høres"),
        coerce=int,
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )
    outside = TextField(
        label=_("Andre, der skal høres"),
        rows=2,
        required=False,
        help_text=_("Ét navn på hver linje, gerne med mailadresse: »En forening <post@forening.dk>«."),
    )
    public = forms.BooleanField(label=_("Borgerne skal høres. Alle kan se høringen."), required=False)
    late_answers = forms.BooleanField(
        label=_("Borgerne må også svare efter fristen. Svaret bliver mærket."), required=False
    )
    ground = forms.ChoiceField(label=_("Hvorfor høres de?"), choices=Ground.choices, widget=forms.RadioSelect)
    ground_text = forms.CharField(
        label=_("Grundlag"),
        max_length=300,
        help_text=_("Hvad reglen siger, fx »Ældrerådet høres om alt, der vedrører ældre«."),
        error_messages={"required": _("Skriv, hvad der ligger til grund.")},
    )
    ground_source = forms.CharField(
        label=_("Kilde"),
        max_length=300,
        help_text=_("Lov og paragraf, eller aftalens navn."),
        error_messages={"required": _("Skriv, hvor det står.")},
    )
    ground_from = TypedDateField(label=_("Kilden gælder fra"), required=False)
    day = TypedDateField(
        label=_("Svarfrist"), error_messages={"required": _("Skriv, hvornår der senest skal svares.")}
    )
    hour = HourField(label=_("Klokken"), initial="12", error_messages={"required": _("Skriv et klokkeslæt.")})
    openness = forms.ChoiceField(
        label=_("Hvem kan se høringen?"),
        choices=[
            (Openness.OPEN.value, _("Alle, der har en rolle i kommunen")),
            (Openness.CONFIDENTIAL.value, _("Kun de, der bliver hørt, og de, der spørger")),
        ],
        widget=forms.RadioSelect,
        initial=Openness.OPEN.value,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        own_units: Sequence[tuple[int, str]],
        units: Sequence[tuple[int, str]],
        bodies: Sequence[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, rows, nothing in (("unit", own_units, _("Vælg")), ("body", bodies, _("Ingen"))):
            field = self.fields[name]
            assert isinstance(field, KeyField)  # noqa: S101 - declared above
            field.offer(rows, nothing)
        for name, rows in (("bodies", bodies), ("units", units)):
            several = self.fields[name]
            assert isinstance(several, forms.ChoiceField)  # noqa: S101 - declared above
            several.choices = [(str(key), label) for key, label in rows]

    def clean_outside(self) -> str:
        """Check the addresses of those outside."""
        text: str = self.cleaned_data["outside"]
        for _name, email in outside_lines(text):
            if email:
                forms.EmailField(
                    error_messages={"invalid": _("»{email}« er ingen mailadresse.").format(email=email)}
                ).clean(email)
        return text

    def clean(self) -> dict[str, Any]:
        """Check that what everyone can see isn't kept from anyone."""
        data = super().clean() or {}
        if data.get("public") and data.get("openness") == Openness.CONFIDENTIAL:
            self.add_error("openness", _("Når borgerne skal høres, kan alle se høringen."))
        return data


def outside_lines(text: str) -> list[tuple[str, str]]:
    """Return who is heard outside the house, each name once: the name, and the address where one stands."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        name, _sign, rest = line.strip().partition("<")
        if name.strip():
            found.setdefault(name.strip()[:200], rest.rstrip("> ").strip())
    return list(found.items())


class TimeForm(_WithDeadline):
    """A later deadline, and why."""

    day = TypedDateField(label=_("Ny svarfrist"), error_messages={"required": _("Skriv den nye frist.")})
    hour = HourField(label=_("Klokken"), error_messages={"required": _("Skriv et klokkeslæt.")})
    why = TextField(
        label=_("Hvorfor?"), rows=2, max_length=2000, error_messages={"required": _("Skriv hvorfor.")}
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class StepForm(forms.Form):
    """A step that may need a reason."""

    why = TextField(required=False, max_length=5000)
    version = forms.IntegerField()


class ConcludeForm(forms.Form):
    """What a consultation changed."""

    why = TextField(
        label=_("Hvad ændrede høringen?"),
        rows=5,
        max_length=5000,
        help_text=_("De, der svarede, kan læse det. Ændrede høringen intet, så skriv det, og hvorfor."),
        error_messages={"required": _("Skriv, hvad høringen ændrede.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class MaterialForm(forms.Form):
    """A file that those heard should read."""

    title = forms.CharField(label=_("Hvad er det?"), max_length=200, required=False)
    file = FileField(label=_("Fil"), error_messages={"required": _("Vælg en fil.")})


class AnswerForm(forms.Form):
    """An answer: for whom, its text, a file."""

    party = forms.ChoiceField(
        label=_("Du svarer for"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvem du svarer for.")},
    )
    text = TextField(
        label=_("Svaret"),
        rows=10,
        required=False,
        max_length=ANSWER_LENGTH,
        help_text=_("Skriv ikke cpr-numre eller andres navne."),
    )
    documents = DocumentsField(label=_("Svar med dokumenter"), required=False)
    shown_name = forms.CharField(
        label=_("Navn, der vises ved svaret"), max_length=120, required=False,
        help_text=_("Kun når du svarer som borger. Tomt: »En borger«."),
    )  # fmt: skip
    may_publish = forms.BooleanField(label=_("Svaret må offentliggøres"), required=False)

    def __init__(
        self, *args: Any, parties: Sequence[tuple[str, str]], as_resident: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["party"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = list(parties)
        self.only = parties[0][0] if len(parties) == 1 else None
        field.required = self.only is None
        if not as_resident:
            del self.fields["shown_name"], self.fields["may_publish"]

    def clean(self) -> dict[str, Any]:
        """Check that it says something."""
        data = super().clean() or {}
        data["party"] = self.only or data.get("party")
        if not self.errors and not data.get("text", "").strip() and not data.get("documents"):
            self.add_error("text", _("Skriv svaret, eller vælg en fil med det."))
        return data


class ReleaseForm(forms.Form):
    """What is hidden in an answer before everyone can read it; `seen` is the mark of what was looked at."""

    hidden = forms.MultipleChoiceField(
        label=_("Skjul, før svaret vises"), required=False, widget=forms.CheckboxSelectMultiple
    )
    hidden_files = forms.TypedMultipleChoiceField(
        label=_("Vis ikke disse dokumenter"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, offered: Offer, documents: Sequence[DocumentView], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ticked = [str(place.number) for place in offered.places if place.hidden]
        kept = [str(one.pk) for one in documents if one.is_hidden]
        self.initial = {"seen": offered.seen, "hidden": ticked, "hidden_files": kept}
        self._offered = offered
        field, files = self.fields["hidden"], self.fields["hidden_files"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above
        assert isinstance(files, forms.MultipleChoiceField)  # noqa: S101 - declared above
        files.choices = [(str(one.pk), one.name) for one in documents]
        if not documents:
            del self.fields["hidden_files"]
        field.choices = [
            (str(place.number), f"{place.number}. »{place.suggestion.text}« {gettext(place.suggestion.why)}")
            for place in offered.places
        ]
        if not offered.places:
            del self.fields["hidden"]

    def hidden_places(self) -> list[Span]:
        """Return the places that were ticked; only when the form is valid."""
        chosen = set(self.cleaned_data.get("hidden", ()))
        return [place.suggestion.span for place in self._offered.places if str(place.number) in chosen]


class WithdrawForm(forms.Form):
    """Why an answer is shown no more."""

    why = TextField(
        label=_("Hvordan er samtykket trukket tilbage?"),
        rows=2,
        max_length=2000,
        help_text=_("Fx »Skrev til os den 3. november«. Det bliver stående i historikken."),
        error_messages={"required": _("Skriv, hvordan samtykket er trukket tilbage.")},
    )


class RecordAnswerForm(forms.Form):
    """An answer that came in another way, as the secretariat records it."""

    party = forms.ChoiceField(
        label=_("Hvem har svaret?"), error_messages={"required": _("Vælg, hvem der har svaret.")}
    )
    day = TypedDateField(
        label=_("Modtaget den"), error_messages={"required": _("Skriv, hvornår svaret kom.")}
    )
    hour = HourField(label=_("Klokken"), error_messages={"required": _("Skriv et klokkeslæt.")})
    text = TextField(label=_("Svaret"), rows=8, required=False, max_length=ANSWER_LENGTH)
    documents = DocumentsField(label=_("Dokumenter med svaret"), required=False)
    shown_name = forms.CharField(label=_("Navn, der vises ved svaret"), max_length=120, required=False)
    may_publish = forms.BooleanField(
        label=_("Den, der svarede, har sagt ja til offentliggørelse"), required=False
    )

    def __init__(self, *args: Any, parties: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["party"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("Vælg")), *parties]

    def received(self) -> dt.datetime:
        """Return the day and hour together; only when the form is valid."""
        return at_hour(self.cleaned_data["day"], self.cleaned_data["hour"])

    def clean(self) -> dict[str, Any]:
        """Check that it says something."""
        data = super().clean() or {}
        if not self.errors and not data.get("text", "").strip() and not data.get("documents"):
            self.add_error("text", _("Skriv svaret, eller vælg en fil med det."))
        return data
