"""Points of a recommendation that the rest of the item doesn't speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from kernespor.engines.danish_words.letters import fold
from kernespor.engines.findings import N_
from kernespor.engines.item_review.amounts import Amount, amounts_of
from kernespor.engines.item_review.passages import RECOMMENDATION
from kernespor.engines.item_review.records import Item, Noticed, Passage

NO_OBJECT = N_("Sagen fortæller ikke om »{text}«.")
NO_AMOUNT = N_("Beløbet {text} står ikke andre steder i sagen.")
NO_FIGURE = N_("Tallet {text} står ikke andre steder i sagen.")

_POINT = re.compile(
    r"(?:^|[,;:]\s|\bog\s|^[-•*–]\s|^\d{1,2}[.)]\s)at\s|^[-•*–]\s|^\d{1,2}[.)]\s", re.IGNORECASE
)
_WORD = re.compile(r"[A-Za-zÆØÅæøåÉé-]{4,}")
_ANY = re.compile(r"[A-Za-zÆØÅæøåÉé-]{3,}")
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
frigiver andel andelen udgift udgiften virkning virkningen enkelte stadig andet andre sted hertil siger
mere nuværende kriterier beskrevne formålet formål indgås resten behov overblik rådighed stilles næste
nærmere ligeledes
underskrive bemyndiges bemyndiger tilsvarende indtægtsbevilling udgiftsbevilling anlægsbevilling
driftsbevilling tillægsbevilling beskrevet udmøntes gennemføres iværksættes igangsættes
prøves afprøves forsøges evalueres evaluere laves derefter derpå gøres foretages halvt halve halv årligt
januar februar marts april juni juli august september oktober november december
dens vedrørende forbindelse henblik ligger ifølge jævnfør bilag model igen
"""
_LITTLE_WORDS = """
alle and bag ben bor dag dem den der det dig din dog efter ellers end far fem fik for fra får gang
god ham han har have her hos hun hver hvis hvor ind ikke jer kan kom lad lag lav led mange med mere
mest men mod nej ned nok ny nye når også ofte oss par per sag sal samt set sig sin skal som syv ten
ter til tog ting under var ved vil være vores
"""
_LITTLE = frozenset(map(fold, _LITTLE_WORDS.split()))  # they stand in many longer words by chance
_PROCEDURE = frozenset(
    map(
        fold,
        _WORDS_OF_PROCEDURE.split(),
    )
)
_SHARED = 5  # letters that two words must begin with alike
_PART = 3  # letters of a part of a compound that must be a word of its own
_HEAD = 4  # letters of a word that can be what a compound is a kind of
_ENDINGS = tuple(
    sorted(
        [
            "erne",
            "ernes",
            "ene",
            "enes",
            "ens",
            "ets",
            "en",
            "et",
            "er",
            "es",
            "e",
            "s",
            "t",
            "n",
            "r",
            "de",
            "des",
            "te",
            "tes",
            "else",
            "elsen",
            "ing",
            "ingen",
        ],
        key=len,
        reverse=True,
    )
)
_PREFACE = re.compile(
    r"^.{0,120}?\b(?:indstiller|foreslår|anbefaler|indstilles|anbefales|foreslås)\b[^,:]{0,80}?(?:[,:](?:\s|$)|\sat\b|$)",
    re.IGNORECASE,
)
_BODY_NAME = re.compile(
    r"\b(?:[A-ZÆØÅ][\wæøå-]+(?:\s(?:og|&)\s|,\s|-\s|\s))*?[A-ZÆØÅ]?[\wæøå-]*\s?[Uu]dvalg(?:et)?\b"
)
_NEW = re.compile(
    r"\b(?:en|et|ny|nyt|nye|flere|yderligere)\s"
    r"(?:(?:ny|nyt|nye|anden|[a-zæøå]{2,20}(?:ig|lig|sk|et|de|al|ær|iv)e?t?)\s)?"
    r"(?P<noun>[a-zæøåé-]{7,40})\b"
)
_NO_NOUN = re.compile(r"(?:et|ig|lig|sk|ende|iv|al|ere|est|vis|mæssig)e?t?$")
_NAME = re.compile(r"(?<=[a-zæøå,;] )[A-ZÆØÅ][a-zæøåé]{3,40}\b")
# What a recommendation gives, asks for or lays down in any case: its kind needs no telling.
_GENERAL = re.compile(
    r"(?:bevilling|udgift|indtægt|beløb|ramme|finansiering|periode|status|rapport|rapportering|redegørelse"
    r"|orientering"
    r"|evaluering|opfølgning|beslutning|godkendelse|notat|oplæg|drøftelse|sag|budget|punkt|forslag|indstilling|høring"
    r"|udtalelse|anbefaling|ændring|plan|fremlæggelse|behandling|fordeling|model|løsning|mulighed|virkning|tilskud"
    r"|ordning|aftale|indsats|prioritering|besparelse|kontrakt|dispensation|tilladelse|garanti|gang|række|måned"
    r"|udvalg|råd|bestyrelse|nævn|forvaltning|center|afdeling|sekretariat|direktion|magistrat|kommune|direktør|chef|forhandling)"
    r"(?:er|en|et|e|n|s|ens|ets|erne|ne)?$"
)
_MOST = 200  # different figures of a unit that one of the recommendation is held against
_COUNTED = frozenset({"pct.", "årsværk", "m2", "km", "ha"})
_TOLD = 15  # words of a text that can carry anything
_FEW, _SHARE = 4, 4  # of at least so many words, so small a part is too little


def not_carried(item: Item, passages: list[Passage]) -> Iterator[Noticed]:
    """Say which points have an object or an amount that nothing else in the item speaks of."""
    told = [one for one in passages if one.part != RECOMMENDATION]
    words = {
        fold(word) for text in (item.title, *(one.sentence for one in told)) for word in _ANY.findall(text)
    }
    if sum(len(one.sentence.split()) for one in told) < _TOLD:
        return
    known, figures = _Known(words), _Figures(told)
    amounts = [amount for one in told for amount in amounts_of(one.sentence) if amount.unit == "kr."]
    for one in passages:
        if one.part != RECOMMENDATION:
            continue
        for point in _points(one.sentence):
            if text := known.lacking(point) or known.lacking_thing(point):
                yield Noticed(NO_OBJECT, {"text": text}, (one,))
        yield from _uncounted(one, figures)
        for amount in amounts_of(one.sentence):
            if amount.unit == "kr." and amount.value and not any(amount.agrees(other) for other in amounts):
                yield Noticed(NO_AMOUNT, {"text": amount.text}, (one,))


class _Figures:
    """The figures of the presentation other than money, made ready to be asked in constant time."""

    def __init__(self, told: list[Passage]) -> None:
        pairs = [(amount, one.sentence) for one in told for amount in amounts_of(one.sentence)]
        by_unit: dict[str, dict[Fraction, Amount]] = {}
        for amount, _ in pairs:
            by_unit.setdefault(amount.unit, {}).setdefault(amount.value, amount)
        self.by_unit = {unit: list(held.values())[:_MOST] for unit, held in by_unit.items()}
        self.things = {_thing(sentence, amount) for amount, sentence in pairs if not amount.unit}

    def has(self, amount: Amount) -> bool:
        """Say whether a figure of the same unit agrees with it."""
        return any(amount.agrees(other) for other in self.by_unit.get(amount.unit, ()))


def _uncounted(one: Passage, figures: _Figures) -> Iterator[Noticed]:
    """Say which figures of a recommendation are told otherwise: a share, or how many there are of a thing."""
    for amount in amounts_of(one.sentence):
        thing = "" if amount.unit else _thing(one.sentence, amount)
        asked = amount.unit in _COUNTED or (not amount.unit and thing in figures.things and thing)
        if asked and amount.value and not figures.has(amount):
            yield Noticed(NO_FIGURE, {"text": f"{amount.text} {thing}".strip()}, (one,))


def _thing(sentence: str, amount: Amount) -> str:
    """Return the word right behind a figure: what it counts."""
    match = _WORD.match(sentence[amount.end : amount.end + 60].lstrip())
    return match[0].casefold() if match else ""


def _stem(word: str, least: int = _HEAD) -> str:
    """Return a folded word without its ending, so that its forms are one."""
    end = next((one for one in _ENDINGS if word.endswith(one) and len(word) - len(one) >= least), "")
    return word.removesuffix(end) if end else word


def _points(sentence: str) -> list[str]:
    said = _BODY_NAME.sub("", _PREFACE.sub("", sentence))
    return [piece.strip() for piece in _POINT.split(said) if piece and piece.strip()]


class _Known:
    """The words of the presentation, made ready to be asked in constant time."""

    def __init__(self, words: set[str]) -> None:
        long = {word for word in words if len(word) >= _HEAD}
        self._stems = {_stem(word) for word in long} | long
        self._starts = {stem[:size] for stem in self._stems for size in range(_SHARED, len(stem) + 1)}
        self._ends = {stem[-size:] for stem in self._stems for size in range(_SHARED, len(stem) + 1)}
        self._parts = {_stem(word, _PART) for word in words - _LITTLE} | words - _LITTLE

    def has(self, word: str) -> bool:
        """Say whether a word is spoken of: itself, a compound with it, or that which a compound is a kind of.

        A compound is a kind of its last part: "svømmehallen" is spoken of by "hallen", and
        "energikonsulent" isn't by "energi".
        """
        stem = _stem(word)
        if stem in self._stems or stem in self._starts or stem in self._ends:
            return True
        if any(stem[-size:] in self._stems for size in range(_HEAD, len(stem))):
            return True
        # Derived from the same: "udvides" and "udvidelse".
        return any(stem[:size] in self._starts for size in range(max(_SHARED, len(stem) - 2), len(stem)))

    def lacking(self, point: str) -> str:
        """Return what a point is of when nothing speaks of it, else nothing."""
        content: list[str] = [
            word
            for word in _WORD.findall(point)
            if fold(word) not in _PROCEDURE and not _GENERAL.search(word.casefold())
        ]
        lacking = [word for word in content if not self._is_spoken_of(fold(word))]
        carried = len(content) - len(lacking)
        few = not carried or (len(content) >= _FEW and carried * _SHARE <= len(content))
        if not content or not few:
            return ""
        return max(lacking, key=len)

    def _is_spoken_of(self, word: str) -> bool:
        """Say whether a word is, or what it is made of: "minibus" by "bus", "tagudskiftning" by its parts."""
        if self.has(word):
            return True
        stem = _stem(word)
        if any(form[-size:] in self._parts for form in (word, stem) for size in range(_PART, len(form))):
            return True
        first = next((size for size in range(_PART, len(stem)) if stem[:size] in self._parts), 0)
        rest = (stem[at : at + _SHARED] for at in range(first, len(stem) - _SHARED + 1)) if first else ()
        return any(piece in self._starts for piece in rest)

    def lacking_thing(self, point: str) -> str:
        """Return a thing or a name that a point brings in and nothing speaks of, or nothing.

        "En projektleder", "et nyt lydanlæg": what is new must be told of, whatever else the point says.
        """
        new = (match["noun"] for match in _NEW.finditer(point))
        names = (match[0] for match in _NAME.finditer(point))
        things = (word for word in (*new, *names) if not _NO_NOUN.search(word) or word[0].isupper())
        return next((word for word in things if self._is_unknown(word)), "")

    def _is_unknown(self, word: str) -> bool:
        folded = fold(word)
        if folded in _PROCEDURE or _GENERAL.search(word.casefold()) or self.has(folded):
            return False
        # "Tagbelægning" where the roof is spoken of: a part of it, and nothing new.
        begun = any(folded[:size] in self._parts for size in range(_PART, len(folded)))
        return not (begun or self._is_spoken_of(folded))
