"""Account numbers in a text, each told position by position."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from kernespor.domains.economy.selectors.chart import chart_on
from kernespor.domains.economy.selectors.own import users_of
from kernespor.engines import account_number
from kernespor.engines.account_number import Chart, Explained, Found, Known, Part
from kernespor.engines.findings import Finding

MOST = 20  # numbers of one text that are explained


@dataclass(frozen=True, slots=True)
class Told:
    """A number of the text: as it is written, its parts, what is odd about it, who is reported on it."""

    digits: str
    written: str
    parts: tuple[Explained, ...]
    findings: tuple[Finding, ...]
    users: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class NamedFunction:
    """A function that the text names, with what stands above it."""

    code: str
    above: tuple[Known, ...]
    known: Known


@dataclass(frozen=True, slots=True)
class Explanation:
    """What was found in a text; where nothing was, why the text is no number itself."""

    numbers: tuple[Told, ...] = ()
    functions: tuple[NamedFunction, ...] = ()
    findings: tuple[Finding, ...] = ()
    left_out: int = 0


def explanation(text: str, day: dt.date) -> Explanation:
    """Return each account number and function of a text, once. Two queries."""
    if not text.strip():
        return Explanation()
    chart = chart_on(day)
    functions = chart.get(Part.FUNCTION, {})
    alone = account_number.parse_function(text)
    found = [Found(0, len(text), function=alone)] if alone in functions else []
    found = found or list(account_number.find(text, functions))
    once = list({(one.number, one.function): one for one in found}.values())
    if not once:
        return Explanation(findings=account_number.parse(text).findings)
    numbers = [one.number for one in once[:MOST] if one.number]
    users = users_of([one.digits for one in numbers], day) if numbers else {}
    return Explanation(
        numbers=tuple(_told(one, chart, users.get(one.digits, [])) for one in numbers),
        functions=tuple(_function(one.function, chart) for one in once[:MOST] if one.function),
        left_out=max(0, len(once) - MOST),
    )


def _told(number: account_number.AccountNumber, chart: Chart, users: list[dict[str, Any]]) -> Told:
    return Told(
        number.digits,
        account_number.written(number),
        account_number.explain(number, chart),
        account_number.check(number, chart),
        users,
    )


def _function(code: str, chart: Chart) -> NamedFunction:
    ways = ((Part.MAIN_ACCOUNT, code[0]), (Part.MAIN_FUNCTION, code[:4]))
    above = tuple(chart[part][key] for part, key in ways if key in chart.get(part, {}))
    return NamedFunction(code, above, chart[Part.FUNCTION][code])
