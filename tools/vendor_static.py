"""Fetch the front-end files that Kernespor serves itself, and lay them where they are committed.

Whoever updates them runs this with npm at hand; nobody needs it to run Kernespor. Every package is asked
for by name, every file kept stands in one of the tables below, and VERSIONS says what came from where.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STATIC = "src/kernespor/foundation/ui/static/vendor"
FONTS = "src/kernespor/connectors/unit_plan/assets/fonts"
AXE = "tests/e2e/vendor"
VERSIONS = f"{STATIC}/VERSIONS"

# Package and range, then each file: where it lies in the package, and where it goes.
PACKAGES: dict[str, dict[str, str]] = {
    "dkfds@11": {
        "dist/LICENSE.md": f"{STATIC}/dkfds/LICENSE.md",
        "dist/fonts/IBMPlexSans/complete/ttf/IBMPlexSans-Regular.ttf": f"{FONTS}/IBMPlexSans-Regular.ttf",
        "dist/fonts/IBMPlexSans/complete/ttf/IBMPlexSans-Italic.ttf": f"{FONTS}/IBMPlexSans-Italic.ttf",
        "dist/fonts/IBMPlexSans/complete/ttf/IBMPlexSans-SemiBold.ttf": f"{FONTS}/IBMPlexSans-SemiBold.ttf",
        "dist/fonts/IBMPlexSans/complete/ttf/IBMPlexSans-Bold.ttf": f"{FONTS}/IBMPlexSans-Bold.ttf",
        "dist/fonts/IBMPlexSans/complete/ttf/license.txt": f"{FONTS}/LICENSE.txt",
    },
    "htmx.org@~2.0": {
        "dist/htmx.min.js": f"{STATIC}/htmx/htmx.min.js",
        "LICENSE": f"{STATIC}/htmx/LICENSE",
    },
    "@ibm/plex-sans@1": {
        "fonts/complete/woff2/IBMPlexSans-Regular.woff2": f"{STATIC}/plex/IBMPlexSans-Regular.woff2",
        "fonts/complete/woff2/IBMPlexSans-Italic.woff2": f"{STATIC}/plex/IBMPlexSans-Italic.woff2",
        "fonts/complete/woff2/IBMPlexSans-Medium.woff2": f"{STATIC}/plex/IBMPlexSans-Medium.woff2",
        "fonts/complete/woff2/IBMPlexSans-SemiBold.woff2": f"{STATIC}/plex/IBMPlexSans-SemiBold.woff2",
        "fonts/complete/woff2/IBMPlexSans-Bold.woff2": f"{STATIC}/plex/IBMPlexSans-Bold.woff2",
        "fonts/complete/woff2/license.txt": f"{STATIC}/plex/LICENSE.txt",
    },
    "axe-core@4": {
        "axe.min.js": f"{AXE}/axe.min.js",
        "LICENSE": f"{AXE}/LICENSE",
        "LICENSE-3RD-PARTY.txt": f"{AXE}/LICENSE-3RD-PARTY.txt",
    },
}

# The icons that stand in the sprite; the eight status marks are our own drawings.
ICONS = """
    arrow-back arrow-downward arrow-forward arrow-upward assignment attach-file business calendar-month
    check chevron-down chevron-right chevron-up close delete document download edit file-excel file-pdf
    file-word forward groups help home how-to-reg info language link list-bulleted list-check lock menu
    minus more-horiz open-in-new person persons plus print refresh save search send settings summary sync
    time tune upload view-in-list visibility warning
"""

_SOURCE_MAP = re.compile(rb"\n?(?://[#@]|/\*[#@]) ?sourceMappingURL=[^\n*]*(?:\*/)?")
_FONT_FACE = re.compile(r"@font-face\{[^}]*\}")
_ICON_CLASS = re.compile(r"\.icon-[a-z-]+:not\(a\)\{[^}]*\}")
_LOGO = re.compile(r"background-image:url\([^)]*logo[^)]*\);?")
_IMAGE = re.compile(r"url\(\.\./img/(svg-icons/[a-z0-9-]+\.svg)\)")


def main() -> None:
    """Fetch every package into a temporary folder and write the files it gives."""
    lines = ["# package version sha256-of-the-package, then each file kept from it with its own sha256"]
    with tempfile.TemporaryDirectory() as temporary:
        for package, files in PACKAGES.items():
            folder, label = fetch(package, Path(temporary))
            written = [copy(folder / source, target) for source, target in files.items()]
            if package.startswith("dkfds"):
                written += write_dkfds(folder)
            lines += [label, *(f"  {digest(ROOT / path)}  {path}" for path in sorted(written))]
    (ROOT / VERSIONS).write_text("\n".join(lines) + "\n", encoding="utf-8")


def fetch(package: str, folder: Path) -> tuple[Path, str]:
    """Pack and unpack one package; return its folder, and its line for VERSIONS."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("npm is needed to update the front-end files.")
    answer = subprocess.run(
        [npm, "pack", package, "--json", "--pack-destination", str(folder)],
        check=True,
        capture_output=True,
        text=True,
    )
    packed = json.loads(answer.stdout)
    about = packed[-1] if isinstance(packed, list) else next(iter(packed.values()))
    archive = folder / about["filename"]
    unpacked = folder / about["filename"].removesuffix(".tgz")
    with tarfile.open(archive) as tar:
        tar.extractall(unpacked, filter="data")
    return unpacked / "package", f"{about['name']} {about['version']} {digest(archive)}"


def copy(source: Path, target: str) -> str:
    """Copy one file without the address of its source map; return where it went, from the root."""
    content = source.read_bytes()
    if target.endswith((".js", ".css")):
        content = _SOURCE_MAP.sub(b"", content)
    if not target.endswith((".woff2", ".ttf")):
        content = content.replace(b"\r\n", b"\n").rstrip() + b"\n"
    path = ROOT / target
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return target


def write_dkfds(folder: Path) -> list[str]:
    """Write the neutral theme with the pictures it still names, and the sprite; return the paths.

    Left out: its @font-face (kernespor/fonts.css names the files we serve), a class for each icon (the
    sprite has them), and logos.
    """
    target = f"{STATIC}/dkfds/css/dkfds.min.css"
    copy(folder / "dist/css/dkfds.min.css", target)
    css = (ROOT / target).read_text(encoding="utf-8")
    for unwanted in (_FONT_FACE, _ICON_CLASS, _LOGO):
        css = unwanted.sub("", css)
    (ROOT / target).write_text(css, encoding="utf-8")
    images = sorted(set(_IMAGE.findall(css)))
    written = [target, *(copy(folder / "dist/img" / name, f"{STATIC}/dkfds/img/{name}") for name in images)]
    symbols = (folder / "dist/img/all-svg-icons.svg").read_text(encoding="utf-8")
    kept = [_symbol(symbols, name) for name in ICONS.split()]
    sprite = f"{STATIC}/dkfds/icons.svg"
    (ROOT / sprite).write_text(
        '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(kept) + "\n</svg>\n", encoding="utf-8"
    )
    return [*written, sprite]


def _symbol(sprite: str, name: str) -> str:
    """Return the one symbol of that name; stop when the package no longer has it."""
    match = re.search(rf'<symbol id="{re.escape(name)}".*?</symbol>', sprite, re.DOTALL)
    if match is None:
        sys.exit(f"dkfds has no icon {name}")
    return match[0]


def digest(path: Path) -> str:
    """Return the sha256 of a file, in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
