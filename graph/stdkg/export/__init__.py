r"""The graph formats, one module each, and the two functions that write them.

Add a format by adding one line to `FORMATS`: its writer is named by a dotted path and imported when it is first used. What a writer is
given depends on the kind of the format:

    kind         the writer is called with            it writes
    "flat"       (triples in any order, out)          each triple once
    "dataset"    (statements in any order, out)       each statement in the graph that states it, once
    "projection" (store, out)                         its own selection: a property graph, a page

A writer sorts, drops repeats, and names blank nodes by RDFC-1.0 (`stdkg.export.canonical` does all three), so that what it writes
is the same bytes from run to run. It writes to `out`, never closes it, and returns how many statements (a projection:
edges, or nodes where it writes these alone) it wrote.

Example:
    >>> import io
    >>> from pyoxigraph import NamedNode, Triple
    >>> a, b = NamedNode("http://example.com/a"), NamedNode("http://example.com/b")
    >>> out = io.BytesIO()
    >>> write_triples([Triple(a, b, a), Triple(a, b, a)], "ntriples", out)
    1
    >>> out.getvalue()
    b'<http://example.com/a> <http://example.com/b> <http://example.com/a> .\n'
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast, get_args
from typing import Literal as OneOf

from stdkg.errors import UnknownNameError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pyoxigraph import Triple

    from stdkg.store import Store

__all__ = ["FORMATS", "Citations", "Format", "by_extension", "find", "write", "write_triples"]

Citations = OneOf["subjects", "statements", "none"]
"""How a flat format says who says so; see `stdkg.export.flat`."""

Kind = OneOf["flat", "dataset", "projection"]


@dataclass(frozen=True, slots=True)
class Format:
    """What the outside knows of a format.

    Attributes:
        name: what `--format` takes.
        kind: what the writer is given (see the module).
        extension: of its files, without the dot; no two formats share one.
        media_type: for HTTP.
        writer: "module:function", imported when it is first used.
        title: what it is, in a few words.
        built: whether `stdkg build` makes it.
    """

    name: str
    kind: Kind
    extension: str
    media_type: str
    writer: str
    title: str
    built: bool = True

    @property
    def counts(self) -> str:
        """What its writer counts: `statement`, `edge` or `node`."""
        if self.kind != "projection":
            return "statement"
        return "node" if self.name.endswith("-nodes") else "edge"

    def load(self) -> Callable[[Any, BinaryIO], int]:
        """Import the writer."""
        module, _, function = self.writer.partition(":")
        return cast("Callable[[Any, BinaryIO], int]", getattr(import_module(module), function))


FORMATS: Final[dict[str, Format]] = {
    entry.name: entry
    for entry in (
        Format("turtle", "flat", "ttl", "text/turtle", "stdkg.export.turtle:write", "Turtle"),
        Format("trig", "dataset", "trig", "application/trig", "stdkg.export.trig:write", "TriG"),
        Format("nquads", "dataset", "nq", "application/n-quads", "stdkg.export.nquads:write", "N-Quads"),
        Format("ntriples", "flat", "nt", "application/n-triples", "stdkg.export.ntriples:write", "N-Triples"),
        Format("jsonld", "flat", "jsonld", "application/ld+json", "stdkg.export.jsonld:write", "JSON-LD"),
        Format("rdfxml", "flat", "rdf", "application/rdf+xml", "stdkg.export.rdfxml:write", "RDF/XML"),
        Format(
            "graphml",
            "projection",
            "graphml",
            "application/graphml+xml",
            "stdkg.export.graphml:write",
            "GraphML",
        ),
        Format("gexf", "projection", "gexf", "application/gexf+xml", "stdkg.export.gexf:write", "GEXF"),
        Format("html", "projection", "html", "text/html", "stdkg.export.html:write", "interactive page"),
        Format(
            "nodelink",
            "projection",
            "json",
            "application/json",
            "stdkg.export.nodelink:write",
            "node-link JSON",
            built=False,
        ),
        Format(
            "cytoscape",
            "projection",
            "cyjs",
            "application/json",
            "stdkg.export.cytoscape:write",
            "Cytoscape JSON",
            built=False,
        ),
        Format(
            "csv-nodes",
            "projection",
            "nodes.csv",
            "text/csv",
            "stdkg.export.csvtables:write_nodes",
            "table of nodes",
            built=False,
        ),
        Format(
            "csv-edges",
            "projection",
            "edges.csv",
            "text/csv",
            "stdkg.export.csvtables:write_edges",
            "table of edges",
            built=False,
        ),
        Format(
            "parquet-nodes",
            "projection",
            "nodes.parquet",
            "application/vnd.apache.parquet",
            "stdkg.export.parquet:write_nodes",
            "table of nodes as Parquet",
            built=False,
        ),
        Format(
            "parquet-edges",
            "projection",
            "edges.parquet",
            "application/vnd.apache.parquet",
            "stdkg.export.parquet:write_edges",
            "table of edges as Parquet",
            built=False,
        ),
    )
}
"""Name to format, in the order in which `build` makes them."""


def find(name: str) -> Format:
    """Return the format called `name`.

    Raises:
        UnknownNameError: there is none.

    Example:
        >>> find("turtle").extension
        'ttl'
    """
    if name not in FORMATS:
        raise UnknownNameError(f"unknown format {name!r}; write one of {', '.join(FORMATS)}")
    return FORMATS[name]


def by_extension(extension: str) -> Format:
    """Return the format whose files end in `extension`, which may have its dot or the rest of a file's name.

    Raises:
        UnknownNameError: no format does.

    Example:
        >>> by_extension(".nq").name, by_extension("standards.ttl").name
        ('nquads', 'turtle')
    """
    for entry in FORMATS.values():
        if f".{extension.lower()}".endswith(f".{entry.extension}"):
            return entry
    known = ", ".join("." + entry.extension for entry in FORMATS.values())
    raise UnknownNameError(f"no format has the extension {extension!r}; write one of {known}")


def write(store: Store, format: str, out: BinaryIO, *, citations: Citations = "subjects") -> int:  # noqa: A002  RDF's word
    """Write a store to `out` and return how many statements were written (a projection: edges or nodes, see `Format.counts`).

    Guarantee: the same statements give the same bytes, in whatever order they were added and whatever the hash seed;
    a projection guarantees it by itself.

    Raises:
        UnknownNameError: there is no such format, or no such way of citing.
        UsageError: `citations` is asked of a format that is not flat.
        DataError: the format cannot carry a triple; the message names it.
    """
    entry = find(format)
    if citations not in get_args(Citations):
        raise UnknownNameError(
            f"unknown way of citing {citations!r}; write one of {', '.join(get_args(Citations))}"
        )
    if entry.kind != "flat" and citations != "subjects":
        raise UsageError(
            f"{format} has no --citations {citations}; leave it out, or write {_names('flat')} as the format"
        )
    if entry.kind == "projection":
        return entry.load()(store, out)
    if entry.kind == "dataset":
        return entry.load()(store.statements(), out)
    from stdkg.export.flat import flat_triples

    return entry.load()(flat_triples(store, citations), out)


def write_triples(triples: Iterable[Triple], format: str, out: BinaryIO) -> int:  # noqa: A002  RDF's word
    """Write triples that stand alone (the result of CONSTRUCT or DESCRIBE), each once, and return their number.

    Raises:
        UnknownNameError: there is no such format.
        UsageError: the format is a projection, which needs a store.
        DataError: the format cannot carry a triple; the message names it.
    """
    entry = find(format)
    if entry.kind == "projection":
        raise UsageError(f"{format} cannot carry bare triples; write {_names('flat', 'dataset')}")
    return entry.load()(triples, out)


def _names(*kinds: Kind) -> str:
    names = [entry.name for entry in FORMATS.values() if entry.kind in kinds]
    return ", ".join(names[:-1]) + " or " + names[-1]
