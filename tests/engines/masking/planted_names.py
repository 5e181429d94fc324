"""Sentences of answers to a hearing: {braces} hold what to look at, by its kind; the rest should be left.

Those of `BEFORE` were written when the rules had met no text, those of `UNSEEN` when they had met those.
"""

from __future__ import annotations

import re

BEFORE = """
Min mor {name:Karen Hansen} bor på plejecentret Solgården.
Lærer {name:Mette} har altid været god mod vores dreng.
Jeg har talt med {name:Bent Olsen} fra forvaltningen om sagen.
{name:Søren Mikkelsen} og {name:Aisha Rahmani} er begge imod.
Vores nabo {name:Qadir Wardak} kan ikke gå så langt.
{name:Mette} passer på de små, og {name:Peter} passer på de store.
Det var fru {name:Østergaard}, der først sagde det.
Skoleleder {name:Jens-Peter Ravn} lovede os en ny hal.
{name:Karens} bror går i 3. klasse.
Vi er enige med {name:Lars Bo Nygaard-Holm} i det hele.
{name:K. Sørensen} har skrevet det samme.
{name:H.C. Winther} var skoleinspektør dengang.
Pædagogen {name:Nadia} er sygemeldt med stress.
Min datter hedder {name:Ylva} og går i børnehave.
Vi støtter {name:Thomsens} forslag om en sti.
Sagsbehandleren {name:Ulla Brix} svarede aldrig.
Med venlig hilsen⏎{name:Kirsten Lauridsen}
Mvh {name:Torben}
Hilsen {name:Anne} og {name:Niels}
Som {name:Birgitte von Bülow} siger, er det for sent.
Jeg hedder {name:Fatima Al-Jabri}, og jeg har to børn på skolen.
Formand {name:Erik Dam} har fremlagt planen.
{name:Hans Jensen} er min farbror.
Min mand, {name:Viggo}, er blind.
Det siger dr. {name:Lund} også.
{name:KIRSTEN LARSEN} har underskrevet på vegne af os alle.
Spørg bare {name:karen hansen} ovre i kiosken.
Vores søn {name:Noah} har autisme og har brug for ro.
Afdelingsleder {name:Xenia Brøgger Tofte} kender sagen.
Det gælder også for min svigerfar {name:Povl}.
Jeg har mødt {name:Mohammed Yusuf} til mødet i hallen.
Skovbrynet Børnehave er en god børnehave.
Børne- og Ungeudvalget bør tænke sig om.
Vi bor i Sporkøbing Kommune og er glade for det.
Teknisk Udvalg har behandlet sagen i Økonomiudvalget.
Per år koster det 2 mio. kr.
Hans mor er gammel, og hun kan ikke cykle.
Det er Handicaprådets opfattelse, at det er for lidt.
Tag hensyn til de svageste.
Ældrerådet i Sporkøbing har læst forslaget.
Derfor foreslår Forældrebestyrelsen noget andet.
Byrådet vedtog budgettet i oktober.
Vi har brugt Aula og Microsoft Teams.
Skolen ligger på Nørregade ved Sankt Anna Kirke.
Hovedudvalget tager forslaget til efterretning.
Dansk Handicap Forbund støtter os.
Klassen er for stor, og prisen er for høj.
Bo billigt er ikke det samme som bo godt.
Ring til mig på {phone:20 34 56 78} efter kl. 16.
Min mobil er {phone:+45 20345678}.
Skriv til {email:karen.hansen@post.example} eller ring.
Min mail er {email:karen (at) post.example}.
Jeg bor på {address:Birkevej 12, 2. tv}, og der er trafik nok.
Vi bor {address:Nørre Allé 5}, lige ved skolen.
Hun bor {address:H.C. Andersens Vej 123 B, 8900 Sporkøbing}.
Han er født {birthday:01.02.1934} og kan ikke gå.
Min mor, f. {birthday:1. maj 1940}, bor alene.
CPR-nummeret er {birthday:010190-xxxx}.
Send pengene til reg.nr. {account:1234 konto 12345678}.
Beløbet kan sættes på konto {account:1234 0012345678}.
Bilen {plate:AB 12 345} holder altid på fortovet.
Hun har CPR-nummer {cpr:nul et nul et ni nul, et to tre fire}.
Nummeret er {cpr:320190-1234}.
Skriv til post@sporkoebing.example.
Udgiften er 12.345.678 kr. på konto 5.22.01.
CVR 12345678 og EAN 5790000121014.
Vi har haft møde den 1. maj 2026 kl. 10.
Sag 18/3003 og sagsnr. 20123456 er lukket.
EU 12345 er et nummer på et tilskud.
Skoven 3 km væk er lukket.
"""
UNSEEN = """
Klasselæreren {name:Gitte Friis} har 28 elever.
Jeg er enig med {name:Pernille}.
{name:Yasmin Haddad} fra 5.b har skrevet et brev til os.
Min kone {name:Zofia} arbejder på plejehjemmet.
Vores dagplejer {name:Inger-Lise} stopper til sommer.
Viceskoleleder {name:Thor Abildgaard} var ikke med.
{name:Jakobs} far kører ham hver morgen.
Det var direktør {name:Vibe Kastrup}, der sagde det til mødet.
Hun hedder {name:Solveig}, og hun er 84 år.
De bedste hilsner⏎{name:Ejgil Frost}
Venlig hilsen {name:Dorte Krabbe}
Jeg talte med hr. {name:Bonde} i går.
Tidligere borgmester {name:Aage Poulsen} byggede hallen.
I dag er det {name:Nanna Juel Bork}, som leder stedet.
Børnene {name:Storm} og {name:Liva} går i vuggestuen.
Spørg {name:Hanne} i køkkenet.
Ifølge {name:Rasmussen} er taget utæt.
Min veninde {name:Ly} har samme oplevelse.
Da {name:Emil} blev syg, kom der ingen vikar.
Vores tillidsrepræsentant {name:Bjarke Hjort} er bekymret.
Beboeren {name:Ragna} på stue 4 er faldet to gange.
Det er {name:A. Kjær}, der ejer marken.
Vi mener som {name:Lise Marie Toft}, at det haster.
{name:Ibrahim Demirs} butik ligger lige overfor.
Elevrådet på Østre Skole er imod forslaget.
FOA Sporkøbing har sendt et høringssvar.
Plejehjemmet Kildebakken er vores andet hjem.
Rengøringen sker hver fredag i Hal 2.
Danske Handicaporganisationer peger på det samme.
Spørgsmålet er, om Kommunalbestyrelsen har ret.
I Nordbyen er der ingen bus efter kl. 18.
Grundloven og Serviceloven gælder stadig.
Vi læste om det i Sporkøbing Avis.
Lederen af Musikskolen har ikke svaret.
Rosen er smuk, og solen skinner.
Hal, bad og klubhus hører sammen.
SFO Regnbuen lukker kl. 16.30.
Centerrådet og MED-udvalget har holdt møde.
Sol og regn slider på banen.
Mark og eng bør bevares.
Tlf. {phone:31121015}, helst om aftenen.
Mit nummer: {phone:2012 3456}.
Kontakt mig på {email:b_olsen88@firma.example}.
Adressen er {address:Skovbakken 7}.
Jeg har boet på {address:Store Strandstræde 14, st. th} i 30 år.
Hendes fødselsdag er {birthday:3. marts 1951}.
Han er født den {birthday:12/4-1988}.
Overfør til {account:DK50 0040 0440 1162 43}.
En sort bil med nummerplade {plate:XY 98765} kører for stærkt.
Vi fik 12345 stemmer og 2.345 underskrifter.
Lokale 12 og lokale 14 er for små.
"""

_BRACED = re.compile(r"\{(\w+):([^}]*)\}")


def sentences(block: str) -> list[tuple[str, list[tuple[str, int, int]]]]:
    """Return each sentence of a block without braces, and what is in them; ⏎ is a line break within one."""
    return [read(line.replace("⏎", "\n")) for line in block.strip().splitlines()]


def read(text: str) -> tuple[str, list[tuple[str, int, int]]]:
    """Return the text without braces, and the kind and place of each."""
    plain, found, at = "", [], 0
    for brace in _BRACED.finditer(text):
        plain += text[at : brace.start()]
        found.append((brace[1], len(plain), len(plain) + len(brace[2])))
        plain += brace[2]
        at = brace.end()
    return plain + text[at:], found
