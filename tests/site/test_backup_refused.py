"""Archives that are truncated, damaged, of another version or hostile: refused, and nothing touched."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from installations import Installation, rebuilt
from kernespor.site.backups import databases, making, manifest, restoring, rows


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


def test_a_locked_archive_is_refused(small: tuple[Installation, Path], tmp_path: Path) -> None:
    installation, file = small
    content = bytearray(file.read_bytes())
    with zipfile.ZipFile(file) as archive:
        start = archive.start_dir
        local = [entry.header_offset for entry in archive.infolist()]
    place = content.find(b"PK\x01\x02", start)
    while place >= 0:
        content[place + 8] |= 1  # "a password is needed", in the list of members
        place = content.find(b"PK\x01\x02", place + 4)
    for place in local:
        content[place + 6] |= 1  # and at the member itself
    locked = tmp_path / "locked.zip"
    locked.write_bytes(content)
    assert "[damaged]" in codes(installation, locked)


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
