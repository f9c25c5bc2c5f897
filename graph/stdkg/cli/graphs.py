"""The graph that a command reads: shipped, from files, from standard input, or in a store."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from stdkg.errors import AccessError, DataError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stdkg.graph import KnowledgeGraph
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
def inputs(paths: Sequence[str]) -> Iterator[list[str]]:
    """Yield paths that can be read, `-` replaced by a file with what stands on standard input: TriG, Turtle or N-Triples.

    Faults in it are told of `standard input`.
    """
    if STANDARD_INPUT not in paths:
        yield list(paths)
        return
    from pathlib import Path
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="stdkg-") as folder:
        file = Path(folder) / "standard-input.trig"
        file.write_bytes(standard_input())
        try:
            yield [str(file) if path == STANDARD_INPUT else path for path in paths]
        except DataError as error:
            if not error.findings:
                raise
            findings = [
                replace(finding, file="standard input") if finding.file == str(file) else finding
                for finding in error.findings
            ]
            raise DataError.of(findings) from None


def standard_input() -> bytes:
    """Return all of standard input.

    Raises:
        AccessError: it is closed or cannot be read.
    """
    if sys.stdin is None:
        raise AccessError("standard input: is closed; name a file")
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise AccessError(f"standard input: cannot be read: {error.strerror or error}") from error
