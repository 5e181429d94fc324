"""An agenda item as the review sees it, and what the review says of it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from kernespor.engines.findings import Finding, Place
from kernespor.engines.rules import Rule

_SHOWN = 10  # places that a message names; the rest are counted
_QUOTED = 240  # letters of a sentence that are quoted


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the text below it; paragraphs are parted by a blank line."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """An agenda item. `line` is where it stands in its file, `decided` the days it was decided on."""

    title: str = ""
    theme: str = ""
    sections: tuple[Section, ...] = ()
    recommendation: str = ""
    economy: str = ""
    consultation: str = ""
    attachments: tuple[str, ...] = ()
    item_type: str = ""
    meeting: dt.date | None = None
    decided: tuple[dt.date, ...] = ()
    closed: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, or a point of a list, with the section that it stands in. `part` says what that is.

    `anchor` is the place of the sentence on a page that shows the item.
    """

    part: str
    section: str
    sentence: str
    paragraph: int = 0
    anchor: str = field(default="", compare=False)

    def as_dict(self) -> dict[str, str]:
        """Return the section and the sentence, a long one cut."""
        cut = self.sentence if len(self.sentence) <= _QUOTED else f"{self.sentence[:_QUOTED].rstrip()} …"
        return {"section": self.section, "sentence": cut}


@dataclass(frozen=True, slots=True)
class Known:
    """Something that the house knows of a thing: a figure in a unit, a day, or both.

    `thing` is the thing's key: its facts are each other's alternatives. `name` is what a text calls it,
    `body` who treated it. `role` says which fact it is, `told` the fact in words, `url` where it stands.
    """

    thing: str
    name: str
    role: str
    told: str
    url: str = ""
    figure: Fraction | None = None
    unit: str = ""
    day: dt.date | None = None
    body: str = ""


@dataclass(frozen=True, slots=True)
class Noticed:
    """One thing that a rule speaks of: what is odd, in a template with its words, and where it stands.

    `fact` is what a passage was held against, where that is outside the text.
    """

    template: str
    params: Mapping[str, str | int] = field(default_factory=dict)
    passages: tuple[Passage, ...] = ()
    fact: Known | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "params", MappingProxyType(dict(self.params)))

    @property
    def message(self) -> str:
        """What is odd, in Danish."""
        return self.template.format(**self.params)

    @property
    def key(self) -> str:
        """A key that stays the same while what was read stays so, wherever it is moved to."""
        said = " ".join(one.sentence for one in self.passages)
        return digest(self.template, *(str(one) for one in self.params.values()), said)

    def as_dict(self) -> dict[str, Any]:
        """Return what is odd with every place where it stands."""
        return {
            "key": self.key,
            "message": self.message,
            "passages": [one.as_dict() for one in self.passages],
        }


@dataclass(frozen=True, slots=True)
class Remark:
    """One rule with all that it speaks of in one item: one friendly finding, never one for each place."""

    rule: Rule
    title: str
    noticed: tuple[Noticed, ...]
    line: int = 0

    @property
    def key(self) -> str:
        """A key by which the remark can be set aside; something new under the rule is another key."""
        return f"{self.rule.code}:{digest(self.title, *sorted(one.key for one in self.noticed))}"

    def finding(self) -> Finding:
        """Return the remark in the house's one shape."""
        shown = " ".join(one.message for one in self.noticed[:_SHOWN])
        if len(self.noticed) > _SHOWN:
            shown = f"{shown} … (+{len(self.noticed) - _SHOWN})"
        return Finding(
            code=f"review.{self.rule.code}",
            severity=self.rule.severity,
            template=self.rule.message,
            params={"places": shown, "count": len(self.noticed)},
            place=Place(line=self.line or None),
            suggestion_template=self.rule.suggestion,
        )

    def as_dict(self) -> dict[str, Any]:
        """Return the finding with its key and every place."""
        return {
            **self.finding().as_dict(),
            "key": self.key,
            "places": [one.as_dict() for one in self.noticed],
        }


def digest(*parts: str) -> str:
    """Return a short digest of texts in which blanks and capitals make no difference."""
    said = "\x1f".join(" ".join(part.casefold().split()) for part in parts)
    return hashlib.blake2s(said.encode(), digest_size=8).hexdigest()
