from __future__ import annotations

import gc
import json
import time
from typing import Any

import orjson
import pytest
from hypothesis import given, strategies as st

from gql.errors import BadRequest
from gql.server.json_body import _count_colons, _read_carefully, read_json, read_json_object

TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20) + 1, 10**20 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda children: st.lists(children, max_size=4) | st.dictionaries(TEXT, children, max_size=4),
    max_leaves=12,
)


def nested(levels: int, opening: str = "[", closing: str = "]") -> bytes:
    return (opening * levels + closing * levels).encode()


@given(VALUES, st.booleans())
def test_every_json_value_within_the_limits_is_read_as_it_was_written(value: Any, ensure_ascii: bool) -> None:
    text = json.dumps(value, ensure_ascii=ensure_ascii).encode()

    assert value == read_json(text)


@given(VALUES, st.booleans())
def test_the_fast_and_the_careful_parser_agree(value: Any, ensure_ascii: bool) -> None:
    text = json.dumps(value, ensure_ascii=ensure_ascii).encode()

    assert _read_carefully(text, "The body") == read_json(text)


def test_an_ordinary_request_never_needs_the_careful_parser() -> None:
    query = 'query ($x: Int!) {\n  posts(first: $x, where: {title: {eq: "a: b\\n"}}) { nodes { id } }\n}'
    text = orjson.dumps({"query": query, "variables": {"x": 20, "naïve: key": [1.5, True, None, {"ß": "é:"}]}})

    value = orjson.loads(text)

    assert text.count(b":") == _count_colons(value, 0)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b'{"query": ', "not valid JSON"),
        (b"{'query': 1}", "not valid JSON"),
        (b'{"a": 1,}', "not valid JSON"),
        (b"\xef\xbb\xbf{}", "not valid JSON"),
        (b'{"a": "\xff"}', "not valid UTF-8 (byte 7)"),
        (b'{"a": "\xed\xa0\x80"}', "not valid UTF-8"),
        (b'{"a": NaN}', "NaN"),
        (b'{"a": -Infinity}', "-Infinity"),
        (b'{"a": 1e999}', "too large"),
        (b'{"a": 1, "a": 2}', "duplicate key"),
        (b'{"a": 1, "\\u0061": 2}', "duplicate key"),
        (b'{"a": {"b": ":", "b": ""}}', "duplicate key"),
        (b'{"a": "\\u003a", "a": "b"}', "duplicate key"),
        (b'{"a": "\\u003A", "a": "b"}', "duplicate key"),
        (b'{"a": 123456789012345678901}', "20 digits"),
        (b'{"a": -123456789012345678901}', "20 digits"),
        (b'{"a": ' + b"9" * 5000 + b"}", "20 digits"),
        (b'{"a": "\\ud800"}', "surrogate"),
        (b'{"\\udc00": 1}', "surrogate"),
        (b'{"a": "\\ud800\\u0041"}', "surrogate"),
        (b'{"a": "b\\u0000"}', "NUL"),
        (b'{"a\\u0000": 1}', "NUL"),
        (b'{"a": "b\0"}', "not valid JSON"),
        (nested(65), "64 levels"),
        (nested(65, '{"a":', "}").replace(b":}", b":1}"), "64 levels"),
        (nested(100_000), "64 levels"),
        (b"[" * 1_000_000, "64 levels"),
    ],
)
def test_what_is_odd_is_refused_with_a_reason(text: bytes, part: str) -> None:
    with pytest.raises(BadRequest) as raised:
        read_json(text)

    assert part in raised.value.message
    assert raised.value.status == 400


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (b'{"a": 18446744073709551616}', {"a": 18446744073709551616}),
        (b'{"a": 99999999999999999999}', {"a": 99999999999999999999}),
        (b'{"a": -99999999999999999999}', {"a": -99999999999999999999}),
        (b'{"a": 1e30}', {"a": 1e30}),
        (b'{"a": "\\ud83c\\udfc3 \\\\u0000"}', {"a": "🏃 \\u0000"}),
        (b'{"a": "b\\u003ac"}', {"a": "b:c"}),
        (nested(64), json.loads(nested(64))),
    ],
)
def test_what_is_rare_but_right_is_read_exactly(text: bytes, value: object) -> None:
    assert value == read_json(text)


def test_a_body_of_the_largest_size_is_judged_quickly_however_it_is_made() -> None:
    size = 1024 * 1024
    bodies = [
        b"[" + b"[]," * (size // 3) + b"[]]",
        b"[" * size,
        b'{"a":' * (size // 5),
        b'["' + b"\\u003a" * (size // 6) + b'"]',
    ]

    gc.freeze()  # as the server does: a collector that walks all that the tests have made is not what is measured
    began = time.process_time()
    for body in bodies:
        try:
            read_json(body)
        except BadRequest:
            continue
    took_s = time.process_time() - began
    gc.unfreeze()

    assert took_s < 2.0


@pytest.mark.parametrize(
    ("text", "kind"),
    [(b"null", "null"), (b"true", "a boolean"), (b"1", "a number"), (b'"a"', "a string")],
)
def test_a_body_must_be_an_object(text: bytes, kind: str) -> None:
    with pytest.raises(BadRequest, match=f"must be a JSON object, not {kind}"):
        read_json_object(text)


def test_an_array_is_recognised_as_a_batch() -> None:
    with pytest.raises(BadRequest, match="one operation per request") as raised:
        read_json_object(b'[{"query": "{ a }"}]')

    assert raised.value.request_code == "BATCHING_DISABLED"
