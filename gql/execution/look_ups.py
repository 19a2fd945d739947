"""The keys that look-up arguments mean: global ids, and the values of unique constraints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Dialect

from gql.errors import InvalidId, InvalidInput
from gql.mapping.ids import decode_id, row_key, typed_key
from gql.mapping.model_type import Mirror, ModelType, RootField, RootFieldKind
from gql.plan.operands import read_operand


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
        read_operand(
            attribute,
            arguments[attribute.graphql_name],
            f"{root_field.name}: {attribute.graphql_name}",
            mirror,
            dialect,
        )
        for attribute in root_field.unique_key.attributes
    )
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
            found.append((root, row_key(root, root, values)))
    return found
