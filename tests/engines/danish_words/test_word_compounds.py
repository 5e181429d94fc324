from __future__ import annotations

import pytest

from kernespor.engines.danish_words.compounds import Compounds, inflected_of
from kernespor.engines.danish_words.forms import word
from kernespor.engines.danish_words.letters import fold

# Compounds by the word that they must be found by; those with a word that only looks like a part after it.
PARTS = """
svar: høringssvar høringssvarene ledersvarene svartid | ansvar ansvarlig forsvar
bolig: boligsocial ældreboligerne plejeboliger boligpolitikken |
råd: byrådet ældrerådet rådhuset digitaliseringsrådet elevråd | område indsatsområderne råderum tråd
sag: sagsbehandler sagsfremstilling byrådssag | sagde årsag udsagn
plan: virksomhedsplan handleplaner planstrategi udbudsplanen | planet
barn: børnehave småbørn børnehuset plejebørn barnevogn |
bog: bøgerne håndbog bogkuffert | bogstav
mål: miljømål målindikator delmål | formål måltid målrettet
udvalg: fagudvalg hovedudvalget udvalgsmøde økonomiudvalget |
køb: indkøb varekøb indkøbsaftale |
arbejde: arbejdsgang arbejdsmiljø miljøarbejde arbejdspladser | samarbejde medarbejder udarbejde
leder: projektleder lederkreds institutionsledere | ligeledes
år: årshjul skoleår overslagsår | står får vilkår
ret: retssikkerhed borgerret | baseret konkret sekretariat
tid: arbejdstid tidsplan ventetiden | altid samtidig tidligere
hus: rådhus børnehuset plejehuset | huskeliste
by: byråd byudvikling | bygning tilbyde forebygge
it: itsystem itdrift | kvalitet politik effektivitet
ledelse: personaleledelse ledelsestilsyn |
skab: | fællesskab regnskab egenskab
dom: | ungdom sygdom ejendom
forslag: effektiviseringsforslag budgetforslaget |
strategi: effektiviseringsstrategi strategiproces |
valg: folkevalg valgkamp | udvalg
slag: | forslag overslag
miljø: arbejdsmiljø miljøblomst |
kontrol: kontrolbesøg brandkontrol |
"""
TEXTS = """
høring svar leder tid bolig social ældre pleje politik by råd elev digitalisering behandler
fremstilling virksomhed handle udbud strategi lille små barn børn have vogn hånd kuffert bog mål
miljø indikator del fag hoved udvalg møde økonomi vare køb aftale arbejde gang plads projekt kreds
institution skole hjul overslag ret sikkerhed borger vente plan hus udvikling system drift personale
ledelse tilsyn effektivisering budget forslag proces folk folke kamp blomst kontrol besøg brand form
std start egen regn ung syg eje
"""
KNOWN = frozenset(map(fold, TEXTS.split()))


def _rows() -> list[tuple[str, str, bool]]:
    rows = []
    for line in PARTS.strip().splitlines():
        part, _, words = line.partition(":")
        right, _, wrong = words.partition("|")
        rows += [(part, one, True) for one in right.split()] + [(part, one, False) for one in wrong.split()]
    return rows


@pytest.mark.parametrize(("part", "compound", "is_one"), _rows())
def test_parts_of_compounds(part: str, compound: str, is_one: bool) -> None:  # noqa: FBT001 - a table's column
    about = word(fold(part))
    one = fold(compound)
    taken = one in about.forms or Compounds(KNOWN.__contains__).is_part(one, about)
    assert taken is is_one


def test_the_texts_words_guide_the_splitting() -> None:
    about = word("telt")
    assert not Compounds(frozenset().__contains__).is_part("zebratelt", about)
    assert Compounds({"zebra"}.__contains__).is_part("zebratelt", about)


def test_a_word_is_known_by_its_forms() -> None:
    assert "kuffert" in inflected_of("kufferterne")
    assert inflected_of("den") == set()


def test_numbers_have_no_parts() -> None:
    assert not Compounds({"2026"}.__contains__).is_part("20261", word("2026"))
