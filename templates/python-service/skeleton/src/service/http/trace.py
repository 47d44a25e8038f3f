"""A request on its way through the services (W3C Trace Context)."""

import re
import secrets
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from http.client import HTTPResponse
from typing import cast
from urllib.request import Request, urlopen

_TRACEPARENT = re.compile(
    r"(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(?:-|$)"
)


@dataclass(frozen=True)
class Trace:
    """One step of a request."""

    # The same for the whole way: 32 hexadecimal digits.
    trace_id: str
    # Of this step: 16 hexadecimal digits.
    span_id: str
    flags: str = "01"
    # What tracing systems say to each other, passed on as it came.
    state: str = ""

    def headers(self) -> dict[str, str]:
        """The headers by which the next service goes on with the trace."""
        parent = {"traceparent": f"00-{self.trace_id}-{self.span_id}-{self.flags}"}
        return {**parent, "tracestate": self.state} if self.state else parent


current: ContextVar[Trace | None] = ContextVar("trace", default=None)


def continue_trace(headers: Mapping[str, str]) -> Trace:
    """Goes on with the trace that a request brings, or begins one."""
    span_id = secrets.token_hex(8)
    known = _TRACEPARENT.match(headers.get("traceparent", ""))
    if known is None:
        return Trace(trace_id=secrets.token_hex(16), span_id=span_id)
    trace_id, flags = known.groups()
    return Trace(trace_id, span_id, flags, headers.get("tracestate", ""))


def open_in_trace(request: Request, timeout: float = 10) -> HTTPResponse:
    """Calls another service as a part of the trace of the request that is served."""
    trace = current.get()
    for name, value in (trace.headers() if trace else {}).items():
        request.add_header(name, value)
    if request.type not in ("http", "https"):
        raise ValueError(f"{request.full_url} is not an address of HTTP")
    return cast(HTTPResponse, urlopen(request, timeout=timeout))  # noqa: S310 - checked above
