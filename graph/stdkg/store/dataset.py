"""rdflib over an embedded store: an rdflib.Dataset whose queries and updates are held to what `stdkg query` is held to.

Example:
    >>> from stdkg.store.embedded import EmbeddedStore
    >>> len(dataset(EmbeddedStore()))
    0
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from oxrdflib import OxigraphStore
from rdflib import Dataset

from stdkg.store.guard import refuse_service
from stdkg.store.ordering import ordered
from stdkg.store.syntax import refuse_oversized

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rdflib.plugins.sparql.sparql import Query, Update
    from rdflib.query import Result
    from rdflib.term import Identifier

    from stdkg.store.embedded import EmbeddedStore

__all__ = ["dataset"]

Text = TypeVar("Text")


def dataset(store: EmbeddedStore) -> Dataset:
    """Return an rdflib.Dataset over a store (default_union=False): what changes in one changes in the other.

    Its `query` and `update` raise QueryError for SERVICE and LOAD of an address that the store does not allow.
    """
    return Dataset(store=_Guarded(store), default_union=False)


class _Guarded(OxigraphStore):
    """Queries and updates that call no address and make the engine sort nothing that it has no order for."""

    def __init__(self, store: EmbeddedStore) -> None:
        super().__init__(store=store.oxigraph)
        self._allowed = store.allowed
        store.may_hold_more()

    def query(
        self,
        query: Query | str,
        initNs: Mapping[str, Any],  # noqa: N803  rdflib's names
        initBindings: Mapping[str, Identifier],  # noqa: N803
        queryGraph: str,  # noqa: N803
        **kwargs: object,
    ) -> Result:
        return super().query(self._safe(query), initNs, initBindings, queryGraph, **kwargs)

    def update(
        self,
        update: Update | str,
        initNs: Mapping[str, Any],  # noqa: N803
        initBindings: Mapping[str, Identifier],  # noqa: N803
        queryGraph: str,  # noqa: N803
        **kwargs: object,
    ) -> None:
        super().update(self._safe(update), initNs, initBindings, queryGraph, **kwargs)

    def _safe(self, sparql: Text) -> Text | str:
        """The text that the engine gets; what was parsed already it refuses itself."""
        if not isinstance(sparql, str):
            return sparql
        refuse_service(sparql, self._allowed)
        refuse_oversized(sparql)
        return ordered(sparql)
