"""Asks a service that was just deployed whether it is the new build and does its work:

python3 ci/smoke_test.py <base address> <version>
"""

import sys
import time
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).parent.parent))

from ci.smoke import NotHealthy, smoke_test


def ask(base: str, path: str) -> tuple[int, str]:
    """One request."""
    url = urlsplit(base)
    host = url.hostname or ""
    # Names below localhost are this machine (RFC 6761), which not every resolver knows.
    server = "127.0.0.1" if host.endswith(".localhost") else host
    kind = HTTPSConnection if url.scheme == "https" else HTTPConnection
    connection = kind(server, url.port, timeout=5)
    try:
        connection.request("GET", path, headers={"host": url.netloc})
        response = connection.getresponse()
        return response.status, response.read().decode()
    except HTTPException as error:
        raise ConnectionError(repr(error)) from error
    finally:
        connection.close()


def main(base: str, version: str) -> str:
    """The words for the log."""
    smoke_test(
        lambda path: ask(base, path),
        version,
        patience=90,
        now=time.monotonic,
        pause=lambda: time.sleep(1),
    )
    return f"{base} runs {version} and does its work"


if __name__ == "__main__":
    try:
        print(main(*sys.argv[1:]))
    except (NotHealthy, OSError) as problem:
        sys.exit(f"{sys.argv[1]}: {problem}")
