"""Notes in a table of PostgreSQL. Values go beside the statement, never into it."""

from psycopg.rows import class_row
from psycopg_pool import AsyncConnectionPool

from service.notes.notes import Note


class PostgresNotes:
    """Notes in a table of PostgreSQL."""

    def __init__(self, pool: AsyncConnectionPool) -> None:
        self._pool = pool

    async def add(self, text: str) -> Note:
        """Keeps a note."""
        async with self._pool.connection() as connection:
            cursor = connection.cursor(row_factory=class_row(Note))
            await cursor.execute(
                "INSERT INTO notes (text) VALUES (%s) RETURNING id, text, at", (text,)
            )
            note = await cursor.fetchone()
        if note is None:
            raise RuntimeError("the database gave no note back")
        return note

    async def latest(self, most: int) -> list[Note]:
        """The newest first."""
        async with self._pool.connection() as connection:
            cursor = connection.cursor(row_factory=class_row(Note))
            await cursor.execute(
                "SELECT id, text, at FROM notes ORDER BY id DESC LIMIT %s", (most,)
            )
            return await cursor.fetchall()
