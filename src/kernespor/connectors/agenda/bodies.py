"""Names of bodies (udvalg, råd, direktion), and lines that say which body met when."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from kernespor.connectors.agenda.dates import CLOCK, DATED, find_dates, find_term, read_term
from kernespor.connectors.agenda.vocabulary import any_of, fold, words, words_of

_OTHER = r"(?!\w*(?:udvalget|rådet|bestyrelsen|direktionen)\b)"  # a list of bodies is no name of one
_NAMED = re.compile(
    r"(?<![\w-])(?:"
    r"(?:[Dd]et (?:[a-zæøå]+e )?)?[Uu]dvalg(?:et)? (?:for|vedr\.|vedrørende|om) "
    r"(?:[A-ZÆØÅ][\w-]*|[a-zæøå]+-)"
    r"(?:(?:, (?:og |samt )?| og | samt | & )(?:[A-ZÆØÅ][\w-]*|[a-zæøå]{4,}))*(?: [A-ZÆØÅ][a-zæøå]+)?"
    r"|(?:[Dd]et )?[A-ZÆØÅ]\w+(?:iske?|ialt|iale|elt|elle|ente?|ående) [Uu]dvalg(?:et)?"
    r"|(?:§ ?17,? ?stk\.? ?4[ -])(?:udvalg(?:et)?)"
    r"(?: (?:om|for) [A-ZÆØÅa-zæøå][\w-]*(?: (?:og )?[A-ZÆØÅ]?[\w-]+){0,3})?"
    rf"|(?:{_OTHER}[A-ZÆØÅ]\w*(?:-,?|,) (?:og |& |samt )?){{0,5}}(?:{_OTHER}[A-ZÆØÅ]\w*-? (?:og|&|samt) )?"
    rf"(?=[A-ZÆØÅ])(?:[A-ZÆØÅ]?[\wæøå-]*?){any_of('bodies')}"
    r"(?: for [A-ZÆØÅ][\w-]*(?:(?:, | og )[A-ZÆØÅ][\w-]*){0,4})?"
    r")(?=s?(?![\w]))",
)
_SMALL = frozenset({"og", "for", "i", "om", "samt", "af", "vedr", "til", "med", "på"})
_POINT = r"(?:,? ?(?:pkt\.?|punkt|sag)(?: ?nr\.?)? ?\d{1,3})"
_JOINTS = re.compile(rf"{_POINT}|{CLOCK}|[\s,.:;–—()-]+", re.IGNORECASE)
BETWEEN = frozenset(
    {
        "i",
        "fra",
        "af",
        "den",
        "d",
        "på",
        "møde",
        "mødet",
        "s",
        "truffet",
        "ved",
        "for",
        "om",
        "til",
        "ordinært",
        "ekstraordinært",
    }
)
_MOST_LETTERS = 200
_ANY_NAME = re.compile(
    r"(?:(?:i|fra|af) )?(?P<name>[A-ZÆØÅ][\w-]*(?:,? (?:(?:og|for|&|samt|i) )?[A-ZÆØÅ][\w-]*){0,6})"
    rf"(?P<rest>(?:,? \d{{4}} ?[-–] ?\d{{2,4}})?,? ?{DATED.pattern.replace('?P<day>', '?:')}[:.]?)",
)


@dataclass(frozen=True, slots=True)
class Met:
    """Which body met, in which term, on which day; `date_text` is the date as it stood."""

    body: str = ""
    term: str = ""
    date: dt.date | None = None
    date_text: str = ""


def in_small_letters(text: str) -> str:
    """Return a name that was written in capitals alone as names are written."""
    if not text.isupper() or len(text) <= 4:  # noqa: PLR2004 - "MED" is an abbreviation
        return text
    parts = re.split(r"([ -])", text.lower())
    return "".join(
        "MED" if part == "med" and place == 0 else part if part in _SMALL else part[:1].upper() + part[1:]
        for place, part in enumerate(parts)
    )


def find_body(text: str) -> tuple[str, int, int] | None:
    """Return the first name of a body in a text, with where it begins and ends, or None."""
    if len(text) > _MOST_LETTERS:
        text = text[:_MOST_LETTERS]
    cased = in_small_letters(text) if text.isupper() else _capitals_alone(text)
    match = _NAMED.search(cased)
    if match is None:
        return None
    return match[0], match.start(), match.end()


def _capitals_alone(text: str) -> str:
    """Write words in capitals alone as names, so that "ØKONOMIUDVALGET den 3. maj" is found; same length."""
    return re.sub(r"(?<![\w])[A-ZÆØÅ]{5,}(?:-(?= ))?(?![\w])", lambda match: match[0].capitalize(), text)


def is_body(text: str) -> bool:
    """Say whether a text is the name of a body and nothing else."""
    found = find_body(text.strip().strip(".:"))
    return found is not None and not fold(text[: found[1]] + text[found[2] :].removeprefix("s"))


def read_met(text: str, allowed: frozenset[str] = BETWEEN) -> Met | None:
    """Read a line that says which body met when; None where it says more than that and `allowed` words."""
    if not text or len(text) > _MOST_LETTERS:
        return None
    left, body, term, day, date_text = text, "", "", None, ""
    if found := next(find_dates(left), None):
        day, date_text = found.day, found.text
        left = f"{left[: found.start]} {left[found.end :]}"
    if match := find_term(left):
        term = read_term(match)
        left = f"{left[: match.start()]} {left[match.end() :]}"
    if name := find_body(left):
        body = name[0]
        left = f"{left[: name[1]]} {left[name[2] :].removeprefix('s ')}"
    if not (body or date_text or term):
        return None
    rest = words_of(_JOINTS.sub(" ", left))
    if any(word not in allowed for word in rest):
        return None
    return Met(body, term, day, date_text)


def read_named(text: str) -> Met | None:
    """Read "i Plan og Teknik den 3. maj 2022", where a body's name says nothing of what it is, or None."""
    match = _ANY_NAME.fullmatch(" ".join(text.split()))
    day = next(find_dates(text), None)
    if match is None or day is None:
        return None
    term = find_term(match["rest"][: match["rest"].find(day.text)])
    return Met(match["name"].strip(" ,"), read_term(term) if term else "", day.day, day.text)


def tells_who(text: str) -> Met | None:
    """Return what the words behind "Beslutning" say of a body and a day, if that is all they say."""
    met = (read_met(text) or read_named(text.strip())) if text.strip(" .:") else None
    return met if met and (met.body or met.date_text) else None


def read_headline(text: str) -> Met | None:
    """Read a line of the meeting's head ("Referat af møde i Byrådet den 3. maj 2018 kl. 17"), or None."""
    if not text or len(text) > _MOST_LETTERS:
        return None
    allowed = words("documents") | words("fillers")
    bare = re.sub(r"[A-ZÆØÅ][\w-]+ [Kk]ommunes?\b|[A-ZÆØÅ-]+ KOMMUNES?\b", " ", text)
    met = read_met(bare, allowed)
    if met:
        return met
    said = words_of(_JOINTS.sub(" ", re.sub(CLOCK, " ", DATED.sub(" ", bare), flags=re.IGNORECASE)))
    named = (
        bare != text
        or any(word in words("documents") for word in said)
        or re.search(CLOCK, text, re.IGNORECASE)
    )
    return Met() if named and all(word in allowed for word in said) else None
