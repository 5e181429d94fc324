"""The same figure told in two ways: what an amount is said of, and whether another says otherwise."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kernespor.engines.findings import N_
from kernespor.engines.item_review.amounts import Amount, amounts_of
from kernespor.engines.item_review.passages import RECOMMENDATION
from kernespor.engines.item_review.records import Noticed, Passage

DIFFERENT = N_("»{name}« er både {one} ({first}) og {other} ({second}).")

WORDS = N_("Sagen siger »{words} {one}«, men indstillingen siger »{words} {other}«.")

_SAID = re.compile(
    r"(?:^|\s)(?P<subject>(?:[\wæøåÆØÅ-]+\s){0,6}?(?P<last>[\w-]+))\s"
    r"(?:på|er på|er|var|udgør|koster|beløber sig til|bliver|anslås til|forventes at blive|forventes at koste"
    r"|vil være|vil koste)\s(?:(?:i alt|samlet|ca\.|cirka|omkring|knap|godt|en|et|et beløb på)\s){0,2}$",
    re.IGNORECASE,
)
_TO = re.compile(r"^\s(?:til|i)\s((?:[a-zæøåA-ZÆØÅ-]+\s?){1,4})")
_GIVEN = re.compile(
    r"\b(?:afsættes|afsat|bevilges|frigives|frigiver|afsætter|bevilger)\s(?:\S+\s){0,2}$", re.IGNORECASE
)
_PREPOSITIONS = frozenset({"til", "af", "for", "ved", "i", "på", "om", "med", "fra"})
_SMALL_WORDS = """
en et den det de der som at og samt nye ny nyt gamle samlede samlet hele alle om søges gives
afsættes er bliver har skal vil kan i til af for ved på med fra
"""
SMALL = frozenset(_SMALL_WORDS.split())
_APART = re.compile(
    r"\bpr\.|\b(?:heraf|hvoraf|yderligere|per|hver|hvert|årligt|mellem|op til|mindst|højst|maksimalt|fra|mod|tidligere"  # noqa: E501 - it reads best whole
    r"|oprindelig\w*|alternativ\w*|scenarie\w*|model\w*|enten|eller|mer\w*|mindre|månedligt|stiger|falder|sidste|nu"
    r"|før|hvis|tilsammen|forskel\w*|ekstra|resterende|øvrige|delvis\w*)\b|\d\s?[-–]\s?\d",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BODIES = frozenset(
    {"det", "den", "de", "som", "der", "dette", "antal", "antallet", "beløb", "beløbet", "alder", "andel"}
)
_ENDINGS = ("erne", "ene", "en", "et", "er", "e")
_LEAST = 5
_TWO = 2
_MOST = 12  # figures of a sentence that somebody reads


@dataclass(frozen=True, slots=True)
class _Mention:
    name: str
    context: frozenset[str]
    years: frozenset[str]
    amount: Amount
    passage: Passage


def disagreeing(passages: list[Passage]) -> Iterator[Noticed]:
    """Say of which things the text tells two amounts that can't both be right."""
    yield from _same_words(passages)
    by_name: dict[tuple[str, str], list[_Mention]] = defaultdict(list)
    for passage in passages:
        for mention in _mentions(passage):
            by_name[mention.name, mention.amount.unit].append(mention)
    for mentions in by_name.values():
        if len({one.amount.value for one in mentions}) > _TWO:  # an enumeration of several things of a kind
            continue
        first = mentions[0]
        other = next((one for one in mentions[1:] if _contradicts(first, one)), None)
        if other:
            yield Noticed(
                DIFFERENT,
                {
                    "name": first.name, "one": first.amount.text, "other": other.amount.text,
                    "first": first.passage.section, "second": other.passage.section,
                },
                (first.passage, other.passage),
            )  # fmt: skip


def _same_words(passages: list[Passage]) -> Iterator[Noticed]:
    """Yield what the recommendation tells in the same words as the rest, but with another figure."""
    told: dict[tuple[str, ...], tuple[Amount, Passage]] = {}
    for recommends in (False, True):
        for one in passages:
            if (one.part == RECOMMENDATION) != recommends or " | " in one.sentence:
                continue
            for amount in amounts_of(one.sentence)[:_MOST]:
                before = one.sentence[: amount.start].casefold().split()[-_TWO:]
                after = one.sentence[amount.end :].casefold().split()[:_TWO]
                if not amount.unit or len(before) < _TWO or len(after) < _TWO or amount.unit == "kr.":
                    continue
                key = (*before, amount.unit, *(word.rstrip(".,;") for word in after))
                held, where = told.setdefault(key, (amount, one))
                alike = _content(one.sentence.split()) & _content(where.sentence.split())
                if recommends and len(alike) >= _TWO and not held.agrees(amount):
                    params = {"one": held.text, "other": amount.text, "words": " ".join(key[:_TWO])}
                    yield Noticed(WORDS, params, (where, one))


def speaks_of_parts(sentence: str) -> bool:
    """Say whether a sentence has a word that makes its figure another's: a part, a change, an alternative."""
    return bool(_APART.search(sentence))


def stem(word: str) -> str:
    """Return a word without the ending that makes it definite or many."""
    low = word.casefold()
    found = next((end for end in _ENDINGS if low.endswith(end) and len(low) - len(end) >= _LEAST), "")
    return low.removesuffix(found).rstrip("e") if found else low


def _contradicts(one: _Mention, other: _Mention) -> bool:
    if one.passage is other.passage or one.amount.agrees(other.amount):
        return False
    if one.years != other.years and one.years and other.years:
        return False
    alike = one.context <= other.context or other.context <= one.context
    return alike or not (one.context and other.context)


def _mentions(passage: Passage) -> Iterator[_Mention]:
    sentence = passage.sentence
    if not any(sign.isdigit() for sign in sentence) and "uger" not in sentence and "måneder" not in sentence:
        return
    found = [one for one in amounts_of(sentence) if one.unit]
    if _APART.search(sentence) or len(found) != 1:
        return
    years = frozenset(_YEAR.findall(sentence))
    for amount in found:
        after = _TO.match(sentence[amount.end : amount.end + 80])
        more = _content(after[1].split()) if after else frozenset()
        before = sentence[max(0, amount.start - 120) : amount.start]
        if said := _SAID.search(before):
            name, context = _head(said["subject"].split())
            if name and name not in _BODIES:
                yield _Mention(name, context | more, years, amount, passage)
        elif more and _GIVEN.search(before) and after:
            name = stem(after[1].split()[-1])
            yield _Mention(name, frozenset(), years, amount, passage)


def _head(words: list[str]) -> tuple[str, frozenset[str]]:
    """Return what a phrase is of, and the words that tell which one ("udgiften til nyt tag")."""
    place = next((at for at, one in enumerate(words) if at and one.casefold() in _PREPOSITIONS), len(words))
    if place < len(words) and words[place - 1].casefold() in SMALL:
        words, place = words[place + 1 :], len(words) - place - 1
    words = words[:]
    head = words[place - 1] if words else ""
    if not head or len(head) < _LEAST or not head.isalpha():
        return "", frozenset()
    return stem(head), _content([*words[: place - 1][-1:], *words[place:]])


def _content(words: list[str]) -> frozenset[str]:
    return frozenset(stem(one) for one in words if one.casefold() not in SMALL and one.isalpha())
