"""The class of an indicator: what its words say, and what is known of how it is followed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kernespor.engines.plan_lint.claims import claims_of, main_clause, says_change, words_of
from kernespor.engines.plan_lint.dates import without_dates
from kernespor.engines.plan_lint.directions import UP_OR_DOWN, changes, direction_of, shrinks
from kernespor.engines.plan_lint.records import Followed, IndicatorClass, Part
from kernespor.engines.plan_lint.vocabulary import (
    any_noun,
    bare,
    deeds,
    finite,
    is_finite,
    is_noun,
    participles,
    phrases,
    said,
)

_NUMBER = r"\d+(?:[.\s]\d{3})*(?:,\d+)?"
_PERCENT = re.compile(rf"({_NUMBER})\s?(?:%|pct\b|procent)", re.IGNORECASE)
_SHARE = re.compile(rf"{_NUMBER}\s?(?:%|pct\.?|procent)\s(?:af|ud af)\b|\bud af\b", re.IGNORECASE)
_FIGURE = re.compile(rf"(?<![§\w]){_NUMBER}(?!\w|\.\s?(?:klasse|kl\b|årgang|fase|etape|trin))")
_UP_TO = re.compile(
    rf"\btil\s(?:\w+\s)?(?:mindst|højst|under|over|maks\.?|maksimalt|minimum)?\s?{_NUMBER}", re.IGNORECASE
)
_FROM_TO = re.compile(rf"\bfra\s.{{0,40}}?{_NUMBER}.{{0,40}}?\btil\s.{{0,20}}?{_NUMBER}", re.IGNORECASE)
_ORDINAL_SHARE = re.compile(r"\bhver(?:t)?\s(?:anden|andet|tredje|fjerde|femte|tiende)\b", re.IGNORECASE)
_LEVEL = re.compile(
    r"\b(?:over|under|på niveau med|højere end|lavere end|bedre end)\s\w*"
    r"(?:gennemsnit|niveau|median|landstal|norm|klynge|måltal|budget)\w*",
    re.IGNORECASE,
)
_ALIKE = re.compile(r"\b(?:samme|lige så)\b.*\bsom\b|\blige så \w+ som\b", re.IGNORECASE)
_BY = re.compile(rf"\bmed\s(?:\w+\s)?(?:{_NUMBER}|en\s\w+del|halvdelen|\w+\sprocent)", re.IGNORECASE)
_AGED = re.compile(r"\b(?:under|over)\s\w+\s(?:år|måneder)\b|\bunder\s\w+\si\s\w+", re.IGNORECASE)
_AT_LEAST_ONE = re.compile(r"\b(?:mindst|højst|maksimalt)\s(?:én|ét|en|et)\b", re.IGNORECASE)
_SINCE = re.compile(r"\bsiden\s(?:20\d\d|sidste|starten|begyndelsen|planens)\b")
_NUMERAL = r"(?:\d+|en|et|to|tre|fire|fem|seks|syv|otte|ni|ti|tolv|fjorten)"
_OF = re.compile(rf"\b{_NUMERAL}\saf\s{_NUMERAL}\b")
_WITHIN = re.compile(
    rf"\b(?:inden|senest|inden for|efter)\s{_NUMERAL}\s(?:\w+\s)?"
    r"(?:dage?|hverdage?|arbejdsdage?|uger?|måned(?:er)?|timer?|minut(?:ter)?)\b"
)
_END = re.compile(r"\bend\b")
_RELATIVE = re.compile(r"\bi forhold til\s+(?:niveauet|året|20|sidste|den seneste|basis|udgangs|resultatet)")
_SPAN = 3  # words in which the thing stands that is spoken of
_LEAD = 4  # words in which a text says what it counts
_BEFORE_A_THING = bare("PREPOSITIONS") | {"en", "et", "den", "det", "de", "ny", "nyt", "nye"}
_IS = frozenset({"er", "bliver", "blev", "var"})
_DONE = ("et", "foert", "lagt", "sat")
_SHORT = 5
_THERE = frozenset({"er", "har", "findes", "ligger"})
_AUXILIARIES = frozenset({"er", "har", "bliver", "blev", "var", "have", "vaere", "blive"})


def class_of(part: Part) -> IndicatorClass:
    """Return the class of an indicator by itself; whether it is the same as another is asked elsewhere."""
    found = class_of_text(part.text)
    if part.followed is Followed.COMPUTED or (part.followed is Followed.ASSESSED and part.has_measure):
        return IndicatorClass.MEASURABLE
    if part.followed is Followed.MEASURED and part.has_target:
        return IndicatorClass.MEASURABLE
    if found is IndicatorClass.NO_BASELINE and part.has_baseline:
        return IndicatorClass.MEASURABLE
    if found is IndicatorClass.NO_DATE and part.deadline:
        return IndicatorClass.DATED
    return found


@lru_cache(maxsize=65536)
def class_of_text(text: str) -> IndicatorClass:
    """Return the class of an indicator by its words alone."""
    bare_text, dated = without_dates(text)
    claims, whole = claims_of(bare_text)
    classes = [_class_of_claim(claim) for claim in claims]
    if len(claims) > 1 and not _is_how(claims[-1]):
        if set(classes) == {IndicatorClass.VAGUE} and not whole:
            return IndicatorClass.VAGUE
        return IndicatorClass.TWO_IN_ONE
    if len(claims) > 1 and classes[0] is IndicatorClass.VAGUE:
        return IndicatorClass.MEASURABLE
    found = classes[0]
    return IndicatorClass.DATED if found is IndicatorClass.NO_DATE and dated else found


def _is_how(claim: str) -> bool:
    """Say whether a sentence only tells how the one before it is measured."""
    return bool(set(words_of(claim)[:3]) & bare("MEASURED_BY"))


def _class_of_claim(claim: str) -> IndicatorClass:
    """Return the class of one claim: the first of these that it is."""
    low, words = claim.casefold(), words_of(claim)
    main = words_of(main_clause(claim)) or words
    moves = any(map(changes, words)) or shrinks(main)
    direction = direction_of(main)
    leads = any(map(says_change, main[:2])) or any(one in bare("COUNTED_CHANGE") for one in main)
    counted = direction is UP_OR_DOWN and leads
    if _is_compared(low, changes=moves):
        return IndicatorClass.MEASURABLE
    if _has_figure(low, words):
        return _with_figure(low, main, changes=direction is UP_OR_DOWN)
    if counted or _counts(main):
        return UP_OR_DOWN if counted or moves else IndicatorClass.MEASURABLE
    if _is_kept(low, words):
        return IndicatorClass.MEASURABLE
    if _is_milestone(low, main):
        return IndicatorClass.NO_DATE
    return direction or (IndicatorClass.MEASURABLE if _has_method(low, main) else IndicatorClass.VAGUE)


def _is_compared(low: str, *, changes: bool) -> bool:
    """Say whether the text names what it starts from or is held against."""
    if _FROM_TO.search(low) or _LEVEL.search(low) or _ALIKE.search(low):
        return True
    compared = bool(_RELATIVE.search(low) or _SINCE.search(low)) or any(
        phrase in low for phrase in phrases("COMPARED")
    )
    against = bool(_END.search(low)) and not _FIGURE.search(low.rpartition(" end ")[2])
    return changes and (compared or against)


def _has_figure(low: str, words: Sequence[str]) -> bool:
    if any(one.search(low) for one in (_PERCENT, _FIGURE, _ORDINAL_SHARE, _AT_LEAST_ONE, _WITHIN)):
        return True
    return any(one in bare("NUMBER_WORDS") for one in words)


def _with_figure(low: str, main: Sequence[str], *, changes: bool) -> IndicatorClass:
    """Return the class of a text with a figure: a limit, a share, how much changes, how many are made."""
    plain = _AGED.sub(" ", low)
    limited = any(re.search(rf"\b{re.escape(one)}(?!\w)", plain) for one in phrases("LIMITS"))
    if changes and (_BY.search(low) or (main[0] in bare("COUNTED_CHANGE") and main[1:2] != ["end"])):
        return IndicatorClass.NO_BASELINE
    if changes and not limited and not _UP_TO.search(low) and not _SHARE.search(low):
        return IndicatorClass.NO_BASELINE
    share = any(one.search(low) for one in (_PERCENT, _SHARE, _OF, _WITHIN))
    begins = "har" in main and (main[0].isdigit() or main[0] in bare("NUMBER_WORDS"))
    if not limited and not share and not begins and _is_milestone(low, main):
        return IndicatorClass.NO_DATE
    return IndicatorClass.MEASURABLE


def _counts(main: Sequence[str]) -> bool:
    """Say whether the text begins with what it counts ("antal", "andelen af", "det gennemsnitlige …")."""
    lead = ("antal", "antallet", "andel", "andelen", "procentdel", "procentdelen", "gennemsnitlig")
    return any(one.startswith(lead) for one in main[:2]) or any(
        one.startswith("gennemsnit") for one in main[:_LEAD]
    )


def _is_kept(low: str, words: Sequence[str]) -> bool:
    """Say whether a norm is kept, everyone is in, or something is done again and again."""
    keeps = any(one in said("KEPT_VERBS") for one in words)
    if (keeps and any_noun("NORMS", words)) or any(phrase in low for phrase in phrases("ON_TIME")):
        return True
    vague = any_noun("VAGUE_NOUNS", words) or any(one in finite("SOFT_VERBS") for one in words)
    if vague:
        return False
    if words[:1] == ["ingen"]:
        return True
    every = bool(set(words[:2]) & bare("ALL_OR_NONE")) or "ingen" in words
    made = any(one in participles("MILESTONE_VERBS") for one in words) or "faaet" in words
    acts = any(map(is_finite, words)) or any_noun("QUANTITIES", words)
    return acts and ((every and not made) or any(phrase in low for phrase in phrases("AGAIN")))


def _is_milestone(low: str, main: Sequence[str]) -> bool:
    """Say whether something is told to be done: one can see that it is, or that it isn't."""
    if any(re.search(rf"\b{re.escape(one)}\b", low) for one in phrases("MILESTONE_PHRASES")):
        return True
    if main and (main[0] in deeds("MILESTONE_VERBS") or _stands_there(main)):
        return True
    helped = next((at for at, one in enumerate(main) if one in _AUXILIARIES), -1)
    for place, one in enumerate(main):
        told = main[place - 1] not in _BEFORE_A_THING
        is_now = 0 <= helped < place and main[helped] in _IS
        done = 0 <= helped < place and told and _is_done(one, is_now=is_now)
        passive = one.endswith("es") and one in finite("MILESTONE_VERBS")
        if done or passive:
            return not _is_loose(main[place + 1 :])
    return False


def _stands_there(main: Sequence[str]) -> bool:
    """Say whether there is something, or somebody has it, that someone made ("der er en aftale")."""
    place = next((at for at, one in enumerate(main) if one in _THERE), len(main))
    following = main[place + 1 : place + 2 + _SPAN]
    if not following or following[0] not in {"en", "et", "én", "der"}:
        return False
    return any_noun("THINGS", following[1:]) and not any(map(says_change, following))


def _is_done(folded: str, *, is_now: bool) -> bool:
    """Say whether a word is what something is once it is done ("vedtaget", "monteret").

    After "er" and "bliver" the ending alone tells it; after "har" a thing may end like that ("har ansvaret").
    """
    if folded in bare("STATES") or folded in said("CHANGE_VERBS", "SOFT_VERBS"):
        return False
    if folded in participles("MILESTONE_VERBS") or folded == "faaet":
        return True
    return folded.endswith("eret") or (is_now and len(folded) > _SHORT and folded.endswith(_DONE))


def _is_loose(after: Sequence[str]) -> bool:
    """Say whether what is done is nothing that stands there afterwards ("gennemført forenkling")."""
    near = after[:_SPAN]
    return any(says_change(one) for one in near[:2]) or any_noun("VAGUE_NOUNS", near[:2])


def _has_method(low: str, main: Sequence[str]) -> bool:
    """Say whether the text is the name of a quantity, or says how it is measured."""
    if set(words_of(low)) & bare("MEASURED_BY"):
        return True
    if any_noun("METHODS", main):
        return True
    return not any(map(is_finite, main)) and bool(main) and is_noun("QUANTITIES", main[0])
