"""The script that sets everything up, and the one that runs the tests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
import run_tests

from house.test_checks import load_start
from house.tree import ROOT, plant, text

FLOORS = {"lines": 95, "whole": ["*/permissions.py"]}


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script in a project of its own, whose steps are written down instead of taken."""
    module = load_start()
    plant(tmp_path, {"requirements.txt": "a==1\n", "requirements-dev.txt": "a==1\nb==2\n"})
    plant(tmp_path, {"pyproject.toml": "[project]\n[tool.x]\n", ".venv/bin/python": ""})
    for name, value in {"ROOT": tmp_path, "VENV": tmp_path / ".venv", "PYTHON": Path(sys.executable)}.items():
        monkeypatch.setattr(module, name, value)
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv" / "stamp")
    module.taken = []
    monkeypatch.setattr(module, "step", lambda name, *_, **__: module.taken.append(name))
    return module


def test_the_first_start_installs_and_the_second_does_nothing(start: ModuleType) -> None:
    start.install(start.DEMO_LOCK)
    assert start.taken == ["Installing 1 libraries", "Installing Kernespor"]
    start.taken.clear()
    start.install(start.DEMO_LOCK)
    assert start.taken == []


def test_what_the_tests_need_holds_what_the_demo_needs(start: ModuleType) -> None:
    start.install(start.LOCK)
    start.taken.clear()
    start.install(start.DEMO_LOCK)
    assert start.taken == []
    start.install(start.LOCK)
    assert start.taken == []


@pytest.mark.parametrize("changed", ["requirements.txt", "pyproject.toml"])
def test_a_changed_lock_or_project_installs_again(start: ModuleType, changed: str) -> None:
    start.install(start.DEMO_LOCK)
    start.taken.clear()
    plant(start.ROOT, {changed: "[project]\nname = 'c==3'\n"})
    start.install(start.DEMO_LOCK)
    assert "Installing Kernespor" in start.taken


def test_a_changed_setting_of_a_tool_installs_nothing(start: ModuleType) -> None:
    start.install(start.DEMO_LOCK)
    start.taken.clear()
    plant(start.ROOT, {"pyproject.toml": "[project]\n[tool.y]\n"})
    start.install(start.DEMO_LOCK)
    assert start.taken == []


def test_an_interrupted_installation_begins_anew(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_lock: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(start, "install_into_venv", interrupted)
        with pytest.raises(KeyboardInterrupt):
            start.install(start.DEMO_LOCK)
    assert start.STAMP.read_text(encoding="utf-8") == start.INSTALLING
    monkeypatch.setattr(start.shutil, "rmtree", lambda *_, **__: start.taken.append("removed"))
    start.install(start.DEMO_LOCK)
    assert start.taken[:3] == ["removed", "Making .venv", "Installing 1 libraries"]


def test_without_venv_it_says_what_to_install(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start.importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(start.StepError, match="apt-get install python3-venv"):
        start.make_venv(broken=True)


def test_a_step_that_fails_shows_its_last_lines(capfd: pytest.CaptureFixture[str]) -> None:
    module = load_start()
    script = "print('\\n'.join(str(n) for n in range(100))); raise SystemExit(3)"
    with pytest.raises(module.StepError) as error:
        module.step("Counting", [sys.executable, "-c", script], tail=2)
    assert str(error.value) == "98\n99"
    assert "Counting" in capfd.readouterr().out


@pytest.mark.parametrize(("words", "code"), [([], 2), (["nonsense"], 2), (["--help"], 0)])
def test_wrong_use_and_help(words: list[str], code: int, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "start", *words], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == code
    assert "./start demo" in (done.stderr if code else done.stdout)


def test_both_scripts_may_be_run() -> None:
    if os.name != "nt":
        assert os.access(ROOT / "start", os.X_OK)
        assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_tests_are_counted_by_what_came_of_them(tmp_path: Path) -> None:
    cases = "".join(
        f"<testcase name='a'>{inside}</testcase>"
        for inside in (
            *("", "", "<failure message='x'/>", "<error message='x'/>", "<skipped message='no reason'/>"),
            "<skipped message='Chromium is missing (apt-get install chromium libatomic1)'/>",
        )
    )
    plant(tmp_path, {"r.xml": f"<testsuites><testsuite>{cases}</testsuite></testsuites>"})
    counts = run_tests.count(tmp_path / "r.xml")
    assert counts == {"passed": 2, "failed": 2, "skipped": 2, "without chromium": 1}


def test_the_slowest_modules_are_named_longest_first(tmp_path: Path) -> None:
    cases = "".join(
        f"<testcase classname='{module}' name='x' time='{seconds}'/>"
        for module, seconds in (("quick", 1.5), ("slow", 2), ("middle", 3), ("slow", 4.25))
    )
    plant(tmp_path, {"r.xml": f"<testsuites><testsuite>{cases}</testsuite></testsuites>"})
    assert run_tests.slowest(tmp_path / "r.xml", most=2) == [("slow", 6.25), ("middle", 3)]
    assert run_tests.slowest(tmp_path / "none.xml") == []


def coverage_of(total: float, **missing: list[int]) -> dict[str, object]:
    """Return a report like coverage's own."""
    files = {f"src/a/{name}.py": {"missing_lines": lines} for name, lines in missing.items()}
    return {"totals": {"percent_covered": total}, "files": files}


def test_coverage_under_its_floor_is_found() -> None:
    assert run_tests.judge(coverage_of(95.0, views=[7], permissions=[]), FLOORS) == []
    assert "94.9 %" in run_tests.judge(coverage_of(94.9, views=[7]), FLOORS)[0]
    assert "src/a/permissions.py" in run_tests.judge(coverage_of(99.9, permissions=[3]), FLOORS)[0]


def test_ci_keeps_no_password() -> None:
    assert "password" not in text(ROOT, ".ci/run").lower()
