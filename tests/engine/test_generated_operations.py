"""Random operations: both executors give the same bytes, nothing falls back, and the statements are as many as the text allows.

At least 500 different operations run by default. `GQL_TEST_OPERATIONS=5000` runs that many on SQLite, over each schema.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from tests.engine.conftest import KINDS
from tests.engine.counting import Counter
from tests.engine.known import read_known
from tests.engine.operations import Generator, Known, with_cursors
from tests.engine.oracle import Oracle

ON_SQLITE = int(os.environ.get("GQL_TEST_OPERATIONS", "250"))
ON_SERVERS = 35
SERVERS = KINDS[1:]
# graphql-core does not await what stands beside a field that has failed at once, which draws of bad arguments do.
pytestmark = pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
GENEROUS = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


@dataclass(frozen=True, slots=True)
class Subject:
    """A database with what operations may ask of it."""

    oracle: Oracle
    known: Known

    async def check(self, draw: Any, *, errors: bool) -> None:
        """One operation, and once more with cursors out of its answer."""
        gateway = self.oracle.gateway
        schema = gateway.schema.graphql_schema
        operation = Generator(draw, schema, self.known, errors=errors).operation()
        outcome = await self.oracle.compare(operation.text, operation.variables)
        self._count(operation.text, operation.variables, outcome)
        variables = with_cursors(operation, outcome.data)
        if variables is not None:
            outcome = await self.oracle.compare(operation.text, variables)
            self._count(operation.text, variables, outcome)

    def _count(self, text: str, variables: dict[str, Any], outcome: Any) -> None:
        if outcome.answer.errors:
            return  # what is null because of an error no longer shows what was asked of it
        gateway = self.oracle.gateway
        counter = Counter(gateway.schema.graphql_schema, gateway.mirror, text, variables)
        allowed = counter.statements(outcome.data)
        sent = "\n".join(f"{each.fetch.scope} {each.fetch.kind}" for each in outcome.sent)
        assert outcome.statements in allowed, f"{text}\n{variables}\n{sent}"


@pytest.fixture(scope="session")
async def zoo_subject(zoo: Oracle) -> Subject:
    return Subject(zoo, await read_known(zoo.gateway))


@pytest.fixture(scope="session")
async def shop_subject(shop: Oracle) -> Subject:
    return Subject(shop, await read_known(shop.gateway))


@settings(max_examples=ON_SQLITE, suppress_health_check=GENEROUS)
@given(data=st.data(), errors=st.booleans())
@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
async def test_random_operations_over_the_zoo_agree(zoo_subject: Subject, data: st.DataObject, errors: bool) -> None:
    await zoo_subject.check(data.draw, errors=errors)


@settings(max_examples=ON_SQLITE, suppress_health_check=GENEROUS)
@given(data=st.data(), errors=st.booleans())
@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
async def test_random_operations_over_the_reference_domain_agree(
    shop_subject: Subject, data: st.DataObject, errors: bool
) -> None:
    await shop_subject.check(data.draw, errors=errors)


@settings(max_examples=ON_SERVERS, suppress_health_check=GENEROUS)
@given(data=st.data())
@pytest.mark.parametrize("kind", SERVERS, indirect=True)
async def test_random_operations_over_the_zoo_agree_on_servers(zoo_subject: Subject, data: st.DataObject) -> None:
    await zoo_subject.check(data.draw, errors=False)


@settings(max_examples=ON_SERVERS, suppress_health_check=GENEROUS)
@given(data=st.data())
@pytest.mark.parametrize("kind", SERVERS, indirect=True)
async def test_random_operations_over_the_reference_domain_agree_on_servers(
    shop_subject: Subject, data: st.DataObject
) -> None:
    await shop_subject.check(data.draw, errors=False)
