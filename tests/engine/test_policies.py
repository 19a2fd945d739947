"""What a viewer may not see makes no difference to any answer."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings, strategies as st

from gql.context import Context
from gql.execution.request import OperationRequest
from gql.gateway import Gateway
from tests.engine.conftest import fill, new_database, serving
from tests.engine.known import read_known
from tests.engine.operations import Generator, Known, with_cursors
from tests.engine.oracle import Oracle
from tests.engine.policed import OTHER_VISITOR, POLICIES, STAFF, VISITOR, delete_hidden
from tests.engine.test_generated_operations import GENEROUS
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
        bodies = []
        for gateway in (self.whole, self.reduced, self.plain):
            request = OperationRequest(text, None, variables)
            response = await gateway.execute(request, Context(viewer=VISITOR, request_id="one"))
            bodies.append(response.body)
        return bodies[0], bodies[1], bodies[2]


@pytest.fixture(scope="session")
async def pair(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Pair]:
    folder = tmp_path_factory.mktemp("pair")
    with new_database("sqlite", folder) as url:
        await fill(url, load_zoo)
        other = folder / "reduced.sqlite"
        shutil.copy(Path(folder / "test.sqlite"), other)
        other_url = f"sqlite+aiosqlite:///{other}"

        async def reduce(connection: object) -> None:
            assert await delete_hidden(connection) > 30  # type: ignore[arg-type]

        await fill(other_url, reduce)
        async with (
            serving(ZooBase, url) as everything,
            serving(ZooBase, url, POLICIES) as whole,
            serving(ZooBase, other_url, POLICIES) as reduced,
            serving(ZooBase, other_url) as plain,
        ):
            yield Pair(whole, reduced, plain, await read_known(everything))


@settings(max_examples=OPERATIONS, suppress_health_check=GENEROUS, phases=UNSHRUNK)
@given(data=st.data(), errors=st.booleans())
async def test_hidden_rows_and_missing_rows_give_the_same_bytes(pair: Pair, data: st.DataObject, errors: bool) -> None:
    schema = pair.whole.schema.graphql_schema
    operation = Generator(data.draw, schema, pair.known, errors=errors).operation()
    hidden, missing, plain = await pair.bodies(operation.text, operation.variables)
    assert missing == hidden, f"{operation.text}\n{operation.variables}"
    assert plain == hidden, f"{operation.text}\n{operation.variables}"
    for gateway in (pair.reduced, pair.plain, pair.whole):  # cursors of one are good for the others
        first = await Oracle(gateway, VISITOR).plan(operation.text, operation.variables)
        variables = with_cursors(operation, first.data)
        if variables is None:
            return
        hidden, missing, plain = await pair.bodies(operation.text, variables)
        assert missing == plain == hidden, f"{operation.text}\n{variables}"


@settings(max_examples=60, suppress_health_check=GENEROUS, phases=UNSHRUNK)
@given(data=st.data(), viewer=st.sampled_from([VISITOR, OTHER_VISITOR, STAFF]))
async def test_both_executors_agree_for_every_viewer(
    policed: Gateway, zoo_known: Known, data: st.DataObject, viewer: object
) -> None:
    operation = Generator(data.draw, policed.schema.graphql_schema, zoo_known, errors=False).operation()
    await Oracle(policed, viewer).compare(operation.text, operation.variables)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
async def zoo_known(zoo: Oracle) -> Known:
    return await read_known(zoo.gateway)
