"""The keys that look-up arguments mean: global ids, and the values of unique constraints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Dialect, TypeDecorator

from gql.errors import InvalidId, InvalidInput
from gql.mapping.ids import decode_id
from gql.mapping.model_type import Attribute, Mirror, ModelType, RootField, RootFieldKind


def look_up_key(root_field: RootField, arguments: Mapping[str, Any], mirror: Mirror, dialect: Dialect) -> Any:
    """The key that a by-id or by-unique root field looks up: one value, or a tuple for several columns.

    Raises `InvalidId` for an id of another type, `InvalidInput` for a value that its column cannot hold.
    """
    model_type = root_field.model_type
    if model_type is None:
        raise LookupError(f"{root_field.name} looks up no model.")
    if root_field.kind is RootFieldKind.BY_ID:
        return typed_key(arguments["id"], model_type, mirror)
    if root_field.unique_key is None:
        raise LookupError(f"{root_field.name} has no unique key.")
    values = tuple(
        _bound(root_field.name, attribute, arguments[attribute.graphql_name], mirror, dialect)
        for attribute in root_field.unique_key.attributes
    )
    return _plain_key(values)


def _bound(field: str, attribute: Attribute, value: Any, mirror: Mirror, dialect: Dialect) -> Any:
    if attribute.references is not None:
        return _plain_key(_decode(value, mirror.by_name[attribute.references], mirror)[1])
    try:
        bound = value if attribute.scalar.from_json is None else attribute.scalar.from_json(value)
    except ValueError as error:
        raise InvalidInput(f"{field}: {attribute.graphql_name}: {error}") from error
    type_ = attribute.column.type if attribute.column is not None else None
    if isinstance(type_, TypeDecorator):
        # What such a type raises is its own (an address that is none), and must not be found out in the middle of a batch.
        process = type_.dialect_impl(dialect).bind_processor(dialect)
        try:
            _ = process(bound) if process is not None else None
        except Exception as error:
            raise InvalidInput(f"{field}: {attribute.graphql_name} is not a value that its column can hold.") from error
    return bound


def typed_key(global_id: str, model_type: ModelType, mirror: Mirror) -> Any:
    """The key in a global id that must be one of `model_type`. Raises `InvalidId`."""
    root, values = _decode(global_id, model_type, mirror)
    return _row_key(model_type, root, values)


def _decode(global_id: str, model_type: ModelType, mirror: Mirror) -> tuple[ModelType, tuple[Any, ...]]:
    root, values = decode_id(global_id, mirror)
    ancestor: ModelType | None = root
    while ancestor is not None and ancestor is not model_type.root:
        ancestor = ancestor.base  # a class with a table of its own is the root of its ids, and still one of its base
    if ancestor is None:
        raise InvalidId(f"{global_id[:60]!r} is the id of a {root.name}, not of a {model_type.name}.")
    return root, values


def _row_key(model_type: ModelType, root: ModelType, values: tuple[Any, ...]) -> Any:
    """What `gql.sql` looks rows of `model_type` up by: among several tables, the key and whose it is."""
    if len(model_type.members) > 1 and model_type.is_union:
        return (root.mapper.polymorphic_identity, *values)
    return _plain_key(values)


def _plain_key(values: tuple[Any, ...]) -> Any:
    return values[0] if len(values) == 1 else values


def read_node_ids(
    arguments: Mapping[str, Any], mirror: Mirror, *, many: bool, most: int
) -> list[tuple[ModelType, Any] | InvalidId]:
    """For each id of `node` or `nodes`, in order, its type and key, or the error that it is.

    Raises `InvalidInput` for more than `most` ids.
    """
    ids: Sequence[str] = arguments["ids"] if many else [arguments["id"]]
    if len(ids) > most:
        raise InvalidInput(f"nodes: at most {most} ids, got {len(ids)}.")
    found: list[tuple[ModelType, Any] | InvalidId] = []
    for global_id in ids:
        try:
            root, values = decode_id(global_id, mirror)
        except InvalidId as error:
            found.append(error)
        else:
            found.append((root, _row_key(root, root, values)))
    return found
