"""Sentences of Danish running text: where each begins and ends, so that one can point at it."""

from __future__ import annotations

import re

# Words whose point ends no sentence, in small letters and without it.
_SHORT = frozenset(
    re.findall(
        r"\S+",
        "afd afs alm bl bla ca cand cpr dvs ekskl eks evt feb ff fhv fig fk fx gl hhv hr inkl iflg jan jf "
        "jfr kap kgl kl kr lb lign litra maks md mdr mhp mht mia mill mio mkr mm mv "
        "ndr nr okt omr osv pga pct pkt pr "
        "prof sek sept skt spm st stk str tdl tlf udg vedr vejl vha årg",
    )
)
# Of these, those that may well stand last in a sentence: a capital letter after one begins the next.
_OFTEN_LAST = frozenset(re.findall(r"\S+", "kr mio mia mill pct mv m.v mm m.m m.fl o.l osv årg stk udg"))
_END = re.compile(r"[.!?…]+[«»”\"')\]]*(?=\s)|\n+")
_LAST_WORD = re.compile(r"([^\W_]+(?:\.[^\W_]+)*)\.+[«»”\"')\]]*$")
_OPENS = re.compile(r"[«»„“”\"'(\[–—-]*\s*[A-ZÆØÅÉ0-9§]")


def sentences(text: str) -> list[tuple[int, str]]:
    """Return the sentences of a text with where each begins; every letter that isn't blank is in one."""
    found = []
    start = 0
    for end in _END.finditer(text):
        if _is_end(text, start, end):
            found.append((start, text[start : end.end()]))
            start = end.end()
    found.append((start, text[start:]))
    return [(at + len(piece) - len(piece.lstrip()), piece.strip()) for at, piece in found if piece.strip()]


def _is_end(text: str, start: int, end: re.Match[str]) -> bool:
    """Say whether a mark ends a sentence: not that of an abbreviation, of a date or within a name."""
    if end[0].startswith("\n"):
        return True
    if not _OPENS.match(text[end.end() : end.end() + 40].lstrip()):
        return False
    if end[0].startswith((".", "…")) and (word := _LAST_WORD.search(text[start : end.end()])):
        last = word[1].casefold()
        numbers_it = last.isdigit() and text[start : end.start()].strip() == last  # "1. Driften skal …"
        initial = len(last) == 1 and not last.isdigit()
        if last in _OFTEN_LAST:
            return not text[end.end() : end.end() + 40].lstrip()[:1].isdigit()
        return not (numbers_it or initial or "." in last or last in _SHORT)
    return True
