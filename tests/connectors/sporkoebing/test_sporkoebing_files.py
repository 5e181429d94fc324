"""Sporkøbing is the same bytes everywhere, and its files hang together."""

import datetime as dt
import hashlib
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from connectors.sporkoebing.municipality import TOWNS, day, files_of, held_roles, municipality, table
from kernespor.connectors.sporkoebing import DEFAULT_UNTIL, VERSION, Size, generate, write

SOURCE = Path(__file__).parents[3] / "src"


@pytest.fixture(params=TOWNS, ids=lambda town: f"{town[0]}-{town[1]}-{town[2]}")
def town(request):
    return municipality(*request.param)


@pytest.mark.parametrize("size", list(Size))
def test_the_same_arguments_give_the_same_bytes_in_any_process(size, tmp_path):
    script = (
        "import hashlib, sys\n"
        "from kernespor.connectors.sporkoebing import generate, Size, DEFAULT_UNTIL\n"
        f"files = generate(1, Size({size.value!r}), DEFAULT_UNTIL)\n"
        "for path, content in files.items():\n"
        "    sys.stdout.buffer.write(f'{path} {hashlib.sha256(content).hexdigest()}\\n'.encode())\n"
    )
    here = "".join(
        f"{path} {hashlib.sha256(content).hexdigest()}\n"
        for path, content in files_of(1, size, DEFAULT_UNTIL).items()
    )
    for seed, zone, locale in (("0", "Asia/Tokyo", "C"), ("4711", "America/Lima", "C.UTF-8")):
        environment = os.environ | {
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "LC_ALL": locale,
            "PYTHONPATH": str(SOURCE),
        }
        there = subprocess.run(
            [sys.executable, "-c", script], env=environment, cwd=tmp_path, capture_output=True, check=True
        )
        assert there.stdout.decode() == here


def test_another_seed_another_day_and_another_size_give_other_plans():
    files = [files_of(*town)["plans/statuses.csv"] for town in TOWNS]
    assert len(set(files)) == len(files)


@pytest.mark.parametrize(("size", "seconds"), [(Size.SMALL, 2), (Size.FULL, 10)])
def test_it_is_made_quickly(size, seconds):
    start = time.perf_counter()
    generate(99, size, DEFAULT_UNTIL)
    assert time.perf_counter() - start < seconds


def test_the_manifest_says_what_there_is(town):
    sums = town.manifest["sha256"]
    assert sums == {
        path: hashlib.sha256(content).hexdigest()
        for path, content in town.files.items()
        if path != "manifest.json"
    }
    assert (town.manifest["until"], town.manifest["version"]) == (town.until.isoformat(), VERSION)
    assert list(town.files) == sorted(town.files)


def test_written_files_are_the_same_bytes(tmp_path):
    files = files_of(1, Size.SMALL, DEFAULT_UNTIL)
    write(tmp_path / "by", files)
    written = {
        path.relative_to(tmp_path / "by").as_posix(): path.read_bytes() for path in tmp_path.rglob("*.*")
    }
    assert written == files


def test_word_documents_carry_no_mark_of_their_machine(town, tmp_path):
    paths = [path for path in town.files if path.endswith(".docx")]
    assert paths
    for path in paths:
        (tmp_path / "a.docx").write_bytes(town.files[path])
        with zipfile.ZipFile(tmp_path / "a.docx") as archive:
            infos = archive.infolist()
        assert infos[0].filename == "[Content_Types].xml"
        assert {info.date_time for info in infos} == {(2020, 1, 1, 0, 0, 0)}
        assert {(info.create_system, info.compress_type) for info in infos} == {(3, zipfile.ZIP_STORED)}


def test_the_organisation_is_read_without_findings(town):
    assert town.organisation.findings == ()


def test_the_full_municipality_is_as_large_as_it_should_be():
    records = municipality(1, Size.FULL, DEFAULT_UNTIL).records
    alive = [
        unit for unit in records.units if unit.valid_from <= DEFAULT_UNTIL <= (unit.valid_to or dt.date.max)
    ]
    departments = {unit.code for unit in alive if unit.kind == "Forvaltning"}
    administration = {"Kommune", "Direktion", "Forvaltning", "Afdeling", "Team"}
    assert len(departments) == 6
    assert 110 <= len([unit for unit in alive if unit.kind not in administration]) <= 130
    assert (
        len({role.person_id for role in records.roles if role.role == "councillor" and not role.valid_to})
        == 21
    )


def test_things_have_happened_to_the_organisation():
    records = municipality(1, Size.FULL, DEFAULT_UNTIL).records
    stretches = {}
    for unit in records.units:
        stretches.setdefault(unit.code, []).append(unit)
    pairs = [rows for rows in stretches.values() if len(rows) == 2]
    assert len([rows for rows in pairs if rows[0].name != rows[1].name]) >= 5
    assert len([rows for rows in pairs if rows[0].parent_code != rows[1].parent_code]) >= 3
    assert (
        len([rows for rows in stretches.values() if rows[-1].valid_to and rows[-1].valid_to < DEFAULT_UNTIL])
        >= 3
    )
    assert [unit for unit in records.units if unit.refers_to_code]


def test_every_unit_has_a_head_every_day_of_its_life(town):
    for unit in town.records.units:
        if unit.code == "SK":
            continue
        for on in {unit.valid_from, min(unit.valid_to or town.until, town.until)}:
            heads = [
                role
                for role in town.records.roles
                if (role.unit_code, role.role) == (unit.code, "head")
                and role.valid_from <= on <= (role.valid_to or dt.date.max)
            ]
            assert len(heads) == 1, (unit.code, on)


def test_every_reference_in_the_plans_holds(town):
    units = {unit.code for unit in town.records.units}
    persons = {person.id for person in town.records.persons}
    assert {f"plans/{file}" for file in town.index} == {
        path for path in town.files if path.startswith("plans/") and not path.endswith(".csv")
    }
    for row in town.index.values():
        assert row["unit_code"] in units
        assert bool(row["adopted_on"]) is (row["lifecycle"] != "draft")
    for (file, _), item in town.items.items():
        assert file in town.index
        assert {item["owner"], item["deputy"]} - {""} <= persons
        assert item["owner"] != item["deputy"] or not item["owner"]
        begins, deadline = day(item["begins"]), day(item["deadline"])
        assert deadline
        assert begins is None or begins < deadline
    for key, rows in town.statuses.items():
        assert key in town.items
        dates = [day(row["date"]) for row in rows]
        assert dates == sorted(set(dates))
        assert dates[-1] <= town.until
        for row in rows:
            assert held_roles(town, row["author"], day(row["date"])), row
            assert row["text"]
            assert row["judgement"] in {"not_begun", "on_track", "slipping", "off_track", "reached", "closed"}


def test_statuses_go_back_three_years():
    town = municipality(1, Size.FULL, DEFAULT_UNTIL)
    first = min(row["date"] for rows in town.statuses.values() for row in rows)
    assert first < "2024-06-01"
    assert len({row["date"][:7] for rows in town.statuses.values() for row in rows}) > 24


def test_every_demo_person_is_there_with_something_to_try(town):
    for row in town.demo:
        assert held_roles(town, row["person_id"], town.until), row
        assert row["what_to_try"].endswith(".")
    roles = {role.role for row in town.demo for role in held_roles(town, row["person_id"], town.until)}
    assert roles >= {
        "head",
        "director",
        "controller",
        "secretary",
        "buyer",
        "med_representative",
        "councillor",
        "administrator",
        "employee",
    }


def test_no_cell_starts_a_formula(town):
    for path, content in town.files.items():
        if path.endswith(".csv"):
            cells = [cell for row in table(content) for cell in row.values()]
            assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r")]


def test_persons_are_named_by_their_function(town):
    for person in town.records.persons:
        assert person.email == f"{person.id}@sporkoebing.example"
        assert person.title
