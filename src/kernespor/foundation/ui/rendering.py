"""How fields are drawn: as Django draws them, but long lists to choose from without a template an option."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.forms.utils import flatatt
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_SELECT, _OPTION = "django/forms/widgets/select.html", "django/forms/widgets/select_option.html"


class Renderer(DjangoTemplates):
    """Draws fields; the templates of options take most of the time of a page with every person on it."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """Return a field or a form as HTML."""
        if template_name == _SELECT and _plain(context["widget"]):
            return _select(context["widget"])
        return super().render(template_name, context, request)


def _plain(widget: Mapping[str, Any]) -> bool:
    groups: list[tuple[str | None, list[dict[str, Any]], int]] = widget["optgroups"]
    return all(not name and option["template_name"] == _OPTION for name, some, _ in groups for option in some)


def _select(widget: Mapping[str, Any]) -> SafeString:
    options = format_html_join("\n", '<option value="{}"{}>{}</option>', _options(widget))
    return format_html(
        '<select name="{}"{}>\n{}\n</select>', widget["name"], flatatt(widget["attrs"]), options
    )


def _options(widget: Mapping[str, Any]) -> Iterator[tuple[str, SafeString, object]]:
    for _name, some, _place in widget["optgroups"]:
        for option in some:
            yield str(option["value"]), flatatt(option["attrs"]), option["label"]
