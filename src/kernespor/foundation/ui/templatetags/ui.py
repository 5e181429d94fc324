"""What the components and pages draw with: marks, icons, form controls, parts of a sum."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

from django import forms, template
from django.db.models import Model
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kernespor.foundation.ui import panels as registry
from kernespor.foundation.ui import states

register = template.Library()

MARKS = "kernespor/marks.svg"
ICONS = "vendor/dkfds/icons.svg"

_COUNT_WORDS = (
    "", _("Én"), _("To"), _("Tre"), _("Fire"), _("Fem"), _("Seks"), _("Syv"), _("Otte"), _("Ni"), _("Ti"),
)  # fmt: skip


@register.simple_tag
def mark(state: str) -> SafeString:
    """Draw the mark of a state, hidden from those who hear the page: its word stands beside it."""
    return _mark(str(state), _url(MARKS))


@register.simple_tag
def status(state: str, cause: str = "") -> SafeString:
    """Say a state with its mark and its word, and why, where there is a cause."""
    why = format_html('<span class="cause"> · {}</span>', cause) if cause else ""
    return format_html(
        '<span class="st" data-state="{}">{}<span>{}{}</span></span>',
        state, _mark(str(state), _url(MARKS)), state_label(state), why,
    )  # fmt: skip


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """Draw an icon of the sprite; `extra` is a further class. Its words stand beside it."""
    return _icon(name, extra, _url(ICONS))


@register.simple_tag
def drawing(name: str) -> SafeString:
    """Draw one of our own drawings that is no state (the bell), hidden from those who hear the page."""
    return format_html(
        '<svg class="ic" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        _url(MARKS),
        name,
    )


@cache
def _url(name: str) -> str:
    return static(name)


# A table of two hundred rows draws each mark many times: it is put together once.
@cache
def _mark(state: str, sprite: str) -> SafeString:
    return format_html(
        '<svg class="mark" data-state="{}" viewBox="0 0 20 20" aria-hidden="true" focusable="false">'
        '<use href="{}#{}"/></svg>',
        state,
        sprite,
        state,
    )


@lru_cache(maxsize=500)
def _icon(name: str, extra: str, sprite: str) -> SafeString:
    return format_html(
        '<svg class="ic {}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        '<use href="{}#{}"/></svg>',
        extra,
        sprite,
        name,
    )


@register.simple_tag
def marks_url() -> str:
    """Return the address of the sprite of marks, for pictures that draw their own `<use>`."""
    return _url(MARKS)


@register.simple_tag
def said(counts: Mapping[str, int]) -> str:
    """Return a sum of states in words, "6 nået, 19 på sporet", for where the bar has no list beneath it."""
    return ", ".join(f"{share.count} {share.label.lower()}" for share in states.shares(counts))


@register.simple_tag(takes_context=True)
def panels(context: Any, row: Model) -> SafeString:
    """Draw what stands below an object: its thread, case, files, comments, history.

    A panel whose section has the class `panel-wide` takes the whole width.
    """
    request = context["request"]
    drawn = []
    for panel in registry.known():
        found = panel.context(request.actor, row)
        if found is not None:
            drawn.append((render_to_string(panel.template, {"row": row, **found}, request),))
    return format_html('<div class="panels">{}</div>', format_html_join("\n", "{}", drawn))


@register.filter
def state_label(state: str) -> str:
    """Return the word for a state."""
    return states.label_of(state)


@register.filter
def shares(counts: Mapping[str, int] | Iterable[tuple[str, int]]) -> list[states.Share]:
    """Return the states that occur in a count, in their order, with their part of the bar."""
    return states.shares(counts)


@register.filter
def initials(name: str) -> str:
    """Return the first letters of the first and the last word of a name."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@register.filter
def control(field: BoundField) -> SafeString:
    """Draw the field's own control with the class that the style sheets know."""
    widget = field.field.widget
    kind = "form-select" if isinstance(widget, forms.Select) else "form-input"
    return field.as_widget(attrs={"class": f"{kind} {widget.attrs.get('class', '')}".strip()})


@register.filter
def is_choices(field: BoundField) -> bool:
    """Say whether the field is a group of radios or checkboxes."""
    return isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)


@register.filter
def is_day(field: BoundField) -> bool:
    """Say whether the field is a date, which needs no more room than a date."""
    return isinstance(field.field, forms.DateField)


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """Say whether the field is one checkbox, whose label stands after it."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def problems(form: forms.BaseForm) -> list[dict[str, Any]]:
    """Return every error of a form, each with the id of its field (empty for the form's own)."""
    found = [{"text": text, "target": ""} for text in form.non_field_errors()]
    for field in form:
        target = f"{field.auto_id}_0" if is_choices(field) else field.id_for_label
        found += [{"text": text, "target": target} for text in field.errors]
    return found


@register.filter
def missing(found: list[dict[str, Any]]) -> str:
    """Return the heading above a list of errors: "To ting skal rettes"."""
    number = len(found)
    word = str(_COUNT_WORDS[number]) if number < len(_COUNT_WORDS) else str(number)
    return ngettext("Én ting skal rettes", "%(word)s ting skal rettes", number) % {"word": word}
