"""What a healthy service answers; it knows no network and no clock."""

import json
from collections.abc import Callable

# Status and body of an answer to a path; raises OSError where there is none.
Ask = Callable[[str], tuple[int, str]]

# Add one for what must not break.
WORK = (
    ("/readyz", '"status":"ready"'),
    ("/greetings/smoke-test", '"greeting":'),
)


class NotHealthy(Exception):
    """Says what was asked, expected and answered."""


def smoke_test(
    ask: Ask,
    version: str,
    *,
    patience: float,
    now: Callable[[], float],
    pause: Callable[[], None],
) -> None:
    """Waits until the expected build answers, then tries each piece of its work once."""
    end = now() + patience
    while (seen := _version_seen(ask)) != f"version {version}":
        if now() >= end:
            text = f"/healthz should say version {version}; seen: {seen}"
            raise NotHealthy(text)
        pause()
    for path, expected in WORK:
        status, body = ask(path)
        if status != 200 or expected not in body:
            text = f"{path} should answer 200 with {expected}, and answered {status}: {body}"
            raise NotHealthy(text)


def _version_seen(ask: Ask) -> str:
    try:
        status, body = ask("/healthz")
        if status != 200:
            return f"status {status}"
        return f"version {json.loads(body)['version']}"
    except (OSError, ValueError, KeyError, TypeError) as error:
        return str(error) or type(error).__name__
