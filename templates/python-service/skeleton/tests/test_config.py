import pytest

from service.config import Config, read_config


def test_it_has_defaults() -> None:
    assert read_config({}) == Config(
        host="0.0.0.0",  # noqa: S104
        port=8080,
        version="dev",
        log_level="info",
        drain_ms=3000,
    )


def test_it_takes_what_the_environment_says() -> None:
    env = {
        "HOST": "127.0.0.1",
        "PORT": "81",
        "APP_VERSION": "2",
        "LOG_LEVEL": "debug",
        "DRAIN_MS": "0",
    }
    assert read_config(env) == Config("127.0.0.1", 81, "2", "debug", 0)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"),
        ("PORT", "-1"),
        ("PORT", "65536"),
        ("PORT", "８０"),
        ("LOG_LEVEL", "loud"),
        ("DRAIN_MS", "1.5"),
    ],
)
def test_it_names_what_is_wrong(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=f'^{name} must be .* not "{value}"$'):
        read_config({name: value})
