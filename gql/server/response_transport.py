"""Writes a response's head and body together, where uvicorn would write each by itself.

Every write is a system call and a packet that wakes the client. ASGI asks servers for this anyway: nothing of a
response is to be sent before the first piece of its body.
"""

from __future__ import annotations

import asyncio
from typing import Final

_CONTINUE: Final = b"HTTP/1.1 100 "
_JOINED_AT_MOST_BYTES: Final = 64 * 1024  # beyond, copying the body costs more than another write


class ResponseTransport(asyncio.Transport):
    """The part of a connection's transport that a response uses; its first write waits for the second.

    One for a connection, because responses follow each other. Call `end_response` when one is complete.
    """

    __slots__ = ("_head", "_is_at_head", "_transport")

    def __init__(self, transport: asyncio.Transport) -> None:
        super().__init__()
        self._transport = transport
        self._head = b""
        self._is_at_head = True

    def write(self, data: bytes) -> None:  # type: ignore[override]  # uvicorn writes nothing else
        """Keep `data` if it is a head, else write it after the head. The go-ahead for a body comes before any head."""
        if self._is_at_head and not data.startswith(_CONTINUE):
            self._head = data
            self._is_at_head = False
        elif self._head and len(data) <= _JOINED_AT_MOST_BYTES:
            self._transport.write(self._head + data)
            self._head = b""
        else:
            self._write_head()
            self._transport.write(data)

    def end_response(self) -> None:
        """The next write is a head again; a head that had no body (an answer to HEAD) is written now."""
        self._write_head()
        self._is_at_head = True

    def close(self) -> None:
        """Close the connection when everything is written."""
        self._write_head()
        self._transport.close()

    def is_closing(self) -> bool:
        """Whether the connection is closing or closed."""
        return self._transport.is_closing()

    def _write_head(self) -> None:
        if self._head:
            self._transport.write(self._head)
            self._head = b""
