"""What must go on by itself: backups, the worker, the seals of the audit; room on the disk, the time."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.db import connection

from kernespor.engines.findings import Finding
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.jobs.selectors import last_beat
from kernespor.site.backups.making import backups
from kernespor.site.doctor.asked import Asked, error, note, warning

DAY = dt.timedelta(days=1)
SILENT = dt.timedelta(minutes=5)
OFF = dt.timedelta(minutes=1)
SLACK = dt.timedelta(hours=2)  # a backup that is taken every night may take its time
FULL, TIGHT, SHARE = 500 * 1024**2, 2 * 1024**3, 0.1


def disk(asked: Asked) -> Iterator[Finding]:
    """There is room."""
    folder = asked.configuration.data_dir
    usage = shutil.disk_usage(folder if folder.exists() else folder.parent)
    megabytes = usage.free // 1024**2
    words = "kun {number} MB ledig plads på disken."
    if usage.free < FULL:
        yield error("disk_full", str(folder), words, "Gør plads, før noget går tabt.", number=megabytes)
    elif usage.free < TIGHT or usage.free < SHARE * usage.total:
        yield warning(
            "disk_tight", str(folder), words, "Gør plads, eller giv den en større disk.", number=megabytes
        )


def backup(asked: Asked) -> Iterator[Finding]:
    """A backup was taken since yesterday."""
    folder = asked.configuration.backup_dir or asked.configuration.data_dir / "backup"
    found = backups(folder) if folder.is_dir() else []
    if not found:
        words = "ingen sikkerhedskopi i {folder}."
        remedy = "Kør kernespor backup hver nat, og læg kopierne på en anden maskine."
        yield error("no_backup", "KERNESPOR_BACKUP_DIR", words, remedy, folder=str(folder))
        return
    newest = max(dt.datetime.fromtimestamp(file.stat().st_mtime, dt.UTC) for file in found)
    if asked.now - newest > DAY + SLACK:
        words = "den nyeste sikkerhedskopi er {hours} timer gammel."
        hours = int((asked.now - newest).total_seconds() // 3600)
        yield error(
            "old_backup", "KERNESPOR_BACKUP_DIR", words, "Hvorfor kører kernespor backup ikke?", hours=hours
        )
    if _same_disk(folder, asked.configuration.data_dir):
        words = "sikkerhedskopierne ligger på samme disk som det, de er kopi af."
        yield warning(
            "backup_beside", "KERNESPOR_BACKUP_DIR", words, "Læg dem på en anden disk eller maskine."
        )


def heads(asked: Asked) -> Iterator[Finding]:
    """The seals of the audit are written outside the database."""
    file = asked.configuration.audit_heads or asked.configuration.data_dir / "audit-heads.log"
    if not file.is_file():
        words = "hændelsesloggen er ikke forseglet i {file}."
        yield error(
            "no_heads", "KERNESPOR_AUDIT_HEADS", words, "Start arbejderen: kernespor worker.", file=str(file)
        )
        return
    written = dt.datetime.fromtimestamp(file.stat().st_mtime, dt.UTC)
    if asked.now - written > DAY:
        words = "hændelsesloggen er sidst forseglet for {hours} timer siden."
        hours = int((asked.now - written).total_seconds() // 3600)
        yield error(
            "old_heads", "KERNESPOR_AUDIT_HEADS", words, "Kører arbejderen? Se kernespor audit.", hours=hours
        )
    if _same_disk(file, asked.configuration.data_dir):
        words = "forseglingerne ligger på samme disk som databasens mappe."
        yield note(
            "heads_beside", "KERNESPOR_AUDIT_HEADS", words, "Læg filen, hvor databasens ejer ikke kan skrive."
        )


def worker(asked: Asked) -> Iterator[Finding]:
    """A worker carries out what is to happen by itself."""
    beat = last_beat()
    remedy = "Start kernespor worker, og lad systemd holde den i gang."
    if beat is None:
        yield error("no_worker", "kernespor worker", "ingen arbejder har nogensinde kørt.", remedy)
    elif asked.now - beat > SILENT:
        minutes = int((asked.now - beat).total_seconds() // 60)
        words = "arbejderen har været tavs i {minutes} minutter."
        yield error("silent_worker", "kernespor worker", words, remedy, minutes=minutes)


def clock(asked: Asked) -> Iterator[Finding]:
    """The clock is right, and knows Danish time."""
    try:
        ZoneInfo(settings.TIME_ZONE)
    except ZoneInfoNotFoundError:
        words = "maskinen kender ikke tidszonen {zone}."
        yield error("time_zone", "tzdata", words, "Installér tzdata.", zone=settings.TIME_ZONE)
    latest = AuditEvent.objects.order_by("-id").values_list("at", flat=True).first()
    if latest and latest - asked.now > OFF:
        words = "uret går bagud: den seneste hændelse er fra {moment}."
        remedy = "Lad maskinen stille uret selv (NTP)."
        yield error("clock_behind", "uret", words, remedy, moment=f"{latest:%Y-%m-%d %H:%M}")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            theirs = cursor.fetchone()[0]
        if abs(theirs - asked.now) > OFF:
            words = "databasens ur og maskinens er ikke enige."
            yield error("clock_apart", "uret", words, "Lad begge maskiner stille uret selv (NTP).")


def _same_disk(one: Path, other: Path) -> bool:
    return other.exists() and one.exists() and one.stat().st_dev == other.stat().st_dev
