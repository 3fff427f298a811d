"""The log as lines of JSON: what happened, when, in which request; nothing about whoever asked.

No address, query, name of a program or of a place is written: of a request only its kind.
"""

from __future__ import annotations

import datetime as dt
import logging
import sys
from contextvars import ContextVar
from typing import Final

import orjson

#: Identifier of the request that is being answered.
REQUEST: Final[ContextVar[str]] = ContextVar("request", default="")
#: Set, the fields of a record beside its message.
FIELDS: Final = "atlas_fields"
access = logging.getLogger("atlas.requests")


class JsonLines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Write time, level, message, request and, of an error, its traceback."""
        moment = dt.datetime.fromtimestamp(record.created, dt.UTC)
        line = {
            "time": moment.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            "request": REQUEST.get() or None,
            **getattr(record, FIELDS, {}),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return orjson.dumps({name: value for name, value in line.items() if value is not None}).decode()


def log_as_json() -> None:
    """Have this process write its log as lines of JSON on the standard error stream, each request one."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    access.setLevel(logging.INFO)


def tell(event: str, **fields: object) -> None:
    """Write one line about a request, where they are written."""
    access.info(event, extra={FIELDS: fields})
