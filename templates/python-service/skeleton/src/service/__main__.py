"""python3 -m service"""

import asyncio
import os
import sys

from service.app import build_service
from service.config import read_config
from service.http.log import logger, write_log
from service.server import DrainingServer


async def main() -> None:
    """Serves until it is told to stop."""
    config = read_config(os.environ)
    write_log(config.log_level, config.version, sys.stdout)
    await DrainingServer(build_service(config), config).serve()
    logger.info("stopped")


asyncio.run(main())
