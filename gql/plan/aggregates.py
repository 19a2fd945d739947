"""The fields `aggregate` and `groupBy` of a connection: each a Fetch of its own, whose rows are what the list comes to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from graphql import GraphQLObjectType, SelectionSetNode

from gql.mapping.aggregates import Aggregate, AggregateFunction, aggregate_named
from gql.mapping.groups import group_keys
from gql.plan.nodes import (
    Fetch,
    IdField,
    LeafField,
    ObjectField,
    Position,
    RowField,
    RowsOutput,
    TypeNameField,
)
from gql.plan.selections import field_type, inner_selections

if TYPE_CHECKING:
    from gql.plan.planner import Planner

KEY_PREFIX = "key."
"""What precedes a key's name in the slots of a Fetch of groups; the other slots are aggregates."""


def plan_aggregate(
    planner: Planner, fetch: Fetch, aggregate_type: GraphQLObjectType, selections: Sequence[SelectionSetNode]
) -> RowsOutput:
    """How rows of `fetch`, which are aggregates, become objects."""
    fields = _aggregate_fields(planner, fetch, aggregate_type, selections)
    return RowsOutput(fetch.model_type, {aggregate_type.name: fields})


def plan_groups(
    planner: Planner, fetch: Fetch, group_type: GraphQLObjectType, selections: Sequence[SelectionSetNode]
) -> RowsOutput:
    """How rows of `fetch`, which are groups, become objects."""
    fields: list[RowField] = []
    for key, nodes in planner.collect(selections, (group_type.name,)).items():
        name = nodes[0].name.value
        if name == "__typename":
            fields.append(TypeNameField(key, group_type.name))
            continue
        inner_type, position = field_type(group_type, name), Position(nodes, f"{group_type.name}.{name}")
        plan = _key_fields if name == "keys" else _aggregate_fields
        fields.append(ObjectField(key, position, plan(planner, fetch, inner_type, inner_selections(nodes))))
    return RowsOutput(fetch.model_type, {group_type.name: tuple(fields)})


def _aggregate_fields(
    planner: Planner, fetch: Fetch, aggregate_type: GraphQLObjectType, selections: Sequence[SelectionSetNode]
) -> tuple[RowField, ...]:
    fields: list[RowField] = []
    for key, nodes in planner.collect(selections, (aggregate_type.name,)).items():
        name = nodes[0].name.value
        position = Position(nodes, f"{aggregate_type.name}.{name}")
        if name == "__typename":
            fields.append(TypeNameField(key, aggregate_type.name))
        elif name == AggregateFunction.COUNT.value:
            fields.append(_leaf(fetch, key, position, aggregate_named(fetch.model_type, name)))
        else:
            inner_type = field_type(aggregate_type, name)
            inner: list[RowField] = []
            for inner_key, inner_nodes in planner.collect(inner_selections(nodes), (inner_type.name,)).items():
                inner_name = inner_nodes[0].name.value
                if inner_name == "__typename":
                    inner.append(TypeNameField(inner_key, inner_type.name))
                    continue
                aggregate = aggregate_named(fetch.model_type, f"{name}.{inner_name}")
                place = Position(inner_nodes, f"{inner_type.name}.{inner_name}")
                inner.append(_leaf(fetch, inner_key, place, aggregate))
            fields.append(ObjectField(key, position, tuple(inner)))
    return tuple(fields)


def _leaf(fetch: Fetch, key: str, position: Position, aggregate: Aggregate) -> LeafField:
    attribute = aggregate.result()
    return LeafField(key, position, fetch.slot(fetch.model_type, aggregate.name), attribute, attribute.nullable)


def _key_fields(
    planner: Planner, fetch: Fetch, keys_type: GraphQLObjectType, selections: Sequence[SelectionSetNode]
) -> tuple[RowField, ...]:
    keys = group_keys(fetch.model_type)
    fields: list[RowField] = []
    for key, nodes in planner.collect(selections, (keys_type.name,)).items():
        name = nodes[0].name.value
        if name == "__typename":
            fields.append(TypeNameField(key, keys_type.name))
            continue
        attribute = keys[name].result()
        slot = fetch.slot(fetch.model_type, KEY_PREFIX + name)
        position = Position(nodes, f"{keys_type.name}.{name}")
        if attribute.references is not None:
            fields.append(IdField(key, position, (slot,), planner.type_named(attribute.references), nullable=True))
        else:
            fields.append(LeafField(key, position, slot, attribute, nullable=True))
    return tuple(fields)
