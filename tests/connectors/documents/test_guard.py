"""Files that mean harm, or that nobody can read, get a clear answer in time."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import typst
from docx import Document

from kernespor.connectors.documents.danger import REFUSALS
from kernespor.connectors.documents.guard import guarded
from kernespor.connectors.unit_plan.reader import read_plan

DOCUMENT = (
    '<?xml version="1.0" encoding="UTF-8"?>{head}<w:document '
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>'
)
PARAGRAPH = "<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def package(parts: dict[str, bytes | str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as writer:
        writer.writestr("[Content_Types].xml", TYPES)
        for name, data in parts.items():
            writer.writestr(name, data)
    return buffer.getvalue()


def word(body: str = PARAGRAPH.format(text="Plan"), head: str = "", **more: bytes) -> bytes:
    parts: dict[str, bytes | str] = {"word/document.xml": DOCUMENT.format(head=head, body=body)}
    return package(parts | dict(more.items()))


def entity_bomb() -> bytes:
    lines = ['<!ENTITY a0 "ha">'] + [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)]
    return word(PARAGRAPH.format(text="&a11;"), head=f"<!DOCTYPE x [{''.join(lines)}]>")


def entity_bomb_in_utf16() -> bytes:
    text = DOCUMENT.format(head='<!DOCTYPE x [<!ENTITY a "b">]>', body=PARAGRAPH.format(text="&a;"))
    return package({"word/document.xml": text.replace("UTF-8", "UTF-16").encode("utf-16")})


def bomb(megabytes: int) -> bytes:
    """Pack so many megabytes of nothing into the document's main part."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as writer:
        with writer.open("word/document.xml", "w") as part:
            for _ in range(megabytes):
                part.write(b" " * 1_000_000)
        writer.writestr("[Content_Types].xml", TYPES)
    return buffer.getvalue()


def lying_bomb() -> bytes:
    """Declare a small size for a part that unpacks to 300 MB."""
    data = bytearray(bomb(300))
    declared = (300_000_000).to_bytes(4, "little")
    while (place := data.find(declared)) >= 0:
        data[place : place + 4] = (1000).to_bytes(4, "little")
    return bytes(data)


def packed_pdf() -> bytes:
    """Pack 600 MB of drawing into one page."""
    packer = zlib.compressobj(6)
    stream = b"".join(packer.compress(b"BT (x) Tj ET " * 80_000) for _ in range(600)) + packer.flush()
    head = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    head += b"2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj\n"
    page = b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>\nendobj\n4 0 obj\n"
    length = f"<< /Filter /FlateDecode /Length {len(stream)} >>\nstream\n".encode()
    return head + page + length + stream + b"\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF"


def many_pages(pages: int) -> bytes:
    kids = " ".join(f"{number} 0 R" for number in range(3, pages + 3))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Count {pages} /Kids [{kids}] >>"]
    objects += ["<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>"] * pages
    return pdf_of(objects)


def pdf_of(objects: list[str], trailer: str = "") -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += "".join(f"{place:010} 00000 n \n" for place in places).encode()
    out += (
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF".encode()
    )
    return bytes(out)


def encrypted_pdf() -> bytes:
    key = "<" + "41" * 32 + ">"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>",
        f"<< /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -4 >>",
    ]
    return pdf_of(objects, "/Encrypt 4 0 R /ID [<41414141> <41414141>]")


def scanned_pdf() -> bytes:
    svg = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>"
    return typst.compile(f'#set page(width: 8cm, height: 8cm)\n#image(bytes("{svg}"))'.encode())


def scanned_word() -> bytes:
    return word("<w:p><w:r><w:drawing/></w:r></w:p>")


# Read in a process of its own, so that the memory that is measured is the reader's alone.
READ = """
import json, resource, sys
from pathlib import Path
from kernespor.connectors.unit_plan.reader import read_plan
findings = [finding.as_dict() for finding in read_plan(Path(sys.argv[1])).findings]
# Its own peak since it started: ru_maxrss would remember the process that it was forked from.
status = Path("/proc/self/status").read_text(encoding="utf-8")
own = int(status.partition("VmHWM:")[2].split()[0])
print(json.dumps([findings, max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)]))
"""
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "encrypted Word": (".docx", lambda: COMPOUND + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "old Word under a new name": (".docx", lambda: COMPOUND, "old_word"),
    "encrypted PDF": (".pdf", encrypted_pdf, "encrypted"),
    "empty Word": (".docx", bytes, "empty_file"),
    "empty text": (".txt", bytes, "empty_file"),
    "oversized": (".pdf", lambda: b"%PDF-1.7" + bytes(21 * 1024 * 1024), "oversized"),
    "scanned PDF": (".pdf", scanned_pdf, "scanned"),
    "scanned Word": (".docx", scanned_word, "scanned"),
    "zip bomb": (".docx", lambda: bomb(400), "zip_bomb"),
    "zip bomb that lies": (".docx", lying_bomb, "corrupt"),
    "too many parts": (".docx", lambda: package({f"word/{n}.xml": "" for n in range(5100)}), "zip_bomb"),
    "entity bomb": (".docx", entity_bomb, "entities"),
    "entity bomb in UTF-16": (".docx", entity_bomb_in_utf16, "entities"),
    "macro": (".docx", lambda: word(**{"word/vbaProject.bin": b"x"}), "macro"),
    "macro under its own name": (".docm", lambda: word(**{"word/vbaProject.bin": b"x"}), "macro"),
    "path traversal": (".docx", lambda: word(**{"../../etc/passwd": b"x"}), "hostile"),
    "PDF bomb": (".pdf", packed_pdf, "too_slow"),
    "10,000 pages": (".pdf", lambda: many_pages(10_000), "too_many_pages"),
    "deep nesting": (".docx", lambda: word("<w:sdt>" * 5000 + "</w:sdt>" * 5000), "too_deep"),
    "corrupt Word": (".docx", lambda: word()[:150], "corrupt"),
    "corrupt XML": (".docx", lambda: package({"word/document.xml": "<w:document"}), "corrupt"),
    "corrupt PDF": (".pdf", lambda: b"%PDF-1.7\nnothing of the kind", "corrupt"),
    "a picture called text": (".txt", lambda: b"\x89PNG\r\n\x1a\n" + bytes(500), "wrong_suffix"),
    "PDF called Word": (".docx", lambda: b"%PDF-1.7 and so on", "wrong_suffix"),
    "zip that is no Word": (".docx", lambda: package({"hello.txt": "hello"}), "wrong_suffix"),
    "unknown kind": (".xlsx", lambda: b"PK\x03\x04", "unknown_kind"),
    "too much text": (".txt", lambda: b"linje\n" * 30_000, "too_much_text"),
    "a million paragraphs": (".docx", lambda: word("<w:p/>" * 300_000), "too_much_text"),
}  # fmt: skip


@pytest.mark.parametrize(("suffix", "make", "code"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_file_is_refused_in_time(suffix, make, code, tmp_path: Path):
    path = tmp_path / f"plan{suffix}"
    path.write_bytes(make())
    began = time.monotonic()
    said = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, check=True, text=True)
    assert time.monotonic() - began < 10
    findings, memory = json.loads(said.stdout)
    assert [(finding["code"], finding["severity"]) for finding in findings] == [(code, "error")]
    assert findings[0]["suggestion"]
    assert memory < 512 * 1024


def test_every_refusal_is_worded_for_people():
    for template, suggestion in REFUSALS.values():
        assert template.endswith(".")
        assert suggestion.endswith(".")


def test_missing_file_and_folder(tmp_path: Path):
    assert [finding.code for finding in guarded(tmp_path / "nothing.docx").findings] == ["missing"]
    assert [finding.code for finding in guarded(tmp_path).findings] == ["not_a_file"]


def test_a_slow_file_is_given_up(tmp_path: Path):
    path = tmp_path / "plan.docx"
    path.write_bytes(word())
    assert [finding.code for finding in guarded(path, timeout=0.001).findings] == ["too_slow"]


def test_nul_bytes_and_endless_lines_are_read(tmp_path: Path):
    path = tmp_path / "plan.txt"
    path.write_text("# Plan\n\nEt\x00 afsnit\n" + "*_[" * 300_000 + "\n" + ". " * 200_000, encoding="utf-8")
    began = time.monotonic()
    reading = read_plan(path)
    assert time.monotonic() - began < 10
    assert reading.plan.title == "Plan"


def test_an_honest_word_file_is_opened(tmp_path: Path):
    document = Document()
    document.add_paragraph("Virksomhedsplan 2024")
    document.save(str(tmp_path / "plan.docx"))
    opened = guarded(tmp_path / "plan.docx")
    assert [line.text for line in opened.lines if line.text] == ["Virksomhedsplan 2024"]
    assert opened.findings == []
