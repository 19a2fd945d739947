"""Cursors: what is encoded decodes to the same, and nothing else decodes."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode

import pytest
from hypothesis import given, strategies as st

from gql.errors import InvalidCursor
from gql.mapping.scalars import INT, STRING
from gql.sql.cursors import CursorCodec

SECRET = b"a secret of sixteen bytes or more"


def codec(signature: str = "posts:Post:title+>,id+>", secret: bytes = SECRET) -> CursorCodec:
    assert STRING.key_text is not None
    assert STRING.parse_key is not None
    assert INT.key_text is not None
    assert INT.parse_key is not None
    if "," not in signature:
        return CursorCodec(secret, signature, [INT.key_text], [INT.parse_key])
    return CursorCodec(secret, signature, [STRING.key_text, INT.key_text], [STRING.parse_key, INT.parse_key])


CURSOR = codec().encode(("Größe", 42))
RAW = urlsafe_b64decode(CURSOR + "=" * (-len(CURSOR) % 4))


def written(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


@given(
    st.none() | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")), st.integers(-9, 2**31 - 1)
)
def test_a_keyset_is_read_back(title: str | None, key: int) -> None:
    assert (title, key) == codec().decode(codec().encode((title, key)), "after")
    assert (key,) == codec("posts:Post:id+>").decode(codec("posts:Post:id+>").encode((key,)), "after")


@pytest.mark.parametrize("index", range(len(CURSOR)))
def test_a_cursor_with_any_character_changed_is_refused(index: int) -> None:
    changed = CURSOR[:index] + ("A" if CURSOR[index] != "A" else "B") + CURSOR[index + 1 :]

    with pytest.raises(InvalidCursor, match=r"^posts: after is not a cursor of this list in this order"):
        codec().decode(changed, "posts: after")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A",
        "é",
        CURSOR + "=",
        CURSOR + "\n",
        CURSOR[:-1],
        written(RAW[:17]),
        written(RAW[:5]),
        written(b"\x02" + RAW[1:]),
        written(RAW + b" "),
        "A" * 20_000,
        codec("posts:Post:title->,id->").encode(("Größe", 42)),
        codec("posts:Post:id+>").encode((42,)),
        codec(secret=b"another secret of that length").encode(("Größe", 42)),
    ],
)
def test_what_is_no_cursor_of_this_order_is_refused(text: str) -> None:
    with pytest.raises(InvalidCursor, match=r"^before is not a cursor"):
        codec().decode(text, "before")
