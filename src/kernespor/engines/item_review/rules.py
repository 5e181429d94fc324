"""The six rules, as people read them. Each has an example that it speaks of and one that it is content with."""  # noqa: E501 - it reads best whole

from __future__ import annotations

from functools import cache

from kernespor.engines.findings import N_, Severity
from kernespor.engines.rules import Rule

MISSING, FIGURES, DATES = "missing", "figures", "dates"
PROMISE, NOT_CARRIED, HEAVY = "promise", "not_carried", "heavy"


@cache
def rules() -> dict[str, Rule]:
    """Return every rule by its code, in the order in which people read them."""
    return {rule.code: rule for rule in (*_of_facts(), *_of_words())}


def _of_facts() -> tuple[Rule, ...]:
    return (
        Rule(
            MISSING,
            N_("Noget mangler"),
            N_("Der ser ud til at mangle noget. {places}"),
            N_(
                "De, der skal beslutte, ser efter det samme i hver sag: hvad der foreslås, hvad det koster, "
                "hvem der er hørt, og de bilag, som teksten henviser til."
            ),
            N_("Skriv det, der mangler, eller skriv, at det ikke er aktuelt i denne sag."),
            N_("Beregningen fremgår af bilag 3. (Der er to bilag.)"),
            N_("Beregningen fremgår af bilag 2. (Der er to bilag.)"),
            Severity.WARNING,
        ),
        Rule(
            FIGURES,
            N_("Tal, der ikke passer sammen"),
            N_("Tallene passer ikke sammen. {places}"),
            N_(
                "Når det samme tal står forskelligt to steder, eller delene ikke giver summen, ved ingen, "
                "hvad der bliver besluttet. Afrundede tal regnes for ens, når de kan være det."
            ),
            N_("Ret det forkerte tal, eller skriv, hvorfor de er forskellige."),
            N_("I alt 2,1 mio. kr., fordelt med 1,2 mio. kr. til børn og 0,7 mio. kr. til unge."),
            N_("I alt 1,9 mio. kr., fordelt med 1,2 mio. kr. til børn og 0,7 mio. kr. til unge."),
            Severity.WARNING,
        ),
        Rule(
            DATES,
            N_("Datoer, der ikke kan passe"),
            N_("Der er en dato, som ikke kan passe. {places}"),
            N_(
                "En dato, der ikke findes, eller som kommer i forkert orden, bliver til en frist, ingen holder."  # noqa: E501 - it reads best whole
            ),
            N_("Se datoen efter i kalenderen, og ret den."),
            N_("Arbejdet løber fra 1. maj 2026 til 15. april 2026."),
            N_("Arbejdet løber fra 1. maj 2026 til 15. juni 2026."),
            Severity.WARNING,
        ),
    )


def _of_words() -> tuple[Rule, ...]:
    return (
        Rule(
            PROMISE,
            N_("Et løfte uden ejer eller dato"),
            N_("Der loves noget, men ikke af hvem eller hvornår. {places}"),
            N_(
                "Det, som ingen bestemt skal gøre, eller som ikke har en dato, kan ingen følge op på bagefter."  # noqa: E501 - it reads best whole
            ),
            N_("Skriv, hvem der gør det, og hvornår det er gjort eller kommer tilbage til udvalget."),
            N_("Administrationen vil følge op på ordningen."),
            N_("Driftschefen giver udvalget en status på ordningen i september 2026."),
        ),
        Rule(
            NOT_CARRIED,
            N_("Indstillingen siger noget, som sagen ikke nævner"),
            N_("Indstillingen nævner noget, som resten af sagen ikke fortæller om. {places}"),
            N_("Den, der stemmer for et punkt, skal kunne læse i sagen, hvorfor det foreslås."),
            N_("Skriv om det i sagsfremstillingen, eller tag punktet ud af indstillingen."),
            N_("At der ansættes en klimakoordinator. (Sagen handler kun om en legeplads.)"),
            N_("At der anlægges en legeplads. (Sagen handler om en legeplads.)"),
            Severity.WARNING,
        ),
        Rule(
            HEAVY,
            N_("Lange sætninger og tunge ord"),
            N_("Noget af teksten er tung at læse. {places}"),
            N_(
                "Byrådets medlemmer læser mange sager på kort tid. Lixtallet er ord pr. sætning plus andelen "
                "af ord på over seks bogstaver: under 45 er til at læse, fra 55 er det meget svært."
            ),
            N_(
                "Del de længste sætninger, og skriv, hvem der gør hvad, i stedet for navneord på -ing og -else."  # noqa: E501 - it reads best whole
            ),
            N_("Der foretages en gennemførelse af implementeringen af koordineringen af indsatserne."),
            N_("Centret samler indsatserne."),
        ),
    )
