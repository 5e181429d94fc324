"""Case numbers, in the forms that municipalities' case systems give them."""

from __future__ import annotations

import re

_FORMS = re.compile(
    r"(?<![\w/.-])(?:"
    r"[A-ZÆØÅ]{2,5}-(?:19|20)\d\d-\d{3,8}"  # EMN-2018-00123
    r"|\d{2}\.\d{2}\.\d{2}-[A-ZÆØÅ]\d{2}-\d{1,5}-\d{2}(?:\d{2})?"  # 00.15.00-P05-3-18
    r"|\d{2}\.\d{2}\.\d{2}-[A-ZÆØÅ]\d{2}"
    r"|[A-Z]?\d{2}-\d{4,8}|S?(?:19|20)\d\d[-/ ]\d{2,8}|\d{2,4}-(?:19|20)\d\d-\d{2,8}"
    r"|\d{2}/\d{2,8}|[A-Z]\d{2,4}[-/]\d{3,8}|[A-Z]{1,4}-?\d{4,10}|\d{5,12}"
    r")(?![\w/]|-\d|\.\d)"
)
_LABELLED = re.compile(r"(?:[A-Z]{0,5}[-/]?)?\d[\w./-]{3,30}")
_SURE = re.compile(
    r"[A-ZÆØÅ]{2,5}-(?:19|20)\d\d-\d{3,8}|\d{2}\.\d{2}\.\d{2}-[A-ZÆØÅ]\d{2}-\d{1,5}-\d{2}(?:\d{2})?|\d{2}/\d{3,8}|(?:19|20)\d\d[/-]\d{4,8}"
)
_PLAN = re.compile(r"\d{2}\.\d{2}\.\d{2}(?:[.-]?[A-ZÆØÅ]\d{2})?")


def find_case(text: str) -> re.Match[str] | None:
    """Return the first case number of a text that a label announced, or None."""
    return _FORMS.search(text) or _LABELLED.fullmatch(text.strip().strip("."))


def is_case(text: str) -> bool:
    """Say whether a line is a case number that nobody would take for anything else."""
    return bool(_SURE.fullmatch(text.strip().strip("().")))


def is_plan_number(text: str) -> bool:
    """Say whether a number is one of the common journal plan's (KLE) and names no single case."""
    return bool(_PLAN.fullmatch(text))
