"""Agenda items with known faults, and sound ones made to look like them: what the review is measured on."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kernespor.engines.item_review.records import Item, Section

_TEXT = (
    "Legepladsen ved skolen er fra 1998 og slidt. Skolens børn har tegnet en ny legeplads, og en rådgiver har "  # noqa: E501 - it reads best whole
    "regnet på den. Den gamle legeplads fjernes, og pladsen får nyt underlag. Skolen bruger pladsen hver dag, "  # noqa: E501 - it reads best whole
    "og om aftenen kommer børnene fra kvarteret. Arbejdet laves uden for skoletiden."
)
BASE = Item(
    title="Ny legeplads ved skolen",
    theme="Udvalget skal tage stilling til en ny legeplads.",
    sections=(Section("Sagsfremstilling", _TEXT),),
    recommendation="Forvaltningen indstiller, at udvalget godkender den nye legeplads.",
    economy="Udgiften holdes inden for rammen.",
    item_type="Beslutning",
)


@dataclass(frozen=True, slots=True)
class Planted:
    """An item with the one rule that is to speak of it; none where it is sound."""

    name: str
    item: Item
    rule: str = ""


def _said(text: str, **other: str) -> Item:
    return replace(BASE, sections=(Section("Sagsfremstilling", f"{_TEXT} {text}"),), **other)  # type: ignore[arg-type]


def _missing() -> list[Planted]:
    rule = "missing"
    return [
        Planted("no recommendation", replace(BASE, recommendation=""), rule),
        Planted("no economy", replace(BASE, economy=""), rule),
        Planted("no hearing", _said("Ældrerådet skal høres, før der træffes beslutning."), rule),
        Planted("must be asked", _said("Handicaprådet skal inddrages i placeringen."), rule),
        Planted("staff not asked", _said("Afdelinger lægges sammen, og nogle får nyt arbejdssted."), rule),
        Planted("the old not asked", _said("Madservice leveres sjældnere."), rule),
        Planted("not heard", replace(
            _said("Gangbesværede får længere vej."), consultation="Der er ikke gennemført høring.",
        ), rule),
        Planted("quoted annex", replace(_said('Se bilaget "Plan for træer".'), attachments=("Budget",)), rule),  # noqa: E501 - it reads best whole
        Planted("both enclosed", replace(
            _said("Tegningen og beregningen er vedlagt."), attachments=("Beregningen",),
        ), rule),
        Planted("staff asked", _said("Afdelinger lægges sammen. MED er hørt i maj 2025.")),
        Planted("quoted and there", replace(
            _said('Se bilaget "Plan for træer".'), attachments=("Plan for træer",),
        )),
        Planted("third of none", _said("Tegningen ses i bilag 3."), rule),
        Planted("enclosed note", _said("Beregningen fremgår af vedlagte notat."), rule),
        Planted("enclosed map", replace(_said("Se vedlagte oversigtskort."), attachments=("Budget",)), rule),
        Planted(
            "second of one", replace(_said("Se bilag 1 og 2."), attachments=("Bilag 1: Tegning",)), rule
        ),
        Planted("enclosed and there", replace(_said("Se vedlagte tegning."), attachments=("Skolens tegning",))),  # noqa: E501 - it reads best whole
        Planted("by number", replace(_said("Se bilag 2."), attachments=("Tegning", "Budget"))),
        Planted(
            "was heard",
            replace(_said("Ældrerådet skal høres."), consultation="Ældrerådet bakker op om forslaget."),
        ),
        Planted("goes to hearing", _said("Forslaget sendes i høring i otte uger.")),
        Planted("any other business", Item(title="Eventuelt")),
        Planted("economy under a heading", replace(
            BASE, economy="",
            sections=(*BASE.sections, Section("Økonomi og finansiering", "Der er ingen udgift.")),
        )),
    ]  # fmt: skip


def _figures() -> list[Planted]:
    rule = "figures"
    faults = {
        "two grants": (
            "Der søges om en anlægsbevilling på 6,8 mio. kr.",
            {"economy": "Anlægsbevillingen på 6,5 mio. kr. finansieres af det afsatte."},
        ),
        "two costs": ("Udgiften er 240.000 kr.", {"economy": "Udgiften udgør 260.000 kr."}),
        "parts": (
            "Der er i alt 2,1 mio. kr., fordelt med 1,2 mio. kr. til børn og 0,7 mio. kr. til unge.",
            {},
        ),
        "of which": ("Puljen er 500.000 kr., heraf 300.000 kr. til leg og 250.000 kr. til bænke.", {}),
        "sum last": ("Leg koster 300.000 kr. og bænke 50.000 kr., i alt 370.000 kr.", {}),
        "share": ("Der er brugt 300.000 kr. af 1.200.000 kr., svarende til 30 pct.", {}),
        "rise": ("Tallet stiger fra 200 til 250 børn, svarende til 20 pct.", {}),
        "other scale": (
            "Udgiften er 1,2 mio. kr.",
            {"economy": "Udgiften er 1.300 t.kr."},
        ),
        "table": ("\n\nPost | Kr.\n\nLeg | 300.000\n\nBænke | 50.000\n\nI alt | 360.000", {}),
        "lines": ("\n\nLeg 300.000 kr.\n\nBænke 50.000 kr.\n\nI alt 360.000 kr.", {}),
        "lines with dots": (
            "\n\nLeg ..... 300.000\n\nTilskud fra staten ..... -50.000\n\nUdgift i alt ..... 260.000",
            {},
        ),
        "weeks": ("Høringsperioden er otte uger.", {"consultation": "Høringsperioden er 6 uger."}),
    }
    sound = {
        "same in two scales": ("Udgiften er 1,2 mio. kr.", {"economy": "Udgiften er 1.200 t.kr."}),
        "rounded": ("Udgiften er ca. 1,2 mio. kr.", {"economy": "Udgiften er 1.230.000 kr."}),
        "two years": ("Udgiften er 200.000 kr. i 2025.", {"economy": "Udgiften er 300.000 kr. i 2026."}),
        "two things": (
            "Der gives et tilskud på 50.000 kr. til spejderne.",
            {"economy": "Der gives et tilskud på 20.000 kr. til skakklubben."},
        ),
        "parts right": ("Der er i alt 2,1 mio. kr., fordelt med 1,2 mio. kr. til børn og 0,9 mio. kr. til unge.", {}),  # noqa: E501 - it reads best whole
        "rounded parts": ("I alt 1,0 mio. kr., fordelt med 0,3 mio. kr., 0,3 mio. kr. og 0,3 mio. kr.", {}),
        "some of it": ("Puljen er 500.000 kr., heraf 300.000 kr. til leg.", {}),
        "share right": ("Der er brugt 300.000 kr. af 1.200.000 kr., svarende til 25 pct.", {}),
        "share rounded": ("7 af 9 børn (78 pct.) vil have en gynge.", {}),
        "lines right": (
            "\n\nLeg: 300.000 kr.\n\nheraf sand 40.000 kr.\n\nBænke: 50.000 kr.\n\nI alt: 350.000 kr.", {},
        ),
        "lines of years": ("\n\nSkolen åbner i 2025\n\nHallen åbner i 2026\n\nI alt 2 bygninger", {}),
        "table right": ("\n\nPost | Kr.\n\nLeg | 300.000\n\nBænke | 50.000\n\nI alt | 350.000", {}),
        "range": ("Udgiften er mellem 1 og 2 mio. kr.", {"economy": "Udgiften er 1,5 mio. kr."}),
        "each": ("Gyngen koster 5.000 kr. pr. stk.", {"economy": "Gyngen koster 15.000 kr. i alt."}),
    }  # fmt: skip
    return [
        *(Planted(name, _said(text, **other), rule) for name, (text, other) in faults.items()),
        *(Planted(name, _said(text, **other)) for name, (text, other) in sound.items()),
    ]


def _reckoned() -> list[Planted]:
    rule = "figures"
    faults = {
        "children in three": ("Skolen har 90 elever, 40 i den ene ende, 30 i midten og 25 i den anden.", {}),
        "fordelt": ("Der er 55 bænke. De er fordelt med 20 ved skolen, 20 ved åen og 25 i parken.", {}),
        "of them": ("Der er fem gynger. To af dem flyttes, to kasseres, og to sælges.", {}),
        "of all": (
            "Pladsen får 24 gyngestole. Af gyngestolene er 11 leveret, 8 bestilt og 7 ikke valgt.",
            {},
        ),
        "all have said": ("12 forældre var for, og 7 var imod. Alle 21 forældre har svaret.", {}),
        "fall": ("Børnetallet er faldet fra 200 til 150 børn. Det er et fald på 33 pct.", {}),
        "fewer": ("Der bliver 40 pladser mod 55 i dag. Det er en nedgang på 25 pladser.", {}),
        "out of": ("I en rundspørge sagde 45 ud af 150 børn ja. Det er 45 pct.", {}),
        "share of the school": ("Skolen har 400 elever. 100 elever, svarende til 35 pct., cykler.", {}),
        "difference": ("Leg koster 700.000 kr. Bænke koster 250.000 kr. Forskellen er 550.000 kr.", {}),
        "each of them": ("Der er 8 hold. Hvert hold har 15 børn, så der er plads til 100 børn.", {}),
        "price": ("En gynge koster i gennemsnit 9.000 kr., så 12 gynger har kostet 90.000 kr.", {}),
        "area": ("Der lægges 60 m2 gummi til 900 kr. pr. m2. Prisen er 45.000 kr.", {}),
        "years": ("Der er afsat 200.000 kr. om året i 2026-2028, i alt 800.000 kr.", {}),
        "half": (
            "Lønnen er 300.000 kr. Skolen betaler selv halvdelen, og der søges derfor om 180.000 kr.",
            {},
        ),
        "third": ("Prisen er 9,0 mio. kr. Fonden giver en tredjedel. Kommunens andel er 7,0 mio. kr.", {}),
        "over a hundred": ("50 pct. valgte gynger, 30 pct. valgte bænke, og 25 pct. valgte træer.", {}),
        "never": ("55 pct. har brugt pladsen. 52 pct. har aldrig brugt den.", {}),
        "neutral": (
            "Forslaget er udgiftsneutralt. Ordningen sparer 500.000 kr. Tilsynet koster 600.000 kr.",
            {},
        ),
        "in other words": (
            "Børnene må lege på pladsen op til tre timer om dagen efter skole.",
            {"recommendation": "At børnene må lege på pladsen op til fire timer om dagen efter skole."},
        ),
    }
    sound = {
        "classes": ("Skolen har 30 elever, 12 i 0.-2. klasse, 10 i 3.-5. klasse og 8 i 6. klasse.", {}),
        "some of all": ("Pladsen får 24 træer. Af træerne er 11 plantet.", {}),
        "fall right": ("Børnetallet er faldet fra 200 til 150 børn. Det er et fald på 25 pct.", {}),
        "another base": ("Skolen har 400 elever. Uden de små er 100 elever, svarende til 40 pct., med.", {}),
        "difference right": ("Leg koster 700.000 kr. Bænke koster 250.000 kr. Forskellen er 450.000 kr.", {}),
        "price right": ("En gynge koster i gennemsnit 9.000 kr., så 12 gynger har kostet 108.000 kr.", {}),
        "half right": ("Lønnen er 300.000 kr. Skolen betaler selv halvdelen, og der søges derfor om 150.000 kr.", {}),  # noqa: E501 - it reads best whole
        "several answers": ("Man kunne vælge flere ting: 50 pct. valgte gynger, 30 pct. bænke og 25 pct. træer.", {}),  # noqa: E501 - it reads best whole
        "neutral right": ("Forslaget er udgiftsneutralt. Ordningen sparer 500.000 kr. Tilsynet koster 500.000 kr.", {}),  # noqa: E501 - it reads best whole
    }  # fmt: skip
    return [
        *(Planted(name, _said(text, **other), rule) for name, (text, other) in faults.items()),
        *(Planted(name, _said(text, **other)) for name, (text, other) in sound.items()),
    ]


def _dates() -> list[Planted]:
    faults = (
        "Legepladsen åbner den 31. juni 2025.",
        "Legepladsen indvies mandag den 12. oktober 2022.",
        "Arbejdet løber fra 1. maj 2025 til 15. april 2025.",
        "Arbejdet begynder den 1. maj 2025 og er færdigt den 1. april 2025.",
        "Høringen slutter den 1. juni 2025. Byrådet behandler sagen den 20. maj 2025.",
        "Ordningen træder i kraft den 1. marts 2025. Byrådet træffer beslutning den 30. april 2025.",
        "Aftalen gælder i perioden 2026-2024.",
        "Fristen for svar er 30-02-2025.",
        "Forsøget løber i 18 måneder fra 1. januar 2025 til 31. december 2025.",
        "Tilbudsfristen er den 1. marts 2025. Udbuddet offentliggøres den 1. april 2025.",
        "Kontrakten tildeles i marts 2025, og tilbuddene åbnes i april 2025.",
        "Byggeriet begyndte den 1. maj 2025 og blev taget i brug den 1. marts 2025.",
        "Den gamle plads lukker den 1. marts 2025, og den nye står klar den 1. juni 2025.",
        "Sagen behandles: Byrådet den 5. maj 2025, Økonomiudvalget den 20. maj 2025.",
        (
            "Forslaget sendes i høring hos skolerne fra den 1. juni til den 1. juli 2025. "
            "Byrådet træffer beslutning den 20. maj 2025."
        ),
        "Ansøgningsfristen er den 29. februar 2025.",
        "Perioden er fra 1. marts til 15. februar 2025.",
    )
    sound = (
        "Legepladsen indvies onsdag den 12. oktober 2022.",
        "Arbejdet løber fra 1. november til 1. marts.",
        "Arbejdet løber fra 1. maj 2025 til 15. juni 2025.",
        "Høringen slutter den 1. maj 2025. Byrådet behandler sagen den 20. maj 2025.",
        "Loven trådte i kraft den 1. januar 2024.",
        "Ordningen træder i kraft den 1. juni 2025. Byrådet træffer beslutning den 30. april 2025.",
        "Den 29. februar 2024 var der møde.",
        "Forsøget løber i 12 måneder fra 1. januar 2025 til 31. december 2025.",
        "Udbuddet offentliggøres den 1. marts 2025. Tilbudsfristen er den 1. april 2025.",
        "Den gamle plads lukker den 1. juni 2025, og den nye står klar den 1. marts 2025.",
        "Sagen behandles: Økonomiudvalget den 5. maj 2025, Byrådet den 20. maj 2025.",
        "Arbejdet begynder den 1. maj 2025. Den 1. april 2025 var der møde med forældrene.",
    )
    return [
        *(Planted(text, _said(text), "dates") for text in faults),
        *(Planted(text, _said(text)) for text in sound),
    ]


def _promises() -> list[Planted]:
    faults = (
        "Administrationen vil følge op på slitagen.",
        "Der arbejdes videre med beplantningen.",
        "Forvaltningen vender tilbage med en plan for beplantningen.",
        "Der vil blive fulgt op på brugen.",
        "Det undersøges nærmere, om hegnet kan bevares.",
        "Administrationen vil se på muligheden for skygge.",
        "Der igangsættes en række tiltag på pladsen.",
        "Driftschefen vil følge op på slitagen.",
        "Hullerne i hegnet udbedres hurtigst muligt.",
        "Naboernes ønsker vil blive belyst nærmere.",
        "Muligheden for skygge undersøges.",
        "En plan for bænkene kommer senere.",
        "Belysningen søges afklaret.",
        "Der bør ske en evaluering af pladsen.",
        "Når sommeren er slut, bliver det evalueret.",
    )
    sound = (
        "Driftschefen følger op senest den 1. juni 2025.",
        "Administrationen vil følge op i september 2025 med en status til udvalget.",
        "Administrationen har fulgt op på slitagen.",
        "Der er arbejdet videre med beplantningen.",
        "Hullerne i hegnet udbedres af driftschefen inden 1. maj 2025.",
        "Brugen undersøges af skolelederen i juni 2025.",
        "Ønskerne blev undersøgt, og hullerne er udbedret.",
        "Forvaltningen vil ikke se på hegnet.",
        "Centerchefen vender tilbage med en plan til udvalgets møde i maj.",
    )
    return [
        *(Planted(text, _said(text), "promise") for text in faults),
        *(Planted(text, _said(text)) for text in sound),
    ]


def _carried() -> list[Planted]:
    faults = (
        "Forvaltningen indstiller, at\n\n1. legepladsen godkendes\n2. der ansættes en klimakoordinator",
        "Forvaltningen indstiller, at udvalget frigiver 1,5 mio. kr. til legepladsen.",
        "At legepladsen godkendes, og at parkeringsafgiften forhøjes.",
        "Det indstilles,\n\n- at legepladsen godkendes\n- at svømmehallens åbningstid udvides",
        "Forvaltningen indstiller, at der optages lån på 4 mio. kr.",
        "Forvaltningen indstiller, at der ansættes en skolepsykolog.",
        "Forvaltningen indstiller, at skolens legeplads godkendes, og at skolen får en ny scoretavle.",
        "Det indstilles, at legepladsen ved skolen godkendes, og at skolen på Violvej får pladsen.",
        "Det indstilles, at legepladsen ved skolen godkendes, og at skolens børn betaler 10 pct. af den.",
    )
    sound = (
        "Forvaltningen indstiller, at\n\n1. legepladsen godkendes\n2. underlaget skiftes",
        "Forvaltningen indstiller, at orienteringen tages til efterretning.",
        "Forvaltningen indstiller, at sagen anbefales over for Byrådet.",
        "Parkchefen indstiller til Natur- og Fritidsudvalget,\n\n1) at legepladsen godkendes.",
        "Det indstilles, at børnenes tegning lægges til grund.",
        "Forvaltningen indstiller, at ordningen prøves i et år og derefter evalueres.",
        "Forvaltningen indstiller, at der gives en bevilling, og at udvalget får en status i juni.",
        "Forvaltningen indstiller, at legepladsen godkendes med en ny legepladsbelægning.",
    )
    paid = _said("Det koster 1,5 mio. kr.", recommendation="At der frigives 1.500.000 kr. til legepladsen.")
    return [
        *(Planted(text, replace(BASE, recommendation=text), "not_carried") for text in faults),
        *(Planted(text, replace(BASE, recommendation=text)) for text in sound),
        Planted("the amount in another scale", paid),
    ]


def _heavy() -> list[Planted]:
    nominal = (
        "Implementeringen af kvalitetsudviklingsorganisationens tværgående samarbejdsinitiativer forudsætter "
        "tilvejebringelse af ressourcemæssige forudsætninger vedrørende koordineringsforpligtelserne. "
    )
    endless = "Pladsen er stor og " + "den er god og den er grøn og " * 8 + "den er vores."
    return [
        Planted("heavy words", _said(nominal * 4), "heavy"),
        Planted("heavy alone", replace(BASE, economy=nominal * 4), "heavy"),
        Planted("an endless sentence", _said(endless), "heavy"),
        Planted("an endless word", _said("Legepladsvedligeholdelsesplanlægningsarbejdet er tungt."), "heavy"),
        Planted("plain", BASE),
        Planted("one long word", _said("Det er kommunalbestyrelsesmedlemmernes plads.")),
        Planted("short sentences", _said("Her er højt. Her er lavt. Her er sand. Her er vand. " * 5)),
    ]


def planted() -> list[Planted]:
    """Return all items of the own set."""
    return [*_missing(), *_figures(), *_reckoned(), *_dates(), *_promises(), *_carried(), *_heavy()]
