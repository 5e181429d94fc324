"""What every file of the project must not hold, and what the locks and the vendored files must."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from house.tree import Breach, files, found, hold, text

# Written apart, so that this file isn't the first to break its own rule.
INDEXES = [
    ".".join(words)
    for words in (
        *(
            ("pypi", "org"),
            ("pythonhosted", "org"),
            ("npmjs", "org"),
            ("yarnpkg", "com"),
            ("anaconda", "org"),
        ),
        *(
            ("unpkg", "com"),
            ("jsdelivr", "net"),
            ("cloudflare", "com"),
            ("proxy.golang", "org"),
            ("crates", "io"),
        ),
    )
]
INDEX_OPTIONS = ["--" + option for option in ("index-url", "extra-index-url", "find-links", "trusted-host")]
MACHINE_PATH = re.compile(r"(?<![\w./:-])/(work|home|root|Users|mnt)/\w|\b[A-Z]:\\Users")
DANGLING = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "HA" + "CK", "X" * 3)) + r")\b")
LOCKS = ("requirements*.txt",)
VERSIONS = "src/kernespor/foundation/ui/static/vendor/VERSIONS"
# Others' texts, which we don't change.
FOREIGN = ("/vendor/", "LICENSE")


def readable(root: Path) -> Iterator[tuple[str, str]]:
    """Return every file that is text, with its text."""
    for name in files(root):
        try:
            yield name, text(root, name)
        except UnicodeDecodeError:
            continue


def addresses(root: Path) -> Iterator[Breach]:
    """No host of a package index and no path of one machine in any file."""
    for name, content in readable(root):
        for number, line in enumerate(content.splitlines(), 1):
            if any(host in line for host in INDEXES) or any(option in line for option in INDEX_OPTIONS):
                yield Breach(
                    name, number, "Names a package index.", "Leave it to the machine's settings.", name
                )
            if MACHINE_PATH.search(line) and not any(part in name for part in FOREIGN):
                yield Breach(
                    name, number, "Names a path of one machine.", "Use a path relative to the project.", name
                )


def dangling(root: Path) -> Iterator[Breach]:
    """Nothing that someone meant to do later."""
    for name, content in readable(root):
        for number, line in enumerate(content.splitlines(), 1):
            if DANGLING.search(line) and not any(part in name for part in FOREIGN):
                yield Breach(name, number, "Something is left to do.", "Do it, or open an issue.")


def locks(root: Path) -> Iterator[Breach]:
    """Locks pin every library with hashes and hold no address."""
    for name in files(root, *LOCKS):
        entries = re.split(r"\n(?=\S)", text(root, name).strip())
        line = 1
        for entry in entries:
            if "==" not in entry or "--hash=sha256:" not in entry:
                yield Breach(
                    name, line, f"{entry.split()[0]} is not pinned with a hash.", "Run tools/lock.sh."
                )
            if re.search(r"://|\s@\s|^-", entry):
                yield Breach(name, line, f"{entry.split()[0]} has an address.", "Run tools/lock.sh.")
            line += entry.count("\n") + 1


def vendored(root: Path) -> Iterator[Breach]:
    """Every vendored file stands in VERSIONS with the hash that it has, and the other way round."""
    remedy = "Run tools/vendor_static.py; vendored files are not edited."
    listed = {}
    for line in text(root, VERSIONS).splitlines() if (root / VERSIONS).exists() else ():
        if match := re.fullmatch(r"  ([0-9a-f]{64})  (\S+)", line):
            listed[match[2]] = match[1]
    # A licence may be added by hand where a package leaves its own out.
    there = [
        name
        for name in files(root)
        if "/vendor/" in name and name != VERSIONS and not Path(name).name.startswith("LICENSE")
    ]
    for name in sorted({*there, *listed}):
        if name not in listed:
            yield Breach(name, 1, "Doesn't stand in VERSIONS.", remedy)
        elif not (root / name).exists():
            yield Breach(name, 1, "Stands in VERSIONS but isn't there.", remedy)
        elif hashlib.sha256((root / name).read_bytes()).hexdigest() != listed[name]:
            yield Breach(name, 1, "Isn't the file that VERSIONS names.", remedy)


def test_no_address_of_an_index_or_a_machine() -> None:
    hold(addresses, "addresses")


def test_nothing_is_left_to_do() -> None:
    hold(dangling)


def test_locks_have_hashes_and_no_addresses() -> None:
    hold(locks)


def test_vendored_files_stand_in_versions() -> None:
    hold(vendored)


def test_an_address_is_found(tmp_path: Path) -> None:
    lines = [
        f"see https://{INDEXES[0]}/simple",
        f"pip install {INDEX_OPTIONS[0]} x",
        "/" + "home/me/project",
        "fine: /static/home/a.css ../work/x https://example.dk/root/a --no-emit-index-url",
    ]
    tree = {"docs/a.md": "\n".join(lines)}
    assert [line for _, line in found(addresses, tmp_path, tree)] == [1, 2, 3]


def test_something_left_to_do_is_found(tmp_path: Path) -> None:
    tree = {"src/a.py": f"a = 1\n# {'TO' + 'DO'}: b\n# Todos\n", "src/vendor/b.js": "// " + "FIX" + "ME"}
    assert found(dangling, tmp_path, tree) == [("src/a.py", 2)]


def test_a_lock_without_hash_or_with_an_address_is_found(tmp_path: Path) -> None:
    good = f"django==5.2.19 \\\n    --hash=sha256:{'a' * 64}\n"
    lines = f"{good}nh3==0.3\nbabel @ https://example.dk/babel.whl --hash=sha256:{'a' * 64}\n--pre\n"
    assert {line for _, line in found(locks, tmp_path, {"requirements.txt": lines})} == {3, 4, 5}


def test_a_vendored_file_that_changed_or_is_not_listed_is_found(tmp_path: Path) -> None:
    folder = "src/kernespor/foundation/ui/static/vendor"
    hashes = {name: hashlib.sha256(name.encode()).hexdigest() for name in ("good", "changed", "gone")}
    listed = "".join(f"  {digest}  {folder}/{name}.js\n" for name, digest in hashes.items())
    tree = {VERSIONS: listed} | {f"{folder}/{name}.js": name for name in ("good", "new")}
    tree[f"{folder}/changed.js"] = "else"
    assert [name.rpartition("/")[2] for name, _ in found(vendored, tmp_path, tree)] == [
        "changed.js",
        "gone.js",
        "new.js",
    ]
