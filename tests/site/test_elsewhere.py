"""What the command line does where letters or processes are others than on Linux."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import factories
from kernespor.site.cli import demo

ROOT = Path(__file__).resolve().parents[2]


def test_a_reading_is_printed_as_utf_8_wherever_it_goes(tmp_path: Path) -> None:
    file = tmp_path / "plan.md"
    file.write_text(factories.document(mark="≥ 80 %").decode(), encoding="utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONPATH": str(ROOT / "src")}
    words = "import sys; from kernespor.site.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", words, "read", "plan", str(file), "--json"]
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert "≥ 80 %" in json.loads(done.stdout.decode("utf-8"))["title"]


def test_on_windows_the_demo_waits_for_its_server(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []

    def run(command: list[str], **_options: Any) -> subprocess.CompletedProcess[bytes]:
        started.append(command)
        return subprocess.CompletedProcess(command, 3)

    monkeypatch.setattr(demo, "WINDOWS", True)
    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(SystemExit) as ended:
        demo.serve(8123)
    assert ended.value.code == 3
    assert started[0][1:3] == ["-m", "granian"]
    assert "8123" in started[0]
