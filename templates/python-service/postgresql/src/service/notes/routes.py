"""`GET /notes` and `POST /notes`. The service does the rest of its work without a database."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from service.notes.notes import Note, Notes


class Written(BaseModel, extra="forbid"):
    """What is to be kept."""

    text: str = Field(max_length=1000, pattern=r"\S")


Limit = Annotated[int, Query(ge=1, le=100)]


def note_routes(notes: Notes | None) -> APIRouter:
    """The HTTP side of notes; there are none as long as no database is bound."""
    router = APIRouter()

    @router.get("/notes")
    async def latest(limit: Limit = 20) -> dict[str, list[Note]]:
        return {"notes": await _bound(notes).latest(limit)}

    @router.post("/notes", status_code=201)
    async def write(written: Written) -> Note:
        return await _bound(notes).add(written.text)

    return router


def _bound(notes: Notes | None) -> Notes:
    if notes is None:
        raise HTTPException(503, "No database is bound to this service: bind one in the portal")
    return notes
