"""Drafts are kept, sent or thrown away; they never reach the audit."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from kernespor.engines.findings import N_
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.unaudited import alter, drop, put
from kernespor.foundation.drafts import registry
from kernespor.foundation.drafts.models import Draft
from kernespor.foundation.drafts.selectors import rows_of
from kernespor.foundation.refusals import NotNow, NotPermitted, StaleWrite

KEPT_DAYS = 90
LONGEST = 200_000  # letters of one draft, as it is stored

Fields = Mapping[str, str | Sequence[str]]


def keep(*, actor: Actor, form: str, ref: str, fields: Fields, seen: int | None = None) -> Draft:
    """Keep what the person at the keys has written so far, in place of what was kept before.

    `seen` is the version that the page knows, 0 for none: raises StaleWrite with the draft as it stands (or
    None, when it was sent or thrown away) if another window was first. Raises NotPermitted for someone
    without a person, NotNow for what is too long, KeyError for a form that keeps no drafts.
    """
    known = registry.of(form)
    if known is None:
        raise KeyError(form)
    writer = actor.doer_id or actor.person_id
    if writer is None:
        raise NotPermitted("no_person", N_("Kun personer kan gemme kladder."))
    kept = {name: value for name, value in fields.items() if name in known.fields}
    if len(json.dumps(kept, ensure_ascii=False)) > LONGEST:
        raise NotNow("draft_too_long", N_("Kladden er for lang til at blive gemt. Send den i flere dele."))
    with transaction.atomic():
        return _write(Draft(person_id=writer, form=form, ref=ref, fields=kept), seen)


def _write(draft: Draft, seen: int | None) -> Draft:
    rows = Draft.objects.filter(person_id=draft.person_id, form=draft.form, ref=draft.ref)
    matching = rows if seen is None else rows.filter(version=seen)
    now = timezone.now()
    written = {"fields": draft.fields, "saved_at": now, "version": models.F("version") + 1}
    if not alter(matching, **written):
        if seen:  # it was sent or thrown away elsewhere, or written on
            raise StaleWrite(rows.first())
        try:
            with transaction.atomic():
                draft.saved_at = now
                put([draft])
        except IntegrityError:
            if seen == 0:
                raise StaleWrite(rows.first()) from None
            alter(rows, **written)
    return rows.get()


def forget(*, actor: Actor, form: str, ref: str) -> None:
    """Throw away what was kept of a form: it is sent, or no longer wanted."""
    drop(rows_of(actor).filter(form=form, ref=ref))


def throw_away(*, actor: Actor, draft: Draft) -> None:
    """Throw away one draft of the person's own. Raises NotPermitted for another's."""
    if draft.person_id != (actor.doer_id or actor.person_id):
        raise NotPermitted("not_mine", N_("Kun den, der skriver på kladden, kan se den."))
    drop(Draft.objects.filter(pk=draft.pk))


def expire(*, now: dt.datetime) -> int:
    """Remove what nobody has written on for 90 days; return how many there were."""
    return drop(Draft.objects.filter(saved_at__lt=now - dt.timedelta(days=KEPT_DAYS)))
