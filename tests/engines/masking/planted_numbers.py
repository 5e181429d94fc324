"""300 answers to a hearing: personal numbers in every form we know, and numbers that are something else."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

MONTHS = ("januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober")


@dataclass(frozen=True, slots=True)
class Number:
    """A personal number of nobody: the parts as they are written."""

    day: str
    month: str
    year: str
    four: str

    @property
    def six(self) -> str:
        return self.day + self.month + self.year

    @property
    def ten(self) -> str:
        return self.six + self.four

    @property
    def long_year(self) -> str:
        return ("19" if int(self.year) > 26 else "20") + self.year


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with where the number stands in it; `form` says how it is written, if there is one."""

    text: str
    form: str = ""
    start: int = 0
    end: int = 0


def _digits(zero: str) -> Callable[[Number], str]:
    """Write the digits of another script."""
    return lambda n: "".join(chr(ord(zero) + int(digit)) for digit in n.ten)


def _joined(sign: str) -> Callable[[Number], str]:
    return lambda n: f"{n.six}{sign}{n.four}"


def _apart(sign: str) -> Callable[[Number], str]:
    return lambda n: sign.join(n.ten)


def _parts(first: str, last: str) -> Callable[[Number], str]:
    return lambda n: f"{n.day}{first}{n.month}{first}{n.year}{last}{n.four}"


def _letters(n: Number) -> str:
    return f"{n.six}-{n.four}".replace("0", "O").replace("1", "l")


# Those that need the word "cpr" before them bring it themselves.
FORMS: dict[str, Callable[[Number], str]] = {
    "dash": _joined("-"),
    "one run": _joined(""),
    "space": _joined(" "),
    "two spaces": _joined("  "),
    "spaced dash": _joined(" - "),
    "dot": _joined("."),
    "slash": _joined("/"),
    "colon": _joined(":"),
    "comma": _joined(", "),
    "underscore": _joined("_"),
    "plus": _joined("+"),
    "en dash": _joined("–"),
    "em dash": _joined("—"),
    "minus": _joined("−"),
    "hyphen": _joined("‐"),
    "no-break hyphen": _joined("‑"),
    "full-width dash": _joined("－"),
    "soft hyphen": _joined("\u00ad"),
    "no-break space": _joined("\u00a0"),
    "thin space": _joined("\u2009"),
    "narrow space": _joined("\u202f"),
    "ideographic space": _joined("\u3000"),
    "zero-width space": _joined("\u200b"),
    "word joiner": _joined("\u2060"),
    "byte order mark": _joined("\ufeff"),
    "right-to-left mark": _joined("\u200f-\u200f"),
    "zero-widths between digits": _apart("\u200b"),
    "soft hyphens between digits": _apart("\u00ad"),
    "combining mark on each": _apart("\u0336"),
    "Hangul filler": _joined("\u3164"),
    "line break": _joined("\n"),
    "dash and line break": _joined("-\n"),
    "Windows line break": _joined("-\r\n"),
    "line separator": _joined("\u2028"),
    "tab": _joined("\t"),
    "dots to fill": _joined("........"),
    "pairs": lambda n: f"{n.day} {n.month} {n.year} {n.four}",
    "all pairs": lambda n: f"{n.day} {n.month} {n.year} {n.four[:2]} {n.four[2:]}",
    "dotted date": _parts(".", "-"),
    "dashed date": _parts("-", "-"),
    "slashed date": _parts("/", "-"),
    "dotted throughout": _parts(".", "."),
    "long year": lambda n: f"{n.day}-{n.month}-{n.long_year}-{n.four}",
    "long year, dots": lambda n: f"{n.day}.{n.month}.{n.long_year} {n.four}",
    "long year, one run": lambda n: f"{n.day}{n.month}{n.long_year}-{n.four}",
    "year first": lambda n: f"{n.long_year}{n.month}{n.day}-{n.four}",
    "year first, dashes": lambda n: f"{n.long_year}-{n.month}-{n.day}-{n.four}",
    "no zeros": lambda n: f"{int(n.day)}/{int(n.month)}-{n.year}-{n.four}",
    "month in words": lambda n: f"{int(n.day)}. {MONTHS[int(n.month) - 1]} {n.long_year}-{n.four}",
    "digits by spaces": _apart(" "),
    "digits by dots": _apart("."),
    "digits by dashes": _apart("-"),
    "digits by commas": _apart(","),
    "digits by line breaks": _apart("\n"),
    "wrong place for the dash": lambda n: f"{n.ten[:5]}-{n.ten[5:]}",
    "in fours": lambda n: f"{n.ten[:4]} {n.ten[4:8]} {n.ten[8:]}",
    "as a telephone number": lambda n: f"{n.ten[:2]} {n.ten[2:6]} {n.ten[6:]}",
    "brackets": lambda n: f"{n.six} ({n.four})",
    "full-width": _digits("０"),
    "Arabic": _digits("٠"),
    "Persian": _digits("۰"),
    "Devanagari": _digits("०"),
    "Thai": _digits("๐"),
    "mathematical": _digits("𝟎"),
    "superscript": lambda n: "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(one)] for one in n.ten),
    "circled": lambda n: "".join("⓪①②③④⑤⑥⑦⑧⑨"[int(one)] for one in n.ten),
    "keycaps": lambda n: "".join(f"{one}\ufe0f\u20e3" for one in n.ten),
    "Chinese": lambda n: "".join("〇一二三四五六七八九"[int(one)] for one in n.ten),
    "bold in Markdown": lambda n: f"{n.six}-**{n.four}**",
    "a tag between": lambda n: f"<b>{n.six}</b>-{n.four}",
    "an empty tag in it": lambda n: f"{n.ten[:4]}<i></i>{n.ten[4:]}",
    "a line tag": lambda n: f"{n.six}<br>{n.four}",
    "in a tag": lambda n: f'<a title="{n.six}-{n.four}">',
    "entity for a space": lambda n: f"{n.six}&nbsp;{n.four}",
    "entity for a dash": lambda n: f"{n.six}&#8209;{n.four}",
    "entities for digits": lambda n: "".join(f"&#{ord(one)};" for one in n.ten),
    "per cent": lambda n: f"{n.six}%20{n.four}",
    "letters for digits, cpr": lambda n: f"cpr {_letters(n)}",
    "Cyrillic cpr": lambda n: f"СРR.nr: {n.six}-{n.four}".replace("0", "О"),
    "glued to cpr": lambda n: f"CPR{n.ten}",
    "cpr.nr.": lambda n: f"cpr.nr.{n.six} {n.four}",
    "c.p.r.": lambda n: f"c.p.r. {n.six}/{n.four}",
    "personnummer": lambda n: f"personnr.: {n.six}-{n.four}",
    "no date, cpr": lambda n: f"CPR: 32{n.ten[2:6]}-{n.four}",
    "letters in the four, cpr": lambda n: f"cpr {n.six}-{n.four[0]}AB{n.four[3]}",
    "first zero lost, cpr": lambda n: f"cpr 4{n.ten[2:]}",
    "first zero lost": lambda n: f"4{n.ten[2:6]}-{n.four}",
    "before cpr": lambda n: f"4{n.ten[2:]} er mit cpr-nummer",
    "løbenummer": lambda n: f"{n.six}, løbenummer {n.four}",
    "the last four": lambda n: f"{n.six}, og de sidste fire cifre er {n.four}",
    "some hidden": lambda n: f"{n.six}-{n.four[:2]}xx",
    "some starred": lambda n: f"{n.six}-{n.four[:2]}**",
    "replacement number": lambda n: f"{int(n.day) + 60}{n.month}{n.year}-{n.four}",
    "replacement number, one run": lambda n: f"{int(n.day) + 60}{n.month}{n.year}{n.four}",
    "a digit more": lambda n: f"{n.six}-{n.four}7",
    "a footnote's mark": lambda n: f"{n.six}-{n.four}¹",
    "after a list's number": lambda n: f"3. {n.six}-{n.four}",
    "private sign in it": lambda n: f"{n.ten[:4]}\ue000{n.ten[4:]}",
    "another private sign": lambda n: f"{n.ten[:4]}\ue0f1{n.ten[4:]}",
    "a comma by mistake": lambda n: f"{n.day}.{n.month},{n.year}-{n.four}",
    "a sign in it": lambda n: f"{n.ten[:5]}#{n.ten[5:]}",
    "streg": lambda n: f"{n.six} bindestreg {n.four}",
    "a word between, cpr": lambda n: f"cpr {n.six} (vores søn) {n.four}",
    "turned by a sign": lambda n: f"\u202e{n.four[::-1]}-{n.six[::-1]}\u202c",
    "in a long run": lambda n: f"99{n.ten}9",
}
AROUND = (
    "{}",
    "Mit barn går på Skovbrynet. {} Vi er imod forslaget.",
    "Jeg skriver på vegne af min mor ({}), som bor på plejecenter.",
    "Til byrådet\nHermed mit svar.\n{}\nMed venlig hilsen\nen beboer",
    "Ring på 20 34 56 78 eller skriv; sagen er 18/3003, og det drejer sig om {}.",
    "» {} « står der i brevet af 01-02-2026, side 12.",
    "Udgiften er 1.234.567 kr.; {}; svar udbedes",
)
OTHERS = (
    "Ring på 20 34 56 78.",
    "Ring på 20345678 efter kl. 16.",
    "Tlf. 31 12 10 15, mobil 31 12 10 16.",
    "20 12 10 15, 20 12 10 16, 20 12 10 17",
    "Tlf. 20 12 10 15 / 20 12 10 16",
    "Tlf.: 20 12 10 15\n8900 Sporkøbing",
    "Ring +45 20 12 10 15.",
    "Ring 0045 2012 1015 i morgen.",
    "Det koster 1.234.567 kr.",
    "Det koster 10.123.456 kr.",
    "I alt 10.123.456,00 kr.",
    "Mellem 10.123.456 og 12.112.345 kr.",
    "10.123.456 - 12.112.345 kr.",
    "Fra 12.112 til 13.456 kr.",
    "12.112 13.456",
    "Det koster 10 123 456 kr. om året",
    "2,5 mio. kr.",
    "12,5 %",
    "EAN 5790000121014",
    "EAN-nummer: 5798010190129",
    "EAN 57 90000 121014",
    "CVR 12345678",
    "CVR-nr. 10 12 15 17",
    "CVR: 10121517, 12 ansatte",
    "Sag 18/3003",
    "Sagsnr. 27.69.40-P20-1-18",
    "Sag 2026-001234",
    "Mødet er 01-01-2026.",
    "den 1. januar 2026 kl. 12.30",
    "01-01-2026, 01-02-2026 og 01-03-2026",
    "01-01-2026 - 31-12-2026",
    "01.01.26-31.12.26",
    "Perioden 01.01.26 - 31.12.26.",
    "Oprettet 01.01.2026 12:30",
    "Oprettet 2010-01-01 12:30:15",
    "Den 10-10-2026 12 børn",
    "Punkt 12, 01-01-2026",
    "Bilag 12 01-01-2026.",
    "2010, 2011, 2012 og 2013",
    "2009-2010-2011-2012",
    "Budget 2026-2029",
    "Skoleåret 2026/27",
    "§ 18, stk. 2, og § 62 b",
    "DK50 0040 0440 1162 43",
    "8900 Sporkøbing",
    "Matrikel 12a, 1234 m²",
    "1-2-3-4-5-6",
    "99 12 34 56 78",
    "kl. 10.00-12.00",
    "Klasse 1.a, 2.b og 3.c",
    "Der er 22 pladser, 18 børn og 4 voksne.",
    "12 3456 7",
    "1234567",
    "Serienr. 9912345678",
    "45 20 12 34 56",
    "Fra 7.30 til 16.45",
    "Den 01.01.2026 understreger vi, at 1500 borgere løbende er hørt.",
    "Pr. 010126 kontrolleres 1234 sager.",
    "Rute 101 og 190",
    "H.C. Andersens Vej 123",
    "ISBN 978-87-12-34567-1",
)


def answers() -> list[Answer]:
    """Return the 300 answers, the same every time."""
    chance = random.Random(18_3003)  # noqa: S311 - a set, no secret
    found: list[Answer] = []
    for at in range(300 - len(OTHERS)):
        form = list(FORMS)[at % len(FORMS)]
        written = FORMS[form](_number(chance))
        around = AROUND[(at + at // len(FORMS)) % len(AROUND)]
        start = around.index("{}")
        found.append(Answer(around.replace("{}", written), form, start, start + len(written)))
    return [*found, *map(Answer, OTHERS)]


def _number(chance: random.Random) -> Number:
    day, month, year = chance.randint(1, 28), chance.randint(1, 10), chance.randint(0, 99)
    return Number(f"{day:02}", f"{month:02}", f"{year:02}", f"{chance.randint(0, 9999):04}")
