"""`kernespor review`: what it prints, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kernespor.site import cli

ITEM = (
    "# Dagsorden for Byrådet den 3. maj 2022\n\n## 1. Bænk\n\nSagsnr.: 22/1234\n\n### Sagsfremstilling\n\n"
    "Bænken ved søen er slidt. Se bilag 2. Administrationen vil følge op på brugen.\n\n"
    "### Økonomi\n\nUdgiften er 5.000 kr.\n\n### Indstilling\n\nAt der købes en bænk.\n\n### Bilag\n\n- Kort\n"  # noqa: E501 - it reads best whole
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "dagsorden.md"
    path.write_text(ITEM, encoding="utf-8")
    return path


def test_it_tells_people_in_danish(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["review", str(file)]) == 0
    text = capsys.readouterr().out
    assert "1. Bænk: 2 bemærkninger" in text
    assert "Teksten henviser til »bilag 2«" in text
    assert "Sagsfremstilling: »Administrationen vil følge op på brugen.«" in text
    assert "Forslag: Skriv, hvem der gør det" in text


def test_it_gives_items_with_findings_as_json(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["review", str(file), "--json"]) == 0
    shape = json.loads(capsys.readouterr().out)
    assert set(shape) == {"items", "findings"}
    (item,) = shape["items"]
    assert item["title"] == "Bænk"
    assert [one["code"] for one in item["findings"]] == ["review.missing", "review.promise"]
    assert {"code", "severity", "place", "message", "suggestion", "key", "places"} == set(item["findings"][0])


def test_a_file_without_items_is_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "tom.txt"
    path.write_text("", encoding="utf-8")
    assert cli.main(["review", str(path), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["items"] == []


def test_an_item_without_end_is_said_to_be_cut(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "lang.md"
    path.write_text(ITEM.replace("Se bilag 2.", "Her er en sti. " * 30_000), encoding="utf-8")
    assert cli.main(["review", str(path), "--json"]) == 0
    assert "review.cut" in {one["code"] for one in json.loads(capsys.readouterr().out)["findings"]}
