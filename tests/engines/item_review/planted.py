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
        "table right": ("\n\nPost | Kr.\n\nLeg | 300.000\n\nBænke | 50.000\n\nI alt | 350.000", {}),
        "range": ("Udgiften er mellem 1 og 2 mio. kr.", {"economy": "Udgiften er 1,5 mio. kr."}),
        "each": ("Gyngen koster 5.000 kr. pr. stk.", {"economy": "Gyngen koster 15.000 kr. i alt."}),
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
    )
    sound = (
        "Driftschefen følger op senest den 1. juni 2025.",
        "Administrationen vil følge op i september 2025 med en status til udvalget.",
        "Administrationen har fulgt op på slitagen.",
        "Der er arbejdet videre med beplantningen.",
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
    )
    sound = (
        "Forvaltningen indstiller, at\n\n1. legepladsen godkendes\n2. underlaget skiftes",
        "Forvaltningen indstiller, at orienteringen tages til efterretning.",
        "Forvaltningen indstiller, at sagen anbefales over for Byrådet.",
        "Det indstilles, at børnenes tegning lægges til grund.",
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
        Planted("plain", BASE),
        Planted("one long word", _said("Det er kommunalbestyrelsesmedlemmernes plads.")),
        Planted("short sentences", _said("Her er højt. Her er lavt. Her er sand. Her er vand. " * 5)),
    ]


def planted() -> list[Planted]:
    """Return all items of the own set."""
    return [*_missing(), *_figures(), *_dates(), *_promises(), *_carried(), *_heavy()]
