"""What people look for in Sporkøbing, labelled by hand: what must be found, and what must not.

Each line of WANTED: what is typed | words that make a hit right (a regular expression, small letters) | what
must be found, by the beginning of its title, parted by semicolons. Each line of FORBIDDEN: what is typed |
what must not be found, the same way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

WANTED = """
barn | barn|børn | To børn er med i køkkenet; Børn med to sprog; Ingen børn begynder i; Vi holder
børn | barn|børn | To børn er med i køkkenet; Hver stue tegner et kort over; Alle børnehaver får besøg; Børne
bog | bog|bøger | Indkøb af bøger; Bøger bliver stående; Forældre får en pose med; Alle børnehaver får besøg
bøger | bog|bøger | Bøger i børnehøjde; Færre hænder på hver bog; Udlånet af ungdomsbøger
hånd | hånd|hænder | Færre hænder på hver bog; Beboerne går oftere ud på egen hånd
træ | træ(er|br|e)?|træer | Hjemmehørende træer; To træbroer
sti | sti | Stien mellem Svellerup; Cykelstier saltes; 1.2 Cykelstier
vej | vej | Alle hold får kursus i sikkert vejarbejde; Ingen ulykker med fravær ved arbejde på vej
svar | svar | Ressourcecentret svarer; Byrådet behandler; Eleverne evaluerer
bolig | bolig | Hver ny lokalplan; Ældreboligerne Remisevænget
råd | råd | Elevrådet laver; Byrådet behandler; Byrådet har vedtaget; 12 km fortov
sag | sag | Gamle sager over tre år; 4.1 Færre kontakter; Fast skabelon for; Nye sagsbehandlere
køb | køb | Lejlighedsvise indkøbere; Kvartalsbrev om køb; 3.1 Flere køb; 7.1 Grønnere indkøb
indkøb | indkøb | Indkøb af bøger; Lejlighedsvise; Uddannede indkøbere; Indkøb & Udbud; 3 Smartere indkøb
e-handel | handel | Alle skoler oprettes i e-handelssystemet; 3.2 Mere e-handel; 2.1 E-handel på skolerne
ehandel | handel | 3.2 Mere e-handel; To af tre ordrer
sygefravær | sygefravær | Lavere sygefravær
fravær | fravær | Lavere sygefravær; Kontaktlæreren ringer; Et lille team følger elever; Fraværet er under
vikarer | vikar | Nye vikarer får; Vikarer tages; Et fast vikarhold; Vi prøver et fælles; Udgiften til
leder | leder|ledelse | HR og Økonomi besøger; Nye ledere siger; Nye institutionsledere; Ledere får en
ledelse | ledelse|leder | 5.2 Ledelse tæt på; 2.1 Tilsyn efter risiko
digitalt | digital | 3 Digital hverdag; 3 Smartere indkøb; Halvdelen af skolernes
automatisk | automati | Refusion af dagpenge; 1.2 Automatisering
evaluere | evalue | Eleverne evaluerer opholdet
cykel | cykel|cykl | Cykelstier saltes; Frivillige kommer til gang, cykel; Cykeltrafikken
afgørelse | afgør | 4.1 Afgørelser, der holder; Højst hver femte klage; Borgerne siger
ulykke | ulykke | Ulykker gennemgås; 1.1 Færre ulykker; Ingen ulykker
klasse | klasse|kl\\. | 8. klasse får; Alle klasser fra; Alle 7. klasser; Hver klasse har
persondata | persondata | Nye medarbejdere får et kort; Nye systemer kræver; Antallet af brud
samtaler | samtale | Alle nye ledige; Lederen holder; Samtaler, som loven; Den årlige samtale
kontaktperson | kontaktperson | Hver virksomhed har; Hver forvaltning får; Kontaktpersonen ringer
plan | plan|vagtplan | Alle planer; Vagtplanen lægges; Elevrådet laver; 2.3 Én plan; Fælles udbudsplan
læsning | læs | 1.1 Flere læser godt; Alle klasser fra 1. til 6.
forældre | forældre | Vi laver et bålsted; Forældre inviteres; Forældrene får et ark; 3.2 Forældre som
demens | demens | Pårørendeaftener om demens; Alle faste medarbejdere; 3 Demens
borgersamling | borgersamling | Kommunens første borgersamling; 6.1 Borgersamling
sprog | sprog | 1.1 Sprog hele dagen; Vi lærer ti ord; Alle treårige sprogvurderes; Børn med to sprog
natur | natur | 3.1 Mere vild natur; 1 Krop, natur; Natur & Klima
økonomi | økonomi | 1 Styr på økonomien; 2 Gennemsigtig økonomi; Økonomi & Stab; Alle budgetansvarlige
oekonomi & stab | økonomi|stab | Økonomi & Stab
ældreråd | ældre | 12 km fortov
tandplejen | tand | Tandplejen
mælkevejen | mælkeve | Børnehuset Mælkevejen; Lederen af Børnehuset Mælkevejen
it | \\bit\\b|it- | IT & Digitalisering; Hver forvaltning får; IT & Digitalisering; 1.3 Én indgang til IT
sygefravær mælkevejen | fravær | Lavere sygefravær
»på aftale« | på aftale | Kvartalsbrev om køb på aftale; 3.1 Flere køb på aftale
unge job | ung|job | Flere unge er i uddannelse; 2.1 Unge med ondt i livet
kørselskontor | kørsel | Kørselskontoret
dagpnge | dagpenge | Refusion af dagpenge
brev | brev | Brevene skrives om; De 50 mest brugte breve; Kvartalsbrev; Færre ringer for at få et brev
kontrol | kontrol | Antallet af faste kontroller
anbefaling | anbefal | Byrådet behandler anbefalingerne; Byrådet har taget stilling
"""

FORBIDDEN = """
råd | Risikoen på hvert område
sag | Budgetansvarlige ledere siger; Antallet af tilskadekomne
svar | Budgetansvarlige ledere siger
valg | Hvert udvalg vurderer
slag | Stillingsopslag skrives om
syn | Tilsynet på lønområdet
ret | Første sal indrettes
ord | Små ordrer samles
tro | Antallet af faste kontroller
art | Kvartalsbrev om køb
by | Legepladsens bakke bygges om; Nye systemer kræver
mål | 1.2 Måltider, man glæder sig til; Måltider, man glæder sig til
led | Ledige med erfaring i mangelfag
hus | Ledere får en huskeliste
skab | Sprog og fællesskab
tal | Samtaler, som loven ikke kræver
arm | Varmen styres efter
lån | Alle planer gennemgås hver tredje
fag | Opfølgningen afleveres
ven | Forvaltningerne skriver forklaringer
"""


@dataclass(frozen=True, slots=True)
class Query:
    """What is typed, which words make a hit right, and the beginnings of the titles that must be found."""

    text: str
    fits: re.Pattern[str]
    wanted: tuple[str, ...] = ()


def wanted() -> list[Query]:
    """Return the queries with what must be found."""
    rows = (line.rsplit(" | ", 2) for line in WANTED.strip().splitlines())
    return [
        Query(text, re.compile(fits), tuple(title.strip() for title in titles.split(";")))
        for text, fits, titles in rows
    ]


def forbidden() -> list[Query]:
    """Return the queries with the titles that must not be found."""
    rows = (line.split(" | ") for line in FORBIDDEN.strip().splitlines())
    return [
        Query(text, re.compile(""), tuple(one.strip() for one in titles.split(";"))) for text, titles in rows
    ]


def judged() -> dict[str, object]:
    """Ask all queries of the municipality in the database and return the figures.

    Recall: of the titles that must be found, how many are, a mean over the queries. Precision at 10: of the
    first ten found, how many have a word that makes them right.
    """
    actor = _reader()
    recalls, precisions, missed = [], [], []
    for query in wanted():
        found = _found(actor, query.text)
        there = [one for one in query.wanted if _stands(one)]
        got = [one for one in there if any(title.startswith(one) for title, _ in found)]
        if there:
            recalls.append(len(got) / len(there))
        missed += [f"{query.text}: {one}" for one in there if one not in got]
        if found:
            right = [title for title, said in found[:10] if query.fits.search(said.lower())]
            precisions.append(len(right) / len(found[:10]))
    return {
        "queries": len(wanted()),
        "recall": sum(recalls) / len(recalls),
        "precision": sum(precisions) / len(precisions),
        "forbidden": len(forbidden()),
        "flooded": [query.text for query in forbidden() if _is_flooded(actor, query)],
        "missed": missed,
    }


def _is_flooded(actor, query: Query) -> bool:
    titles = [title for title, _ in _found(actor, query.text)]
    return any(title.startswith(one) for title in titles for one in query.wanted)


def _reader():
    from django.conf import settings
    from django.utils import timezone

    from kernespor.foundation.accounts.selectors import actor_for
    from kernespor.foundation.organisation.models import Person

    return actor_for(Person.objects.get(code="kommunaldirektoer"), settings.TODAY or timezone.localdate())


def _found(actor, text: str) -> list[tuple[str, str]]:
    """Return (title, all that is said) of every object found, best first."""
    from kernespor.foundation.search.models import Passage
    from kernespor.foundation.search.selectors import found_by

    hits = found_by(actor, text)
    titles: dict[int, str] = {}
    said: dict[int, str] = {}
    rows = Passage.objects.filter(entry__in=[hit.entry_id for hit in hits]).values_list(
        "entry_id", "entry__kind", "source", "title", "body"
    )
    for entry_id, kind, source, title, body in rows:
        said[entry_id] = f"{said.get(entry_id, '')} {title} {body}"
        if kind == source:
            titles[entry_id] = title
    return [(titles[hit.entry_id], said[hit.entry_id]) for hit in hits]


def _stands(title: str) -> bool:
    """Say whether the municipality in the database has something of that title: the small one has less."""
    from kernespor.foundation.search.models import Passage

    return Passage.objects.filter(title__startswith=title).exclude(source="strategy.plansection").exists()
