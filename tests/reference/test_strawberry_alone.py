"""The schema runs through Strawberry alone, without the plan engine and without a context of the caller's."""

import logging
from collections.abc import AsyncIterator

import pytest

from gql import Database, Gateway, Settings
from gql.execution.encoding import encode_json
from gql.reference import Base
from gql.reference.seed import seed

QUERY = "{ posts(first: 2, orderBy: [{title: ASC}]) { totalCount nodes { title author { username } } } }"


@pytest.fixture(scope="module")
async def gateway(sqlite_url: str) -> AsyncIterator[Gateway]:
    database = Database(sqlite_url)
    async with database.engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    await seed(database.engine, scale=0.005, progress=None)
    yield Gateway(Base, settings=Settings(explain_path=False), database=database)
    await database.dispose()


async def test_strawberry_gives_what_the_plan_gives(gateway: Gateway) -> None:
    by_plan = await gateway.execute(QUERY)

    by_strawberry = await gateway.schema.execute(QUERY)

    assert by_strawberry.errors is None
    assert by_strawberry.data is not None
    assert len(by_strawberry.data["posts"]["nodes"]) == 2
    assert by_plan.body == b'{"data":' + encode_json(by_strawberry.data) + b"}"


async def test_a_client_error_is_not_logged(gateway: Gateway, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="gql"):
        result = await gateway.schema.execute("{ posts(first: -1) { totalCount } }")

    assert result.errors is not None
    assert [] == [record for record in caplog.records if record.levelno >= logging.WARNING]


async def test_two_schemas_live_in_one_process(gateway: Gateway) -> None:
    other = Gateway(Base, settings=Settings(database_url=None))

    again = await gateway.schema.execute(QUERY)

    assert again.errors is None
    assert other.schema.as_str() == gateway.schema.as_str()
