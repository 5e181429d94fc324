"""Events are sealed in batches, and their words erased where the law wants it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit import heads
from kernespor.foundation.audit.digests import HEAD, event_digest, head_of, leaves_of
from kernespor.foundation.audit.heads import Head
from kernespor.foundation.audit.lasts import followed_by
from kernespor.foundation.audit.models import AuditEvent, AuditSeal, LastEvent
from kernespor.foundation.audit.permissions import check_erase
from kernespor.foundation.audit.unaudited import drop, put
from kernespor.foundation.audit.writing import change
from kernespor.foundation.objects import Ref
from kernespor.foundation.refusals import NotNow
from kernespor.foundation.writers import await_writers

BATCH = 5_000  # events under one seal

Told = Callable[[int, int], None]


def seal(*, told: Told | None = None) -> int:
    """Seal every event that isn't yet, and write the heads outside the database. Return how many events.

    `told` is called after each batch with the events sealed and those there were. A batch that was sealed
    when the machine stopped is not sealed again; its head is written now. Raises NotNow when the file holds
    other heads than the database: then somebody must look, and nothing is sealed on top.
    """
    last = AuditSeal.objects.defer("leaves").order_by("-number").first()
    _hand_out(last)
    until = _settled()
    after = last.last_id if last else 0
    total = AuditEvent.objects.filter(pk__gt=after, pk__lte=until).count()
    done = 0
    while done < total:
        last = _seal_batch(last, until)
        done += last.count
        _hand_out(last)
        if told:
            told(done, total)
    return done


def _settled() -> int:
    """Return the number up to which no event can come any more: whoever is writing one is waited for."""
    with transaction.atomic():
        await_writers(AuditEvent)
        found: int = AuditEvent.objects.aggregate(last=Max("pk"))["last"] or 0
    return found


def _seal_batch(last: AuditSeal | None, until: int) -> AuditSeal:
    first_id = last.last_id + 1 if last else 1
    events = AuditEvent.objects.filter(pk__gte=first_id, pk__lte=until).only("at", *HEAD).order_by("pk")
    batch = list(events[:BATCH])
    made = AuditSeal(
        number=last.number + 1 if last else 1,
        first_id=first_id,
        last_id=batch[-1].pk,
        count=len(batch),
        previous=last.head if last else "",
        sealed_at=timezone.now(),
        leaves=leaves_of((event.pk, event_digest(event)) for event in batch),
    )
    made.head = head_of(made)
    put([made])
    return made


def _hand_out(last: AuditSeal | None) -> None:
    """Write the heads that the file doesn't have yet, after holding its newest against the database."""
    known, odd = heads.read()
    number = max(known, default=0)
    ours = AuditSeal.objects.filter(number=number).values_list("head", flat=True).first()
    if odd or (number and ours != known[number].head):
        raise NotNow(
            "heads_differ",
            N_("Filen med hoveder passer ikke til databasen. Kør »kernespor audit verify« først."),
        )
    missing: Iterable[AuditSeal] = (
        AuditSeal.objects.filter(number__gt=number, number__lte=last.number).defer("leaves") if last else ()
    )
    heads.append(Head(one.number, one.head, one.last_id, one.sealed_at.isoformat()) for one in missing)


def erase(*, actor: Actor, event: AuditEvent, why: str) -> None:
    """Erase what an event says; that it happened, when, who erased it and why stay. Raises Refusal."""
    check_erase(actor)
    if not why.strip():
        raise NotNow("reason_needed", N_("Skriv hvorfor. Begrundelsen bliver stående i historikken."))
    if event.erased_by is not None:
        raise NotNow("erased_already", N_("Indholdet er allerede slettet."))
    with change(actor=actor, verb="audit.erased", about=event, why=why.strip()) as act:
        act.erase(event)


def make_lasts_anew() -> None:
    """Read every event, and write when something last happened to each object that is followed."""
    found: dict[Ref, AuditEvent] = {}
    events = AuditEvent.objects.only("at", "verb", "subject_type", "subject_id", "rows").order_by("at", "pk")
    for event in events.iterator(chunk_size=BATCH):
        found.update(dict.fromkeys(followed_by(event), event))
    drop(LastEvent.objects.all())
    put([LastEvent(kind=ref.kind, object_id=ref.pk, at=one.at, verb=one.verb) for ref, one in found.items()])
