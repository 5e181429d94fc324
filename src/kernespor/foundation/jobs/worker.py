"""The worker: processes that carry runs out, and one that watches over them and over what is due."""

from __future__ import annotations

import logging
import os
import signal
import socket
import threading
import time
import uuid
from collections.abc import Callable
from multiprocessing.context import BaseContext
from types import FrameType
from typing import Any

from django.db import Error, connections
from django.utils import timezone
from django_q.brokers import get_broker
from django_q.cluster import Sentinel, get_mp_context
from django_q.worker import worker as work_on_messages

from kernespor.foundation.jobs.actions import keeping

log = logging.getLogger("kernespor.jobs")
ROUND = 2.0  # seconds between two rounds
TIDY = 3600.0
TICK = 0.1


class Rounds:
    """Tells the watching process when to end, and goes the rounds while it waits.

    It takes the place of an event between processes: a signal may set it at any moment, also while it waits.
    """

    def __init__(self, beside: int = 0) -> None:
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self.beside = beside
        self._ended = False
        self._next = self._next_tidy = 0.0

    def set(self, _number: int = 0, _frame: FrameType | None = None) -> None:
        """End after what is at work now."""
        self._ended = True

    def is_set(self) -> bool:
        """Say whether the worker is to end."""
        return self._ended

    def wait(self, seconds: float) -> bool:
        """Go a round where one is due, wait, and say whether the worker is to end."""
        end = time.monotonic() + seconds
        if time.monotonic() >= self._next and not self._ended:
            self._next = time.monotonic() + ROUND
            self.go()
        while not self._ended and time.monotonic() < end:
            time.sleep(TICK)
        if self.beside and os.getppid() != self.beside:
            self._ended = True
        return self._ended

    def go(self) -> None:
        """Go one round: a sign of life, what is due, what was cut off, what was lost, what is old."""
        now = timezone.now()
        try:
            keeping.beat(self.name, now)
            keeping.take_up(now)
            keeping.send_off_what_is_due(now)
            keeping.send_again(now)
            if time.monotonic() >= self._next_tidy:
                self._next_tidy = time.monotonic() + TIDY
                keeping.tidy(now)
        except Error as error:  # the database is away or busy: the next round may find it again
            log.warning("worker %s missed a round: %s", self.name, type(error).__name__)
            connections.close_all()

    def leave(self) -> None:
        """Take the worker off the list of those alive."""
        try:
            keeping.leave(self.name)
        except Error as error:
            log.warning("worker %s left unsaid: %s", self.name, type(error).__name__)
        connections.close_all()


class Guard(Sentinel):  # type: ignore[misc] # the library has no types
    """Watches over the processes, in the worker's own process; they end when it is gone."""

    def spawn_process(self, target: Callable[..., Any], *args: Any) -> Any:
        """Start a process that carries out runs, or one of the two that serve those."""
        context: BaseContext = get_mp_context()
        process: Any = context.Process(  # type: ignore[attr-defined]
            target=_beside, args=(os.getpid(), target, *args), name=f"Process-{uuid.uuid4().hex}"
        )
        process.daemon = True
        if target is work_on_messages:
            process.timer = args[2]
            self.pool.append(process)
        process.start()
        return process


def _beside(guard: int, target: Callable[..., Any], *args: Any) -> None:
    """Run a process of the worker's, and end it at once when the one that watches is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)

    def watch() -> None:
        while os.getppid() == guard:
            time.sleep(TICK)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
    target(*args)


def run(*, beside: int = 0) -> None:
    """Work until SIGTERM or Ctrl-C, or until the process `beside` is gone; what is begun is finished."""
    rounds = Rounds(beside)
    guard = Guard(rounds, get_mp_context().Event(), uuid.uuid4(), get_broker(), start=False)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, rounds.set)
    log.info("worker %s started", rounds.name)
    guard.start()
    rounds.leave()
    log.info("worker %s ended", rounds.name)
