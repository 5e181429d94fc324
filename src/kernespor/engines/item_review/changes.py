"""What went from one figure to another, and what part one is of another, recomputed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, pairwise

from kernespor.engines.findings import N_
from kernespor.engines.item_review.amounts import written
from kernespor.engines.item_review.records import Noticed, Passage
from kernespor.engines.item_review.told import Told, is_near

CHANGE = N_("Fra {one} til {other} er {computed}, men der står {told}.")
SHARE = N_("{one} af {other} er {computed}, men der står {told}.")
FAR = Fraction(2, 5)  # how far a rate, a share or a product may be off, as a part of the larger
_EXACT = Fraction(3, 100)
_ROUGHLY = r"(?:ca\.\s|cirka\s|omkring\s)?$"
_UP = re.compile(
    rf"\b(?:stigning|fremgang|vækst|forlængelse|forøgelse|udvidelse)\w*\s(?:på|med)\s{_ROUGHLY}"
    rf"|\b(?:steget|stiger|vokset|vokser|øges|øget)\s(?:\w+\s)?med\s{_ROUGHLY}"
    rf"|\b(?:udvidelsen|forøgelsen)\sgiver\s(?:altså\s|dermed\s)?{_ROUGHLY}",
    re.IGNORECASE,
)
_DOWN = re.compile(
    rf"\b(?:fald|nedgang|reduktion|besparelse|tilbagegang)\w*\s(?:på|med)\s{_ROUGHLY}"
    rf"|\b(?:faldet|falder|reduceret|reduceres|sænket|sænkes)\s(?:\w+\s)?med\s{_ROUGHLY}",
    re.IGNORECASE,
)
_LEFT = re.compile(r"^,?\s(?:der|som)\s(?:spares|bortfalder|frigøres|forsvinder)\b", re.IGNORECASE)
_MANIFOLD = re.compile(r"\b(fordobl|tredobl|firdobl|femdobl)(?:ing|et|es)\w*\b", re.IGNORECASE)
_TIMES = {"fordobl": 2, "tredobl": 3, "firdobl": 4, "femdobl": 5}
_FEWER, _MORE = Fraction(4, 5), Fraction(6, 5)
_TWO = 2
_ABOUT_HALF = Fraction(1, 10)
_IS_SHARE = re.compile(
    rf"^(?:det|dette)\s(?:er|svarer til|giver)\s{_ROUGHLY}|\b(?:hvilket er|svarer til)\s{_ROUGHLY}"
    rf"|\bstår\s(?:\w+\s)?for\s{_ROUGHLY}|\baltså\s{_ROUGHLY}",
    re.IGNORECASE,
)
_A_FRACTION = re.compile(
    r"^det er\s(en tredjedel|to tredjedele|en fjerdedel|tre fjerdedele|halvdelen)\b", re.IGNORECASE
)
_FRACTIONS = {
    "halvdelen": Fraction(1, 2), "en tredjedel": Fraction(1, 3), "to tredjedele": Fraction(2, 3),
    "en fjerdedel": Fraction(1, 4), "tre fjerdedele": Fraction(3, 4),
}  # fmt: skip
_FROM = re.compile(r"\bfra\s(?:ca\.\s)?$", re.IGNORECASE)
_TO = re.compile(r"^[^.;]{0,40}?\btil\s(?:ca\.\s)?$", re.IGNORECASE)
_AGAINST = re.compile(r"^[^.;,]{0,25}\smod\s(?:ca\.\s)?$", re.IGNORECASE)
_SAVED = re.compile(r"\b(?:spar\w+|billigere|lavere|rabat\w*)\b", re.IGNORECASE)
_OUT_OF = re.compile(
    r"^(?:\s\w+)?\s(?:ud af|af)\s(?:de\s|i alt\s|ca\.\s|samlet\s|kommunens\s|alle\s|vores\s)*$", re.IGNORECASE
)
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
    """Say which steps and rates of change are not what any two figures before them give."""
    for at, one in enumerate(told):
        words = one.before
        up, down = bool(_UP.search(words)), bool(_DOWN.search(words))
        if (up or down or _LEFT.match(one.after)) and not _ABOUT.search(words[-12:]):
            yield from _stepped(one, [*earlier, *told[:at]], up=up)
    yield from _saved(told, earlier)
    yield from _times(told, earlier)


def _stepped(one: Told, row: list[Told], *, up: bool) -> Iterator[Noticed]:
    pairs = _pairs(one, row)
    computed = [_step(one, first, second, up=up) for first, second in pairs]
    slack = one.amount.half + (Fraction(1, 2) if one.unit == "pct." else Fraction(0))
    if not pairs or any(abs(value - one.value) <= slack for value in computed):
        return
    (first, second), value = pairs[-1], computed[-1]
    slack += first.amount.half + second.amount.half if one.unit != "pct." else 0
    if is_near(value, one.value, slack, FAR):
        params = {
            "one": first.text, "other": second.text, "computed": one.written(value), "told": one.text,
        }  # fmt: skip
        yield Noticed(CHANGE, params, tuple(dict.fromkeys((first.place, second.place, one.place))))


def _step(one: Told, first: Told, second: Told, *, up: bool) -> Fraction:
    """Return the step between two figures, or the rate of it: of the smaller when it goes up."""
    step = abs(second.value - first.value)
    if one.unit != "pct.":
        return step
    base = (min if up else max)(first.value, second.value)
    return 100 * step / base if base else Fraction(0)


def _pairs(one: Told, row: list[Told]) -> list[tuple[Told, Told]]:
    """Return the pairs of figures that a step may lie between, the nearest ones last."""
    wanted = {"pct."} if one.unit == "point" else None
    found = []
    for first, second in combinations(row, 2):
        if first.value == second.value or (wanted and {first.unit, second.unit} != wanted):
            continue
        if not wanted and "pct." in {first.unit, second.unit}:
            continue
        if first.amount.unit != second.amount.unit and first.unit and second.unit:
            continue
        if one.unit in {"pct.", "point"} or _alike(one, first, second):
            found.append((first, second))
    return found


def _times(told: list[Told], earlier: list[Told]) -> Iterator[Noticed]:
    """Yield a doubling or the like that the two figures before it don't give."""
    row = [*earlier, *told]
    if len(row) < _TWO or not (match := _MANIFOLD.search(row[-1].place.sentence)):
        return
    first, second = row[-2:]
    if not first.unit or first.unit != second.unit or not first.value:
        return
    times, told_times = second.value / first.value, _TIMES[match[1].casefold()]
    if told_times * _FEWER < times < told_times * _MORE or times < 1:
        return
    params = {
        "one": first.text, "other": second.text, "computed": f"{written(times, '')} gange", "told": match[0],
    }  # fmt: skip
    yield Noticed(CHANGE, params, tuple(dict.fromkeys((first.place, second.place))))


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
        if row and _OF_WHOLE.match(one.after):
            part = row[-1]
            same = [other for other in every if part.amount.unit and other.unit == part.unit]
            yield from _only(one, part, same)
        elif _IS_SHARE.search(one.before):
            yield from _any_share(one, row)
        elif told[:at] and _IS_PART.match(one.place.sentence[told[at - 1].amount.end : one.amount.start]):
            part = told[at - 1]
            yield from _only(one, part, [other for other in every if part.noun and other.noun == part.noun])


def fractioned(sentence: Passage, earlier: list[Told]) -> Iterator[Noticed]:
    """Say when "det er to tredjedele" isn't so of the part and the whole before it."""
    match, of = _A_FRACTION.match(sentence.sentence), _out_of(earlier)
    if match and of and of[1].value:
        computed = of[0].value / of[1].value
        if abs(computed - _FRACTIONS[match[1].casefold()]) > _EXACT:
            params = {
                "one": of[0].text, "other": of[1].text, "computed": of[0].rate(100 * computed), "told": match[1],  # noqa: E501 - it reads best whole
            }  # fmt: skip
            yield Noticed(SHARE, params, (of[0].place, sentence))


def _any_share(one: Told, row: list[Told]) -> Iterator[Noticed]:
    """Yield a share that no two figures before it give, held against the nearest two."""
    pairs = [
        (first, second) if first.value < second.value else (second, first)
        for first, second in combinations(row, 2)
        if first.value != second.value and "pct." not in {first.unit, second.unit}
        and (first.amount.unit == second.amount.unit or not first.amount.unit or not second.amount.unit)
    ]  # fmt: skip
    slack = one.amount.half + Fraction(1, 2)
    shares = [100 * part.value / whole.value for part, whole in pairs]
    if not pairs or any(abs(share - one.value) <= slack for share in shares):
        return
    of = _out_of(row)
    yield from _shared(one, *(of or pairs[-1]))


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
    if is_near(computed, told.value, slack, FAR) and told.amount.half <= told.value * _ABOUT_HALF:
        params = {
            "one": part.text,
            "other": whole.text,
            "computed": told.written(computed),
            "told": told.text,
        }
        yield Noticed(SHARE, params, tuple(dict.fromkeys((part.place, whole.place, told.place))))
