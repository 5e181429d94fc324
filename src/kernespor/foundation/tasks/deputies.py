"""What awaits those whom a person stands in for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kernespor.foundation.access.acting import acting_as
from kernespor.foundation.access.actor import Actor
from kernespor.foundation.access.models import Deputyship
from kernespor.foundation.access.selectors import principals_of
from kernespor.foundation.accounts.selectors import roles_on
from kernespor.foundation.organisation.tree import tree_on
from kernespor.foundation.tasks import registry
from kernespor.foundation.tasks.registry import Task


@dataclass(frozen=True, slots=True)
class StandIn:
    """Someone whom a person stands in for today: the deputyship, and the tasks that it reaches."""

    deputyship: Deputyship
    tasks: tuple[Task, ...]


def as_deputy(actor: Actor, *, without: Collection[str] = ()) -> list[StandIn]:
    """Return whom the one at the keys stands in for today, and what awaits each of them within that.

    `without` are the keys of what stands in the deputy's own list already, which is told once. Three queries,
    and the sources' for each principal. What isn't to leave its principal isn't here: the sources are asked
    as the deputy stands in the principal's place, with what is narrowed by it.
    """
    oneself = actor.oneself
    if oneself.person_id is None:
        return []
    rows = principals_of(oneself.person_id, oneself.today)
    if not rows:
        return []
    tree = tree_on(oneself.today)
    roles = roles_on(oneself.today, tree, [row.principal_id for row in rows])
    found = []
    for row in rows:
        acting = acting_as(oneself, row, roles[row.principal_id], tree)
        if acting:
            tasks = registry.waiting(acting)
            found.append(StandIn(row, tuple(task for task in tasks if task.key not in without)))
    return found
