"""Reads the SQL fields that a user gives with `MappingOptions.fields` into attributes of one type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement

from gql import naming
from gql.errors import MappingError
from gql.mapping.annotations import return_annotation
from gql.mapping.attributes import AttributeReader
from gql.mapping.findings import Findings
from gql.mapping.model_type import Attribute, ModelType
from gql.mapping.options import Remarks
from gql.mapping.sql_fields import SqlField


def read_sql_fields(
    model_type: ModelType, fields: Iterable[SqlField], attributes: AttributeReader, findings: Findings
) -> Iterator[tuple[SqlField, Attribute]]:
    """The fields that `model_type` has and its base does not, as attributes."""
    base = model_type.base
    for field in fields:
        if not issubclass(model_type.model, field.model):
            continue
        if base is not None and not model_type.mapper.concrete and issubclass(base.model, field.model):
            continue
        try:
            attribute = _read(model_type, field, attributes)
        except MappingError as error:
            findings.refuse(error.message)
            continue
        if attribute is not None:
            yield field, attribute


def refuse_strays(fields: Iterable[SqlField], types: Iterable[ModelType], findings: Findings) -> None:
    """Refuse each field whose model is not served, neither itself nor by a model that inherits from it."""
    models = [model_type.model for model_type in types]
    for field in fields:
        if not any(issubclass(model, field.model) for model in models):
            findings.refuse(
                f"The SQL field {field.name} is for {field.model.__name__}, which is not among the models; add it, or leave "
                "the field out."
            )


def _read(model_type: ModelType, field: SqlField, attributes: AttributeReader) -> Attribute | None:
    place = f"{model_type.name}.{field.name}"
    if field.name in model_type.mapper.all_orm_descriptors:
        raise MappingError(
            f"The SQL field {place} has the name of an attribute of {field.model.__name__}; call its function otherwise."
        )
    if field.graphql_name is not None and not naming.is_graphql_name(field.graphql_name):
        raise MappingError(f'{place}: {field.graphql_name!r} is not a GraphQL name; write letters, digits and "_".')
    element = _element(model_type, field, place)
    attribute = attributes.read_expression(
        model_type,
        field.name,
        element,
        Remarks(name=field.graphql_name, description=field.description),
        field.expression.__doc__,
        return_annotation(field.expression),
    )
    if attribute is None or field.nullable is None:
        return attribute
    return replace(attribute, nullable=field.nullable)


def _element(model_type: ModelType, field: SqlField, place: str) -> ColumnElement[Any]:
    try:
        return field.element(model_type.model)
    except MappingError as error:
        raise MappingError(f"The SQL field {place}: {error.message}") from error
    except Exception as error:  # user code may raise anything
        raise MappingError(f"The SQL field {place}: its function raised {type(error).__name__}: {error}") from error
