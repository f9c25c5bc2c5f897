"""Work that must be stoppable: an engine evaluates a query in native code, which no signal interrupts.

The work runs in a thread of its own while the main thread waits, hears Ctrl-C and looks at the clock. A thread cannot be
killed, so a process that gave up waiting must end with `os._exit`; `abandoned` says so.
"""

from __future__ import annotations

import threading
from traceback import clear_frames
from typing import TYPE_CHECKING, TypeVar

from stdkg.errors import QueryTimeoutError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["abandoned", "evaluate"]

T = TypeVar("T")
_NAME = "stdkg work"
_STACK = 256 * 1024 * 1024
"""Bytes of address space for the stack: deep queries need more than the usual 8 MB."""


def abandoned() -> bool:
    """Whether a thread still works on something that nobody waits for."""
    return any(thread.name == _NAME for thread in threading.enumerate())


def evaluate(task: Callable[[], T], timeout: float | None = None) -> T:
    """Return what `task` returns, or raise what it raises.

    Raises:
        QueryTimeoutError: it takes longer than `timeout` seconds.

    Example:
        >>> evaluate(lambda: 1 + 1)
        2
    """
    results: list[T] = []
    errors: list[BaseException] = []

    def work() -> None:
        try:
            results.append(task())
        except BaseException as error:  # noqa: BLE001  handed to the one who waits
            _let_go(error)
            errors.append(error)

    before = threading.stack_size(_STACK)
    thread = threading.Thread(target=work, name=_NAME, daemon=True)
    try:
        thread.start()
    finally:
        threading.stack_size(before)
    thread.join(timeout)
    if thread.is_alive():
        raise QueryTimeoutError(
            f"no answer within {timeout:g} seconds; ask for less, or allow more with --timeout"
        )
    if errors:
        raise errors[0]
    return results[0]


def _let_go(error: BaseException | None) -> None:
    """Drop what the frames of an error hold: results of the engine must end in the thread that made them."""
    while error is not None:
        clear_frames(error.__traceback__)
        error = error.__cause__ or error.__context__
