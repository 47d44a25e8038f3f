"""The server, which ends without losing a request."""

from signal import Signals
from time import monotonic
from types import FrameType

import uvicorn

from service.app import Service
from service.config import Config
from service.http.log import logger


class DrainingServer(uvicorn.Server):
    """Says at the first signal that it is not ready, serves for a while what is still sent
    to it, then finishes what it has begun. A second signal ends it at once."""

    def __init__(self, service: Service, config: Config) -> None:
        super().__init__(
            uvicorn.Config(
                service.app,
                host=config.host,
                port=config.port,
                log_config=None,
                access_log=False,
                server_header=False,
            )
        )
        self._health = service.health
        self._drain_seconds = config.drain_ms / 1000
        self._asked: int | None = None
        self._end: float | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """A signal may come in the middle of anything: it is only noted."""
        if self._asked is None:
            self._asked = sig
        else:
            super().handle_exit(sig, frame)

    async def on_tick(self, counter: int) -> bool:
        """Called ten times a second; whether it is to end."""
        if self._asked is not None and self._end is None:
            logger.info("stopping on %s", Signals(self._asked).name)
            self._health.stop_taking()
            self._end = monotonic() + self._drain_seconds
        if self._end is not None and monotonic() >= self._end:
            self.should_exit = True
        return await super().on_tick(counter)
