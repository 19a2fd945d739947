"""Global ids: URL-safe base64 (no padding) of `<Type>:<key>`, after Relay's object identification.

`<Type>` is the root of the row's inheritance hierarchy, whose rows share one primary key; `<key>` is the text form of a single
key, or a JSON array of the texts of a composite one. An id has exactly one spelling: whatever decodes encodes to the same bytes.
Ids are not secret and not signed; whoever makes one up only finds what the policy shows anyway.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode
from binascii import Error as Base64Error, b2a_base64
from collections.abc import Callable, Sequence
from typing import Any

from gql.errors import InvalidId
from gql.mapping.model_type import Attribute, Mirror, ModelType

MAX_ID_LENGTH = 2048
"""Longest id that is looked at, in characters."""

_URL_SAFE = bytes.maketrans(b"+/", b"-_")


def encode_id(model_type: ModelType, key_values: Sequence[Any]) -> str:
    """The global id of the row of `model_type` with these key values, in the order of `model_type.key`."""
    return id_encoder(model_type)(key_values if len(model_type.key) != 1 else key_values[0])


def id_encoder(model_type: ModelType) -> Callable[[Any], str]:
    """A function from a key to its global id, made once per type for loops over many rows.

    It takes the bare value of a single key and a tuple for a composite one.
    """
    prefix = f"{model_type.root.name}:"
    texts_of = [_key_text(attribute, model_type) for attribute in model_type.key]
    if len(texts_of) == 1:
        text_of = texts_of[0]
        if text_of is int.__repr__:
            # Half the time of the general way. Of ASCII only `>`, `?`, `~` and DEL can give `+` or `/` in base64, and neither
            # a GraphQL name nor a number holds one of them.
            template = f"{prefix}%d".encode()
            return lambda value: b2a_base64(template % value, newline=False).decode("ascii").rstrip("=")
        if text_of is str:  # needs no call of ours per row
            return lambda value: (
                b2a_base64(f"{prefix}{value}".encode(), newline=False).translate(_URL_SAFE).rstrip(b"=").decode()
            )
        return lambda value: _to_base64(prefix + text_of(value))
    return lambda values: _to_base64(
        prefix + _json_text([text(value) for text, value in zip(texts_of, values, strict=True)])
    )


def decode_id(text: str, mirror: Mirror) -> tuple[ModelType, tuple[Any, ...]]:
    """The root type and the key values that a global id names; whether such a row exists is not asked.

    Raises `InvalidId` for anything that `encode_id` of this schema would not have written.
    """
    name, separator, key_text = _from_base64(text).partition(":")
    model_type = mirror.by_name.get(name) if separator else None
    if model_type is None or model_type.root is not model_type or not model_type.key:
        raise _invalid(text)
    try:
        texts = [key_text] if len(model_type.key) == 1 else _parts(key_text, len(model_type.key))
        values = tuple(_parse(attribute, part) for attribute, part in zip(model_type.key, texts, strict=True))
        again = id_encoder(model_type)(values if len(values) != 1 else values[0])
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise _invalid(text) from error
    if again != text:
        raise _invalid(text)
    return model_type, values


def _key_text(attribute: Attribute, model_type: ModelType) -> Callable[[Any], str]:
    if attribute.scalar.key_text is None:
        raise TypeError(f"{model_type.name}.{attribute.name} cannot be part of a key")
    return attribute.scalar.key_text


def _parse(attribute: Attribute, text: str) -> object:
    if attribute.scalar.parse_key is None:
        raise ValueError("this type cannot be part of a key")
    return attribute.scalar.parse_key(text)


def _parts(text: str, number: int) -> list[str]:
    parts = json.loads(text)
    if not isinstance(parts, list) or len(parts) != number or not all(isinstance(part, str) for part in parts):
        raise ValueError("not the parts of a composite key")
    return parts


def _json_text(texts: list[str]) -> str:
    return json.dumps(texts, ensure_ascii=False, separators=(",", ":"))


def _to_base64(text: str) -> str:
    return b2a_base64(text.encode(), newline=False).translate(_URL_SAFE).rstrip(b"=").decode()


def _from_base64(text: str) -> str:
    if not text.isascii() or len(text) > MAX_ID_LENGTH:
        raise _invalid(text)
    try:
        return urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
    except (Base64Error, UnicodeDecodeError) as error:
        raise _invalid(text) from error


def _invalid(text: str) -> InvalidId:
    shown = text if len(text) <= 60 else text[:60] + "…"
    return InvalidId(f"{shown!r} is not an id of this API.")
