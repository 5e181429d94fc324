"""What is unsafe or doubtful about this installation: each thing with its place and its remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kernespor.engines.findings import Finding
from kernespor.site.doctor import database, installation, people, running
from kernespor.site.doctor.asked import Asked

Check = Callable[[Asked], Iterator[Finding]]
# The second group asks the database, and only where it answers.
FIRST: tuple[Check, ...] = (
    installation.switches,
    installation.key,
    installation.address,
    installation.login,
    installation.provider,
    installation.mail,
    installation.names,
    running.disk,
    running.backup,
    running.heads,
)
THEN: tuple[Check, ...] = (
    database.settings_of,
    people.accounts,
    people.units_of_table,
    running.worker,
    running.clock,
)


def examine(asked: Asked) -> list[Finding]:
    """Return everything that was found, errors first."""
    findings = [finding for check in FIRST for finding in check(asked)]
    trouble = list(database.answers(asked))
    findings += trouble
    if not trouble:
        findings += [finding for check in THEN for finding in check(asked)]
    order = {"error": 0, "warning": 1, "note": 2}
    return sorted(findings, key=lambda finding: order[finding.severity.value])
