"""The pulse of a run at work: how far it came, written so often that a silent one is known to be dead."""

from __future__ import annotations

import logging
import threading
from types import TracebackType
from typing import Self

from django.db import DatabaseError, connection
from django.utils import timezone

from kernespor.foundation.audit import unaudited
from kernespor.foundation.jobs.enums import RunStatus
from kernespor.foundation.jobs.models import Run

log = logging.getLogger("kernespor.jobs")
BEAT = 1.0  # seconds


class StillPulse:
    """Writes at once, in the caller's own transaction: for a run in the calling process."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.text = ""

    def say(self, percent: int, text: str) -> bool:
        """Write how far the run is; False when it is no longer ours."""
        self.text = text[:300]
        return bool(_beat(self.run, percent, self.text))


class Pulse:
    """Beats in a thread of its own, over a connection of its own, whatever transaction the work is in."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.percent, self.text = run.percent, run.text
        self._ours = True
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._beat_on, daemon=True)

    def say(self, percent: int, text: str) -> bool:
        """Keep how far the run is for the next beat; False when it is no longer ours."""
        self.percent, self.text = percent, text[:300]
        return self._ours

    def __enter__(self) -> Self:
        """Begin to beat."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop beating."""
        self._ended.set()
        self._thread.join()

    def _beat_on(self) -> None:
        try:
            while not self._ended.wait(BEAT):
                try:
                    self._ours = bool(_beat(self.run, self.percent, self.text))
                except DatabaseError as error:  # locked by the work, or away
                    log.info("run %s missed a beat: %s", self.run.pk, type(error).__name__)
                    connection.close()
        finally:
            connection.close()


def _beat(run: Run, percent: int, text: str) -> int:
    rows = Run.objects.filter(pk=run.pk, attempts=run.attempts, status=RunStatus.RUNNING)
    return unaudited.alter(rows, percent=percent, text=text, heartbeat=timezone.now())
