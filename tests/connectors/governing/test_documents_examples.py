"""Documents of several municipalities of our own invention, each with what is right beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from connectors.governing.documents import DOCUMENTS, FACTS, abridged, cited, expected, facts, noticed
from kernespor.connectors.governing.reader import read_file

pytestmark = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)


def test_head(path: Path):
    right = expected(path)
    assert facts(read_file(path)) == {name: right[name] for name in FACTS if right.get(name)}


def test_blocks(path: Path):
    right = expected(path)["blocks"]
    assert abridged(read_file(path), right) == right


def test_findings(path: Path):
    assert noticed(read_file(path)) == sorted(expected(path)["findings"])


def test_passages(path: Path):
    right = expected(path)["passages"]
    assert sorted(cited(read_file(path), right)) == sorted(right)
