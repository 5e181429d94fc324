"""The worker of the crashes: the product's own, with a job that writes numbered rows through an action."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from bench.working import WORKED
from kernespor.site.cli.manage import setup

PAUSE = 0.01  # seconds between two rows, so that a kill falls between them as often as within them


def register() -> None:
    """Register the job; Django must be ready."""
    from kernespor.domains.strategy.actions import plans
    from kernespor.domains.strategy.models import Action
    from kernespor.foundation.jobs import registry

    @registry.job("bench.rows", label="Numbered rows")
    def rows(work: registry.Work, mark: str, number: int, action: int) -> None:
        item = Action.objects.select_related("goal__area__plan", "owner", "deputy").get(pk=action)
        for place in range(1, number + 1):
            with work.once(str(place)) as first:
                if first:
                    plans.give_status(
                        actor=work.actor,
                        item=item,
                        judgement="on_track",
                        text=f"{mark}-{place}-row",
                        on=work.today,
                    )
            if WORKED in os.environ:
                (Path(os.environ[WORKED]) / mark).touch()
            work.progress(100 * place // number, f"{place} of {number}")
            time.sleep(PAUSE)

    @registry.job("bench.nothing", label="Nothing")
    def nothing(work: registry.Work, place: int) -> None:
        del work, place


if __name__ == "__main__":
    setup()
    register()
    from kernespor.foundation.jobs import worker

    sys.exit(worker.run())
