"""Log lines: one JSON object a line, for people who search them with a machine."""

from __future__ import annotations

import logging
from collections.abc import MutableMapping
from typing import Any

import structlog

_RENDERER = structlog.processors.JSONRenderer(ensure_ascii=False)
_STAMP = structlog.processors.TimeStamper(fmt="iso")
# Without the values of variables: among them are passwords, and what people wrote.
_TRACEBACK = structlog.processors.ExceptionRenderer(
    structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
)


def formatter() -> logging.Formatter:
    """Return the formatter that the settings name."""
    return structlog.stdlib.ProcessorFormatter(processors=[render])


def render(logger: Any, name: str, event: MutableMapping[str, Any]) -> str:
    """Turn a log event into one line of JSON."""
    record = event.pop("_record")
    event.pop("_from_structlog", None)
    event.update(level=record.levelname.lower(), logger=record.name)
    if reference := getattr(getattr(record, "request", None), "reference", ""):
        event["reference"] = reference
    return str(_RENDERER(logger, name, _STAMP(logger, name, _TRACEBACK(logger, name, event))))
