"""Every template is used, and none speaks past the translation."""

from __future__ import annotations

import ast
import re
import sysconfig
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from house.tree import Breach, files, found, hold, python, text

LIBRARIES = Path(sysconfig.get_paths()["purelib"])
# Django looks for these by itself.
BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
INCLUDES = re.compile(r"""\{%-?\s*(?:include|extends)\s+["']([^"']+)["']""")
COTTON = re.compile(r"<c-([\w.-]+)")
# What is left of a template when all that isn't its own running text is taken away.
NOT_TEXT = [
    re.compile(
        r"\{%\s*(?:blocktrans|blocktranslate)\b.*?\{%\s*(?:endblocktrans|endblocktranslate)\s*%\}", re.DOTALL
    ),
    re.compile(r"\{%\s*comment\b.*?\{%\s*endcomment\s*%\}", re.DOTALL),
    re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<!--.*?-->|&\w+;", re.DOTALL),
    re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL),
]
SPOKEN_ATTRIBUTE = re.compile(
    r"""\s(?:title|aria-label|aria-description|placeholder|alt|label|heading|caption|summary|text)="([^"]*)\""""
)
# Names are the same in every language.
WORD = re.compile(r"\b(?!(?:Kernespor|Dansk|English|Excel|Word|PDF|CSV|Markdown)\b)[A-Za-zÆØÅæøå]{2,}")


def template_name(path: str) -> str:
    """Return the name by which Django finds a template."""
    return path.rpartition("/templates/")[2]


def all_templates(root: Path) -> list[str]:
    """Return the path of every template."""
    return [name for name in files(root, "*.html", "*.txt") if "/templates/" in name]


def named(root: Path) -> set[str]:
    """Return the names of templates, or patterns of them, that Python and other templates ask for."""
    names: set[str] = set(BY_DJANGO)
    for _, tree in python(root, "src/"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                names.add(node.value.partition("#")[0])
            elif isinstance(node, ast.JoinedStr):
                parts = [str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values]
                names.add("".join(parts))
    for path in all_templates(root):
        content = text(root, path)
        names |= set(INCLUDES.findall(content))
        for component in COTTON.findall(content):
            file = component.replace(".", "/").replace("-", "_")
            names |= {f"cotton/{file}.html", f"cotton/{file}/index.html"}
    return {
        name
        for name in names
        if name.endswith((".html", ".txt")) and name.strip("*/.") not in {"html", "txt"}
    }


def unused(root: Path) -> Iterator[Breach]:
    """Every template is asked for by name, or takes the place of a library's."""
    names = named(root)
    for path in all_templates(root):
        name = template_name(path)
        of_library = any(LIBRARIES.glob(f"*/templates/{name}")) or any(
            LIBRARIES.glob(f"*/*/templates/{name}")
        )
        if not of_library and not any(fnmatch(name, pattern) for pattern in names):
            yield Breach(
                path, 1, "Nothing uses this template.", "Remove it, or name it where it is used.", path
            )


def untranslated(root: Path) -> Iterator[Breach]:
    """What a template says stands in trans or blocktrans."""
    for path in files(root, "*.html"):
        if "/templates/" not in path:
            continue
        content = text(root, path)
        for pattern in NOT_TEXT:
            content = pattern.sub(lambda match: "\n" * match[0].count("\n"), content)
        spoken = SPOKEN_ATTRIBUTE.sub(lambda match: f">{match[1]}<", content)
        without_tags = re.sub(r"<[^>]*>", lambda match: "\n" * match[0].count("\n") or " ", spoken)
        for number, line in enumerate(without_tags.splitlines(), 1):
            if WORD.search(line):
                wrong = f"Says {line.strip()!r} in Danish alone."
                yield Breach(path, number, wrong, "Put it in {% trans %} or {% blocktrans %}.", path)


def test_every_template_is_used() -> None:
    hold(unused, "templates")


def test_templates_speak_through_the_translation() -> None:
    hold(untranslated, "untranslated")


def test_an_unused_template_is_found(tmp_path: Path) -> None:
    folder = "src/kernespor/domains/strategy/templates"
    tree = {
        "src/kernespor/a.py": "a = 'strategy/page.html'\nb = f'strategy/{kind}_row.html'\n",
        f"{folder}/strategy/page.html": "{% include 'strategy/_part.html' %}<c-page-head /><c-form.field />",
        f"{folder}/strategy/goal_row.html": "",
        f"{folder}/strategy/_part.html": "",
        f"{folder}/strategy/_gone.html": "",
        f"{folder}/cotton/page_head.html": "",
        f"{folder}/cotton/form/field.html": "",
        f"{folder}/cotton/tile.html": "",
        f"{folder}/account/login.html": "",
        f"{folder}/404.html": "",
    }
    assert [template_name(name) for name, _ in found(unused, tmp_path, tree)] == [
        "cotton/tile.html",
        "strategy/_gone.html",
    ]


def test_a_text_past_the_translation_is_found(tmp_path: Path) -> None:
    lines = [
        "{% load i18n %}<h1 class='big head'>{% trans 'Planer' %}</h1>",
        "<p>Ingen planer</p>",
        '<button aria-label="Luk">×</button>',
        "{% blocktrans %}Der er",
        "{{ antal }} planer{% endblocktrans %} · 12 %",
        '<input placeholder="{% trans "Søg" %}" value="x" name="q">',
        "<c-status",
        "   kind='late' />Forsinket",
    ]
    tree = {"src/a/templates/a.html": "\n".join(lines)}
    assert [line for _, line in found(untranslated, tmp_path, tree)] == [2, 3, 8]
