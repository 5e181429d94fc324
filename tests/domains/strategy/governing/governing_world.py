"""Governing documents for tests, made as people make them: through the same actions."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.test import Client

import factories
from kernespor.connectors.documents.uploads import opened
from kernespor.connectors.governing.reader import read_document
from kernespor.domains.strategy.actions.governing import documents, lifecycle, passages
from kernespor.domains.strategy.actions.governing.passages import Use
from kernespor.domains.strategy.models import GoverningDocument, Passage
from kernespor.domains.strategy.policies.governing import Adoption
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.bodies.actions import consultations
from kernespor.foundation.bodies.models import Body, Consultation
from kernespor.foundation.bodies.moments import at_hour

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TEXT = """# {title}

## Økonomiske mål

{title} begynder her. Driften skal give et overskud på 2,5 pct. om året. Gælden må højst være 10 mio. kr.

## Principper

- Vi hjælper hinanden.
- Vi prøver os frem, og vi lærer af det.
"""
KEEPER = "oekonomichef"


def keeper() -> Actor:
    """Return the head of finance, who keeps the books of Økonomi & Stab."""
    return factories.actor(KEEPER)


def client_of(client: Client, code: str = KEEPER) -> Client:
    """Return a browser in which a person is logged in."""
    client.force_login(factories.account(code), backend=BACKEND)
    return client


def laid_in(title: str = "Økonomisk politik", kind: str = "economic_policy", unit: str = "OS") -> Any:
    """Lay a short policy in, as a draft."""
    content = TEXT.format(title=title).encode()
    lines, findings = opened("politik.md", content)
    assert not findings
    return documents.lay_in(
        actor=keeper(),
        unit=factories.unit(unit),
        kind=kind,
        name="politik.md",
        content=content,
        reading=read_document(lines),
    )


def in_force(
    title: str = "Økonomisk politik",
    *,
    first: dt.date = dt.date(2024, 1, 1),
    last: dt.date | None = None,
    replaces: GoverningDocument | None = None,
) -> Any:
    """Return a policy that the council adopted long ago."""
    document = laid_in(title)
    adoption = Adoption(
        adopted_on=first - dt.timedelta(days=20),
        valid_from=first,
        valid_to=last,
        adopted_by_name="Byrådet",
        replaces=replaces,
    )
    return lifecycle.put_in_force(
        actor=keeper(), document=document, seen=document.version, adoption=adoption, step_name="record"
    )


def marked(document: GoverningDocument, words: str, use: Use | None = None) -> Passage:
    """Mark some words of a document."""
    block = next(one for one in document.blocks.all() if words in one.text)
    return passages.mark(
        actor=keeper(), block=block, starts=block.text.index(words), text=words, use=use or Use()
    )


def consultation(*, days: int = 10, sent: bool = True) -> Consultation:
    """Return a consultation of Økonomi & Stab whose deadline lies so many days ahead."""
    secretary = factories.actor("politisk.sekretariat")
    facts = consultations.ConsultationFacts(
        title="Høring om politikken",
        kind="administrative",
        unit=factories.unit("OS"),
        ground="local",
        ground_text="Aftale",
        ground_source="Aftalen",
        proposal="Politikken",
        opens=factories.DAY,
        deadline=at_hour(factories.DAY + dt.timedelta(days=days), dt.time(12)),
    )
    heard = [consultations.Heard(unit=factories.unit("OS-IND"))]
    row = consultations.begin(actor=secretary, facts=facts, parties=heard)
    if sent:
        consultations.move(actor=secretary, consultation=row, step="open", seen=row.version)
    return row


def council() -> Body:
    """Return the council."""
    return Body.objects.get(code="byraad")
