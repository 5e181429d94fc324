"""Labels in words that the vocabulary lacks, learned from where a document puts them time after time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from kernespor.connectors.unit_plan.passages import Passage
from kernespor.connectors.unit_plan.vocabulary import Part, find_label, fold, split_head

_LONGEST = 70
_FEWEST = 2
_PAIR = 2
_LISTS = (Part.ACTION, Part.INDICATOR)


def learned_labels(passages: Sequence[Passage]) -> Mapping[str, Part]:
    """Return the folded lines that stand above lists where labels of actions or indicators are missing.

    Only where the document names one of the two kinds of list, or neither: the line that comes again below
    the actions is taken for the label of the indicators, and the other way round.
    """
    events: list[str | Part] = []
    for passage, below in pairwise(passages):
        label = find_label(passage.text)
        if label and label.part in _LISTS:
            events.append(label.part)
        elif label is None and _stands_over_list(passage, below):
            events.append(fold(passage.text))
    counted = Counter(event for event in events if not isinstance(event, Part))
    often = [text for text, count in counted.items() if count >= _FEWEST]
    named = {event for event in events if isinstance(event, Part)}
    if not named and len(often) == _PAIR:
        return dict(zip(often, _LISTS, strict=True))
    if len(named) != 1:
        return {}
    if Part.ACTION in named:
        beside = Counter(after for before, after in pairwise(events) if before is Part.ACTION)
        missing = Part.INDICATOR
    else:
        beside = Counter(before for before, after in pairwise(events) if after is Part.INDICATOR)
        missing = Part.ACTION
    best = max(often, key=lambda text: beside[text], default="")
    return {best: missing} if beside[best] >= _FEWEST else {}


def _stands_over_list(passage: Passage, below: Passage) -> bool:
    marked = below.bullet != "" and not below.bullet[0].isalnum()
    plain = not passage.bullet and not passage.first.cell and len(passage.text) <= _LONGEST
    head = split_head(passage.full_text)
    return marked and plain and head.part is None and not head.number
