"""Which GraphQL names the mirrored types and root fields take; two that want the same one are a start-up error.

Claims are made here for the whole schema before any of it is built, because Strawberry and graphql-core would merge or shadow
silently, or fail naming neither side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gql import naming
from gql.mapping.aggregates import AggregateFunction
from gql.mapping.filters import filter_input, relation_filter_name, where_name
from gql.mapping.findings import Findings
from gql.mapping.model_type import Attribute, ModelType, Relation, RootField, RootFieldKind, Scalar
from gql.mapping.search_types import SEARCH_TYPE_NAMES, searched_types


def connection_name(relation: Relation) -> tuple[str, str]:
    """The connection and edge types of a to-many relation: the target's, or its own where edges have fields."""
    if relation.edge_attributes:
        prefix = f"{relation.source.name}{relation.graphql_name[:1].upper()}{relation.graphql_name[1:]}"
    else:
        prefix = relation.target.name
    return f"{prefix}Connection", f"{prefix}Edge"


def order_by_name(model_type: ModelType) -> str:
    """The input that orders rows of `model_type`."""
    return f"{model_type.name}OrderBy"


def aggregate_order_by_name(model_type: ModelType) -> str:
    """The input that orders parents by aggregates of their rows of `model_type`."""
    return f"{model_type.name}AggregateOrderBy"


def numbers_order_by_name(model_type: ModelType) -> str:
    """The input that orders by a sum or an average of one attribute."""
    return f"{model_type.name}NumberOrderBy"


def values_order_by_name(model_type: ModelType) -> str:
    """The input that orders by the least or greatest value of one attribute."""
    return f"{model_type.name}ValueOrderBy"


AGGREGATE_TYPE_SUFFIXES = {
    AggregateFunction.COUNT_DISTINCT: "DistinctCounts",
    AggregateFunction.SUM: "Sums",
    AggregateFunction.AVG: "Averages",
    AggregateFunction.MIN: "Extremes",
    AggregateFunction.MAX: "Extremes",
}
"""What follows the name of a type in the names of its aggregates' types."""

_AGGREGATE_TYPES = (
    *dict.fromkeys(AGGREGATE_TYPE_SUFFIXES.values()),
    *(f"{suffix}Having" for suffix in dict.fromkeys(AGGREGATE_TYPE_SUFFIXES.values())),
    *("Aggregate", "Group", "GroupKeys", "GroupKey", "GroupOrderBy", "GroupKeyOrderBy", "DistinctOrderBy", "Having"),
)


def having_name(model_type: ModelType, function: AggregateFunction) -> str:
    """The input that chooses groups by one of the aggregates of `function`."""
    return f"{model_type.name}{AGGREGATE_TYPE_SUFFIXES[function]}Having"


def is_orderable(model_type: ModelType) -> bool:
    """Whether there is anything to order by."""
    return bool(model_type.key) or any(attribute.orderable for attribute in model_type.attributes.values())


def composites(types: Iterable[ModelType]) -> dict[type, list[Attribute]]:
    """Every composite class with all the attributes that hold one: they share one GraphQL type."""
    found: dict[type, list[Attribute]] = {}
    for model_type in types:
        for attribute in model_type.attributes.values():
            uses = found.setdefault(attribute.composite_class, []) if attribute.composite_class is not None else None
            if uses is not None and attribute not in uses:
                uses.append(attribute)
    return found


@dataclass(frozen=True, slots=True)
class _Claim:
    """A type name, the place that wants it for messages, and the object that is at that place."""

    name: str
    place: str
    owner: object


def check_type_names(types: Iterable[ModelType], enums: Iterable[tuple[Scalar, str]], findings: Findings) -> None:
    """Finds every type name that is claimed twice, or that the schema needs itself."""
    types = list(types)
    taken = {name: _Claim(name, "a type of every schema", None) for name in naming.BUILT_IN_TYPE_NAMES}
    taken |= {name: _Claim(name, "the filter of a kind of value", None) for name in _value_filters(types)}
    if searched_types(types):
        taken |= {name: _Claim(name, "a type of the root field search", None) for name in SEARCH_TYPE_NAMES}
    told: set[int] = set()
    for claim in _claims(types, enums):
        other = taken.setdefault(claim.name, claim)
        if other.owner is not claim.owner and id(claim.owner) not in told:
            told.add(id(claim.owner))  # the names made from this one meet as well
            findings.refuse(
                f"{claim.place[0].upper()}{claim.place[1:]} and {other.place} would both be the type {claim.name}; "
                'rename one with __gql__ = {"name": "…"} in its class.'
            )


def _claims(types: Iterable[ModelType], enums: Iterable[tuple[Scalar, str]]) -> Iterator[_Claim]:
    for model_type in types:
        table = getattr(model_type.mapper.local_table, "name", None)
        place = f"the model {model_type.model.__module__}.{model_type.model.__qualname__} (table {table})"
        yield _Claim(model_type.name, place, model_type)
        yield _Claim(model_type.object_name, place, model_type)
        yield _Claim(f"{model_type.name}Connection", f"the connection of {place}", model_type)
        yield _Claim(f"{model_type.name}Edge", f"the edges of {place}", model_type)
        if is_orderable(model_type):
            yield _Claim(order_by_name(model_type), f"the order input of {place}", model_type)
        yield _Claim(where_name(model_type), f"the filter of {place}", model_type)
        yield _Claim(relation_filter_name(model_type), f"the filter by relations to {place}", model_type)
        for name in (
            aggregate_order_by_name(model_type),
            numbers_order_by_name(model_type),
            values_order_by_name(model_type),
        ):
            yield _Claim(name, f"an order input of {place}", model_type)
        for suffix in _AGGREGATE_TYPES:
            yield _Claim(model_type.name + suffix, f"an aggregate type of {place}", model_type)
        for relation in (*model_type.relations.values(), *model_type.walks):
            if relation.edge_attributes and not relation.as_list:
                for name in connection_name(relation):
                    yield _Claim(name, f"the edges of {relation.coordinate}", relation)
    for scalar, place in enums:
        yield _Claim(scalar.name, place, scalar)
        yield _Claim(f"{scalar.name}Filter", f"the filter of {place}", scalar)
        yield _Claim(f"{scalar.name}ListFilter", f"the filter of lists of {place}", scalar)
    for composite_class, uses in composites(types).items():
        place = f"the composite {composite_class.__module__}.{composite_class.__qualname__}"
        yield _Claim(uses[0].scalar.name, place, composite_class)
        yield _Claim(f"{uses[0].scalar.name}Filter", f"the filter of {place}", composite_class)


def _value_filters(types: Iterable[ModelType]) -> set[str]:
    """The filter inputs of built-in and registered scalars; an enum's is claimed with the enum."""
    attributes = (attribute for model_type in types for attribute in model_type.attributes.values())
    inputs = (filter_input(attribute) for attribute in attributes if not attribute.scalar.enum_order)
    return {"CountFilter", *(each.name for each in inputs if each is not None)}


def read_root_fields(types: Iterable[ModelType], findings: Findings) -> Mapping[str, RootField]:
    """The fields of Query for these types, those of every schema first; names that meet are found."""
    fields = {
        "node": RootField("node", RootFieldKind.NODE),
        "nodes": RootField("nodes", RootFieldKind.NODES),
    }
    types = list(types)
    if searched_types(types):
        fields["search"] = RootField("search", RootFieldKind.SEARCH)
    for model_type in types:
        for root_field in _root_fields(model_type):
            other = fields.get(root_field.name)
            if other is None:
                fields[root_field.name] = root_field
                continue
            if other.model_type is not None and other.model_type.name == model_type.name:
                continue  # two types of one name are told once, as types
            other_side = f"the model {other.model_type.name}" if other.model_type is not None else "every schema"
            findings.refuse(
                f"The model {model_type.name} and {other_side} would both have the root field {root_field.name}; "
                'rename one with __gql__ = {"name": "…"} in its class.'
            )
    return fields


def _root_fields(model_type: ModelType) -> Iterator[RootField]:
    if model_type.key:
        yield RootField(model_type.singular_field, RootFieldKind.BY_ID, model_type)
    yield RootField(model_type.plural_field, RootFieldKind.CONNECTION, model_type)
    for unique_key in model_type.unique_keys:
        yield RootField(unique_key.field_name, RootFieldKind.BY_UNIQUE, model_type, unique_key)
