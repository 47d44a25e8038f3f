"""What the environment says to the service."""

from collections.abc import Mapping
from dataclasses import dataclass

LEVELS = ("critical", "error", "warning", "info", "debug")


@dataclass(frozen=True)
class Config:
    """Read once, at the start, so that a wrong value is seen at once."""

    host: str
    port: int
    # Build that this is, shown by /healthz and in every line of the log.
    version: str
    log_level: str
    # How long requests are still taken after the order to stop.
    drain_ms: int


def read_config(env: Mapping[str, str]) -> Config:
    """Reads the configuration; raises ValueError that names the variable."""
    return Config(
        host=env.get("HOST") or "0.0.0.0",  # noqa: S104 - a pod listens on all of its addresses
        port=_whole(env, "PORT", 8080, 65_535),
        version=env.get("APP_VERSION") or "dev",
        log_level=_one_of(env, "LOG_LEVEL", "info", LEVELS),
        drain_ms=_whole(env, "DRAIN_MS", 3000, 60_000),
    )


def _whole(env: Mapping[str, str], name: str, otherwise: int, most: int) -> int:
    text = env.get(name, "")
    if text == "":
        return otherwise
    if text.isascii() and text.isdigit() and int(text) <= most:
        return int(text)
    raise ValueError(f'{name} must be a whole number from 0 to {most}, not "{text}"')


def _one_of(env: Mapping[str, str], name: str, otherwise: str, known: tuple[str, ...]) -> str:
    text = env.get(name, "")
    if text == "":
        return otherwise
    if text in known:
        return text
    raise ValueError(f'{name} must be one of {", ".join(known)}, not "{text}"')
