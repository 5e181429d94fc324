"""A file that can be read in one sitting, a function that can be seen on one screen."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from house.tree import Breach, exceptions, files, found, hold, plant, python, remaining, text

MODULE_LINES = 400
FUNCTION_LINES = 60
TEMPLATE_LINES = 150


def modules(root: Path) -> Iterator[Breach]:
    """No module over 400 lines."""
    for name in [*files(root, "*.py"), *files(root, "start")]:
        lines = len(text(root, name).splitlines())
        if lines > MODULE_LINES and "/migrations/" not in name:
            yield Breach(name, 1, f"{lines} lines.", f"Split it: a module has at most {MODULE_LINES}.", name)


def functions(root: Path) -> Iterator[Breach]:
    """No function over 60 lines."""
    for name, tree in python(root):
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > FUNCTION_LINES:
                    remedy = f"Split it: a function has at most {FUNCTION_LINES}."
                    yield Breach(
                        name, node.lineno, f"{node.name}: {lines} lines.", remedy, f"{name}:{node.name}"
                    )


def templates(root: Path) -> Iterator[Breach]:
    """No template over 150 lines."""
    for name in files(root, "*.html"):
        lines = len(text(root, name).splitlines())
        if "/templates/" in name and lines > TEMPLATE_LINES:
            yield Breach(
                name, 1, f"{lines} lines.", f"Split it: a template has at most {TEMPLATE_LINES}.", name
            )


def sizes(root: Path) -> Iterator[Breach]:
    """All three, for one list of exceptions."""
    yield from modules(root)
    yield from functions(root)
    yield from templates(root)


def test_nothing_is_too_long() -> None:
    hold(sizes, "size")


def test_a_long_module_is_found(tmp_path: Path) -> None:
    tree = {"src/a.py": "x = 1\n" * 401, "src/b.py": "x = 1\n" * 400}
    assert found(modules, tmp_path, tree) == [("src/a.py", 1)]


def test_a_long_function_is_found(tmp_path: Path) -> None:
    body = "    x = 1\n"
    source = f"def short():\n{body * 59}\n\nclass A:\n  async def long(self):\n{body * 60}"
    assert found(functions, tmp_path, {"src/a.py": source}) == [("src/a.py", 64)]


def test_a_long_template_is_found(tmp_path: Path) -> None:
    tree = {
        "src/templates/a.html": "<p>\n" * 151,
        "src/templates/b.html": "<p>\n" * 150,
        "docs/c.html": "\n" * 200,
    }
    assert found(templates, tmp_path, tree) == [("src/templates/a.html", 1)]


def test_an_exception_covers_its_breach_until_it_is_no_longer_needed(tmp_path: Path) -> None:
    breaches = list(sizes(plant(tmp_path, {"src/a.py": "x = 1\n" * 401})))
    assert remaining(breaches, {"src/a.py": "the table of all codes"}) == []
    assert "no longer needed" in remaining([], {"src/a.py": "the table of all codes"})[0]
    assert "has no reason" in remaining(breaches, {"src/a.py": ""})[0]


def test_the_exceptions_can_be_read() -> None:
    assert exceptions("no such rule") == {}
