"""Days, months, quarters and ends of years in a text."""

from __future__ import annotations

import re

from kernespor.engines.danish import MONTHS

_CLOCK = re.compile(r"\b(?:kl\.?|klokken)\s\d{1,2}(?:[.:]\d\d)?", re.IGNORECASE)
_MONTH = f"(?:{'|'.join(MONTHS)}|jan|feb|febr|mar|apr|aug|sept|sep|okt|nov|dec)"
_YEAR = r"(?:19|20)\d\d"
_LONG_YEAR = rf"{_YEAR}(?:\s?[/–-]\s?(?:{_YEAR}|\d\d))?"
_BY = r"(?:inden|senest|ved|til|i|fra|pr\.|primo|medio|ultimo|efter|omkring|i løbet af|i slutningen af|medio)"
_SEASON = r"(?:foråret|efteråret|sommeren|vinteren|sommer|efterår|forår|vinter)"
_PART = r"(?:\d\.?|[1-4]\.|første|andet|anden|tredje|fjerde|sidste)\s?(?:kvartal|halvår|tertial)"
_END = (
    r"(?:udgangen af|slutningen af|afslutningen af|begyndelsen af|starten af|årets udgang|årsskiftet|"
    r"årets udløb|årets slutning|udløbet af|planperiodens|periodens|skoleårets|sommerferien|efterårsferien|"
    r"vinterferien|skolestart|juleferien|jul|påske|nytår|valgperiodens)"
)
DATE = re.compile(
    "|".join(
        (
            rf"\b(?:d\.|den)?\s?\d{{1,2}}\.?\s{_MONTH}\b\.?(?:\s{_YEAR})?",
            r"\b\d{1,2}[./-]\d{1,2}[./-](?:20)?\d\d\b",
            r"\b20\d\d-\d{1,2}-\d{1,2}\b",
            rf"\b(?:i|inden|ved|senest|til)?\s?{_BY}?\s?{_PART}(?:\s(?:i|af)?\s?{_YEAR})?",
            r"\bsenest\s(?:den|d\.)\s\w+\.?\s\w+",
            rf"\bQ[1-4]\b(?:\s{_YEAR})?",
            rf"\b{_BY}\s(?:\w+\s)?uge\s\d{{1,2}}(?:[\s/-]{{1,3}}{_YEAR})?",
            rf"\b(?:inden|ved|senest|til|før|efter|i)\s(?:senest\s)?{_END}(?:\s\w+)?(?:\s{_LONG_YEAR})?",
            rf"\b(?:primo|medio|ultimo)\s(?:{_MONTH}\b\.?\s?)?(?:{_YEAR})?",
            rf"\b{_BY}\s{_MONTH}\b\.?(?:\s(?:måned\s)?{_YEAR})?",
            rf"\b{_MONTH}\s{_YEAR}\b",
            rf"\b(?:{_BY}\s)?{_SEASON}\s{_YEAR}\b",
            rf"\b(?:i|for|ved)\s(?:skoleåret|budgetåret|regnskabsåret|kalenderåret)\s{_LONG_YEAR}",
            rf"\b{_BY}\s(?:udgangen af\s)?{_YEAR}\b(?![/–-]\d)",
            rf"\b(?:{_BY}\s)?(?:skoleåret\s)?{_YEAR}/\d\d\b",
        )
    ),
    re.IGNORECASE,
)


def without_dates(text: str) -> tuple[str, bool]:
    """Return a text with its dates taken out, so that their figures aren't taken for others; and if any was.

    The year of a comparison ("lavere end i 2024") is no date: it says from where one counts.
    """
    found = False

    def take(match: re.Match[str]) -> str:
        nonlocal found
        ahead = text[: match.start()].rstrip().casefold()
        if not ahead.endswith((" end", "forhold til", "sammenlignet med", "ift.", "niveauet")):
            found = True
        return " "

    return DATE.sub(take, _CLOCK.sub(" ", text)), found
