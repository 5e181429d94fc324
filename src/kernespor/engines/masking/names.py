"""Names of persons: what a capital letter, a first name, a surname, or a word before them says."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from kernespor.engines.findings import N_
from kernespor.engines.masking.contacts import Hit
from kernespor.engines.masking.records import Kind
from kernespor.engines.masking.vocabulary import endings, words

KNOWN = N_("Navnet kendes i huset.")
FULL = N_("Det ligner et fornavn og et efternavn.")
FIRST = N_("Det ligner et fornavn.")
LAST = N_("Det ligner et efternavn.")
CUED = N_("Det står efter et ord for en person, fx »min nabo« eller »lærer«.")
SIGNED = N_("Det ligner en underskrift.")
TWO = N_("Det er to eller flere ord efter hinanden med stort begyndelsesbogstav.")
AGAIN = N_("Navnet står også et andet sted i teksten.")

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*['’]?")
_MOST = 6  # words of one name
_SHORT = 3  # letters; shorter words are no name by their own form
_ENDS_SENTENCE = ".!?:\n\t/•…"
_QUOTES = " \"'»«›‹“”„([-*#>"
_LINKS = re.compile(r" |, ?|: ?| ?\(")
_USUAL_ENDS = ("ens", "erne", "ne", "en", "et", "er", "n", "s")


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int
    opens: bool  # stands first in a sentence, so that its capital letter says nothing
    gap: str  # what stands before it, since the word before

    @property
    def low(self) -> str:
        return self.text.lower().rstrip("'’")

    @property
    def capital(self) -> bool:
        return all(part[:1].isupper() for part in self.text.rstrip("'’").split("-"))

    @property
    def initial(self) -> bool:
        return len(self.text) == 1 and self.capital


def names(signs: str, known: Sequence[str] = ()) -> Iterator[Hit]:
    """Return the names in the folded signs of a text, in order."""
    all_words = _words(signs)
    of_house = _Known(known)
    found: dict[int, tuple[int, str]] = {}  # first word: the word after the last, why
    at = 0
    while at < len(all_words):
        hit = of_house.at(all_words, at) or _lower_pair(all_words, at) or _name(all_words, at)
        if hit:
            start, end, why = hit
            found[start] = end, why
            at = end
        else:
            at = max(at + 1, _run(all_words, at))
    again = {
        word.low
        for start, (end, why) in found.items()
        for word in all_words[start:end]
        if why != TWO and len(word.text) > _SHORT and not _is_no_name(word)
    }
    taken = {place for start, (end, _) in found.items() for place in range(start, end)}
    for place, word in enumerate(all_words):
        if place not in taken and word.capital and _base(word.low, again) and not _is_no_name(word):
            found[place] = place + 1, AGAIN
    for start, (end, why) in sorted(found.items()):
        yield Kind.NAME, all_words[start].start, all_words[end - 1].end, why


class _Known:
    """The names of the house, found whole in any case, or by one part with a capital letter."""

    def __init__(self, known: Sequence[str]) -> None:
        whole = [tuple(word.lower() for word in _WORD.findall(name)) for name in known]
        self.by_first: dict[str, list[tuple[str, ...]]] = {}
        for name in sorted(filter(None, whole), key=len, reverse=True):
            self.by_first.setdefault(name[0], []).append(name)
        unsure = (
            words("first_names", "ambiguous") | words("not_names", "words") | words("not_names", "openers")
        )
        self.parts = {part for name in whole for part in name if len(part) >= _SHORT and part not in unsure}

    def at(self, all_words: list[_Word], at: int) -> tuple[int, int, str] | None:
        """Return the name that begins at a word."""
        first = all_words[at]
        for name in self.by_first.get(first.low, ()) or self.by_first.get(
            _base(first.low, self.by_first), ()
        ):
            said = all_words[at : at + len(name)]
            same = len(said) == len(name) and all(
                one.low == part for one, part in zip(said[:-1], name, strict=False)
            )
            if same and _base(said[-1].low, {name[-1]}) and (len(name) > 1 or first.capital):
                return at, at + len(name), KNOWN
        if first.capital and _base(first.low, self.parts):
            return at, max(at + 1, _tail(all_words, at)), KNOWN
        return None


def _tail(all_words: list[_Word], at: int) -> int:
    """Return the end of the run that a known part begins, unless the run goes on to be something else."""
    end = _run(all_words, at)
    return at + 1 if any(_is_no_name(word) for word in all_words[at:end]) else end


def _words(signs: str) -> list[_Word]:
    found: list[_Word] = []
    end = 0
    for match in _WORD.finditer(signs):
        gap = signs[end : match.start()]
        marks = gap.strip(_QUOTES)
        opens = not found or (bool(marks) and marks[-1] in _ENDS_SENTENCE) or (gap[:1] == "-" and end == 0)
        # The point after an initial or a title ends no sentence.
        if gap == ". " and found and (found[-1].initial or found[-1].low in words("cues", "titles")):
            opens = False
        found.append(_Word(match[0], match.start(), match.end(), opens, gap))
        end = match.end()
    return found


def _base(low: str, known: Collection[str]) -> str:
    """Return a word as it is known, without an s of possession or its apostrophe; nothing if it isn't."""
    for form in (low, low.removesuffix("s"), low.removesuffix("s").rstrip("'’")):
        if form in known:
            return form
    return ""


def _run(all_words: list[_Word], at: int) -> int:
    """Return where the words with capitals that begin here end, with "von" and initials between."""
    end = at
    particles = words("surnames", "titles_between")
    while end < len(all_words) and end - at < _MOST:
        word = all_words[end]
        if end > at and word.gap != " " and not (word.gap in {". ", "."} and all_words[end - 1].initial):
            break
        if not word.capital and not (at < end and word.low in particles and _goes_on(all_words, end)):
            break
        end += 1
    return end


def _goes_on(all_words: list[_Word], at: int) -> bool:
    return at + 1 < len(all_words) and all_words[at + 1].capital and all_words[at + 1].gap == " "


def _lower_pair(all_words: list[_Word], at: int) -> tuple[int, int, str] | None:
    """Return a first name with its surname where neither has a capital letter."""
    pair = all_words[at : at + 2]
    if len(pair) < 2 or pair[0].capital or pair[1].gap != " ":  # noqa: PLR2004 - a pair
        return None
    sure = _is_first(pair[0]) and _base(pair[1].low, words("surnames", "common")).endswith("sen")
    return (at, at + 2, FULL) if sure else None


def _name(all_words: list[_Word], at: int) -> tuple[int, int, str] | None:
    """Return the name in the run that begins here, with why it is one."""
    end = _run(all_words, at)
    if end == at:
        return None
    run = all_words[at:end]
    start = at + _lead(run)
    if start == end:
        return None
    run = all_words[start:end]
    why = _why(run, all_words[max(0, start - 3) : start])
    return (start, end, why) if why else None


def _lead(run: list[_Word]) -> int:
    """Return how many words before the name have a capital letter for another reason."""
    openers = words("not_names", "openers")
    lead = 0
    while lead < len(run):
        word = run[lead]
        of_person = _is_person(word.low) and len(run) > 1
        named = _is_either(word) and lead + 1 < len(run) and _is_surname(run[lead + 1])  # "Hans Jensen"
        opener = word.low in openers and not named
        opening = word.opens and lead + 1 < len(run) and not _is_named(word) and _is_first(run[lead + 1])
        if not (of_person or opener or opening):
            break
        lead += 1
    return lead


def _why(run: list[_Word], before: list[_Word]) -> str:
    first, last = run[0], run[-1]
    if any(_is_no_name(word) for word in run) and not (_is_first(first) and _is_surname(last)):
        return ""
    if _is_signed(first, before) or _is_cued(first, before):
        return SIGNED if _is_signed(first, before) else CUED
    return _why_together(run, before) if len(run) > 1 else _why_alone(first, before)


def _why_together(run: list[_Word], before: list[_Word]) -> str:
    first, last = run[0], run[-1]
    if _is_first(first) or (_is_either(first) and (_is_surname(last) or not first.opens)):
        return FULL
    if first.initial and (not before or before[-1].low not in words("not_names", "lettered")):
        return FULL if _is_surname(last) or not (last.initial or first.opens) else ""
    if _is_surname(last) and not (first.opens and len(last.text) <= _SHORT + 1):
        return FULL
    mixed = all(not word.text.isupper() or word.initial for word in run)
    pronoun = last.initial or last.low in words("not_names", "openers")  # "Har I", "Vil De"
    return TWO if mixed and not first.initial and not pronoun else ""


def _why_alone(word: _Word, before: list[_Word]) -> str:
    if _is_first(word) and (not word.text.isupper() or word.opens):
        return FIRST
    listed = _base(word.low, words("surnames", "common"))
    if listed.endswith("sen") or (not word.opens and not word.initial and _is_surname(word)):
        return LAST
    unsure = _is_either(word) and not word.opens and before
    return FIRST if unsure else ""


def _is_first(word: _Word) -> bool:
    parts = word.low.split("-")
    common = words("first_names", "common")
    return bool(_base(word.low, common)) or (len(parts) > 1 and parts[0] in common)


def _is_either(word: _Word) -> bool:
    return bool(_base(word.low, words("first_names", "ambiguous")))


def _is_named(word: _Word) -> bool:
    return _is_first(word) or _is_either(word) or word.initial


def _is_surname(word: _Word) -> bool:
    last = word.low.rpartition("-")[2]
    if _base(last, words("surnames", "common")):
        return True
    return len(last) > _SHORT + 1 and last.removesuffix("s").endswith(endings("surnames", "endings"))


def _is_no_name(word: _Word) -> bool:
    low = word.low
    return low in words("not_names", "words") or low.removesuffix("s").endswith(
        endings("not_names", "endings")
    )


def _is_person(low: str) -> bool:
    """Say whether a word names a person by kinship or work, in any form or as the end of a compound."""
    if low in words("cues", "titles"):
        return True
    cues = endings("cues", "persons")
    forms = (low, *(low.removesuffix(end) for end in _USUAL_ENDS))
    listed = words("cues", "persons")
    return any(form in listed or (len(form) > _SHORT * 2 and form.endswith(cues)) for form in forms)


def _is_cued(first: _Word, before: list[_Word]) -> bool:
    if not before or (first.text.isupper() and not (_is_named(first) or _is_surname(first))):
        return False
    cue = before[-1]
    if cue.low in words("cues", "named"):
        return first.gap in {" ", ": ", ' "', " »"}
    if cue.low in words("cues", "titles"):
        return first.gap in {" ", ". ", "."}
    return bool(_LINKS.fullmatch(first.gap)) and _is_person(cue.low)


def _is_signed(first: _Word, before: list[_Word]) -> bool:
    """Say whether a name stands after a greeting, on its line or the next."""
    greetings = words("cues", "greetings")
    near = [word.low for word in before[-2:]]
    if not near or not set(near) & greetings:
        return False
    after = near[-1] in greetings or near[-1] in {"fra", "af"}
    return after and not first.gap.strip(" ,.\n:-/")
