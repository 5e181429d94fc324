"""`kernespor demo`: Sporkøbing loaded and served on this machine alone."""

from __future__ import annotations

import argparse
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SEED = 1
WINDOWS = os.name == "nt"


def add_to(commands: Any) -> None:
    """Add the command to the command line."""
    command = commands.add_parser("demo", help="load Sporkøbing and serve the demo on http://127.0.0.1:8000")
    command.add_argument("--port", type=int, default=8000)
    command.add_argument("--fresh", action="store_true", help="throw away what was entered and start over")
    command.add_argument("--prepare", action="store_true", help="load the demo, but don't serve it")
    command.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prepare the database, load Sporkøbing if it isn't there, say how to log in, and serve."""
    os.environ["KERNESPOR_DEMO"] = "1"
    os.environ.setdefault("KERNESPOR_BASE_URL", f"http://127.0.0.1:{options.port}")
    from kernespor.site.cli.manage import setup

    setup()
    from django.conf import settings

    folder = Path(settings.CONFIGURATION.data_dir)
    if options.fresh:
        _start_over(folder)
    with _step("Klargør databasen"):
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
    _load(folder)
    if not options.prepare:
        _welcome(options.port, folder)
        serve(options.port)
    return 0


@contextmanager
def _step(words: str) -> Iterator[None]:
    start = time.monotonic()
    print(f"{words} …", end="", flush=True)
    yield
    print(f" {time.monotonic() - start:.1f} s".replace(".", ","), flush=True)


def _start_over(folder: Path) -> None:
    from django.conf import settings
    from django.core.management import call_command

    if settings.CONFIGURATION.database_url:
        call_command("flush", interactive=False, verbosity=0)
        return
    for name in ("kernespor.sqlite3", "kernespor.sqlite3-wal", "kernespor.sqlite3-shm"):
        (folder / name).unlink(missing_ok=True)


def _load(folder: Path) -> None:
    from kernespor.foundation.accounts.models import User

    if User.objects.exists():
        return
    from kernespor.site.loading import ask_for_digests, load

    with _step("Indlæser Sporkøbing Kommune"):
        password = secrets.token_urlsafe(9)
        file = folder / "demo-password"
        file.touch(mode=0o600)
        file.write_text(password, encoding="utf-8")
        load(seed=SEED, password=password)
        ask_for_digests()


def _welcome(port: int, folder: Path) -> None:
    from django.conf import settings
    from django.utils import timezone

    from kernespor.site.demo import demo_people

    address = f"http://127.0.0.1:{port}"
    print(f"\nKernespor er klar: {address}\n")
    print(f"Vælg, hvem du vil være, på {address}/personer/ – det kræver ingen adgangskode. Du kan være:\n")
    for one in demo_people(settings.TODAY or timezone.localdate()):
        print(f"  {one.role:<17} {one.actor.label}\n  {'':<17} {one.email} · {one.what_to_try}")
    password = folder / "demo-password"
    if password.exists():
        print(f"\nVil du logge ind som i hverdagen: {address}/log-ind/ med en af adresserne")
        print(f"og demoens adgangskode, {password.read_text(encoding='utf-8')}")
    print("\nPrøv først: bliv økonomikonsulenten, åbn Økonomi & Stabs plan, og se den som ét billede.")
    print("Læs derefter jeres egen virksomhedsplan ind fra Word eller PDF. Stop med Ctrl-C.", flush=True)


def serve(port: int) -> None:
    """Serve on this machine alone until Ctrl-C; doesn't return."""
    arguments = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1"]
    arguments += [
        "--no-ws",
        "--blocking-threads",
        "8",
        "--log-level",
        "error",
        "kernespor.site.wsgi:application",
    ]
    command = [sys.executable, "-m", "granian", *arguments]
    worker = start_worker()
    if WINDOWS:  # there execv ends this process, and the server runs on where Ctrl-C doesn't reach it
        code = subprocess.run(command, check=False).returncode
        worker.terminate()
        worker.wait()
        sys.exit(code)
    os.execv(command[0], command)  # noqa: S606 - our own interpreter


def start_worker() -> subprocess.Popen[bytes]:
    """Start a worker beside: the server takes this process's place, so that it is its parent, and its end."""
    return subprocess.Popen(
        [sys.executable, "-m", "kernespor.site.cli", "worker", "--beside", str(os.getpid())]
    )
