"""Everything that a person reads in Danish can be read in English."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from translations import CATALOGUE, MARK, catalogue, messages, texts

from house.tree import ROOT, Breach, Rule, found, hold, plant, python

REMEDY = "Run tools/translations.py, and write the English in the catalogue."


def untranslated(root: Path) -> Iterator[Breach]:
    """Every marked text has an English one, which nobody has left as a guess."""
    english = catalogue(root)
    for message in messages(root):
        entry = english.get(message.text, message.context)
        if not entry or not all(texts(entry.string)):
            yield Breach(message.file, message.line, f"{message.text!r} has no English.", REMEDY)
        elif entry.fuzzy:
            yield Breach(
                message.file, message.line, f"The English of {message.text!r} is a guess (fuzzy).", REMEDY
            )


def mismatched(root: Path) -> Iterator[Breach]:
    """An English text has the placeholders of the Danish one."""
    placeholder = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
    for entry in catalogue(root):
        # An entry with a plural has two texts; the plural has all placeholders.
        said, english = texts(entry.id)[-1], texts(entry.string)[-1]
        if entry.id and english and set(placeholder.findall(said)) != set(placeholder.findall(english)):
            wrong = f"The English of {said!r} has other placeholders."
            yield Breach(CATALOGUE, entry.lineno or 1, wrong, REMEDY)


def forgotten(root: Path) -> Iterator[Breach]:
    """Nothing stands in the catalogue that nobody says any longer."""
    said = {(message.text, message.context) for message in messages(root)}
    for entry in catalogue(root):
        if entry.id and (texts(entry.id)[0], entry.context) not in said:
            yield Breach(CATALOGUE, entry.lineno or 1, f"Nobody says {texts(entry.id)[0]!r}.", REMEDY)


def unmarked(root: Path) -> Iterator[Breach]:
    """A Danish word in the web layers is marked, so that it can be translated; and so is every refusal.

    What the documents of a domain say is Danish, whoever asks for them.
    """
    danish = re.compile(r"\w*[æøåÆØÅ]\w*")
    for name, tree in python(root, "src/kernespor/foundation/", "src/kernespor/domains/"):
        if name.startswith("src/kernespor/domains/") and "documents" in name.split("/")[4:5]:
            continue
        marked: set[ast.AST] = set()
        refusing: set[ast.AST] = set()
        for node in ast.walk(tree):
            called = ast.unparse(node.func).rpartition(".")[2] if isinstance(node, ast.Call) else ""
            if MARK.fullmatch(called) or (
                isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            ):
                marked |= set(ast.walk(node))
            elif called in {"NotPermitted", "NotNow"}:
                refusing |= {part for part in ast.walk(node) if isinstance(part, ast.Constant)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in marked:
                words = any(len(word) > 2 for word in danish.findall(node.value))
                if words or (node in refusing and " " in node.value):
                    yield Breach(
                        name, node.lineno, f"{node.value!r} is not marked.", "Put it in _() or N_().", name
                    )


def test_danish_in_python_is_marked() -> None:
    hold(unmarked, "unmarked")


def test_danish_without_a_mark_is_found(tmp_path: Path) -> None:
    lines = [
        '"""Målet."""',
        'a = "Målet"',
        'b = _("Målet")',
        'c = NotNow("code", "Det kan ikke ske nu.")',
        'd = NotNow("code", N_("Det kan ikke ske nu."))',
        'e = "æ", "plain"',
    ]
    tree = {
        "src/kernespor/foundation/a.py": "\n".join(lines),
        "src/kernespor/connectors/b.py": "\n".join(lines),
        "src/kernespor/domains/strategy/documents/c.py": "\n".join(lines),
    }
    assert [line for _, line in found(unmarked, tmp_path, tree)] == [2, 4]


@pytest.mark.parametrize("rule", [untranslated, mismatched, forgotten])
def test_danish_and_english(rule: Rule) -> None:
    hold(rule)


PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
PAGE = "src/kernespor/site/templates/a.html"


def test_a_text_without_english_is_found(tmp_path: Path) -> None:
    tree = {
        "src/kernespor/site/a.py": 'a = _("Plan")\nb = gettext_lazy("Mål")\nc = pgettext("kort", "Mål")\n'
        'd = N_("Frist")\n',
        PAGE: '{% load i18n %}\n{% trans "Plan" %}\n{% trans "Søg" %}\n'
        "{% blocktrans %}Hej {{ navn }}{% endblocktrans %}\n{% trans 'Mål' context 'kort' %}\n",
        CATALOGUE: PO + '\nmsgid "Plan"\nmsgstr "Plan"\n\n#, fuzzy\nmsgid "Mål"\nmsgstr "Goal"\n'
        '\nmsgid "Frist"\nmsgstr ""\n\nmsgctxt "kort"\nmsgid "Mål"\nmsgstr "Goal"\n',
    }
    broken = [("src/kernespor/site/a.py", 2), ("src/kernespor/site/a.py", 4), (PAGE, 3), (PAGE, 4)]
    assert found(untranslated, tmp_path, tree) == broken


def test_other_placeholders_are_found(tmp_path: Path) -> None:
    entries = '\nmsgid "%(antal)s mål"\nmsgstr "%(count)s goals"\n\nmsgid "{a} af {b}"\nmsgstr "{a} of {b}"\n'
    assert [name for name, _ in found(mismatched, tmp_path, {CATALOGUE: PO + entries})] == [CATALOGUE]


def test_a_text_that_nobody_says_is_found(tmp_path: Path) -> None:
    entries = '\nmsgid "Plan"\nmsgstr "Plan"\n\nmsgid "Væk"\nmsgstr "Gone"\n'
    tree = {CATALOGUE: PO + entries, PAGE: "{% load i18n %}{% trans 'Plan' %}"}
    assert len(found(forgotten, tmp_path, tree)) == 1


def test_plurals_in_python_and_templates_are_read(tmp_path: Path) -> None:
    tree = {
        "src/kernespor/site/a.py": 'a = ngettext("%(n)s mål", "%(n)s mål i alt", n)\n',
        PAGE: "{% blocktrans count n=n %}{{ n }} plan{% plural %}{{ n }} planer{% endblocktrans %}",
    }
    said = {(message.text, message.plural) for message in messages(plant(tmp_path, tree))}
    assert said == {("%(n)s mål", "%(n)s mål i alt"), ("%(n)s plan", "%(n)s planer")}


def test_the_projects_own_texts_are_read() -> None:
    assert {Path(message.file).suffix for message in messages(ROOT)} >= {".py", ".html"}
