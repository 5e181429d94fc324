"""Plans of our own for the writers' tests: a short one, and a long one with long words."""

from __future__ import annotations

import datetime as dt

from kernespor.connectors.unit_plan.paper import ChartUnit, FollowUp, PlanPaper
from kernespor.connectors.unit_plan.records import (
    GoalRecord,
    Item,
    Period,
    PlanRecord,
    PriorityAreaRecord,
    SectionRecord,
)
from kernespor.engines.plan_state.records import State

MADE_ON = dt.date(2026, 8, 24)
WORDS = {
    State.REACHED: "Nået",
    State.ON_TRACK: "På sporet",
    State.SLIPPING: "Skrider",
    State.OFF_TRACK: "Af sporet",
    State.STALE: "Forældet",
    State.OWNERLESS: "Uden ejer",
    State.NOT_BEGUN: "Ikke begyndt",
    State.CLOSED: "Nedlagt",
}
CHART = (
    ChartUnit("Børn & Unge", "Børne- og ungechefen"),
    ChartUnit("Dagtilbud", "Dagtilbudslederen", depth=1, parent=0),
    ChartUnit("Skoler", "Skolechefen", depth=1, parent=0),
    ChartUnit("Skolefritidsordninger", "Fritidslederen", depth=2, parent=2),
    ChartUnit("Sundhedspleje", "Den ledende sundhedsplejerske", depth=1, parent=0, refers_to=1),
)


def small_plan() -> PlanRecord:
    return PlanRecord(
        "Virksomhedsplan 2026–2027",
        "Børnehuset Kernehuset",
        Period("2026", "2027"),
        (
            SectionRecord(
                "Forord",
                "Vi passer på 84 børn og på hinanden.\n\nI de næste to år vil vi især:\n\n"
                "- være mere ude\n\n- spise grønnere\n\nPlanen er skrevet sammen med forældrebestyrelsen.",
            ),
        ),
        (
            PriorityAreaRecord(
                "1",
                "Mere tid ude",
                "Børn, der er ude, sover bedre og skændes mindre.",
                (
                    GoalRecord(
                        "1.1",
                        "Alle børn er ude hver dag",
                        "Målet gælder også om vinteren.",
                        "Det gør vi:",
                        (
                            Item("Vi rydder skuret og køber regntøj til 20 børn."),
                            Item("Vi spiser frokost ude."),
                        ),
                        "Det lykkes, når:",
                        (Item("Hvert barn er ude mindst to timer om dagen."),),
                    ),
                ),
            ),
            PriorityAreaRecord(
                "2",
                "Grønnere mad",
                "",
                (
                    GoalRecord(
                        "2.1",
                        "Et måltid uden kød om ugen",
                        actions=(Item("Køkkenet prøver ti nye retter."),),
                        indicators=(Item("Madspildet er under 40 gram pr. barn."),),
                    ),
                ),
            ),
        ),
    )


TOPICS = (
    "sprog", "bevægelse", "måltider", "overgange", "trivsel", "læsning", "fravær", "forældresamarbejde",
    "digital dannelse", "klubliv", "musik", "fritidsjob", "sundhed", "tandpleje", "mobning",
)  # fmt: skip
PLACES = ("dagtilbuddene", "indskolingen", "udskolingen", "klubberne", "familiecentret", "kulturskolen")


def _running(seed: int, sentences: int) -> str:
    """Return sentences that say something different each time, as people's do."""
    said = []
    for n in range(seed, seed + sentences):
        topic, place = TOPICS[n * 7 % len(TOPICS)], PLACES[n * 5 % len(PLACES)]
        said.append(
            f"I {place} har vi siden {2010 + n % 14} samlet erfaringer med {topic}, og {n % 9 + 2} af "
            f"{n % 9 + 4} ledere siger, at {TOPICS[n * 4 % len(TOPICS)]} fylder mere end før."
        )
    return " ".join(said)


def long_plan() -> PlanRecord:
    areas = []
    for area in range(1, 6):
        goals = []
        for goal in range(1, 4):
            seed = area * 31 + goal * 11
            topic = TOPICS[(area - 1) * 3 + goal - 1]
            goals.append(
                GoalRecord(
                    f"{area}.{goal}",
                    f"Flere børn og unge får gavn af vores arbejde med {topic}",
                    f"{_running(seed, 1)}\n\n{_running(seed + 1, 2)}",
                    "For at nå målet vil vi:",
                    tuple(
                        Item(f"Prøve {topic} af i {place}, og så følge op. {_running(seed + n, 1)}")
                        for n, place in enumerate(PLACES[area % 3 : area % 3 + 3])
                    ),
                    "Vi har nået målet, når:",
                    tuple(
                        Item(f"{70 + seed % 20 + n} pct. af {PLACES[n]} bruger {topic}.") for n in range(2)
                    ),
                )
            )
        title = f"{TOPICS[area].capitalize()} og specialpædagogiske fritidstilbudsvejledninger"
        areas.append(PriorityAreaRecord(f"{area}", title, _running(area * 17, 3), tuple(goals)))
    return PlanRecord(
        "Virksomhedsplan for det samlede børne-, unge- og kulturområde med tilhørende stabsfunktioner",
        "Børn, Unge & Kultur",
        Period("2026-01-01", "2027-12-31"),
        tuple(
            SectionRecord(heading, _running(n * 13, 5))
            for n, heading in enumerate(("Forord", "Hvem er vi?", "Hvor står vi?"))
        ),
        tuple(areas),
    )


def follow_up(plan: PlanRecord) -> tuple[FollowUp, ...]:
    entries = []
    for goal in plan.goals():
        for place, text in enumerate((goal.title, *(action.text for action in goal.actions))):
            state = list(State)[len(entries) % len(State)]
            entries.append(
                FollowUp(
                    f"{goal.number}.{place}" if place else goal.number,
                    text,
                    state,
                    WORDS[state],
                    "" if state is State.OWNERLESS else "Udbudskonsulenten",
                    dt.date(2026, 12, 12),
                    "Fire af ni er i gang." if place else "",
                    dt.date(2026, 8, 12) if place else None,
                    23 if state is State.OFF_TRACK else 0,
                    is_goal=not place,
                )
            )
    return tuple(entries)


def paper(plan: PlanRecord) -> PlanPaper:
    colophon = ("Skrevet den 24. august 2026 af planen, som den stod den dag.",)
    return PlanPaper(plan, "Sporkøbing Kommune", MADE_ON, CHART, follow_up(plan), colophon)
