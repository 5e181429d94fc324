"""Log lines: one JSON object a line, for people who search them with a machine."""

from __future__ import annotations

import logging
from collections.abc import MutableMapping
from typing import Any

import structlog

_RENDERER = structlog.processors.JSONRenderer(ensure_ascii=False)
_STAMP = structlog.processors.TimeStamper(fmt="iso")


def formatter() -> logging.Formatter:
    """Return the formatter that the settings name."""
    return structlog.stdlib.ProcessorFormatter(processor=render)


def render(logger: Any, name: str, event: MutableMapping[str, Any]) -> str:
    """Turn a log event into one line of JSON."""
    record = event.pop("_record")
    event.pop("_from_structlog", None)
    event.update(level=record.levelname.lower(), logger=record.name)
    if record.exc_info:
        event["exc_info"] = record.exc_info
        event = structlog.processors.dict_tracebacks(logger, name, event)
    return str(_RENDERER(logger, name, _STAMP(logger, name, event)))
