"""Word files: what the text itself doesn't hold is read from where Word keeps it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from kernespor.connectors.documents.lines import Line
from kernespor.connectors.documents.word import word_lines

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = f"""<w:styles {W}>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Overskrift1"><w:name w:val="heading 1"/>
<w:basedOn w:val="Normal"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr>
<w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Overskrift2"><w:name w:val="heading 2"/>
<w:basedOn w:val="Overskrift1"/>
<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Egen"><w:name w:val="Overskrift 3"/></w:style>
<w:style w:type="paragraph" w:styleId="Indholdsfortegnelse1"><w:name w:val="toc 1"/></w:style>
</w:styles>"""
NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>"""


def paragraph(text: str, style: str = "", numbers: tuple[int, int] | None = None, runs: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    listed = (
        f'<w:numPr><w:ilvl w:val="{numbers[1]}"/><w:numId w:val="{numbers[0]}"/></w:numPr>' if numbers else ""
    )
    inside = runs or f"<w:r><w:t>{text}</w:t></w:r>"
    return f"<w:p><w:pPr>{named}{listed}</w:pPr>{inside}</w:p>"


@pytest.fixture
def read(tmp_path: Path):
    def write(body: str, **parts: str) -> list[Line]:
        path = tmp_path / "plan.docx"
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
            package.writestr("word/styles.xml", STYLES)
            package.writestr("word/numbering.xml", NUMBERING)
            for name, text in parts.items():
                package.writestr(f"word/{name}.xml", text)
        return word_lines(path)

    return write


def test_automatic_numbers_are_counted(read):
    lines = read(
        paragraph("Trivsel", "Overskrift1")
        + paragraph("Mål – Leg", "Overskrift2")
        + paragraph("Mål – Ro", "Overskrift2")
        + paragraph("Sprog", "Overskrift1")
        + paragraph("Mål – Bøger", "Overskrift2")
    )
    assert [(line.bullet, line.text, line.level) for line in lines] == [
        ("1.", "Trivsel", 1), ("1.1", "Mål – Leg", 2), ("1.2", "Mål – Ro", 2),
        ("2.", "Sprog", 1), ("2.1", "Mål – Bøger", 2),
    ]  # fmt: skip
    assert lines[2].raw == "1.2 Mål – Ro"
    assert lines[0].style == "heading 1"
    assert lines[0].bold


def test_lists_styles_and_contents(read):
    lines = read(
        paragraph("Punkt", numbers=(2, 0))
        + paragraph("Under", numbers=(2, 1))
        + paragraph("Egen overskrift", "Egen")
        + paragraph("Trivsel 4", "Indholdsfortegnelse1")
        + paragraph("– Skrevet streg")
    )
    assert [line.bullet for line in lines] == ["•", "a)", "", "", "–"]
    assert [line.level for line in lines] == [0, 0, 3, 0, 0]
    assert lines[3].role == "contents"
    assert lines[1].indent > lines[0].indent
    assert lines[4].text == "Skrevet streg"


def test_tables_boxes_breaks_and_what_was_deleted(read):
    box = "<w:r><w:drawing><w:txbxContent>" + paragraph("I boksen") + "</w:txbxContent></w:drawing></w:r>"
    changed = "<w:ins><w:r><w:t>Ny</w:t></w:r></w:ins><w:del><w:r><w:delText>Gammel</w:delText></w:r></w:del>"
    cell = "<w:tc>{}</w:tc>"
    table = "<w:tbl><w:tr>" + cell.format(paragraph("A")) + cell.format(paragraph("B")) + "</w:tr></w:tbl>"
    lines = read(
        paragraph("", runs="<w:r><w:t>Før</w:t><w:br/><w:t>efter</w:t></w:r>")
        + table
        + paragraph("", runs=box)
        + paragraph("", runs=changed),
        header1=f"<w:hdr {W}>{paragraph('Ravnsø Kommune')}</w:hdr>",
    )
    assert [(line.text, line.cell, line.role) for line in lines if line.text] == [
        ("Før\nefter", None, ""), ("A", (1, 1, 1), ""), ("B", (1, 1, 2), ""), ("I boksen", None, ""),
        ("Ny", None, ""),
        ("Ravnsø Kommune", None, "header"),
    ]  # fmt: skip
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
