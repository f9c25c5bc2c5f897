"""The graph that a command reads: shipped, from files, from standard input, or in a store."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from stdkg.errors import AccessError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from stdkg.graph import KnowledgeGraph
    from stdkg.load.sources import Source
    from stdkg.load.web import Limits
    from stdkg.store import Store

__all__ = ["inputs", "opened", "standard_input"]

STANDARD_INPUT = "-"


@contextmanager
def opened(
    store: str | None, data: Sequence[str] = (), include: Sequence[str] = (), services: Sequence[str] = ()
) -> Iterator[KnowledgeGraph]:
    """Open the graph that the options name, and close it in the end; SERVICE may call the addresses `services`."""
    from stdkg.graph import open_graph

    with inputs(data) as paths, open_graph(store, data=paths, include=include) as graph:
        if services:
            _permit(graph.store, services)
        yield graph


def _permit(store: Store, services: Sequence[str]) -> None:
    from stdkg.store.embedded import EmbeddedStore

    if not isinstance(store, EmbeddedStore):
        raise UsageError("--allow-service is for embedded stores; the engine itself decides whom it calls")
    store.allowed = tuple(services)


@contextmanager
def inputs(
    paths: Sequence[str], syntax: str | None = None, limits: Limits | None = None
) -> Iterator[list[Path | Source]]:
    """Yield what can be read: files and folders as they are; standard input (`-`) and addresses kept on the disk meanwhile.

    Args:
        paths: what the user named.
        syntax: that of standard input and of addresses, by the name of a format.
        limits: what a fetch may take.
    """
    from pathlib import Path

    from stdkg.addresses import is_address
    from stdkg.files import temporary_folder
    from stdkg.load.arrivals import from_address, from_stream

    if not any(path == STANDARD_INPUT or is_address(path) for path in paths):
        yield [Path(path) for path in paths]
        return
    with temporary_folder() as folder:
        found: list[Path | Source] = []
        for path in paths:
            if path == STANDARD_INPUT:
                with _reading():
                    found.append(from_stream(_standard_input(), folder, syntax))
            elif is_address(path):
                found.append(from_address(path, folder, syntax, limits))
            else:
                found.append(Path(path))
        yield found


def standard_input() -> bytes:
    """Return all of standard input.

    Raises:
        AccessError: it is closed or cannot be read.
    """
    with _reading():
        return _standard_input().read()


def _standard_input() -> BinaryIO:
    if sys.stdin is None:
        raise AccessError("standard input: is closed; name a file")
    return sys.stdin.buffer


@contextmanager
def _reading() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise AccessError(f"standard input: cannot be read: {error.strerror or error}") from error
