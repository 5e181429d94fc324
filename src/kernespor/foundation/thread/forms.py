"""The shape of what people write about the thread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kernespor.foundation.objects import Card, Ref
from kernespor.foundation.thread.registry import LinkKind

UP, DOWN = "op", "ned"
_LONGEST = 2000


class TieForm(forms.Form):
    """Another object, how the two hang together, and why."""

    other = forms.ChoiceField(
        label=_("Det andet led"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg det andet led.")},
    )
    relation = forms.ChoiceField(
        label=_("Hvordan hænger de sammen?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvordan de hænger sammen.")},
    )
    why = forms.CharField(
        label=_("Hvorfor?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=_LONGEST,
        help_text=_("Står ved leddet, så andre kan se, hvad du har tænkt."),
        error_messages={"required": _("Skriv, hvorfor de to hænger sammen.")},
    )

    def __init__(
        self, *args: Any, here: Ref, found: Sequence[Card], kinds: Iterable[LinkKind], **kwargs: Any
    ) -> None:
        """Offer what was found, and the kinds of links, each with its way, that may tie it to `here`."""
        super().__init__(*args, **kwargs)
        others, relations = self.fields["other"], self.fields["relation"]
        assert isinstance(others, forms.ChoiceField)  # noqa: S101 - declared above
        assert isinstance(relations, forms.ChoiceField)  # noqa: S101 - declared above
        others.choices = [(str(card.ref), f"{card.title} ({card.kind.label})") for card in found]
        relations.choices = [
            (f"{kind.name}:{way}", _("Det her led {word} det andet").format(word=word))
            for kind in kinds
            for way, word in ((DOWN, kind.down), (UP, kind.up))
            if any(kind.fits(*_upper_first(way, here, card.ref)) for card in found)
        ]

    @property
    def chosen(self) -> Ref:
        """The object that was chosen."""
        kind, _colon, pk = self.cleaned_data["other"].rpartition(":")
        return Ref(kind, int(pk))

    def ends(self, here: Ref) -> tuple[str, Ref, Ref]:
        """Return the kind of the link, its upper end and its lower end, seen from an object."""
        kind, _colon, way = self.cleaned_data["relation"].rpartition(":")
        return kind, *_upper_first(way, here, self.chosen)


def _upper_first(way: str, here: Ref, other: Ref) -> tuple[Ref, Ref]:
    return (here, other) if way == DOWN else (other, here)


class UntieForm(forms.Form):
    """Why two objects no longer hang together."""

    why = forms.CharField(
        label=_("Hvorfor hænger de ikke længere sammen?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=_LONGEST,
        help_text=_("Begrundelsen bliver stående i historikken."),
        error_messages={"required": _("Skriv, hvorfor de to ikke længere hænger sammen.")},
    )
