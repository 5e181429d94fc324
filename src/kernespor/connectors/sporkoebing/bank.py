"""Banks of areas, goals, actions and indicators, one for each area of work; texts with `{unit}` filled in.

A bank is a text file. `@` opens a section, `==` an area, `#` a goal; `-` is an action, followed by what is
said of it when it goes well (`+`) and when it doesn't (`~`); `!` is an indicator; `*` lists the persons who
own an area's actions; other lines are text. A letter right after `-` fixes the action's fate
(see `fates.py`); the letters right after `!` say what class the indicator was written to be
(see `habits.py`), and two with the same digit say the same thing in two ways.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from kernespor.connectors.sporkoebing.content import text_of


@dataclass
class BankAction:
    """An action, what can be told of it, and its fate where the bank fixes one."""

    text: str
    fate: str = ""
    progress: str = ""
    trouble: str = ""


@dataclass
class BankGoal:
    """A goal with its text, actions and indicators."""

    title: str
    text: list[str] = field(default_factory=list)
    actions: list[BankAction] = field(default_factory=list)
    indicators: list[str] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)  # of the indicators, as the bank marks them


@dataclass
class BankArea:
    """A priority area with its text, goals and, where the bank names them, its owners (first: the area's)."""

    title: str
    owners: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    goals: list[BankGoal] = field(default_factory=list)


@dataclass
class Bank:
    """Sections (heading and paragraphs) and areas."""

    sections: list[tuple[str, list[str]]] = field(default_factory=list)
    areas: list[BankArea] = field(default_factory=list)


@cache
def bank(name: str, unit: str) -> Bank:
    """Return a bank with the unit's name in its texts. Shared: not to be changed."""
    result = Bank()
    text: list[str] = []
    for line in text_of(f"{name}.txt").replace("{unit}", unit).splitlines():
        mark, _, rest = line.partition(" ")
        if line.startswith("@"):
            text = []
            result.sections.append((line[1:], text))
        elif mark == "==":
            result.areas.append(BankArea(rest))
            text = result.areas[-1].text
        elif mark == "#":
            result.areas[-1].goals.append(BankGoal(rest))
            text = result.areas[-1].goals[-1].text
        elif mark == "*":
            result.areas[-1].owners = rest.split()
        elif mark in ("+", "~") or line.startswith(("-", "!")):
            _item(result.areas[-1].goals[-1], mark, rest)
        elif line:
            text.append(line)
    return result


def _item(goal: BankGoal, mark: str, rest: str) -> None:
    if mark.startswith("!"):
        goal.indicators.append(rest)
        goal.classes.append(mark[1:])
    elif mark == "+":
        goal.actions[-1].progress = rest
    elif mark == "~":
        goal.actions[-1].trouble = rest
    else:
        goal.actions.append(BankAction(rest, mark[1:]))
