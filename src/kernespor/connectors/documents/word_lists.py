"""Word's automatic lists: the number or bullet before a paragraph that the text itself doesn't hold."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from kernespor.connectors.documents.word_styles import Style, W, attribute

_LEVELS = 9
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST = 60  # a list counted further than this isn't told in Roman


@dataclass(slots=True)
class _Level:
    format: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass(slots=True)
class _List:
    """One abstract list: its levels, and how far each has been counted."""

    levels: dict[int, _Level] = field(default_factory=dict)
    counted: dict[int, int] = field(default_factory=dict)


class Lists:
    """The lists of a document, counted in reading order."""

    def __init__(self, root: ET.Element | None) -> None:
        self._abstract: dict[str, _List] = {}
        self._of_number: dict[str, str] = {}
        self._by_style: dict[str, tuple[str, int]] = {}
        if root is None:
            return
        for abstract in root.iter(f"{W}abstractNum"):
            key = attribute(abstract, "abstractNumId")
            self._abstract[key] = _List(dict(self._levels(abstract, key)))
        for number in root.iter(f"{W}num"):
            self._of_number[attribute(number, "numId")] = attribute(number.find(f"{W}abstractNumId"))

    def _levels(self, abstract: ET.Element, key: str) -> list[tuple[int, _Level]]:
        found = []
        for level in abstract.iter(f"{W}lvl"):
            number = attribute(level, "ilvl")
            start = attribute(level.find(f"{W}start"))
            if not number.isdigit():
                continue
            found.append(
                (
                    int(number),
                    _Level(
                        attribute(level.find(f"{W}numFmt")) or "decimal",
                        attribute(level.find(f"{W}lvlText")),
                        int(start) if start.isdigit() else 1,
                    ),
                )
            )
            if style := attribute(level.find(f"{W}pStyle")):
                self._by_style[style] = (key, int(number))
        return found

    def label(self, properties: ET.Element | None, style: Style) -> tuple[str, int]:
        """Count the paragraph in its list; return its number or bullet ("" for none) and its depth from 0."""
        direct = properties.find(f"{W}numPr") if properties is not None else None
        number = attribute(direct.find(f"{W}numId")) if direct is not None else ""
        depth_text = attribute(direct.find(f"{W}ilvl")) if direct is not None else ""
        key = self._of_number.get(number or style.list_id)
        depth = int(depth_text) if depth_text.isdigit() else style.list_level
        if key is not None and not depth_text and style.style_id in self._by_style:
            depth = self._by_style[style.style_id][1]
        if (number or style.list_id) in {"", "0"} or key not in self._abstract or depth >= _LEVELS:
            return "", 0
        found = self._abstract[key]
        level = found.levels.get(depth, _Level())
        if level.format == "bullet":
            return _bullet(level.text), depth
        if level.format == "none":
            return "", depth
        found.counted[depth] = found.counted.get(depth, level.start - 1) + 1
        for deeper in [other for other in found.counted if other > depth]:
            del found.counted[deeper]
        return self._worded(found, level), depth

    def _worded(self, found: _List, level: _Level) -> str:
        def number(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            of = found.levels.get(place, _Level())
            return _worded_number(found.counted.get(place, of.start), of.format)

        return re.sub(r"%([1-9])", number, level.text).strip()


def _bullet(text: str) -> str:
    mark = text.strip()[:1]
    return "•" if not mark or "\ue000" <= mark <= "\uf8ff" else mark


def _worded_number(number: int, form: str) -> str:
    if form in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (number - 1) % 26)
        return letter if form == "lowerLetter" else letter.upper()
    if form in {"lowerRoman", "upperRoman"} and 0 < number <= _MOST:
        roman = ""
        for value, letters in _ROMAN:
            roman += letters * (number // value)
            number %= value
        return roman if form == "lowerRoman" else roman.upper()
    return str(number)
