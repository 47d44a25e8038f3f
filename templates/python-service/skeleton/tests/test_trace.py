import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.request import Request

import pytest

from service.http.trace import continue_trace, current, open_in_trace

TRACE = "0af7651916cd43dd8448eb211c80319c"
SPAN = "b7ad6b7169203331"


def test_it_keeps_the_trace_and_makes_a_step_of_its_own() -> None:
    headers = {"traceparent": f"00-{TRACE}-{SPAN}-00", "tracestate": "vendor=1"}
    trace = continue_trace(headers)
    assert (trace.trace_id, trace.flags, trace.state) == (TRACE, "00", "vendor=1")
    assert len(trace.span_id) == 16
    assert trace.span_id != SPAN


@pytest.mark.parametrize(
    "traceparent",
    [
        "",
        "hello",
        f"00-{'0' * 32}-{SPAN}-01",
        f"00-{TRACE}-{'0' * 16}-01",
        f"ff-{TRACE}-{SPAN}-01",
        f"00-{TRACE.upper()}-{SPAN}-01",
        f"00-{TRACE}-{SPAN}-01x",
    ],
)
def test_it_begins_a_trace_where_there_is_none(traceparent: str) -> None:
    trace = continue_trace({"traceparent": traceparent, "tracestate": "vendor=1"})
    assert len(trace.trace_id) == 32
    assert trace.trace_id != TRACE
    assert trace.state == ""


class Echo(BaseHTTPRequestHandler):
    """Answers with the headers that it was sent, in small letters."""

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = json.dumps(headers).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Tests say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Echo)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_it_passes_the_trace_on_beside_the_headers_of_the_call(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", "*")
    headers = {"traceparent": f"00-{TRACE}-{SPAN}-01", "tracestate": "vendor=1"}
    trace = continue_trace(headers)
    token = current.set(trace)
    try:
        request = Request(address, headers={"accept": "application/json"})
        with open_in_trace(request) as response:
            sent = json.load(response)
    finally:
        current.reset(token)
    assert sent["traceparent"] == f"00-{TRACE}-{trace.span_id}-01"
    assert sent["tracestate"] == "vendor=1"
    assert sent["accept"] == "application/json"
