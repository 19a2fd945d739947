"""Which columns identify a row besides the primary key: unique constraints, unique indexes, unique columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column

from gql import naming
from gql.mapping.model_type import Attribute, AttributeKind, ModelType, UniqueKey


def read_unique_keys(model_type: ModelType) -> Iterator[UniqueKey]:
    """The look-ups that `model_type` adds to its base's, in the order of their field names.

    A unique key with a hidden column, or one whose values have no exact text, is none. Partial and expression indexes hold only
    for some rows and are none either.
    """
    if not model_type.key or not isinstance(model_type.mapper.local_table, sa.Table):
        return
    shown = {
        attribute.column: attribute
        for attribute in model_type.attributes.values()
        if attribute.column is not None
        and attribute.kind is AttributeKind.COLUMN
        and attribute is not model_type.row_id
    }
    inherited = {key.attributes for key in _base_keys(model_type)}
    found: dict[frozenset[Column[Any]], UniqueKey] = {}
    key_columns = {attribute.column for attribute in model_type.key}
    for columns in _unique_column_sets(model_type.mapper.local_table):
        attributes = tuple(shown[column] for column in columns if column in shown)
        if len(attributes) < len(columns) or key_columns.issuperset(columns) or attributes in inherited:
            continue
        if all(_is_exact(attribute) for attribute in attributes):
            name = naming.unique_field_name(model_type.singular_field, (part.graphql_name for part in attributes))
            found.setdefault(frozenset(columns), UniqueKey(name, attributes))
    yield from sorted(found.values(), key=lambda key: key.field_name)


def _base_keys(model_type: ModelType) -> Iterator[UniqueKey]:
    base = model_type.base
    while base is not None:
        yield from base.unique_keys
        base = base.base


def _is_exact(attribute: Attribute) -> bool:
    return not attribute.is_list and attribute.scalar.key_text is not None and attribute.scalar.name != "Float"


def _unique_column_sets(table: sa.Table) -> Iterator[tuple[Column[Any], ...]]:
    for constraint in table.constraints:
        if isinstance(constraint, sa.UniqueConstraint):
            yield tuple(constraint.columns)
    for index in table.indexes:
        partial = any(
            name.endswith(("_where", "_length")) and value is not None for name, value in index.dialect_kwargs.items()
        )
        if index.unique and not partial and all(isinstance(part, Column) for part in index.expressions):
            yield tuple(part for part in index.expressions if isinstance(part, Column))
