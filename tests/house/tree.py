"""What the rules of the house share: which files there are, how a breach is told, and the exceptions."""

from __future__ import annotations

import ast
import subprocess
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXCEPTIONS = Path(__file__).with_name("exceptions.toml")


@dataclass(frozen=True, slots=True, order=True)
class Breach:
    """Where a rule is broken, what is wrong, and what would mend it; `key` is its name in exceptions.toml."""

    path: str
    line: int
    wrong: str
    remedy: str
    key: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.wrong} {self.remedy}"


Rule = Callable[[Path], Iterable[Breach]]


def files(root: Path, *globs: str) -> list[str]:
    """Return the project's own files under `root`, with / between the folders, that match one of the globs.

    In a git work tree: all that git tracks or would track. Elsewhere (a planted tree): every file.
    """
    names = _git_files(root) if (root / ".git").exists() else _all_files(root)
    return [name for name in names if any(Path(name).match(glob) for glob in globs or ("*",))]


@cache
def _git_files(root: Path) -> tuple[str, ...]:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=root, capture_output=True, check=True).stdout.decode().split("\0")
    return tuple(sorted(name for name in set(listed) if name and (root / name).is_file()))


def _all_files(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def text(root: Path, name: str) -> str:
    """Return a file's text."""
    return (root / name).read_text(encoding="utf-8")


def python(root: Path, *under: str) -> Iterator[tuple[str, ast.Module]]:
    """Return every Python module below the folders `under`, parsed; migrations are Django's own writing."""
    for name in [*files(root, "*.py"), *files(root, "start")]:
        if name.startswith(under or ("",)) and "/migrations/" not in name:
            yield name, parsed(text(root, name))


@cache
def parsed(source: str) -> ast.Module:
    """Return the tree of a module's source; each module is parsed once for all rules."""
    return ast.parse(source)


def exceptions(rule: str) -> dict[str, str]:
    """Return the exceptions from a rule, key to reason."""
    found: dict[str, str] = tomllib.loads(EXCEPTIONS.read_text(encoding="utf-8")).get(rule, {})
    return found


def remaining(breaches: Iterable[Breach], excepted: dict[str, str]) -> list[str]:
    """Return the breaches without an exception, and the exceptions that nothing needs any longer."""
    all_breaches = sorted(breaches)
    keys = {breach.key for breach in all_breaches}
    told = [str(breach) for breach in all_breaches if breach.key not in excepted]
    told += [
        f"tests/house/exceptions.toml: {key!r} is no longer needed. Remove it."
        for key in excepted
        if key not in keys
    ]
    told += [
        f"tests/house/exceptions.toml: {key!r} has no reason. Write it."
        for key, why in excepted.items()
        if not why
    ]
    return told


def hold(rule: Rule, name: str = "") -> None:
    """Fail with every breach of a rule in the project, but for its exceptions under `name`."""
    told = remaining(rule(ROOT), exceptions(name) if name else {})
    if told:
        pytest.fail("\n".join(told), pytrace=False)


def plant(root: Path, tree: dict[str, str]) -> Path:
    """Write a small tree of files under `root` and return it."""
    for name, content in tree.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    return root


def found(rule: Rule, root: Path, tree: dict[str, str]) -> list[tuple[str, int]]:
    """Plant a tree and return where the rule finds breaches."""
    return [(breach.path, breach.line) for breach in sorted(rule(plant(root, tree)))]
