"""What an installation decides: read from the environment, checked once at start."""

from __future__ import annotations

import datetime as dt
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parents[3]


class Configuration(BaseSettings):
    """Every setting that may differ between two installations, with the value of the demo."""

    model_config = SettingsConfigDict(env_prefix="KERNESPOR_", extra="ignore")

    municipality: str = "Sporkøbing Kommune"
    data_dir: Path = ROOT / "var"
    database_url: str = ""
    secret_key: str = ""
    debug: bool = False
    demo: bool = False
    allowed_hosts: str = "127.0.0.1,localhost,[::1]"
    secure: bool = False
    word_template: Path | None = None  # a .docx with the municipality's own cover, styles, header and footer
    workers: int = 1
    run_silent_seconds: int = 60
    today: dt.date | None = None  # the demo and the tests may stand still in time

    def key(self) -> str:
        """Return the secret key; without one given, a key of this installation's own, kept in its data."""
        if self.secret_key:
            return self.secret_key
        file = self.data_dir / "secret-key"
        if not file.exists():
            self.data_dir.mkdir(parents=True, exist_ok=True)
            file.touch(mode=0o600)
            file.write_text(secrets.token_urlsafe(50), encoding="utf-8")
        return file.read_text(encoding="utf-8")

    def database(self) -> dict[str, object]:
        """Return Django's description of the database: SQLite in the data folder, or the URL's PostgreSQL."""
        if self.database_url:
            return postgresql(self.database_url)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": self.data_dir / "kernespor.sqlite3",
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }


def postgresql(url: str) -> dict[str, object]:
    """Return Django's description of `postgresql://user:password@host:port/name?option=value`.

    A host in the query (`?host=/run/postgresql`) means a socket. Raises ValueError for another scheme.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(f"KERNESPOR_DATABASE_URL: only postgresql:// is known, not {parts.scheme}://")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or options.pop("host", "")),
        "PORT": str(parts.port or options.pop("port", "")),
        "CONN_MAX_AGE": 60,
        "OPTIONS": options,
    }
