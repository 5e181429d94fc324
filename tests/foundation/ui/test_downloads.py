from __future__ import annotations

import pytest

from kernespor.foundation.ui.downloads import plain_name


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Ærø & Østerå 2026.docx", "Aeroe-Oesteraa-2026.docx"),
        ("../../etc/passwd", "etc-passwd"),
        ('a"b\r\nSet-Cookie: x', "a-b-Set-Cookie-x"),
        ("Måлиндikator", "Maaikator"),
        ("🙂", "fil"),
        ("...", "fil"),
        ("🙂.docx", "fil.docx"),
        ("Ældre 2026-2027. Bilag.pdf", "Aeldre-2026-2027.-Bilag.pdf"),
    ],
)
def test_any_name_becomes_one_that_every_system_takes(name: str, plain: str) -> None:
    assert plain_name(name) == plain
