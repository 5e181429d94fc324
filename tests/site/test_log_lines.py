"""What goes wrong stands in the log: one JSON object a line, without what people wrote."""

from __future__ import annotations

import json
import logging
import sys
from typing import Any

from kernespor.site.logs import formatter


def line_of(message: str, *words: Any, broken: bool = False) -> dict[str, Any]:
    """Return the line of one warning, read as JSON; `broken` adds the exception that is being handled."""
    fault = sys.exc_info() if broken else None
    record = logging.LogRecord("kernespor.site", logging.WARNING, __file__, 1, message, words, fault)
    text = formatter().format(record)
    assert "\n" not in text
    read: dict[str, Any] = json.loads(text)
    return read


def test_a_log_line_is_one_json_object_with_its_words_level_logger_and_time() -> None:
    line = line_of("Kunne ikke læse %s\naf %d", "plan.docx", 2)
    assert line["event"] == "Kunne ikke læse plan.docx\naf 2"
    assert (line["level"], line["logger"]) == ("warning", "kernespor.site")
    assert line["timestamp"].startswith("20")


def test_an_exception_stands_in_its_line_without_the_values_of_variables() -> None:
    password = "Zebrastribe-1234"
    try:
        json.loads("", parse_int=lambda _text: password)
    except ValueError:
        line = line_of("Fejl", broken=True)
    assert line["exception"][0]["exc_type"] == "JSONDecodeError"
    assert line["exception"][0]["frames"][0]["filename"] == __file__
    assert password not in json.dumps(line)
