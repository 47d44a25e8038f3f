"""Notes: an example of what is kept in a database."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Note:
    """Something that somebody wants remembered."""

    id: int
    text: str
    at: datetime


class Notes(Protocol):
    """Where notes are kept."""

    async def add(self, text: str) -> Note:
        """Keeps a note."""
        ...

    async def latest(self, most: int) -> list[Note]:
        """The newest first."""
        ...
