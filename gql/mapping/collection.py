"""Python's cyclic garbage collector rests while a schema is built: it would look at ever more live objects and free nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collection() -> Iterator[None]:
    """No cyclic collection meanwhile, which took a third of building a large schema. Decorates functions too.

    What has been made then counts as old, as if it had survived collections. Else the next one, at once, would look at all of it.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            if not gc.get_freeze_count():  # what others have frozen stays so
                gc.freeze()
                gc.unfreeze()  # into the oldest generation, without a look
            gc.enable()
