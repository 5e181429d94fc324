"""The rules, as people read them. Each has an example that it speaks of and one that it is content with.

The examples of the tests are these: `bad` triggers the rule, `good` triggers none.
"""

from __future__ import annotations

from functools import cache

from kernespor.engines.findings import N_, Severity
from kernespor.engines.plan_lint import data
from kernespor.engines.plan_lint.records import IndicatorClass
from kernespor.engines.rules import Rule, WordList

_OWN = N_("Kernespors egen liste, samlet fra planer i skoler, pleje, dagtilbud, drift, bibliotek og stabe")

NO_OWNER, NO_ACTION, NO_INDICATOR = "action_without_owner", "goal_without_action", "goal_without_indicator"
STATE, COPIED, OUTSIDE = "action_is_a_state", "copy_of_last_plan", "deadline_outside_period"
OF_CLASS = {
    one: f"indicator_{one.value}"
    for one in (
        IndicatorClass.VAGUE,
        IndicatorClass.NO_BASELINE,
        IndicatorClass.NO_DATE,
        IndicatorClass.TWO_IN_ONE,
        IndicatorClass.COPY,
    )
}


def _list(label: str, name: str) -> WordList:
    text: str = getattr(data, name)
    parts = text.split(";") if ";" in text else text.split()
    words = (" ".join(one.split()) for one in parts)
    return WordList(label, tuple(sorted({one for one in words if one})), _OWN)


@cache
def rules() -> dict[str, Rule]:
    """Return every rule by its code, in the order in which people read them."""
    return {rule.code: rule for rule in (*_of_one_indicator(), *_of_two(), *_of_actions(), *_of_plans())}


def _of_one_indicator() -> tuple[Rule, ...]:
    return (
        Rule(
            OF_CLASS[IndicatorClass.VAGUE],
            N_("Kan ikke måles, som der står"),
            N_("Det kan ikke ses bagefter, om det blev nået: {places}."),
            N_(
                "Ord som »styrket fokus«, »øget modenhed« og »smidiggøres« siger, at noget skal blive bedre, "
                "men ikke hvad man vil se efter. Så bliver det en smagssag, om målet er nået."
            ),
            N_("Skriv, hvad I vil tælle, måle eller spørge om, og hvem der svarer."),
            "Styrket fokus på tidlig indsats.",
            "Mindst 80 % af forældrene siger i den årlige undersøgelse, at de fik hjælp i tide.",
            Severity.WARNING,
            (
                _list(N_("Ord, der lyder som en størrelse, men ikke er det"), "VAGUE_NOUNS"),
                _list(N_("Udsagnsord, der lover noget uden at sige hvor meget"), "SOFT_VERBS"),
            ),
        ),
        Rule(
            OF_CLASS[IndicatorClass.NO_BASELINE],
            N_("En retning uden udgangspunkt"),
            N_("Der står op eller ned, men ikke fra hvad: {places}."),
            N_(
                "»Flere«, »færre« og »falder« kan først måles, når man ved, hvor man begynder. Uden "
                "udgangspunkt er én mindre også færre."
            ),
            N_("Skriv tallet i dag, og hvor I vil hen, eller hvad I sammenligner med."),
            "Sygefraværet falder.",
            "Sygefraværet falder fra 14 til 11 dage pr. fuldtidsansat.",
            Severity.NOTE,
            (
                _list(N_("Udsagnsord for op og ned"), "CHANGE_VERBS"),
                _list(N_("Ord for flere og færre"), "COUNTED_CHANGE"),
                _list(N_("Ord for mere og mindre, der kræver en størrelse efter sig"), "SOFT_CHANGE"),
                _list(N_("Størrelser, der kan tælles eller måles"), "QUANTITIES"),
            ),
        ),
        Rule(
            OF_CLASS[IndicatorClass.NO_DATE],
            N_("En milepæl uden dato"),
            N_("Der står, hvad der skal være gjort, men ikke hvornår: {places}."),
            N_("En milepæl er nået eller ikke nået på en dag. Uden dag er den aldrig for sent på den."),
            N_("Skriv en dato i teksten, eller giv målindikatoren en frist."),
            "Der er udarbejdet en kommunikationspolitik.",
            "Der er udarbejdet en kommunikationspolitik senest 1. oktober 2026.",
            Severity.NOTE,
            (
                _list(N_("Udsagnsord for det, der gøres færdigt"), "MILESTONE_VERBS"),
                _list(N_("Vendinger for det, der er på plads"), "MILESTONE_PHRASES"),
            ),
        ),
    )


def _of_two() -> tuple[Rule, ...]:
    return (
        Rule(
            OF_CLASS[IndicatorClass.TWO_IN_ONE],
            N_("To i én"),
            N_("Der står to ting, som kan gå hver sin vej: {places}."),
            N_(
                "Når det ene er nået og det andet ikke, kan målindikatoren hverken være nået eller "
                "ikke nået. En opremsning er ikke to: »stole, borde og reoler er købt« er én ting."
            ),
            N_("Del den i to målindikatorer."),
            "Sygefraværet er højst 4 %, og mindst 80 % af medarbejderne anbefaler arbejdspladsen.",
            "Mindst 80 % af medarbejderne anbefaler arbejdspladsen.",
        ),
        Rule(
            OF_CLASS[IndicatorClass.COPY],
            N_("Den samme som en anden"),
            N_("Den samme målindikator står to steder i planen: {places}."),
            N_("Et tal, der står to steder, skal følges op to gange og kan få to svar."),
            N_("Behold den ene, og henvis til den fra det andet mål, eller skriv, hvad der er særligt her."),
            "Antal besøgende på biblioteket om året.",
            "Antal besøgende på biblioteket om året, der er under 18.",
        ),
    )


def _of_actions() -> tuple[Rule, ...]:
    return (
        Rule(
            NO_OWNER,
            N_("En handling uden ejer"),
            N_("Ingen svarer for det: {places}."),
            N_("Det, som alle har ansvar for, bliver ofte liggende."),
            N_("Peg på en person, der følger det til dørs."),
            N_("Ny skiltning på stierne. Ejer: ingen."),
            N_("Ny skiltning på stierne. Ejer: driftslederen."),
            Severity.WARNING,
        ),
        Rule(
            STATE,
            N_("En handling, der er en tilstand"),
            N_("Der står, hvordan det skal være, men ikke hvad nogen gør: {places}."),
            N_("En handling kan sættes i kalenderen. »Øget trivsel« er det, man håber på, når den er gjort."),
            N_("Begynd med det, nogen gør: »Vi holder …«, »Der indføres …«, »Udarbejde …«."),
            "Øget trivsel i klasserne.",
            "Vi holder klassemøde hver fredag om ugens trivsel.",
            Severity.NOTE,
            (_list(N_("Ord, som en tilstand ofte begynder med"), "STATE_BEGINNINGS"),),
        ),
        Rule(
            NO_ACTION,
            N_("Et mål uden handling"),
            N_("Der er et mål, men ingen gør noget for det endnu: {places}."),
            N_("Et mål uden handling bliver stående, til nogen spørger til det."),
            N_("Skriv den første handling, eller nedlæg målet med en begrundelse."),
            N_("Mål: Flere børn leger sammen. Handlinger: ingen."),
            N_("Mål: Flere børn leger sammen. Handling: En voksen er fast med i legen hver eftermiddag."),
            Severity.WARNING,
        ),
    )


def _of_plans() -> tuple[Rule, ...]:
    return (
        Rule(
            NO_INDICATOR,
            N_("Et mål uden målindikator"),
            N_("Der er et mål, men ikke noget at se på, om det lykkes: {places}."),
            N_("Uden målindikator bliver det en mening, om målet er nået."),
            N_("Skriv, hvordan I vil se, om det lykkes."),
            N_("Mål: Kortere ventetid. Målindikatorer: ingen."),
            N_("Mål: Kortere ventetid. Målindikator: Ventetiden er højst tre uger."),
        ),
        Rule(
            OUTSIDE,
            N_("En frist uden for planens periode"),
            N_("Fristen ligger før planen begynder, eller efter den slutter: {places}."),
            N_("Planen følges op i sin egen periode. Det, der ligger udenfor, ser ingen efter."),
            N_("Ret fristen, eller skriv en milepæl, der ligger i perioden."),
            N_("Plan for 2026–2027. Frist: 1. marts 2028."),
            N_("Plan for 2026–2027. Frist: 1. marts 2027."),
            Severity.WARNING,
        ),
        Rule(
            COPIED,
            N_("Planen ligner den forrige"),
            N_("{share} % af teksterne stod også i den forrige plan: {places}."),
            N_(
                "Det kan være rigtigt at fortsætte. Men en plan, der er skrevet af efter den forrige, siger "
                "ikke, hvad I lærte af den."
            ),
            N_("Skriv ved det, der fortsætter, hvad der blev nået, og hvad I gør anderledes nu."),
            N_("Ni af ti handlinger er de samme som i den forrige plan."),
            N_("Tre af ti handlinger fortsætter. De andre er nye, eller der står, hvad I lærte."),
        ),
    )
