"""An engine as it is met: its ways found out with the first request, and queries sent in the words that it needs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode

from stdkg.errors import AccessError
from stdkg.store.remote.blank import named
from stdkg.store.remote.dialect import Dialect, dialect_of
from stdkg.store.remote.faults import NoEndpointError, fault_of_partial
from stdkg.store.remote.http import Http
from stdkg.store.remote.parts import parts
from stdkg.store.remote.results import JSON, XML, Rows, number_of, rows, truth
from stdkg.store.remote.wording import page, worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from stdkg.store.remote.endpoint import Endpoint
    from stdkg.store.remote.http import Body

__all__ = ["Connection"]

_PROBE: Final = "ASK {}"
_NUMBER: Final = re.compile("[0-9]{1,18}")


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
        self.http = Http(where, timeout, size)

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
        body = self.http.read(address, {"query": _PROBE}, JSON)
        truth(rows(body, address, body.media))
        self._query_url = address
        return dialect_of(address, body.headers)

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
        return truth(rows(body, self._query_url, body.media, self.dialect.node_scheme))

    def select(self, sparql: str, *, as_is: bool = False) -> Rows:
        """Return the rows of a SELECT query, all of them, also where the engine cuts its answers.

        Args:
            sparql: a query that parses.
            as_is: whether it names its graphs itself, the merged one too.
        """
        found, limit = self._cut(sparql, as_is=as_is)
        return (
            Rows(found.variables, self._pages(sparql, found.variables, limit, as_is=as_is))
            if limit
            else found
        )

    def scan(self, what: str, pattern: str) -> Rows:
        """Return the rows of a pattern that names its graphs itself; in parts where the engine cuts them.

        Args:
            what: the variables, as SELECT takes them.
            pattern: what stands in the WHERE clause.
        """
        whole = f"SELECT {what} {{ {pattern} }}"
        found, limit = self._cut(whole, as_is=True)
        if not limit:
            return found
        smaller = parts(self._counts, pattern, found.variables, self._number(pattern), limit)
        queries = (f"SELECT {what} {{ {part} }}" for part in smaller)
        return Rows(
            found.variables,
            (row for query in queries for row in self.select(query, as_is=True).ordered(found.variables)),
        )

    def _number(self, pattern: str) -> int:
        """How many rows a pattern has."""
        return self._number_in(
            self._rows(self._selected(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}", as_is=True))
        )

    def _counts(self, query: str) -> Iterator[tuple[str, int]]:
        """The rows of a query for ?key and ?n; a blank node by the IRI that stands for it."""
        for key, number in self.select(query, as_is=True).ordered(["key", "n"]):
            blank = key.startswith("_:")
            yield (
                named(BlankNode(key[2:]), self.dialect.node_scheme) if blank else key,
                number_of(number, self._query_url),
            )

    def count(self) -> int:
        """Return how many triples the merged graph has."""
        return self._number_in(self.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))

    def _number_in(self, found: Rows) -> int:
        """The number that is all of an answer."""
        cells = [cell for row in found for cell in row]
        return number_of(cells[0] if len(cells) == 1 else "", self._query_url)

    def _cut(self, sparql: str, *, as_is: bool) -> tuple[Rows, int]:
        """The rows of a query, and 0, or the number at which the engine cut them."""
        body = self._selected(sparql, as_is=as_is)
        found = self._rows(body)
        cut = body.headers.get(self.dialect.rows_header, "") if self.dialect.rows_header else ""
        if not _NUMBER.fullmatch(cut):
            return found, 0
        first = list(found)
        return Rows(found.variables, first), int(cut) if len(first) >= int(cut) else 0

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
        accept = XML if self.dialect.slow_json else JSON
        body = self.http.read(self._query_url, {"query": text, **parameters}, accept)
        if self.dialect.part_header and self.dialect.part_header in body.headers:
            raise fault_of_partial(self._query_url)
        return body

    def _rows(self, body: Body) -> Rows:
        found = rows(body, self._query_url, body.media, self.dialect.node_scheme)
        if isinstance(found, bool):
            raise AccessError(
                f"{self._query_url}: answers true or false where rows were asked for; is it an engine?"
            )
        return found
