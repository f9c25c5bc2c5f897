"""A part of an engine's triples here, for the queries that the engine itself gets wrong.

Every triple that a query depends on is fetched, and the embedded engine answers it. What was fetched serves the next query too,
for a minute.
"""

from __future__ import annotations

import time
from itertools import islice
from typing import TYPE_CHECKING, Final

from stdkg.errors import QueryError
from stdkg.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyoxigraph import Quad

    from stdkg.store.remote.needs import Needs

__all__ = ["Mirror", "TooManyError"]

_FRESH: Final = 60.0
_MOST: Final = 1_000_000
_AT_ONCE: Final = 10_000


class TooManyError(QueryError):
    """More triples than can be evaluated here."""


class Mirror:
    """Triples of an engine, kept for a minute.

    Args:
        fetch: yields the quads of a pattern in SPARQL, `?s`, `?p` and `?o` of it, of the merged graph or of all.
    """

    def __init__(self, fetch: Callable[[str, bool], Iterator[Quad]]) -> None:
        self._fetch = fetch
        self.forget()

    def forget(self) -> None:
        """Drop what was fetched."""
        self._store = EmbeddedStore()
        self._since = time.monotonic()
        self._held: set[tuple[str, bool]] = set()
        self._size = 0

    def store(self, needed: Needs, *, named: bool) -> EmbeddedStore:
        """Return a store with all triples that a query needs.

        Args:
            needed: what it needs.
            named: whether it has a GRAPH.

        Raises:
            TooManyError: they are too many.
            AccessError: the engine cannot be asked.
        """
        if time.monotonic() - self._since > _FRESH:
            self.forget()
        for pattern in _patterns(needed):
            wanted = (pattern, named)
            if not {wanted, (pattern, True), ("", named), ("", True)} & self._held:
                self._take(pattern, named=named)
                self._held.add(wanted)
        return self._store

    def _take(self, pattern: str, *, named: bool) -> None:
        fetched = iter(self._fetch(pattern, named))
        while some := list(islice(fetched, _AT_ONCE)):
            self._store.may_hold_more()
            self._store.oxigraph.extend(some)
            self._size += len(some)
            if self._size > _MOST:
                self.forget()
                raise TooManyError(
                    "the engine cannot be trusted with the query, and it needs more triples than can be evaluated here "
                    f"({_MOST:,}); ask for less, or set STDKG_STORE_TRUST=1 to take the engine's answer as it is"
                )


def _patterns(needed: Needs) -> list[str]:
    """What to fetch, as FILTERs on ?s, ?p and ?o; nothing for everything."""
    if needed.everything:
        return [""]
    found = [f"VALUES ?p {{ {predicate} }}" for predicate in sorted(needed.predicates)]
    for subject, object_ in sorted(needed.about):
        found.append(f"VALUES ?s {{ {subject} }}" if subject else f"VALUES ?o {{ {object_} }}")
    return found
