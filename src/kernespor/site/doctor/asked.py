"""What a check knows of the installation, and how it says what it found."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kernespor.engines.findings import Finding, Severity
from kernespor.site.configuration import Configuration

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]", "::1", ""})
FOR_OTHERS = 0o077


@dataclass(frozen=True, slots=True)
class Asked:
    """An installation at a moment: its settings, its surroundings, and what time it is."""

    configuration: Configuration
    environment: Mapping[str, str]
    now: dt.datetime

    @property
    def today(self) -> dt.date:
        """The day."""
        return self.configuration.today or self.now.date()

    @property
    def is_served(self) -> bool:
        """Say whether others than this machine are answered."""
        return any(host.strip() not in LOOPBACK for host in self.configuration.allowed_hosts.split(","))


def error(code: str, setting: str, words: str, remedy: str, **params: str | int) -> Finding:
    """Return what must be mended before anyone uses it; `setting` is its place."""
    return Finding(
        code,
        Severity.ERROR,
        f"{{setting}}: {words}",
        {"setting": setting, **params},
        suggestion_template=remedy,
    )


def warning(code: str, setting: str, words: str, remedy: str, **params: str | int) -> Finding:
    """Return what is doubtful."""
    return Finding(
        code,
        Severity.WARNING,
        f"{{setting}}: {words}",
        {"setting": setting, **params},
        suggestion_template=remedy,
    )


def note(code: str, setting: str, words: str, remedy: str, **params: str | int) -> Finding:
    """Return what one may want to know."""
    return Finding(
        code,
        Severity.NOTE,
        f"{{setting}}: {words}",
        {"setting": setting, **params},
        suggestion_template=remedy,
    )


def is_readable_by_others(file: Path) -> bool:
    """Say whether others on the machine can read a file or look into a folder."""
    return os.name == "posix" and file.exists() and bool(file.stat().st_mode & FOR_OTHERS)
