"""Word's styles: name, heading level, list and type, down the chain of what a style is based on."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST_CHAIN = 20
_BODY_TEXT = 9  # the outline level that is none
_POINTS = 11.0


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph gets from its style."""

    name: str = "Normal"
    level: int = 0
    bold: bool = False
    size: float = _POINTS
    indent: float = 0.0
    list_id: str = ""
    list_level: int = 0
    style_id: str = ""


def attribute(element: ET.Element | None, name: str = "val") -> str:
    """Return an attribute of Word's own namespace, or ""."""
    return (element.get(f"{W}{name}") or "") if element is not None else ""


def is_on(element: ET.Element | None) -> bool:
    """Say whether a switch like <w:b/> is there and on."""
    return element is not None and attribute(element) not in {"0", "false", "off"}


class Styles:
    """All styles of a document."""

    def __init__(self, root: ET.Element | None) -> None:
        self._by_id: dict[str, ET.Element] = {}
        self._made: dict[str, Style] = {}
        self._default = ""
        size = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz") if root is not None else None
        self._size = _half_points(size, _POINTS)
        for style in root.iter(f"{W}style") if root is not None else ():
            key = attribute(style, "styleId")
            self._by_id[key] = style
            if attribute(style, "type") == "paragraph" and attribute(style, "default") in {"1", "true"}:
                self._default = key

    def of(self, properties: ET.Element | None) -> Style:
        """Return the style of a paragraph by its properties."""
        named = properties.find(f"{W}pStyle") if properties is not None else None
        return self._make(attribute(named) or self._default, 0)

    def of_run(self, run: ET.Element, style: Style) -> tuple[bool, float]:
        """Return whether a run is bold and its size in points."""
        properties = run.find(f"{W}rPr")
        if properties is None:
            return style.bold, style.size
        bold = properties.find(f"{W}b")
        return (is_on(bold) if bold is not None else style.bold), _half_points(
            properties.find(f"{W}sz"), style.size
        )

    def _make(self, key: str, depth: int) -> Style:
        if key in self._made:
            return self._made[key]
        element = self._by_id.get(key)
        if element is None or depth > _DEEPEST_CHAIN:
            return Style(name=key or "Normal", size=self._size)
        parent_id = attribute(element.find(f"{W}basedOn"))
        parent = self._make(parent_id, depth + 1) if parent_id else Style(size=self._size)
        outline = attribute(element.find(f"{W}pPr/{W}outlineLvl"))
        bold = element.find(f"{W}rPr/{W}b")
        number = element.find(f"{W}pPr/{W}numPr/{W}numId")
        list_level = attribute(element.find(f"{W}pPr/{W}numPr/{W}ilvl"))
        made = Style(
            name=attribute(element.find(f"{W}name")) or key,
            level=(int(outline) + 1 if int(outline) < _BODY_TEXT else 0)
            if outline.isdigit()
            else parent.level,
            bold=is_on(bold) if bold is not None else parent.bold,
            size=_half_points(element.find(f"{W}rPr/{W}sz"), parent.size),
            indent=parent.indent,
            list_id=attribute(number) if number is not None else parent.list_id,
            list_level=int(list_level) if list_level.isdigit() else parent.list_level,
            style_id=key,
        )
        self._made[key] = made
        return made


def _half_points(element: ET.Element | None, otherwise: float) -> float:
    value = attribute(element)
    return int(value) / 2 if value.isdigit() else otherwise
