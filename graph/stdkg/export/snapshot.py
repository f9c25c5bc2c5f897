"""A store read once for several formats, as `build` needs it.

Example:
    >>> import io
    >>> from pyoxigraph import Literal, Quad
    >>> from stdkg.store.embedded import EmbeddedStore
    >>> from stdkg.vocabulary import GRAPH_REFERENCE, ID, term
    >>> store = EmbeddedStore()
    >>> store.add([Quad(ID("iso"), term("skos", "notation"), Literal("ISO"), GRAPH_REFERENCE)])
    >>> snapshot = Snapshot(store)
    >>> [snapshot.write(name, io.BytesIO()) for name in ("turtle", "ntriples", "trig")]
    [1, 1, 1]
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, BinaryIO

from stdkg.export import find
from stdkg.export.canonical import Statements
from stdkg.export.flat import flat_triples

if TYPE_CHECKING:
    from stdkg.store import Store

__all__ = ["Snapshot"]


class Snapshot:
    """What `stdkg.export.write` writes, format after format, from statements kept in memory.

    The store must not change meanwhile. It takes less time than `write` again and again, and more memory.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    @cached_property
    def _triples(self) -> Statements:
        return Statements(flat_triples(self._store, "subjects"))

    @cached_property
    def _statements(self) -> Statements:
        return Statements(self._store.statements())

    def write(self, format: str, out: BinaryIO) -> int:  # noqa: A002  RDF's word
        """Write one format, and return the number of statements written; see `stdkg.export.write`."""
        entry = find(format)
        if entry.kind == "projection":
            return entry.load()(self._store, out)
        return entry.load()(self._triples if entry.kind == "flat" else self._statements, out)
