"""Aggregates and groups as resolvers see them: records within records, by the names of their fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gql.context import Record
from gql.execution.batches import Row
from gql.mapping.aggregates import COUNT, Aggregate, AggregateFunction, attributes_of
from gql.mapping.groups import group_keys
from gql.mapping.model_type import ModelType
from gql.plan.aggregates import KEY_PREFIX
from gql.plan.nodes import Fetch, FetchKind


def full_aggregate_fetch(fetch: Fetch) -> Fetch:
    """`fetch` with everything selected that any resolver of an aggregate or a group could read."""
    model_type = fetch.model_type
    fetch.slot(model_type, COUNT.name)
    for function in AggregateFunction:
        for attribute in attributes_of(function, model_type):
            fetch.slot(model_type, Aggregate(function, attribute).name)
    if fetch.kind is FetchKind.GROUPS:
        for name in group_keys(model_type):
            fetch.slot(model_type, KEY_PREFIX + name)
    return fetch


def aggregate_record(fetch: Fetch, row: Row) -> Record:
    """A row of aggregates."""
    return _record(fetch.model_type, _values(fetch, row))


def group_record(fetch: Fetch, row: Row) -> Record:
    """A group: its keys, and what its rows come to."""
    values = _values(fetch, row)
    keys = {name.removeprefix(KEY_PREFIX): value for name, value in values.items() if name.startswith(KEY_PREFIX)}
    name = fetch.model_type.name
    aggregate = _record(fetch.model_type, values)
    return Record(f"{name}Group", {"keys": Record(f"{name}GroupKeys", keys), "aggregate": aggregate})


def _values(fetch: Fetch, row: Row) -> dict[str, Any]:
    return {slot.name: value for slot, value in zip(fetch.slots, row, strict=False)}


def _record(model_type: ModelType, values: Mapping[str, Any]) -> Record:
    nested: dict[str, Any] = {COUNT.name: values[COUNT.name]}
    for function in AggregateFunction:
        attributes = attributes_of(function, model_type)
        if attributes:
            inner = {each.graphql_name: values[Aggregate(function, each).name] for each in attributes}
            nested[function.value] = Record(model_type.name, inner)
    return Record(f"{model_type.name}Aggregate", nested)
