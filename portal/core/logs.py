"""Log lines as JSON that carry no personal data.

Django's own messages name the path, which may hold a token or a name, and error messages may quote
what somebody typed. A line therefore says the route, and of an error its type and where it arose.
"""

import logging
import traceback
from types import TracebackType
from typing import Any

from pythonjsonlogger.json import JsonFormatter as BaseFormatter

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class JsonFormatter(BaseFormatter):
    def __init__(self) -> None:
        super().__init__(
            "{asctime}{levelname}{name}{message}",
            style="{",
            rename_fields={"asctime": "time", "levelname": "level", "name": "logger"},
            json_ensure_ascii=False,
        )

    def format(self, record: logging.LogRecord) -> str:
        request = record.__dict__.pop("request", None)
        if request is not None:
            match = getattr(request, "resolver_match", None)
            record.msg = "%s %s"
            record.args = (record.__dict__.get("status_code", "-"), match.route if match else "-")
        return super().format(record)

    def formatException(self, ei: Any) -> str:  # noqa: N802 - logging's name
        kind, _error, where = ei
        frames = "".join(
            f"{frame.filename}:{frame.lineno} {frame.name}; "
            for frame in traceback.extract_tb(where)
        )
        return f"{kind.__name__ if kind else ''} at {frames}"
