"""What a viewer may not see makes no difference to any answer."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from dataclasses import dataclass

import orjson
import pytest
from hypothesis import Phase, given, settings, strategies as st
from sqlalchemy.ext.asyncio import AsyncConnection

from gql.context import Context, Viewer
from gql.execution.request import OperationRequest
from gql.gateway import Gateway
from tests.engine.arguments import every_operation
from tests.engine.conftest import KINDS, fill, new_database, serving
from tests.engine.known import read_known
from tests.engine.operations import Generator, Known, with_cursors
from tests.engine.oracle import Oracle
from tests.engine.policed import OTHER_VISITOR, POLICIES, STAFF, VISITOR, delete_hidden
from tests.engine.test_generated_operations import GENEROUS, ON_SERVERS
from tests.zoo.data import load_zoo
from tests.zoo.models import ZooBase

OPERATIONS = int(os.environ.get("GQL_TEST_OPERATIONS", "250"))
UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)


@pytest.fixture(scope="session")
async def policed(zoo_url: str) -> AsyncIterator[Gateway]:
    """The zoo under policies."""
    async with serving(ZooBase, zoo_url, POLICIES) as gateway:
        yield gateway


@dataclass(frozen=True, slots=True)
class Pair:
    """The same database twice, once without the rows that are hidden from the visitor."""

    whole: Gateway
    reduced: Gateway
    plain: Gateway
    known: Known

    async def bodies(self, text: str, variables: dict[str, object]) -> tuple[bytes, bytes, bytes]:
        """What the visitor gets of both, and what anyone gets of the second without policies."""
        gateways = (self.whole, self.reduced, self.plain)
        hidden, missing, plain = [await self.body(gateway, text, variables) for gateway in gateways]
        return hidden, missing, plain

    @staticmethod
    async def body(gateway: Gateway, text: str, variables: dict[str, object] | None = None) -> bytes:
        """What the visitor gets of one gateway."""
        request = OperationRequest(text, None, variables)
        return (await gateway.execute(request, Context(viewer=VISITOR, request_id="one"))).body

    async def check(self, data: st.DataObject, *, errors: bool) -> None:
        """One operation, and once more with cursors out of its answer: all bodies are the same bytes."""
        operation = Generator(data.draw, self.whole.schema.graphql_schema, self.known, errors=errors).operation()
        hidden, missing, plain = await self.bodies(operation.text, operation.variables)
        assert missing == plain == hidden, f"{operation.text}\n{operation.variables}"
        variables = with_cursors(operation, orjson.loads(hidden)["data"])
        if variables is not None:
            hidden, missing, plain = await self.bodies(operation.text, variables)
            assert missing == plain == hidden, f"{operation.text}\n{variables}"


@pytest.fixture(scope="session")
async def pair(kind: str, zoo: Oracle, zoo_url: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Pair]:
    with new_database(kind, tmp_path_factory.mktemp("reduced")) as url:
        await fill(url, load_zoo)
        await fill(url, reduce)
        async with (
            serving(ZooBase, zoo_url, POLICIES) as whole,
            serving(ZooBase, url, POLICIES) as reduced,
            serving(ZooBase, url) as plain,
        ):
            yield Pair(whole, reduced, plain, await read_known(zoo.gateway))


async def reduce(connection: AsyncConnection) -> None:
    assert await delete_hidden(connection) > 30


@settings(max_examples=OPERATIONS, suppress_health_check=GENEROUS, phases=UNSHRUNK)
@given(data=st.data(), errors=st.booleans())
@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
async def test_hidden_rows_and_missing_rows_give_the_same_bytes(pair: Pair, data: st.DataObject, errors: bool) -> None:
    await pair.check(data, errors=errors)


@settings(max_examples=ON_SERVERS, suppress_health_check=GENEROUS, phases=UNSHRUNK)
@given(data=st.data())
@pytest.mark.parametrize("kind", KINDS[1:], indirect=True)
async def test_hidden_rows_and_missing_rows_give_the_same_bytes_on_servers(pair: Pair, data: st.DataObject) -> None:
    await pair.check(data, errors=False)


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
async def test_no_argument_tells_hidden_rows_from_missing_ones(pair: Pair) -> None:
    """Evenly chosen among the 20,000 that there are; `GQL_TEST_OPERATIONS=1000` runs 2,000 of them."""
    operations = list(every_operation(pair.whole.schema.graphql_schema, pair.known))
    chosen = operations[:: max(1, len(operations) // (OPERATIONS * 2))]

    for text in chosen:
        hidden, plain = await pair.body(pair.whole, text), await pair.body(pair.plain, text)
        assert plain == hidden, text
        assert b'"errors"' not in hidden, f"{text} {hidden!r}"
    assert 2 * OPERATIONS <= len(chosen)


@settings(max_examples=60, suppress_health_check=GENEROUS, phases=UNSHRUNK)
@given(data=st.data(), viewer=st.sampled_from([VISITOR, OTHER_VISITOR, STAFF]))
async def test_both_executors_agree_for_every_viewer(
    policed: Gateway, zoo_known: Known, data: st.DataObject, viewer: Viewer
) -> None:
    operation = Generator(data.draw, policed.schema.graphql_schema, zoo_known, errors=False).operation()
    await Oracle(policed, viewer).compare(operation.text, operation.variables)


@pytest.fixture(scope="session")
async def zoo_known(zoo: Oracle) -> Known:
    return await read_known(zoo.gateway)
