"""The shape of what people write about the year: a step, days off, and the days of a year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kernespor.domains.agenda.actions.wheel import StepFacts
from kernespor.domains.agenda.enums import OffKind
from kernespor.domains.agenda.models import WheelStep
from kernespor.domains.agenda.selectors.wheel_rules import FIRST, LAST, is_open
from kernespor.domains.agenda.selectors.wheel_year import Choices, Move
from kernespor.engines.annual_wheel.records import WRITTEN, Moves, Unit
from kernespor.engines.danish import MONTHS, WEEKDAYS
from kernespor.foundation.bodies.forms import KeyField, TextField
from kernespor.foundation.ui.fields import TypedDateField

DATE, WEEKDAY, STEP, NONE = "dato", "ugedag", "trin", ""
HOWS = (
    (DATE, _("Samme dag hvert år")),
    (WEEKDAY, _("En bestemt ugedag i en måned")),
    (STEP, _("Regnet fra et andet trin")),
)
_NO_END = (NONE, _("Det er én dag"))
_MONTHS = [(number, name) for number, name in enumerate(MONTHS, start=1)]
_NTH = [(1, "1."), (2, "2."), (3, "3."), (4, "4."), (-1, _("sidste"))]
_UNITS = [
    (Unit.DAYS.value, _("dage")),
    (Unit.WEEKS.value, _("uger")),
    (Unit.WORKING_DAYS.value, _("arbejdsdage")),
]
_WAYS = [("before", _("før")), ("after", _("efter"))]
_MOVES = [
    (Moves.EARLIER.value, _("Tidligere")),
    (Moves.LATER.value, _("Senere")),
    (Moves.STAYS.value, _("Flyttes ikke")),
]
_DAYS_OF_WEEK = [(name, name.capitalize()) for name in WEEKDAYS[:5]]
_MOST_BODIES, _MOST_DAYS = 3, 366
_LEAP = 2024  # a year in which every day of a month exists
_PARTS = ("day", "month", "nth", "weekday", "month_of", "number", "unit", "way", "anchor")


class SeenForm(forms.Form):
    """A form that carries the version its reader has seen."""

    def see(self, theirs: Any) -> None:
        """Let the form carry on from what stands there now, which is shown beside it."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data["version"] = str(theirs.version if theirs else 0)
        self.data = data


class StepForm(SeenForm):
    """A step of the year: what, when, for whom, by whom, in which years."""

    title = forms.CharField(
        label=_("Hvad sker der?"), max_length=200,
        error_messages={"required": _("Skriv, hvad trinnet hedder.")},
        help_text=_("Skriv {år} for årets tal, {næste} for det næste års og {forrige} for det forriges."),
    )  # fmt: skip
    process = forms.CharField(
        label=_("Proces"), max_length=60, error_messages={"required": _("Skriv, hvad trinnet er en del af.")},
        help_text=_("Fx Budget, Regnskab eller MED."),
    )  # fmt: skip
    moves = forms.ChoiceField(
        label=_("Rammer dagen en lukket dag, flyttes trinnet"), choices=_MOVES, initial=Moves.EARLIER.value
    )
    avoids_school_holidays = forms.BooleanField(label=_("Gå også uden om skoleferierne"), required=False)
    meets = forms.MultipleChoiceField(
        label=_("Kun på ugedagene"), choices=_DAYS_OF_WEEK, required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("De dage, udvalget mødes. Ingen betyder alle."),
    )  # fmt: skip
    fulfils = forms.ChoiceField(
        label=_("Holder lovens frist"),
        required=False,
        help_text=_("Trinnet kan ikke komme på den forkerte side af den."),
    )
    consultation = forms.BooleanField(label=_("Det er en høring"), required=False)
    parties = forms.MultipleChoiceField(
        label=_("Hvem angår det?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    more_parties = TextField(
        label=_("Andre, det angår"), rows=2, required=False, max_length=1000, help_text=_("Én på hver linje.")
    )
    responsible = KeyField(label=_("Ansvarlig"), required=False)
    makes = forms.ChoiceField(
        label=_("Det laver Kernespor på dagen"), required=False,
        help_text=_("Det bliver lavet i den ansvarliges navn og lagt på et nyt punkt til udvalgene."),
    )  # fmt: skip
    note = TextField(label=_("Bemærkning"), rows=3, required=False, max_length=4000)
    source = forms.CharField(
        label=_("Grundlag"), max_length=300, error_messages={"required": _("Skriv, hvor det er besluttet.")},
        help_text=_("Hvor det er besluttet, fx økonomiudvalget, 3. maj 2026."),
    )  # fmt: skip
    valid_from = forms.IntegerField(
        label=_("Gælder fra år"), min_value=FIRST, max_value=LAST,
        error_messages={"required": _("Skriv det første år.")},
    )  # fmt: skip
    valid_to = forms.IntegerField(label=_("Til og med år"), min_value=FIRST, max_value=LAST, required=False)
    anew = forms.BooleanField(
        label=_("Lad den gamle regel gælde til og med året før"), required=False,
        help_text=_("Når trinnet skal være et andet fra et bestemt år, og årene før skal stå, som de er."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        steps: Sequence[tuple[str, str]],
        parties: Iterable[str],
        persons: Sequence[tuple[int, str]],
        bodies: Sequence[tuple[str, str]],
        makers: Sequence[tuple[str, Any]],
        is_new: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._choices("fulfils", [("", _("Ingen")), *(pair for pair in steps if pair[0].startswith("law."))])
        self._choices("parties", [(one, one[:1].upper() + one[1:]) for one in parties])
        self._choices("makes", [("", _("Ingenting")), *makers])
        responsible = self.fields["responsible"]
        assert isinstance(responsible, KeyField)  # noqa: S101 - declared above
        responsible.offer(persons, _("Ingen"))
        for place in range(_MOST_BODIES):
            self.fields[f"body_{place}"] = forms.ChoiceField(
                label=_("Til udvalg nr. {number}").format(number=place + 1), required=False,
                choices=[("", _("Intet")), *bodies],
            )  # fmt: skip
        self._rule_fields("on", HOWS, steps, initial=DATE)
        self._rule_fields("ends", (_NO_END, *HOWS), steps, initial=NONE)
        if is_new:
            del self.fields["anew"]

    def _choices(self, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = choices

    def _rule_fields(
        self, prefix: str, hows: Sequence[tuple[str, Any]], steps: Sequence[tuple[str, str]], initial: str
    ) -> None:
        def choice(label: Any, choices: Sequence[tuple[Any, Any]]) -> forms.ChoiceField:
            return forms.ChoiceField(label=label, choices=choices, required=False)

        self.fields |= {
            f"{prefix}_how": forms.ChoiceField(
                label=_("Hvornår?") if prefix == "on" else _("Hvornår slutter det?"), choices=hows,
                widget=forms.RadioSelect, required=prefix == "on", initial=initial,
            ),
            f"{prefix}_day": forms.IntegerField(label=_("Dag"), min_value=1, max_value=31, required=False),
            f"{prefix}_month": choice(_("Måned"), _MONTHS),
            f"{prefix}_nth": choice(_("Hvilken i måneden"), _NTH),
            f"{prefix}_weekday": choice(_("Ugedag"), _DAYS_OF_WEEK),
            f"{prefix}_month_of": choice(_("I måneden"), _MONTHS),
            f"{prefix}_number": forms.IntegerField(
                label=_("Antal"), min_value=0, max_value=_MOST_DAYS, required=False,
                help_text=_("0 betyder i samme møde."),
            ),
            f"{prefix}_unit": choice(_("Enhed"), _UNITS),
            f"{prefix}_way": choice(_("Før eller efter"), _WAYS),
            f"{prefix}_anchor": choice(_("Trin"), [("", _("Vælg")), *steps]),
        }  # fmt: skip

    def rule_groups(self, prefix: str) -> list[tuple[Any, list[Any]]]:
        """Return the fields of a rule in their three ways: (what the way is called, its fields)."""
        parts = [self[f"{prefix}_{part}"] for part in _PARTS]
        return [
            (label, fields)
            for (_how, label), fields in zip(HOWS, (parts[:2], parts[2:5], parts[5:]), strict=True)
        ]

    @property
    def on_groups(self) -> list[tuple[Any, list[Any]]]:
        """The fields that say when it is."""
        return self.rule_groups("on")

    @property
    def ends_groups(self) -> list[tuple[Any, list[Any]]]:
        """The fields that say when it ends."""
        return self.rule_groups("ends")

    @property
    def body_fields(self) -> list[Any]:
        """The fields of the bodies, first to last."""
        return [self[f"body_{place}"] for place in range(_MOST_BODIES)]

    def clean(self) -> dict[str, Any]:
        """Check that the way in which a day comes is filled in."""
        data = super().clean() or {}
        for prefix in ("on", "ends"):
            how = data.get(f"{prefix}_how")
            if how == DATE and not self._is_date(data, prefix):
                self.add_error(f"{prefix}_day", _("Skriv en dag, som findes i måneden hvert år."))
            elif how == STEP and data.get(f"{prefix}_number") is None:
                self.add_error(f"{prefix}_number", _("Skriv, hvor mange."))
            if how == STEP and not data.get(f"{prefix}_anchor"):
                self.add_error(f"{prefix}_anchor", _("Vælg det trin, der regnes fra."))
        return data

    @staticmethod
    def _is_date(data: dict[str, Any], prefix: str) -> bool:
        day, month = data.get(f"{prefix}_day"), int(data.get(f"{prefix}_month") or 1)
        try:
            return bool(day) and dt.date(_LEAP, month, day or 0).timetuple()[1:3] != (2, 29)
        except ValueError:
            return False

    def _rule(self, prefix: str) -> dict[str, Any] | None:
        data = {part: self.cleaned_data.get(f"{prefix}_{part}") for part in (*_PARTS, "how")}
        if data["how"] == DATE:
            return {"on": f"{int(data['month'] or 1):02}-{data['day']:02}"}
        if data["how"] == WEEKDAY:
            return {
                "nth": int(data["nth"] or 1),
                "weekday": data["weekday"] or WEEKDAYS[0],
                "month": int(data["month_of"] or 1),
            }
        if data["how"] == STEP:
            return {data["unit"] or Unit.DAYS.value: data["number"], data["way"] or "before": data["anchor"]}
        return None

    def facts(self) -> StepFacts:
        """Return what was written; only when the form is valid."""
        data = self.cleaned_data
        more = (line.strip() for line in data["more_parties"].splitlines())
        bodies = [data[f"body_{place}"] for place in range(_MOST_BODIES)]
        return StepFacts(
            title=_in_words(data["title"], back=True), process=data["process"], rule=self._rule("on") or {},
            ends=self._rule("ends"),
            valid_from=data["valid_from"], valid_to=data["valid_to"], source=data["source"],
            moves=data["moves"], meets=tuple(data["meets"]), fulfils=data["fulfils"],
            avoids_school_holidays=data["avoids_school_holidays"], consultation=data["consultation"],
            parties=tuple(dict.fromkeys([*data["parties"], *filter(None, more)])), note=data["note"],
            responsible_id=data["responsible"], makes=data["makes"],
            bodies=tuple(dict.fromkeys(filter(None, bodies))),
        )  # fmt: skip


def _in_words(title: str, *, back: bool = False) -> str:
    """Return a title with the years' places as people write them, or `back` as they are kept."""
    for kept, written in WRITTEN.items():
        title = title.replace(written, kept) if back else title.replace(kept, written)
    return title


def initial_of(row: WheelStep) -> dict[str, Any]:
    """Return what the form of a step shows first."""
    names = (
        "title", "process", "moves", "avoids_school_holidays", "meets", "fulfils", "consultation", "parties",
        "makes", "note", "source", "valid_from", "version",
    )  # fmt: skip
    found = {name: getattr(row, name) for name in names} | {"title": _in_words(row.title)}
    found |= {"responsible": row.responsible_id, "valid_to": None if is_open(row.valid_to) else row.valid_to}
    found |= {f"body_{place}": code for place, code in enumerate(row.bodies)}
    return found | _initial_rule("on", row.rule) | _initial_rule("ends", row.ends or {})


def _initial_rule(prefix: str, rule: dict[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = {"how": NONE}
    if "on" in rule:
        month, _dash, day = rule["on"].partition("-")
        told = {"how": DATE, "day": int(day), "month": int(month)}
    elif "nth" in rule:
        told = {"how": WEEKDAY, "nth": rule["nth"], "weekday": rule["weekday"], "month_of": rule["month"]}
    elif rule:
        way = "before" if "before" in rule else "after"
        unit = next(unit.value for unit in Unit if unit.value in rule)
        told = {"how": STEP, "number": rule[unit], "unit": unit, "way": way, "anchor": rule[way]}
    return {f"{prefix}_{name}": value for name, value in told.items()}


class OffForm(SeenForm):
    """Days off: a school holiday, or a day that is closed every year."""

    kind = forms.ChoiceField(
        label=_("Slags"), choices=OffKind.choices, initial=OffKind.SCHOOL, widget=forms.RadioSelect
    )
    name = forms.CharField(label=_("Navn"), max_length=100, error_messages={"required": _("Skriv et navn.")})
    first = TypedDateField(label=_("Første dag"), error_messages={"required": _("Skriv den første dag.")})
    last = TypedDateField(
        label=_("Sidste dag"), required=False, help_text=_("Kan stå tomt for en enkelt dag.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class RemoveForm(forms.Form):
    """That something is taken out: the version that was seen, and why."""

    version = forms.IntegerField()
    why = TextField(required=False, max_length=2000)


class YearForm(SeenForm):
    """The days of a year: another day for a step and why, or the rules' again."""

    why = TextField(
        label=_("Hvorfor vedtages året, selv om noget ikke passer sammen?"),
        rows=2,
        required=False,
        max_length=2000,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, steps: Sequence[tuple[str, bool, bool]], **kwargs: Any) -> None:
        """Take (code, whether it is a period, whether it may follow the rules again) of each own step."""
        super().__init__(*args, **kwargs)
        self.codes = [code for code, _period, _kept in steps]
        for code, period, kept in steps:
            self.fields[f"on_{code}"] = TypedDateField(label=_("Flyt til"), required=False, help_text="")
            if period:
                self.fields[f"ends_{code}"] = TypedDateField(label=_("Slutter"), required=False, help_text="")
            self.fields[f"why_{code}"] = forms.CharField(label=_("Hvorfor?"), required=False, max_length=500)
            if kept:
                self.fields[f"follow_{code}"] = forms.BooleanField(
                    label=_("Følg reglerne igen"), required=False
                )

    def of_step(self, code: str) -> list[Any]:
        """Return the fields of a step; none for one of the law's."""
        names = (f"{part}_{code}" for part in ("on", "ends", "why", "follow"))
        return [self[name] for name in names if name in self.fields]

    def choices(self) -> Choices:
        """Return what was chosen; only when the form is valid."""
        data = self.cleaned_data
        moves = {
            code: Move(data[f"on_{code}"], data[f"why_{code}"].strip(), data.get(f"ends_{code}"))
            for code in self.codes
            if data[f"on_{code}"]
        }
        return Choices(moves, frozenset(code for code in self.codes if data.get(f"follow_{code}")))

    def clean(self) -> dict[str, Any]:
        """Check that a day that was chosen has its reason."""
        data = super().clean() or {}
        for code in self.codes:
            if data.get(f"on_{code}") and not data.get(f"why_{code}", "").strip():
                self.add_error(f"why_{code}", _("Skriv, hvorfor dagen flyttes."))
        return data
