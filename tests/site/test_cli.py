"""The command line: its help, its exit codes, and what it prints."""

from __future__ import annotations

import argparse
import json
from functools import partial
from pathlib import Path

import pytest
from django.conf import settings

import factories
from kernespor.connectors.sporkoebing import Size
from kernespor.foundation.accounts.models import User
from kernespor.site import cli, loading
from kernespor.site.cli import demo, manage


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = cli.main(words)
    return code, capsys.readouterr().out


@pytest.fixture
def document(tmp_path: Path) -> Path:
    file = tmp_path / "plan.md"
    file.write_bytes(factories.document(mark="Trivsel"))
    return file


def subcommands(parser: argparse.ArgumentParser, *before: str) -> list[tuple[str, ...]]:
    found = []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                found += [(*before, name), *subcommands(below, *before, name)]
    return found


@pytest.mark.parametrize("words", [(), *subcommands(cli.parser())], ids=" ".join)
def test_every_command_has_help(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    if words == ("manage",):
        assert "run a command of Django's" in " ".join(cli.parser().format_help().split())
        return
    with pytest.raises(SystemExit) as end:
        cli.main([*words, "--help"])
    text = capsys.readouterr().out
    assert end.value.code == 0
    assert "usage: kernespor" in text
    assert len(text) > 100


@pytest.mark.parametrize(
    "words",
    [[], ["unheard-of"], ["read"], ["read", "plan"], ["read", "document"], ["read", "agenda"],
     ["read", "poem", "x"],
     ["sporkoebing"],
     ["sporkoebing", "x", "--size", "huge"], ["sporkoebing", "x", "--until", "snart"],
     ["demo", "--port", "a"]],
)  # fmt: skip
def test_wrong_use_is_two(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        cli.main(words)
    assert end.value.code == 2
    assert "usage: kernespor" in capsys.readouterr().err


def test_a_plan_is_read_into_a_summary_or_into_json(
    document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, text = run(capsys, "read", "plan", str(document))
    assert code == 0
    assert "1 indsatsområder, 1 mål, 2 handlinger, 1 målindikatorer" in text
    code, text = run(capsys, "read", "plan", str(document), "--json")
    shape = json.loads(text)
    assert code == 0
    assert set(shape) == {"title", "unit", "period", "sections", "priority_areas", "furniture", "findings"}
    assert shape["period"] == {"from": "2026", "to": "2027"}
    goal = shape["priority_areas"][0]["goals"][0]
    assert set(goal) == {
        "number", "title", "text", "actions_intro", "actions", "indicators_intro", "indicators"
    }  # fmt: skip
    assert goal["actions"] == ["Handling om Trivsel, den første", "Handling om Trivsel, den anden"]


def test_a_governing_document_is_read_into_a_summary_or_into_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "notat.md"
    file.write_text(
        "# Notat\n\n## Formål\n\nDer er to pejlemærker:\n\n- mod\n- ro\n\n## Tid\n", encoding="utf-8"
    )
    code, text = run(capsys, "read", "document", str(file))
    assert code == 0
    assert "2 overskrifter, 1 afsnit, 2 punkter, 2 foreslåede passager" in text
    assert "warning [heading_empty] paragraph 5, line 10" in text
    code, text = run(capsys, "read", "document", str(file), "--json")
    shape = json.loads(text)
    assert code == 0
    assert shape["title"] == "Notat"
    assert shape["blocks"][2] == {"kind": "bullet", "level": 1, "text": "mod", "lines": [7, 7]}
    assert shape["passages"][0] == {"block": 2, "text": "mod", "role": "guiding_mark"}
    assert {"head", "furniture", "findings"} <= set(shape)


def test_an_agenda_is_read_into_a_summary_or_into_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "referat.md"
    file.write_text(
        "# Referat af Byrådet den 3. maj 2022\n\n## 1. Bænk\n\nSagsnr.: 22/1234\n\n### Indstilling\n\n"
        "Køb den.\n\n### Bilag\n\n- Kort\n\n### Beslutning\n\nGodkendt.\n\n### Fraværende\n\nBo Ek\n",
        encoding="utf-8",
    )
    code, text = run(capsys, "read", "agenda", str(file))
    assert code == 0
    assert "Byrådet · 3. maj 2022\n1 punkt\n1. Bænk · 22/1234\n   indstilling\n   1 bilag\n" in text
    assert "Beslutning: Byrådet, 3. maj 2022. Fraværende: Bo Ek" in text
    code, text = run(capsys, "read", "agenda", str(file), "--json")
    shape = json.loads(text)
    assert code == 0
    assert set(shape) == {"body", "term", "meeting_date", "items", "furniture", "findings"}
    assert set(shape["items"][0]) == {
        "title", "case_number", "item_type", "theme", "sections", "recommendation", "consultation", "economy",
        "alternative_recommendation", "attachments", "decisions",
    }  # fmt: skip
    assert set(shape["items"][0]["decisions"][0]) == {"body", "term", "date", "text", "absent", "dissent"}
    file.write_text("Her står der ingenting.\n", encoding="utf-8")
    code, text = run(capsys, "read", "agenda", str(file))
    assert code == 1
    assert "0 punkter" in text


def test_a_note_says_what_it_calls_both_finished_and_under_way(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "notat.md"
    file.write_text(
        "# Status på samtaler\n\n## Samtaler\n\nFælles samtaler (SAMTAL) er blevet indført i 2023.\n\n"
        "Arbejdet med implementering af SAMTAL fortsætter.\n",
        encoding="utf-8",
    )
    _code, text = run(capsys, "read", "document", str(file), "--json")
    assert [finding["code"] for finding in json.loads(text)["findings"]] == ["done_and_going"]


@pytest.mark.parametrize("kind", ["plan", "document"])
@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04"])
def test_a_document_that_cannot_be_read_is_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, kind: str
) -> None:
    file = tmp_path / "plan.docx"
    if content is not None:
        file.write_bytes(content)
    code, text = run(capsys, "read", kind, str(file), "--json")
    findings = json.loads(text)["findings"]
    assert code == 1
    assert [finding for finding in findings if finding["severity"] == "error"]
    assert all({"code", "severity", "place", "message"} <= set(finding) for finding in findings)
    code, text = run(capsys, "read", kind, str(file))
    assert code == 1
    assert "error [" in text


def test_sporkoebing_is_written_as_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("sporkoebing", str(tmp_path / "by"), "--size", "small", "--until", factories.DAY.isoformat())
    code, text = run(capsys, *words)
    files = {
        path.relative_to(tmp_path / "by").as_posix()
        for path in (tmp_path / "by").rglob("*")
        if path.is_file()
    }
    assert code == 0
    assert text == f"{len(files)} filer i {tmp_path / 'by'}\n"
    assert files == set(factories.small())
    assert (tmp_path / "by" / "truth.json").read_bytes() == factories.small()["truth.json"]
    code, text = run(capsys, *words, "--json")
    assert json.loads(text)["size"] == "small"


def test_manage_hands_on_to_django(capsys: pytest.CaptureFixture[str]) -> None:
    code, text = run(capsys, "manage", "check")
    assert code == 0
    assert "no issues" in text
    manage.setup()
    assert cli.parser().parse_args(["manage"]).run is not None


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db: None) -> Path:
    """A demo in a folder of its own, with the small municipality, that serves nothing."""
    del db
    monkeypatch.setenv("KERNESPOR_DEMO", "0")
    monkeypatch.setattr(settings, "TODAY", factories.DAY)
    own = settings.CONFIGURATION.model_copy(update={"data_dir": tmp_path, "database_url": ""})
    monkeypatch.setattr(settings, "CONFIGURATION", own)
    monkeypatch.setattr(loading, "load", partial(loading.load, size=Size.SMALL))
    return tmp_path


def test_the_demo_is_loaded_once_and_says_how_to_come_in(
    installation: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    served: list[list[str]] = []
    beside: list[bool] = []
    monkeypatch.setattr(demo.os, "execv", lambda _program, words: served.append(words))
    monkeypatch.setattr(demo, "start_worker", lambda: beside.append(True))
    code, text = run(capsys, "demo", "--port", "8123")
    assert beside == [True]
    password = (installation / "demo-password").read_text(encoding="utf-8")
    assert code == 0
    assert "Indlæser Sporkøbing Kommune" in text
    assert "http://127.0.0.1:8123" in text
    assert password in text
    assert (installation / "demo-password").stat().st_mode & 0o077 == 0
    assert served[0][5:9] == ["--host", "127.0.0.1", "--port", "8123"]
    head = User.objects.get(person__code="oekonomichef")
    assert head.check_password(password)
    assert head.email in text
    code, text = run(capsys, "demo", "--prepare")
    assert "Indlæser" not in text
    assert len(served) == 1
    assert (installation / "demo-password").read_text(encoding="utf-8") == password


@pytest.mark.django_db(transaction=True)
def test_a_fresh_demo_throws_away_what_was_entered(
    installation: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = installation / "kernespor.sqlite3"
    database.write_bytes(b"gammelt")
    demo._start_over(installation)
    assert not database.exists()
    factories.house()
    factories.account("head")
    own = settings.CONFIGURATION.model_copy(update={"database_url": "postgresql://kernespor@/k"})
    monkeypatch.setattr(settings, "CONFIGURATION", own)
    demo._start_over(installation)
    assert not User.objects.exists()
