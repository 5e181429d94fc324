from __future__ import annotations

import pytest

from kernespor.engines.danish_words.forms import word
from kernespor.engines.danish_words.letters import fold

# The word of the dictionary, then forms of it: each finds each.
SAME = """
barn barnet børn børnene børns
mand mænd manden mændene
bog bøger bogen bøgerne
hånd hænder
nat nætter
fader fædre
sag sagen sager sagerne sagens
råd rådet rådene rådets
bus bussen busser busserne
budget budgettet budgetter budgetterne
institution institutionen institutioner institutionernes
medarbejder medarbejdere medarbejderne medarbejdernes
lærer lærere læreren
kommune kommunen kommuner kommunernes
møde mødet møder møderne
menneske mennesker mennesket
udvalg udvalget udvalgene
museum museet museer museerne
kriterium kriteriet kriterier kriterierne
center centeret centre centrene
kapitel kapitler kapitlet
regel regler reglerne
cykel cykler cyklen
kursus kurset kurser kurserne
forum fora
grøn grønt grønne grønnere grønnest
digital digitalt digitale
økonomisk økonomiske økonomisk
smuk smukke smukt
god bedre bedst gode
gammel ældre gamle
gå går gik gået
skrive skriver skrev skrevet
beslutte beslutter besluttede besluttet
virksomhed virksomheden virksomheder virksomhedernes
projekt projektet projekter
plads pladsen pladser
analyse analyser analysen
tema temaer temaet
effekt effekter effekten
borger borgere borgerne borgerens
strategi strategien strategier
politik politikken politikker
"""


@pytest.mark.parametrize("line", SAME.strip().splitlines())
def test_each_form_finds_each(line: str) -> None:
    forms = [fold(one) for one in line.split()]
    for asked in forms:
        about = word(asked)
        reach = about.forms.union(*about.unsure.values())
        assert set(forms) <= reach, f"{asked}: {set(forms) - reach}"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sag", "sagde"),
        ("sag", "sagt"),
        ("ord", "orden"),
        ("råd", "område"),
        ("mål", "måling"),
        ("bil", "bilag"),
        ("plan", "planet"),
        ("side", "siden"),
        ("vej", "vejr"),
        ("hus", "huske"),
    ],
)
def test_what_only_looks_like_a_form_is_none(one: str, other: str) -> None:
    assert fold(other) not in word(fold(one)).forms


@pytest.mark.parametrize(
    ("asked", "made"),
    [
        ("evaluere", "evaluering"),
        ("evaluering", "evalueret"),
        ("udvikle", "udvikling"),
        ("læsning", "læser"),
        ("digital", "digitalisering"),
        ("automatisk", "automatisering"),
        ("økonomi", "økonomisk"),
        ("sund", "sundhed"),
    ],
)
def test_what_is_made_of_a_word(asked: str, made: str) -> None:
    assert fold(made) in word(fold(asked)).made


def test_a_number_is_only_itself() -> None:
    assert word("3.1").forms == {"3.1"}
