"""The forms of a word: which words of a text a word that someone types stands for.

Nothing is stored of this: a form is made from the word asked for and looked up among the words of the texts.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from kernespor.engines.danish_words import data
from kernespor.engines.danish_words.letters import fold

# Endings of each way to inflect, the bare word first. A genitive -s goes with all of them.
_NOUN = ("", "en", "er", "erne", "et", "e", "ene", "eren", "eret", "ere")
_NOUN_IN_E = ("e", "en", "er", "erne", "et", "ene")
_AGENT = ("er", "eren", "ere", "erne")
_ADJECTIVE = ("", "t", "e", "ere", "est", "este", "hed", "heden", "heder", "hederne")
_VERB = ("e", "er", "ede", "et", "te", "t", "ende", "es", "edes", "tes")
# What is made of a verb: to evaluate, an evaluation.
_MADE = (
    *("ing", "ingen", "inger", "ingerne", "ning", "ningen", "ninger", "ningerne"),
    *("else", "elsen", "elser", "elserne"),
)
_MADE_OF_ADJECTIVE = (
    *("isering", "iseringen", "iseringer", "iseres", "isere", "iserer", "iseret"),
    *("itet", "iteten", "isk", "iske"),
)
_FIELD, _OF_FIELD = ("i", "ien", "ier", "ierne"), ("isk", "iske", "iskere")  # economy, economic
_ADJECTIVE_ENDS = (
    "ig", "sk", "som", "bar", "el", "al", "iv", "ant", "ent", "loes", "fuld", "et", "aer", "oes",
)  # fmt: skip
_VOWELS = frozenset("aeiouy")
_SHORT = 3  # letters of a base that many words have by chance: "mål" isn't "måling"
_LEAST = 2  # letters left when an ending is taken off


@dataclass(frozen=True, slots=True)
class Word:
    """What a word may stand for, folded.

    `forms` are the word itself in all its forms; `unsure` those that only count where the word they are made
    of (the key) is known to the texts; `made` are words made of it ("evaluere": "evaluering"); `stems` are
    its spellings as a part of compounds.
    """

    forms: frozenset[str]
    unsure: dict[str, frozenset[str]]
    made: frozenset[str]
    stems: frozenset[str]


@lru_cache(maxsize=4096)
def word(folded: str) -> Word:
    """Return what a folded word may stand for."""
    if folded in _no_forms() or not folded.isalpha():
        return Word(frozenset({folded}), {}, frozenset(), frozenset({folded}))
    families = _irregular().get(folded) or _irregular().get(folded.removesuffix("s"))
    if families:
        forms = frozenset({folded}).union(*(family.forms for family in families))
        parts = frozenset({folded}).union(*(family.stems for family in families))
        return Word(forms, {}, frozenset(), parts)
    found: set[str] = {folded}
    stems: set[str] = {folded}
    made: set[str] = set()
    unsure: dict[str, set[str]] = defaultdict(set)
    for bare in {folded, folded.removesuffix("s")} if len(folded) > _LEAST else {folded}:
        _as_noun(bare, found, stems)
        _as_adjective(bare, found, made)
        _as_verb(bare, unsure, made)
    return Word(
        frozenset(found - _no_forms()),
        {key: frozenset(each - _no_forms()) for key, each in unsure.items()},
        frozenset(made - found),
        frozenset(stems),
    )


def _as_noun(bare: str, forms: set[str], stems: set[str]) -> None:
    for endings in (_NOUN, _NOUN_IN_E, _AGENT):
        for base, lemma in _bases(bare, endings):
            stems.add(lemma)
            for shape in {base, _doubled(base)} if endings is _NOUN else {base}:
                forms |= _inflected(shape, endings)
            if endings is _NOUN:
                forms.update((base, f"{base}s"))


def _as_adjective(bare: str, forms: set[str], made: set[str]) -> None:
    for base, _ in _bases(bare, _ADJECTIVE):
        if base in _adjectives() or (len(base) > _SHORT and base.endswith(_ADJECTIVE_ENDS)):
            forms |= {f"{base}{end}" for end in _ADJECTIVE[:6]}
            forms |= {f"{_doubled(base)}{end}" for end in _ADJECTIVE[2:6]}
            made |= {f"{base}{end}" for end in (*_ADJECTIVE[6:], *_MADE_OF_ADJECTIVE)}
    for end in _MADE_OF_ADJECTIVE:
        base = bare.removesuffix(end)
        if base != bare and len(base) > _LEAST:
            made |= {f"{base}{each}" for each in (*_ADJECTIVE[:6], *_MADE_OF_ADJECTIVE)}
    for ends, others in ((_FIELD, _OF_FIELD), (_OF_FIELD, _FIELD)):
        for end in ends:
            base = bare.removesuffix(end)
            if base != bare and len(base) > _LEAST:
                made |= {f"{base}{each}" for each in (*ends, *others)}


def _as_verb(bare: str, unsure: dict[str, set[str]], made: set[str]) -> None:
    for base, _ in _bases(bare, _VERB):
        verb = {f"{base}{end}" for end in _VERB}
        unsure[f"{base}e"] |= verb | {f"{_doubled(base)}{end}" for end in _VERB}
        if bare in {f"{base}e", f"{base}er"} and len(base) > _SHORT:
            made |= {f"{base}{end}" for end in _MADE}
    for end in _MADE:
        base = bare.removesuffix(end)
        if base != bare and len(base) > _SHORT:
            made |= {f"{base}{each}" for each in (*_VERB, *_MADE)}


def _bases(bare: str, endings: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return (what stands before an ending, the word of the dictionary), for each ending that fits."""
    found = []
    for end in endings:
        base = bare.removesuffix(end) if end else bare
        if (end and base == bare) or len(base) < _LEAST or not _VOWELS & set(base):
            continue
        found.append((base, f"{base}{endings[0]}"))
        if end[:1] == "e" and len(base) > _SHORT and base[-1] == base[-2] and base[-1] not in _VOWELS:
            found.append((base[:-1], f"{base[:-1]}{endings[0]}"))
    return found


def _inflected(base: str, endings: tuple[str, ...]) -> set[str]:
    return {f"{base}{end}{mark}" for end in endings if end for mark in ("", "s")}


def _doubled(base: str) -> str:
    """Return a base with its last consonant twice, as after a short vowel ("bus", "bussen")."""
    if base[-1] not in _VOWELS and base[-2:-1] and base[-2] in _VOWELS:
        return base + base[-1]
    return base


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(map(fold, data.ADJECTIVES.split()))


@cache
def _no_forms() -> frozenset[str]:
    return frozenset(map(fold, data.NO_FORMS.split()))


@dataclass(frozen=True, slots=True)
class _Family:
    forms: frozenset[str]
    stems: frozenset[str]


@cache
def _irregular() -> dict[str, tuple[_Family, ...]]:
    """Return the families that each irregular form belongs to."""
    families = []
    for line in data.IRREGULAR_NOUNS.strip().splitlines():
        first, *plurals = map(fold, line.split())
        single = {
            first,
            *(f"{shape}{end}" for shape in (first, _doubled(first)) for end in ("en", "et", "n", "t")),
        }
        many = {f"{plural}{end}" for plural in plurals for end in ("", "ne", "ene", "erne", "s")}
        many |= {f"{plural}ne" for plural in plurals}
        syncope = {
            f"{plural.removesuffix('e').removesuffix('er')}{end}"
            for plural in plurals
            for end in ("et", "en")
        }
        every = single | many | syncope
        families.append(
            _Family(frozenset(every | {f"{form}s" for form in every}), frozenset({first, *plurals}))
        )
    for text in (data.IRREGULAR_VERBS, data.IRREGULAR_ADJECTIVES):
        for line in text.strip().splitlines():
            forms = {fold(form) for form in line.split()}
            more = {f"{form}s" for form in forms} | {f"{form}e" for form in forms if form.endswith("st")}
            families.append(_Family(frozenset(forms | more), frozenset()))
    found: dict[str, list[_Family]] = defaultdict(list)
    for family in families:
        for form in family.forms:
            found[form].append(family)
    return {form: tuple(each) for form, each in found.items()}
