"""What makes a file one that isn't opened: its size, its kind, and what hides in a Word file's package."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Mapping
from types import MappingProxyType
from typing import IO, Literal

from kernespor.connectors.zips import BROKEN
from kernespor.engines.findings import N_, Finding, Place, Severity

LARGEST_FILE = 20 * 1024 * 1024  # bytes
LARGEST_PART = 48 * 1024 * 1024  # bytes of one XML part, unpacked
LARGEST_PACKAGE = 200 * 1024 * 1024  # bytes of all parts together, as the package declares them
MOST_PARTS = 5_000
MOST_PAGES = 500
MOST_LINES = 20_000
MOST_LETTERS = 3_000_000
DEEPEST = 120  # elements inside each other
_RATIO = 200  # unpacked to packed; text packs 10 to 20 times, a bomb 1,000 times
_RATIO_FROM = 2 * 1024 * 1024  # below this a high ratio harms nobody
_CHUNK = 256 * 1024

REFUSALS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "missing": (
            N_("Filen findes ikke eller kan ikke læses."),
            N_("Kontrollér filens navn og dine rettigheder."),
        ),
        "not_a_file": (N_("Det er ikke en almindelig fil."), N_("Vælg selve dokumentet.")),
        "oversized": (
            N_("Filen fylder over 20 MB og bliver ikke læst."),
            N_("Fjern billeder fra dokumentet, eller gem det som ren tekst."),
        ),
        "empty_file": (N_("Filen er tom."), N_("Vælg et dokument med indhold.")),
        "unknown_kind": (
            N_("Filens type kan ikke læses."),
            N_("Gem dokumentet som Word (.docx), PDF, Markdown (.md) eller tekst (.txt)."),
        ),
        "wrong_suffix": (
            N_("Filens indhold svarer ikke til dens navn."),
            N_("Åbn filen i det program, den er lavet i, og gem den igen med den rigtige type."),
        ),
        "encrypted": (
            N_("Dokumentet er beskyttet med adgangskode og kan ikke læses."),
            N_("Fjern adgangskoden, og prøv igen."),
        ),
        "old_word": (
            N_("Dokumentet er i Words gamle format (.doc)."),
            N_("Gem det som .docx, og prøv igen."),
        ),
        "macro": (
            N_("Dokumentet indeholder makroer og bliver ikke åbnet."),
            N_("Gem det som et almindeligt Word-dokument (.docx) uden makroer."),
        ),
        "zip_bomb": (
            N_("Dokumentet fylder så meget udpakket, at det ikke bliver åbnet."),
            N_("Åbn det i Word, og gem det igen, eller gem det som ren tekst."),
        ),
        "entities": (
            N_("Dokumentet indeholder definitioner, som Word ikke bruger, og bliver ikke åbnet."),
            N_("Åbn det i Word, og gem det igen."),
        ),
        "hostile": (
            N_("Dokumentet indeholder filer, som et Word-dokument ikke må have, og bliver ikke åbnet."),
            N_("Åbn det i Word, og gem det igen."),
        ),
        "too_deep": (
            N_("Dokumentets opbygning er så indviklet, at det ikke bliver læst."),
            N_("Gem det som ren tekst, og prøv igen."),
        ),
        "corrupt": (N_("Filen er beskadiget og kan ikke læses."), N_("Hent eller gem dokumentet igen.")),
        "too_many_pages": (
            N_("Dokumentet har over 500 sider og bliver ikke læst."),
            N_("Gem den del, der skal læses, som et dokument for sig."),
        ),
        "too_much_text": (
            N_("Dokumentet har mere tekst, end der kan læses på én gang, og bliver ikke læst."),
            N_("Gem den del, der skal læses, som et dokument for sig."),
        ),
        "scanned": (
            N_("Dokumentet består af billeder uden tekst og kan ikke læses."),
            N_("Brug det oprindelige dokument, eller lad tekstgenkendelse gøre billederne til tekst."),
        ),
        "too_slow": (
            N_("Dokumentet kunne ikke læses inden for den tid og den hukommelse, der er sat af."),
            N_("Gem det som ren tekst, og prøv igen."),
        ),
    }
)
PAGES_WITHOUT_TEXT = N_("Sider, der består af billeder uden tekst og ikke er læst: {count}.")


class RefusedError(Exception):
    """A file that isn't opened; `code` is a key of REFUSALS."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def refusal(code: str) -> Finding:
    """Return the finding of severity error for a code of REFUSALS."""
    template, suggestion = REFUSALS[code]
    return Finding(code, Severity.ERROR, template, suggestion_template=suggestion)


def pages_without_text(pages: list[int]) -> Finding:
    """Return the warning that some pages of a PDF are pictures."""
    return Finding(
        "pages_without_text",
        Severity.WARNING,
        PAGES_WITHOUT_TEXT,
        {"count": len(pages), "pages": ",".join(map(str, pages))},
        Place(page=pages[0]),
    )


Kind = Literal["docx", "pdf", "text"]
_SUFFIXES: dict[str, Kind] = {
    ".docx": "docx",
    ".docm": "docx",
    ".pdf": "pdf",
    ".md": "text",
    ".markdown": "text",
    ".txt": "text",
}
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_HEAD = 1024


def kind_of(suffix: str, data: IO[bytes], size: int) -> Kind:
    """Say what a file is by its name and its first bytes. Raises RefusedError where it can't be read."""
    if size > LARGEST_FILE:
        raise RefusedError("oversized")
    if size == 0:
        raise RefusedError("empty_file")
    kind = _SUFFIXES.get(suffix.casefold())
    if kind is None and suffix.casefold() != ".doc":
        raise RefusedError("unknown_kind")
    head = data.read(_HEAD)
    if head.startswith(_COMPOUND):
        data.seek(0)
        raise RefusedError("encrypted" if _ENCRYPTED_PACKAGE in data.read() else "old_word")
    found: Kind = "docx" if head.startswith(b"PK") else "pdf" if b"%PDF-" in head else "text"
    if found == "text" and kind == "text" and _is_binary(head):
        raise RefusedError("wrong_suffix")
    if found != kind:
        raise RefusedError("wrong_suffix" if found != "text" or _is_text(head) or kind is None else "corrupt")
    return kind


def _is_binary(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    return head.count(0) > len(head) // 16 or any(
        head.startswith(magic) for magic in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf")
    )


def _is_text(head: bytes) -> bool:
    return sum(byte >= 32 or byte in b"\t\r\n" for byte in head) > len(head) * 0.9  # noqa: PLR2004 - the share of letters


def check_package(package: zipfile.ZipFile) -> None:
    """Look through a Word file's list of parts. Raises RefusedError for bombs, macros and odd names."""
    parts = package.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_PACKAGE:
        raise RefusedError("zip_bomb")
    for part in parts:
        name = part.filename.replace("\\", "/")
        if part.flag_bits & 0x1:
            raise RefusedError("encrypted")
        if name.casefold().endswith(("vbaproject.bin", "vbadata.xml")):
            raise RefusedError("macro")
        if (
            name.startswith("/")
            or ".." in name.split("/")
            or ":" in name
            or stat.S_ISLNK(part.external_attr >> 16)
        ):
            raise RefusedError("hostile")
        if part.file_size > _RATIO_FROM and part.file_size > _RATIO * max(part.compress_size, 1):
            raise RefusedError("zip_bomb")


def read_part(package: zipfile.ZipFile, name: str) -> bytes:
    """Unpack one XML part, counting what really comes out. Raises RefusedError; b"" where it's missing."""
    try:
        info = package.getinfo(name)
    except KeyError:
        return b""
    chunks: list[bytes] = []
    total = 0
    try:
        with package.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                total += len(chunk)
                if total > LARGEST_PART or (
                    total > _RATIO_FROM and total > _RATIO * max(info.compress_size, 1)
                ):
                    raise RefusedError("zip_bomb")
                chunks.append(chunk)
    except BROKEN as error:
        raise RefusedError("corrupt") from error
    data = b"".join(chunks)
    plain = data.replace(b"\x00", b"")  # UTF-16 hides it from a search for the letters
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise RefusedError("entities")
    return data
