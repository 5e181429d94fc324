"""What belongs to a person and has a form of its own: telephone, mail, address, birthday, account, car."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kernespor.engines.danish import MONTHS
from kernespor.engines.findings import N_
from kernespor.engines.masking.other_numbers import PHONE
from kernespor.engines.masking.personal_numbers import BORN, CUE, ZONE
from kernespor.engines.masking.records import Kind
from kernespor.engines.masking.vocabulary import any_of, endings, words

Hit = tuple[Kind, int, int, str]  # kind, start and end in the folded signs, why

SPELLED = N_("Det ligner et CPR-nummer, der er skrevet med ord.")
LAST_FOUR = N_("Det ligner de sidste fire cifre af et CPR-nummer.")
NO_DATE = N_("Det er skrevet som et CPR-nummer, men begynder ikke med en dato.")
MAIL = N_("Det er en mailadresse.")
TELEPHONE = N_("Det ligner et telefonnummer.")
STREET = N_("Det ligner en adresse med husnummer.")
BIRTHDAY = N_("Det ligner en fødselsdato.")
PART_HIDDEN = N_("Det er et CPR-nummer, hvor de sidste cifre er skjult. Det viser en fødselsdato.")
BANK = N_("Det ligner et kontonummer.")
CAR = N_("Det ligner en nummerplade.")

_MAIL = re.compile(
    r"(?<![\w.+-])([\w.+-]{1,64}) ?(?:@|[(\[] ?(?:at|snabel-?a|@) ?[)\]]| snabel-?a ) ?"
    r"[\w-]{1,63}(?:(?:\.| ?[(\[](?:dot|punktum)[)\]] ?)[\w-]{1,63}){1,4}",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(rf"(?<![\w+])(?<!\d[-./,])(?:(?:\+|00)45[ -]?)?(?:{PHONE})(?!\w)(?![-./,]\d| \d\d)")
_ABROAD = re.compile(r"(?<![\w+])(?:\+|00)(?!45)[1-9]\d{0,2}(?:[ -]?\d){6,12}(?!\w)")
_NO_TELEPHONE = re.compile(
    r"(?:cvr|\bse|sag|sags|journal|j|dok|id|konto|ean|p)(?:-?nr|-?nummer|id)?[^\w]{0,3}$"
)
_MONEY = re.compile(r",\d\d\b| ?(?:kr\b|dkk|mio\b|kroner|%)")
_STREET = re.compile(
    r"(?<!\w)(?P<names>(?:[A-ZÆØÅÉ][\w.'-]{0,24} ){0,3}[A-ZÆØÅÉ][\w'-]{0,30}) "
    r"\d{1,3}(?: ?[A-Za-z])?(?!\w)(?![.,]\d)"
    r"(?:[, ]{1,2}(?:\d{1,2}\. ?)?(?:st|kl|sal|th|tv|mf)\b\.?(?:[, ]{0,2}(?:th|tv|mf)\b\.?)?)?"
    r"(?:,?[ \n]{1,2}\d{4} [A-ZÆØÅ][\w-]{1,30}(?: [A-ZÆØÅ]{1,2}\b)?)?"
)
_MONTHS = "|".join(month[:3] for month in MONTHS)
_DATE = rf"(?:{BORN}|\d{{1,2}}[. ]{{1,2}}(?:{_MONTHS})[a-z]{{0,6}}\.?(?: \d{{2,4}})?)"
_PART_HIDDEN = re.compile(rf"(?<!\d){BORN}(?:[- ]{{0,3}}[x*#•]{{1,4}}|-\?{{1,4}})(?!\w)")
_SIX_AFTER_CUE = re.compile(rf"(?<!\d){BORN}(?!\d)")
_NO_DATE = re.compile(r"(?<![\d-])\d{6}-\d{4}(?![\d-])")
_LAST_FOUR = re.compile(r"sidste (?:fire|4)(?: cifre)?[^\d\n\ue000]{0,20}(\d{4})(?!\d)")
_IBAN = re.compile(r"(?<!\w)dk\d\d(?: ?\d{4}){3} ?\d\d(?!\d)")
_PLATE = re.compile(r"(?<![\w-])([A-ZÆØÅ]{2}) ?\d\d ?\d{3}(?!\w)(?![.,/-]\d)")
_NEAR = 30  # signs before a plate in which a word for a car may stand
_FEWEST_WORDS = 4


def contacts(signs: str) -> Iterator[Hit]:
    """Return what has a form of its own, in the folded signs of a text."""
    low = signs.lower()
    yield from _mails(signs)
    yield from _telephones(low)
    yield from _streets(signs)
    yield from _birthdays(low)
    yield from _accounts(low)
    yield from _plates(signs, low)
    yield from _left_of_numbers(low)


def _mails(signs: str) -> Iterator[Hit]:
    for found in _MAIL.finditer(signs):
        if found[1].lower() not in words("addresses", "common_mailboxes"):
            yield Kind.EMAIL, *found.span(), MAIL


def _telephones(low: str) -> Iterator[Hit]:
    for pattern in (_TELEPHONE, _ABROAD):
        for found in pattern.finditer(low):
            before = low[max(0, found.start() - 20) : found.start()]
            if not _NO_TELEPHONE.search(before) and not _MONEY.match(low, found.end()):
                yield Kind.PHONE, *found.span(), TELEPHONE


def _streets(signs: str) -> Iterator[Hit]:
    ends = endings("addresses", "endings")
    for found in _STREET.finditer(signs):
        *before, last = found["names"].lower().split()
        if last.endswith(ends) and (before or last not in ends):
            yield Kind.ADDRESS, *found.span(), STREET


@cache
def _born() -> re.Pattern[str]:
    cues = any_of(*words("cues", "born"))
    return re.compile(rf"(?<!\w)(?:(?:{cues})[^\d\n\ue000]{{1,20}}|f\. ?)({_DATE})(?!\d)")


def _birthdays(low: str) -> Iterator[Hit]:
    for found in _PART_HIDDEN.finditer(low):
        yield Kind.BIRTHDAY, *found.span(), PART_HIDDEN
    for found in _born().finditer(low):
        yield Kind.BIRTHDAY, *found.span(1), BIRTHDAY
    for cue in CUE.finditer(low):
        if date := _SIX_AFTER_CUE.search(low, cue.end(), cue.end() + ZONE // 2):
            yield Kind.BIRTHDAY, *date.span(), BIRTHDAY


@cache
def _banking() -> tuple[re.Pattern[str], ...]:
    account, bank = any_of(*words("cues", "accounts")), any_of(*words("cues", "registrations"))
    number = r"\d(?:[ -]?\d){5,13}(?!\d)"
    return (
        re.compile(
            rf"(?<!\w)(?:{bank})[^\w]{{1,3}}(?:nr[^\w]{{1,3}})?(\d{{4}}[^\d\n\ue000]{{1,25}}{number})"
        ),
        re.compile(rf"(?<!\w)(?:{account})[^\d\n\ue000]{{1,12}}({number})"),
    )


def _accounts(low: str) -> Iterator[Hit]:
    for found in _IBAN.finditer(low):
        yield Kind.ACCOUNT, *found.span(), BANK
    for pattern in _banking():
        for found in pattern.finditer(low):
            yield Kind.ACCOUNT, *found.span(1), BANK


def _plates(signs: str, low: str) -> Iterator[Hit]:
    cues = words("cues", "plates")
    for found in _PLATE.finditer(signs):
        near = re.findall(r"\w+", low[max(0, found.start() - _NEAR) : found.start()])
        if found[1].lower() not in words("plates", "others") or cues.intersection(near):
            yield Kind.PLATE, *found.span(), CAR


@cache
def _spelled() -> re.Pattern[str]:
    plain, ends = any_of(*words("numbers", "words")), any_of(*words("numbers", "endings"))
    one = rf"(?:(?:{plain}|[a-zæøå]{{2,5}}(?:{ends}))(?!\w))"
    between = rf"[^\w\ue000]{{1,3}}(?:(?:{any_of(*words('numbers', 'between'))})[^\w\ue000]{{1,3}}){{0,2}}"
    return re.compile(rf"(?<!\w){one}(?:{between}{one}){{{_FEWEST_WORDS - 1},19}}")


def _left_of_numbers(low: str) -> Iterator[Hit]:
    """Return what may be a personal number, or its end, but is no date and four digits."""
    for found in _NO_DATE.finditer(low):
        yield Kind.CPR, *found.span(), NO_DATE
    for found in _LAST_FOUR.finditer(low):
        yield Kind.CPR, *found.span(1), LAST_FOUR
    for cue in CUE.finditer(low):
        if number := _spelled().search(low, cue.end(), cue.end() + 4 * ZONE):
            yield Kind.CPR, *number.span(), SPELLED
