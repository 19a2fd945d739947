"""Global ids: URL-safe base64 (no padding) of `<Type>:<key>`, after Relay's object identification.

`<Type>` is the root of the row's inheritance hierarchy, whose rows share one primary key; `<key>` is the text form of a single
key, or a JSON array of the texts of a composite one. An id has exactly one spelling: whatever decodes encodes to the same bytes.
Ids are not secret and not signed; whoever makes one up only finds what the policy shows anyway.
"""

from __future__ import annotations

import json
from binascii import b2a_base64
from collections.abc import Callable, Sequence
from typing import Any

from gql.errors import InvalidId
from gql.mapping.base64url import decode_base64url, encode_base64url
from gql.mapping.model_type import Attribute, Mirror, ModelType

MAX_ID_LENGTH = 2048
"""Longest id that is looked at, in characters."""


def encode_id(model_type: ModelType, key_values: Sequence[Any]) -> str:
    """The global id of the row of `model_type` with these key values, in the order of `model_type.key`."""
    return id_encoder(model_type)(key_values if len(model_type.key) != 1 else key_values[0])


def integer_id_template(model_type: ModelType) -> bytes | None:
    """What `%` and an integer key make the bytes of an id of; None for other keys.

    `b2a_base64(template % key, newline=False).decode("ascii").rstrip("=")` is then the id: of ASCII only `>`, `?`, `~` and DEL
    can give the `+` or `/` that are not safe in URLs, and neither a GraphQL name nor a number holds one of them.
    """
    if len(model_type.key) != 1 or _key_text(model_type.key[0], model_type) is not int.__repr__:
        return None
    return f"{model_type.root.name}:%d".encode()


def id_encoder(model_type: ModelType) -> Callable[[Any], str]:
    """A function from a key to its global id, made once per type for loops over many rows.

    It takes the bare value of a single key and a tuple for a composite one.
    """
    prefix = f"{model_type.root.name}:"
    texts_of = [_key_text(attribute, model_type) for attribute in model_type.key]
    if len(texts_of) == 1:
        text_of = texts_of[0]
        if (template := integer_id_template(model_type)) is not None:  # half the time of the general way
            return lambda value: b2a_base64(template % value, newline=False).decode("ascii").rstrip("=")
        return lambda value: encode_base64url((prefix + text_of(value)).encode())
    return lambda values: encode_base64url(
        (prefix + _json_text([text(value) for text, value in zip(texts_of, values, strict=True)])).encode()
    )


def decode_id(text: str, mirror: Mirror) -> tuple[ModelType, tuple[Any, ...]]:
    """The root type and the key values that a global id names; whether such a row exists is not asked.

    Raises `InvalidId` for anything that `encode_id` of this schema would not have written.
    """
    try:
        if len(text) > MAX_ID_LENGTH:
            raise ValueError("too long")
        name, separator, key_text = decode_base64url(text).decode().partition(":")
        model_type = mirror.by_name[name]
        if model_type.root is not model_type or model_type.name != name or not separator:
            raise ValueError("not the name of a root type and a key")
        return model_type, _key_values(model_type.key, key_text)
    except (ValueError, KeyError, ArithmeticError, RecursionError) as error:
        raise _invalid(text) from error


def _key_values(key: Sequence[Attribute], text: str) -> tuple[Any, ...]:
    """The values whose text `text` is. Raises `ValueError` for any other."""
    if len(key) == 1:
        return (_parse(key[0], text),)
    texts = json.loads(text)
    if not isinstance(texts, list) or not texts or not all(isinstance(part, str) for part in texts):
        raise ValueError("not the parts of a composite key")
    if _json_text(texts) != text:
        raise ValueError("not in its canonical form")
    return tuple([_parse(attribute, part) for attribute, part in zip(key, texts, strict=True)])


def decode_typed_id(text: str, model_type: ModelType, mirror: Mirror) -> tuple[ModelType, tuple[Any, ...]]:
    """The root type and the key values in a global id that must be one of `model_type`. Raises `InvalidId`."""
    root, values = decode_id(text, mirror)
    ancestor: ModelType | None = root
    while ancestor is not None and ancestor is not model_type.root:
        ancestor = ancestor.base  # a class with a table of its own is the root of its ids, and still one of its base
    if ancestor is None:
        raise InvalidId(f"{text[:60]!r} is the id of a {root.name}, not of a {model_type.name}.")
    return root, values


def typed_key(text: str, model_type: ModelType, mirror: Mirror) -> Any:
    """The key in a global id that must be one of `model_type`, as rows are looked up by it. Raises `InvalidId`."""
    return row_key(model_type, *decode_typed_id(text, model_type, mirror))


def row_key(model_type: ModelType, root: ModelType, values: tuple[Any, ...]) -> Any:
    """What rows of `model_type` are looked up by: the key, and among several tables also whose it is."""
    if len(model_type.members) > 1 and model_type.is_union:
        return (root.mapper.polymorphic_identity, *values)
    return values[0] if len(values) == 1 else values


def _key_text(attribute: Attribute, model_type: ModelType) -> Callable[[Any], str]:
    if attribute.scalar.key_text is None:
        raise TypeError(f"{model_type.name}.{attribute.name} cannot be part of a key")
    return attribute.scalar.key_text


def _parse(attribute: Attribute, text: str) -> object:
    scalar = attribute.scalar
    if scalar.parse_key is None or scalar.key_text is None:
        raise ValueError("this type cannot be part of a key")
    value = scalar.parse_key(text)
    if scalar.key_text(value) != text:
        raise ValueError("not in its canonical form")
    return value


def _json_text(texts: list[str]) -> str:
    return json.dumps(texts, ensure_ascii=False, separators=(",", ":"))


def _invalid(text: str) -> InvalidId:
    shown = text if len(text) <= 60 else text[:60] + "…"
    return InvalidId(f"{shown!r} is not an id of this API.")
