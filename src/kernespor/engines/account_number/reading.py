"""Text to account number, account number to its parts, and numbers found in running text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator
from functools import cache
from importlib import resources

from kernespor.engines.account_number.records import (
    DIGITS,
    LISTED,
    AccountNumber,
    Chart,
    Explained,
    Field,
    Found,
    Parsed,
    Part,
)
from kernespor.engines.findings import N_, Finding, Place, Severity

# Between digits people write spaces (also the hard ones that Word makes), dots, hyphens, slashes.
_BETWEEN = r"[ \u00a0\u202f\u2009.\-–/]"
_SEPARATORS = re.compile(_BETWEEN)
# Sixteen digits in one go may be followed by another number after a space, parted ones may not: whose is it?
_COMPACT = re.compile(rf"(?<![\d.,])\d{{{DIGITS}}}(?![.,\-–/]?\d)")
_PARTED = re.compile(rf"(?<![\d.,])(?<!\d{_BETWEEN})\d(?:{_BETWEEN}?\d){{{DIGITS - 1}}}(?!{_BETWEEN}?\d|,\d)")
_FUNCTION = re.compile(r"(?<![\d.,\-])(\d)\.(\d\d)\.(\d\d)(?![\d\-]|\.\d)")
_NAMED_FUNCTION = re.compile(r"(?i:\bfunktion(?:en)?)\s+(\d)\.?(\d\d)\.?(\d\d)(?!\d|\.\d)")
_FIVE = re.compile(r"(\d)\.?(\d\d)\.?(\d\d)")


@cache
def layout() -> tuple[Field, ...]:
    """Return where each part stands, first to last."""
    text = resources.files(__package__).joinpath("layout.toml").read_text(encoding="utf-8")
    fields, first = [], 1
    for row in tomllib.loads(text)["part"]:
        fields.append(Field(Part(row["name"]), first, first + row["width"] - 1, row["verified"]))
        first += row["width"]
    return tuple(fields)


@cache
def layout_source() -> str:
    """Return where the layout comes from."""
    text = resources.files(__package__).joinpath("layout.toml").read_text(encoding="utf-8")
    return str(tomllib.loads(text)["source"])


def parse(text: str) -> Parsed:
    """Return the number that a text is, with separators anywhere, or what is wrong with it."""
    stripped = text.strip()
    if not stripped:
        return _bad("empty", N_("Der står intet kontonummer."), N_("Skriv 16 cifre."))
    digits = ""
    for position, letter in enumerate(stripped, start=1):
        if letter.isascii() and letter.isdigit():
            digits += letter
        elif not _SEPARATORS.match(letter):
            return _bad(
                "not_a_digit",
                N_("Tegn {position} er »{letter}« og ikke et ciffer."),
                N_("Skriv kun cifre. Mellemrum, punktum, bindestreg og skråstreg må gerne stå imellem."),
                column=position,
                position=position,
                letter=letter,
            )
    if len(digits) != DIGITS:
        return _bad(
            "wrong_length",
            N_("Kontonummeret har {number} cifre og ikke 16."),
            N_("Se efter, om der mangler foranstillede nuller, eller om der er et ciffer for meget."),
            column=min(len(digits), DIGITS) + 1,
            number=len(digits),
        )
    return Parsed(AccountNumber(digits))


def parse_function(text: str) -> str:
    """Return a function as municipalities write it, "3.22.01", from that or from "32201"; else nothing."""
    match = _FIVE.fullmatch(text.strip())
    return ".".join(match.groups()) if match else ""


def written(number: AccountNumber) -> str:
    """Return a number with its parts apart: "3.22.01.1.1.0000.001.45"."""
    digits = number.digits
    parts = [digits[field.first - 1 : field.last] for field in layout()]
    return ".".join([*parts[:-2], parts[-2] + parts[-1]])


def code_of(number: AccountNumber, part: Part) -> str:
    """Return the code of a part as a chart lists it: a function carries what stands above it."""
    return _codes(number)[part]


def explain(number: AccountNumber, chart: Chart) -> tuple[Explained, ...]:
    """Return each part of a number with what the chart says of it."""
    codes, digits = _codes(number), number.digits
    return tuple(
        Explained(
            field,
            digits[field.first - 1 : field.last],
            codes[field.part],
            chart.get(field.part, {}).get(codes[field.part]),
        )
        for field in layout()
    )


def check(number: AccountNumber, chart: Chart) -> tuple[Finding, ...]:
    """Return what the chart doesn't know of a number, and what it knows without having seen it."""
    found = []
    for one in explain(number, chart):
        listed = one.field.part in LISTED and chart.get(one.field.part) and not _undivided(one, chart)
        if listed and one.known is None:
            found.append(
                _finding(
                    f"unknown_{one.field.part}",
                    N_("Ciffer {first}: koden »{part}« står ikke i den autoriserede kontoplan."),
                    N_("Ret cifrene, eller se efter, om koden gjaldt et andet år."),
                    Severity.WARNING,
                    one.field.first,
                    first=one.field.first,
                    part=one.code,
                )
            )
        elif listed and one.known and not one.known.verified:
            found.append(
                _finding(
                    "unverified",
                    N_("Ciffer {first}: koden »{part}« er ikke bekræftet af en kilde."),
                    N_("Slå koden op hos ministeriet, før I bygger på den."),
                    Severity.NOTE,
                    one.field.first,
                    first=one.field.first,
                    part=one.code,
                )
            )
    return tuple(found)


def _undivided(one: Explained, chart: Chart) -> bool:
    """Say whether a part is the 0 under a main account type that the chart doesn't divide: 1.0, wages."""
    types = chart.get(Part.ACCOUNT_TYPE, {})
    main, _, last = one.code.partition(".")
    undivided = not any(code.startswith(f"{main}.") for code in types)
    return one.field.part is Part.ACCOUNT_TYPE and last == "0" and undivided


def find(text: str, functions: Collection[str] = ()) -> tuple[Found, ...]:
    """Return the numbers in running text, and those functions of a chart that it names, in their order."""
    return tuple(sorted(_found(text, functions), key=lambda one: one.start))


def _found(text: str, functions: Collection[str]) -> Iterator[Found]:
    taken: list[tuple[int, int]] = []
    for pattern in (_COMPACT, _PARTED):
        for match in pattern.finditer(text):
            if _is_free(match.span(), taken):
                taken.append(match.span())
                yield Found(*match.span(), number=AccountNumber(_SEPARATORS.sub("", match[0])))
    for pattern in (_FUNCTION, _NAMED_FUNCTION):
        for match in pattern.finditer(text):
            start, end = match.start(1), match.end()
            code = ".".join(match.groups())
            if code in functions and _is_free((start, end), taken):
                taken.append((start, end))
                yield Found(start, end, function=code)


def _is_free(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return all(span[1] <= first or last <= span[0] for first, last in taken)


def _codes(number: AccountNumber) -> dict[Part, str]:
    parts = {field.part: number.digits[field.first - 1 : field.last] for field in layout()}
    above = f"{parts[Part.MAIN_ACCOUNT]}.{parts[Part.MAIN_FUNCTION]}"
    return parts | {
        Part.MAIN_FUNCTION: above,
        Part.FUNCTION: f"{above}.{parts[Part.FUNCTION]}",
        Part.ACCOUNT_TYPE: f"{parts[Part.MAIN_TYPE]}.{parts[Part.ACCOUNT_TYPE]}",
    }


def _bad(code: str, template: str, suggestion: str, column: int | None = None, **params: str | int) -> Parsed:
    return Parsed(None, (_finding(code, template, suggestion, Severity.ERROR, column, **params),))


def _finding(
    code: str, template: str, suggestion: str, severity: Severity, column: int | None, **params: str | int
) -> Finding:
    return Finding(
        code=f"account_number.{code}",
        severity=severity,
        template=template,
        params=params,
        place=Place(column=column),
        suggestion_template=suggestion,
    )
