"""Queries beside each other: the embedded engine lets go of Python's lock while it answers, so each processor takes one.

Example:
    >>> from stdkg.store.embedded import EmbeddedStore
    >>> list(spread(EmbeddedStore(), str.upper, ["a", "b", "c"]))
    ['A', 'B', 'C']
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from traceback import clear_frames
from typing import TYPE_CHECKING, TypeVar

from stdkg.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from stdkg.store import Store

__all__ = ["spread"]

T = TypeVar("T")
R = TypeVar("R")
_MOST = 4
"""Queries at a time, as each one takes memory."""


def spread(store: Store, ask: Callable[[T], R], things: Iterable[T]) -> Iterator[R]:
    """Yield what `ask` returns for each thing, in the order of the things.

    Args:
        store: where `ask` puts its queries; an engine behind HTTP gets them one after the other.
        ask: reads the rows of its queries to the end: they must end in the thread that asked.
        things: what to ask about.

    Raises:
        Whatever `ask` raises, for the first thing for which it does.
    """
    workers = min(_MOST, os.cpu_count() or 1) if isinstance(store, EmbeddedStore) else 1
    if workers == 1:
        yield from map(ask, things)
        return

    def work(thing: T) -> R:
        try:
            return ask(thing)
        except BaseException as error:
            clear_frames(error.__traceback__)
            raise

    with ThreadPoolExecutor(workers) as pool:
        yield from pool.map(work, things)
