"""URL-safe Base64 without padding: every text has one spelling."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given, strategies as st

from gql.mapping.base64url import decode_base64url, encode_base64url


@given(st.binary(max_size=60))
def test_bytes_are_written_as_the_standard_library_writes_them_and_read_back(raw: bytes) -> None:
    text = encode_base64url(raw)

    assert base64.urlsafe_b64encode(raw).rstrip(b"=").decode() == text
    assert raw == decode_base64url(text)


@given(st.text(st.sampled_from("AQgwxyz019-_+/= \n\x00é\ud800")))
def test_a_text_is_read_only_if_it_would_be_written_so(text: str) -> None:
    try:
        raw = decode_base64url(text)
    except ValueError:
        return

    assert text == encode_base64url(raw)


@pytest.mark.parametrize("text", ["A", "QQ==", "QQ=", "QR", "+A", "/w", "Q Q", "QQ\n", "Q!Q", "é", "\ud800", "="])
def test_other_spellings_are_refused(text: str) -> None:
    with pytest.raises(ValueError):  # of binascii, of a codec or our own
        decode_base64url(text)
