"""What went from one figure to another, and what part one is of another, recomputed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from kernespor.engines.findings import N_
from kernespor.engines.item_review.records import Noticed
from kernespor.engines.item_review.told import Told, is_near

CHANGE = N_("Fra {one} til {other} er {computed}, men der står {told}.")
SHARE = N_("{one} af {other} er {computed}, men der står {told}.")
FAR = Fraction(1, 2)  # the same for a product, where a digit may be wrong
_CHANGED = re.compile(
    r"\b(?:fald|stigning|nedgang|fremgang|reduktion|vækst|besparelse)\w*\s(?:på|med)\s(?:ca\.\s|cirka\s|godt\s|knap\s)?$"
    r"|\bsvarer til\s(?:et (?:fald|løft) på\s|en (?:stigning|nedgang|reduktion) på\s)?(?:ca\.\s|cirka\s)?$"
    r"|^(?:det er|det svarer til)\s(?:ca\.\s|cirka\s)?$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfra\s(?:ca\.\s)?$", re.IGNORECASE)
_TO = re.compile(r"^[^.;]{0,40}?\btil\s(?:ca\.\s)?$", re.IGNORECASE)
_AGAINST = re.compile(r"^[^.;,]{0,25}\smod\s(?:ca\.\s)?$", re.IGNORECASE)
_SAVED = re.compile(r"\b(?:spar\w+|billigere|lavere|rabat\w*)\b", re.IGNORECASE)
_OUT_OF = re.compile(r"^(?:\s\w+)?\s(?:ud af|af)\s(?:de\s|i alt\s|ca\.\s|samlet\s)*$", re.IGNORECASE)
_IS_PART = re.compile(
    r"^(?:\s\w+){0,2}\s?(?:,?\s?svarende til|,?\sdvs\.|\()\s?(?:ca\.\s|cirka\s|knap\s|godt\s)?$",
    re.IGNORECASE,
)
_OF_WHOLE = re.compile(r"^\saf\s(?:det|den|de)\ssamlede\b", re.IGNORECASE)
_OTHER_BASE = re.compile(
    r"\b(?:uden|eksklusive|ekskl|bortset|fratrukket|afvist\w*|af dem|af disse|besvaret)\b", re.IGNORECASE
)
_ABOUT = re.compile(
    r"\b(?:ca\.|cirka|omkring|knap|godt|næsten|over|under|mere end|mindre end|højst|mindst)\s$", re.IGNORECASE
)


def mischanged(told: list[Told], earlier: list[Told]) -> Iterator[Noticed]:
    """Say which steps and rates of change are not what the figures before and after give."""
    for at, one in enumerate(told):
        if not _CHANGED.search(one.before) or _ABOUT.search(one.before[-12:]):
            continue
        pair = _pair([*earlier, *told[:at]])
        if pair is None or pair[1].unit == "pct." or not (one.unit == "pct." or _alike(one, *pair)):
            continue
        first, second = pair
        step = abs(second.value - first.value)
        computed = 100 * step / first.value if one.unit == "pct." and first.value else step
        slack = one.amount.half + (
            Fraction(1, 2) if one.unit == "pct." else first.amount.half + second.amount.half
        )
        if is_near(computed, one.value, slack, FAR):
            params = {
                "one": first.text,
                "other": second.text,
                "computed": one.written(computed),
                "told": one.text,
            }
            yield Noticed(CHANGE, params, tuple(dict.fromkeys((first.place, one.place))))
    yield from _saved(told, earlier)


def _alike(one: Told, *others: Told) -> bool:
    """Say whether a change is counted in what changed: "pladser" is so for "parkeringspladser"."""
    return any(
        other.unit and (other.unit.endswith(one.unit) or one.unit.endswith(other.unit)) for other in others
    )


def _pair(told: list[Told]) -> tuple[Told, Told] | None:
    """Return the last two amounts of a sentence that a text goes from and to, in the order of time."""
    for first, second in reversed(list(pairwise(told))):
        if first.place is not second.place or (first.unit and second.unit and first.unit != second.unit):
            continue
        between = first.place.sentence[first.amount.end : second.amount.start]
        if _AGAINST.match(between):
            return second, first
        if _TO.match(between) and _FROM.search(first.before):
            return first, second
    return None


def _saved(told: list[Told], earlier: list[Told]) -> Iterator[Noticed]:
    """Yield what is odd in "andre sparede 18 pct. Får vi det samme, falder udgiften fra 2,5 til 1,85 mio. kr."."""  # noqa: E501 - it reads best whole
    pair = _pair(told)
    rates = [one for one in earlier if one.unit == "pct." and _SAVED.search(one.place.sentence)]
    if pair is None or len(rates) != 1 or "samme" not in pair[0].place.sentence:
        return
    first, second = pair
    computed = first.value * (1 - rates[0].value / 100)
    slack = second.amount.half + first.value * rates[0].amount.half / 100
    if second.value < first.value and is_near(computed, second.value, slack):
        params = {
            "one": first.text,
            "other": rates[0].text,
            "computed": second.written(computed),
            "told": second.text,
        }
        yield Noticed(
            N_("{one} minus {other} er {computed}, men der står {told}."),
            params,
            (rates[0].place, second.place),
        )


def misshared(told: list[Told], earlier: list[Told], every: list[Told]) -> Iterator[Noticed]:
    """Say which percentages are not the share that the part and the whole give."""
    for at, one in enumerate(told):
        if one.unit != "pct." or _OTHER_BASE.search(one.place.sentence):
            continue
        row = [*earlier, *told[:at]]
        if _CHANGED.search(one.before) and (of := _out_of(row)):
            yield from _shared(one, *of)
        elif told[:at] and _IS_PART.match(one.place.sentence[told[at - 1].amount.end : one.amount.start]):
            part = told[at - 1]
            yield from _only(one, part, [other for other in every if part.noun and other.noun == part.noun])
        elif (
            row
            and _OF_WHOLE.match(one.after)
            and re.match(r"^det (?:er|svarer til)\b", one.before, re.IGNORECASE)
        ):
            part = row[-1]
            yield from _only(
                one, part, [other for other in every if part.amount.unit and other.unit == part.unit]
            )


def _out_of(row: list[Told]) -> tuple[Told, Told] | None:
    for part, whole in reversed(list(pairwise(row))):
        if part.place is whole.place and _OUT_OF.match(
            part.place.sentence[part.amount.end : whole.amount.start]
        ):
            return part, whole
    return None


def _only(told: Told, part: Told, wholes: Sequence[Told]) -> Iterator[Noticed]:
    """Yield a share that no whole of the text gives, where the text has just one."""
    larger = {one.value: one for one in wholes if one.value > part.value}
    if len(larger) == 1:
        yield from _shared(told, part, next(iter(larger.values())))


def _shared(told: Told, part: Told, whole: Told) -> Iterator[Noticed]:
    if not whole.value:
        return
    computed = 100 * part.value / whole.value
    slack = told.amount.half + Fraction(1, 2) + 100 * part.amount.half / whole.value
    if is_near(computed, told.value, slack, FAR) and not told.amount.half > Fraction(1, 2):
        params = {
            "one": part.text,
            "other": whole.text,
            "computed": told.written(computed),
            "told": told.text,
        }
        yield Noticed(SHARE, params, tuple(dict.fromkeys((part.place, whole.place, told.place))))
