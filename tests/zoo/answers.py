"""How tests of the zoo ask: both executors at once, and the way that the plan took."""

from __future__ import annotations

import json
from typing import Any

from gql.execution.encoding import encode_json
from gql.execution.request import OperationRequest
from gql.gateway import Gateway


async def respond(gateway: Gateway, query: str, **variables: object) -> Any:
    """The whole response of the plan."""
    return json.loads((await gateway.execute(OperationRequest(query, variables=variables))).body)


async def answer(gateway: Gateway, query: str, **variables: object) -> Any:
    """The data, without errors, given alike by the plan and by Strawberry's executor; the plan did not fall back."""
    response = await respond(gateway, query, **variables)
    oracle = await gateway.schema.execute(query, variable_values=variables, context_value=gateway.context())
    assert "errors" not in response, response["errors"]
    assert response["extensions"]["execution"]["path"] == "plan"
    assert oracle.errors is None, oracle.errors
    assert json.loads(encode_json(oracle.data)) == response["data"]
    return response["data"]


async def pages(gateway: Gateway, query: str, field: str, **variables: object) -> list[Any]:
    """All nodes of the root connection `field`, by as many pages as it takes; `query` has `$after` and `pageInfo`.

    Only the plan is asked: a page is the same to both executors as any other list.
    """
    nodes: list[Any] = []
    after: str | None = None
    for _ in range(1000):
        response = await respond(gateway, query, after=after, **variables)
        assert "errors" not in response, response["errors"]
        page = response["data"][field]
        nodes += page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            return nodes
        after = page["pageInfo"]["endCursor"]
    raise AssertionError("the pages do not end")
