"""What each engine does in its own way, in one table.

The standard leaves the addresses of updates and graphs open, and engines depart from it in places. Whatever stdkg must
know of an engine stands here; the rest of the package asks this table and names no engine.

Example:
    >>> dialect_of("http://host:8890/sparql", {"server": "Virtuoso/07.20.3229 (Linux)"}).name
    'Virtuoso'
    >>> neptune = dialect_of("https://x.neptune.amazonaws.com:8182/sparql", {})
    >>> neptune.name, neptune.update_address("https://x.neptune.amazonaws.com:8182/sparql")
    ('Neptune', 'https://x.neptune.amazonaws.com:8182/sparql')
    >>> dialect_of("http://host/repositories/std", {}).update_address("http://host/repositories/std")
    'http://host/repositories/std/statements'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit, urlunsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["DIALECTS", "OTHER", "Dialect", "dialect_of"]


@dataclass(frozen=True, slots=True)
class Dialect:
    """An engine's ways.

    Attributes:
        name: what the engine is called in messages.
        server: what its header `Server` begins with.
        address: a pattern that its query address matches, where the header doesn't say.
        update: query address to update address: the end that is replaced (a pattern) and what stands there instead.
        graph_store: the same for the Graph Store Protocol, where it is tried and quicker than INSERT DATA.
        graph_parameter: what the Graph Store Protocol calls its parameter.
        whole: the graph store takes N-Quads of all graphs at once.
        posts_from: the number of triples of one graph from which they go to the graph store, where there is one, and not into
            INSERT DATA.
        batch: the number of triples in one request of a load.
        atomic: an update request of several operations is one transaction.
        own_graphs: named graphs that the engine brings.
        rows_header: the header with the number of rows at which answers are cut.
        part_header: the header that comes with an answer which is broken off, as its time was over.
        slow_json: it writes XML several times faster than JSON.
        plain_only: it gets right what `stdkg.store.remote.trust` lets pass, and much else wrong.
        unkept: a pattern for triples, in N-Triples as UTF-8, that it would refuse or, worse, change without a word.
        unposted: the same, for triples that its graph store alone would change.
        node_scheme: what it writes before the label of a blank node; such a node can be named in a query as an IRI.
    """

    name: str
    server: str = ""
    address: str = ""
    update: tuple[str, str] = ("$", "")
    graph_store: tuple[str, str] | None = None
    graph_parameter: str = "graph"
    whole: bool = False
    posts_from: int = 200
    batch: int = 5_000
    atomic: bool = True
    own_graphs: tuple[str, ...] = ()
    rows_header: str = ""
    part_header: str = ""
    slow_json: bool = False
    plain_only: bool = False
    unkept: bytes = b""
    unposted: bytes = b""
    node_scheme: str = ""

    def update_address(self, query: str) -> str:
        """Return where updates go, for where queries go: there as well, where the engine's own is not known."""
        return _moved(query, self.update) or query

    def graph_store_address(self, query: str) -> str | None:
        """Return where graphs are written, for where queries go; None where it is not known."""
        return _moved(query, self.graph_store) if self.graph_store else None


def _moved(address: str, ends: tuple[str, str]) -> str | None:
    parts = urlsplit(address)
    path, found = re.subn(ends[0], ends[1], parts.path, count=1)
    return urlunsplit(parts._replace(path=path)) if found else None


_XSD: Final = rb"\^\^<http://www\.w3\.org/2001/XMLSchema#"
_UNKEPT_BY_VIRTUOSO: Final = b"|".join(
    (
        rb"<[^>]{1880,}>",  # cut off
        rb'"(?!\s*[+-]?[0-9]{1,18}\s*")[^"]*"' + _XSD + rb"integer>",  # another number
        rb'"[^"]*\.[0-9]{16,}"' + _XSD + rb"decimal>",  # rounded
        rb'"[^"]*"'
        + _XSD
        + rb"(?:duration|dayTimeDuration|yearMonthDuration)>",  # a bare number of seconds or months
    )
)

DIALECTS: Final = (
    Dialect(
        "Virtuoso",
        server="Virtuoso",
        update=(r"/sparql(-auth)?/?$", "/sparql-auth"),
        graph_store=(r"/sparql(-auth)?/?$", "/sparql-graph-crud-auth"),
        graph_parameter="graph-uri",
        atomic=False,
        own_graphs=(
            "http://www.openlinksw.com/schemas/virtrdf#",
            "http://localuriqaserver/sparql",
            "http://www.w3.org/ns/ldp#",
            "http://www.w3.org/2002/07/owl#",
            "urn:activitystreams-owl:map",
            "urn:core:services:sparql",
        ),
        rows_header="x-sparql-maxrows",
        part_header="x-sql-state",
        slow_json=True,
        plain_only=True,
        unkept=_UNKEPT_BY_VIRTUOSO,
        unposted=rb'"\s*[+-]?[0-9]{10,}\s*"' + _XSD + rb"integer>",  # a decimal, beyond 32 bits
        node_scheme="nodeID://",
    ),
    Dialect(
        "oxigraph",
        server="Oxigraph",
        update=("/query/?$", "/update"),
        graph_store=("/query/?$", "/store"),
        whole=True,
        batch=100_000,
    ),
    Dialect(
        "Fuseki",
        server="Apache Jena Fuseki",
        update=("/(query|sparql)/?$", "/update"),
    ),
    Dialect(
        "Neptune",
        address=r"\.neptune(\.[a-z0-9-]+)?\.amazonaws\.com",
        own_graphs=("http://aws.amazon.com/neptune/vocab/v01/DefaultNamedGraph",),
    ),
    Dialect(
        "GraphDB",
        address=r"/repositories/[^/]+/?$",
        update=("/?$", "/statements"),
    ),
    Dialect(
        "Stardog",
        server="Stardog",
        update=("/query/?$", "/update"),
    ),
)
"""The engines that are known by name; docs/engines.md says which of them are tested."""

OTHER: Final = Dialect("the engine", update=("/query/?$", "/update"))
"""Any other engine: the standard's ways, and updates at `/update` beside `/query`, else at the query address."""


def dialect_of(query: str, headers: Mapping[str, str]) -> Dialect:
    """Return the ways of the engine behind a query address, by the headers of any of its answers."""
    server = headers.get("server", "")
    for dialect in DIALECTS:
        if dialect.server and server.startswith(dialect.server):
            return dialect
    for dialect in DIALECTS:
        if dialect.address and re.search(dialect.address, query):
            return dialect
    return OTHER
