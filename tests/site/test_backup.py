"""Backup and restore: in an empty installation no row and no file differs; all else is refused.

Each installation is a real one: its own folder or PostgreSQL database, its own processes.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bench.database import POSTGRESQL, database
from kernespor.site.backups import databases, making, manifest, restoring, rows

COMMAND = "import sys; from kernespor.site.cli import main; sys.exit(main())"
DANISH = "Ærø, Århus og »Øster Ålsø« – 𝄞"
LARGE = 3 * 1024 * 1024
FILL = f"""
import datetime as dt, hashlib, os
from django.utils import timezone
from kernespor.connectors.sporkoebing.generate import Size
from kernespor.foundation.access.actor import system
from kernespor.foundation.audit.writing import change
from kernespor.foundation.files import store
from kernespor.site.loading import load
load(seed=1, password=None, size=Size.SMALL)
actor = system({DANISH!r}, timezone.localdate())
with change(actor=actor, verb="organisation.files_laid_in", why={DANISH!r}) as act:
    for number in range(3):
        store.keep(act, name=f"{{number}} {DANISH}.bin", content=os.urandom({LARGE}), actor=actor)
"""
WRITE = """
import datetime as dt, sys
from django.utils import timezone
from kernespor.foundation.access.actor import system
from kernespor.foundation.audit.writing import change
from kernespor.foundation.organisation.models import Person
actor = system("Prøve", timezone.localdate())
print("begun", flush=True)
number = 0
while True:  # two rows that belong together, until the process is ended
    with change(actor=actor, verb="organisation.taken_in") as act:
        act.subject = act.create(Person, code=f"a-{number}", name="Å")
        act.create(Person, code=f"b-{number}", name="Ø")
    number += 1
"""
PAIRS = """
from kernespor.foundation.organisation.models import Person
from kernespor.foundation.audit.models import AuditEvent
def codes(start):
    return {code[2:] for code in Person.objects.filter(code__startswith=start).values_list("code", flat=True)}
a, b = codes("a-"), codes("b-")
told = AuditEvent.objects.filter(actor="Prøve").count()
print(len(a), a == b, told == len(a))
new = Person.objects.create(code="efter", name="Æ")
print(new.pk > max(Person.objects.exclude(pk=new.pk).values_list("pk", flat=True), default=0))
"""


class Installation:
    """A data folder and a database of its own, used through the command line as an IT department does."""

    def __init__(self, folder: Path, url: str = "") -> None:
        self.folder, self.url = folder, url
        kept = {name: value for name, value in os.environ.items() if not name.startswith("KERNESPOR_")}
        source = str(Path(making.__file__).parents[3])
        self.environment = {
            **kept,
            "KERNESPOR_DATA_DIR": str(folder),
            "KERNESPOR_DATABASE_URL": url,
            "KERNESPOR_SECRET_KEY": "en-hemmelighed-af-prøvens-egen",
            "PYTHONPATH": source,
        }

    def run(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", COMMAND, *words],
            env={**self.environment, **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def ask(self, code: str) -> list[str]:
        done = subprocess.run(
            [sys.executable, "-c", f"from kernespor.site.cli.manage import setup; setup()\n{code}"],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()

    def fill(self) -> None:
        assert self.run("manage", "migrate", "-v0").returncode == 0
        self.ask(FILL)

    def backup(self, *words: str) -> Path:
        done = self.run("backup", *words)
        assert done.returncode == 0, done.stderr
        return Path(done.stdout.splitlines()[0])


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


def test_taken_while_others_write_it_is_of_one_moment(place: Place, tmp_path: Path) -> None:
    busy = place("busy")
    busy.fill()
    writer = subprocess.Popen(
        [sys.executable, "-c", f"from kernespor.site.cli.manage import setup; setup()\n{WRITE}"],
        env=busy.environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout
    try:
        assert writer.stdout.readline() == "begun\n"
        backups = [busy.backup(str(tmp_path / str(number))) for number in range(2)]
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


def rebuilt(taken: Path, target: Path, *, copy: bytes | None = None, **said: Any) -> Path:
    """Return an archive with another database or another word in its manifest, and every digest right."""

    with zipfile.ZipFile(taken) as old, zipfile.ZipFile(target, "w") as new:
        found = json.loads(old.read(manifest.NAME))
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("database.") and copy is not None:
                content = copy
                found["members"][name] = {
                    "size": len(content),
                    "sha256": hashlib.sha256(content).hexdigest(),
                }
            if name != manifest.NAME:
                new.writestr(name, content)
        new.writestr(manifest.NAME, json.dumps({**found, **said}))
    return target


# ---- what is refused; the same on either database, so asked of the one that is at hand everywhere


def codes(installation: Installation, file: Path) -> str:
    done = installation.run("backup", "--verify", str(file))
    assert done.returncode == 1
    return done.stderr


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Installation, Path]:
    """An installation with empty tables, and its backup."""
    found = Installation(tmp_path_factory.mktemp("small"))
    assert found.run("manage", "migrate", "-v0").returncode == 0
    return found, found.backup()


@pytest.mark.parametrize("part", [0, 10, 1000, -1])
def test_a_truncated_archive_is_refused(small: tuple[Installation, Path], tmp_path: Path, part: int) -> None:
    installation, file = small
    cut = tmp_path / "cut.zip"
    cut.write_bytes(file.read_bytes()[:part])
    assert "[damaged]" in codes(installation, cut)
    assert "[damaged]" in codes(installation, tmp_path / "isnt-there.zip")


def test_a_byte_that_turned_over_is_found(small: tuple[Installation, Path], tmp_path: Path) -> None:
    installation, file = small
    content = bytearray(file.read_bytes())
    with zipfile.ZipFile(file) as archive:
        entry = archive.getinfo("database.sqlite3")
    content[entry.header_offset + 500] ^= 0xFF
    bad = tmp_path / "bad.zip"
    bad.write_bytes(content)
    assert "[changed_member]" in codes(installation, bad)


@pytest.mark.parametrize(
    "name",
    ["../outside.txt", "/etc/passwd", "beside/../../x", "C:\\x.txt", "database.sqlite3 ", "rows/../x"],
)
def test_an_archive_that_reaches_outside_is_refused(
    small: tuple[Installation, Path], tmp_path: Path, name: str
) -> None:
    installation, file = small
    hostile = tmp_path / "hostile.zip"
    shutil.copy(file, hostile)
    with zipfile.ZipFile(hostile, "a") as archive:
        archive.writestr(name, "x")
    assert "[foreign_member]" in codes(installation, hostile)
    new = Installation(tmp_path / "new")
    assert new.run("restore", str(hostile)).returncode == 1
    assert {entry.name for entry in (tmp_path / "new").iterdir()} <= {"static"}
    assert not (tmp_path / "outside.txt").exists()


def test_a_member_twice_is_refused(small: tuple[Installation, Path], tmp_path: Path) -> None:
    installation, file = small
    twice = tmp_path / "twice.zip"
    shutil.copy(file, twice)
    with zipfile.ZipFile(twice, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("database.sqlite3", b"x")
    assert "[foreign_member]" in codes(installation, twice)


def test_members_missing_unlisted_or_swelling_are_refused(
    small: tuple[Installation, Path], tmp_path: Path
) -> None:
    installation, file = small
    with zipfile.ZipFile(file) as archive:
        said = json.loads(archive.read(manifest.NAME))
    del said["members"]["rows/accounts.user.txt"]
    said["members"]["rows/nothing.here.txt"] = {"size": 1, "sha256": "0"}
    said["members"]["database.sqlite3"]["size"] = 10
    text = codes(installation, rebuilt(file, tmp_path / "x.zip", members=said["members"]))
    assert "rows/accounts.user.txt står ikke på listen" in text
    assert "rows/nothing.here.txt mangler" in text
    assert "database.sqlite3 er ikke, som da kopien blev taget." in text


@pytest.mark.parametrize(
    "said",
    [{"format": 2}, {"tables": {"accounts.user": {"rows": "mange"}}}, {"members": []}, {"made_at": "i går"},
     {"tables": None}],
    ids=str,
)  # fmt: skip
def test_a_manifest_that_says_nonsense_is_refused(
    small: tuple[Installation, Path], tmp_path: Path, said: dict[str, Any]
) -> None:
    installation, file = small
    assert "[damaged]" in codes(installation, rebuilt(file, tmp_path / "x.zip", **said))


def test_a_table_that_promises_other_rows_is_refused(
    small: tuple[Installation, Path], tmp_path: Path
) -> None:
    installation, file = small
    with zipfile.ZipFile(file) as archive:
        tables = json.loads(archive.read(manifest.NAME))["tables"]
    tables["migrations.migration"]["rows"] += 1
    assert "[changed_table]" in codes(installation, rebuilt(file, tmp_path / "x.zip", tables=tables))


@pytest.mark.parametrize(
    ("said", "code"),
    [({"version": "99.0"}, "other_version"), ({"database": "postgresql"}, "other_database"),
     ({"migrations": ["jobs.9999_from_the_future"]}, "other_version")],
    ids=str,
)  # fmt: skip
def test_another_version_or_database_is_refused_untouched(
    small: tuple[Installation, Path], tmp_path: Path, said: dict[str, Any], code: str
) -> None:
    _installation, file = small
    new = Installation(tmp_path / "new")
    done = new.run("restore", str(rebuilt(file, tmp_path / "x.zip", **said)))
    assert done.returncode == 1
    assert f"[{code}]" in done.stderr
    assert not (tmp_path / "new" / "kernespor.sqlite3").exists()


def test_what_differs_is_named_row_by_row(small: tuple[Installation, Path], tmp_path: Path) -> None:
    """A database that isn't what the digests say: one row changed, one gone, one more."""
    _installation, file = small
    with zipfile.ZipFile(file) as archive:
        copy = Path(archive.extract("database.sqlite3", tmp_path))
    with closing(sqlite3.connect(copy)) as line, line:
        line.execute("UPDATE django_content_type SET model = 'andet' WHERE id = 1")
        line.execute("DELETE FROM auth_permission WHERE id = 2")
        line.execute(
            "INSERT INTO organisation_person (code, name, title, email, version) VALUES ('x', 'X', '', '', 1)"
        )
    new = Installation(tmp_path / "new")
    done = new.run("restore", str(rebuilt(file, tmp_path / "x.zip", copy=copy.read_bytes())))
    assert done.returncode == 1
    assert "Gendannet, men ikke ens" in done.stderr
    assert "contenttypes.contenttype: 1 er anderledes (1)" in done.stderr
    assert "auth.permission: 1 mangler (2)" in done.stderr
    assert "organisation.person: 1 er kommet til (1)" in done.stderr


def test_without_the_servers_own_tool_it_says_what_to_install(tmp_path: Path) -> None:
    url = "postgresql://kernespor@/findes-ikke?host=/findes-ikke"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shutil, "which", lambda _name: None)
        with pytest.raises(databases.CannotError, match="apt-get install postgresql-client"):
            databases._call("pg_dump")
    del url, tmp_path


def test_where_nothing_is_there_is_nothing_to_take(tmp_path: Path) -> None:
    done = Installation(tmp_path / "tom").run("backup")
    assert done.returncode == 1
    assert "Der blev ikke taget nogen sikkerhedskopi." in done.stderr
    assert making.backups(tmp_path / "tom" / "backup") == []


@pytest.mark.django_db
def test_a_file_that_isnt_what_its_digest_says_is_named() -> None:
    from django.utils import timezone

    from kernespor.foundation.files.models import StoredFile

    StoredFile.objects.create(
        name="x", content=b"abc", sha256="0" * 64, size=3, uploaded_at=timezone.now(), uploaded_by="x"
    )
    assert {"files.storedfile", "jobs.run", "migrations.migration"} <= set(rows.tables())
    assert next(restoring._differences("t", ["1 a"], ["2 b"])) == "t: 1 mangler (1)"


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
