"""Connections on loan from SQLAlchemy's pool: what direct reads use again and again without asking the pool each time.

Taking a connection from the pool and giving it back costs about 25 µs of CPU, a tenth of a short read. A loan that a read is done
with rests here instead, for the next read to take, for at most a second; then it goes back, so that the pool recycles,
counts and closes connections as ever. Whoever waits for the pool comes first: nothing rests while somebody waits.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.pool import PoolProxiedConnection

LOAN_S: Final = 1.0
"""How long a connection stays away from the pool."""


@dataclass(slots=True, eq=False)
class Loan:
    """A pooled connection with the driver's own connection and what reads over it (`gql.database.direct`)."""

    proxy: PoolProxiedConnection
    connection: Any  # a DirectConnection
    taken_at_s: float


class Loans:
    """The loans of one pool that nobody uses at the moment."""

    __slots__ = ("_is_lost", "_resting")

    def __init__(self, is_lost: Callable[[Any], bool]) -> None:
        self._is_lost = is_lost
        self._resting: list[Loan] = []

    def __len__(self) -> int:
        return len(self._resting)

    def take(self) -> Loan | None:
        """The loan that was used last, None if there is none that can still be used."""
        while self._resting:
            loan = self._resting.pop()
            if time.monotonic() - loan.taken_at_s < LOAN_S and not self._is_lost(loan.connection.connection):
                return loan
            loan.proxy.close()
        return None

    def rest(self, loan: Loan) -> bool:
        """Keep the loan for the next read; False if its time is over and it has to go back to the pool."""
        if time.monotonic() - loan.taken_at_s >= LOAN_S:
            return False
        self._resting.append(loan)
        return True

    def return_all(self) -> None:
        """Give everything back to the pool."""
        while self._resting:
            self._resting.pop().proxy.close()
