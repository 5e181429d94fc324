"""What `./start check` runs, run as tests; and that its settings say what the house has agreed."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import tomllib
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from house.tree import ROOT, plant


def load_start() -> ModuleType:
    """Return ./start as a module, without leaving a cache file beside it."""
    loader = SourceFileLoader("start", str(ROOT / "start"))
    spec = importlib.util.spec_from_loader("start", loader)
    assert spec
    module = importlib.util.module_from_spec(spec)
    written, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = written
    return module


START = load_start()
PROGRAMS = Path(sys.executable).parent


def settings() -> dict[str, Any]:
    """Return the tools' settings."""
    found: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    return found


def run(folder: Path, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one of .venv's programs in a folder."""
    command = [str(PROGRAMS / name), *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", list(START.CHECKS))
def test_check(name: str) -> None:
    done = run(ROOT, *START.CHECKS[name])
    if done.returncode:
        pytest.fail(f"{name}:\n{done.stdout}\n{done.stderr}\n./start fix mends some of it.", pytrace=False)


def test_every_rule_of_the_linter_is_on_and_each_exception_has_its_reason() -> None:
    lint = settings()["ruff"]["lint"]
    assert lint["select"] == ["ALL"]
    source = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    codes = [*lint["ignore"], *(code for codes in lint["per-file-ignores"].values() for code in codes)]
    lines = source.splitlines()
    unexplained = [code for code in codes if not any(f'"{code}"' in line and "#" in line for line in lines)]
    assert not unexplained, f"pyproject.toml: give each of {unexplained} its reason behind a #."


def test_docstrings_and_types_are_asked_of_every_public_function(tmp_path: Path) -> None:
    plant(tmp_path, {"src/kernespor/engines/a.py": "def double(x):\n    return 2 * x\n"})
    checked = run(
        tmp_path, "ruff", "check", "--config", str(ROOT / "pyproject.toml"), "--output-format=concise", "."
    )
    codes = {line.split()[1] for line in checked.stdout.splitlines() if line.startswith("src/")}
    assert {"D103", "ANN001", "ANN201"} <= codes


def test_the_formatter_finds_what_is_not_formatted(tmp_path: Path) -> None:
    plant(tmp_path, {"a.py": "x = { 'a' : 1 }\n"})
    assert (
        run(tmp_path, "ruff", "format", "--check", "--config", str(ROOT / "pyproject.toml"), ".").returncode
        == 1
    )


def test_types_are_checked_strictly() -> None:
    mypy = settings()["mypy"]
    assert mypy["strict"] is True
    assert {"src", "start", "tools"} <= set(mypy["files"])
    assert not any(override.get("ignore_errors") for override in mypy["overrides"])


def test_the_type_checker_finds_a_wrong_type(tmp_path: Path) -> None:
    plant(tmp_path, {"a.py": "def double(x: int) -> str:\n    return 2 * x\n"})
    assert (
        "return-value" in run(tmp_path, "mypy", "--strict", "--cache-dir", str(tmp_path / "c"), "a.py").stdout
    )


def test_a_warning_fails_the_tests() -> None:
    pytest_settings = settings()["pytest"]["ini_options"]
    assert pytest_settings["filterwarnings"][0] == "error"
    ignored = [entry for entry in pytest_settings["filterwarnings"][1:] if not entry.startswith("error")]
    assert ignored == [], f"pyproject.toml: mend what warns instead of ignoring it: {ignored}"


def test_the_floors_of_coverage() -> None:
    floors = settings()["kernespor"]["coverage"]
    assert floors["lines"] >= 95
    named = " ".join(floors["whole"])
    assert all(word in named for word in ("permissions", "policies", "workflow", "audit", "access", "money"))
    assert settings()["coverage"]["run"]["omit"] == ["*/migrations/*"]
