from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from service.app import build_service
from service.config import read_config
from service.notes.notes import Note, Notes


class NotesInMemory:
    """Notes that last as long as the test."""

    def __init__(self) -> None:
        self._all: list[Note] = []

    async def add(self, text: str) -> Note:
        note = Note(len(self._all) + 1, text, datetime(2031, 4, 1, tzinfo=UTC))
        self._all.insert(0, note)
        return note

    async def latest(self, most: int) -> list[Note]:
        return self._all[:most]


def client(notes: Notes | None) -> TestClient:
    return TestClient(build_service(read_config({}), notes=notes).app)


def test_it_keeps_what_is_written_and_gives_back_the_newest_first() -> None:
    own = client(NotesInMemory())
    for text in ("one", "two", "three"):
        assert own.post("/notes", json={"text": text}).status_code == 201
    notes = own.get("/notes?limit=2").json()["notes"]
    assert [(note["id"], note["text"]) for note in notes] == [(3, "three"), (2, "two")]
    assert notes[0]["at"] == "2031-04-01T00:00:00Z"


@pytest.mark.parametrize("body", [{}, {"text": " "}, {"text": "x" * 1001}, {"text": "a", "b": 1}])
def test_it_refuses_what_is_no_note(body: dict[str, object]) -> None:
    assert client(NotesInMemory()).post("/notes", json=body).status_code == 400


def test_it_says_that_no_database_is_bound_and_is_ready_without_one() -> None:
    own = client(None)
    for response in (own.get("/notes"), own.post("/notes", json={"text": "one"})):
        assert response.status_code == 503
        assert "No database is bound" in response.json()["error"]
    assert own.get("/readyz").status_code == 200
