"""Run the tests: on SQLite, on PostgreSQL where one is named, and hold the coverage against its floor.

Coverage is measured on SQLite: every machine has it, and counting lines makes a run half as long again.
Without arguments everything runs, and the last line counts it. Arguments go to pytest, and then the
coverage is left alone. KERNESPOR_TEST_DATABASE_URL names a PostgreSQL role that may create databases.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parent.parent
WORKERS = "2"
# These can't touch a database (import-linter forbids it) or don't depend on which one it is.
# Backup and crash bring a database of each kind themselves; the whole of Sporkøbing takes long to load.
ONCE = [
    *("tests/house", "tests/e2e", "tests/engines", "tests/connectors"),
    *("tests/site/test_permissions_once.py", "tests/site/test_crash.py"),
    *("tests/site/test_backup.py", "tests/site/test_backup_refused.py"),
    "tests/foundation/thread/test_planted.py",
]
CHROMIUM_MISSING = "Chromium"  # tests/conftest.py gives this reason


def main(arguments: list[str]) -> int:
    """Run what was asked for and print the counts as the last line; 1 when any failed."""
    url = os.environ.get("KERNESPOR_TEST_DATABASE_URL", "")
    with tempfile.TemporaryDirectory(prefix="kernespor-test-") as folder:
        results = Path(folder)
        counts = run_pytest("sqlite", arguments or ["--cov", "--cov-report="], results, beside=url)
        if url:
            rest = arguments or [f"--ignore={path}" for path in ONCE]
            counts += run_pytest("postgresql", rest, results, url, beside=url)
        else:
            print("\nPostgreSQL: not run, since KERNESPOR_TEST_DATABASE_URL names none.")
        if not arguments:
            counts += coverage(results)
    if counts["without chromium"]:
        left_out = f"{counts['without chromium']} tests left out."
        print(f"Chromium is missing (apt-get install chromium-headless-shell libatomic1): {left_out}")
    print(f"{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
    return 1 if counts["failed"] else 0


def run_pytest(
    name: str, arguments: Sequence[str], results: Path, url: str = "", *, beside: str
) -> Counter[str]:
    """Run pytest on one database in an environment of its own, and count what came of it.

    `beside` is the PostgreSQL of tests that make databases of their own; empty where there is none.
    """
    print(f"\n== {name} ==", flush=True)
    began = time.monotonic()
    report = results / f"{name}.xml"
    kept = {key: value for key, value in os.environ.items() if not key.startswith("KERNESPOR_")}
    ours = {
        "KERNESPOR_DATA_DIR": str(results / name),
        "KERNESPOR_DATABASE_URL": url,
        "KERNESPOR_TEST_DATABASE_URL": beside,
        "COVERAGE_FILE": str(results / f"coverage-{name}"),
    }
    (results / name).mkdir()
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n",
        WORKERS,
        "--dist",
        "worksteal",
        f"--junit-xml={report}",
    ]
    code = subprocess.run([*command, *arguments], cwd=ROOT, env=kept | ours, check=False).returncode
    counts = count(report)
    if code and not counts["failed"]:
        print(f"pytest itself failed with code {code}.")
        counts["failed"] += 1
    for file, took in slowest(report):
        print(f"  {took:6.0f} s  {file}")
    print(f"{name}: {time.monotonic() - began:.0f} s", flush=True)
    return counts


def count(report: Path) -> Counter[str]:
    """Count the tests of one JUnit report by what came of them."""
    counts: Counter[str] = Counter()
    if not report.exists():
        return counts
    for case in ET.parse(report).iter("testcase"):  # noqa: S314 - pytest wrote it a moment ago
        outcomes = {child.tag: child.get("message") or "" for child in case}
        if "failure" in outcomes or "error" in outcomes:
            counts["failed"] += 1
        elif "skipped" in outcomes:
            counts["skipped"] += 1
            counts["without chromium"] += CHROMIUM_MISSING in outcomes["skipped"]
        else:
            counts["passed"] += 1
    return counts


def slowest(report: Path, most: int = 12) -> list[tuple[str, float]]:
    """Return the modules whose tests took the most seconds together, of one JUnit report."""
    took: defaultdict[str, float] = defaultdict(float)
    if report.exists():
        for case in ET.parse(report).iter("testcase"):  # noqa: S314 - pytest wrote it a moment ago
            took[case.get("classname", "")] += float(case.get("time", "0"))
    return sorted(took.items(), key=lambda item: -item[1])[:most]


def coverage(results: Path) -> Counter[str]:
    """Count the floors of pyproject.toml as one test."""
    print("\n== coverage ==", flush=True)
    files = [str(path) for path in sorted(results.glob("coverage-*"))]
    report = results / "coverage.json"
    tool = [sys.executable, "-m", "coverage"]
    environment = os.environ | {"COVERAGE_FILE": str(results / "coverage")}
    for command in (["combine", "--quiet", *files], ["json", "--quiet", "-o", str(report)]):
        if subprocess.run([*tool, *command], cwd=ROOT, env=environment, check=False).returncode:
            return Counter(failed=1)
    floors = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["kernespor"][
        "coverage"
    ]
    complaints = judge(json.loads(report.read_text(encoding="utf-8")), floors)
    for complaint in complaints:
        print(complaint)
    return Counter(passed=0 if complaints else 1, failed=1 if complaints else 0)


def judge(report: Mapping[str, Any], floors: Mapping[str, Any]) -> list[str]:
    """Say which floors a coverage report falls through; print the total and the files that lack most."""
    files = {path.replace("\\", "/"): data for path, data in report["files"].items()}
    total = report["totals"]["percent_covered"]
    print(f"{total:.1f} % of all lines (floor: {floors['lines']} %)")
    complaints = []
    if total < floors["lines"]:
        worst = sorted(files.items(), key=lambda item: -len(item[1]["missing_lines"]))[:15]
        lacking = [f"  {path}: {len(data['missing_lines'])} lines not run" for path, data in worst]
        complaints = [
            f"{total:.1f} % of all lines are run by tests; the floor is {floors['lines']} %.",
            *lacking,
        ]
    for path, data in sorted(files.items()):
        if data["missing_lines"] and any(fnmatch(path, glob) for glob in floors["whole"]):
            lines = ", ".join(map(str, data["missing_lines"]))
            complaints.append(f"{path}: every line must be run by a test; these are not: {lines}")
    return complaints


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
