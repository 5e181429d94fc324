"""The round of the strategy, from a governing document to the next plan, by keyboard and by telephone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from docx import Document
from playwright.sync_api import Locator, Page, expect

from e2e import fingers, keys, rules
from e2e.conftest import Open
from e2e.product import DAY_CARE_HEAD, FINANCE_HEAD, SECRETARY

TELEPHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


@dataclass(frozen=True, slots=True)
class Story:
    """What one round is about: the document, the focus area, and the head's part of it."""

    document: str
    passage: str
    of_set: str
    area: str
    unit: str
    head: str
    goal: str
    action: str
    indicator: str
    counts: str
    better: str
    figures: tuple[str, str, str]  # in the beginning, now, and when the plan ends
    choice: str
    follow: str


SIMPLER = Story(
    document="Politik for enklere arbejdsgange",
    passage="Ingen medarbejder skal skrive det samme to gange.",
    of_set="Enklere hverdag 2026-2029",
    area="Færre led i hver sag",
    unit="Økonomi & Stab",
    head=FINANCE_HEAD,
    goal="Færre kontakter i hver sag",
    action="Kørsel og udlæg søges fra telefonen",
    indicator="Mindst tre arbejdsgange har fået halveret antallet af kontakter",
    counts="arbejdsgange",
    better="Højere er bedre",
    figures=("0", "2", "3"),
    choice="Fortsæt",
    follow="",
)
PLAY = Story(
    document="Politik for legen i børnehusene",
    passage="Hvert barn skal have nogen at lege med hver dag.",
    of_set="Legen først 2026-2029",
    area="Voksne med i legen",
    unit="Børnehuset Mælkevejen",
    head=DAY_CARE_HEAD,
    goal="Alle har nogen at lege med",
    action="Hver stue tegner et kort over børnenes legerelationer to gange om året",
    indicator="Færre konflikter på legepladsen om eftermiddagen",
    counts="konflikter om ugen",
    better="Lavere er bedre",
    figures=("14", "8,5", "6"),
    choice="Skalér",
    follow="Alle stuer, fra februar.",
)
BACKED = "Vi bakker op, når der følger tid med."
HAPPENED = "Det er indført overalt, og alle bruger det."
RESTS_ON = "Tallene er faldet hver måned siden foråret."
DONE, LEARNT = "Vi lagde tre arbejdsgange sammen.", "Det virker først, når lederen selv går foran."
EDITED = "Lederne har fortalt, at det kan mærkes i hverdagen."


class Traveller:
    """A person at the pages with one hand, who sees that each page fits the window."""

    def __init__(self, hand: ModuleType, page: Page, part: Locator | None = None) -> None:
        self.hand: Any = hand
        self.page = page
        self.part = part or page.locator("main")

    def within(self, part: Locator) -> Traveller:
        """Return the same person, who looks at a part of the page alone."""
        return Traveller(self.hand, self.page, part)

    def at(self, heading: str) -> None:
        """Hold that the page is the one with the heading."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(heading)

    def told(self, words: str) -> None:
        """Hold that the page says what was done."""
        expect(self.page.get_by_role("status").filter(has_text=words)).to_be_visible()

    def link(self, words: str) -> Locator:
        """Return the first link that can be seen and says these words."""
        links = self.part.get_by_role("link").filter(has_text=re.compile(rf"^\W*{re.escape(words)}"))
        return links.locator("visible=true").first

    def button(self, words: str) -> Locator:
        """Return the first button that can be seen and says these words, and perhaps for which goal."""
        name = re.compile(f"^{re.escape(words)}( for mål .*)?$")
        return self.part.get_by_role("button", name=name).locator("visible=true").first

    def follow(self, words: str) -> None:
        """Follow a link that can be seen, to a page that fits the window."""
        self.hand.follow(self.link(words))
        assert rules.sideways(self.page) == []

    def send(self, words: str) -> None:
        """Press a button that sends a form, and come to a page that fits the window."""
        self.hand.follow(self.button(words))
        assert rules.sideways(self.page) == []

    def write(self, label: str, words: str) -> None:
        """Write in the field with a label that begins so."""
        self.hand.write(self._field(label), words)

    def choose(self, label: str, words: str) -> None:
        """Choose in the list with a label that begins so."""
        self.hand.choose(self._field(label), words)
        expect(self._field(label).locator("option:checked")).to_contain_text(words)

    def tick(self, words: str) -> None:
        """Tick what can be seen and says these words."""
        label = self.part.locator("label.choice").filter(has_text=words).locator("visible=true").first
        self.hand.tick(label.locator("input"))

    def open(self, words: str) -> None:
        """Open what is folded."""
        self.hand.press(self.part.locator("summary").filter(has_text=words).first)

    def menu(self, place: str) -> None:
        """Go to a place of the menu, which a telephone folds."""
        folded = self.page.locator("details.menu > summary")
        if folded.is_visible():
            self.hand.press(folded)
        shown = self.page.get_by_role("navigation", name="Hovedmenu").locator("visible=true")
        self.within(shown).follow(place)

    def _field(self, label: str) -> Locator:
        fields = self.part.get_by_label(re.compile("^" + re.escape(label)))
        return fields.and_(self.page.locator("input, select, textarea")).locator("visible=true").first


@pytest.mark.parametrize(
    ("hand", "window", "story"),
    [
        pytest.param(keys, {}, SIMPLER, id="keyboard"),
        pytest.param(fingers, TELEPHONE, PLAY, id="telephone"),
    ],
)
def test_the_whole_round(
    hand: ModuleType, window: dict[str, Any], story: Story, open_as: Open, tmp_path: Path
) -> None:
    """One journey: what a step leaves behind is what the next one begins from."""
    secretary, head = (
        Traveller(hand, open_as(person, **window).go("/")) for person in (SECRETARY, story.head)
    )
    lay_in_and_adopt(secretary, story, tmp_path)
    propose_and_put_in_force(secretary, story)
    promise_and_report(head, story)
    choose_at_the_review(head, story)
    evaluate(secretary, story)
    write_the_note(secretary, story)
    begin_the_next_plan(head, story)


def lay_in_and_adopt(secretary: Traveller, story: Story, folder: Path) -> None:
    """A document is laid in, one sentence of it is marked, and it is recorded as adopted."""
    page = secretary.page
    file = folder / "politik.md"
    file.write_text(
        f"# {story.document}\n\nByrådet vil have en hverdag, der hænger sammen.\n\n"
        f"## Det står vi på\n\nVi begynder med det, der fylder mest. {story.passage}\n",
        encoding="utf-8",
    )
    secretary.menu("Styrende dokumenter")
    secretary.at("Styrende dokumenter")
    secretary.follow("Læg et dokument ind")
    secretary.at("Læg et styrende dokument ind")
    secretary.hand.lay(page.locator("input[type=file]"), file)
    secretary.choose("Enhed", "Spork")
    secretary.send("Læs dokumentet")
    secretary.told("Dokumentet er læst og gemt som kladde.")
    secretary.at(story.document)
    secretary.within(page.locator(".block", has_text=story.passage)).follow("Udpeg")
    secretary.at("Udpeg en sætning")
    secretary.tick(story.passage)
    secretary.send("Udpeg passusen")
    secretary.told("Passusen er udpeget.")
    secretary.at(story.passage)
    secretary.follow(story.document)
    secretary.follow("Det er allerede vedtaget")
    secretary.at("Det er allerede vedtaget")
    secretary.choose("Vedtaget af", "Byr")
    secretary.write("Vedtaget den", "6-11-2026")
    secretary.write("Gælder fra", "9-11-2026")
    secretary.send("Det er allerede vedtaget")
    secretary.told("Gemt. Det står i dokumentets historik.")
    expect(page.locator("main dl").first).to_contain_text("9. november 2026")


def propose_and_put_in_force(secretary: Traveller, story: Story) -> None:
    """A set with one area that builds on the passage is proposed, backed, decided and put in force."""
    page = secretary.page
    secretary.menu("Fokusområder")
    secretary.follow("Foreslå fokusområder")
    secretary.at("Foreslå fokusområder")
    secretary.write("Titel", story.of_set)
    secretary.choose("Hører til i enheden", "Spork")
    secretary.write("Gælder fra", "9-11-2026")
    secretary.write("Gælder til", "31-12-2029")
    secretary.choose("Følger efter", "Intet")
    secretary.send("Gem forslaget")
    secretary.told("Forslaget er gemt. Skriv nu områderne.")
    secretary.follow("Skriv et fokusområde")
    secretary.write("Navn", story.area)
    secretary.write("Formål", "Tiden skal bruges på det, vi er her for.")
    secretary.send("Gem")
    secretary.told("Fokusområdet er tilføjet.")
    secretary.follow(story.area)
    secretary.at(story.area)
    secretary.follow("Byg på en passus")
    secretary.at("Knyt et led til")
    secretary.write("Ord i navnet", story.passage[:30])
    secretary.send("Find")
    secretary.tick(story.passage)
    secretary.tick("bygger på")
    secretary.write("Hvorfor?", "Det er den sætning, området svarer på.")
    secretary.send("Knyt sammen")
    secretary.told("De to led er knyttet sammen.")
    secretary.follow(story.area)
    expect(page.locator("section", has_text="Bygger på").first).to_contain_text(story.passage)
    secretary.follow(story.of_set)
    secretary.within(page.locator("section[aria-labelledby=beslutning]")).follow("Ret")
    secretary.choose("Beslutning", "6. nov. 2026")
    secretary.send("Gem")
    secretary.told("Høring og beslutning står nu på den røde tråd.")
    secretary.follow("Før opbakning ind")
    secretary.choose("Råd eller udvalg", "Hovedudvalget")
    secretary.write("Deres ord", BACKED)
    secretary.send("Gem")
    secretary.told("Opbakningen er ført ind.")
    for step in ("De er hørt", "De er vedtaget", "Sæt dem i kraft"):
        secretary.open(step)
        secretary.send(step)
        secretary.told("Gemt. Det står i historikken.")
    secretary.at(story.of_set)
    expect(page.locator(".kicker")).to_contain_text("Gælder")


def promise_and_report(head: Traveller, story: Story) -> None:
    """The head ties a goal to the area, follows its indicator, reads it, and tells how an action went."""
    page = head.page
    open_plan(head, story)
    head.follow(story.goal)
    head.at(story.goal)
    head.follow("Knyt til et fokusområde")
    head.tick(story.area)
    head.write("Hvordan bidrager det?", "Målet er vores del af området.")
    head.send("Knyt til")
    head.told(f"Knyttet til »{story.area}«.")
    back_to_plan(head, story)
    head.follow(story.indicator)
    head.follow("Vælg, hvordan den følges")
    head.at("Sådan følges målindikatoren")
    head.follow("Måles")
    before, now, target = story.figures
    head.write("Hvad tælles?", story.counts)
    head.tick(story.better)
    head.write("Udgangspunkt", before)
    head.write("Udgangspunktets dag", "2-1-2026")
    head.write("Mål", target)
    head.write("Frist", "31-12-2027")
    head.write("Hvor mange måneder", "6")
    head.send("Gem")
    head.told("Gemt. Sådan følges målindikatoren fra nu af.")
    head.write("Tallet", now)
    head.write("Kilde", "Vores egen optælling")
    head.send("Gem målingen")
    head.told("Gemt. Det står i historikken.")
    expect(page.locator("#laesninger")).to_contain_text(f"{now} {story.counts}")
    back_to_plan(head, story)
    head.follow(story.action)
    head.tick("Nået")
    head.write("Hvad er der sket?", HAPPENED)
    head.send("Gem status")
    head.told("Status er gemt.")
    expect(page.locator(".timeline li").first).to_contain_text(f"Nået. {HAPPENED}")


def open_plan(head: Traveller, story: Story) -> None:
    """Go to one's own plan from the overview."""
    head.menu("Mit overblik")
    head.at("Mit overblik")
    head.follow(f"Åbn planen {story.unit}")


def back_to_plan(head: Traveller, story: Story) -> None:
    """Go back to the plan by the crumbs."""
    head.within(head.page.get_by_role("navigation", name="Du er her")).follow(story.unit)


def choose_at_the_review(head: Traveller, story: Story) -> None:
    """At the review the head chooses for the goal, and says what the choice rests on."""
    page = head.page
    back_to_plan(head, story)
    head.open("Arbejd med planen")
    head.follow("Gennemgang af målene")
    head.at("Gennemgang")
    goal = page.locator("details.surface", has=page.locator("summary", has_text=story.goal))
    chooser = head.within(goal)
    if goal.get_attribute("open") is None:
        chooser.open(story.goal)
    chooser.tick(story.choice)
    chooser.write("Hvad bygger valget på?", RESTS_ON)
    if story.follow:
        chooser.write("Hvor skal det bredes ud", story.follow)
    chooser.write("Besluttet af", "Ledelsen")
    chooser.send("Gem valget")
    head.told("Valget er gemt.")
    expect(goal).to_contain_text(f"Valgt 20. november 2026: {story.choice}, besluttet af Ledelsen.")


def evaluate(secretary: Traveller, story: Story) -> None:
    """The area shows what was promised under it, and is evaluated by pointing at facts."""
    page = secretary.page
    secretary.menu("Fokusområder")
    secretary.follow(story.area)
    secretary.at(story.area)
    expect(page.locator("#lovet-tabel")).to_contain_text(story.goal)
    secretary.follow("Evaluér")
    secretary.at(story.area)
    secretary.write("Hvad blev gjort?", DONE)
    secretary.write("Hvad lærte vi?", LEARNT)
    secretary.tick(story.action)
    secretary.tick(story.indicator)
    secretary.send("Gem evalueringen")
    secretary.told("Evalueringen er gemt med de kendsgerninger, den bygger på.")
    for words in (DONE, LEARNT, story.action, story.indicator):
        expect(page.locator(".focus-evaluation")).to_contain_text(words)


def write_the_note(secretary: Traveller, story: Story) -> None:
    """The note tells what the others wrote, a person edits a part, and it is finished and taken as Word."""
    page = secretary.page
    secretary.follow(story.of_set)
    secretary.follow("Skriv et statusnotat")
    secretary.at("Skriv et statusnotat")
    secretary.send("Skriv notatet")
    secretary.told("Notatet er skrevet.")
    note = page.locator("article.focus-note")
    reading = f"{story.figures[1]} {story.counts}"
    for words in (
        story.area,
        story.passage,
        story.goal,
        HAPPENED,
        reading,
        RESTS_ON,
        story.follow,
        DONE,
        LEARNT,
    ):
        expect(note).to_contain_text(words)
    secretary.within(note.locator(".focus-part", has=page.get_by_role("heading", name="Lært"))).follow("Ret")
    secretary.at("Lært")
    secretary.write("Afsnittets tekst", EDITED)
    secretary.send("Gem")
    secretary.told("Gemt.")
    expect(note).to_contain_text(EDITED)
    secretary.send("Meld notatet færdigt")
    secretary.told("Notatet er meldt færdigt. Alle i kommunen kan læse det.")
    file = secretary.hand.fetch(secretary.link("Word"))
    assert file.suggested_filename.endswith(".docx")
    paragraphs = Document(str(file.path())).paragraphs
    assert story.area in [one.text for one in paragraphs if str(one.style.name).startswith("Heading")]
    assert EDITED in [one.text for one in paragraphs]


def begin_the_next_plan(head: Traveller, story: Story) -> None:
    """The next plan begins from this one, and holds the goal that goes on."""
    open_plan(head, story)
    head.open("Arbejd med planen")
    head.follow("Begynd den næste plan")
    head.at("Begynd den næste plan")
    head.write("Planens titel", f"{story.goal}, næste plan")
    head.send("Lav kladden")
    head.told("Kladden til den næste plan er klar.")
    head.at(f"{story.goal}, næste plan")
    goal = head.page.locator("article.goal", has_text=story.goal)
    expect(goal).to_contain_text(story.indicator)
    expect(goal).not_to_contain_text(story.action)
