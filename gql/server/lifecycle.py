"""Starting and stopping the gateway with the process, whether or not anyone runs the application's lifespan.

A server runs the lifespan of the application that it serves, never that of one mounted inside it. So a mounted
gateway starts with its first request. Who wants it started and stopped with the parent puts `gateway_lifespan` into
the parent's lifespan.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from gql.server.protocol import ServedGateway

_RETRY_AFTER_S: Final = 1.0


class Lifecycle:
    """Whether one application may serve: started as the gateway is, draining from the first sign of the end."""

    __slots__ = ("_failed_at_s", "_failure", "_gateway", "_starting", "is_draining", "is_started")

    def __init__(self, gateway: ServedGateway) -> None:
        self._gateway = gateway
        self._starting: asyncio.Task[Exception | None] | None = None
        self._failure: Exception | None = None
        self._failed_at_s = 0.0
        self.is_started = False
        self.is_draining = False

    async def start(self) -> None:
        """Start the gateway unless it runs. Callers at the same time share one start, which outlives a caller's end.

        A failed start is tried again, but not within a second: a crowd of requests must not queue up behind a dead
        database. Raises what the gateway's start raised.
        """
        if self.is_started:
            return
        if self._starting is None:
            if self._failure is not None and time.monotonic() - self._failed_at_s < _RETRY_AFTER_S:
                raise self._failure
            self._starting = asyncio.create_task(self._start())
        failure = await asyncio.shield(self._starting)
        if failure is not None:
            raise failure

    async def stop(self) -> None:
        """Stop the gateway if `start` started it; the next request would start it again."""
        if self.is_started:
            self.is_started = False
            await self._gateway.stop()

    async def _start(self) -> Exception | None:
        try:
            await self._gateway.start()
        except Exception as error:  # noqa: BLE001 -- passed on to every caller that waits, and to those of the next second
            self._failure, self._failed_at_s = error, time.monotonic()
        else:
            self._failure = None
            self.is_started = True
        finally:
            self._starting = None
        return self._failure


@asynccontextmanager
async def gateway_lifespan(gateway: ServedGateway) -> AsyncIterator[None]:
    """The gateway started inside, stopped afterwards: for the lifespan of an application that it is mounted in."""
    await gateway.start()
    try:
        yield
    finally:
        await gateway.stop()
