"""Files on their way out: a name that every system takes, and never shown as a page of ours."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from django.conf import settings
from django.http import HttpResponse

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
CSV = "text/csv; charset=utf-8"
ZIP = "application/zip"
BYTES = "application/octet-stream"

_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}")
_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa", "–": "-"})


def download(content: bytes, content_type: str, name: str) -> HttpResponse:
    """Return a file to be saved under a name with its suffix."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{plain_name(name)}"'
    return response


def plain_name(name: str) -> str:
    """Return a file name of plain letters without spaces; "fil" where nothing is left of it."""
    path = PurePosixPath(name)
    stem, suffix = (path.stem, path.suffix) if _SUFFIX.fullmatch(path.suffix) else (name, "")
    letters = unicodedata.normalize("NFKD", stem.translate(_DANISH)).encode("ascii", "ignore").decode()
    return (re.sub(r"[^A-Za-z0-9.-]+", "-", letters).strip("-.") or "fil") + suffix


def word_template() -> bytes | None:
    """Return the municipality's own Word template, or nothing where it has none."""
    return settings.WORD_TEMPLATE.read_bytes() if settings.WORD_TEMPLATE else None
