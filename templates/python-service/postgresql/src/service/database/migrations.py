"""Changes of the tables."""

from collections.abc import Collection, Sequence
from typing import Any, LiteralString, NamedTuple

from psycopg import AsyncConnection


class Migration(NamedTuple):
    """A change of the tables."""

    name: str
    sql: LiteralString


# All changes in their order. Add to the end, and leave those as they are that were deployed.
# While pods are replaced, the build before runs with the new tables: add columns before they
# are needed, and take away only what no build reads any more.
MIGRATIONS = (
    Migration(
        "001-notes",
        """
        CREATE TABLE notes (
            id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            text text NOT NULL,
            at timestamptz NOT NULL DEFAULT now()
        )
        """,
    ),
)

# Any number that nothing else in the database locks by.
LOCK = 7_013_518


def pending_of(every: Sequence[Migration], applied: Collection[str]) -> list[Migration]:
    """Those that a database has not seen."""
    return [each for each in every if each.name not in applied]


async def migrate(connection: AsyncConnection[Any]) -> None:
    """Brings the tables up to date, all or nothing."""
    async with connection.transaction():
        # Of pods that start together one does it, and the others wait.
        await connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
        await connection.execute(
            """
            CREATE TABLE IF NOT EXISTS schema_migrations (
                name text PRIMARY KEY,
                at timestamptz NOT NULL DEFAULT now()
            )
            """
        )
        rows = await connection.execute("SELECT name FROM schema_migrations")
        applied = {name for (name,) in await rows.fetchall()}
        for name, sql in pending_of(MIGRATIONS, applied):
            await connection.execute(sql)
            await connection.execute("INSERT INTO schema_migrations (name) VALUES (%s)", (name,))
