"""PostgreSQL, as the environment names it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from psycopg_pool import AsyncConnectionPool

from service.database.migrations import migrate
from service.http.log import logger

CONNECTIONS = 5
PATIENCE_SECONDS = 5
RETRY_SECONDS = 1


def address_in(env: Mapping[str, str]) -> str | None:
    """The address of the database that is bound to the service; None as long as none is.

    Raises ValueError that names the variable, and never its value.
    """
    address = env.get("DB_URI", "")
    if address == "":
        return None
    if urlsplit(address).scheme not in ("postgres", "postgresql"):
        raise ValueError(
            "DB_URI must be an address such as postgresql://user:password@host:5432/database"
        )
    return address


class Database:
    """A pool of connections. While it is open, it brings its tables up to date, and tries
    again until it has."""

    def __init__(self, address: str) -> None:
        self.pool = AsyncConnectionPool(
            address,
            open=False,
            min_size=0,
            max_size=CONNECTIONS,
            timeout=PATIENCE_SECONDS,
            kwargs={"connect_timeout": PATIENCE_SECONDS},
        )
        self._ready = False
        self._preparing: asyncio.Task[None] | None = None

    async def ready(self) -> None:
        """Raises until the tables are as this build needs them, so that a rollout keeps the
        old pods while the new ones cannot work. After that a database that is away fails the
        requests that need it, and not all pods at once."""
        if not self._ready:
            raise ConnectionError("the tables are not up to date yet")

    async def __aenter__(self) -> Self:
        await self.pool.open()
        self._preparing = asyncio.create_task(self._prepare())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._preparing is not None:
            self._preparing.cancel()
            await asyncio.wait([self._preparing])
        await self.pool.close()

    async def _prepare(self) -> None:
        async def attempt() -> None:
            async with self.pool.connection() as connection:
                await migrate(connection)

        await until_done(attempt, lambda: asyncio.sleep(RETRY_SECONDS))
        self._ready = True


async def until_done(
    attempt: Callable[[], Awaitable[None]], pause: Callable[[], Awaitable[None]]
) -> None:
    """Tries something until it succeeds, and says in the log what it failed with."""
    while True:
        try:
            await attempt()
        except Exception:
            logger.warning("the database cannot be used yet", exc_info=True)
            await pause()
        else:
            return
