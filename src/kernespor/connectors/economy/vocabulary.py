"""The words of the ledger's lists: headers and steering areas. Data, so that more can be added."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType

from kernespor.connectors.tables import Column, folded


class Kind(StrEnum):
    """The lists, each after those that it points at."""

    POLICY_AREAS = "policy_areas"
    APPROPRIATIONS = "appropriations"
    COST_CENTRES = "cost_centres"
    ACCOUNTS = "accounts"
    MAPPINGS = "mappings"


# What the files are called in findings, and when they are written.
FILES = MappingProxyType(
    {
        Kind.POLICY_AREAS: "politikomraader",
        Kind.APPROPRIATIONS: "bevillinger",
        Kind.COST_CENTRES: "omkostningssteder",
        Kind.ACCOUNTS: "konti",
        Kind.MAPPINGS: "kontering",
    }
)
KEYS = MappingProxyType(
    {kind: ("cost_centre", "account") if kind is Kind.MAPPINGS else ("code",) for kind in Kind}
)

_FROM = Column("valid_from", "Gyldig fra", ("Fra", "Fra dato", "Startdato", "Gælder fra"))
_TO = Column(
    "valid_to", "Gyldig til", ("Til", "Til dato", "Til og med", "Slutdato", "Gælder til"), False, False
)


def _code(header: str, *more: str) -> Column:
    return Column("code", header, (*more, "Kode", "Nummer", "Nr"), longest=40)


def _name(*more: str) -> Column:
    return Column("name", "Navn", (*more, "Tekst", "Betegnelse", "Beskrivelse"))


COLUMNS = MappingProxyType(
    {
        Kind.POLICY_AREAS: (
            _code("Politikområde", "Politikområdenr"),
            _name("Politikområdenavn"),
            Column("committee", "Udvalg", ("Fagudvalg", "Politisk udvalg"), True, False),
            _FROM,
            _TO,
        ),
        Kind.APPROPRIATIONS: (
            _code("Bevilling", "Bevillingsnr", "Bevillingsområde"),
            _name("Bevillingsnavn"),
            Column("policy_area", "Politikområde", ("Politikområdenr",), longest=40),
            Column("steering_area", "Styringsområde", ("Styringstype", "Ramme")),
            _FROM,
            _TO,
        ),
        Kind.COST_CENTRES: (
            _code("Omkostningssted", "Omk.sted", "Omkostningsstednr", "Profitcenter"),
            _name("Omkostningsstednavn"),
            Column("unit", "Enhed", ("Enhedskode", "Org.enhed", "Institution"), True, False, 40),
            Column("appropriation", "Bevilling", ("Bevillingsnr", "Bevillingsområde"), True, False, 40),
            _FROM,
            _TO,
        ),
        Kind.ACCOUNTS: (
            _code("Konto", "Kontonummer", "Kontonr", "Artskonto"),
            _name("Kontonavn", "Kontotekst"),
            _FROM,
            _TO,
        ),
        Kind.MAPPINGS: (
            Column("cost_centre", "Omkostningssted", ("Omk.sted", "Omkostningsstednr"), longest=40),
            Column("account", "Konto", ("Kontonr", "Artskonto"), longest=40),
            Column("number", "Autoriseret konto", ("Autoriseret kontonummer", "IM-konto"), longest=60),
            _FROM,
            _TO,
        ),
    }
)

# The first words of each steering area are those that we write.
STEERING_WORDS = MappingProxyType(
    {
        "service_frame": ("Serviceramme", "Serviceudgifter", "Service"),
        "transfers": ("Overførselsudgifter", "Overførsler", "Overførselsudgift"),
        "activity_financing": ("Aktivitetsbestemt medfinansiering", "Medfinansiering"),
        "insured_unemployed": ("Forsikrede ledige",),
        "capital": ("Anlæg", "Anlægsudgifter"),
        "user_financed": ("Brugerfinansieret", "Det brugerfinansierede område", "Forsyning"),
        "financial": ("Finansiering", "Finansielle poster"),
        "other": ("Andet", "Øvrige", "Uden for rammen"),
    }
)
STEERING_OF_WORD = MappingProxyType(
    {folded(word): area for area, words in STEERING_WORDS.items() for word in (area, *words)}
)
