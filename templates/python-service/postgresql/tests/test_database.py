import asyncio
import re

import pytest

from service.database.database import Database, address_in, until_done
from service.database.migrations import MIGRATIONS, Migration, pending_of


@pytest.mark.parametrize(
    ("env", "address"),
    [
        ({}, None),
        ({"DB_URI": ""}, None),
        ({"DB_URI": "postgresql://app:x@db:5432/app"}, "postgresql://app:x@db:5432/app"),
    ],
)
def test_the_environment_names_the_database(env: dict[str, str], address: str | None) -> None:
    assert address_in(env) == address


@pytest.mark.parametrize("address", ["app:s3cret@host", "mysql://app:s3cret@host/app"])
def test_an_address_of_another_form_is_refused_without_its_password(address: str) -> None:
    with pytest.raises(ValueError, match=r"^DB_URI must be") as refused:
        address_in({"DB_URI": address})
    assert "s3cret" not in str(refused.value)


def test_it_is_not_ready_before_its_tables_are() -> None:
    async def look() -> None:
        async with Database("postgresql://app:s3cret@127.0.0.1:1/app") as database:
            with pytest.raises(ConnectionError, match="not up to date"):
                await database.ready()

    asyncio.run(look())


@pytest.mark.parametrize("failures", [0, 2])
def test_it_is_tried_until_it_succeeds(failures: int) -> None:
    pauses = 0

    async def attempt() -> None:
        if pauses < failures:
            raise ConnectionError

    async def pause() -> None:
        nonlocal pauses
        pauses += 1

    asyncio.run(until_done(attempt, pause))
    assert pauses == failures


EVERY = [Migration(name, "") for name in ("001-a", "002-b", "003-c")]


@pytest.mark.parametrize(
    ("applied", "pending"),
    [
        ([], ["001-a", "002-b", "003-c"]),
        (["003-c", "001-a"], ["002-b"]),
        (["001-a", "002-b", "003-c", "004-of-a-newer-build"], []),
    ],
)
def test_what_a_database_has_not_seen_is_pending(applied: list[str], pending: list[str]) -> None:
    assert [each.name for each in pending_of(EVERY, applied)] == pending


def test_the_migrations_have_names_that_are_in_their_order_each_once() -> None:
    names = [name for name, _ in MIGRATIONS]
    assert names == sorted(set(names))
    assert all(re.match(r"\d{3}-", name) for name in names)
