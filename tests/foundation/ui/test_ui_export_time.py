"""A moment in a file is the one that the installation's clock showed, summer and winter."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest

from kernespor.foundation.ui.export import ExportColumn, csv_bytes, excel

MOMENTS = [
    (dt.datetime(2026, 11, 20, 23, 30, tzinfo=dt.UTC), dt.datetime(2026, 11, 21, 0, 30)),  # noqa: DTZ001 - a clock's
    (dt.datetime(2026, 6, 30, 22, 5, tzinfo=dt.UTC), dt.datetime(2026, 7, 1, 0, 5)),  # noqa: DTZ001 - a clock's
]


@pytest.mark.parametrize(("moment", "shown"), MOMENTS)
def test_a_moment_is_written_in_local_time(moment: dt.datetime, shown: dt.datetime) -> None:
    assert shown.isoformat(sep=" ", timespec="minutes") in csv_bytes(["Hvornår"], [[moment]]).decode()
    book = zipfile.ZipFile(io.BytesIO(excel("Tider", [ExportColumn("Hvornår")], [[moment]])))
    days = (shown - dt.datetime(1899, 12, 30)) / dt.timedelta(days=1)  # noqa: DTZ001 - how Excel counts
    assert f"<v>{days:.16G}</v>" in book.read("xl/worksheets/sheet1.xml").decode()
