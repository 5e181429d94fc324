"""A small municipality with a past: a unit renamed, one moved, one closed, a leader who refers elsewhere."""

UNITS = """Kode;Navn;Kortnavn;Type;Hører under;Refererer til;Gyldig fra;Gyldig til
K;Ny Kommune;;Kommune;;;1-1-2020;
B;Børn & Unge;;Forvaltning;K;;1-1-2020;
T;Teknik;;Forvaltning;K;;1-1-2020;31-12-2025
T;Teknik & Miljø;;Forvaltning;K;;1-1-2026;
S1;Skolen i Ålborg;Ålborg;Skole;B;;1-1-2020;
S2;Havneskolen;;Skole;T;;1-1-2020;30-6-2026
S2;Havneskolen;;Skole;B;;1-7-2026;
G;Den Gamle Skole;;Skole;B;;1-1-2020;31-3-2026
L;Løn;;Stab;K;T;1-1-2020;
"""
PERSONS = """Id;Navn;Titel;E-mail
p1;Anne Andersen;Kommunaldirektør;anne@ny.dk
p2;Bo Berg;Børnechef;bo@ny.dk
p3;Carla Carlsen;Teknikchef;carla@ny.dk
p4;Dan Dahl;Skoleleder;dan@ny.dk
p5;Eva Ernst;Administrator;eva@ny.dk
p6;Finn Friis;Administrator;finn@ny.dk
"""
ROLES = """Person;Rolle;Enhed;Med underliggende;Gyldig fra;Gyldig til
p1;direktør;K;ja;1-1-2020;
p2;leder;B;ja;1-1-2020;31-12-2024
p4;leder;B;ja;1-1-2025;
p3;leder;T;ja;1-1-2020;
p5;administrator;K;ja;1-1-2020;
p6;administrator;K;ja;1-1-2020;
"""
