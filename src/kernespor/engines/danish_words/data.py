"""What rules don't say: irregular words, what only looks like a compound, what compounds are made of.

Of our own making, for the language of Danish municipalities. Spelt as in Danish; folded where they are used.
"""

from __future__ import annotations

# One word a line with its irregular forms; regular endings are added to the first and to each plural.
IRREGULAR_NOUNS = """
mand mænd
barn børn
bog bøger
fod fødder
hånd hænder
tand tænder
nat nætter
kraft kræfter
stang stænger
tang tænger
rod rødder
bod bøder
stad stæder
stand stænder
bonde bønder
and ænder
gås gæs
ko køer
so søer
tå tæer
klo kløer
bro broer
fader fædre
far fædre
moder mødre
mor mødre
broder brødre
bror brødre
datter døtre
søster søstre
øje øjne
øre ører
museum museer
center centre
teater teatre
register registre
semester semestre
kapitel kapitler
middel midler
regel regler
cykel cykler
titel titler
artikel artikler
muskel muskler
aften aftner
sommer somre
vinter vintre
lager lagre
finger fingre
nummer numre
kammer kamre
alder aldre
jubilæum jubilæer
kriterium kriterier
medium medier
stadium stadier
ministerium ministerier
gymnasium gymnasier
laboratorium laboratorier
seminarium seminarier
studium studier
territorium territorier
akvarium akvarier
forum fora
faktum fakta
datum data
visum visa
kollegium kollegier
kursus kurser
virus vira
bonus bonusser
status statusser
campus campusser
cirkus cirkusser
nøgle nøgler
"""

IRREGULAR_VERBS = """
være er var været
have har havde haft
blive bliver blev blevet
gå går gik gået
stå står stod stået
få får fik fået
se ser så set
give giver gav givet givne
tage tager tog taget
komme kommer kom kommet
gøre gør gjorde gjort
sige siger sagde sagt
vide ved vidste vidst
ville vil villet
kunne kan kunnet
skulle skal skullet
måtte må måttet
burde bør burdet
skrive skriver skrev skrevet skrevne
drive driver drev drevet drevne
finde finder fandt fundet fundne
binde binder bandt bundet bundne
vinde vinder vandt vundet
hjælpe hjælper hjalp hjulpet
følge følger fulgte fulgt
sælge sælger solgte solgt
vælge vælger valgte valgt
spørge spørger spurgte spurgt
sætte sætter satte sat
lægge lægger lagde lagt
ligge ligger lå ligget
lade lader lod ladet
bringe bringer bragte bragt
række rækker rakte rakt
tælle tæller talte talt
fortælle fortæller fortalte fortalt
bære bærer bar båret bårne
skære skærer skar skåret skårne
bede beder bad bedt
bryde bryder brød brudt brudte
byde byder bød budt
bryde bryder brød brudt
flyde flyder flød flydt
nyde nyder nød nydt
skyde skyder skød skudt
flyve flyver fløj fløjet
fryse fryser frøs frosset
holde holder holdt
falde falder faldt faldet
gælde gælder gjaldt
træffe træffer traf truffet trufne
trække trækker trak trukket trukne
drikke drikker drak drukket
springe springer sprang sprunget
synge synger sang sunget
synke synker sank sunket
tvinge tvinger tvang tvunget tvungne
svinde svinder svandt svundet
løbe løber løb løbet
lyde lyder lød lydt
æde æder åd ædt
sidde sidder sad siddet
slå slår slog slået
dø dør døde
bo bor boede boet
tro tror troede troet
nå når nåede nået
ske sker skete sket
lide lider led lidt
skride skrider skred skredet
bide bider bed bidt
stige stiger steg steget
vige viger veg veget
ride rider red redet
grave graver gravede gravet
fare farer for faret
hedde hedder hed heddet
smøre smører smurte smurt
forstå forstår forstod forstået
opstå opstår opstod opstået
indgå indgår indgik indgået
foregå foregår foregik foregået
overgå overgår overgik overgået
indse indser indså indset
modtage modtager modtog modtaget modtagne
foretage foretager foretog foretaget
deltage deltager deltog deltaget
fastlægge fastlægger fastlagde fastlagt
planlægge planlægger planlagde planlagt
forelægge forelægger forelagde forelagt
nedlægge nedlægger nedlagde nedlagt
fremlægge fremlægger fremlagde fremlagt
iværksætte iværksætter iværksatte iværksat
ansætte ansætter ansatte ansat
fastsætte fastsætter fastsatte fastsat
fortsætte fortsætter fortsatte fortsat
nedsætte nedsætter nedsatte nedsat
oversætte oversætter oversatte oversat
forsætte forsætter forsatte forsat
afholde afholder afholdt
indeholde indeholder indeholdt
overholde overholder overholdt
fastholde fastholder fastholdt
vedligeholde vedligeholder vedligeholdt
tilbyde tilbyder tilbød tilbudt tilbudte
beskrive beskriver beskrev beskrevet beskrevne
afgive afgiver afgav afgivet afgivne
angive angiver angav angivet angivne
"""

IRREGULAR_ADJECTIVES = """
lille små mindre mindst
god godt gode bedre bedst
dårlig dårligt dårlige værre værst
ung ungt unge yngre yngst
gammel gammelt gamle ældre ældst
stor stort store større størst
lang langt lange længere længst
mange flere flest
meget mere mest
få færre færrest
ny nyt nye nyere nyest
fri frit frie friere
"""

# Adjectives that no ending shows to be one.
ADJECTIVES = """
grøn stor ung høj lav god ny tryg sund svag stærk fast fri kort lang nem let dyr åben lokal tæt rig hel
halv ren klar glad syg rask varm kold rød blå gul hvid sort smuk bred smal dyb tung sen skæv sikker
usikker svær fuld tom våd tør blød hård grov fin grå brun rolig vild skarp flad rund lige stille slem
lys mørk frisk fremmed ringe sjælden moden erfaren bevidst robust direkte korrekt konkret privat intern
ekstern moderne
"""

# No inflected form of the shorter word that they begin with.
NO_FORMS = """
aften alder anden efter finger heden kammer leden mester meter middel måske måtte nummer orden over sagt
planet siden sommer under vinter
"""

# What looks like a compound and is none: the parts say nothing of the whole. Without endings; what is made
# with them ("indsatsområderne") is meant too.
OPAQUE = """
afdeling afhængig allerede alligevel alvor anderledes anledning ansvar ansvarlig arbitr barrier bestyr
derfor derimod direktør eftersom eksport foretag formand forret forråd fællesskab hvorfor hvorledes
håndter håndværk import indarbejd karrier karton konkret kontor landing langsom lektion ligeledes
ligesom lovende mandat materiale medarbejd modern målret måltid områd opgave orden ordfør ordning partn
pension planet rapport retning råder rådig samarbejd samtidig sekretari station support således talent
tidlig tilbage tilsyneladende transport udarbejd udsagn undersøg varetag virksom vurder årsag
"""

# Endings that are spelt like words: "sygdom" is no sentence of a court, "baseret" no right.
SUFFIXES = """
bar dom ere hed lig løs ner ret ring skab som
"""

# Words that name nothing by themselves, and so are no part of a compound.
FUNCTION = """
alle alt altså bare blev blive bliver blot både dem den denne der deres des det dette din disse dit dog
eks eller end ens etc få får giver går gør ham han har hos hun hvad hvem hver hvert hvilke hvilken hvis
ikke jeg jo kan kom kommer kun lad lader man men min mit mv ned nemlig nogen noget nogle når også osv
sat ser sic sin sit skal ske sker som står sådan tager var vil vor vores
"""

# Prefixes and particles: what stands before the rest of a word without naming something.
PREFIXES = """
af an be bi bort der efter ens er fejl for forud fra frem gen hel hen her hjem hvor i igen igennem imod
ind indad inde inden ined kon kvasi med mellem mere mis mod må ned neden nær om omkring op ovenpå over
på rund sam sammen selv så ter til tilbage tre u ud udad uden under unds van ved vel videre vis
"""

# In these the particle changes so little that one looks for the one and means the other.
CLEAR = """
genbrug indkøb medansvar medindflydelse medudvalg samskabelse udbygning
"""

# Words that compounds in a municipality are made of. Beside them stands every word of the texts themselves.
HEADS = """
adfærd adgang administration adresse affald aftale aften agent akademi aktiv aktivitet aktør alarm alder
alkohol almen ambition analyse anlæg ansat ansvar ansøgning apparat arbejde arbejder areal arkitekt
arkiv art atlas attest avis avl bad balance bane bank barn barsel base baseret bast beboelse beboer bed
befolkning begreb behandling behov belastning belysning beløb beredskab beregning beretning besked
beskrivelse beskyttelse beskæftigelse beslutning besparelse bestand bestemmelse bestyrelse besøg
betaling bevilling bevis bevægelse bibliotek bidrag bil billede billet binding bistand blad blok bog
boks bolig bord borger borgmester botilbud brand bred brev bro brug bruger bryst bud budget bund bus by
bygge bygning byråd båd bæk bæredygtig børn børnehave campus center central chef chip cirkel cykel dag
daginstitution dagpenge dagpleje dagtilbud dansk data debat del deling demens demokrati depot design
dialog digital direktion direktør distrikt dokument dokumentation dom donor dreven drevet drift dræn dyr
dækning døgn effekt effektivitet eje ejendom ejendoms ejer ejerskab eksamen ekspert el elev embede emne
energi enhed enkelt erfaring erhverv evaluering evne facade facilitet faciliteter fag fagudvalg fald
familie far fare farve ferie ferniser fest figur fil film finans firma fisk fjernvarme flade flagskib
flertal flod flora flugt flygtning folder folk folke folkeskole fond fondsmidler forbrug fordeling
forebyggelse foredrag forening forhold forløb form format formue forsikring forskel forskning forslag
forsorg forstander forsyning forsøg fortælling forvaltning forår forældre fravær fred fri frihed
frikommune frist frit fritid fritids frivillig frokost frokostordning frugt fugl fuld funktion fyr fysik
fællesskab færdsel fødsel førtid gade gammel gang garanti gas gave gavn gebyr genoptræning geo gevinst
gift glas gods grad graf grund gruppe grænse grøn guld gulv gård gæld gæst hal halv handel handicap
handicapråd handle handleplan handling hastighed hav have havn helhed helse hensyn henvendelse herberg
historie hjem hjemløs hjemme hjemmehjælp hjemmepleje hjemmeside hjerne hjertestart hjul hjælp hold
holdning horisont hospice hospital hotel hov hoved hovedstad hund hus hverdag håndbog hår hæfte høj
højskole hør høring høringssvar idræt idé indeks indgang indhold indikator indkomst indkøb indsats
industri information ingeniør initiativ inklusion innovation inspektion inspektør institut institution
instruks integration interesse intern investering it jagt job jobcenter jobtræning jord jordforurening
journal jubilæum jura kald kalender kamp kanal kanaler kant kapacitet kapital kasse katalog kategori
kerne kirke klage klasse klima klimatilpasning klinik kloak klub klæder knude knudepunkt kode kommission
kommissær kommunal kommunaldirektør kommune kommunikation kompetence kompleks koncept konference
konflikt konsekvens konstituering konstruktion konsulent konsum kontakt kontanthjælp konto kontrakt
kontrol koordinator kop korps kort kortlægning kost kraft krav kreditor kreds krig krise kriterium
kronik krop krævende kulde kultur kunde kunst kursus kurve kvalitet kvarter kvinde kvote kæde køb køkken
køkkenhave køle køling køn køre kørsel lag lager land landsby landskab lang last lav led ledelse leder
ledig ledning leg legeplads legestue leje lejemål lejer lejlighed lektie lektiehjælp lektor lev
leverance leverandør levering ligestilling lille linje list liste liv lod loft logistik lokal lokale
lomme lommer lov luft lyd lys lån læg læge lærer læring læse læsning løb løft løn lønning løs løsning
mad madplan maling mand mangfoldighed mappe mark marked maskine materiel matrikel med medarbejder
medicin medie medlem melding mellemled mellemtid menneske mentor merpris merudgift metode middel midtby
miljø minde minister misbrug mission mobil model modul mor motion motor mulighed mur museum musik
musikskole mål måle målgruppe måling måltid måned mængde mæssig møbel møde møder mødested mødre nabo
natur navn nedbør nedslag net netværk niveau nord norm notat nummer ny nær nærmiljø nævn nød nøgle
observation offentlig offer omkostning omsorg omstilling opfordring opfølgning opgave ophold opkald
opkrævning opland oplevelse oplysning oplæg oprydning opstart opsyn opsøgende ord ordblind ordblinde
ordfører ordning ordre organisation orienteret orientering overblik overførsel overgang overlap overskud
oversvømmelse overvægt pakke panel park parkering part partner pas patient pause pendler penge pension
pensionist person personale plade plads plan planlægning plante pleje plejebolig plejecenter
plejefamilie plejehjem pligt podning politi politik politisk port portal post postkasse potentiale
praksis praksisser praktik praktikplads prioritering pris privat procedure procent proces produkt
produktion profil prognose program projekt protokol prøve prøvehandling psykiatri psykisk psykolog pude
pulje puls punkt pårørende pædagog rad radio ramme rapport recept rederi redskab referat reform regel
region regn regning regnskab regulering rehabilitering rejse rejsning rekruttering relation rengøring
renovation rente reserve ressource restaurering ret retning rettet rettighed review rig ring ringe
risiko rolle rum rute ryg rygestop rygning råd rådgiver rådgivning rådhus rådmand rådslag råstof
rækkevidde sag sager saks saldo salg samarbejde samfund samling samråd samtale samvær sanering sang
sanktion satellit sats segl sekretariat sekretær selskab senior seniorråd service serviceniveau
servicering servicestandard sideplan sikker sikkerhed sikring skade skat skema ski skib skifte skilt
skole skolestart skolevæsen skov skrald skridt skrift skrivning skue skybrud skyld skår slot smitte
social sogn sol solcelle sparring special specialklasse specialtilbud spids spil spild spildevand spor
sport sprog spærre spørge spørgsmål stab stad stadion stald stamme standard start stat station statistik
status sted stemme stemning sti stier stift stillads stilling stisystem stof stor straf strand strategi
strategisk stress struktur strøm studie stue styre styring styrke stær stævne støj støtte støttekontakt
sum sund sundhed sundhedshus svar svømme svømmehal syd syg sygdom syge sygefravær sygehus sygeplejerske
syn system sårbar sælger sætning sø søgning søjle tab tag tagflade tal tand tandlæge tandpleje
tandregulering tank tast tavle team teater tegning teknik teknisk teknologi tele telefon tema tempo
terapi test tid tilbud tilgang tilgængelighed tilkøb tilladelse tilmelding tilpasning tilskud tilstand
tilsyn tilsyns tiltag tilvalg time timetal titel tjek tjeneste tog toilet tolk tolkning tone toning top
torv tovholder trafik trafiksikkerhed transport trappe trin trivsel tro trussel tryghed træ træk træner
træning tur turisme turist tv tværfaglig type tørv udbetaling udbud uddannelse udeareal udeliv udgave
udgift udleje udlejning udligning udsat udsatte udskoling udskrivning udstyr udvalg udvikling
udviklingsplan uge ugentlig ulykke underretning undervisning ung ungdom ungdomsklub ungdomsskole unge
ungeråd union universitet utilsigtet vaccination vagt valg valgfri vand vandløb vandværk vane vare varme
varmeplan varsel varsling vedligehold vedtægt vej vejledning velfærd velkomst venlig venskab venteliste
ventetid ventil verden vest viden vidensdeling vidensgrundlag vidne vikar vilje vilkår vin vind
vindmølle vinkel vinter vinterberedskab virkning virksomhed vision visitation visitator visning vogn
voksen vold volumen vuggestue vurdering vægt vækst værdi værelse væresteder værge værk værksted værn
ydelse yder åbent åbning ånd år årsværk ældre ældreråd æske økologi økonomi økonomiudvalg øst øvelse
"""
