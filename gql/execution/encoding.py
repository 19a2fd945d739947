"""Responses as bytes: orjson for what it can write, the standard library for the rest of what JSON columns hold."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

import orjson

from gql.mapping.wire import ORJSON_OPTIONS


def encode_json(value: Any) -> bytes:
    """`value` as JSON in UTF-8.

    JSON columns can hold what orjson refuses (integers beyond 64 bits, deep nesting): the standard library then writes the same
    text, slower. Lone surrogates, which have no UTF-8, become U+FFFD. Raises `ValueError`, `TypeError` or `RecursionError` for
    what has no JSON form at all.
    """
    try:
        return orjson.dumps(value, default=_default, option=ORJSON_OPTIONS)
    except TypeError:
        pass
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_default)
    return encode_text(text)


def encode_text(text: str) -> bytes:
    """`text` in UTF-8; lone surrogates become U+FFFD."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()


def _default(value: object) -> Any:
    if isinstance(value, UUID):
        return str(value)  # orjson knows UUIDs, but not those of asyncpg, which are of a class of its own
    if isinstance(value, datetime | date | time):
        return orjson.loads(orjson.dumps(value, option=ORJSON_OPTIONS))
    raise TypeError(f"{type(value).__name__} has no JSON form.")
