"""The words of the organisation's files: headers, roles, yes and no. Data, so that more can be added."""

from __future__ import annotations

from types import MappingProxyType

from kernespor.connectors.tables import Column, folded

UNITS_FILE = "units.csv"
PERSONS_FILE = "persons.csv"
ROLES_FILE = "roles.csv"


_FROM = Column("valid_from", "Gyldig fra", ("Fra", "Fra dato", "Startdato", "Start", "Valid from"))
_TO = Column(
    "valid_to",
    "Gyldig til",
    ("Til", "Til dato", "Til og med", "Slutdato", "Slut", "Valid to"),
    required=False,
    filled=False,
)

COLUMNS = MappingProxyType(
    {
        UNITS_FILE: (
            Column("code", "Kode", ("Enhedskode", "Enhedsnummer", "Nummer", "Org.kode", "Code"), longest=40),
            Column("name", "Navn", ("Enhed", "Enhedsnavn", "Betegnelse", "Name")),
            Column("short_name", "Kortnavn", ("Kort navn", "Forkortelse", "Short name"), False, False, 60),
            Column("kind", "Type", ("Enhedstype", "Art", "Niveau", "Kind"), False, False, 60),
            Column(
                "parent_code",
                "Hører under",
                ("Overordnet", "Overordnet kode", "Overenhed", "Forælder", "Parent"),
                filled=False,
                longest=40,
            ),
            Column(
                "refers_to_code", "Refererer til", ("Lederen refererer til", "Refers to"), False, False, 40
            ),
            _FROM,
            _TO,
        ),
        PERSONS_FILE: (
            Column(
                "id",
                "Id",
                ("Person-id", "PersonID", "Personnummer i systemet", "Bruger-id", "Brugernavn"),
                longest=60,
            ),
            Column("name", "Navn", ("Person", "Fulde navn", "Name")),
            Column("title", "Titel", ("Stilling", "Stillingsbetegnelse", "Title"), False, False, 120),
            Column("email", "E-mail", ("Email", "Mail", "E-mailadresse", "Mailadresse"), False, False),
        ),
        ROLES_FILE: (
            Column("person_id", "Person", ("Person-id", "PersonID", "Bruger-id", "Brugernavn", "Id")),
            Column("role", "Rolle", ("Role",)),
            Column("unit_code", "Enhed", ("Enhedskode", "Kode", "Enhedsnummer", "Unit")),
            Column(
                "includes_below",
                "Med underliggende",
                ("Inkl. underliggende", "Underliggende", "Med underenheder", "Includes below"),
                required=False,
                filled=False,
            ),
            _FROM,
            _TO,
            Column("subject", "Emne", ("Emnekode", "KLE", "KLE-nummer", "Subject"), False, False, 60),
        ),
    }
)

# The first word of each role is the one we write.
ROLE_WORDS = MappingProxyType(
    {
        "head": ("leder", "chef", "enhedsleder"),
        "director": ("direktør", "direktion"),
        "controller": ("økonomikonsulent", "controller"),
        "secretary": ("sekretær", "politisk sekretær", "sekretariat"),
        "employee": ("medarbejder", "ansat"),
        "councillor": ("byrådsmedlem", "kommunalbestyrelsesmedlem"),
        "med_representative": ("MED-repræsentant", "MED repræsentant", "TR", "tillidsrepræsentant"),
        "buyer": ("indkøber",),
        "administrator": ("administrator", "systemadministrator"),
        "resident": ("borger",),
    }
)

YES = ("ja", "j", "x", "1", "sand", "true", "yes")
NO = ("nej", "n", "0", "falsk", "false", "no", "")


ROLE_OF_WORD = MappingProxyType(
    {folded(word): role for role, words in ROLE_WORDS.items() for word in (role, *words)}
)
