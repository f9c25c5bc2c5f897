"""An engine as it is met: its ways found out with the first request, and queries sent in the words that it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from stdkg.errors import AccessError
from stdkg.store.remote.dialect import Dialect, dialect_of
from stdkg.store.remote.faults import NoEndpointError
from stdkg.store.remote.http import Http
from stdkg.store.remote.results import ACCEPT, Rows, rows, truth
from stdkg.store.remote.wording import page, worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stdkg.store.remote.endpoint import Endpoint
    from stdkg.store.remote.http import Body

__all__ = ["Connection"]

_PROBE: Final = "ASK {}"


class Connection:
    """The way to one engine.

    Args:
        where: the addresses.
        timeout: seconds that the engine may take for an answer.
        size: bytes that an answer may have.
    """

    def __init__(self, where: Endpoint, timeout: float, size: int) -> None:
        self._where = where
        self._dialect: Dialect | None = None
        self._query_url = where.queries[0]
        self.http = Http(where.credentials, timeout, size)

    @property
    def dialect(self) -> Dialect:
        """The engine's ways."""
        if self._dialect is None:
            self._dialect = self._meet()
        return self._dialect

    def _meet(self) -> Dialect:
        """Ask the engine something small at each of its possible addresses, and see who answers."""
        *others, last = self._where.queries
        for address in others:
            try:
                return self._met_at(address)
            except NoEndpointError:
                continue
        return self._met_at(last)

    def _met_at(self, address: str) -> Dialect:
        body = self.http.read(address, {"query": _PROBE}, ACCEPT)
        found = dialect_of(address, body.headers)
        truth(rows(body, address, found))
        self._query_url = address
        return found

    @property
    def query_url(self) -> str:
        """Where queries go."""
        return self._query_url

    @property
    def update_url(self) -> str:
        """Where updates go."""
        known = self.dialect
        return self._where.update or known.update_address(self._query_url)

    @property
    def graph_store_url(self) -> str | None:
        """Where graphs are written, if anywhere."""
        known = self.dialect
        return self._where.graph_store or known.graph_store_address(self._query_url)

    def close(self) -> None:
        """Close what is open."""
        self.http.close()

    def ask(self, sparql: str) -> bool:
        """Return the answer of an ASK query."""
        text, parameters = worded(sparql, self.dialect)
        body = self._sent(text, parameters)
        return truth(rows(body, self._query_url, self.dialect))

    def select(self, sparql: str, *, as_is: bool = False) -> Rows:
        """Return the rows of a SELECT query, all of them, also where the engine cuts its answers.

        Args:
            sparql: a query that parses.
            as_is: whether it names its graphs itself, the merged one too.
        """
        body = self._selected(sparql, as_is=as_is)
        found = self._rows(body)
        cut = body.headers.get(self.dialect.rows_header, "") if self.dialect.rows_header else ""
        if not cut.isdigit():
            return found
        limit = int(cut)
        first = list(found)
        if len(first) < limit:
            return Rows(found.variables, first)
        return Rows(found.variables, self._pages(sparql, found.variables, limit, as_is=as_is))

    def _pages(self, sparql: str, variables: list[str], limit: int, *, as_is: bool) -> Iterator[list[str]]:
        """The rows of a query that the engine would cut, `limit` at a time in an order that holds."""
        offset, held = 0, limit
        while held == limit:
            part = page(sparql, variables, limit, offset)
            found = list(self._rows(self._selected(part, as_is=as_is)).ordered(variables))
            yield from found
            held = len(found)
            offset += limit

    def _selected(self, sparql: str, *, as_is: bool) -> Body:
        text, parameters = (sparql, {}) if as_is else worded(sparql, self.dialect)
        return self._sent(text, parameters)

    def _sent(self, text: str, parameters: dict[str, str]) -> Body:
        return self.http.read(self._query_url, {"query": text, **parameters}, ACCEPT)

    def _rows(self, body: Body) -> Rows:
        found = rows(body, self._query_url, self.dialect)
        if isinstance(found, bool):
            raise AccessError(
                f"{self._query_url}: answers true or false where rows were asked for; is it an engine?"
            )
        return found
