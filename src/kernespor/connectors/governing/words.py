"""The words by which municipalities name the parts, the facts and the kinds of their documents."""

from __future__ import annotations

import re

from kernespor.connectors.governing.records import Kind, Role

# Headings that open a text and name none.
GENERAL = frozenset(
    "indledning indholdsfortegnelse indhold forord baggrund formål resumé resume sammenfatning introduktion "
    "vision mission definitioner principper værdier rammer bilag".split()
)
# Labels of a case on an agenda.
CASE_LABELS = re.compile(
    r"(?:beslutning|indstilling|administrationens (?:forslag|indstilling|bemærkninger)|sagsfremstilling|"
    r"sagsbeskrivelse|forvaltningens (?:forslag|indstilling)|dialog/høring|høring|økonomi|retsgrundlag|"
    r"økonomiske konsekvenser|supplerende oplysninger|fraværende|bilag|tema|resum[eé]|sagens forløb)",
    re.IGNORECASE,
)
TYPES = re.compile(
    r"(?:\w*notat|dagsordenspunkt|referat|kommissorium|sagsfremstilling|bilag|udkast|høringsudgave|memo|"
    r"orientering|strategi|politik|program|pressemeddelelse)(?: \d{1,2})?",
    re.IGNORECASE,
)
FACT = re.compile(
    r"(?P<label>dato|fra|til|afsender|modtagere?|sags(?:nr|nummer|id)\.?|sags-?nr\.?|journal(?:nr|nummer)\.?|j\.? ?nr\.?|"
    r"sagsbehandler|kontaktperson|dok(?:ument)?\.?(?:nr|nummer)\.?|afdeling|forvaltning|emne|vedr\.?|vedrørende|ref\.?|"
    r"udarbejdet af|forfatter|version|titel|punkttype|kopi til|cc|e-?mail|telefon|tlf\.?)\s*[.:]\s*(?P<rest>\S.*)",
    re.IGNORECASE,
)
FACTS = (
    (re.compile(r"dato", re.I), "date"),
    (re.compile(r"fra|afsender|afdeling|forvaltning|udarbejdet", re.I), "sender"),
    (re.compile(r"sags-?(?:nr|nummer|id)|journal|j\.? ?nr", re.I), "case_number"),
    (re.compile(r"emne|vedr|titel", re.I), "title"),
    (re.compile(r"til|modtager|kopi|cc", re.I), "recipient"),
)
ADOPTED = re.compile(
    r"\(?(?:vedtaget|indgået|underskrevet|godkendt|besluttet|behandlet|tiltrådt|senest revideret|revideret|opdateret)\b.{0,80}",
    re.IGNORECASE,
)
# A part of the administration, or the office of a person.
OFFICE = re.compile(
    r"(?:.*(?:forvaltning(?:en)?|afdeling(?:en)?|sekretariat(?:et)?|direktion(?:en)?|direktør(?:en)?|chef(?:en)?|"
    r"stab(?:en)?|center|centeret|centret|koncern\w*|team|enhed(?:en)?|forum|udvalg(?:et)?|borgmester(?:en)?|"
    r"byrådet|kommunalbestyrelsen)|(?:økonomi|indkøb|forsyning|beskæftigelse|klima|by|natur|vej|job|familie|skole|kommunikation|personale|hr|løn|børn|kultur|teknik|miljø|social|sundhed|ældre|plan|"
    r"it|digitalisering|politik|borgmester\w*)\w*,? (?:og|&|,) .{2,60})"
    r"(?:,? \d{4}(?:\s*[-–]\s*\d{2,4})?)?",
    re.IGNORECASE,
)
MOST_OFFICE = 8  # words
MUNICIPALITY = re.compile(
    r"(?<![\w-])((?:[A-ZÆØÅ][\w-]+)(?:[- ](?:og|&|[A-ZÆØÅ][\w-]+))?) (?:K|k)ommunes?\b(?!r\b)"
)
NO_NAMES = frozenset(
    "en den denne vores hver hele i for af vi som alle de det hvis når en til kommunens enhver anden ved fra "
    "at om med på og derfor også samme lokal egen mellem hvilken".split()
)

_KINDS: tuple[tuple[Kind, str], ...] = (
    (Kind.COMMISSION, r"^(?:status (?:på|for|over)|notat om|evaluering af|kommissorium|redegørelse)|budgetanalyse"),
    (Kind.CONSTITUTION_AGREEMENT, r"konstituering|konstitutions?aftale|\bflertalsaftale|samarbejdsaftale\b.*\bbyråd"),
    (Kind.EFFICIENCY_STRATEGY, r"effektiviserings(?:strategi|politik)|(?:strategi|politik) for effektivisering"),
    (Kind.BUDGET_STRATEGY, r"budget(?:strategi|vejledning|procedure|politik)|strategi for budget"),
    (Kind.ECONOMIC_POLICY, r"økonomisk(?:e)? (?:styrings)?(?:politik|strategi)|økonomi(?:styrings)?(?:politik|strategi)|finansiel"
                           r"|politik for økonomi"),
    (Kind.PROCUREMENT_POLICY, r"(?:indkøbs|udbuds)\w*-? ?(?:og \w+)?(?:politik|strategi)|(?:politik|strategi) for (?:indkøb|udbud)"),
    (Kind.LEADERSHIP_BASIS, r"ledelses(?:grundlag|politik|værdier|principper)|medarbejdergrundlag|ledergrundlag|god ledelse"),
    (Kind.PROGRAMME, r"program(?:met)?\b|katalog(?:et)?\b|handle?plan\b"),
    (Kind.VISION, r"\bvision(?:en)?\b|visions"),
    (Kind.COMMISSION, r"\bkommissorium|\bnotat\b"),
)  # fmt: skip
KINDS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)
NAMES = {
    Kind.CONSTITUTION_AGREEMENT: "Konstitueringsaftale",
    Kind.ECONOMIC_POLICY: "Økonomisk politik",
    Kind.BUDGET_STRATEGY: "Budgetstrategi",
    Kind.EFFICIENCY_STRATEGY: "Effektiviseringsstrategi",
    Kind.PROCUREMENT_POLICY: "Indkøbspolitik",
    Kind.VISION: "Vision",
    Kind.LEADERSHIP_BASIS: "Ledelsesgrundlag",
    Kind.PROGRAMME: "Program",
    Kind.COMMISSION: "Notat",
}

# What an announcement or a heading says of the list or the text below it.
_ROLES: tuple[tuple[Role, str], ...] = (
    (Role.GUIDING_MARK, r"pejlemærke"),
    (Role.PRINCIPLE, r"\bprincip|(?:styrings|ledelses|grund)princip"),
    (Role.FINANCIAL_GOAL, r"økonomiske? (?:mål(?!er)|måltal|målsætning)|finansielle mål|budgetmål"),
    (Role.EFFORT, r"\bindsatser\b|indsatsområde|\binitiativer|\btiltag\b"),
    (Role.COMMISSION, r"\bopgaver?\b|\btemaet\b|skal (?:undersøge|udarbejde|aflevere|komme med)"),
    (Role.DEFINITION, r"definition|\bbegreber"),
)
ROLES = tuple((role, re.compile(pattern, re.IGNORECASE)) for role, pattern in _ROLES)
NUMBERS = {
    "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7, "otte": 8, "ni": 9, "ti": 10, "elleve": 11,
    "tolv": 12,
}  # fmt: skip
VERBS = frozenset(
    "er var bliver blev har havde skal vil kan må bør gælder omfatter handler betyder sker består ligger gør "
    "følger viser får giver indeholder blandt andet fx herunder følgende vedtog besluttede indebærer lyder".split()
)
