"""URL-safe Base64 without padding (RFC 4648, section 5): how ids and cursors are spelled, each in exactly one way."""

from __future__ import annotations

from binascii import a2b_base64, b2a_base64

_URL_SAFE = bytes.maketrans(b"+/", b"-_")
_STANDARD = bytes.maketrans(b"-_", b"+/")


def encode_base64url(raw: bytes) -> str:
    """The text of `raw`."""
    return b2a_base64(raw, newline=False).translate(_URL_SAFE).rstrip(b"=").decode("ascii")


def decode_base64url(text: str) -> bytes:
    """The bytes of `text`. Raises `ValueError` for whatever `encode_base64url` would not have written."""
    encoded = text.encode("ascii")
    raw = a2b_base64(encoded.translate(_STANDARD) + b"==")  # takes more padding than it needs
    # It skips what is no Base64, and bits that no byte needs: whatever it took, only one spelling is right.
    if b2a_base64(raw, newline=False).translate(_URL_SAFE).rstrip(b"=") != encoded:
        raise ValueError("not the Base64 of these bytes")
    return raw
