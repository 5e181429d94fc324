"""The review of a whole item: one remark for each rule that has something to say."""

from __future__ import annotations

from collections.abc import Sequence

from kernespor.engines.item_review.carried import not_carried
from kernespor.engines.item_review.dates import misdated
from kernespor.engines.item_review.figures import disagreeing
from kernespor.engines.item_review.known import disagreeing_with_known
from kernespor.engines.item_review.lines import miscounted_lines
from kernespor.engines.item_review.missing import missing
from kernespor.engines.item_review.passages import MOST, parts_of, passages_of
from kernespor.engines.item_review.promises import unowned
from kernespor.engines.item_review.readability import heavy
from kernespor.engines.item_review.reckoning import misreckoned
from kernespor.engines.item_review.records import Item, Known, Noticed, Remark
from kernespor.engines.item_review.rules import DATES, FIGURES, HEAVY, MISSING, NOT_CARRIED, PROMISE, rules
from kernespor.engines.item_review.stages import out_of_step
from kernespor.engines.item_review.sums import miscounted


def review(item: Item, known: Sequence[Known] = ()) -> list[Remark]:
    """Return what is not concrete, correct or precise in an item, in the order of the rules.

    `known` are the facts of the things that the item may speak of, those alone that its reader may see.
    """
    passages = passages_of(item)
    told: dict[str, list[Noticed]] = {
        MISSING: list(missing(item, passages)),
        FIGURES: [
            *disagreeing(passages),
            *miscounted(passages),
            *miscounted_lines(passages),
            *misreckoned(passages),
            *disagreeing_with_known(passages, known),
        ],
        DATES: [*misdated(item, passages), *out_of_step(item, passages)],
        PROMISE: list(unowned(passages)),
        NOT_CARRIED: list(not_carried(item, passages)),
        HEAVY: list(heavy(passages)),
    }
    return [
        Remark(rules()[code], item.title, tuple({one.key: one for one in noticed}.values()), item.line)
        for code, noticed in told.items()
        if noticed
    ]


def is_read_whole(item: Item) -> bool:
    """Say whether the item is no longer than the review reads."""
    size = sum(len(text) for _, _, text in parts_of(item))
    return size < MOST
