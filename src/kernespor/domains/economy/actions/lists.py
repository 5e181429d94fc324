"""The municipality's own lists: laid in, compared, shown, and then taken in whole or discarded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Model

from kernespor.connectors.economy import KEYS, Key, Kind, value_names
from kernespor.domains.economy import workflow
from kernespor.domains.economy.calculations.comparison import TABLES, Difference, Facts
from kernespor.domains.economy.calculations.preview import preview, preview_of
from kernespor.domains.economy.models import EconomyImport, PolicyArea
from kernespor.domains.economy.permissions import check_keep, check_read_import
from kernespor.domains.economy.policies import check_acceptable, check_as_shown, check_open
from kernespor.engines.findings import has_error
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.audit.writing import Change, change
from kernespor.foundation.files.store import keep


def lay_in(*, actor: Actor, files: Mapping[Kind, tuple[str, bytes]]) -> EconomyImport:
    """Keep lists on their way in: by kind name and bytes. Raises Refusal."""
    check_keep(actor)
    with change(actor=actor, verb="economy.lists_laid_in") as act:
        kept: dict[str, Any] = {
            kind: keep(act, name=name, content=content, actor=actor)
            for kind, (name, content) in files.items()
        }
        draft = act.create(EconomyImport, **kept, created_by_id=actor.hand, created_at=act.at)
        act.subject = draft
        return draft


def accept(*, actor: Actor, draft: EconomyImport, seen: int, shown: str) -> None:
    """Take the lists in, whole or not at all, read anew against the chart of this moment.

    `seen` is the draft's version and `shown` the fingerprint of the difference that the person saw. Raises
    Refusal, or StaleWrite when another window was first; then nothing was written.
    """
    check_read_import(actor, draft)
    check_open(draft)
    step = workflow.IMPORT.check("accept", draft.status)
    with change(actor=actor, verb=step.verb, about=draft) as act:
        _wait_for_others()
        found = preview_of(draft)
        check_as_shown(shown, found.fingerprint)
        check_acceptable(draft, found)
        act.update(draft, seen=seen, where={"status": step.source}, status=step.target)
        _write(act, found.differences)


def discard(*, actor: Actor, draft: EconomyImport, seen: int) -> None:
    """Put the lists aside; they stay in the history. Raises Refusal or StaleWrite."""
    check_read_import(actor, draft)
    check_open(draft)
    step = workflow.IMPORT.check("discard", draft.status)
    with change(actor=actor, verb=step.verb, about=draft) as act:
        act.update(draft, seen=seen, where={"status": step.source}, status=step.target)


def take_in(*, actor: Actor, files: dict[Kind, bytes]) -> None:
    """Make the chart what lists say, in one act: for Sporkøbing. Raises ValueError when they are odd."""
    with change(actor=actor, verb="economy.lists_taken_in") as act:
        found = preview(files)
        if has_error(found.reading.findings):
            raise ValueError([finding.message for finding in found.reading.findings])
        _write(act, found.differences)


def _wait_for_others() -> None:
    """Let one chart be taken in at a time: on PostgreSQL the second waits, and then sees the first."""
    list(PolicyArea.objects.select_for_update().order_by("pk")[:1])


def _write(act: Change, differences: tuple[Difference, ...]) -> None:
    for found in differences:
        table = TABLES[found.kind]
        for _key, _facts, row in found.gone:
            act.update(row, superseded_at=act.at)
        if table.named is not None:
            _name(act, table.named, found)
        codes = {name: _by_code(model) for name, model in table.points.items()}
        if table.named is not None:
            codes[table.owner] = _by_code(table.named)
        act.create_many(table.version, [_row(act, found.kind, key, facts, codes) for key, facts in found.new])


def _name(act: Change, model: type[Model], found: Difference) -> None:
    there = _by_code(model)
    new = list(dict.fromkeys(key[0] for key, _facts in found.new if key[0] not in there))
    act.create_many(model, [model(code=code) for code in new])


def _by_code(model: type[Model]) -> dict[str, Model]:
    return {str(row.code): row for row in model._default_manager.all()}  # type: ignore[attr-defined]


def _row(act: Change, kind: Kind, key: Key, facts: Facts, codes: Mapping[str, Mapping[str, Model]]) -> Any:
    table = TABLES[kind]
    first, last, values = facts
    names = (table.owner,) if table.owner else KEYS[kind]
    cells = {**dict(zip(names, key, strict=True)), **dict(zip(value_names(kind), values, strict=True))}
    fields: dict[str, Any] = {
        name: (codes[name][cell] if cell else None) if name in codes else cell for name, cell in cells.items()
    }
    return table.version(**fields, valid_from=first, valid_to=last, recorded_at=act.at)
