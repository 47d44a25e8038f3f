import asyncio
import socket
from signal import SIGTERM

import httpx2

from service.app import build_service
from service.config import read_config
from service.server import DrainingServer


def test_it_serves_while_it_drains_and_then_ends() -> None:
    async def scenario() -> None:
        config = read_config({"DRAIN_MS": "60000"})
        server = DrainingServer(build_service(config), config)
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            port = listener.getsockname()[1]
            serving = asyncio.create_task(server.serve([listener]))
            base = f"http://127.0.0.1:{port}"
            async with httpx2.AsyncClient(base_url=base, trust_env=False) as client:
                while not server.started:
                    await asyncio.sleep(0.01)
                server.handle_exit(SIGTERM, None)
                while (await client.get("/readyz")).status_code != 503:
                    await asyncio.sleep(0.01)
                assert (await client.get("/greetings/Ada")).status_code == 200
                server.should_exit = True
            await serving

    asyncio.run(asyncio.wait_for(scenario(), 60))
