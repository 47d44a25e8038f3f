"""python3 -m service"""

import asyncio
import os
import sys

from service.app import build_service
from service.config import read_config
from service.database.database import Database, address_in
from service.http.log import logger, write_log
from service.notes.postgres_notes import PostgresNotes
from service.server import DrainingServer


async def main() -> None:
    """Serves until it is told to stop."""
    config = read_config(os.environ)
    write_log(config.log_level, config.version, sys.stdout)
    address = address_in(os.environ)
    if address is None:
        logger.warning("no database is bound: there is no DB_URI")
        await DrainingServer(build_service(config), config).serve()
    else:
        async with Database(address) as database:
            checks = {"database": database.ready}
            service = build_service(config, checks, PostgresNotes(database.pool))
            await DrainingServer(service, config).serve()
    logger.info("stopped")


asyncio.run(main())
