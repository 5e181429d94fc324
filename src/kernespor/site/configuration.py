"""What an installation decides: read from the environment, checked once at start."""

from __future__ import annotations

import datetime as dt
import secrets
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qsl, unquote, urlsplit

from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parents[3]


class Configuration(BaseSettings):
    """Every setting that may differ between two installations, with the value of the demo."""

    model_config = SettingsConfigDict(env_prefix="KERNESPOR_", extra="ignore")

    municipality: str = "Sporkøbing Kommune"
    data_dir: Path = ROOT / "var"
    database_url: str = ""
    audit_heads: Path | None = None  # the heads of sealed events; better on another disk than the database
    secret_key: str = ""
    debug: bool = False
    demo: bool = False
    allowed_hosts: str = "127.0.0.1,localhost,[::1]"
    secure: bool = False
    word_template: Path | None = None  # a .docx with the municipality's own cover, styles, header and footer
    workers: int = 1
    run_silent_seconds: int = 60
    today: dt.date | None = None  # the demo and the tests may stand still in time
    backup_dir: Path | None = None  # where backups lie; without it, `backup` in the data folder

    mfa: Literal["optional", "required_roles", "required"] = "optional"  # who must have a second step
    mfa_roles: str = "administrator,controller"  # those who must, where some must
    session_hours: float = 12  # a login lasts no longer, whatever is done with it
    idle_minutes: int = 60  # and no longer than this without being used; 0: no limit
    password_login: bool = True

    # Login through the municipality's own identity provider. Without an issuer there is none.
    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = ""
    oidc_client_secret_file: Path | None = None
    oidc_name: str = "kommunens login"  # what the button calls it: "Log ind med …"
    oidc_scope: str = "openid profile email"
    oidc_person_claim: str = "email"  # the claim that says who it is
    oidc_person_by: Literal["email", "code"] = (
        "email"  # what the claim holds: e-mail, or our code of the person
    )
    oidc_roles: Path | None = None  # a TOML file that says which roles the claims give; without it: none

    # Answers to hearings without login.
    public_per_address: int = 30  # answers an hour to one hearing from one network address; 0: no limit
    public_per_hearing: int = 3000  # answers an hour to one hearing from everywhere; 0: no limit
    public_seconds: int = 3  # no person fills in the form faster
    public_grace_minutes: int = 60  # so long after the deadline an answer underway is taken
    receipt_days: int = 30  # so long a receipt can be opened

    base_url: str = "http://127.0.0.1:8000"  # the address that mails and calendars lead to
    smtp_url: str = ""  # smtp://user:password@host:587, smtps://…:465; without it mails are files
    mail_from: str = "Kernespor <kernespor@localhost>"
    behind_proxy: int = 0  # how many proxies of our own stand in front; their headers are believed, no others
    trusted_origins: str = ""  # further addresses that forms may be sent from, with https://

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

    def oidc_secret(self) -> str:
        """Return the secret shared with the identity provider, from its file where one is named."""
        if self.oidc_client_secret_file:
            return self.oidc_client_secret_file.read_text(encoding="utf-8").strip()
        return self.oidc_client_secret

    def oidc_apps(self) -> list[dict[str, object]]:
        """Return the identity provider in allauth's shape; none where no issuer is named."""
        if not self.oidc_issuer:
            return []
        found: dict[str, object] = {
            "provider_id": "kommune",
            "name": self.oidc_name,
            "client_id": self.oidc_client_id,
            "secret": self.oidc_secret(),
            "settings": {
                "server_url": self.oidc_issuer.rstrip("/"),
                "scope": self.oidc_scope.split(),
                "oauth_pkce_enabled": True,
            },
        }
        return [found]

    def mail(self) -> dict[str, object]:
        """Return Django's settings of how mail is sent: by SMTP, or as files in the data folder."""
        return smtp(self.smtp_url) if self.smtp_url else {"EMAIL_FILE_PATH": self.data_dir / "mail"}

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
    Queries aren't compiled unless the URL says so (`?options=-c jit=on`): a page's query that takes 10 ms
    waits more than a second for its compiled form.
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
        "OPTIONS": {"options": "-c jit=off"} | options,
    }


def smtp(url: str) -> dict[str, object]:
    """Return Django's settings for `smtp://user:password@host:587` (STARTTLS) or `smtps://…` (TLS at once).

    `?starttls=0` leaves the encryption out. Raises ValueError for another scheme or no host.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ValueError("KERNESPOR_SMTP_URL: write it as smtp://user:password@host:587 or smtps://…")
    at_once = parts.scheme == "smtps"
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if at_once else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": at_once,
        "EMAIL_USE_TLS": not at_once and dict(parse_qsl(parts.query)).get("starttls", "1") != "0",
        "EMAIL_TIMEOUT": 20,
    }
