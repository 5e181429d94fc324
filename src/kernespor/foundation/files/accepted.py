"""Which files may stand on an object: what a municipality writes and scans, and nothing that runs."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePath
from types import MappingProxyType

from kernespor.connectors.documents.danger import LARGEST_FILE
from kernespor.connectors.zips import BROKEN
from kernespor.engines.findings import N_, Finding, Severity

_OFFICE = "application/vnd.openxmlformats-officedocument."
_PACKAGE, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# Suffix → (content type, the bytes that such a file begins with; none for text).
TYPES = MappingProxyType(
    {
        ".pdf": ("application/pdf", b"%PDF-"),
        ".docx": (f"{_OFFICE}wordprocessingml.document", _PACKAGE),
        ".xlsx": (f"{_OFFICE}spreadsheetml.sheet", _PACKAGE),
        ".pptx": (f"{_OFFICE}presentationml.presentation", _PACKAGE),
        ".odt": ("application/vnd.oasis.opendocument.text", _PACKAGE),
        ".ods": ("application/vnd.oasis.opendocument.spreadsheet", _PACKAGE),
        ".msg": ("application/vnd.ms-outlook", _COMPOUND),
        ".png": ("image/png", b"\x89PNG\r\n\x1a\n"),
        ".jpg": ("image/jpeg", b"\xff\xd8\xff"),
        ".jpeg": ("image/jpeg", b"\xff\xd8\xff"),
        ".txt": ("text/plain; charset=utf-8", b""),
        ".md": ("text/markdown; charset=utf-8", b""),
        ".csv": ("text/csv; charset=utf-8", b""),
        ".eml": ("message/rfc822", b""),
        ".ics": ("text/calendar; charset=utf-8", b""),
    }
)
_MACROS = ("vbaproject.bin", "vbadata.xml")
_KINDS = N_("Vælg Word, Excel, PowerPoint, PDF, OpenDocument, billede (png, jpg), mail, tekst eller CSV.")


def suffix_of(name: str) -> str:
    """Return a file name's suffix in small letters, with its dot."""
    return PurePath(name).suffix.lower()


def content_type(name: str) -> str:
    """Return the content type that a kept file goes out with."""
    known = TYPES.get(suffix_of(name))
    return known[0] if known else "application/octet-stream"


def problem(name: str, content: bytes) -> Finding | None:
    """Return why a file can't be kept, or nothing when it can."""
    known = TYPES.get(suffix_of(name))
    if known is None:
        return _error("unknown_kind", N_("»{name}«: filer af den slags kan ikke lægges ind."), _KINDS, name)
    if not content:
        return _error("empty_file", N_("»{name}« er tom."), N_("Vælg en fil med indhold."), name)
    if len(content) > LARGEST_FILE:
        return _error(
            "oversized", N_("»{name}« fylder over 20 MB."), N_("Del den, eller gør billederne mindre."), name
        )
    starts = known[1]
    if not content.startswith(starts) or (not starts and b"\x00" in content):
        return _error(
            "wrong_suffix",
            N_("»{name}«: indholdet svarer ikke til navnet."),
            N_("Åbn filen i det program, den er lavet i, og gem den igen."),
            name,
        )
    if starts == _PACKAGE and not _is_plain_package(content):
        return _error(
            "macro",
            N_("»{name}« er beskadiget eller indeholder makroer."),
            N_("Gem den uden makroer, og prøv igen."),
            name,
        )
    return None


def _is_plain_package(content: bytes) -> bool:
    """Say whether a package can be opened and holds no macros; its parts are not unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return not any(name.lower().endswith(_MACROS) for name in package.namelist())
    except BROKEN:
        return False


def _error(code: str, template: str, suggestion: str, name: str) -> Finding:
    return Finding(code, Severity.ERROR, template, {"name": name}, suggestion_template=suggestion)
