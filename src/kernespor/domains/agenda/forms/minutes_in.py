"""The shape of minutes that come back from elsewhere, and of the choice of what each decision is of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kernespor.domains.agenda.selectors.minutes import Match
from kernespor.foundation.bodies.enums import Outcome
from kernespor.foundation.bodies.forms import KeyField
from kernespor.foundation.bodies.matching import Candidate
from kernespor.foundation.bodies.selectors.minutes import title_of
from kernespor.foundation.files.forms import DocumentForm
from kernespor.foundation.ui.fields import TypedDateField

SALT = "agenda.minutes_in"
NEW, LEFT_OUT = "nyt", "ingen"  # what a decision is of, where it is none of those found


class MinutesForm(DocumentForm):
    """Minutes, and the meeting that they are of where they don't say it plainly."""

    body = KeyField(
        label=_("Udvalg"), required=False, help_text=_("Vælg det kun, hvis det ikke fremgår af referatet.")
    )
    on = TypedDateField(label=_("Mødets dato"), required=False)

    field_order = ("document", "body", "on")

    def __init__(self, *args: Any, bodies: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        body = self.fields["body"]
        assert isinstance(body, KeyField)  # noqa: S101 - declared above
        body.offer(bodies, _("Find det i referatet"))


class Signed(forms.CharField):
    """What was read of a file, as the page sends it back: signed, so that nobody writes another's words."""

    widget = forms.HiddenInput

    def prepare_value(self, value: Any) -> Any:
        """Return what stands in the page."""
        return signing.dumps(value, salt=SALT, compress=True) if isinstance(value, dict) else value

    def to_python(self, value: Any) -> Any:
        """Return what was read."""
        try:
            return signing.loads(value or "", salt=SALT)
        except signing.BadSignature:
            raise forms.ValidationError(gettext("Siden er ændret. Læs filen igen.")) from None


class OccasionForm(forms.Form):
    """The meeting that minutes are of: its body, day and version, and how many decisions they tell."""

    occasion = Signed()

    @staticmethod
    def told(body_id: int, on: dt.date, seen: int, number: int) -> dict[str, Any]:
        """Return what the form keeps."""
        return {"body": body_id, "on": on.isoformat(), "seen": seen, "number": number}


class MatchForm(forms.Form):
    """A decision that was read in minutes, and what it is of: one of those found, a new item, or nothing."""

    told = Signed()
    of = forms.ChoiceField(
        label=_("Hvad hører beslutningen til?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvad beslutningen hører til.")},
    )
    outcome = forms.ChoiceField(
        label=_("Hvad blev den?"), choices=[("", _("Vælg")), *Outcome.choices], required=False
    )
    closed = forms.BooleanField(label=_("Behandlet for lukkede døre"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = self.read()
        choices = [(key, words) for key, words in found.get("choices", ())] if found else []
        of = self.fields["of"]
        assert isinstance(of, forms.ChoiceField)  # noqa: S101 - declared above
        of.choices = [
            *choices,
            (NEW, gettext("Ingen af dem: lav et nyt punkt") if choices else gettext("Lav et nyt punkt")),
            (LEFT_OUT, gettext("Før ikke beslutningen ind")),
        ]

    def read(self) -> dict[str, Any]:
        """Return what was read of the decision; nothing where the page was changed."""
        if not self.is_bound:
            found: dict[str, Any] = dict(self.initial["told"] or {})
            return found
        try:
            sent: dict[str, Any] = Signed().to_python(self.data.get(self.add_prefix("told"), ""))
        except forms.ValidationError:
            return {}
        return sent

    def clean(self) -> dict[str, Any]:
        """Check that what is recorded has an outcome; what the minutes hold closed stays closed."""
        data = super().clean() or {}
        if data.get("of") not in {None, LEFT_OUT} and not data.get("outcome"):
            self.add_error("outcome", _("Vælg, hvad beslutningen blev."))
        if data.get("told", {}).get("closed"):
            data["closed"] = True
        return data


def match_form(place: int, one: Match, others: Sequence[tuple[str, str]]) -> MatchForm:
    """Return the form of a decision that was read, filled as far as it is certain.

    `others` are what else waits for the body: (key, title).
    """
    item, answer = one.found.item, one.answer
    found = {candidate.known.key for candidate in answer.candidates}
    choices = [(candidate.known.key, _said(candidate)) for candidate in answer.candidates]
    choices += [(key, title) for key, title in others if key not in found]
    told = {
        "title": title_of(item),
        "case_number": item.case_number[:60],
        "words": one.found.words,
        "absent": list(one.found.absent),
        "dissent": list(one.found.dissent),
        "disqualified": list(one.found.disqualified),
        "closed": item.closed,
        "item": {
            "item_type": item.item_type[:60],
            "theme": item.theme,
            "sections": [[section.heading, section.text] for section in item.sections],
            "economy": item.economy,
            "consultation": item.consultation,
            "recommendation": item.recommendation,
            "alternative_recommendation": item.alternative_recommendation,
            "attachments": "\n".join(item.attachments),
        },
        "choices": choices,
    }
    known = answer.certain.key if answer.certain else "" if choices or one.found.recorded else NEW
    initial = {"told": told, "of": known, "outcome": one.outcome, "closed": one.closed}
    return MatchForm(prefix=f"d{place}", initial=initial)


def _said(candidate: Candidate) -> str:
    known = candidate.known
    parts = (f"{known.name} ({known.label}).", str(candidate.ground.label), known.note)
    return " ".join(part for part in parts if part)
