"""Operands of filters on JSON documents, and paths into them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

import orjson

from gql.errors import InvalidInput
from gql.plan.filters import Path

MAX_PATH_STEPS = 20
MAX_STEP_CHARS = 200
MAX_JSON_DEPTH = 20
MAX_JSON_VALUES = 1_000

_UNSAFE = re.compile("[\x00\ud800-\udfff]")
_UNQUOTABLE = re.compile('["\\\\\x00-\x1f\ud800-\udfff]')
_INTEGERS = range(-(2**63), 2**63)


def read_path(steps: Sequence[Any], place: str) -> Path:
    """A path: names of members, and numbers of items from 0. Raises `InvalidInput`."""
    if len(steps) > MAX_PATH_STEPS:
        raise InvalidInput(f"{place}: a path holds at most {MAX_PATH_STEPS} steps.")
    for at, step in enumerate(steps):
        if isinstance(step, int) and not isinstance(step, bool) and 0 <= step < 2**31:
            continue
        if not isinstance(step, str):
            raise InvalidInput(f"{place}[{at}]: a step is the name of a member or the number of an item, from 0.")
        if len(step) > MAX_STEP_CHARS or _UNQUOTABLE.search(step):
            raise InvalidInput(
                f"{place}[{at}]: a name in a path has at most {MAX_STEP_CHARS} characters, "
                "and no quote, backslash or control character."
            )
    return tuple(steps)


def json_kind(value: Any, place: str) -> str:
    """`number`, `string` or `boolean`. Raises `InvalidInput` for anything else, which can be asked for by `contains`."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, str):
        return "string"
    raise InvalidInput(
        f"{place}: a number, a text, true or false can be compared; ask for objects and lists with contains."
    )


def json_form(value: Any, place: str) -> str:
    """The objects, lists and plain values that `value` is made of, without what is in them and in lists, as JSON text.

    Raises `InvalidInput` for a name that a path cannot hold.
    """
    return orjson.dumps(_form(value, place), option=orjson.OPT_SORT_KEYS).decode()


def _form(value: Any, place: str) -> Any:
    if isinstance(value, dict):
        read_path(list(value), place)
        return {name: _form(inner, f"{place}.{name}") for name, inner in value.items()}
    return [] if isinstance(value, list) else 0


def check_json(value: Any, place: str) -> None:
    """Raises `InvalidInput` for a value that no database can hold as JSON, and for one without end."""
    waiting, seen = [(value, 1)], 0
    while waiting:
        each, depth = waiting.pop()
        seen += 1
        if depth > MAX_JSON_DEPTH or seen > MAX_JSON_VALUES:
            raise InvalidInput(f"{place}: at most {MAX_JSON_VALUES} values, {MAX_JSON_DEPTH} levels deep.")
        if isinstance(each, dict):
            waiting += [(inner, depth + 1) for pair in each.items() for inner in pair]
        elif isinstance(each, list):
            waiting += [(inner, depth + 1) for inner in each]
        elif isinstance(each, str) and _UNSAFE.search(each):
            raise InvalidInput(f"{place}: Text must not contain NUL or lone surrogates.")
        elif isinstance(each, float) and not math.isfinite(each):
            raise InvalidInput(f"{place}: the number is not finite.")
        elif isinstance(each, int) and each not in _INTEGERS:
            raise InvalidInput(f"{place}: the integer must be between {_INTEGERS.start} and {_INTEGERS.stop - 1}.")
