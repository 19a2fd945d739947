"""Watches running requests: their deadline, and whether their clients are still there.

Most requests are answered within milliseconds, so nothing is watched at first: a request is put on a list, and one
timer for all of them looks at the list. Only a request that it finds there after a while gets a task that waits for
the client to leave, and a timer for the deadline. Both end the request by cancelling its task, which also cancels what
it awaits: the statement stops and its connection goes back to the pool.
"""

from __future__ import annotations

import asyncio
import time
from enum import Enum
from typing import Final

from starlette.types import Receive

_LOOK_EVERY_S: Final = 0.025


class Ending(Enum):
    """Why a request was stopped."""

    TIMEOUT = "timeout"
    CLIENT_LEFT = "client left"


class Supervision:
    """The requests of one event loop that are not watched yet, all with the same timeout, the oldest first.

    The timer runs only while there are some, so a server at rest does nothing.
    """

    __slots__ = ("_is_looking", "_look_every_s", "_unwatched", "loop", "timeout_s")

    def __init__(self, loop: asyncio.AbstractEventLoop, timeout_s: float) -> None:
        self.loop = loop
        self.timeout_s = timeout_s
        self._look_every_s = min(_LOOK_EVERY_S, timeout_s)
        self._unwatched: dict[Supervisor, None] = {}  # a set that keeps the order
        self._is_looking = False

    def add(self, supervisor: Supervisor) -> None:
        """Watch it, unless it is removed soon: within one to two intervals of the timer."""
        self._unwatched[supervisor] = None
        if not self._is_looking:
            self._is_looking = True
            self.loop.call_later(self._look_every_s, self._look)

    def remove(self, supervisor: Supervisor) -> None:
        """It is over."""
        self._unwatched.pop(supervisor, None)

    def _look(self) -> None:
        began_before_s = time.monotonic() - self._look_every_s
        while self._unwatched and (oldest := next(iter(self._unwatched))).began_s <= began_before_s:
            del self._unwatched[oldest]
            oldest.watch()
        self._is_looking = bool(self._unwatched)
        if self._is_looking:
            self.loop.call_later(self._look_every_s, self._look)


class Supervisor:
    """Stops the current task when its time is over or its client has left.

    From `start_executing` on the supervisor reads from the client, nobody else may. Call `stop` when done. A
    `CancelledError` in between is the supervisor's doing if `claim_cancellation` says so.
    """

    __slots__ = (
        "_expiry",
        "_receive",
        "_supervision",
        "_task",
        "_watcher",
        "began_s",
        "deadline_s",
        "ending",
        "is_executing",
    )

    def __init__(self, receive: Receive, supervision: Supervision) -> None:
        task = asyncio.current_task(supervision.loop)
        assert task is not None, "a request runs in a task"
        self._task = task
        self._receive = receive
        self._supervision = supervision
        self._expiry: asyncio.TimerHandle | None = None
        self._watcher: asyncio.Task[None] | None = None
        self.is_executing = False
        self.ending: Ending | None = None
        self.began_s = time.monotonic()
        self.deadline_s = self.began_s + supervision.timeout_s
        supervision.add(self)

    def start_executing(self) -> None:
        """The body is read: from now on the client has nothing to say but that it leaves."""
        self.is_executing = True
        if self._expiry is not None:
            self._watcher = self._supervision.loop.create_task(self._watch_client())

    def stop(self) -> None:
        """Nothing is watched any more."""
        self._supervision.remove(self)
        if self._expiry is not None:
            self._expiry.cancel()
        if self._watcher is not None:
            self._watcher.cancel()

    def claim_cancellation(self) -> Ending | None:
        """Why the supervisor cancelled the task, which then goes on; None if someone else did, and it must end."""
        if self.ending is None or self._task.uncancel() > 0:
            return None
        return self.ending

    def watch(self) -> None:
        """Wait for the deadline, and for the client to leave as soon as its body is read."""
        loop = self._supervision.loop
        remaining_s = max(0.0, self.deadline_s - time.monotonic())
        self._expiry = loop.call_later(remaining_s, self._end, Ending.TIMEOUT)
        if self.is_executing:
            self._watcher = loop.create_task(self._watch_client())

    async def _watch_client(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._end(Ending.CLIENT_LEFT)

    def _end(self, ending: Ending) -> None:
        if self.ending is None:
            self.ending = ending
            self._task.cancel()
