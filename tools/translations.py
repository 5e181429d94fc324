"""Bring the English catalogue up to date: new Danish texts are added without English, forgotten ones removed.

Run it after changing what people read, then fill in the empty msgstr in src/kernespor/locale. It needs no
gettext tools: Python is read as Python, and templates as Django reads them.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = "src/kernespor"
CATALOGUE = f"{SOURCE}/locale/en/LC_MESSAGES/django.po"
MARK = re.compile(r"(?:u|d|n|p|np)?gettext(?:_lazy|_noop)?|_|_lazy|N_")
STRING = r"""(u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*")"""
IN_TEMPLATE = re.compile(
    rf"\b(_|(?:n|p|np)?gettext)\(\s*{STRING}(?:\s*,\s*{STRING})?(?:\s*,\s*{STRING})?", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Message:
    """A Danish text that people read, and where it stands."""

    file: str
    line: int
    text: str
    plural: str = ""
    context: str | None = None

    @property
    def key(self) -> str | tuple[str, str]:
        """The text as the catalogue keys it: with its plural where it has one."""
        return (self.text, self.plural) if self.plural else self.text


def main() -> int:
    """Rewrite the catalogue and say how many texts still lack their English."""
    path = ROOT / CATALOGUE
    old = catalogue(ROOT)
    new = Catalog(locale="en", project="Kernespor", fuzzy=False)
    for message in messages(ROOT):
        known = old.get(message.text, message.context)
        english = known.string if known and isinstance(known.string, tuple) == bool(message.plural) else None
        flags = known.flags if known else ()
        new.add(message.key, english, flags=flags, context=message.context)
    path.parent.mkdir(parents=True, exist_ok=True)
    written = BytesIO()
    write_po(written, new, width=100, sort_output=True, omit_header=True)
    header = b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    plural = b'"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    path.write_bytes(header + plural + written.getvalue().strip() + b"\n")
    empty = sum(not all(texts(entry.string or "")) for entry in catalogue(ROOT) if entry.id)
    print(f"{CATALOGUE}: {len(new)} texts, {empty} without English.")
    return 0


def texts(value: str | list[str] | tuple[str, ...]) -> list[str]:
    """Return the texts of an entry: one, or one for each number."""
    return [value] if isinstance(value, str) else list(value)


def catalogue(root: Path) -> Catalog:
    """Return the English catalogue, empty where there is none."""
    path = root / CATALOGUE
    return read_po(BytesIO(path.read_bytes()), locale="en") if path.exists() else Catalog(locale="en")


def messages(root: Path) -> Iterator[Message]:
    """Return every text marked for translation below `root`."""
    for path in sorted((root / SOURCE).rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.suffix == ".py" and "/migrations/" not in name:
            yield from in_python(name, path.read_text(encoding="utf-8"))
        elif path.suffix in {".html", ".svg", ".txt"} and "/templates/" in name:
            yield from in_template(name, path.read_text(encoding="utf-8"))


def in_python(name: str, source: str) -> Iterator[Message]:
    """Return the marked texts of one module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            mark = ast.unparse(node.func).rpartition(".")[2]
            words: list[object] = [
                part.value if isinstance(part, ast.Constant) else None for part in node.args
            ]
            if MARK.fullmatch(mark) and words:
                yield from arranged(name, node.lineno, mark, words)


def in_template(name: str, source: str) -> Iterator[Message]:
    """Return the marked texts of one template."""
    # Django turns all that isn't a text into X, but keeps the line breaks.
    code = templatize(source, origin=name)
    for match in IN_TEMPLATE.finditer(code):
        words = [ast.literal_eval(part) if part else None for part in match.group(2, 3, 4)]
        yield from arranged(name, code.count("\n", 0, match.start()) + 1, match[1], words)


def arranged(name: str, line: int, mark: str, words: list[object]) -> Iterator[Message]:
    """Return the text of one call, its arguments put in their places by the name of the mark."""
    stem = mark.removesuffix("_lazy").removesuffix("_noop")
    context = words.pop(0) if stem in {"pgettext", "npgettext"} else None
    plural = words[1] if stem in {"ngettext", "npgettext"} and len(words) > 1 else ""
    if words and isinstance(words[0], str) and words[0]:
        yield Message(name, line, words[0], str(plural or ""), context if isinstance(context, str) else None)


if __name__ == "__main__":
    sys.exit(main())
