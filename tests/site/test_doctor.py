"""Each thing that the doctor names, found in an installation where it is really so."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

import factories
from kernespor.connectors.organisation import RoleRow
from kernespor.engines.findings import Finding
from kernespor.foundation.accounts.models import User
from kernespor.foundation.audit.models import AuditEvent
from kernespor.foundation.jobs.models import WorkerBeat
from kernespor.site import cli
from kernespor.site.backups.making import FILE
from kernespor.site.configuration import Configuration
from kernespor.site.doctor import database, examine, installation, people, running
from kernespor.site.doctor.asked import Asked

NOW = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
KEY = "Gh3-x_9vQ2mZ7pLw8RtYc4NbKs6UdJfE1aXoHi5TgVrWq0MyBzCk"
POSIX = pytest.mark.skipif(os.name != "posix", reason="rights of files are of another kind here")


def sound(tmp_path: Path, **given: Any) -> Configuration:
    """Return an installation in which the settings are as they should be, but for what is given."""
    settings: dict[str, Any] = {
        "data_dir": tmp_path, "secret_key": KEY, "allowed_hosts": "kernespor.kommune.example", "secure": True,
        "behind_proxy": 1, "mfa": "required_roles", "smtp_url": "smtp://a:b@mail.kommune.example",
        "mail_from": "kernespor@kommune.example", "today": None,
    } | given  # fmt: skip
    return Configuration(**settings)


def ask(tmp_path: Path, environment: dict[str, str] | None = None, **given: Any) -> Asked:
    return Asked(sound(tmp_path, **given), environment or {}, NOW)


def codes(findings: Any) -> set[str]:
    found: list[Finding] = list(findings)
    for finding in found:
        assert finding.message.startswith(str(finding.params["setting"]))
        assert finding.suggestion
        assert "{" not in finding.message + finding.suggestion
    return {finding.code for finding in found}


SETTINGS_CHECKS = (
    installation.switches, installation.key, installation.address, installation.login, installation.provider,
    installation.mail,
)  # fmt: skip
BROKEN: dict[str, tuple[dict[str, Any], set[str]]] = {
    "sound": ({}, set()),
    "debug": ({"debug": True}, {"debug"}),
    "demo": ({"demo": True}, {"demo"}),
    "time stands still": ({"today": dt.date(2026, 1, 1)}, {"today"}),
    "a short key": ({"secret_key": "kort"}, {"key_short"}),
    "a key of few letters": ({"secret_key": "ab" * 30}, {"key_weak"}),
    "a key from a guide": ({"secret_key": "django-insecure-" + KEY}, {"key_default"}),
    "any host": ({"allowed_hosts": "*"}, {"hosts_star"}),
    "this machine alone": ({"allowed_hosts": "127.0.0.1"}, {"hosts_local"}),
    "no TLS": ({"secure": False}, {"not_secure", "no_hsts"}),
    "no proxy": ({"behind_proxy": 0}, {"no_proxy"}),
    "an origin without TLS": ({"trusted_origins": "http://a.example"}, {"origin"}),
    "no second step": ({"mfa": "optional"}, {"mfa_optional"}),
    "a second step, not for administrators": ({"mfa_roles": "controller"}, {"mfa_optional"}),
    "a role that isn't one": ({"mfa_roles": "administrator,konge"}, {"mfa_role"}),
    "long sessions": ({"session_hours": 48}, {"session_long"}),
    "no idle limit": ({"idle_minutes": 0}, {"idle_long"}),
    "no way in": ({"password_login": False}, {"no_login"}),
    "files for mail": ({"smtp_url": ""}, {"mail_files"}),
    "mail that can't be read": ({"smtp_url": "mail.example:25"}, {"mail_url"}),
    "mail in the open": ({"smtp_url": "smtp://mail.example:25?starttls=0"}, {"mail_open"}),
    "mail from nowhere": ({"mail_from": "Kernespor <kernespor@localhost>"}, {"mail_from"}),
    "a provider": (
        {
            "oidc_issuer": "https://id.example",
            "oidc_client_id": "k",
            "oidc_client_secret": "h",
            "password_login": False,
        },
        set(),
    ),
    "two ways in": (
        {"oidc_issuer": "https://id.example", "oidc_client_id": "k", "oidc_client_secret": "h"},
        {"two_ways_in"},
    ),
    "half a provider": (
        {"oidc_issuer": "http://id.example", "password_login": False},
        {"oidc_http", "oidc_client", "oidc_secret"},
    ),
}


@pytest.mark.parametrize(("given", "expected"), BROKEN.values(), ids=BROKEN)
def test_each_setting(tmp_path: Path, given: dict[str, Any], expected: set[str]) -> None:
    asked = ask(tmp_path, **given)
    assert codes(finding for check in SETTINGS_CHECKS for finding in check(asked)) == expected


@POSIX
def test_a_key_and_a_secret_that_others_can_read(tmp_path: Path) -> None:
    assert codes(installation.key(ask(tmp_path, secret_key=""))) == set()
    (tmp_path / "secret-key").chmod(0o644)
    assert codes(installation.key(ask(tmp_path, secret_key=""))) == {"key_readable"}
    secret = tmp_path / "hemmelighed"
    given: dict[str, Any] = {
        "oidc_issuer": "https://id.example", "oidc_client_id": "k", "oidc_client_secret_file": secret,
        "password_login": False,
    }  # fmt: skip
    assert codes(installation.provider(ask(tmp_path, **given))) == {"oidc_secret"}
    secret.write_text("hemmelig")
    secret.chmod(0o600)
    assert codes(installation.provider(ask(tmp_path, **given))) == set()
    secret.chmod(0o644)
    assert codes(installation.provider(ask(tmp_path, **given))) == {"oidc_secret_readable"}


def test_a_table_of_roles_with_faults(tmp_path: Path) -> None:
    table = tmp_path / "roller.toml"
    given: dict[str, Any] = {
        "oidc_issuer": "https://id.example", "oidc_client_id": "k", "oidc_client_secret": "h",
        "password_login": False, "oidc_roles": table,
    }  # fmt: skip
    assert codes(installation.provider(ask(tmp_path, **given))) == {"oidc_roles"}
    table.write_text('[[roles]]\ncode = "A"\nrole = "konge"\n', encoding="utf-8")
    assert codes(installation.provider(ask(tmp_path, **given))) == {"oidc_roles"}
    table.write_text('[[roles]]\ncode = "A"\nrole = "head"\n', encoding="utf-8")
    assert codes(installation.provider(ask(tmp_path, **given))) == set()


def test_a_name_that_is_misspelt_gets_the_one_that_was_meant(tmp_path: Path) -> None:
    [finding] = installation.names(ask(tmp_path, {"KERNESPOR_ALOWED_HOSTS": "x", "KERNESPOR_DEBUG": "0"}))
    assert (finding.code, finding.suggestion) == ("unknown", "Mente I KERNESPOR_ALLOWED_HOSTS?")
    assert codes(installation.names(ask(tmp_path, {"KERNESPOR_XYZZY": "1", "PATH": "x"}))) == {"unknown"}


def test_backups_heads_and_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ask(tmp_path)
    assert codes(running.backup(asked)) == {"no_backup"}
    assert codes(running.heads(asked)) == {"no_heads"}
    folder = tmp_path / "backup"
    folder.mkdir()
    file = folder / "kernespor-20261120T020000Z.zip"
    assert FILE.fullmatch(file.name)
    file.write_bytes(b"x")
    heads = tmp_path / "audit-heads.log"
    heads.write_text("", encoding="utf-8")
    for hours, late in ((10, False), (40, True)):
        then = (NOW - dt.timedelta(hours=hours)).timestamp()
        os.utime(file, (then, then))
        os.utime(heads, (then, then))
        assert ("old_backup" in codes(running.backup(asked))) is late
        assert ("old_heads" in codes(running.heads(asked))) is late
    assert "backup_beside" in codes(running.backup(asked))
    assert "heads_beside" in codes(running.heads(asked))
    real = running.shutil.disk_usage(tmp_path)
    for free, expected in ((10**6, {"disk_full"}), (10**9, {"disk_tight"}), (real.total, set())):
        usage = real._replace(free=free)
        monkeypatch.setattr(running.shutil, "disk_usage", lambda _folder, usage=usage: usage)
        assert codes(running.disk(asked)) == expected


@pytest.mark.django_db
def test_a_worker_that_is_silent_and_a_clock_that_is_slow(tmp_path: Path) -> None:
    asked = Asked(sound(tmp_path), {}, timezone.now())
    WorkerBeat.objects.all().delete()
    assert codes(running.worker(asked)) == {"no_worker"}
    WorkerBeat.objects.create(name="prøve", started_at=asked.now, beat_at=asked.now - dt.timedelta(minutes=9))
    assert codes(running.worker(asked)) == {"silent_worker"}
    WorkerBeat.objects.create(name="prøve 2", started_at=asked.now, beat_at=asked.now)
    assert codes(running.worker(asked)) == set()
    assert codes(running.clock(asked)) == set()
    AuditEvent(at=asked.now + dt.timedelta(hours=1), actor="x", verb="accounts.opened", subject="").save()
    assert codes(running.clock(asked)) == {"clock_behind"}


@pytest.mark.django_db
def test_accounts_without_a_second_step_a_role_or_anyone_to_keep_them(tmp_path: Path) -> None:
    since = dt.date(2020, 1, 1)
    factories.house(RoleRow("head", "head", "SK", includes_below=True, valid_from=since))
    asked = ask(tmp_path)
    assert codes(people.accounts(asked)) == {"no_keeper", "no_account"}
    factories.account("head")
    factories.account("other")
    assert codes(people.accounts(asked)) == {"no_keeper", "no_role"}
    head = factories.person("head")
    head.roles.update(role="administrator")
    assert codes(people.accounts(asked)) == {"keeper_bare", "no_role"}
    User.objects.filter(person=head).update(second_step_since=NOW)
    User.objects.exclude(person=head).update(is_active=False)
    assert codes(people.accounts(asked)) == set()


@pytest.mark.django_db
def test_a_table_that_names_a_unit_we_do_not_have(tmp_path: Path) -> None:
    factories.house()
    table = tmp_path / "roller.toml"
    table.write_text('[[roles]]\ncode = "A"\nrole = "head"\nunit = "VÆK"\n', encoding="utf-8")
    assert codes(people.units_of_table(ask(tmp_path, oidc_roles=table))) == {"oidc_unit"}
    table.write_text('[[roles]]\ncode = "A"\nrole = "head"\nunit = "OS"\n', encoding="utf-8")
    assert codes(people.units_of_table(ask(tmp_path, oidc_roles=table))) == set()


@pytest.mark.django_db
def test_a_database_that_lacks_a_table(tmp_path: Path) -> None:
    asked = ask(tmp_path)
    assert codes(database.answers(asked)) == set()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = %s", ["accounts"])
    assert codes(database.answers(asked)) == {"migrations"}


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PRAGMA is SQLite's")
def test_a_database_that_does_not_wait_for_the_disk(tmp_path: Path) -> None:
    asked = ask(tmp_path)
    assert "fsync" not in codes(database.settings_of(asked))
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
        try:
            assert {"sqlite", "fsync"} <= codes(database.settings_of(asked))
        finally:
            cursor.execute("PRAGMA synchronous=FULL")


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's own settings")
def test_a_postgresql_that_does_not_wait_for_the_disk(tmp_path: Path) -> None:
    asked = ask(tmp_path)
    before = codes(database.settings_of(asked))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")
    assert codes(database.settings_of(asked)) == before | {"fsync"}


def run(tmp_path: Path, *words: str, **environment: str) -> tuple[int, str]:
    """Run the command in a process of its own, as an installation does."""
    import subprocess
    import sys

    kept = {name: value for name, value in os.environ.items() if not name.startswith("KERNESPOR_")}
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from kernespor.site.cli import main; sys.exit(main(sys.argv[1:]))",
            *words,
        ],
        env=kept | {"KERNESPOR_DATA_DIR": str(tmp_path), "PYTHONPATH": "src"} | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=Path(__file__).resolve().parents[2],
    )
    return done.returncode, done.stdout + done.stderr


def test_the_command_says_it_in_words_and_as_data(tmp_path: Path) -> None:
    code, text = run(tmp_path, "doctor", KERNESPOR_DEBUG="1", KERNESPOR_DEBGU="1")
    assert code == 1
    assert "FEJL   [debug] KERNESPOR_DEBUG: " in text
    assert "Mente I KERNESPOR_DEBUG?" in text
    assert "[migrations]" in text
    code, text = run(tmp_path, "doctor", "--json", KERNESPOR_DATABASE_URL="postgresql://x@127.0.0.1:1/x")
    found = json.loads(text)
    assert code == 1
    assert {"code", "severity", "place", "message", "suggestion", "setting"} == set(found[0])
    assert "database_down" in {one["code"] for one in found}


@POSIX
def test_a_database_file_that_others_can_read(tmp_path: Path) -> None:
    assert run(tmp_path, "manage", "migrate", "--verbosity", "0")[0] == 0
    (tmp_path / "kernespor.sqlite3").chmod(0o644)
    tmp_path.chmod(0o755)
    code, text = run(tmp_path, "doctor")
    assert code == 1
    assert "[sqlite_readable]" in text
    assert "[data_readable]" in text
    (tmp_path / "kernespor.sqlite3").chmod(0o600)
    tmp_path.chmod(0o700)
    text = run(tmp_path, "doctor")[1]
    assert "readable" not in text
    assert "[migrations]" not in text


@pytest.mark.django_db
def test_all_checks_are_asked_errors_first(tmp_path: Path) -> None:
    findings = examine(Asked(sound(tmp_path, debug=True), {}, timezone.now()))
    grades = [finding.severity.value for finding in findings]
    assert grades == sorted(grades, key=["error", "warning", "note"].index)
    assert {"debug", "no_backup", "no_keeper", "no_worker"} <= codes(findings)


def test_the_command_is_known() -> None:
    assert cli.parser().parse_args(["doctor", "--json"]).json
