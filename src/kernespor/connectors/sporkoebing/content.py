"""The words that Sporkøbing is made of, read from the text files beside this module."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def text_of(name: str) -> str:
    """Return the text of a file in `content/`, with line feeds alone."""
    content = files(__package__).joinpath("content", name).read_bytes().decode("utf-8")
    return content.replace("\r\n", "\n")


def table_of(name: str) -> list[list[str]]:
    """Return the rows of a file whose cells are parted by bars; a line that begins with # is a comment."""
    return [line.split("|") for line in text_of(name).splitlines() if line and not line.startswith("#")]
