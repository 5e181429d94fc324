"""A label beside what it says: parted by a gap, a colon, a mark, or nothing but a space."""

from __future__ import annotations

import re

from kernespor.connectors.agenda.bodies import read_met
from kernespor.connectors.agenda.cases import find_case
from kernespor.connectors.agenda.vocabulary import Label, find_label, fold, is_type, says_none, words
from kernespor.connectors.governing.layout import ended
from kernespor.connectors.unit_plan.rows import Row

DECISION = re.compile(
    r"(?P<word>(?:udvalgets |rådets |byrådets )?"
    r"(?:beslutning(?:er|en)?|afgørelse|protokol|referat|behandling))(?![\w/])",
    re.IGNORECASE,
)
SAYS = re.compile(
    r"(?:[A-ZÆØÅ][\w-]*(?: (?:og|for|[A-ZÆØÅ][\w-]*)){0,6} (?:indstiller|foreslår|anbefaler)"
    r"|Det (?:indstilles|foreslås|anbefales))(?![\w])"
    r"(?=[^.]{0,120}\bat\b|[^.]{0,120}[,:]?\s*$)"
)  # a sentence that opens the recommendation
LONGEST = 80  # letters of a label
_LABEL_WORDS = 7
_LETTERED = re.compile(r"[A-HJ-ZÆØÅ](?=[ :.)]|$)")  # "Løsning B" is one of several, and no label
_GAP = re.compile(r"(\t| {2,})\s*")


def is_heading_like(text: str) -> bool:
    """Say whether a text may be a heading by its length, its first letter and its end."""
    return (
        len(text) <= LONGEST
        and text[:1].isupper()
        and not ended(text.rstrip(":"))
        and not text[-1:].isdigit()
    )


def is_parted(text: str, following: str) -> bool:
    """Say whether a hyphen at a line's end parts a word: "Beslutnings-" and "tema", not "Børne-" and "og"."""
    return text[-1:] in {"-", "\u00ad"} and text[-2:-1].isalpha() and following[:1].islower()


def joined(text: str, following: str) -> str:
    """Return two lines of a label as one, with a word that a hyphen parted made whole."""
    return text[:-1] + following if is_parted(text, following) else f"{text} {following}".strip()


def parted_by_colon(above: str, text: str) -> tuple[str, str] | None:
    """Part "nummer: 23/0111" below "Sags-" into the rest of the label and its value, or None."""
    head, colon, rest = text.partition(": ")
    return (f"{head}:", rest.strip()) if colon and rest.strip() and find_label(joined(above, head)) else None


def gapped_at(row: Row) -> tuple[str, str] | None:
    """Return what stands on both sides of the first wide gap in a line."""
    raw = row.line.raw.strip().strip("\f")
    match = _GAP.search(raw)
    if not match or row.cell or row.bullet or fold(raw) != fold(row.text):
        return None
    head, rest = raw[: match.start()].strip("*_ "), raw[match.end() :].strip()
    return (head, rest) if head and rest else None


def gapped(row: Row) -> tuple[Label, str, str] | None:
    """Return a label, its words and what stands behind a wide gap, or None."""
    parts = gapped_at(row)
    if parts is None or len(parts[0]) > LONGEST:
        return None
    label = find_label(parts[0])
    return (label, *parts) if label else None


def inline_label(text: str, *, colon: bool) -> tuple[Label, str, str] | None:
    """Return the longest label that a line begins with, its words, and the rest."""
    words = list(re.finditer(r"\S+", text[: LONGEST * 2]))
    for count in range(min(_LABEL_WORDS, len(words) - 1), 0, -1):
        end = words[count - 1].end()
        head = text[:end]
        if (
            colon
            and not head.endswith(":")
            and not (count < len(words) and words[count][0] in {":", "-", "–"})
        ):
            continue
        if not colon and head.endswith(":"):
            continue
        label = find_label(head)
        if label:
            rest = text[end:].strip()
            if label.kind == "case_number" and not label.sure and find_case(rest.lstrip(":–- ")) is None:
                label = Label("title", sure=False)  # "Sag: Ny bænk ved søen"
            return label, head, rest.lstrip(":–- ").strip() if colon else rest
    if colon and (match := re.match(r"([^:]{2,60}):(\S.*)", text)) and (label := find_label(match[1])):
        return label, f"{match[1]}:", match[2]
    return None


def raw_rest(row: Row, rest: str) -> str:
    """Return the rest of a line as it stood, so that wide gaps in it still part."""
    raw = row.line.raw.strip()
    words = rest.split(maxsplit=1)
    at = raw.find(words[0], max(len(row.text) - len(rest) - 2, 0)) if words else -1
    return raw[at:] if at >= 0 and fold(raw[at:]) == fold(rest) else rest


def column_kind(text: str) -> str:
    """Return the part that the words of a left column name, or nothing."""
    label = find_label(text)
    if label:
        return label.kind
    match = DECISION.match(text)
    met = read_met(text[match.end() :]) if match else None
    return "decision" if met and (met.body or met.date_text) else ""


def looks_filled_in(row: Row) -> bool:
    """Say whether a line is a label and its value with nothing but a space between."""
    if row.gone or row.bullet or row.cell or not row.text[:1].isupper():
        return False
    inline = inline_label(row.text, colon=False)
    return inline is not None and inline[0].sure and fits(inline[0], inline[2], form=False)


def further_label(text: str) -> tuple[Label, str, str] | None:
    """Return the label that a further part of a line begins with: "Sagsbehandler: ABC", "Brevid. 44188"."""
    if inline := inline_label(text, colon=True):
        return inline
    plain = inline_label(text, colon=False)
    short = plain and plain[0].kind in {"case_number", "registration"} and plain[0].sure
    return plain if plain and short and fits(plain[0], plain[2], form=False) else None


def side_by_side(text: str) -> list[str]:
    """Part a line that says several things side by side ("18/3003   Sagsbehandler: ABC")."""
    parts: list[str] = []
    for part in re.split(r"\t| {2,}|(?<=\w)[,;]? (?=[A-ZÆØÅ][\w.-]{1,20}(?: [\w.-]{1,12})?: )", text):
        inner = further_label(part)
        if parts and not inner and fold(part) not in words("states"):
            parts[-1] = f"{parts[-1]} {part}"
        else:
            parts.append(part)
    return parts or [text]


def fits(label: Label, rest: str, *, form: bool) -> bool:
    """Say whether what follows a label without any mark may be its value."""
    if label.kind == "case_number":
        return find_case(rest) is not None
    if label.kind in {"attachments", "absent", "disqualified"}:
        return says_none(rest) or (label.kind != "attachments" and rest[:1].isupper())
    if label.kind == "item_type":
        return is_type(rest)
    if label.kind == "meeting":
        return False
    named = rest[:1].isupper() and (label.sure or form) and not _LETTERED.match(rest)
    return _registers(rest, named=named) if label.kind == "registration" else named


def _registers(rest: str, *, named: bool) -> bool:
    """Say whether a text may be what a case system says: a number ("Dok. 306-2019-263412") or a name."""
    number = find_case(rest)
    short = not ended(rest) and len(rest.split()) <= _LABEL_WORDS
    return bool(number and number[0] == rest) or (named and short)
