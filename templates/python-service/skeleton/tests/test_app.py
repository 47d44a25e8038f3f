import io
import json
import logging
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from prometheus_client import CollectorRegistry
from starlette.testclient import TestClient

from service.app import Service, build_service
from service.config import read_config
from service.http.errors import answer_errors
from service.http.log import write_log
from service.http.observe import Observed

TRACE = "0af7651916cd43dd8448eb211c80319c"
PARENT = f"00-{TRACE}-b7ad6b7169203331-01"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    before = list(logging.root.handlers)
    stream = io.StringIO()
    write_log("info", "2", stream)
    yield stream
    logging.root.handlers[:] = before


def lines_of(log: io.StringIO) -> list[dict[str, object]]:
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    # The client of these tests logs as well.
    return [line for line in lines if "trace_id" in line]


def service() -> Service:
    return build_service(read_config({"APP_VERSION": "2"}))


def client() -> TestClient:
    return TestClient(service().app)


@pytest.mark.parametrize(
    ("path", "status", "body"),
    [
        ("/greetings/Ada", 200, {"greeting": "Hello, Ada!"}),
        ("/greetings/小明?language=zh", 200, {"greeting": "你好，小明！"}),
        ("/healthz", 200, {"status": "ok", "version": "2"}),
        ("/readyz", 200, {"status": "ready"}),
        ("/nowhere", 404, {"error": "There is no GET /nowhere"}),
    ],
)
def test_answers(path: str, status: int, body: object) -> None:
    response = client().get(path)
    assert response.status_code == status
    assert response.json() == body


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("/greetings/%20", "path.name"),
        ("/greetings/" + "a" * 101, "path.name"),
        ("/greetings/Ada?language=fr", "query.language"),
    ],
)
def test_a_wrong_request_is_told_what_is_wrong(path: str, what: str) -> None:
    response = client().get(path)
    assert response.status_code == 400
    assert what in response.json()["error"]


def test_it_counts_whom_it_greets_and_how_long_requests_take() -> None:
    own = client()
    own.get("/greetings/Ada")
    own.get("/greetings/Bob?language=zh")
    figures = own.get("/metrics").text
    assert 'greetings_total{language="en"} 1.0' in figures
    assert 'greetings_total{language="zh"} 1.0' in figures
    labels = 'method="GET",route="/greetings/{name}",status="200"'
    assert f"http_request_duration_seconds_count{{{labels}}} 2.0" in figures


def test_a_request_leaves_one_line_with_its_trace(log: io.StringIO) -> None:
    own = client()
    own.get("/healthz")
    own.get("/greetings/Ada", headers={"traceparent": PARENT})
    (line,) = lines_of(log)
    assert line["message"] == "GET /greetings/{name} 200"
    assert (line["trace_id"], line["level"], line["version"]) == (TRACE, "info", "2")


def test_it_is_not_ready_while_something_is_missing() -> None:
    async def missing() -> None:
        raise ConnectionError

    own = build_service(read_config({}), {"database": missing})
    response = TestClient(own.app).get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"status": "not ready", "missing": ["database"]}


def test_it_is_not_ready_when_it_stops_and_still_answers() -> None:
    own = service()
    own.health.stop_taking()
    assert TestClient(own.app).get("/readyz").status_code == 503
    assert TestClient(own.app).get("/greetings/Ada").status_code == 200


def test_a_failure_goes_into_the_log_and_not_to_the_caller(log: io.StringIO) -> None:
    app = FastAPI()
    answer_errors(app)

    @app.get("/broken")
    def broken() -> None:
        raise ValueError("the secret")

    own = TestClient(Observed(app, CollectorRegistry()))
    response = own.get("/broken", headers={"traceparent": PARENT})
    assert response.status_code == 500
    assert response.json() == {"error": f"Internal error, logged with trace {TRACE}"}
    failure, _ = lines_of(log)
    assert failure["message"] == "the request failed"
    assert "the secret" in str(failure["error"])
