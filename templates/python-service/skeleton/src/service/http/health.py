"""Whether the process lives and takes requests, asked by Kubernetes."""

from collections.abc import Awaitable, Callable, Mapping

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from service.http.log import logger

# Raises when something is missing that requests need, for example a database.
ReadinessCheck = Callable[[], Awaitable[None]]


class Health:
    """`/healthz` answers as long as the process lives: Kubernetes restarts it when not.

    `/readyz` answers 200 only while requests can be served: Kubernetes sends none
    otherwise. What a check misses belongs there and not into `/healthz`, because a
    restart does not bring a database back.
    """

    def __init__(self, version: str, checks: Mapping[str, ReadinessCheck]) -> None:
        self._checks = checks
        self._stopping = False
        self.routes = APIRouter()
        self.routes.add_api_route("/healthz", lambda: {"status": "ok", "version": version})
        self.routes.add_api_route("/readyz", self._ready, response_model=None)

    def stop_taking(self) -> None:
        """From now on the service is not ready, so that no new requests are sent to it."""
        self._stopping = True

    async def _ready(self) -> JSONResponse:
        if self._stopping:
            return JSONResponse({"status": "stopping"}, 503)
        missing = [name for name in self._checks if not await self._passes(name)]
        if missing:
            return JSONResponse({"status": "not ready", "missing": missing}, 503)
        return JSONResponse({"status": "ready"})

    async def _passes(self, name: str) -> bool:
        try:
            await self._checks[name]()
        except Exception:
            logger.warning("not ready: %s", name, exc_info=True)
            return False
        return True
