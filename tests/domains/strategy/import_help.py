"""What the tests of documents on their way in share: documents made on the spot, clients, parts of pages."""

from __future__ import annotations

import io
import re
from typing import Any

import docx
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from factories import account
from kernespor.domains.strategy.models import PlanImport

NEW = "/virksomhedsplaner/laes-ind/"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HTMX = {"HX-Request": "true", "HX-Target": "import-plan"}

MARKDOWN = """# Virksomhedsplan 2026-2027

Økonomi & Stab

## Forord

Vi passer på kommunens penge.

## 1. Grønnere drift

Vi passer 412 hektar park, vej og skov.

### 1.1 Mål – Vild natur på kommunens arealer

Målet er at øge biodiversi-
teten på arealer, som ingen bruger.

#### Handlinger

- Kortlægning af arealer, der kan drives vildt
- Ny plejeplan for de største arealer

#### Målindikator

Indsatsen har været en succes, når:

- En fjerdedel af arealerne drives som vild natur

### 1.2 Mål – Mindre sprøjt

Ukrudt bekæmpes uden gift på alle arealer.

#### Handlinger

- Indkøb af to damprensere

#### Målindikator

- Der bruges ingen gift i 2027
"""


def line_of(text: str, document: str = MARKDOWN) -> int:
    """Return the number of the first line that holds a text."""
    return next(number for number, line in enumerate(document.split("\n"), 1) if text in line)


def word_document() -> bytes:
    """Return a plan as Word: one area, one goal with two actions and an indicator, written with styles."""
    document = docx.Document()
    document.add_heading("Virksomhedsplan 2026-2027", 0)
    document.add_paragraph("Økonomi & Stab")
    document.add_heading("1. Trygge regnskaber", 1)
    document.add_paragraph("Vi holder orden i kommunens regnskaber.")
    document.add_heading("1.1 Mål – Ingen fejl i afstemningen", 2)
    document.add_paragraph("Alle konti er afstemt hver måned.")
    document.add_heading("Handlinger", 3)
    document.add_paragraph("Konti afstemmes den tiende", style="List Bullet")
    document.add_paragraph("Fejl rettes samme uge", style="List Bullet")
    document.add_heading("Målindikator", 3)
    document.add_paragraph("Ingen uafstemte konti ved årets udgang", style="List Bullet")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def client_of(code: str = "budgetchef") -> Client:
    """Return a browser in which someone of Sporkøbing is logged in."""
    client = Client()
    client.force_login(account(code), backend=BACKEND)
    return client


def send(client: Client, content: bytes | str = MARKDOWN, name: str = "plan.md") -> Any:
    """Lay a document in and return the answer."""
    data = content.encode() if isinstance(content, str) else content
    return client.post(NEW, {"document": SimpleUploadedFile(name, data)})


def laid_in(client: Client, content: bytes | str = MARKDOWN, name: str = "plan.md") -> PlanImport:
    """Lay a document in and return it."""
    answer = send(client, content, name)
    assert answer.status_code == 302, answer.content.decode()
    return PlanImport.objects.latest("id")


def address(draft: PlanImport, name: str = "import") -> str:
    """Return an address of a document on its way in."""
    return reverse(f"strategy:{name}", args=[draft.pk])


def say(client: Client, draft: PlanImport, *, htmx: bool = False, **what: Any) -> Any:
    """Send one correction with the version that stands now, unless another is given."""
    data = {"version": PlanImport.objects.get(pk=draft.pk).version, **what}
    return client.post(address(draft, "import_correct"), data, headers=HTMX if htmx else {})


def sums(client: Client, draft: PlanImport) -> list[int]:
    """Return the figures on top of the page: areas, goals, actions, indicators."""
    page = client.get(address(draft)).content.decode()
    facts = page[page.index('class="facts"') :]
    return [int(number) for number in re.findall(r"<b>(\d+)</b>", facts)[:4]]
