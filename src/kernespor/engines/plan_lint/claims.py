"""Which claims a text makes: two that can go each its own way, or one with a list in it."""

from __future__ import annotations

import re

from kernespor.engines.danish_words.letters import tokens
from kernespor.engines.plan_lint.vocabulary import bare, is_finite, participles, said

_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])|;\s+|\n+")
_ASIDE = re.compile(r"\([^()]*\)")
_JOINER = re.compile(r"(,?)\s+(?:og|samt|men|mens)\s+", re.IGNORECASE)
_INSERTED = re.compile(r",\s(?:der|som|hvor)\s[^,]*,\s(?!og\b)", re.IGNORECASE)
_UNDER = re.compile(
    r",?\s\b(?:så|således at|for at|idet|fordi|hvis|når|hvilket|som|hvor|hvilke|herunder|bl\.a\.)\s"
    r"|,\s?(?:der|de|vi|man|du|han|hun|at)\s",
    re.IGNORECASE,
)
_BEGINS_UNDER = frozenset({"som", "hvor", "naar", "hvis", "hvilke", "hvad", "hvem", "hvordan", "derved"})
_ARTICLES = frozenset({"en", "et", "den", "det", "de", "flere"})
_CARRIES = frozenset({"er", "har", "bliver", "blev", "kan", "skal"})
_THEY = frozenset({"de", "vi", "det", "den", "alle"})
_DEFINITE = ("erne", "ene", "en", "et")
_CLAUSE, _THING = "clause", "thing"
_FAR = 9  # words within which a claim of its own has its verb
_NEAR = 5  # words within which it has it where no comma stands before


def words_of(text: str) -> list[str]:
    """Return the folded words of a text; of a word with a hyphen the last part, which says what it is."""
    return [token.folded[-1] for token in tokens(text)]


def main_clause(claim: str) -> str:
    """Return a claim without the clauses that say what for, and who."""
    whole = _INSERTED.sub(" ", claim)
    found = _UNDER.search(whole)
    return whole[: found.start()] if found and found.start() else whole


def claims_of(text: str) -> tuple[list[str], bool]:
    """Return the claims of a text, in order and at least one, and if each has a verb of its own."""
    found: list[str] = []
    whole = True
    for sentence in _SENTENCES.split(_ASIDE.sub(" ", text)):
        start = 0
        for joiner in _JOINER.finditer(sentence):
            left, right = sentence[start : joiner.start()], sentence[joiner.end() :]
            how = _joined(left, right, comma=bool(joiner[1]))
            if how:
                found.append(left)
                start = joiner.end()
                whole = whole and how == _CLAUSE
        found.append(sentence[start:])
    return [claim.strip() for claim in found if words_of(claim)] or [text], whole


def says_change(folded: str) -> bool:
    """Say whether a word is one of more or less."""
    return folded in bare("COUNTED_CHANGE") or folded in bare("SOFT_CHANGE")


def _joined(left: str, right: str, *, comma: bool) -> str:
    """Return how what stands after "og" claims something else: a clause, a thing that changes, or not."""
    plain = _INSERTED.sub(" ", f"{right} ")
    before, after = words_of(left), words_of(_UNDER.split(plain)[0] or plain)[:_FAR]
    if not before or not after or after[0] in _BEGINS_UNDER or not _claims(before) or left.endswith("-"):
        return ""
    if not comma and _UNDER.search(left):
        return ""
    if after[0] == "at":
        return _CLAUSE if any(map(is_finite, after)) else ""
    if _has_own_verb(after, comma=comma) or _goes_on(before, after):
        return _CLAUSE
    return _THING if _begins_with_change(before, after) else ""


def _goes_on(before: list[str], after: list[str]) -> bool:
    """Say whether the same people do or are something else too ("kender reglerne og følger dem")."""
    place = next((at for at, one in enumerate(before) if is_finite(one)), len(before))
    told = [one for one in before[place + 1 :] if one not in bare("PREPOSITIONS")]
    return place > 0 and bool(told) and is_finite(after[0]) and len(after) > 1


def _claims(words: list[str]) -> bool:
    """Say whether these words alone say that something is, or becomes more or less."""
    told = any(says_change(one) or is_finite(one) for one in words) or _acts(words)
    return told and len(words) > 1


def _acts(words: list[str]) -> bool:
    """Say whether known people or things do something that no list holds ("børnene børster", "de fører")."""
    if len(words) <= 1 or not (words[0] in _THEY or words[0].endswith(_DEFINITE)):
        return False
    return words[1].endswith("er") and words[1] not in bare("PREPOSITIONS") | {"eller", "ellers"}


def _begins_with_change(before: list[str], after: list[str]) -> bool:
    """Say whether a second thing follows that is to be more or less ("og en højere tilfredshed")."""
    place = 1 if after[0] in _ARTICLES - {"flere"} else 0
    if len(after) <= place + 1 or not says_change(after[place]):
        return False
    if says_change(before[-1]) or before[-1] in _ARTICLES:
        return False
    changes = bare("CHANGE_VERBS")
    moves = said("CHANGE_VERBS") | participles("MILESTONE_VERBS") | changes | {"har", "faar", "opnaar"}
    return any(says_change(one) or one in moves for one in before)


def _has_own_verb(after: list[str], *, comma: bool) -> bool:
    place = next((at for at, one in enumerate(after) if is_finite(one)), -1)
    if place < 0:
        return comma and _acts(after)
    if place == 0:
        return after[0] in _CARRIES
    under = next((at for at, one in enumerate(after) if one in _BEGINS_UNDER or (at and one == "der")), _FAR)
    return place < under and (comma or place <= _NEAR)
