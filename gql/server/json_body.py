"""Strict JSON for what clients send: a fast parser for ordinary text, a careful one for everything that could be odd.

orjson accepts three things that must be refused: duplicate keys (the last one wins), integers beyond 64 bits (they
become floats) and any depth up to its own limit. Each leaves a mark that is cheap to find. So the fast parser's
result counts only when nothing is marked; otherwise `json`, with hooks, decides and words the error. The careful
parser alone defines what is accepted.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from typing import Any, Final

import orjson

from gql.errors import BadRequest

MAX_DEPTH: Final = 64
MAX_INTEGER_DIGITS: Final = 20
_FIRST_DOUBTFUL_FLOAT: Final = float(2**63)  # orjson turns integers beyond 64 bits into floats from here on


def read_json(text: bytes, *, what: str = "The body") -> object:
    """The value that `text` holds. `what` opens the messages: `The body is not valid JSON: …`.

    Raises `BadRequest` for malformed JSON or UTF-8, nesting deeper than 64, integers of more than 20 digits, numbers
    that are not finite, duplicate keys, and strings with lone surrogates or NUL characters, which no database keeps.
    """
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError:
        return _read_carefully(text, what)
    if b"\\u00" in text and (b"\\u003" in text or b"\\u0000" in text):
        return _read_carefully(text, what)
    # Every key brings one colon, and strings bring their own: a colon more belongs to a duplicate, which orjson
    # dropped.
    if not isinstance(value, dict | list) or _count_colons(value, 0) != text.count(b":"):
        return _read_carefully(text, what)
    return value


def read_json_object(text: bytes, *, what: str = "The body") -> dict[str, object]:
    """As `read_json`, and the value must be an object.

    An array gets a message of its own, since clients that batch operations send one.
    """
    value = read_json(text, what=what)
    if isinstance(value, dict):
        return value
    if isinstance(value, list) and what == "The body":
        raise BadRequest(
            "The body is an array, and batches of operations are not accepted; send one operation per request.",
            code="BATCHING_DISABLED",
        )
    raise BadRequest(f"{what} must be a JSON object, not {json_type(value)}.")


def json_type(value: object) -> str:
    """What JSON calls `value`, with its article."""
    match value:
        case None:
            return "null"
        case bool():
            return "a boolean"
        case int() | float():
            return "a number"
        case str():
            return "a string"
        case list():
            return "an array"
        case _:
            return "an object"


def _count_colons(container: Mapping[str, object] | list[object], depth: int) -> int:
    """The colons that the text of `container` has, or -1 (which no text has) where only the careful parser may judge."""
    if depth >= MAX_DEPTH:
        return -1
    colons = 0
    members: Iterable[Any] = container
    if type(container) is dict:
        colons = len(container) + "".join(container).count(":")
        members = container.values()
    for member in members:
        kind = type(member)  # exact and without calls, because a body may have a hundred thousand members
        if kind is str:
            colons += member.count(":")
        elif kind is dict or kind is list:
            if (inside := _count_colons(member, depth + 1)) < 0:
                return -1
            colons += inside
        elif kind is float and not -_FIRST_DOUBTFUL_FLOAT < member < _FIRST_DOUBTFUL_FLOAT:
            return -1
    return colons


def _read_carefully(text: bytes, what: str) -> object:
    try:
        decoded = text.decode()
    except UnicodeDecodeError as error:
        raise BadRequest(f"{what} is not valid UTF-8 (byte {error.start}).") from error

    def parse_int(digits: str) -> int:
        if len(digits.lstrip("-")) > MAX_INTEGER_DIGITS:
            raise BadRequest(f"{what} has an integer of more than {MAX_INTEGER_DIGITS} digits; send it as a string.")
        return int(digits)

    def parse_float(digits: str) -> float:
        number = float(digits)
        if not math.isfinite(number):
            raise BadRequest(f"{what} has a number that is too large; send it as a string.")
        return number

    def refuse_constant(name: str) -> float:
        raise BadRequest(f"{what} is not valid JSON: {name} is not a JSON value.")

    def collect(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) != len(pairs):
            raise BadRequest(f"{what} has an object with a duplicate key.")
        return found

    decoder = json.JSONDecoder(
        object_pairs_hook=collect, parse_int=parse_int, parse_float=parse_float, parse_constant=refuse_constant
    )
    too_deep = f"{what} is nested deeper than {MAX_DEPTH} levels."
    if not decoded.strip():
        raise BadRequest(f"{what} is empty; send a JSON object with a query.")
    try:
        value = decoder.decode(decoded)
    except json.JSONDecodeError as error:
        raise BadRequest(
            f"{what} is not valid JSON: {error.msg} (line {error.lineno}, column {error.colno})."
        ) from error
    except RecursionError as error:
        raise BadRequest(too_deep) from error
    _check(value, 0, what, too_deep)
    return value


def _check(value: object, depth: int, what: str, too_deep: str) -> None:
    match value:
        case str():
            if "\0" in value:
                raise BadRequest(f"{what} has a string with a NUL character (\\u0000), which no value may hold.")
            if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
                raise BadRequest(f"{what} has a string with half of a surrogate pair, which is not a character.")
        case list():
            if depth >= MAX_DEPTH:
                raise BadRequest(too_deep)
            for member in value:
                _check(member, depth + 1, what, too_deep)
        case Mapping():
            if depth >= MAX_DEPTH:
                raise BadRequest(too_deep)
            for key, member in value.items():
                _check(key, depth, what, too_deep)
                _check(member, depth + 1, what, too_deep)
