"""The words that the rules look for, spelt as in Danish; `vocabulary` makes their forms.

Of our own making, from the language of Danish municipal plans of schools, care, daycare, roads, libraries,
job centres and staff units. Verbs stand in the infinitive, nouns and adjectives in their bare form.
"""

from __future__ import annotations

# Verbs that say up or down: what they are said of is a quantity, unless it is one of VAGUE_NOUNS.
CHANGE_VERBS = """
øge stige falde reducere nedbringe mindske sænke vokse formindske forøge halvere fordoble begrænse
minimere hæve afkorte forkorte aftage minske nedsætte spare fastholde bevare opretholde stabilisere
tidoble tredoble forlænge udjævne skrumpe svinde
"""

# Verbs that promise something good and say nothing of how much.
SOFT_VERBS = """
styrke forbedre udvikle kvalificere optimere smidiggøre professionalisere understøtte sikre skabe fremme
udbygge tydeliggøre synliggøre målrette højne effektivisere koordinere forankre prioritere løfte involvere
inddrage forenkle nytænke revitalisere konsolidere harmonisere systematisere bidrage understrege sætte
fokusere tilstræbe opleve føle kende opfatte
"""

# Words of more and less that are always of something that can be counted or timed.
COUNTED_CHANGE = """
flere færre hyppigere oftere sjældnere lavere højere kortere længere hurtigere langsommere billigere
dyrere tidligere
"""

# Words of more and less that are of a quantity only where the thing is one.
SOFT_CHANGE = """
gladere tryggere sundere mildere nemmere lettere roligere sikrere renere rarere venligere mere mindre
større bedre stærkere tydeligere tættere klarere bredere dybere enklere smartere grønnere højt øget øgede
styrket styrkede forbedret forbedrede udvidet udvidede forøget forøgede reduceret reducerede nedbragt
nedbragte mindsket mindskede sænket sænkede forhøjet forhøjede voksende stigende faldende skærpet minimal
minimeret optimeret
"""

# What has a figure: in the accounts, in a register, in a survey, on a clock, on a meter.
QUANTITIES = """
antal andel procent gennemsnit score indeks tal mængde grad beløb rate frekvens kvote sygefravær fravær
fremmøde trivsel tilfredshed livskvalitet ledighed beskæftigelse selvforsørgelse tid sagsbehandlingstid
ventetid svartid varighed liggetid responstid oppetid nedetid forsinkelse venteliste udgift indtægt
forbrug ressourceforbrug merforbrug mindreforbrug afvigelse refusion pris omkostning overskud underskud
tab gæld likviditet budgetoverholdelse prognosesikkerhed besparelse restance rykker takst omsætning
belægning udlån besøg besøgende klage fejl ulykke uheld hændelse genindlæggelse indlæggelse infektion
anmærkning afgang tilgang personaleomsætning overtid merarbejde vikarforbrug opsigelse vakance udledning
energi energiforbrug vandforbrug affald madspild genanvendelse økologi belastning støj karakter frafald
gennemførelsesprocent deltagelse tilmelding dækning brug anvendelse benyttelse indkøb handel
aftaleloyalitet compliance volumen kørsel opkald henvendelse sikkerhedsbrud brud anmodning normering
bemanding areal kilometer meter hektar tilstand temperatur hastighed trafik rekruttering produktivitet
tilskadekomne nødkald
"""

# What ends as a participle does and tells how a thing is, not that it is done.
STATES = """
integreret koordineret kvalificeret motiveret orienteret involveret engageret forankret prioriteret
interesseret struktureret varieret differentieret fokuseret baseret specialiseret nuanceret sammenhængende
præget kendetegnet koncentreret organiseret balanceret inspireret placeret irriteret frustreret
stabiliseret gjort sat rettet afgrænset forbundet begrundet domineret forventet ønsket oplyst rustet
berettiget funderet relateret bekymret overrasket imponeret opfattet oplevet følt kendt brugt anvendt
inddraget hørt stillet passet delt
"""

# Who uses something, which sounds like its use.
NO_QUANTITIES = "bruger brugere brugeren brugerne brugernes brugeres"

# What sounds like a quantity and is none: nobody can read it off anywhere.
VAGUE_NOUNS = """
fokus modenhed kvalitet samarbejde sammenhæng kultur dialog robusthed faglighed åbenhed fleksibilitet
helhed synergi opmærksomhed bevidsthed kendskab forståelse ejerskab engagement relation fællesskab
overblik professionalisme ramme retning ledelse kompetence tryghed rolle gennemsigtighed enkelhed
effektivitet kapacitet viden læring læringsmiljø mulighed rådgivning service tværfaglighed koordinering
inddragelse medbestemmelse sammenhængskraft identitet image arbejdsmiljø liv værdi værdighed rummelighed
nærhed forenkling forbedring styrkelse nærvær ro glæde overskud optimering udvikling indsats borgerforløb
tilgang kommunikation omdømme
"""

# Verbs of things that are done once and then stand there to be seen.
MILESTONE_VERBS = """
udarbejde vedtage implementere etablere godkende indføre gennemføre lave opdatere revidere evaluere
idriftsætte indvie åbne indgå ansætte uddanne installere opsætte sende udsende forelægge offentliggøre
afholde afslutte færdiggøre oprette nedlægge nedsætte udpege udskifte renovere bygge opføre anlægge
udrulle anskaffe indkøbe udbyde gennemgå kortlægge beskrive formulere fastlægge beslutte underskrive
overføre konvertere automatisere digitalisere samle sammenlægge flytte omlægge indarbejde integrere
igangsætte iværksætte lancere teste afprøve certificere akkreditere kompetenceudvikle træffe udvikle
udforme fremlægge indstille behandle tilrettelægge indrette overdrage rekruttere opgradere migrere
publicere orientere levere modtage indhente analysere undersøge screene tilpasse ændre opsige tildele
bevilge ibrugtage aflevere nedskrive forhandle udnævne uddele omdanne omorganisere ombygge reetablere
kloakere asfaltere plante købe sælge skifte afvikle montere modernisere lære rydde udfylde underrette
informere invitere registrere indsamle indberette indføje ophæve udfase nedbryde nedrive sanere restaurere
male rense fjerne erstatte leje overtage hjemtage udlicitere indhegne skilte opmåle opstille indlede
afgøre afklare afdække udregne tegne trykke oversætte optage annoncere søsætte udrede vurdere gøre sætte
stille placere genåbne genopslå besætte bestille betale dokumentere arkivere journalisere scanne opdele
fordele anvise visitere omskrive skrive programmere konfigurere tilslutte tilkoble frakoble aktivere
opkvalificere instruere introducere præsentere drøfte høre tiltræde ratificere vælge klargøre indkøre
efteruddanne bemande hyre optælle kontrollere verificere validere besigtige syne godtgøre afmelde tilmelde
tilbyde
"""

# What stands there once somebody has made it: that there is one can be seen.
THINGS = """
politik aftale skabelon plan strategi procedure model vejledning retningslinje koncept oversigt manual
kodeks instruks arbejdsgruppe ordning kontrakt hjemmeside app system kanal rutine tjekliste kommissorium
katalog værksted bibliotek kiosk mødested beredskab værktøj register drejebog principper regler
"""

# What a thing is once it is done, where no such verb says so.
MILESTONE_PHRASES = """
i drift; på plads; taget i brug; tages i brug; sat i drift; sættes i drift; sat i værk; står færdigt;
står færdig; står klar; er færdig; er færdigt; er klar; ligger klar; træder i kraft; trådt i kraft;
foreligger; taget stilling; været på kursus; offentligt tilgængelig; offentligt tilgængeligt; lagt på;
hængt op; kommet op; sat i gang; slået til; sat op; taget ned; lagt ud; skrevet ind sat i kraft; i brug;
går i luften; gået i luften; er realiseret; er tilgængelig; er tilgængeligt; åbner; lukker
"""

# What a text is compared with: then the direction has its starting point.
COMPARED = """
sammenlignet med; sammenholdt med; målt mod; end sidste år; end året før; end i dag;
end landsgennemsnittet
"""

# Words that make a bare number a limit that is kept or isn't.
LIMITS = """
mindst; højst; maksimalt; maks.; max.; minimum; maksimum; ikke over; ikke under; under; over; op til;
mere end; færre end; flere end; mindre end; højere end; lavere end; inden for; indenfor; eller derunder;
eller derover; svarende til; ud af
"""

# What is kept or isn't, with its measure written somewhere else.
NORMS = """
krav norm standard frist tidsfrist budget budgetramme servicemål kontrakt sla aftale lov lovgivning
tidsplan lovkrav måltal serviceniveau kvalitetsstandard vejledning certificering økonomiramme
servicedeklaration ramme
"""
KEPT_VERBS = "efterleve overholde holde opfylde leve"
ON_TIME = """
rettidigt; rettidig; til tiden; i balance; inden for budgettet; inden for budget; indenfor budgettet;
på niveau med; inden for fristen
"""

# How it is measured, where the text says so.
METHODS = """
undersøgelse måling trivselsmåling brugerundersøgelse tilfredshedsundersøgelse spørgeskema survey apv
opgørelse statistik benchmark stikprøve regnskab test
"""
MEASURED_BY = "målt opgjort opgøres måles målt aflæses registreres registreret"

# Everyone or no one: a share of a hundred or of nothing.
ALL_OR_NONE = "alle samtlige ingen nul hver hvert enhver"
AGAIN = """
om året; pr. år; per år; årligt; hvert år; om måneden; pr. måned; månedligt; hver måned; hvert kvartal;
kvartalsvis; kvartalsvise; pr. kvartal; ugentligt; hver uge; om ugen; pr. uge; dagligt; halvårligt;
pr. skoleår
"""

NUMBER_WORDS = """
to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten tyve
tredive fyrre halvtreds tres halvfjerds firs halvfems hundrede tusind halvdelen halvdel tredjedel
fjerdedel tredjedele trefjerdedele femtedel
"""

# Verbs in a finite form that begin or carry a claim of their own, beside those of the lists above.
OTHER_VERBS = """
være have blive få kunne skulle ville måtte gøre gå stå komme tage give se sige mene finde bruge anvende
benytte deltage trives søge ligge sidde vise bestå klare nå opnå leve holde følge frigøre foreligge ske
varetage udføre håndtere besvare betale modtage yde tilbyde anbefale vælge starte begynde fortsætte læse
skrive vente bo køre tale spise udgøre svare aflaste matche lette rose kritisere pege bekræfte udtrykke
anerkende fortælle spørge henvise passe stole trænge dele afspejle præge kende opleve føle forstå reagere
medføre betyde støtte hjælpe omfatte indeholde
"""

# What a text begins with where it tells a state and no deed.
STATE_BEGINNINGS = """
øget styrket forbedret bedre større mere flere færre mindre høj højt stærk god godt tydelig tydelige klar
klare fælles tryg trygge
"""

# What people or things are said to be or feel, where nobody does anything.
STATE_WORDS = """
tryg trygge tilfreds tilfredse glad glade stolt stolte centrum attraktiv attraktive motiveret motiverede
engageret engagerede bevidst bevidste velfungerende sammenhængende kompetent kompetente robust robuste
fleksibel fleksible tilgængelig tilgængelige inddraget inddragede hørt set respekteret respekterede
ligeværdig ligeværdige synlig synlige kendt kendte rummelig rummelige inkluderende anerkendende
professionel professionelle trives oplever føler kender præget åben åbne ansvarlig ansvarlige bæredygtig
bæredygtige levende sund sunde
"""

# Nouns of deeds that don't end as such nouns do.
DEEDS = """
kursus kurser møde møder workshop workshops oplæg temadag temadage temaaften temaaftener analyse kampagne
projekt forsøg udbud pilot pilotprojekt pilotforsøg rapport evaluering screening dialogmøde seminar
konference besøg rundvisning tilsyn opfølgning plan indkøb køb salg brug forløb uddannelse opslag høring
program aftale kontakt sparring undervisning efteruddannelse supervision gennemgang opstart ansættelse
samtale samtaler træning praktik undersøgelse kortlægning test afprøvning audit introduktion
"""

# What ends as a passive does and is none.
NO_PASSIVES = """
fælles deres jeres unges ældres ansattes pårørendes voksnes kommunes skoles klasses lediges udsattes
yngres
"""

PREPOSITIONS = """
af i på til for med ved om fra hos blandt gennem under over mellem efter inden uden mod via per pr
"""

# Words that two texts may differ in and still say the same.
LIGHT = """
alle samtlige kommune kommunen kommunens ny nyt nye samlet samlede fælles vores egen egne hele det den de
en et at af i på til for med ved om fra der som er har bliver blevet sig og eller samt pr per inden under
over blandt hos via gennem skal vil kan være have ift så
"""

# Words and verbs of less and of more: "færre klager" and "antallet af klager falder" are one and the same.
LESS = "færre mindre lavere kortere sjældnere ned"
MORE = "flere mere højere længere hyppigere oftere større op"
LESSENS = "nedbringe falde reducere mindske sænke formindske minimere begrænse nedsætte skrumpe minske"
INCREASES = "øge stige vokse forøge hæve"
COUNTED_BY = "antal antallet andel andelen grad graden mængden omfanget niveauet"
