"""Imports run downwards; a domain is entered through its door; a domain's files have the agreed names."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from house.tree import ROOT, Breach, files, found, hold, plant, python

# Lowest first: none imports one that comes after it.
DOMAINS = [
    "economy",
    "agenda",
    "strategy",
    "proposals",
    "longterm",
    "payments",
    "supervision",
    "procurement",
    "simplification",
    "people",
    "citizens",
]
# Each stands as a module or, where it grows, as a folder of that name.
PARTS = {
    *("__init__", "apps", "enums", "models", "workflow", "policies", "permissions", "actions", "selectors"),
    *("calculations", "forms", "urls", "views", "documents", "door", "registrations"),
}
FOLDERS = {"templates", "templatetags", "static", "help", "migrations"}


def imported(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Return every module that a module imports, and names imported from it as if they were modules."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def doors(root: Path) -> Iterator[Breach]:
    """A domain imports only domains below it, and those through their door."""
    for name, tree in python(root, "src/kernespor/domains/"):
        own = name.split("/")[3]
        for module, line in imported(tree):
            words = module.split(".")
            if words[:2] != ["kernespor", "domains"] or len(words) < 3 or words[2] == own:
                continue
            if words[2] not in DOMAINS or own not in DOMAINS:
                yield Breach(name, line, f"{own} imports {words[2]}.", "Give both a place in DOMAINS.")
            elif DOMAINS.index(words[2]) > DOMAINS.index(own):
                yield Breach(
                    name, line, f"{own} imports {words[2]}, above it.", "Go over a registry of foundation."
                )
            elif words[3:4] != ["door"]:
                yield Breach(name, line, f"{module} is inside {words[2]}.", "Enter through its door.py.")


def names(root: Path) -> Iterator[Breach]:
    """Every file of a domain has a name that CONTRIBUTING.md explains, and the domain says what it is."""
    for name in files(root, "*"):
        words = name.split("/")
        if not name.startswith("src/kernespor/domains/") or len(words) < 5:
            continue
        if words[3] not in DOMAINS:
            yield Breach(name, 1, f"{words[3]} is no domain.", "Give it its place in DOMAINS.")
        elif words[4].removesuffix(".py") not in PARTS and words[4] not in FOLDERS:
            yield Breach(name, 1, f"{words[4]} is no part of a domain.", f"Put it in one of {sorted(PARTS)}.")
        elif words[4:] == ["__init__.py"] and not ast.get_docstring(
            ast.parse((root / name).read_text("utf-8"))
        ):
            yield Breach(
                name, 1, "No docstring.", "Say the domain's purpose, its nouns and what is not here."
            )


def test_domains_enter_each_other_through_doors() -> None:
    hold(doors)


def test_files_of_domains_have_the_agreed_names() -> None:
    hold(names)


def test_an_import_upwards_or_past_the_door_is_found(tmp_path: Path) -> None:
    tree = {
        "src/kernespor/domains/agenda/views/a.py": "from kernespor.domains.economy import door\n"
        "from kernespor.domains.economy.models import Account\n"
        "from kernespor.domains.strategy import door\n"
        "from kernespor.domains.agenda.models import Case\n",
    }
    assert [line for _, line in found(doors, tmp_path, tree)] == [2, 3]


def test_a_file_of_another_name_is_found(tmp_path: Path) -> None:
    domain = "src/kernespor/domains/agenda"
    tree = {
        f"{domain}/__init__.py": "",
        f"{domain}/utils.py": "",
        f"{domain}/views/cases.py": "",
        f"{domain}/models.py": "",
        "src/kernespor/domains/misc/models.py": "",
    }
    broken = [f"{domain}/__init__.py", f"{domain}/utils.py", "src/kernespor/domains/misc/models.py"]
    assert [name for name, _ in found(names, tmp_path, tree)] == broken


def test_the_import_checker_finds_an_import_upwards_and_a_django_in_an_engine(tmp_path: Path) -> None:
    layers = ("site", "domains", "foundation", "connectors", "engines")
    tree = {f"kernespor/{layer}/__init__.py": "" for layer in layers} | {"kernespor/__init__.py": ""}
    tree |= {
        "kernespor/foundation/a.py": "import kernespor.site\n",
        "kernespor/engines/b.py": "from django.db import models\n",
    }
    command = [
        str(Path(sys.executable).parent / "lint-imports"),
        "--no-cache",
        "--config",
        str(ROOT / "pyproject.toml"),
    ]
    environment = os.environ | {"PYTHONPATH": str(plant(tmp_path, tree)), "COLUMNS": "200"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "kernespor.foundation.a -> kernespor.site" in done.stdout
    assert "kernespor.engines.b -> django" in done.stdout
