"""All that an installation holds, in a form that needs no Kernespor: tables as CSV, files as they were."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

from django.db import models
from django.utils import timezone

import kernespor
from kernespor.foundation.files.models import StoredFile
from kernespor.site.backups import databases, rows

# What is no use outside, or would let someone in: the queue, logins, keys, Django's own look-ups.
LEFT_OUT = frozenset(
    {"sessions", "usersessions", "django_q", "axes", "mfa", "auth", "contenttypes", "migrations"}
)
UNSAID = frozenset({"password", "secret", "token", "key_hash"})


def export(target: Path, work: Path) -> dict[str, int]:
    """Write a zip of one moment and return how many rows each table has. Raises CannotError, OSError."""
    counts: dict[str, int] = {}
    index: dict[str, Any] = {"made_at": timezone.now().isoformat(timespec="seconds")}
    with (
        databases.copied(work / databases.MEMBERS[rows.vendor()]) as alias,
        zipfile.ZipFile(target, "x", zipfile.ZIP_DEFLATED) as archive,
    ):
        tables = {}
        for name, model in rows.tables().items():
            if name.partition(".")[0] not in LEFT_OUT:
                counts[name] = _table(archive, name, model, alias)
                tables[name] = {
                    "file": f"tabeller/{name}.csv",
                    "rows": counts[name],
                    "columns": _columns(model),
                }
        index |= {"version": kernespor.__version__, "tables": tables, "files": _files(archive, alias)}
        archive.writestr("index.json", json.dumps(index, ensure_ascii=False, indent=1))
    return counts


def _table(archive: zipfile.ZipFile, name: str, model: type[models.Model], alias: str) -> int:
    """Write a table as CSV in UTF-8 with semicolons; JSON and dates as they are, bytes as their digest."""
    number = 0
    names = rows.fields(model)
    with archive.open(f"tabeller/{name}.csv", "w", force_zip64=True) as raw:
        text = io.TextIOWrapper(raw, encoding="utf-8-sig", newline="")
        writer = csv.writer(text, delimiter=";")
        writer.writerow(names)
        for row in rows.values(model, alias):
            number += 1
            cells = zip(names, row, strict=True)
            writer.writerow(["" if column in UNSAID else _cell(value) for column, value in cells])
        text.flush()
        text.detach()
    return number


def _cell(value: Any) -> Any:
    value = rows.plain(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def _columns(model: type[models.Model]) -> dict[str, str]:
    """Return each column with its type, and the table that it points at."""
    return {
        field.attname: f"→ {field.related_model._meta.label_lower}"
        if isinstance(field, models.ForeignKey)
        else field.get_internal_type()
        for field in model._meta.concrete_fields
    }


def _files(archive: zipfile.ZipFile, alias: str) -> list[dict[str, Any]]:
    """Write each file under its number and its ending, and return what each is called and its digest."""
    found = []
    stored = StoredFile.objects.using(alias).order_by("pk").values_list("pk", "name", "sha256", "content")
    for pk, name, sha256, content in stored.iterator(chunk_size=20):
        ending = Path(name).suffix.lower()
        place = f"filer/{pk}{ending if ending[1:].isalnum() else ''}"
        archive.writestr(place, bytes(content))
        found.append({"id": pk, "name": name, "sha256": sha256, "file": place})
    return found
