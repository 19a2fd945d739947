"""A fault of the compiled output costs no client its answer, and is never hidden."""

import json
import logging
from typing import Any

import pytest

from gql.execution import roots
from tests.engine.oracle import Oracle

QUERY = "{ booths(first: 1) { nodes { rowId } } }"


async def test_a_fault_of_the_fast_output_is_answered_by_the_walk_and_logged(
    zoo: Oracle, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    expected = json.loads((await zoo.gateway.execute(QUERY)).body)["data"]

    def fail(*_: Any) -> Any:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(roots, "connection_writer", fail)
    with caplog.at_level(logging.ERROR, logger="gql.execution"):
        response = await zoo.gateway.execute(QUERY)

    assert expected == json.loads(response.body)["data"]
    assert not response.has_errors
    assert ["The compiled output failed where the walk did not."] == [record.message for record in caplog.records]
