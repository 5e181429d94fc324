"""Sporkøbing's chart of accounts into the database."""

from __future__ import annotations

from collections.abc import Mapping

from kernespor.connectors.economy import FILES, Kind
from kernespor.domains.economy.actions.authorised import load_authorised
from kernespor.domains.economy.actions.lists import take_in
from kernespor.foundation.access.actor import Actor


def load_economy(*, actor: Actor, files: Mapping[str, bytes]) -> None:
    """Load the authorised chart, and `economy/*.csv` of Sporkøbing beneath it."""
    load_authorised(actor=actor)
    take_in(actor=actor, files={kind: files[f"economy/{FILES[kind]}.csv"] for kind in Kind})
