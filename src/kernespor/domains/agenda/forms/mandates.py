"""The shape of what people write about mandates: the mandate, what is delivered, the harvest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kernespor.domains.agenda.enums import DeliverableState
from kernespor.foundation.bodies.forms import KeyField, TextField
from kernespor.foundation.objects import Ref
from kernespor.foundation.ui.fields import TypedDateField

Rows = Sequence[tuple[int, str]]
ROWS_OF_DELIVERABLES, ROWS_OF_CARRIED = 4, 5
_DAY = {"required": _("Skriv en dato.")}
_WHY = _("Begrundelsen bliver stående i historikken og på den nye udgave.")


class AddressField(forms.CharField):
    """The address of a page in the product; cleaned to the object that stands there, or None."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=500, required=False, **options)
        self.find: Callable[[str], Ref | None] = lambda _address: None

    def clean(self, value: Any) -> Any:
        """Return the object; an address that leads to none that the reader may see is an error."""
        address = super().clean(value)
        if not address:
            return None
        found = self.find(address)
        if found is None:
            raise forms.ValidationError(_("Adressen er ikke en side i Kernespor, som du kan læse."))
        return found


class MandateForm(forms.Form):
    """A mandate: what the group is to do, who set it down, who holds it together, how long."""

    body = KeyField(label=_("Gruppe eller udvalg"), error_messages={"required": _("Vælg gruppen.")})
    title = forms.CharField(
        label=_("Kommissoriets navn"), max_length=200, error_messages={"required": _("Skriv et navn.")}
    )
    task = TextField(
        label=_("Formål og opgave"), rows=6, error_messages={"required": _("Skriv, hvad gruppen skal.")}
    )
    frame = TextField(
        label=_("Ramme"), rows=3, required=False, help_text=_("Ressourcer og grænser: tid, penge, emner.")
    )
    power = forms.BooleanField(
        label=_("Gruppen må træffe beslutninger"), required=False,
        help_text=_("Ellers forbereder og rådgiver den."),
    )  # fmt: skip
    set_by = KeyField(label=_("Nedsat af"), error_messages={"required": _("Vælg, hvem der nedsætter.")})
    decision = KeyField(
        label=_("Beslutningen om at nedsætte den"), required=False,
        help_text=_("Find den i listen, når den er ført ind. Den skal være truffet af dem, der nedsætter."),
    )  # fmt: skip
    tovholder = KeyField(label=_("Tovholder"), error_messages={"required": _("Vælg tovholderen.")})
    reports_to = KeyField(label=_("Afleverer til"), required=False)
    starts = TypedDateField(label=_("Begynder"), error_messages=_DAY)
    ends = TypedDateField(
        label=_("Slutter"), required=False, help_text=_("Tom for en gruppe, der er nedsat indtil videre.")
    )
    why = TextField(
        label=_("Hvorfor skrives det om?"), rows=2, max_length=2000, help_text=_WHY,
        error_messages={"required": _("Skriv, hvorfor kommissoriet skrives om.")},
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, choices: Mapping[str, Rows], new: bool, needs_why: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in ("body", "set_by", "tovholder"):
            _offer(self, name, choices.get(name, ()), _("Vælg"))
        _offer(self, "decision", choices["decision"], _("Ingen beslutning er ført ind"))
        _offer(self, "reports_to", choices["reports_to"], _("Ingen"))
        if not needs_why:
            del self.fields["why"]
        if not new:
            del self.fields["body"]
            return
        for row in range(ROWS_OF_DELIVERABLES):
            self.fields[f"text_{row}"] = forms.CharField(label=_("Leverance"), max_length=300, required=False)
            self.fields[f"due_{row}"] = TypedDateField(label=_("Senest"), required=False)

    def clean(self) -> dict[str, Any]:
        """Check that each deliverable has its date."""
        data = super().clean() or {}
        for row in range(ROWS_OF_DELIVERABLES):
            if bool(data.get(f"text_{row}")) != bool(data.get(f"due_{row}")) and f"text_{row}" in self.fields:
                self.add_error(f"due_{row}", _("En leverance har både en tekst og en dato."))
        return data

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of the deliverables, row by row."""
        return [(self[f"text_{row}"], self[f"due_{row}"]) for row in range(ROWS_OF_DELIVERABLES)]

    @property
    def own(self) -> list[forms.BoundField]:
        """The fields that are no deliverable's."""
        return [one for one in self.visible_fields() if not one.name.startswith(("text_", "due_"))]


class ExtendForm(forms.Form):
    """On which other day a group ends, and who said so."""

    ends = TypedDateField(
        label=_("Slutter nu"), required=False, help_text=_("Tom, hvis gruppen fortsætter indtil videre.")
    )
    decision = KeyField(label=_("Beslutningen"), required=False)
    why = TextField(
        label=_("Hvorfor?"), rows=3, max_length=2000, help_text=_WHY,
        error_messages={"required": _("Skriv, hvorfor slutdatoen ændres.")},
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, decisions: Rows, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "decision", decisions, _("Den samme som før"))


class DeliverableForm(forms.Form):
    """What a group is to deliver, and until when."""

    text = forms.CharField(
        label=_("Leverance"), max_length=300, error_messages={"required": _("Skriv, hvad der leveres.")}
    )
    due = TypedDateField(label=_("Senest"), error_messages=_DAY)
    why = TextField(
        label=_("Hvorfor?"), rows=2, max_length=2000, help_text=_WHY,
        error_messages={"required": _("Skriv, hvorfor leverancen ændres.")},
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, needs_why: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needs_why:
            del self.fields["why"]


class SettleForm(forms.Form):
    """What became of a deliverable."""

    state = forms.ChoiceField(
        label=_("Hvad blev det til?"), choices=DeliverableState.choices[1:], widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, om det er leveret eller opgivet.")},
    )  # fmt: skip
    on = TypedDateField(label=_("Hvornår"), error_messages=_DAY)
    result = TextField(
        label=_("Resultatet, eller hvorfor det er opgivet"), rows=4,
        error_messages={"required": _("Skriv, hvad der blev af det.")},
    )  # fmt: skip
    leads_to = AddressField(
        label=_("Adressen på siden, hvor det ligger"),
        help_text=_("Sæt adressen på en sag, en beslutning, en plan eller lignende i Kernespor ind."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class HarvestForm(forms.Form):
    """The harvest: what came of the group, what was learned, and what is carried on by whom."""

    ended_on = TypedDateField(label=_("Gruppen sluttede"), error_messages=_DAY)
    came_of_it = TextField(
        label=_("Hvad kom der ud af det?"), rows=5,
        error_messages={"required": _("Skriv, hvad der kom ud af gruppens arbejde.")},
    )  # fmt: skip
    learned = TextField(
        label=_("Hvad har vi lært?"), rows=4, required=False,
        help_text=_("Det, den næste gruppe kan have glæde af at vide."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, persons: Rows, find: Callable[[str], Ref | None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in range(ROWS_OF_CARRIED):
            self.fields[f"what_{row}"] = forms.CharField(
                label=_("Hvad føres videre?"), max_length=300, required=False
            )
            self.fields[f"owner_{row}"] = KeyField(label=_("Af hvem"), required=False)
            _offer(self, f"owner_{row}", persons, _("Vælg"))
            address = AddressField(label=_("Adressen på siden, det fortsætter i"))
            address.find = find
            self.fields[f"leads_to_{row}"] = address

    def clean(self) -> dict[str, Any]:
        """Check that what is carried on has someone who does."""
        data = super().clean() or {}
        for row in range(ROWS_OF_CARRIED):
            if data.get(f"what_{row}") and not data.get(f"owner_{row}"):
                self.add_error(f"owner_{row}", _("Vælg, hvem der fører det videre."))
        return data

    @property
    def rows(self) -> list[tuple[forms.BoundField, ...]]:
        """The fields of what is carried on, row by row."""
        names = ("what", "owner", "leads_to")
        return [tuple(self[f"{name}_{row}"] for name in names) for row in range(ROWS_OF_CARRIED)]

    def carries_much(self) -> bool:
        """Say whether more rows are written in than those that a page opens with."""
        return any(field.value() for row in self.rows[2:] for field in row)


def _offer(form: forms.Form, name: str, rows: Rows, nothing: Any) -> None:
    field = form.fields[name]
    assert isinstance(field, KeyField)  # noqa: S101 - declared in the form
    field.offer(rows, nothing)
