import json
from collections.abc import Callable

import pytest

from ci.smoke import NotHealthy, smoke_test

Answers = dict[str, Callable[[int], tuple[int, str]]]


def ok(**body: str) -> tuple[int, str]:
    return 200, json.dumps(body, separators=(",", ":"))


WORKING: Answers = {
    "/healthz": lambda _: ok(status="ok", version="2"),
    "/readyz": lambda _: ok(status="ready"),
    "/greetings/smoke-test": lambda _: ok(greeting="Hello, smoke-test!"),
}


def trial(answers: Answers) -> None:
    """A service that answers as told, and a clock that goes on by 1 with each pause."""
    time = 0

    def pause() -> None:
        nonlocal time
        time += 1

    smoke_test(
        lambda path: (WORKING | answers)[path](time),
        "2",
        patience=3,
        now=lambda: time,
        pause=pause,
    )


def test_it_is_content_with_a_service_that_works() -> None:
    trial({})


def test_it_waits_until_the_new_build_answers() -> None:
    trial({"/healthz": lambda time: ok(version="1" if time < 2 else "2")})


def test_it_says_which_build_still_answers_when_the_wait_is_over() -> None:
    with pytest.raises(NotHealthy, match=r"should say version 2; seen: version 1"):
        trial({"/healthz": lambda _: ok(version="1")})


def test_it_says_what_went_wrong_with_the_work() -> None:
    with pytest.raises(NotHealthy, match=r"/readyz should answer 200 .* 503: stopping"):
        trial({"/readyz": lambda _: (503, "stopping")})
