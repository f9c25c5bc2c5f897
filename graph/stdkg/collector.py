"""Python's garbage collector, held while much is made that stays.

Example:
    >>> import gc
    >>> with without_collector():
    ...     gc.isenabled()
    False
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["without_collector"]


@contextmanager
def without_collector() -> Iterator[None]:
    """Hold the garbage collector while many small containers are made that all stay: it would visit each of them often.

    At the end they count as old, as if it had visited them.
    """
    import gc

    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()
