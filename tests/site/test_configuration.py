"""What an installation decides, and the lines that it logs."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from kernespor.site.configuration import Configuration, postgresql
from kernespor.site.logs import formatter


def test_a_key_of_its_own_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    own = Configuration(data_dir=tmp_path / "data", secret_key="")
    key = own.key()
    assert len(key) > 50
    assert own.key() == key
    assert (tmp_path / "data" / "secret-key").stat().st_mode & 0o077 == 0
    assert Configuration(secret_key="given").key() == "given"


def test_the_database_is_a_file_or_what_the_address_names(tmp_path: Path) -> None:
    file = Configuration(data_dir=tmp_path, database_url="").database()
    assert file["ENGINE"] == "django.db.backends.sqlite3"
    assert file["NAME"] == tmp_path / "kernespor.sqlite3"
    url = "postgresql://per:p%40ss@db.example:5433/kerne?sslmode=require"
    found = Configuration(database_url=url).database()
    assert (found["USER"], found["PASSWORD"], found["HOST"]) == ("per", "p@ss", "db.example")
    assert (found["PORT"], found["NAME"]) == ("5433", "kerne")
    assert found["OPTIONS"] == {"sslmode": "require", "options": "-c jit=off"}


def test_a_socket_is_named_in_the_query() -> None:
    found = postgresql("postgres://kernespor@/postgres?host=/run/postgresql")
    assert (found["HOST"], found["PORT"]) == ("/run/postgresql", "")
    assert "host" not in found["OPTIONS"]


def test_the_url_may_say_what_else_postgresql_is_told() -> None:
    found = postgresql("postgres://kernespor@/postgres?options=-c%20jit%3Don")
    assert found["OPTIONS"] == {"options": "-c jit=on"}


def test_other_databases_are_refused() -> None:
    with pytest.raises(ValueError, match="only postgresql:// is known, not mysql://"):
        postgresql("mysql://a/b")


def test_a_log_line_is_json_and_keeps_what_people_wrote_to_itself() -> None:
    secret = "hunter2-hunter2"

    def fail(_password: str) -> None:
        raise ValueError

    with pytest.raises(ValueError) as error:  # noqa: PT011 - ours, two lines above
        fail(secret)
    caught = (error.type, error.value, error.tb)
    record = logging.LogRecord("kernespor", logging.ERROR, __file__, 1, "Gik %s", ("galt",), caught)
    line = formatter().format(record)
    said = json.loads(line)
    assert (said["event"], said["level"], said["logger"]) == ("Gik galt", "error", "kernespor")
    assert said["timestamp"]
    assert "ValueError" in line
    assert secret not in line
    assert "\n" not in line
