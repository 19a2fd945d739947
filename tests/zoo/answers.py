"""How tests of the zoo ask: both executors at once, and the way that the plan took."""

from __future__ import annotations

import json
from typing import Any

from gql.execution.encoding import encode_json
from gql.execution.request import OperationRequest
from gql.gateway import Gateway
from gql.mapping.aggregates import AggregateFunction, attributes_of
from gql.mapping.groups import group_keys


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


def aggregate_queries(gateway: Gateway) -> list[str]:
    """One query for each type: every aggregate, of the whole list and of groups, and groups by every key."""
    queries = []
    for model_type in gateway.mirror.types:
        functions = []
        for function in AggregateFunction:
            names = " ".join(attribute.graphql_name for attribute in attributes_of(function, model_type))
            if names:
                functions.append(f"{function.value} {{ {names} }}")
        aggregate = f"aggregate {{ count {' '.join(functions)} }}"
        groups = " ".join(
            f"{key}: groupBy(keys: [{key}]) {{ keys {{ {key} }} {aggregate if index == 0 else 'aggregate { count }'} }}"
            for index, key in enumerate(group_keys(model_type))
        )
        queries.append(f"{{ {model_type.plural_field} {{ {aggregate} {groups} }} }}")
    return queries
