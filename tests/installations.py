"""Real installations for the tests of backups: a folder, a database and processes of their own."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

from kernespor.site.backups import making, manifest

COMMAND = "import sys; from kernespor.site.cli import main; sys.exit(main())"
DANISH = "Ærø, Århus og »Øster Ålsø« – 𝄞"
LARGE = 3 * 1024 * 1024
FILL = f"""
import datetime as dt, hashlib, os
from django.utils import timezone
from kernespor.connectors.sporkoebing.generate import Size
from kernespor.foundation.access.actor import system
from kernespor.foundation.audit.writing import change
from kernespor.foundation.files import store
from kernespor.site.loading import load
load(seed=1, password=None, size=Size.SMALL)
actor = system({DANISH!r}, timezone.localdate())
with change(actor=actor, verb="organisation.files_laid_in", why={DANISH!r}) as act:
    for number in range(3):
        store.keep(act, name=f"{{number}} {DANISH}.bin", content=os.urandom({LARGE}), actor=actor)
"""
WRITE = """
import datetime as dt, sys
from django.utils import timezone
from kernespor.foundation.access.actor import system
from kernespor.foundation.audit.writing import change
from kernespor.foundation.organisation.models import Person
actor = system("Prøve", timezone.localdate())
print("begun", flush=True)
number = 0
while True:  # two rows that belong together, until the process is ended
    with change(actor=actor, verb="organisation.taken_in") as act:
        act.subject = act.create(Person, code=f"a-{number}", name="Å")
        act.create(Person, code=f"b-{number}", name="Ø")
    number += 1
"""
PAIRS = """
from kernespor.foundation.organisation.models import Person
from kernespor.foundation.audit.models import AuditEvent
def codes(start):
    return {code[2:] for code in Person.objects.filter(code__startswith=start).values_list("code", flat=True)}
a, b = codes("a-"), codes("b-")
told = AuditEvent.objects.filter(actor="Prøve").count()
print(len(a), a == b, told == len(a))
new = Person.objects.create(code="efter", name="Æ")
print(new.pk > max(Person.objects.exclude(pk=new.pk).values_list("pk", flat=True), default=0))
"""


class Installation:
    """A data folder and a database of its own, used through the command line as an IT department does."""

    def __init__(self, folder: Path, url: str = "") -> None:
        self.folder, self.url = folder, url
        kept = {name: value for name, value in os.environ.items() if not name.startswith("KERNESPOR_")}
        source = str(Path(making.__file__).parents[3])
        self.environment = {
            **kept,
            "KERNESPOR_DATA_DIR": str(folder),
            "KERNESPOR_DATABASE_URL": url,
            "KERNESPOR_SECRET_KEY": "en-hemmelighed-af-prøvens-egen",
            "PYTHONPATH": source,
        }

    def run(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", COMMAND, *words],
            env={**self.environment, **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def ask(self, code: str) -> list[str]:
        done = subprocess.run(
            [sys.executable, "-c", f"from kernespor.site.cli.manage import setup; setup()\n{code}"],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.splitlines()

    def fill(self) -> None:
        assert self.run("manage", "migrate", "-v0").returncode == 0
        self.ask(FILL)

    def backup(self, *words: str) -> Path:
        done = self.run("backup", *words)
        assert done.returncode == 0, done.stderr
        return Path(done.stdout.splitlines()[0])


def rebuilt(taken: Path, target: Path, *, copy: bytes | None = None, **said: Any) -> Path:
    """Return an archive with another database or another word in its manifest, and every digest right."""

    with zipfile.ZipFile(taken) as old, zipfile.ZipFile(target, "w") as new:
        found = json.loads(old.read(manifest.NAME))
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("database.") and copy is not None:
                content = copy
                found["members"][name] = {
                    "size": len(content),
                    "sha256": hashlib.sha256(content).hexdigest(),
                }
            if name != manifest.NAME:
                new.writestr(name, content)
        new.writestr(manifest.NAME, json.dumps({**found, **said}))
    return target
