"""Watches one running request: its deadline, and whether its client is still there.

Most requests are answered within milliseconds, so nothing is watched at first: one timer is set and cancelled. Only a
request that outlives it gets a task that waits for the client to leave, and a timer for the deadline. Both end the
request by cancelling its task, which also cancels what it awaits: the statement stops and its connection goes back to
the pool.
"""

from __future__ import annotations

import asyncio
import time
from enum import Enum
from typing import Final

from starlette.types import Receive

_WATCH_AFTER_S: Final = 0.05


class Ending(Enum):
    """Why a request was stopped."""

    TIMEOUT = "timeout"
    CLIENT_LEFT = "client left"


class Supervisor:
    """Stops the current task when its time is over or its client has left.

    From `start_executing` on the supervisor reads from the client, nobody else may. Call `stop` when done. A
    `CancelledError` in between is the supervisor's doing if `claim_cancellation` says so.
    """

    __slots__ = ("_expiry", "_grace", "_loop", "_receive", "_task", "_watcher", "deadline_s", "ending", "is_executing")

    def __init__(self, receive: Receive, timeout_s: float) -> None:
        task = asyncio.current_task()
        assert task is not None, "a request runs in a task"
        self._receive = receive
        self._task = task
        self._loop = asyncio.get_running_loop()
        self.is_executing = False
        self._expiry: asyncio.TimerHandle | None = None
        self._watcher: asyncio.Task[None] | None = None
        self.ending: Ending | None = None
        self.deadline_s = time.monotonic() + timeout_s
        self._grace = self._loop.call_later(min(_WATCH_AFTER_S, timeout_s), self._begin_watching)

    def start_executing(self) -> None:
        """The body is read: from now on the client has nothing to say but that it leaves."""
        self.is_executing = True
        if self._expiry is not None:
            self._watcher = self._loop.create_task(self._watch_client())

    def stop(self) -> None:
        """Nothing is watched any more."""
        self._grace.cancel()
        if self._expiry is not None:
            self._expiry.cancel()
        if self._watcher is not None:
            self._watcher.cancel()

    def claim_cancellation(self) -> Ending | None:
        """Why the supervisor cancelled the task, which then goes on; None if someone else did, and it must end."""
        if self.ending is None or self._task.uncancel() > 0:
            return None
        return self.ending

    def _begin_watching(self) -> None:
        remaining_s = max(0.0, self.deadline_s - time.monotonic())
        self._expiry = self._loop.call_later(remaining_s, self._end, Ending.TIMEOUT)
        if self.is_executing:
            self._watcher = self._loop.create_task(self._watch_client())

    async def _watch_client(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._end(Ending.CLIENT_LEFT)

    def _end(self, ending: Ending) -> None:
        if self.ending is None:
            self.ending = ending
            self._task.cancel()
