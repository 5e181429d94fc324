"""The shape of a search: what is asked, and what it is narrowed to."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.organisation.tree import Tree
from kernespor.foundation.search import asking
from kernespor.foundation.search.selectors import Wish
from kernespor.foundation.ui.fields import TypedDateField, whole_number
from kernespor.foundation.ui.tables import PAGE

_INDENT = "\u2003"


class SearchForm(forms.Form):
    """What is searched for, in which unit with what lies under it, and from which day to which."""

    q = forms.CharField(
        label=_("Søg efter"),
        required=False,
        max_length=asking.LONGEST,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "class": "form-input"}),
        help_text=_("Ord, navne eller en »sætning«. Vi finder også bøjninger og dele af ord."),
    )
    enhed = forms.ChoiceField(label=_("Enhed med det, der ligger under"), required=False)
    fra = TypedDateField(label=_("Fra"), required=False, help_text=_("Fx 1-10-2026"))
    til = TypedDateField(label=_("Til"), required=False, help_text=_("Fx 31-12-2026"))
    slags = forms.SlugField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: object, tree: Tree) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self._tree = tree
        units = [(str(node.unit_id), f"{_INDENT * depth}{node.name}") for depth, node in tree.walk()]
        self.fields["enhed"].choices = [("", _("Alle")), *units]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object] | None:
        """Hold that the period runs forwards."""
        first, last = self.cleaned_data.get("fra"), self.cleaned_data.get("til")
        if first and last and first > last:
            self.add_error("til", _("Perioden slutter, før den begynder."))
        return self.cleaned_data

    def wish(self) -> Wish:
        """Return what to search for; what is wrong narrows nothing."""
        self.is_valid()
        given = self.cleaned_data
        unit = given.get("enhed")
        first: dt.date | None = given.get("fra")
        return Wish(
            text=given.get("q", ""),
            kind=given.get("slags", ""),
            units=self._tree.with_below(int(unit)) if unit else None,
            first=first,
            last=given.get("til"),
            page=whole_number(self.data.get(PAGE, "")) or 1,
        )

    @property
    def is_narrowed(self) -> bool:
        """Say whether something else than words is asked for, or was asked for wrongly."""
        return any(self.data.get(name) for name in ("enhed", "fra", "til"))
