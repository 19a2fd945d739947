"""Cursors: opaque, URL-safe, versioned, signed, and bound to one order.

A cursor is the keyset of a row: the text forms of its term values as a JSON array, after a version byte and a keyed BLAKE2b
digest over the order's signature and those bytes. A cursor of another list, type or order has another signature, so it does not
verify; nor does a forged or a truncated one.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Sequence
from copy import copy
from hashlib import blake2b
from typing import Any

import orjson

from gql.errors import InvalidCursor
from gql.mapping.base64url import decode_base64url, encode_base64url

_version = b"\x01"
_digest_bytes = 16
_payload_at = len(_version) + _digest_bytes
_max_cursor_chars = 16 << 10


class CursorCodec:
    """Writes and reads the cursors of one order.

    `key_texts` and `parse_keys` convert each term's value to and from text. `secret` keys the digest: 16 to 64 bytes.
    """

    __slots__ = ("_digest", "_key_texts", "_parse_keys", "_payload")

    def __init__(
        self,
        secret: bytes,
        signature: str,
        key_texts: Sequence[Callable[[Any], str]],
        parse_keys: Sequence[Callable[[str], Any]],
    ) -> None:
        self._digest = blake2b(signature.encode(), digest_size=_digest_bytes, key=secret[:64])
        self._key_texts = tuple(key_texts)
        self._parse_keys = tuple(parse_keys)
        # A lone term is the primary key, which is never NULL; most are integers, whose text needs no JSON encoder.
        is_integer = self._key_texts == (int.__repr__,)
        self._payload: Callable[[Sequence[Any]], bytes] = _integer_payload if is_integer else self._json_payload

    def bound_to(self, text: str) -> CursorCodec:
        """The codec of the same order in a list that `text` decides: cursors of other such lists are foreign to it."""
        codec = copy(self)
        codec._digest = self._digest.copy()
        codec._digest.update(text.encode() + b"\0")
        return codec

    def encode(self, keyset: Sequence[Any]) -> str:
        """The cursor of a row whose term values are `keyset`, in the order of the terms."""
        payload = self._payload(keyset)
        digest = self._digest.copy()
        digest.update(payload)
        return encode_base64url(_version + digest.digest() + payload)

    def _json_payload(self, keyset: Sequence[Any]) -> bytes:
        texts = [
            None if value is None else key_text(value)
            for key_text, value in zip(self._key_texts, keyset)  # noqa: B905  # both have one item for each term
        ]
        return orjson.dumps(texts)

    def decode(self, cursor: str, argument: str) -> tuple[Any, ...]:
        """The keyset of a cursor, in the order of the terms.

        Raises `InvalidCursor`, naming `argument`, for anything that `encode` did not write for this order.
        """
        payload = self._verified(cursor)
        if payload is None:
            raise InvalidCursor(
                f"{argument} is not a cursor of this list in this order; take it from a response to the same query."
            )
        texts: list[str | None] = orjson.loads(payload)
        return tuple(
            [None if text is None else parse_key(text) for parse_key, text in zip(self._parse_keys, texts, strict=True)]
        )

    def _verified(self, cursor: str) -> bytes | None:
        """The payload of a cursor, None if `encode` did not write it for this order."""
        if len(cursor) > _max_cursor_chars:
            return None
        try:
            raw = decode_base64url(cursor)
        except ValueError:
            return None
        payload = raw[_payload_at:]
        digest = self._digest.copy()
        digest.update(payload)
        return payload if hmac.compare_digest(_version + digest.digest(), raw[:_payload_at]) else None


def _integer_payload(keyset: Sequence[Any]) -> bytes:
    return b'["%d"]' % keyset[0]
