"""The log: one JSON object a line, with the names that log stores know."""

import json
import logging
from datetime import UTC, datetime
from typing import TextIO

from service.http.trace import current

logger = logging.getLogger("service")


class JsonFormatter(logging.Formatter):
    """Writes records with the trace of the request that they belong to."""

    def __init__(self, version: str) -> None:
        super().__init__()
        self._version = version

    def format(self, record: logging.LogRecord) -> str:
        when = datetime.fromtimestamp(record.created, UTC)
        line: dict[str, object] = {
            "level": record.levelname.lower(),
            "time": when.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "version": self._version,
            "message": record.getMessage(),
        }
        if trace := current.get():
            line |= {"trace_id": trace.trace_id, "span_id": trace.span_id}
        line |= getattr(record, "fields", {})
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def write_log(level: str, version: str, stream: TextIO) -> None:
    """Sends the whole process' log to a stream, its libraries' as well."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter(version))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
