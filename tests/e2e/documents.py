"""Documents of our own that the tests lay in."""

from __future__ import annotations

from pathlib import Path

from docx import Document

# An organisation with one unit that lies under a unit that isn't there.
ORGANISATION = {
    "units.csv": """Kode;Navn;Type;Hører under;Gyldig fra;Gyldig til
nyt-hus;Børnehuset Engen;institution;findes-ikke;1-1-2027;
""",
}
TITLE = "Virksomhedsplan 2027-2028"


def plan_in_word(path: Path, unit: str = "Økonomi & Stab") -> Path:
    """Write a small plan with Word's own headings and return its path; one heading has no mark."""
    document = Document()
    document.add_heading(TITLE, 0)
    document.add_paragraph(unit)
    document.add_heading("1. Bedre overblik over økonomien", 1)
    document.add_paragraph("Ledere skal kunne se, hvordan det går, uden at spørge.")
    document.add_heading("Mål 1.1 Et overblik, der kan åbnes", 2)
    document.add_paragraph("Alle ledere får det samme billede af deres økonomi.")
    document.add_paragraph("Handlinger:")
    document.add_paragraph("Byg et overblik sammen med tre ledere", style="List Bullet")
    document.add_paragraph("Vis, hvor tallene kommer fra", style="List Bullet")
    document.add_paragraph("Målintikator:")
    document.add_paragraph("Ni af ti ledere har åbnet overblikket hver måned", style="List Bullet")
    document.add_heading("2. Færre skemaer", 1)
    document.add_paragraph("Det, vi ved, spørger vi ikke om igen.")
    document.add_heading("Mål 2.1 Et skema mindre i hver institution", 2)
    document.add_paragraph("Vi begynder med det skema, som flest nævner [indsæt navn].")
    document.add_paragraph("Handlinger:")
    document.add_paragraph("Spørg institutionerne, hvilket skema der koster mest tid", style="List Bullet")
    document.save(str(path))
    return path


def minutes_in_word(path: Path) -> Path:
    """Write the minutes of a meeting that isn't in the demo, and return their path: a table for each item."""
    document = Document()
    document.add_paragraph("Referat af møde i Direktionen")
    document.add_paragraph("Mødedato: 10. november 2026")
    for number, (title, case, said) in enumerate(
        (
            ("Virksomhedsplan 2026–2027 for Vej & Park", "", "Direktionen godkender planen."),
            ("Fælles bytteside", "26/7301", "Direktionen tager siden til efterretning."),
        ),
        start=1,
    ):
        document.add_paragraph(f"Punkt {number}: {title}")
        grid = document.add_table(rows=0, cols=2)
        rows = (("Sagsnr.", case), ("Indstilling", "Det indstilles."), ("Beslutning", said))
        for label, text in (*rows, ("Fraværende", "Ingen")):
            if text:
                left, right = grid.add_row().cells
                left.text, right.text = label, text
    document.save(str(path))
    return path
