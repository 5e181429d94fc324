"""What one request has read, kept until its answer, so that two parts of a page needn't both ask."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_kept: ContextVar[dict[Hashable, Any] | None] = ContextVar("kept", default=None)


@contextmanager
def keeping(*, reads_only: bool) -> Iterator[None]:
    """Keep what is read within, where nothing is written: a write must see what it wrote itself."""
    token = _kept.set({} if reads_only else None)
    try:
        yield
    finally:
        _kept.reset(token)


@contextmanager
def keeping_what_is_read() -> Iterator[None]:
    """Keep what is read within something that only reads, whoever asks; what is kept already stays."""
    if _kept.get() is not None:
        yield
        return
    with keeping(reads_only=True):
        yield


def once(read: Callable[P, R]) -> Callable[P, R]:
    """Read the same but once within `keeping`, and anew each time outside of it.

    The arguments must be hashable, and nobody may alter what is returned.
    """

    @wraps(read)
    def asked(*args: P.args, **kwargs: P.kwargs) -> R:
        kept = _kept.get()
        if kept is None:
            return read(*args, **kwargs)
        key = (read, args, tuple(sorted(kwargs.items())))
        if key not in kept:
            kept[key] = read(*args, **kwargs)
        found: R = kept[key]
        return found

    return asked


def each_once(
    what: Hashable, keys: Collection[int], read: Callable[[Collection[int]], Mapping[int, R]]
) -> dict[int, R]:
    """Return what is found under some keys; within `keeping` only those not asked for before are read.

    `what` names what is read and for whom. A key under which nothing is found is asked for but once too.
    """
    kept = _kept.get()
    known: dict[int, R | None] = {} if kept is None else kept.setdefault((each_once, what), {})
    missing = [key for key in keys if key not in known]
    if missing:
        known.update(read(missing))
        known.update({key: None for key in missing if key not in known})
    return {key: found for key, found in known.items() if found is not None and key in keys}
