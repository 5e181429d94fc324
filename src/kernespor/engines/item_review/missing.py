"""What an item lacks: a recommendation, economy, a hearing, an attachment that the text names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kernespor.engines.findings import N_
from kernespor.engines.item_review.passages import HEARING, RECOMMENDATION, TEXT, THEME, parts_of
from kernespor.engines.item_review.records import Item, Noticed, Passage

NO_RECOMMENDATION = N_("Der er ingen indstilling.")
NO_ECONOMY = N_("Der står ikke noget om økonomi.")
NO_HEARING = N_("Teksten siger, at nogen skal høres, men ikke hvad de svarede: »{text}«.")
NOT_HEARD = N_("Sagen handler om {about}, men der står ikke, om {party} er hørt.")
NO_ATTACHMENT = N_("Teksten henviser til »{text}«, som ikke står på listen over bilag.")

_PROCEDURE = re.compile(
    r"\b(?:eventuelt|meddelelser|orientering|godkendelse af (?:dagsorden|referat)|spørgetid|underskrift"
    r"|lukket punkt|temadrøftelse|valg af)",
    re.IGNORECASE,
)
_INFORMS = re.compile(r"orient|drøft|luk|tema", re.IGNORECASE)
_OF_MONEY = re.compile(r"økonomi|finansiering|bevilling", re.IGNORECASE)
_NO_COST = re.compile(
    r"\b(?:ingen|ikke|uden)\s(?:\w+\s){0,2}(?:økonomi\w*|udgift\w*|merudgift\w*|konsekvenser for budgettet)"
    r"|udgiftsneutral|inden for (?:den |det |de )?(?:\w+ )?(?:ramme|budget)",
    re.IGNORECASE,
)
_OF_HEARING = re.compile(r"høring|dialog|inddragelse|udtalelse|hørt", re.IGNORECASE)
_MUST = re.compile(
    r"\b(?:skal|bør|har krav på at|har ret til at)\s(?:\w+\s){0,4}?"
    r"(?:høres|hørt|inddrages|udtale sig|i høring|til udtalelse|til høring)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\bbilag(?:ene)?\s+(?:nr\.?\s*)?(\d{1,2}(?:\s*(?:,|og|samt|-|–)\s*(?:bilag\s+)?\d{1,2})*)\b",
    re.IGNORECASE,
)
_ENCLOSED = (
    re.compile(r"\bvedlagte?\s+([a-zæøåé]{4,})", re.IGNORECASE),
    re.compile(r"\b([a-zæøåé]{4,})\s+(?:er|vedlægges|ligger)\s*vedlagt\b", re.IGNORECASE),
    re.compile(r"\b([a-zæøåé]{4,})\s+(?:vedlægges|er vedhæftet)\b", re.IGNORECASE),
)
_QUOTED = re.compile(r"\bbilag(?:et)?\s[»\"“„]([^»«\"“”\n]{3,80})[«\"”“]", re.IGNORECASE)
_BOTH = re.compile(
    r"\b([a-zæøåé]{6,}(?:s\s[a-zæøåé]{4,})?)\sog\s[a-zæøåé]{4,}\s+er\s+vedlagt\b", re.IGNORECASE
)
_THE_SAME = re.compile(r"\bvedlagt,\sog\sdet\ssamme\s(?:er|gælder)\s([a-zæøåé]{4,})", re.IGNORECASE)
# Who is commonly heard of what: a word of the text, what it is of, and whose answer is looked for. Whom the
# law or the municipality's own rules say must be heard is for the order of the item to see.
_PARTIES = (
    (
        re.compile(
            r"\bmedarbejder\w*\s(?:\w+\s){0,2}(?:ansættelsesforhold|arbejdssted|arbejdstid\w*|flyttes|overflyttes|overdrages)"
            r"|\bmedarbejdere\b.{0,80}\bovergår\stil\b|\bfor\salle\sansatte\b"
            r"|\b(?:får|skifter)\s(?:\w+\s){0,3}(?:nyt|andet)\sarbejdssted|\bafdelinger\s(?:\w+\s)?(?:lægges\ssammen|nedlægges)|\bafskedig\w+",
            re.IGNORECASE,
        ),
        N_("medarbejdernes forhold"), "MED",
    ),
    (
        re.compile(
            r"\b(?:madservice|kvalitetsstandard\w*|ældre\s(?:patienter|borgere|og\s\w+))\b"
            r"|\b(?:plejehjem|plejecent|dagcent)\w+\b.{0,60}\b(?:lukke[rs]|nedlægges|flytte[rs]|lægges\ssammen)\b",
            re.IGNORECASE,
        ),
        N_("ældre borgere"), "Ældrerådet",
    ),
    (
        re.compile(r"\b(?:borgere|personer|mennesker|børn|voksne)\smed\shandicap\b|\bgangbesværede\b"
            r"|\bhandicapområdet\b",
            re.IGNORECASE,
        ),
        N_("borgere med handicap"), "Handicaprådet",
    ),
    (
        re.compile(
            r"\b(?:skole|børnehus|børnehave|institution|skolebestyrels|forældrebestyrels)\w*\b.{0,60}\b(?:nedlægges|lægges\ssammen|sammenlægges|bliver\stil\sen)\b"
            r"|\bsenere\smødetid\b|\bskoledagen\b|\bstyrelsesvedtægten\b",
            re.IGNORECASE,
        ),
        N_("skoler eller dagtilbud"), N_("bestyrelsen"),
    ),
)  # fmt: skip
_HEARD = re.compile(
    r"\b(?:høring\w*|høres|hørt|hører|udtalelse\w*|udtale\ssig|inddraget|inddrages)\b", re.IGNORECASE
)
_WAS_NOT = re.compile(r"\bikke\s(?:gennemført|holdt|været)\b.{0,25}\bhøring|\bikke\shørt\b", re.IGNORECASE)
_ANY = re.compile(r"^(?:bilag\w*|materiale\w*|dokument\w*|sagen|som|dette|punkt\w*)$", re.IGNORECASE)
_ENDINGS = ("erne", "ene", "et", "en", "er", "e", "n", "t")
_LEAST = 4
_WORDS = 30  # words of a text that is more than a remark
_RANGE = re.compile(r"(\d+)\s*[-–]\s*(?:bilag\s+)?(\d+)", re.IGNORECASE)


def missing(item: Item, passages: list[Passage]) -> Iterator[Noticed]:
    """Say what an item lacks."""
    told = [one for one in passages if one.part in {THEME, TEXT}]
    size = sum(len(one.sentence.split()) for one in told)
    decides = size >= 1 and not item.closed and not _PROCEDURE.match(item.title)
    decides = decides and not _INFORMS.search(item.item_type)
    headings = [heading for part, heading, _ in parts_of(item) if part == TEXT]
    if decides and not item.recommendation.strip():
        yield Noticed(NO_RECOMMENDATION)
    if decides and size >= _WORDS and not item.economy.strip():
        free = any(_NO_COST.search(one.sentence) for one in passages)
        if not free and not any(_OF_MONEY.search(heading) for heading in headings):
            yield Noticed(NO_ECONOMY)
    if not item.consultation.strip() and not any(_OF_HEARING.search(heading) for heading in headings):
        yield from _unheard(item, passages)
    said = (one.sentence for one in passages)
    if decides and not any(_HEARD.search(text) and not _WAS_NOT.search(text) for text in said):
        yield from _not_asked(item, passages)
    yield from _not_attached(item, passages)


def _unheard(item: Item, passages: list[Passage]) -> Iterator[Noticed]:
    if re.search(r"høring", item.recommendation, re.IGNORECASE):
        return
    for one in passages:
        if one.part not in {HEARING, RECOMMENDATION} and (match := _MUST.search(one.sentence)):
            yield Noticed(NO_HEARING, {"text": match[0]}, (one,))


def _not_asked(item: Item, passages: list[Passage]) -> Iterator[Noticed]:
    if _INFORMS.search(item.recommendation):
        return
    for pattern, about, party in _PARTIES:
        found = next((one for one in passages if pattern.search(one.sentence)), None)
        if found:
            yield Noticed(NOT_HEARD, {"about": about, "party": party}, (found,))


def _not_attached(item: Item, passages: list[Passage]) -> Iterator[Noticed]:
    names = [name.casefold() for name in item.attachments]
    numbers = {int(found[1]) for name in names if (found := re.match(r"(?:bilag\s*)?(\d{1,2})\b", name))}
    known = numbers or set(range(1, len(names) + 1))
    told: set[str] = set()
    for one in passages:
        for text in _named(one.sentence, names, known):
            if text.casefold() not in told:
                told.add(text.casefold())
                yield Noticed(NO_ATTACHMENT, {"text": text}, (one,))


def _named(sentence: str, names: list[str], known: set[int]) -> Iterator[str]:
    low = sentence.casefold()
    if "bilag" in low:
        for match in _NUMBERED.finditer(sentence):
            wanted = {int(one) for one in re.findall(r"\d+", match[1])}
            for begin, end in _RANGE.findall(match[1]):
                wanted |= set(range(int(begin), int(end) + 1))
            yield from (f"bilag {number}" for number in sorted(wanted - known))
    for match in _QUOTED.finditer(sentence):
        if not _listed(match[1].casefold(), names):
            yield match[1]
    if "vedl" in low or "vedh" in low:
        for pattern in (*_ENCLOSED, _BOTH, _THE_SAME):
            for match in pattern.finditer(sentence):
                if not _listed(match[1].casefold(), names):
                    yield match[1]


def _listed(word: str, names: list[str]) -> bool:
    if _ANY.match(word) and names:
        return True
    stem = next((word.removesuffix(end) for end in _ENDINGS if word.endswith(end)), word)
    stem = stem if len(stem) >= _LEAST else word
    return any(stem in name or _shared(stem, name) for name in names)


def _shared(stem: str, name: str) -> bool:
    """Say whether a word of the name is the end of the word ("oversigtskort" is the "kort")."""
    return any(len(word) >= _LEAST and stem.endswith(word) for word in re.findall(r"[a-zæøå]+", name))
