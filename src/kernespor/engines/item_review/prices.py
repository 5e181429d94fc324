"""Prices and counts, differences and shares of money, recomputed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise, zip_longest

from kernespor.engines.findings import N_
from kernespor.engines.item_review.amounts import Amount, amounts_of
from kernespor.engines.item_review.figures import stem
from kernespor.engines.item_review.records import Noticed, Passage
from kernespor.engines.item_review.told import Told, is_near

SUM = N_("Delene giver {computed}, men der står {told}.")
PRODUCT = N_("{one} gange {other} er {computed}, men der står {told}.")
DIFFERENCE = N_("Forskellen mellem {one} og {other} er {computed}, men der står {told}.")
FRACTION = N_("»{text}« af {one} er {computed}, men der står {told}.")
FAR = Fraction(1, 2)  # the same for a product, where a digit may be wrong
_SLIP = Fraction(3, 20)  # how far a sum of whatever stands before may be off
_EXACT = Fraction(1, 50)  # how far prices and shares may be rounded
FEW, SOME = 2, 3
_BALANCE = re.compile(
    r"\b(?:samlet\s|netto\s?)?(?:netto)?(?:mindreudgift\w*|merudgift\w*|besparelse\w*|forskel\w*|differenc\w*|merforbrug\w*|mindreforbrug\w*"
    r"|overskud\w*|underskud\w*|restbeløb\w*|manko\w*)\b(?:\s(?:ved|på|i)\s\w+)?\s(?:er|udgør|bliver)\s(?:på\s|derfor\s|dermed\s|ca\.\s)*$"
    r"|\bskal\s(?:\w+\s)?selv\s(?:bære|betale|dække|finansiere)\s(?:de\sresterende\s)?$"
    r"|\b(?:resten|de resterende),?\s(?:er\s|på\s|dvs\.\s|altså\s)*$",
    re.IGNORECASE,
)
_SUM = re.compile(
    r"\b(?:i alt|tilsammen|samlet|(?:samlede|samlet)\s(?:budget|udgift|pris|anlægsudgift|investering|ramme|beløb|merforbrug|mindreforbrug))"  # noqa: E501 - it reads best whole
    r"\s(?:er\s|på\s|udgør\s|bliver\s|dermed\s|altså\s|ca\.\s)*$",
    re.IGNORECASE,
)
_ON_EACH = re.compile(r"\b(?:på|i|til|af)\shver(?:t)?\b", re.IGNORECASE)
_PRICE = re.compile(
    r"^\s?(?:i gennemsnit\s)?(?:pr\.|per)\s(?P<per>\w+)|^\s(?:hver|stykket|stk)\b", re.IGNORECASE
)
_AVERAGE = re.compile(r"\b(?:i gennemsnit|hver\w*|gennemsnitlig\w*|à)\s(?:ca\.\s|på\s)?$", re.IGNORECASE)
_TOTAL = re.compile(
    r"\b(?:i alt|samlede?|tilsammen|købesum\w*|prisen|udgiften|har kostet|koster|giver|kostede|vil koste|plads til)\b[^.;]{0,40}$",  # noqa: E501 - it reads best whole
    re.IGNORECASE,
)
_YEARLY = re.compile(
    r"^\s(?:om året|årligt|pr\. år)\si\s(?:(?P<first>20\d\d)\s?[-–]\s?(?P<last>20\d\d)|(?P<years>\w+)\sår),?\s(?:dvs\.\s)?i alt\s$",  # noqa: E501 - it reads best whole
    re.IGNORECASE,
)
_EACH = re.compile(r"^hvert?\s(?P<thing>[a-zæøå-]{4,})\b", re.IGNORECASE)
_FRACTIONS = {
    "halvdelen": Fraction(1, 2), "en tredjedel": Fraction(1, 3), "to tredjedele": Fraction(2, 3),
    "en fjerdedel": Fraction(1, 4), "tre fjerdedele": Fraction(3, 4), "en femtedel": Fraction(1, 5),
}  # fmt: skip
_PARTED = re.compile(r"\b(" + "|".join(_FRACTIONS) + r")\b", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:ca\.|cirka|omkring|knap|godt|næsten|over|under|mere end|mindre end|højst|mindst)\s$", re.IGNORECASE
)
_THEREFORE = re.compile(r"\b(?:andel\w*|derfor|svarende|dvs\.|altså|resten|heraf|selv)\b", re.IGNORECASE)


def misbalanced(told: list[Told], earlier: list[Told]) -> Iterator[Noticed]:
    """Say which differences are not those of the two amounts before."""
    for at, one in enumerate(told):
        if one.unit != "kr." or not _BALANCE.search(one.before):
            continue
        row = list({other.value: other for other in [*earlier, *told[:at]] if other.unit == "kr."}.values())
        if len(row) != FEW or _PRICE.match(row[0].after) or _PRICE.match(row[1].after):
            continue
        first, second = row
        slack = one.amount.half + first.amount.half + second.amount.half
        gap, total = abs(first.value - second.value), first.value + second.value
        if abs(total - one.value) > slack and is_near(gap, one.value, slack):
            params = {"one": first.text, "other": second.text, "computed": one.written(gap), "told": one.text}
            yield Noticed(DIFFERENCE, params, tuple(dict.fromkeys((first.place, second.place, one.place))))


def mistotalled(told: list[Told], earlier: list[Told]) -> Iterator[Noticed]:
    """Say which totals of money are not the sum of the last amounts before, whichever of them are taken."""
    for at, one in enumerate(told):
        if one.unit != "kr." or not _SUM.search(one.before):
            continue
        row = [other for other in [*earlier, *told[:at]] if other.unit == "kr."]
        if any(_PRICE.match(other.after) or _AVERAGE.search(other.before) for other in row):
            continue
        sums = [sum((other.value for other in row[start:]), Fraction(0)) for start in range(len(row) - 1)]
        slack = one.amount.half + sum((other.amount.half for other in row), Fraction(0))
        known = [*sums, *(other.value for other in row)]
        if (
            sums
            and all(abs(value - one.value) > slack for value in known)
            and is_near(sums[0], one.value, slack, _SLIP)
        ):
            params = {"computed": one.written(sums[0]), "told": one.text}
            yield Noticed(SUM, params, tuple(dict.fromkeys((*(other.place for other in row), one.place))))


def columned(one: Passage, told: list[Told], rows: Sequence[Passage]) -> Iterator[Noticed]:
    """Say which total after a table is near the sum of a column, and of none."""
    totals = [other for other in told if other.unit == "kr." and _SUM.search(other.before)]
    columns = [
        found
        for found in zip_longest(*(_cells(row.sentence) for row in rows))
        if sum(map(bool, found)) >= SOME
    ]
    for total in totals:
        sums = [
            (
                sum((cell.value for cell in column if cell), Fraction(0)),
                sum((cell.half for cell in column if cell), Fraction(0)),
            )
            for column in columns
        ]
        if any(abs(value - total.value) <= slack + total.amount.half for value, slack in sums):
            continue
        for value, slack in sums:
            if is_near(value, total.value, slack + total.amount.half, _SLIP):
                yield Noticed(SUM, {"computed": total.written(value), "told": total.text}, (rows[0], one))


def _cells(row: str) -> list[Amount | None]:
    cells = [amounts_of(cell) for cell in row.strip("| ").split("|")]
    return [found[0] if len(found) == 1 and found[0].unit == "kr." else None for found in cells]


def mispriced(one: Passage, told: list[Told], earlier: list[Told]) -> Iterator[Noticed]:
    """Say which totals are not what a price and a count give."""
    yield from _yearly(told)
    yield from _each(one, told, earlier)
    row = [*earlier, *told]
    prices = [
        amount
        for amount in row
        if amount.unit == "kr." and (_PRICE.match(amount.after) or _AVERAGE.search(amount.before))
    ]
    for total in told:
        if total.unit != "kr." or len(prices) != 1 or total is prices[0] or not _TOTAL.search(total.before):
            continue
        price = prices[0]
        counts = [
            other
            for other in row
            if other.unit not in {"", "kr.", "pct.", "år"} and other.value > 1 and _is_of(price, other)
        ]
        if len(counts) == 1:
            yield from _multiplied(counts[0], price, total)


def _is_of(price: Told, count: Told) -> bool:
    """Say whether a price is that of one of the things that are counted."""
    per = _PRICE.match(price.after)
    if per and per["per"]:
        return stem(per["per"])[:4] == count.unit[:4] or per["per"].casefold() == count.unit
    return count.unit[:5] in price.place.sentence.casefold()


def _multiplied(count: Told, price: Told, total: Told) -> Iterator[Noticed]:
    computed = count.value * price.value
    slack = total.amount.half + computed * _EXACT
    if is_near(computed, total.value, slack, FAR):
        params = {
            "one": count.text,
            "other": price.text,
            "computed": total.written(computed),
            "told": total.text,
        }
        yield Noticed(PRODUCT, params, tuple(dict.fromkeys((count.place, price.place, total.place))))


def _yearly(told: list[Told]) -> Iterator[Noticed]:
    for price, total in pairwise(told):
        found = _YEARLY.match(price.place.sentence[price.amount.end : total.amount.start])
        if not found or price.unit != total.unit or not found["first"]:
            continue
        years = int(found["last"]) - int(found["first"]) + 1
        computed, slack = price.value * years, total.amount.half + price.amount.half * years
        if is_near(computed, total.value, slack, FAR):
            params = {
                "one": str(years),
                "other": price.text,
                "computed": total.written(computed),
                "told": total.text,
            }
            yield Noticed(PRODUCT, params, (price.place,))


def _each(one: Passage, told: list[Told], earlier: list[Told]) -> Iterator[Noticed]:
    """Yield what is odd in "Der er 12 lærere. Hver lærer har 25 elever, så der er plads til 250 elever."."""
    if len(told) == SOME and _ON_EACH.search(told[1].after) and re.search(r"\bi alt\s$", told[2].before):
        yield from _multiplied(*told)
        return
    each = _EACH.match(one.sentence)
    if not each or len(told) != FEW or not told[0].noun or told[0].noun != told[1].noun:
        return
    counts = [other for other in earlier if other.noun and other.noun == stem(each["thing"])]
    if len(counts) == 1:
        yield from _multiplied(counts[0], told[0], told[1])


def misdivided(window: Sequence[Passage], told: list[Told], earlier: list[Told]) -> Iterator[Noticed]:
    """Say which amounts are not the half or the third of the one before; `window` ends with the sentence."""
    one = window[-1]
    holds = next((place for place in reversed(window[-FEW:]) if _PARTED.search(place.sentence)), one)
    shares = list(_PARTED.finditer(holds.sentence))
    money = [amount for amount in [*earlier, *told] if amount.unit == "kr."]
    if not shares or len(money) < FEW or not told or told[0].unit != "kr.":
        return
    base, result = money[-len(told) - 1] if len(money) > len(told) else money[0], told[0]
    if (
        base is result
        or not _THEREFORE.search(one.sentence)
        or any(_ABOUT.search(holds.sentence[: share.start()]) for share in shares)
    ):
        return
    values = {_FRACTIONS[share[1].casefold()] for share in shares}
    values |= {1 - value for value in values}
    slack = result.amount.half + base.amount.half
    if any(abs(base.value * value - result.value) <= slack for value in values):
        return
    nearest = min(values, key=lambda value: abs(base.value * value - result.value))
    computed = base.value * nearest
    if is_near(computed, result.value, slack):
        text = next((name for name, value in _FRACTIONS.items() if value == nearest), shares[0][1])
        params = {"text": text, "one": base.text, "computed": result.written(computed), "told": result.text}
        yield Noticed(FRACTION, params, tuple(dict.fromkeys((base.place, one))))
