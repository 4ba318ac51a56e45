"""Logs as lines of JSON that say nothing of anybody.

A line of ours says what we wrote into it. Of other packages only the sentence is kept, without what was filled in, and of
a fault its kind and where it stands, without its words: those repeat addresses, names and values of rows.
"""

from __future__ import annotations

import logging
import traceback
from contextvars import ContextVar
from datetime import datetime
from types import TracebackType
from typing import Any

from pythonjsonlogger.json import JsonFormatter

from bangfu.site.clock import SHANGHAI

OURS = "bangfu"
FRAMES = 12  # the innermost
request_id: ContextVar[str] = ContextVar("request_id", default="")


class Lines(JsonFormatter):
    """One line a record."""

    def __init__(self) -> None:
        super().__init__(json_ensure_ascii=False)

    def add_fields(
        self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]
    ) -> None:
        """The whole line; what the library would add besides is left out."""
        log_data["time"] = datetime.fromtimestamp(record.created, SHANGHAI).isoformat(timespec="milliseconds")
        log_data["level"] = record.levelname.lower()
        log_data["logger"] = record.name
        log_data["event"] = _event(record)
        if request := request_id.get():
            log_data["request"] = request
        log_data |= getattr(record, "told", {})
        if record.exc_info and record.exc_info[1]:
            log_data["fault"] = _kinds(record.exc_info[1])
            log_data["at"] = _frames(record.exc_info[2])


def _event(record: logging.LogRecord) -> str:
    if record.name.split(".")[0] == OURS:
        return record.getMessage()
    return str(record.msg) if record.args else f"{record.module}:{record.lineno}"


def _kinds(error: BaseException | None) -> list[str]:
    """The kind of a fault, and of what it came from."""
    kinds: list[str] = []
    while error is not None and len(kinds) < FRAMES:
        kinds.append(type(error).__name__)
        error = error.__cause__ or error.__context__
    return kinds


def _frames(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)[-FRAMES:]
    return [f"{'/'.join(f.filename.split('/')[-3:])}:{f.lineno} {f.name}" for f in frames]


def configuration() -> dict[str, Any]:
    """For `logging.config.dictConfig`: everything to the error output, whoever started the process keeps it."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": Lines}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        # Django's own words repeat the address; its requests stand in our lines already.
        "loggers": {
            OURS: {"level": "INFO"},
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.request": {"level": "ERROR"},
            "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
        },
    }
