"""The files of docs/installation are what systemd takes, and the text beside them names what there is."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import reference

from kernespor.site import cli
from kernespor.site.configuration import Configuration
from kernespor.site.setting_words import WORDS

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "installation"
TEXT = (ROOT / "docs" / "for-it-afdelingen.md").read_text(encoding="utf-8")
UNITS = sorted(path.name for path in FOLDER.glob("kernespor-*"))


def unit(name: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(FOLDER / name, encoding="utf-8")
    return parser


@pytest.mark.parametrize("name", [name for name in UNITS if name.endswith(".service")])
def test_a_unit_starts_a_program_that_is_there(name: str) -> None:
    service = unit(name)["Service"]
    program, *words = service["ExecStart"].split()
    assert program.startswith("/opt/kernespor/.venv/bin/")
    assert (Path(sys.executable).parent / Path(program).name).exists()
    assert service["User"] == "kernespor"
    assert service["EnvironmentFile"] == "/etc/kernespor/kernespor.env"
    if Path(program).name == "kernespor":
        cli.parser().parse_args(words)


@pytest.mark.parametrize("name", UNITS)
def test_systemd_takes_the_unit(name: str, tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if not program:
        pytest.skip("systemd-analyze is missing (apt-get install systemd)")
    for other in UNITS:  # the same files, with the paths of this machine
        text = (
            (FOLDER / other)
            .read_text(encoding="utf-8")
            .replace("/opt/kernespor/.venv/bin", str(Path(sys.executable).parent))
        )
        text = text.replace("/opt/kernespor", str(ROOT)).replace("/etc/kernespor/", f"{FOLDER}/")
        text = re.sub(r"^(User|Group)=.*\n", "", text, flags=re.MULTILINE)
        (tmp_path / other).write_text(text, encoding="utf-8")
    done = subprocess.run(
        [program, "verify", "--man=no", str(tmp_path / name)],
        capture_output=True,
        text=True,
        check=False,
        env={"SYSTEMD_UNIT_PATH": f"{tmp_path}:", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"},
    )
    ours = [line for line in done.stderr.splitlines() if "kernespor" in line]
    assert ours == []


def test_the_example_of_settings_sets_what_there_is() -> None:
    lines = (FOLDER / "kernespor.env").read_text(encoding="utf-8").splitlines()
    names = {line.partition("=")[0] for line in lines if line and not line.startswith("#")}
    known = {f"KERNESPOR_{name.upper()}" for name in Configuration.model_fields}
    assert names
    assert names <= known
    values = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    assert not values["KERNESPOR_SECRET_KEY"]  # an example with a key would be used as it is


def test_every_setting_is_explained_and_the_page_is_what_the_code_says() -> None:
    assert set(WORDS) == set(Configuration.model_fields)
    assert reference.SETTINGS.read_text(encoding="utf-8") == reference.settings()


def test_the_text_names_commands_and_settings_that_exist() -> None:
    commands = set(
        re.findall(
            r"(?<![\w/.-])(?<!-g )(?:\.venv/bin/)?kernespor ([a-z]+)",
            "\n".join(re.findall(r"^ {4,}.*|`[^`]+`", TEXT, re.MULTILINE)),
        )
    )
    known = {action for group in cli.parser()._subparsers._group_actions for action in group.choices}  # type: ignore[union-attr]
    assert commands >= {"backup", "restore", "begin", "export", "manage", "worker"}
    assert commands <= known
    settings = {name.removeprefix("KERNESPOR_").lower() for name in re.findall(r"KERNESPOR_[A-Z_]+", TEXT)}
    assert settings <= set(Configuration.model_fields)
    for name in re.findall(r"docs/installation/([\w-]+\.[a-z]+)", TEXT):
        assert (FOLDER / name).exists()
