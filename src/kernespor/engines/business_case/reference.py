"""Payback and present value, exact until the last øre is rounded."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from kernespor.engines.business_case.records import Case, Outcome, Outcomes, Rate


def outcomes(case: Case, rate: Rate) -> Outcomes:
    """Return what a case comes to with the likely effects, with the least and with the most."""
    likely, least, most = (
        _outcome(case, {year: getattr(effect, which) for year, effect in case.effects.items()}, rate)
        for which in ("likely", "least", "most")
    )
    return Outcomes(likely, least, most, rate)


def _outcome(case: Case, effects: Mapping[int, int], rate: Rate) -> Outcome:
    net = [case.investment.get(year, 0) + effects.get(year, 0) for year in case.years]
    value = sum((amount / (1 + rate.rate) ** at for at, amount in enumerate(map(Fraction, net))), Fraction(0))
    return Outcome(sum(net), round(value), _paid_back(net))


def _paid_back(net: list[int]) -> Fraction | None:
    """Return when what was spent is paid for good, a year's amount coming evenly over the year."""
    if sum(net) > 0:
        return None
    owed, paid = 0, Fraction(0)
    for at, amount in enumerate(net):
        if owed + amount <= 0 < owed:
            paid = at + Fraction(owed, -amount)
        owed += amount
        if owed > 0:
            paid = Fraction(0)
    return paid
