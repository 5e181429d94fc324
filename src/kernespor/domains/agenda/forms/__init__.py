"""The shape of what people write about agenda items, meetings and minutes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kernespor.domains.agenda.enums import MeetingKind, Presence, Reading, Subject
from kernespor.foundation.access.openness import Openness
from kernespor.foundation.bodies.consultation_forms import HourField
from kernespor.foundation.bodies.forms import DecisionForm, KeyField, TextField
from kernespor.foundation.ui.fields import TypedDateField

ROWS_OF_SECTIONS, ROWS_OF_STOPS, MOST_SECTIONS, MOST_MEETINGS = 1, 6, 60, 40
_WEEK = dt.timedelta(days=7)
_LAST_HOUR, _LAST_MINUTE = 23, 59
_POINT = re.compile(r"(?:(?:kl\.? ?)?(?P<hour>\d{1,2})[.:](?P<minute>\d{2})(?!\d)[ .:–-]*)?(?P<title>.*)")
ITEM_FIELDS = (
    "title", "case_number", "item_type", "theme", "economy", "consultation", "recommendation",
    "alternative_recommendation", "attachments",
)  # fmt: skip


class ItemForm(forms.Form):
    """An agenda item: what is asked, why, what it costs, who was heard, what is recommended."""

    unit = KeyField(
        label=_("Skrives af enheden"), error_messages={"required": _("Vælg den enhed, der skriver punktet.")}
    )
    title = forms.CharField(
        label=_("Overskrift"), max_length=300, error_messages={"required": _("Skriv punktets overskrift.")}
    )
    case_number = forms.CharField(label=_("Sagsnummer"), max_length=60, required=False)
    item_type = forms.CharField(
        label=_("Sagstype"), max_length=60, required=False, help_text=_("Fx beslutning eller orientering.")
    )
    theme = TextField(
        label=_("Hvad skal der tages stilling til?"), rows=3, required=False,
        help_text=_("To eller tre linjer. Nogle kommuner kalder det beslutningstema eller resumé."),
    )  # fmt: skip
    economy = TextField(label=_("Økonomi"), rows=4, required=False)
    consultation = TextField(label=_("Høring og dialog"), rows=3, required=False)
    recommendation = TextField(
        label=_("Indstilling"), rows=4, required=False,
        help_text=_("Det, udvalget bliver bedt om at beslutte. Ét punkt på hver linje."),
    )  # fmt: skip
    alternative_recommendation = TextField(label=_("Alternativ indstilling"), rows=3, required=False)
    attachments = TextField(label=_("Bilag"), rows=3, required=False, help_text=_("Ét bilag på hver linje."))
    subjects = forms.MultipleChoiceField(
        label=_("Handler om"),
        required=False,
        choices=Subject.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Det afgør, hvem der skal høres, og hvilke udvalg der skal spørges først."),
    )
    urgent = forms.BooleanField(
        label=_("Sagen haster og kan ikke vente til et ordinært møde"), required=False
    )
    openness = forms.ChoiceField(
        label=_("Hvem kan se punktet, når det er sendt?"),
        choices=[
            (Openness.OPEN.value, _("Alle, der har en rolle i kommunen")),
            (
                Openness.CLOSED.value,
                _("Lukket punkt: kun de udvalg, der behandler det, deres sekretariat og de, der skriver det"),
            ),
        ],
        widget=forms.RadioSelect,
        initial=Openness.OPEN.value,
    )
    why = TextField(
        label=_("Hvorfor skrives det om?"), rows=2, max_length=2000,
        help_text=_("Punktet er godkendt. De tidligere udgaver bliver stående."),
        error_messages={"required": _("Skriv, hvorfor punktet skrives om.")},
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        units: Sequence[tuple[int, str]],
        sections: int,
        needs_why: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, KeyField)  # noqa: S101 - declared above
        unit.offer(units, _("Vælg"))
        if not needs_why:
            del self.fields["why"]
        for place in range(sections + ROWS_OF_SECTIONS):
            self.fields[f"heading_{place}"] = forms.CharField(
                label=_("Overskrift på afsnittet"), max_length=200, required=False
            )
            self.fields[f"text_{place}"] = TextField(label=_("Tekst"), rows=6, required=False)

    def section_rows(self) -> list[tuple[Any, Any]]:
        """Return the pairs of fields of each section."""
        places = range(sum(1 for name in self.fields if name.startswith("heading_")))
        return [(self[f"heading_{place}"], self[f"text_{place}"]) for place in places]

    def sections(self) -> tuple[tuple[str, str], ...]:
        """Return (heading, text) of each section that was written; only when the form is valid."""
        names = [(one.name, two.name) for one, two in self.section_rows()]
        pairs = [(self.cleaned_data[one].strip(), self.cleaned_data[two].strip()) for one, two in names]
        return tuple(pair for pair in pairs if any(pair))


class WayForm(forms.Form):
    """The bodies that treat an item, first to last, and which reading it is."""

    why = TextField(label=_("Hvorfor ændres vejen?"), rows=2, max_length=2000, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, bodies: Sequence[tuple[int, str]], stops: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(max(ROWS_OF_STOPS, stops + 2)):
            body = KeyField(label=_("Nr. {number}").format(number=place + 1), required=False)
            body.offer(bodies, _("Ingen"))
            self.fields[f"body_{place}"] = body
            self.fields[f"reading_{place}"] = forms.ChoiceField(
                label=_("Behandling"), choices=Reading.choices, required=False
            )

    def stop_rows(self) -> list[tuple[Any, Any]]:
        """Return the pairs of fields of each stop."""
        places = range(sum(1 for name in self.fields if name.startswith("body_")))
        return [(self[f"body_{place}"], self[f"reading_{place}"]) for place in places]

    def way(self) -> list[tuple[int, str]]:
        """Return (key of the body, reading) of each stop; only when the form is valid."""
        data = self.cleaned_data
        names = [(one.name, two.name) for one, two in self.stop_rows()]
        return [(data[one], data[two]) for one, two in names if data[one]]


class MeetingForm(forms.Form):
    """A meeting: when, where, until when items may be put on its agenda."""

    on = TypedDateField(label=_("Dag"), error_messages={"required": _("Skriv, hvilken dag mødet er.")})
    starts = HourField(label=_("Klokken"), required=False)
    kind = forms.ChoiceField(label=_("Slags"), choices=MeetingKind.choices, initial=MeetingKind.ORDINARY)
    place = forms.CharField(label=_("Sted"), max_length=200, required=False)
    drafts_due = TypedDateField(
        label=_("Frist for punkter"), required=False, help_text=_("Den dag, punkterne senest skal være klar.")
    )
    why = TextField(
        label=_("Hvorfor ændres mødet?"), rows=2, max_length=2000,
        error_messages={"required": _("Dagsordenen er sendt. Skriv, hvorfor mødet ændres.")},
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, needs_why: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needs_why:
            del self.fields["why"]

    def clean(self) -> dict[str, Any]:
        """Check that items are due before the meeting."""
        data = super().clean() or {}
        if data.get("on") and data.get("drafts_due") and data["drafts_due"] > data["on"]:
            self.add_error("drafts_due", _("Fristen kan ikke ligge efter mødet."))
        return data


class SeriesForm(MeetingForm):
    """A meeting, or a series of them with so many weeks between."""

    body = KeyField(label=_("Udvalg"), error_messages={"required": _("Vælg, hvem der mødes.")})
    weeks = forms.IntegerField(
        label=_("Uger mellem møderne"), min_value=1, max_value=26, required=False,
        help_text=_("Kun når det er en række møder. 2 betyder hver anden uge."),
    )  # fmt: skip
    until = TypedDateField(label=_("Sidste dag i rækken"), required=False)
    field_order = ("body", "on", "starts", "kind", "place", "drafts_due", "weeks", "until")

    def __init__(self, *args: Any, bodies: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        body = self.fields["body"]
        assert isinstance(body, KeyField)  # noqa: S101 - declared above
        body.offer(bodies, _("Vælg"))

    def clean(self) -> dict[str, Any]:
        """Check that a series has both how often and until when, and isn't endless."""
        data = super().clean()
        if bool(data.get("weeks")) != bool(data.get("until")):
            self.add_error("until", _("En række møder skal have både uger imellem og en sidste dag."))
        elif data.get("until") and data.get("on"):
            number = (data["until"] - data["on"]).days // (7 * data["weeks"]) + 1
            if number < 1:
                self.add_error("until", _("Den sidste dag ligger før det første møde."))
            elif number > MOST_MEETINGS:
                self.add_error("until", _("Det bliver til flere end 40 møder. Vælg en kortere række."))
        return data

    def days(self) -> list[tuple[dt.date, dt.date | None]]:
        """Return the day of each meeting, and until when items may be put on its agenda."""
        data = self.cleaned_data
        first, due = data["on"], data["drafts_due"]
        ahead = first - due if due else None
        step = _WEEK * (data["weeks"] or 1)
        days = [first]
        while data["until"] and days[-1] + step <= data["until"]:
            days.append(days[-1] + step)
        return [(day, day - ahead if ahead is not None else None) for day in days]


class StepForm(forms.Form):
    """A step in a life: the version that was seen, and why where it is asked."""

    version = forms.IntegerField()
    why = TextField(required=False, max_length=2000)


class ProgrammeForm(forms.Form):
    """A theme meeting's programme and guests, each a line."""

    points = TextField(
        label=_("Program"), rows=8, required=False,
        help_text=_("Ét punkt på hver linje, fx »9.30 Sådan arbejder skolerne – Anne Lund, skoleleder«."),
    )  # fmt: skip
    guests = TextField(
        label=_("Deltagere, der ikke er medlemmer"), rows=6, required=False,
        help_text=_("Én på hver linje: navn, komma, rolle. Fx »Anne Lund, skoleleder«."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_points(self) -> list[tuple[str, dt.time | None, str]]:
        """Return (title, hour, who) of each line. An hour that no day has is an error."""
        found = []
        for line in self._lines("points"):
            match = _POINT.fullmatch(line)
            assert match is not None  # noqa: S101 - every line fits
            hour, minute = match["hour"], match["minute"]
            if hour and (int(hour) > _LAST_HOUR or int(minute) > _LAST_MINUTE):
                raise forms.ValidationError(
                    _("»%(line)s«: klokkeslættet findes ikke."), params={"line": line[:80]}
                )
            title, _mark, who = match["title"].partition(" – ")
            starts = dt.time(int(hour), int(minute)) if hour else None
            found.append((title.strip()[:300], starts, who.strip()[:200]))
        return found

    def clean_guests(self) -> list[tuple[str, str]]:
        """Return (name, role) of each line."""
        pairs = [line.partition(",") for line in self._lines("guests")]
        return [(name.strip()[:200], role.strip()[:200]) for name, _mark, role in pairs if name.strip()]

    def _lines(self, name: str) -> list[str]:
        return [line.strip() for line in self.cleaned_data[name].splitlines() if line.strip()]


class RecommendForm(StepForm):
    """What is recommended to one body of the way."""

    words = TextField(required=False)


class AttendanceForm(forms.Form):
    """Who took part in a meeting, and what the minutes say beside the items."""

    others = TextField(
        label=_("Andre, der var til stede"), rows=2, required=False, help_text=_("Ét navn på hver linje.")
    )
    reported = TextField(label=_("Bemærkninger til referatet"), rows=3, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, members: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = list(members)
        for place, (_key, name) in enumerate(self.members):
            self.fields[f"presence_{place}"] = forms.ChoiceField(
                label=name,
                choices=[(one.value, one.label) for one in (Presence.PRESENT, Presence.ABSENT)],
                initial=Presence.PRESENT,
                widget=forms.RadioSelect,
            )
            self.fields[f"deputy_{place}"] = forms.CharField(
                label=_("Stedfortræder"), max_length=200, required=False
            )

    def member_rows(self) -> list[tuple[Any, Any]]:
        """Return the pairs of fields of each member."""
        places = range(len(self.members))
        return [(self[f"presence_{place}"], self[f"deputy_{place}"]) for place in places]


class DecideForm(DecisionForm):
    """What a body decided in an item, and who was disqualified."""

    disqualified = forms.MultipleChoiceField(
        label=_("Inhabile"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("De forlod mødet, mens punktet blev behandlet."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, members: Sequence[tuple[str, str]], dissents: int = 0, **kwargs: Any
    ) -> None:
        super().__init__(*args, members=members, corrects=False, dissents=dissents, **kwargs)
        del self.fields["openness"]  # the item's own
        disqualified = self.fields["disqualified"]
        assert isinstance(disqualified, forms.ChoiceField)  # noqa: S101 - declared above
        disqualified.choices = members
        if not members:
            del self.fields["disqualified"]


class FollowUpForm(forms.Form):
    """What someone is to do because of a decision."""

    task = forms.CharField(
        label=_("Hvad skal der ske?"),
        max_length=300,
        error_messages={"required": _("Skriv, hvad der skal ske.")},
    )
    owner = KeyField(label=_("Hvem"), error_messages={"required": _("Vælg, hvem der gør det.")})
    due = TypedDateField(label=_("Senest"), error_messages={"required": _("Skriv en dato.")})

    def __init__(self, *args: Any, persons: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        assert isinstance(owner, KeyField)  # noqa: S101 - declared above
        owner.offer(persons, _("Vælg"))


class ReportForm(forms.Form):
    """What came of a decision."""

    came_of_it = TextField(
        label=_("Hvad kom der ud af det?"), rows=4, error_messages={"required": _("Skriv, hvad der skete.")}
    )
    on = TypedDateField(label=_("Gjort den"), error_messages={"required": _("Skriv en dato.")})
    version = forms.IntegerField(widget=forms.HiddenInput)
