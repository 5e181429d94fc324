"""The same comes from the same; nothing is glued from strings; nothing is swallowed."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from house.test_layers import imported
from house.tree import Breach, files, found, hold, python, text

PURE = ("src/kernespor/engines/", "src/kernespor/connectors/")
ENGINES = "src/kernespor/engines/"
CLOCK = {"now", "utcnow", "today", "localtime", "gmtime", "ctime", "time_ns"}
CLOCK_MODULE = {"time.time", "time.monotonic"}
CHANCE = ("random.", "secrets.", "np.random.", "numpy.random.", "uuid.uuid1", "uuid.uuid4", "os.urandom")
SEEDED = {"Random", "default_rng", "Generator", "SeedSequence", "PCG64"}
ENVIRONMENT = {"os.environ", "os.getenv", "os.environb"}
NOT_IN_ENGINES = {
    *("os", "pathlib", "shutil", "tempfile", "subprocess", "socket", "ssl", "time", "glob", "sqlite3"),
    *("http.client", "urllib.request", "ftplib", "smtplib", "requests", "httpx"),
}
SQL_CALLS = {"execute", "executemany", "raw", "RawSQL"}
TAG = re.compile(
    r"</?(p|div|span|a|b|i|em|strong|ul|ol|li|table|tr|td|th|br|h[1-6]|script|img|form|svg|button)\b[^<]*>?"
)


def impurities(root: Path) -> Iterator[Breach]:
    """No clock, no chance without a seed, no environment; in engines no files and no network either."""
    for name, tree in python(root, *PURE):
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute):
                yield from asked_of_outside(name, node)
            elif isinstance(node, ast.Call) and ast.unparse(node.func) == "open" and name.startswith(ENGINES):
                yield Breach(name, node.lineno, "Opens a file.", "Take the content as an argument.")
        for module, line in imported(tree):
            if name.startswith(ENGINES) and {module, module.rpartition(".")[0]} & NOT_IN_ENGINES:
                yield Breach(name, line, f"An engine imports {module}.", "Take what it gives as an argument.")
            if module.startswith(("random.", "secrets.")) and module.split(".")[1] not in SEEDED:
                yield Breach(name, line, f"{module} has no seed.", "Take a random.Random as an argument.")


def asked_of_outside(name: str, node: ast.Attribute) -> Iterator[Breach]:
    """Say what an attribute asks of the world outside the arguments."""
    dotted = ast.unparse(node)
    if dotted in CLOCK_MODULE or (
        node.attr in CLOCK and re.search(r"(^|\.)(dt|time|date|datetime)\.", dotted)
    ):
        yield Breach(name, node.lineno, f"{dotted} reads the clock.", "Take the day as an argument.")
    if re.fullmatch(r"[\w.]+", dotted) and dotted.startswith(CHANCE) and node.attr not in SEEDED:
        yield Breach(name, node.lineno, f"{dotted} has no seed.", "Take a random.Random as an argument.")
    if dotted in ENVIRONMENT:
        yield Breach(
            name, node.lineno, f"{dotted} reads the environment.", "Take the value as an argument.", name
        )


def glue(root: Path) -> Iterator[Breach]:
    """No HTML and no SQL glued from strings, and nothing said to be safe that isn't."""
    for name, tree in python(root, "src/"):
        for node in ast.walk(tree):
            called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            if called.endswith(("mark_safe", "SafeString")):
                yield Breach(
                    name,
                    node.lineno,
                    "Says a text is safe.",
                    "Let a template or format_html escape it.",
                    name,
                )
            if is_glued(node) and TAG.search(ast.unparse(node)):
                yield Breach(name, node.lineno, "Glues HTML from strings.", "Write a template.", name)
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func).rpartition(".")[2]
                if called == "extra" or (
                    called in SQL_CALLS and any(is_glued(part) for part in node.args[:1])
                ):
                    yield Breach(
                        name, node.lineno, "Glues SQL from strings.", "Use the ORM, or parameters.", name
                    )
    for name in files(root, "*.html"):
        for number, line in enumerate(text(root, name).splitlines(), 1):
            if re.search(r"\|\s*safe\b|autoescape\s+off|\|\s*safeseq\b", line):
                yield Breach(name, number, "Turns escaping off.", "Clean the text in Python, with nh3.", name)


def is_glued(node: ast.AST) -> bool:
    """Say whether an expression puts a string together from parts that vary."""
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
        sides = (node.left, node.right)
        return any(isinstance(side, ast.JoinedStr) or is_text(side) for side in sides) and not all(
            map(is_text, sides)
        )
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
        return is_text(node.func.value)
    return False


def is_text(node: ast.AST) -> bool:
    """Say whether an expression is a plain string."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def swallowed(root: Path) -> Iterator[Breach]:
    """No handler that catches everything, and no rule of the linter silenced without a reason."""
    silenced = re.compile(r"#\s*noqa(?!: [A-Z]+[0-9]+(, [A-Z]+[0-9]+)* - \S)")
    for name, tree in python(root, "src/", "tools/", "tests/", "start"):
        for node in ast.walk(tree):
            if isinstance(node, ast.ExceptHandler):
                caught = ast.unparse(node.type) if node.type else ""
                if not caught or {"Exception", "BaseException"} & set(re.findall(r"\w+", caught)):
                    yield Breach(name, node.lineno, "Catches everything.", "Name what you expect.", name)
        for number, line in enumerate(text(root, name).splitlines(), 1):
            if silenced.search(line) and "re.compile" not in line:
                yield Breach(name, number, "Silences the linter.", "Write `noqa: CODE - the reason`.")


def test_engines_and_connectors_are_pure() -> None:
    hold(impurities, "purity")


def test_nothing_is_glued_from_strings() -> None:
    hold(glue, "glue")


def test_nothing_is_swallowed() -> None:
    hold(swallowed, "swallowed")


def test_a_clock_chance_or_environment_is_found(tmp_path: Path) -> None:
    lines = [
        "import random, time, os, uuid",
        "a = dt.date.today()",
        "b = datetime.datetime.now()",
        "c = time.time()",
        "d = random.choice([1])",
        "e = np.random.normal()",
        "f = os.environ['A']",
        "g = uuid.uuid4()",
        "from random import shuffle",
        "fine = random.Random(1).choice([1]), np.random.default_rng(1), row.today, from_today",
    ]
    broken = [
        line for _, line in found(impurities, tmp_path, {"src/kernespor/connectors/a.py": "\n".join(lines)})
    ]
    assert broken == list(range(2, 10))


def test_a_file_or_network_in_an_engine_is_found(tmp_path: Path) -> None:
    source = "from pathlib import Path\nimport urllib.request\nimport urllib.parse\nx = open('a')\n"
    tree = {"src/kernespor/engines/a.py": source, "src/kernespor/connectors/b.py": source}
    assert [line for _, line in found(impurities, tmp_path, tree)] == [1, 2, 4]


def test_glue_is_found(tmp_path: Path) -> None:
    lines = [
        "a = mark_safe(text)",
        "b = f'<p>{name}</p>'",
        "c = '<li>' + name",
        "d = '<b>%s</b>' % name",
        "e = '<td>{}</td>'.format(name)",
        "cursor.execute(f'SELECT {name}')",
        "plans.raw('SELECT ' + name)",
        "plans.extra(where=['1'])",
        "fine = format_html('<p>{}</p>', name), f'{a} < {b}', cursor.execute('SELECT %s', [a])",
    ]
    tree = {"src/kernespor/site/a.py": "\n".join(lines), "src/t/templates/a.html": "{{ a }}\n{{ a|safe }}\n"}
    assert [line for _, line in found(glue, tmp_path, tree)] == [*range(1, 9), 2]


def test_what_swallows_is_found(tmp_path: Path) -> None:
    source = "try:\n    a()\nexcept {}:\n    b()\n"
    tree = {
        "src/a.py": source.format("(ValueError, Exception)"),
        "src/b.py": "try:\n    a()\nexcept:\n    b()\n",
        "src/c.py": source.format("ValueError"),
        "src/d.py": "a = 1  # {0}: E501\nb = 1  # {0}: E501 - an address\nc = 1  # {0}\n".format("noqa"),
    }
    assert found(swallowed, tmp_path, tree) == [
        ("src/a.py", 3),
        ("src/b.py", 3),
        ("src/d.py", 1),
        ("src/d.py", 3),
    ]
