"""Python's cyclic garbage collector rests while a schema is built: it would look at ever more live objects and free nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collection() -> Iterator[None]:
    """No cyclic collection meanwhile, which took a third of building a large schema. Decorates functions too."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
