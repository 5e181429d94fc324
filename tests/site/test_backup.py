"""Backup and restore: in an empty installation no row and no file differs; all else is refused.

Each installation is a real one: its own folder or PostgreSQL database, its own processes.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bench.database import POSTGRESQL, database
from installations import DANISH, PAIRS, WRITE, Installation, rebuilt
from kernespor.site.backups import making, manifest

Place = Callable[[str], Installation]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Make empty installations on one kind of database."""
    from contextlib import ExitStack

    server = os.environ.get(POSTGRESQL, "")
    if request.param == "postgresql" and not server:
        pytest.skip(f"PostgreSQL: {POSTGRESQL} names none")
    with ExitStack() as made:

        def make(name: str) -> Installation:
            folder = tmp_path_factory.mktemp(name)
            if request.param == "sqlite":
                return Installation(folder)
            own = f"kernespor_backup_{os.getpid()}_{folder.name}"
            return Installation(folder, made.enter_context(database(server, own)))

        yield make


@pytest.fixture(scope="module")
def filled(place: Place) -> Installation:
    """A municipality with Danish letters and large files."""
    found = place("filled")
    found.fill()
    return found


@pytest.fixture(scope="module")
def taken(filled: Installation) -> Path:
    """A backup of it."""
    return filled.backup()


def test_restored_into_an_empty_installation_nothing_differs(place: Place, taken: Path) -> None:
    new = place("new")
    done = new.run("restore", str(taken))
    assert done.returncode == 0, done.stderr
    assert "ingen forskel" in done.stdout
    assert new.ask(PAIRS)[1] == "True"  # the next row gets a number of its own
    again = new.run("restore", str(taken))
    assert again.returncode == 1
    assert "[not_empty]" in again.stderr
    assert "Intet er gendannet." in again.stderr


def test_a_backup_is_the_owners_alone_and_whole(taken: Path, filled: Installation) -> None:
    if os.name != "nt":
        assert taken.stat().st_mode & 0o777 == 0o600
        assert taken.parent.stat().st_mode & 0o777 == 0o700
    done = filled.run("backup", "--verify", str(taken))
    assert (done.returncode, done.stdout.startswith("Kopien er hel")) == (0, True)
    assert [file.name for file in taken.parent.iterdir() if file.name.startswith(".")] == []
    with zipfile.ZipFile(taken) as archive:
        said = archive.read(manifest.NAME).decode()
    assert "en-hemmelighed-af-prøvens-egen" not in said
    assert json.loads(said)["settings"]["secret_key"] == "set"
    assert json.loads(said)["tables"]["files.storedfile"]["rows"] >= 3


def test_taken_while_others_write_it_is_of_one_moment(
    place: Place, filled: Installation, tmp_path: Path
) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", f"from kernespor.site.cli.manage import setup; setup()\n{WRITE}"],
        env=filled.environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout
    try:
        assert writer.stdout.readline() == "begun\n"
        backups = [filled.backup(str(tmp_path / str(number))) for number in range(2)]
    finally:
        writer.kill()
        writer.wait()
        writer.stdout.close()
    counts = []
    for file in backups:
        new = place("moment")
        done = new.run("restore", str(file))
        assert done.returncode == 0, done.stderr
        number, together, told = new.ask(PAIRS)[0].split()
        assert (together, told) == ("True", "True")
        counts.append(int(number))
    assert counts == sorted(set(counts))
    assert counts[-1] > 0


def test_only_the_newest_are_kept_and_others_files_left_alone(filled: Installation, tmp_path: Path) -> None:
    (tmp_path / "kernespor-noter.txt").write_text("min egen", encoding="utf-8")
    old = [tmp_path / f"kernespor-2026010{day}T000000Z.zip" for day in (1, 2, 3)]
    for file in old:
        file.write_bytes(b"x")
    new = filled.backup(str(tmp_path), "--keep", "2")
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(
        ["kernespor-noter.txt", old[2].name, new.name]
    )


def test_a_restore_that_fails_leaves_the_database_empty(place: Place, taken: Path, tmp_path: Path) -> None:
    """A copy of the database that its own tool refuses, in an archive whose digests all fit."""
    broken = rebuilt(taken, tmp_path / "broken.zip", copy=b"not a database at all")
    new = place("broken")
    done = new.run("restore", str(broken))
    assert done.returncode != 0
    assert new.run("restore", str(taken)).returncode == 0 or not new.url


# ---- everything out of it


def test_everything_can_be_taken_away_in_a_form_that_needs_no_kernespor(
    filled: Installation, tmp_path: Path
) -> None:
    target = tmp_path / "alt.zip"
    done = filled.run("export", str(target))
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(target) as archive:
        index = json.loads(archive.read("index.json"))
        assert set(archive.namelist()) == {
            "index.json",
            *(table["file"] for table in index["tables"].values()),
            *(file["file"] for file in index["files"]),
        }
        for table in index["tables"].values():
            lines = list(
                csv.reader(archive.read(table["file"]).decode("utf-8-sig").splitlines(), delimiter=";")
            )
            assert lines[0] == list(table["columns"])
        for file in index["files"]:
            assert hashlib.sha256(archive.read(file["file"])).hexdigest() == file["sha256"]
        assert DANISH in archive.read("tabeller/audit.auditevent.csv").decode("utf-8-sig")
        assert "sessions.session" not in index["tables"]
        accounts = archive.read("tabeller/accounts.user.csv").decode()
        assert "pbkdf2" not in accounts
        assert "!" not in accounts
    assert filled.run("export", str(target)).returncode == 1


def test_a_new_installation_begins_with_its_organisation_and_one_administrator(tmp_path: Path) -> None:
    new = Installation(tmp_path / "new")
    assert new.run("manage", "migrate", "-v0").returncode == 0
    examples = Path(making.__file__).parents[4] / "examples" / "organisation"
    for folder, administrator, words in (
        (tmp_path, "loenchef", "Der mangler"),
        (examples / "med-fejl", "loenchef", "error ["),
        (examples, "ingen", "ikke blandt personerne"),
    ):
        done = new.run("begin", str(folder), "--administrator", administrator)
        assert (done.returncode, words in done.stderr) == (1, True), done.stderr
    done = new.run("begin", str(examples), "--administrator", "loenchef")
    assert done.returncode == 0, done.stderr
    email, password = done.stdout.split(" som ")[1].split("\n")[0].split(" med adgangskoden ")
    said = new.ask(
        "from kernespor.foundation.accounts.models import User\n"
        "from kernespor.foundation.accounts.selectors import actor_of\n"
        "from kernespor.foundation.organisation.enums import RoleKind\n"
        "from django.utils import timezone\n"
        "user = User.objects.get()\n"
        f"print(user.email == {email!r}, user.check_password({password!r}))\n"
        "print(actor_of(user, timezone.localdate()).holds_over_all(RoleKind.ADMINISTRATOR))"
    )
    assert said == ["True True", "True"]
    again = new.run("begin", str(examples), "--administrator", "loenchef")
    assert "Her er brugere i forvejen" in again.stderr
