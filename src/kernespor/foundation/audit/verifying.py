"""Holds the events against their seals, and the seals against the heads outside the database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from kernespor.engines.findings import N_, Finding, Place, Severity
from kernespor.foundation.audit import heads
from kernespor.foundation.audit.digests import digests_in, event_digest, head_of, payload_digest
from kernespor.foundation.audit.heads import Head
from kernespor.foundation.audit.models import AuditEvent, AuditSeal

MOST_FINDINGS = 200
# What may be wrong, in words.
WRONG = {
    "heads_unreadable": N_(
        "Linje {line} i filen med hoveder kan ikke læses eller siger noget andet end en tidligere linje."
    ),
    "seal_missing": N_("Forsegling {number} mangler."),
    "seal_removed": N_(
        "Forsegling {number} står i filen med hoveder, men er væk fra databasen. "
        "Den gik til hændelse {event}."
    ),
    "chain_broken": N_("Forsegling {number} hænger ikke sammen med den før."),
    "seal_changed": N_("Forsegling {number} er selv ændret."),
    "head_missing": N_("Forsegling {number} står ikke i filen med hoveder."),
    "head_differs": N_(
        "Forsegling {number} er en anden end den, filen med hoveder kender: "
        "den eller noget før den er ændret og regnet om."
    ),
    "erased_unsaid": N_(
        "Hændelse {event} i forsegling {number} er tømt, uden at nogen har skrevet, at den blev slettet."
    ),
    "event_inserted": N_("Hændelse {event} er sat ind i forsegling {number} bagefter."),
    "event_moved": N_(
        "Hændelse {event} i forsegling {number} står på en andens plads: rækkefølgen er ændret."
    ),
    "event_changed": N_("Hændelse {event} i forsegling {number} er ændret."),
    "event_removed": N_("Hændelse {event} er fjernet fra forsegling {number}."),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was verified: how many seals and events, how many aren't sealed yet, and what is wrong."""

    seals: int
    events: int
    unsealed: int
    findings: tuple[Finding, ...]


def verify(*, after: int = 0) -> Verdict:
    """Hold everything after the seal of that number against its seals; 0 for the whole.

    What is wrong is found in one reading, at most 200 findings of it. Raises ValueError when there is no
    seal of that number.
    """
    known, odd = heads.read()
    findings = [
        _error(
            "heads_unreadable",
            line=line,
        )
        for line in odd
    ]
    start = AuditSeal.objects.filter(number=after).first() if after else None
    if after and start is None:
        raise ValueError(after)
    check = _Check(known, start)
    findings += islice(check.findings(after), MOST_FINDINGS)
    unsealed = AuditEvent.objects.filter(pk__gt=check.last_id).count()
    return Verdict(check.seals, check.events, unsealed, tuple(findings))


class _Check:
    def __init__(self, known: dict[int, Head], start: AuditSeal | None) -> None:
        self.known = known
        self.previous = start.head if start else ""
        self.last_id = start.last_id if start else 0
        self.seals = self.events = 0

    def findings(self, after: int) -> Iterator[Finding]:
        """Yield what is wrong, seal by seal."""
        number = after
        for seal in AuditSeal.objects.filter(number__gt=after).order_by("number").iterator(chunk_size=20):
            if seal.number != number + 1:
                yield _error("seal_missing", number=number + 1)
            number = seal.number
            yield from self._chain(seal)
            yield from self._events(seal)
            self.previous, self.last_id = seal.head, seal.last_id
            self.seals += 1
        for gone in sorted(one for one in self.known if one > number):
            yield _error(
                "seal_removed",
                number=gone,
                event=self.known[gone].last_id,
            )

    def _chain(self, seal: AuditSeal) -> Iterator[Finding]:
        number = seal.number
        if seal.previous != self.previous or seal.first_id != self.last_id + 1:
            yield _error("chain_broken", number=number)
        if head_of(seal) != seal.head:
            yield _error("seal_changed", number=number)
        head = self.known.get(number)
        if head is None:
            yield _error("head_missing", number=number)
        elif head.head != seal.head:
            yield _error(
                "head_differs",
                number=number,
            )

    def _events(self, seal: AuditSeal) -> Iterator[Finding]:
        sealed = digests_in(bytes(seal.leaves))
        found: dict[int, bytes] = {}
        changed = []
        for event in AuditEvent.objects.filter(pk__gte=seal.first_id, pk__lte=seal.last_id).order_by("pk"):
            self.events += 1
            found[event.pk] = event_digest(event)
            if event.erased_by is None and payload_digest(event) != event.payload_digest:
                changed.append(event.pk)
            elif event.erased_by is not None and not _is_said(event):
                yield _of(seal, event.pk, "erased_unsaid")
        owners = {digest: key for key, digest in sealed.items()}
        for key, digest in found.items():
            if key not in sealed:
                yield _of(seal, key, "event_inserted")
            elif digest != sealed[key] and owners.get(digest) not in {None, key}:
                yield _of(seal, key, "event_moved")
            elif digest != sealed[key] or key in changed:
                yield _of(seal, key, "event_changed")
        for key in sealed:
            if key not in found:
                yield _of(seal, key, "event_removed")


def _is_said(event: AuditEvent) -> bool:
    """Say whether the event that emptied this one exists and says so."""
    said = AuditEvent.objects.filter(pk=event.erased_by or 0, verb="audit.erased", subject_id=event.pk)
    return said.filter(pk__gt=event.pk).exists()


def _of(seal: AuditSeal, key: int, code: str) -> Finding:
    return _error(code, number=seal.number, event=key)


def _error(code: str, **params: int) -> Finding:
    place = Place(row=params.get("event"), line=params.get("line"))
    return Finding(code, Severity.ERROR, WRONG[code], params, place)
