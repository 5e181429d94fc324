"""Points of a recommendation that the rest of the item doesn't speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kernespor.engines.danish_words.letters import fold
from kernespor.engines.findings import N_
from kernespor.engines.item_review.amounts import amounts_of
from kernespor.engines.item_review.passages import RECOMMENDATION
from kernespor.engines.item_review.records import Item, Noticed, Passage

NO_OBJECT = N_("Sagen fortæller ikke om »{text}«.")
NO_AMOUNT = N_("Beløbet {text} står ikke andre steder i sagen.")

_POINT = re.compile(
    r"(?:^|[,;:]\s|\bog\s|^[-•*–]\s|^\d{1,2}[.)]\s)at\s|^[-•*–]\s|^\d{1,2}[.)]\s", re.IGNORECASE
)
_WORD = re.compile(r"[A-Za-zÆØÅæøåÉé-]{4,}")
_WORDS_OF_PROCEDURE = """
forvaltningen administrationen direktionen formanden borgmesteren indstiller foreslår anbefaler
anbefales indstilles godkender godkendes vedtager vedtages tages tager efterretning orientering
orienteringen sagen punktet forslaget forslag udvalget byrådet kommunalbestyrelsen økonomiudvalget
drøfter drøftes beslutter besluttes oversendes sendes overfor herunder fremlagte vedlagte foreslåede
fremover følgende samt eller ikke alle hele nogen denne dette disse deres over under mellem efter
inden fortsat blev bliver være skal kommunen kommunens afsættes bevilges frigives frigiver afsætter
bevilger gives giver optages optager godkende vedtage fastsættes fastlægges lægges grund arbejder
arbejdes videre indføres ansættes udvides forhøjes ændres stilling tage dermed således når hvis
kroner millioner indstilling beslutning dagsordenen dagsorden meddeles tilsendes høring høringen
udpeger udpeges vælger vælges medlem medlemmer samlet fælles fast første anden tredje punkt punkter
dens vedrørende forbindelse henblik ligger ifølge jævnfør bilag model igen
"""
_PROCEDURE = frozenset(
    map(
        fold,
        _WORDS_OF_PROCEDURE.split(),
    )
)
_SHARED = 5  # letters that two words must begin with alike
_TOLD = 15  # words of a text that can carry anything
_FEW, _SHARE = 4, 4  # of at least so many words, so small a part is too little


def not_carried(item: Item, passages: list[Passage]) -> Iterator[Noticed]:
    """Say which points have an object or an amount that nothing else in the item speaks of."""
    told = [one for one in passages if one.part != RECOMMENDATION]
    words = {
        fold(word) for text in (item.title, *(one.sentence for one in told)) for word in _WORD.findall(text)
    }
    if sum(len(one.sentence.split()) for one in told) < _TOLD:
        return
    known = _Known(words)
    amounts = [amount for one in told for amount in amounts_of(one.sentence) if amount.unit == "kr."]
    for one in passages:
        if one.part != RECOMMENDATION:
            continue
        for point in _points(one.sentence):
            if text := known.lacking(point):
                yield Noticed(NO_OBJECT, {"text": text}, (one,))
        for amount in amounts_of(one.sentence):
            if amount.unit == "kr." and amount.value and not any(amount.agrees(other) for other in amounts):
                yield Noticed(NO_AMOUNT, {"text": amount.text}, (one,))


def _points(sentence: str) -> list[str]:
    return [piece.strip() for piece in _POINT.split(sentence) if piece and piece.strip()]


class _Known:
    """The words of the presentation, made ready to be asked in constant time."""

    def __init__(self, words: set[str]) -> None:
        self._pieces: set[str] = set()
        for word in words:
            for at in range(min(len(word), 40) - _SHARED + 1):
                self._pieces.add(word[at : at + _SHARED])
        self._short = {word for word in words if len(word) <= _SHARED}

    def has(self, word: str) -> bool:
        """Say whether a word, a part of it or a compound with it is spoken of."""
        if len(word) <= _SHARED:
            return (
                word in self._short
                or word in self._pieces
                or any(word.startswith(one) for one in self._short)
            )
        tail = max(0, len(word) - _SHARED - 3)
        return word[:_SHARED] in self._pieces or word[tail : tail + _SHARED] in self._pieces

    def lacking(self, point: str) -> str:
        """Return what a point is of when nothing speaks of it, else nothing."""
        content: list[str] = [word for word in _WORD.findall(point) if fold(word) not in _PROCEDURE]
        carried = sum(self.has(fold(word)) for word in content)
        few = not carried or (len(content) >= _FEW and carried * _SHARE <= len(content))
        if not content or not few:
            return ""
        return next(word for word in sorted(content, key=len, reverse=True) if not self.has(fold(word)))
