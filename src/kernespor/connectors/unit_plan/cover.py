"""What stands before and around the text: title page, address, organisation chart, placeholders."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from kernespor.connectors.unit_plan.notes import Notes
from kernespor.connectors.unit_plan.passages import Passage
from kernespor.connectors.unit_plan.records import Period
from kernespor.connectors.unit_plan.vocabulary import (
    find_front_label,
    find_label,
    fold,
    load,
    split_head,
    words_of,
)
from kernespor.engines.danish import parse_date

_YEAR = r"(?:19|20)\d\d"
_SPAN = re.compile(rf"\b({_YEAR})\s*(?:[-–—/]|til(?: og med)?|og|t\.o\.m\.)\s*({_YEAR}|\d\d)\b")
_ONE_YEAR = re.compile(rf"\b({_YEAR})\b")
_DAY = r"(?:\d{1,2}\.? ?[a-zæøå]{3,9}\.? \d{4}|\d{1,2}[-./]\d{1,2}[-./]\d{4}|\d{4}-\d{2}-\d{2})"
_DAYS = re.compile(rf"({_DAY})\s*(?:[-–—]|til(?: og med)?)\s*(?:den )?({_DAY})", re.IGNORECASE)
_ONE_DAY = re.compile(_DAY, re.IGNORECASE)
_CONTACT = re.compile(
    r"[\w.+-]{1,60}@[\w-]+\.\w+|\bwww\.\w|https?://|(?:\+45\s?)?\b(?:\d\d[ .]?){3}\d\d\b"
    r"|(?-i:\b[1-9]\d{3} [A-ZÆØÅ][a-zæøå]+)",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"(?:DK-)?[1-9]\d{3} [A-ZÆØÅ][\w. -]{1,30}")
_STREET = re.compile(r"[A-ZÆØÅ][^\d,;:]{2,40} \d{1,3} ?[A-Za-z]?(?:,.{0,40})?")
_PERSON = re.compile(r"(?:[A-ZÆØÅÉ][\w.'’-]*\.?\s*){2,5}")
_PLACEHOLDER = re.compile(
    r"\[[^\]\d][^\]]{2,150}\](?!\()|<[a-zæøå][a-zæøå /_-]{2,40}>|\b[Xx]{2,}\b|\b[Xx]{2}[./-][Xx]{2}\b|_{4,}"
    r"|klik her for at|skriv her|lorem ipsum|indsæt (?:tekst|billede|navn)",
    re.IGNORECASE,
)
_PARTIES = re.compile(r"^\w*(?:aftale|kontrakt)\w* mellem .{3,60}? og (?=\S)", re.IGNORECASE)
_TRIM = " \t,.;:–—-|·•()/\"'”"
_OPENINGS = (["forord"], ["indledning"], ["introduktion"], ["resumé"], ["velkommen"])
_SHORT = 120
_LONGEST_COVER = 14
_TAIL = 16
_LONGEST_CONTACT = 80
_CAPITALISED = 0.75
_CAPITALISED_IN_BOXES = 0.6  # where tabs part the boxes
_MANY_NAMES = 5


class Cover(NamedTuple):
    """What the title page says, and which passages are furniture of which kind (by their place)."""

    title: str
    unit: str
    period: Period
    set_aside: dict[int, str]


def read_cover(passages: Sequence[Passage], heads: Sequence[str]) -> Cover:
    """Read title, unit and period from the title page, then from the page heads (`heads`)."""
    size = _cover_size(passages)
    cover = passages[:size]
    texts = [passage.text for passage in cover]
    title = next((text for text in texts if _plan_word(text)), "")
    if not title:
        title = next(
            (p.text for p in passages[:_LONGEST_COVER] if _plan_word(p.text) and len(p.text) <= _SHORT), ""
        )
    if not title and cover:
        title = next((p.text for p in cover if p.level == 1), "") or texts[0]
    opening = [p.text for p in passages[:_LONGEST_COVER] if len(p.text) <= _SHORT] + _cell_pairs(passages)
    period = _labelled_period(opening) or _first_period([title, *texts, *heads])
    if period is None:
        period = next((p for passage in passages[:40] if (p := _plan_period(passage.text))), None)
    unit = _labelled_unit(opening) or _unit(title, texts, heads, passages)
    set_aside = {place: "title_page" for place in range(size) if passages[place].text != title}
    for place, passage in enumerate(passages[:_LONGEST_COVER]):
        if passage.text == title:
            set_aside[place] = "title"
            break
    return Cover(title, unit, period or Period(), set_aside)


def _cell_pairs(passages: Sequence[Passage]) -> list[str]:
    """Return what stands beside each other in the opening tables, written as "Enhed: Vej og Park"."""
    cells = [passage for passage in passages[:_LONGEST_COVER] if passage.first.cell]
    return [
        f"{left.text.rstrip(':')}: {right.text}"
        for left, right in pairwise(cells)
        if left.first.cell and right.first.cell and left.first.cell[:2] == right.first.cell[:2]
    ]


def _cover_size(passages: Sequence[Passage]) -> int:
    """Return how many passages the title page has: short ones, before the first heading with text below."""
    for place, passage in enumerate(passages[:_LONGEST_COVER]):
        if (
            passage.forced
            or passage.bullet
            or passage.first.cell
            or len(passage.text) > _SHORT
            or passage.known_heading
        ):
            return place
        if _official(passage.text):
            continue
        if passage.text.endswith((".", ":")):
            return place
        head = split_head(passage.text)
        if (
            words_of(passage.text)[:1] in _OPENINGS
            or find_label(passage.text)
            or head.part
            or head.number
            or find_front_label(passage.text)
        ):
            return place
        below = passages[place + 1] if place + 1 < len(passages) else None
        if (
            below is None
            or len(below.text) > _SHORT
            or below.bullet
            or (below.text.endswith((".", ":")) and not _official(below.text))
        ):
            return place
        if place > 1 and passage.level and (below.level > passage.level or find_label(below.text)):
            return place
    return min(len(passages), _LONGEST_COVER)


def _official(text: str) -> bool:
    """Say whether a short line names what a title page does: the plan, a period, the municipality."""
    if _cover_label(text, "unit") or _cover_label(text, "period") or _cover_label(text, "imprint"):
        return True
    if len(words_of(text)) > 10:  # noqa: PLR2004 - more is a sentence
        return False
    return bool(
        _plan_word(text) or _ONE_YEAR.search(text) or words_of(text)[-1:] in (["kommune"], ["kommunes"])
    )


def _plan_word(text: str) -> str:
    words = text.casefold()
    found = [word for word in load()["plan"]["words"] if word in words]
    return max(found, key=len, default="") if len(text) <= _SHORT and not text.endswith(".") else ""


def _cover_label(text: str, column: str) -> str:
    """Return what stands behind "Enhed:" and its like."""
    before, colon, rest = text.partition(":")
    if not colon or len(before) > 40:  # noqa: PLR2004 - longer than any label
        return ""
    words = fold(before)
    return rest.strip() if words in load()["cover"][column] else ""


def _labelled_unit(texts: Sequence[str]) -> str:
    return next((rest for text in texts if (rest := _cover_label(text, "unit"))), "")


def _labelled_period(texts: Sequence[str]) -> Period | None:
    rests = [rest for text in texts if (rest := _cover_label(text, "period"))]
    return _first_period(rests)


def _first_period(texts: Sequence[str]) -> Period | None:
    for pattern in (find_span, find_year):
        for text in texts:
            if period := pattern(text):
                return period
    return None


def _plan_period(text: str) -> Period | None:
    """Read the period from a sentence that names the plan ("Virksomhedsplan 2020-2021 sætter …")."""
    for word in load()["plan"]["words"]:
        if match := re.search(
            rf"{word}\w*\s+(?:for\s+)?(?:perioden\s+)?({_YEAR}\s*[-–/]\s*\d{{2,4}}|{_YEAR})",
            text,
            re.IGNORECASE,
        ):
            return find_span(match[1]) or find_year(match[1])
    return None


def find_span(text: str) -> Period | None:
    """Read "2020-2021", "2023/24" or two dates."""
    if match := _DAYS.search(text):
        try:
            first, last = parse_date(match[1]), parse_date(match[2])
        except ValueError:
            return None
        return Period(first.isoformat(), last.isoformat()) if first <= last else None
    if match := _SPAN.search(text):
        start, end = match[1], match[2]
        end = end if len(end) > 2 else start[:2] + end  # noqa: PLR2004 - "24" for 2024
        return Period(start, end) if start <= end else None
    return None


def find_year(text: str) -> Period | None:
    """Read a single year as a period of one year."""
    if is_date(text):
        return None
    match = _ONE_YEAR.search(text)
    return Period(match[1], match[1]) if match else None


def is_date(text: str) -> bool:
    """Say whether a text holds a single date."""
    match = _ONE_DAY.search(text)
    if not match:
        return False
    try:
        return isinstance(parse_date(match[0]), dt.date)
    except ValueError:
        return False


def _unit(title: str, texts: Sequence[str], heads: Sequence[str], passages: Sequence[Passage]) -> str:
    candidates = [_bare(text) for text in (title, *texts, *heads)]
    candidates = list(dict.fromkeys(text for text in candidates if len(text) > 1))
    if not candidates:
        return ""
    body = " ".join(passage.text for passage in passages).casefold()
    counted = [(body.count(text.casefold()), -place, text) for place, text in enumerate(candidates)]
    return max(counted)[2]


def _bare(text: str) -> str:
    """Take from a title-page line what isn't the unit's name: the plan, the period, the municipality."""
    if len(text) > _SHORT or find_label(text):
        return ""
    text = _DAYS.sub("", _PARTIES.sub("", _PLACEHOLDER.sub("", text)))
    if is_date(text):
        return ""
    if re.search(r"\b(?:side|version|udkast|godkendt|vedtaget|udarbejdet)\b", text, re.IGNORECASE):
        text = re.sub(
            r"\bside\s+\d+(?:\s+af\s+\d+)?|\bversion.*|\budkast\b.*|\bgodkendt\b.*|\bvedtaget\b.*|\budarbejdet\b.*",
            "",
            text,
            flags=re.IGNORECASE,
        )
    text = _ONE_YEAR.sub("", _SPAN.sub("", text))
    if _CONTACT.search(text):
        return ""
    for word in sorted(load()["plan"]["words"], key=len, reverse=True):
        text = re.sub(rf"\b{word}(?:en|er)?\b", "", text, flags=re.IGNORECASE)
    text = re.sub(
        r"\b(?:for\s+)?(?:perioden|planperioden|skoleåret|årene|året)\b", "", text, flags=re.IGNORECASE
    )
    parts = [
        part.strip(_TRIM) for part in re.split(r"\s[|·•]\s|\s[–—-]\s|,\s(?=[A-ZÆØÅ][\w-]+ Kommune)", text)
    ]
    parts = [
        part
        for part in parts
        if any(map(str.isalpha, part)) and not part.casefold().endswith((" kommune", " kommunes"))
    ]
    text = re.sub(
        r"^(?:for|i|til)(?:\s+|$)|\s+(?:for|i)$",
        "",
        " ".join(" – ".join(parts).split()).strip(_TRIM),
        flags=re.IGNORECASE,
    )
    text = text.strip(_TRIM)
    if fold(text) in load()["cover"]["period"] or not any(map(str.isalpha, text)):
        return ""
    return text


def find_surroundings(passages: Sequence[Passage], unit: str) -> dict[int, str]:
    """Return which passages are address, imprint or organisation chart, by their place."""
    found: dict[int, str] = {}
    for place, passage in enumerate(passages):
        if passage.forced or passage.first.cell or passage.bullet:
            continue
        if _is_chart(passage):
            found[place] = "organisation_chart"
        elif _is_contact(passage.text) or (
            place >= len(passages) - _TAIL and _cover_label(passage.text, "imprint")
        ):
            found[place] = "address"
    for place in sorted(found):
        _widen(passages, place, found, unit)
    return found


def _is_contact(text: str) -> bool:
    return (
        len(text) <= _LONGEST_CONTACT
        and bool(_CONTACT.search(text))
        and not _plan_word(text)
        and not text.endswith(".")
        and len(words_of(_CONTACT.sub("", text))) <= _MANY_NAMES
    )


def _is_chart(passage: Passage) -> bool:
    """Say whether a line is boxes of an organisation chart: names and names, no sentence."""
    names, capitals = _names(passage)
    if "\t" in passage.first.line.raw and names > 1:
        return capitals >= _CAPITALISED_IN_BOXES
    heading = passage.text.isupper() or split_head(passage.full_text).part is not None
    return names > _MANY_NAMES and capitals >= _CAPITALISED and not heading


def _names(passage: Passage) -> tuple[int, float]:
    """Return how many words a line has beside the small ones, and the share of them with a capital."""
    small = set(load()["chart"]["small"])
    names = [word for word in passage.text.split() if word.casefold() not in small]
    if passage.level or not names or passage.text.endswith((".", ":", "?")):
        return 0, 0.0
    return len(names), sum(word[0].isupper() for word in names) / len(names)


def _widen(passages: Sequence[Passage], place: int, found: dict[int, str], unit: str) -> None:
    kind = found[place]
    for step in (-1, 1):
        other = place + step
        while 0 <= other < len(passages) and other not in found and _belongs(passages[other], kind, unit):
            found[other] = kind
            other += step


def _belongs(passage: Passage, kind: str, unit: str) -> bool:
    text = passage.text
    if passage.bullet or passage.forced or passage.first.cell or len(text) > 60 or find_label(text):  # noqa: PLR2004 - short lines alone
        return False
    if fold(text) == fold(unit) and unit:
        return True
    if passage.level or passage.known_heading:
        return False
    if kind == "organisation_chart":
        names, capitals = _names(passage)
        person = bool(_PERSON.fullmatch(text)) and not text.endswith((".", ":"))
        return person or (names > 2 and capitals >= _CAPITALISED)  # noqa: PLR2004 - a unit and a name
    return bool(
        _STREET.fullmatch(text)
        or _POSTCODE.fullmatch(text)
        or text.casefold().endswith(" kommune")
        or (text.isupper() and len(text.split()) <= 6)  # noqa: PLR2004 - a name in capitals
    )


def find_placeholders(passages: Sequence[Passage], notes: Notes) -> dict[int, str]:
    """Note what was left to be filled in; return the passages that are nothing else, by their place."""
    found: dict[int, str] = {}
    for place, passage in enumerate(passages):
        for match in _PLACEHOLDER.finditer(passage.text):
            notes.noticed("placeholder", passage.numbers[0], match[0])
            if match[0] == passage.text.rstrip(".") and match[0].startswith("[") and not passage.forced:
                found[place] = "placeholder"
    return found
