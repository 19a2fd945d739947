"""One coerced argument value to the value that is compared with a column."""

from __future__ import annotations

from typing import Any

from graphql import GraphQLError
from sqlalchemy import Dialect, TypeDecorator

from gql.errors import InvalidId, InvalidInput
from gql.mapping.ids import decode_typed_id, typed_key
from gql.mapping.key_texts import safe_text
from gql.mapping.model_type import Attribute, Mirror, ModelType


def read_operand(attribute: Attribute, value: Any, place: str, mirror: Mirror, dialect: Dialect) -> Any:
    """What a column of `attribute` is compared with; `place` names the argument in errors.

    Raises `InvalidId` for an id of another type, `InvalidInput` for a value that the column cannot hold.
    """
    if attribute.references is not None:
        _, values = _named(place, decode_typed_id, value, mirror.by_name[attribute.references], mirror)
        return values[0] if len(values) == 1 else values
    from_json = attribute.scalar.from_json
    try:
        operand = value if from_json is None else from_json(value)
    except (ValueError, GraphQLError) as error:
        raise InvalidInput(f"{place}: {error}") from error
    type_ = attribute.column.type if attribute.column is not None else None
    if isinstance(type_, TypeDecorator):
        # What such a type raises is its own (an address that is none), and must not be found out in the middle of a batch.
        process = type_.dialect_impl(dialect).bind_processor(dialect)
        try:
            _ = process([operand] if attribute.is_list else operand) if process is not None else None
        except Exception as error:
            raise InvalidInput(f"{place} is not a value that its column can hold.") from error
    return operand


def read_text(value: str, place: str, max_chars: int) -> str:
    """A text to look for in a column, which need not be a value that the column can hold. Raises `InvalidInput`."""
    if len(value) > max_chars:
        raise InvalidInput(f"{place}: at most {max_chars} characters, got {len(value)}.")
    try:
        return safe_text(value)
    except ValueError as error:
        raise InvalidInput(f"{place}: {error}") from error


def read_id(global_id: str, model_type: ModelType, place: str, mirror: Mirror) -> Any:
    """The key of a row of `model_type`: one value, or a tuple. Raises `InvalidId` for anything but its id."""
    return _named(place, typed_key, global_id, model_type, mirror)


def _named(place: str, decode: Any, global_id: str, model_type: ModelType, mirror: Mirror) -> Any:
    try:
        return decode(global_id, model_type, mirror)
    except InvalidId as error:
        raise InvalidId(f"{place}: {error.message}") from error
