"""Promises that nobody in particular makes, or that have no day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kernespor.engines.danish import MONTHS
from kernespor.engines.findings import N_
from kernespor.engines.item_review.passages import RECOMMENDATION
from kernespor.engines.item_review.records import Noticed, Passage

NO_DATE = N_("Hvornår: »{text}«?")
NO_OWNER = N_("Hvem: »{text}«?")
NEITHER = N_("Hvem og hvornår: »{text}«?")

_DEEDS = (
    r"følge op|arbejde videre|undersøge|se på|se nærmere på|vende tilbage|have fokus på|iværksætte|igangsætte"
    r"|udarbejde|afdække|kigge på|tage initiativ|arbejde med|arbejde for|overveje|følge udviklingen|evaluere"
)
_PROMISE = (
    re.compile(
        rf"\b(?P<who>[\w-]+)\s(?:vil|skal)\s(?:(?:fortsat|løbende|også|derfor|herefter|i samarbejde)\s)?(?:{_DEEDS})\b",  # noqa: E501 - it reads best whole
        re.IGNORECASE,
    ),
    re.compile(
        rf"\bvil\s(?P<who>[\w-]+)\s(?:(?:fortsat|løbende|også|derfor|herefter)\s)?(?:{_DEEDS})\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?P<who>der|det)\s(?:vil\s(?:løbende\s)?blive\s(?:fulgt op|arbejdet videre|igangsat|iværksat|set på|undersøgt|udarbejdet)"  # noqa: E501 - it reads best whole
        r"|(?:arbejdes|følges|samles)\s(?:fortsat\s|løbende\s)?(?:videre|op)\b"
        r"|ses\snærmere på|undersøges\b|igangsættes|iværksættes|skal\sses\snærmere)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?P<who>[\w-]+)\s(?:vender\stilbage\s(?:med|til|om)|følger\sop|arbejder\svidere)\b", re.IGNORECASE
    ),
)
_DONE = (
    r"taget (?:hånd om|fat på|stilling til)|belyst|undersøgt|bredt ud|udbredt|sagt op|arbejdet (?:for|med|på|videre)|evalueret"  # noqa: E501 - it reads best whole
    r"|fulgt op|igangsat|iværksat|udarbejdet|afklaret|set på|tilbudt|inddraget|forbedret|udbedret|justeret|tilpasset|revideret"  # noqa: E501 - it reads best whole
    r"|opdateret|fundet en løsning|lavet|indkaldt|inviteret|fremlagt|samlet op"
)
_BECOMES = (
    r"undersøges|inviteres|inddrages|evalueres|udbedres|afklares|belyses|forkortes|forenkles|tilpasses|revideres|opdateres"
    r"|indkaldes|laves"
)
# Said of what is done, not of who does it: a promise that has neither owner nor day.
_PASSIVE = (
    re.compile(
        rf"\b(?:vil|skal|bør)\b(?:\s\S+){{0,9}}?\s(?:blive|få|være)\s(?:\S+\s){{0,2}}?(?:{_DONE})\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\bbliver\s(?:det|den|de|der)\s(?:\S+\s){{0,2}}?(?:{_DONE})\b", re.IGNORECASE),
    re.compile(
        rf"(?<!skal )(?<!bør )\b(?:{_BECOMES})(?=\s(?:i|til|på|med|om|for|hurtigst|snarest|løbende|nærmere)\b|[.,]|$)",  # noqa: E501 - it reads best whole
        re.IGNORECASE,
    ),
    re.compile(
        r"\bder\sarbejdes\s(?:på|for|med)\b|\bsøges\s(?:afklaret|løst|fundet|tilvejebragt)\b", re.IGNORECASE
    ),
    re.compile(
        r"\b(?:arbejdes\sder\s(?:videre|på|for|med)|på et senere tidspunkt|senere\sstilling|samles\sop)\b"
        r"|\bskal\s(?:laves|udarbejdes|samles\sop|afklares|undersøges)\b|\bser\snærmere\spå\b|\b(?:kommer|følger)\s(?:senere|efter(?=\.|$)|efterfølgende)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bder\s(?:bør|skal|vil)\s(?:\w+\s)?ske\sen\s(?:evaluering|opfølgning|vurdering)\b", re.IGNORECASE
    ),
    re.compile(r"\b(?:hurtigst muligt|snarest(?: muligt)?)\b", re.IGNORECASE),
)
_OWNER = re.compile(
    rf"\b(?:{_BECOMES}|{_DONE})\s(?:\w+\s){{0,2}}af\s"
    r"|\b\w*(?:chefen|lederen|direktøren|koordinatoren|konsulenten|udvalget|forvaltningen|administrationen|centret|afdelingen)\b",
    re.IGNORECASE,
)
_NO_PROMISE = re.compile(
    r"\b(?:blev|er blevet|var|har været|hvis|når der|kunne|kan|ifølge|efter loven|skal efter|må|forudsat|såfremt|i dag)\b",  # noqa: E501 - it reads best whole
    re.IGNORECASE,
)
_NOBODY = re.compile(r"^(?:der|det)$", re.IGNORECASE)
_WHO = re.compile(
    r"\b(?:af|ved)\s(?:\w+\s)?\w+|\b\w*(?:chefen|lederen|direktøren|koordinatoren|udvalget|konsulenten)\b"
    r"|\bcenter for\s\w+",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b(?:" + "|".join(MONTHS) + r")\b|\b20\d\d\b|\d{1,2}[-./]\d{1,2}|\buge\s\d|\b(?:kvartal|halvår|årligt|årlig|månedligt|ugentligt)\b"  # noqa: E501 - it reads best whole
    r"|\b(?:senest|inden|inden for|om)\s(?:\w+\s)?(?:\w+\s)?(?:år|måned|måneder|uger|uge|dage|jul|sommerferien|påske)\b"  # noqa: E501 - it reads best whole
    r"|\b(?:til|i løbet af|efter|før)\s(?:foråret|efteråret|sommeren|vinteren|sommerferien|nytår)\b|\bnæste\s(?:møde|år)"  # noqa: E501 - it reads best whole
    r"|\bbudget(?:lægning|forhandling|seminar)\w*",
    re.IGNORECASE,
)  # fmt: skip
_NOT = re.compile(r"\b(?:ikke|kunne|ville|kan)\b", re.IGNORECASE)
_REFERRED = frozenset({"som", "hvem", "at", "til", "kan", "har", "blev", "udvalget", "byrådet"})


def unowned(passages: list[Passage]) -> Iterator[Noticed]:
    """Say which sentences promise something that nobody owns, or that has no day."""
    for one in passages:
        for pattern in _PROMISE:
            match = pattern.search(one.sentence)
            if match and match["who"].casefold() not in _REFERRED:
                yield from _lacking(one, match)
                break
        else:
            yield from _nobodys(one)


def _nobodys(one: Passage) -> Iterator[Noticed]:
    if one.part == RECOMMENDATION or _NO_PROMISE.search(one.sentence):
        return
    match = next((found for pattern in _PASSIVE if (found := pattern.search(one.sentence))), None)
    if match and not _WHEN.search(one.sentence) and not _OWNER.search(one.sentence):
        yield Noticed(NEITHER, {"text": match[0]}, (one,))


def _lacking(one: Passage, match: re.Match[str]) -> Iterator[Noticed]:
    if _NOT.search(match[0]):
        return
    dated = bool(_WHEN.search(one.sentence))
    owned = not _NOBODY.match(match["who"]) or bool(_WHO.search(one.sentence))
    if dated and owned:
        return
    template = NO_OWNER if dated else (NO_DATE if owned else NEITHER)
    yield Noticed(template, {"text": match[0]}, (one,))
