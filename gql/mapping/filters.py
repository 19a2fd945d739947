"""Which operators filter an attribute, and the name of the input that offers them.

The schema's inputs, the reading of a `where` and its SQL all start from here, so an operator that a client can write is one that
has a meaning.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator, TypeEngine

from gql.mapping.model_type import Attribute, AttributeKind, ModelType, Relation


class Operator(Enum):
    """What a filter asks of a value; the value is the field's name in the filter inputs."""

    EQ = "eq"
    NEQ = "neq"
    IN = "in"
    NIN = "nin"
    GT = "gt"
    GTE = "gte"
    LT = "lt"
    LTE = "lte"
    IS_NULL = "isNull"
    CONTAINS = "contains"
    STARTS_WITH = "startsWith"
    ENDS_WITH = "endsWith"
    LIKE = "like"
    I_EQ = "iEq"
    I_CONTAINS = "iContains"
    I_STARTS_WITH = "iStartsWith"
    I_ENDS_WITH = "iEndsWith"
    I_LIKE = "iLike"
    HAS = "has"
    HAS_ANY = "hasAny"
    HAS_ALL = "hasAll"
    IS_EMPTY = "isEmpty"


class Quantifier(Enum):
    """How many rows of a relation must satisfy a filter; the value is the field's name in the relation's input."""

    SOME = "some"
    NONE = "none"
    EVERY = "every"
    IS_EMPTY = "isEmpty"
    AGGREGATE = "aggregate"


EQUALITY = (Operator.EQ, Operator.NEQ, Operator.IN, Operator.NIN)
COMPARISON = (*EQUALITY, Operator.GT, Operator.GTE, Operator.LT, Operator.LTE)
PATTERNS = (Operator.CONTAINS, Operator.STARTS_WITH, Operator.ENDS_WITH, Operator.LIKE)
CASELESS = {
    Operator.I_EQ: Operator.EQ,
    Operator.I_CONTAINS: Operator.CONTAINS,
    Operator.I_STARTS_WITH: Operator.STARTS_WITH,
    Operator.I_ENDS_WITH: Operator.ENDS_WITH,
    Operator.I_LIKE: Operator.LIKE,
}
"""The operators that take no notice of case, and what each is otherwise."""
LIST_OPERATORS = (Operator.HAS, Operator.HAS_ANY, Operator.HAS_ALL, Operator.IS_EMPTY, Operator.IS_NULL)
JSON_OPERATORS = (*COMPARISON, Operator.CONTAINS, Operator.IS_NULL)

_EQUALITY_ONLY = frozenset({"Boolean", "UUID", "Base64"})
"""Scalars whose order means nothing, or differs between databases."""

COMBINATIONS = ("and", "or", "not")
"""Fields of every `where`; an attribute or a relation of such a name cannot be filtered by."""


@dataclass(frozen=True, slots=True)
class FilterInput:
    """The input that filters an attribute: its name, and the operators that it offers."""

    name: str
    operators: tuple[Operator, ...]


def filter_input(attribute: Attribute) -> FilterInput | None:
    """The input that filters `attribute`; None if nothing does, or if it is a composite, which is filtered by its parts."""
    scalar = attribute.scalar
    if attribute.kind is AttributeKind.COMPOSITE:
        return None
    if attribute.is_list:
        stored = attribute.column is not None and stores_list(attribute.column.type)
        return FilterInput(f"{scalar.name}ListFilter", LIST_OPERATORS) if stored else _PRESENCE
    if attribute.references is not None:
        return FilterInput("IDFilter", (*EQUALITY, Operator.IS_NULL))
    if scalar.name == "JSON":
        return FilterInput("JSONFilter", JSON_OPERATORS) if _is_json(attribute) else _PRESENCE
    if scalar.name == "String" and not _is_text(attribute):
        is_readable = scalar.from_json is not None and scalar.parse_key is not None
        return FilterInput("ExactStringFilter", (*EQUALITY, Operator.IS_NULL)) if is_readable else _PRESENCE
    if scalar.name == "String":
        return FilterInput("StringFilter", (*COMPARISON, *PATTERNS, *CASELESS, Operator.IS_NULL))
    operators = EQUALITY if scalar.name in _EQUALITY_ONLY or not scalar.orderable else COMPARISON
    return FilterInput(f"{scalar.name}Filter", (*operators, Operator.IS_NULL))


_PRESENCE = FilterInput("PresenceFilter", (Operator.IS_NULL,))


def where_name(model_type: ModelType) -> str:
    """The input that filters rows of `model_type`."""
    return f"{model_type.name}Where"


def relation_filter_name(target: ModelType) -> str:
    """The input that filters by a to-many relation that leads to `target`."""
    return f"{target.name}RelationFilter"


def filterable_attributes(model_type: ModelType) -> dict[str, Attribute]:
    """The attributes that a `where` can name, by GraphQL name."""
    return {
        name: attribute
        for name, attribute in model_type.attributes.items()
        if attribute.filterable and name not in COMBINATIONS
    }


def filterable_relations(model_type: ModelType) -> dict[str, Relation]:
    """The relations that a `where` can name, by GraphQL name."""
    return {name: relation for name, relation in model_type.relations.items() if name not in COMBINATIONS}


def stores_list(sql_type: TypeEngine[object]) -> bool:
    """Whether a list is stored as an array or as a JSON array, so that the database can look into it."""
    variants = getattr(sql_type, "_variant_mapping", {}).values()
    return all(isinstance(_plain(each), sa.ARRAY | sa.JSON) for each in (sql_type, *variants))


def is_document(attribute: Attribute) -> bool:
    """Whether it holds JSON documents that filters can look into."""
    shape = filter_input(attribute)
    return shape is not None and shape.operators == JSON_OPERATORS


def _is_json(attribute: Attribute) -> bool:
    return attribute.column is not None and isinstance(_plain(attribute.column.type), sa.JSON)


def _is_text(attribute: Attribute) -> bool:
    """Whether the database holds the text that shows: not an address, nor an object of which the text is only a form."""
    if attribute.column is None:
        return attribute.scalar.to_json is None
    sql_type = attribute.column.type
    if (
        isinstance(sql_type, TypeDecorator)
        and type(sql_type).process_result_value is not TypeDecorator.process_result_value
    ):
        return False
    return isinstance(_plain(sql_type), sa.String) and attribute.scalar.to_json is None


def _plain(sql_type: TypeEngine[object]) -> TypeEngine[object]:
    while isinstance(sql_type, TypeDecorator):
        sql_type = sql_type.impl_instance
    return sql_type
