"""A case number's pattern as people write it: 0 a digit, 0… one digit or more, X a letter."""

from __future__ import annotations

import re

MORE = "…"
_ONE_OF = {"0": r"\d", "X": r"[^\W\d_]"}


def problem(mask: str) -> bool:
    """Say whether a text can't be a pattern: it has nothing to fill in, or »…« after something else."""
    filled = [sign for sign in mask if sign in _ONE_OF]
    return not filled or any(mask[place - 1 : place] not in _ONE_OF for place in _dots(mask))


def _dots(mask: str) -> list[int]:
    return [place for place, sign in enumerate(mask) if sign == MORE]


def fits(number: str, mask: str) -> bool:
    """Say whether a case number has this pattern. Letters may be small or capital."""
    return re.fullmatch(_expression(mask), number.upper()) is not None


def _expression(mask: str) -> str:
    parts: list[str] = []
    for sign in mask:
        if sign == MORE:
            parts[-1] += "+"
        else:
            parts.append(_ONE_OF.get(sign) or re.escape(sign.upper()))
    return "".join(parts)


def example(mask: str) -> str:
    """Return a number of this pattern: "00/0…" gives "12/1234"."""
    digits, text = "1234567890" * 6, ""
    used = 0
    for sign in mask:
        if sign == MORE:
            more = 3 if text[-1].isdigit() else 1
            text += digits[used : used + more] if text[-1].isdigit() else "B"
            used += more
        elif sign == "0":
            text += digits[used]
            used += 1
        else:
            text += "A" if sign == "X" else sign
    return text
