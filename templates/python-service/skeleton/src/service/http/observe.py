"""What every request leaves behind: a trace, a line in the log, a duration."""

import logging
from time import perf_counter

from prometheus_client import CollectorRegistry, Histogram
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.http.log import logger
from service.http.trace import continue_trace, current

# Probes and scrapes would fill the log with what nobody reads.
_QUIET = {"/healthz", "/readyz", "/metrics"}


class Observed:
    """An application whose requests are traced, logged and measured."""

    def __init__(self, app: ASGIApp, registry: CollectorRegistry) -> None:
        self._app = app
        self._duration = Histogram(
            "http_request_duration_seconds",
            "Time from a request to its answer.",
            ["method", "route", "status"],
            buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
            registry=registry,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = perf_counter()
        status: int | None = None

        async def watch(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        token = current.set(continue_trace(Headers(scope=scope)))
        try:
            await self._app(scope, receive, watch)
        except Exception:
            logger.exception("the request failed")
            # Otherwise the caller has its answer, and the server would log it once more.
            if status is None:
                raise
        finally:
            self._tell(scope, status or 500, perf_counter() - began)
            current.reset(token)

    def _tell(self, scope: Scope, status: int, seconds: float) -> None:
        # The route, not the address, which has as many values as there are names.
        route = getattr(scope.get("route"), "path", "unknown")
        method = scope["method"]
        self._duration.labels(method, route, str(status)).observe(seconds)
        if route in _QUIET:
            return
        fields = {
            "method": method,
            "route": route,
            "status": status,
            "ms": round(seconds * 1000),
        }
        logger.log(logging.INFO, "%s %s %s", method, route, status, extra={"fields": fields})
