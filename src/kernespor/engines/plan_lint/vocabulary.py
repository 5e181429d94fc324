"""Words in all their forms: the lists of `data`, made ready to look words up in."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from kernespor.engines.danish_words import data as danish
from kernespor.engines.danish_words.compounds import Compounds
from kernespor.engines.danish_words.forms import word
from kernespor.engines.danish_words.letters import fold
from kernespor.engines.plan_lint import data

_SURE = 5  # letters of a word that ends a compound and that few other words end in by chance
_BEFORE = 3  # letters that must stand before it
_DEEDS = ("ing", "ingen", "else", "elsen", "ering", "eringen", "ation", "ationen")


@cache
def phrases(name: str) -> tuple[str, ...]:
    """Return a list of `data` whose entries may hold blanks, in small letters."""
    return tuple(one for entry in getattr(data, name).split(";") if (one := " ".join(entry.split())))


@cache
def bare(name: str) -> frozenset[str]:
    """Return a list of `data` as folded words, without any other form."""
    return frozenset(map(fold, getattr(data, name).split()))


@cache
def nouns(name: str) -> frozenset[str]:
    """Return a list of `data` as folded nouns in all their forms."""
    return frozenset(form for one in bare(name) for form in _forms(one))


def _forms(one: str) -> frozenset[str]:
    """Return the forms of a noun, without those of the adjective it may be made of ("åbenhed", "åbent")."""
    return frozenset(form for form in word(one).forms if len(form) >= len(one) - 1)


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    lines = (tuple(map(fold, line.split())) for line in danish.IRREGULAR_VERBS.strip().splitlines())
    return {forms[0]: forms for forms in lines}


def _inflected(infinitive: str) -> tuple[set[str], set[str]]:
    """Return a verb's finite forms, passives among them, and its past participles."""
    known = _irregular()
    for place in range(max(1, len(infinitive) - _BEFORE + 1)):
        before, end = infinitive[:place], infinitive[place:]
        if end in known:
            present, *rest = known[end][1:]
            participles = {one for one in rest if one.endswith(("t", "ne", "te"))} or {rest[-1]}
            finite = {present, f"{end}s", *rest} - participles
            return {before + one for one in finite}, {before + one for one in participles}
    base = infinitive.removesuffix("e")
    finite = {f"{infinitive}r", f"{infinitive}s", f"{base}ede", f"{base}te", f"{base}edes", f"{base}tes"}
    participles = {f"{base}et", f"{base}t", f"{base}ede", f"{base}te"}
    if base.endswith("oer"):  # gøre: gjort
        finite, participles = finite | {base}, participles | {f"{base[:-3]}jort"}
    return finite, participles


@cache
def finite(name: str) -> frozenset[str]:
    """Return the finite forms of a list of verbs: present, past, passive."""
    return frozenset(form for one in bare(name) for form in _inflected(one)[0])


@cache
def participles(name: str) -> frozenset[str]:
    """Return the past participles of a list of verbs."""
    return frozenset(form for one in bare(name) for form in _inflected(one)[1])


@cache
def said(*names: str) -> frozenset[str]:
    """Return the finite forms and the participles of lists of verbs."""
    return frozenset().union(*(finite(name) | participles(name) for name in names))


@cache
def infinitives(name: str) -> frozenset[str]:
    """Return the infinitives of a list of verbs."""
    return bare(name)


@cache
def deeds(name: str) -> frozenset[str]:
    """Return the nouns made of a list of verbs ("implementering", "vedtagelse")."""
    return frozenset(
        f"{stem}{end}"
        for one in bare(name)
        for stem in {one.removesuffix("e"), one.removesuffix("re"), f"{one.removesuffix('e')}n"}
        for end in _DEEDS
    )


@cache
def _compounds() -> Compounds:
    known = nouns("QUANTITIES") | nouns("VAGUE_NOUNS") | nouns("NORMS") | nouns("METHODS")
    return Compounds(known.__contains__)


@cache
def _ends(name: str) -> dict[str, str]:
    """Return every form that a compound may end in with the word that it is a form of."""
    pairs = {(form, one) for one in bare(name) for form in _forms(one) if len(form) >= _BEFORE}
    return dict(sorted(pairs, reverse=True))


@lru_cache(maxsize=65536)
def is_noun(name: str, folded: str) -> bool:
    """Say whether a folded word is one of a list in any form, or a compound that ends in one."""
    if folded in bare("NO_QUANTITIES"):
        return False
    if folded in nouns(name):
        return True
    ends = _ends(name)
    for place in range(_BEFORE, len(folded) - _BEFORE + 1):
        one = ends.get(folded[place:])
        if one:
            return len(one) >= _SURE or _compounds().is_part(folded, word(one))
    return False


def any_noun(name: str, words: Iterable[str]) -> bool:
    """Say whether one of the folded words is of a list."""
    return any(is_noun(name, one) for one in words)


@lru_cache(maxsize=65536)
def is_finite(folded: str) -> bool:
    """Say whether a folded word is most likely a verb in a finite form."""
    lists = ("CHANGE_VERBS", "SOFT_VERBS", "MILESTONE_VERBS", "OTHER_VERBS", "KEPT_VERBS")
    if any(folded in finite(name) for name in lists):
        return True
    # A passive is told by its ending; a genitive ("elevernes", "deres") has one much like it.
    return (
        len(folded) > _SURE
        and folded.endswith("es")
        and not folded.endswith(("ernes", "enes"))
        and folded not in bare("NO_PASSIVES")
    )
