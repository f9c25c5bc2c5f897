"""Statements kept in a file until all of them are there, so that what breaks a rule is seen before anything is sent.

Example:
    >>> from pyoxigraph import BlankNode, NamedNode, Quad
    >>> a = NamedNode("http://a/")
    >>> with Spool([Quad(BlankNode("x"), a, a), Quad(a, a, a, a)]) as spool:
    ...     len(spool), [[(graph[:10], len(triples)) for graph, triples in batch.items()] for batch in spool.batches(10)]
    (2, [[('', 1), ('<http://a/', 1)]])
"""

from __future__ import annotations

import hashlib
import tempfile
from typing import TYPE_CHECKING, Final, Self, TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Triple

from stdkg.errors import AccessError, UsageError
from stdkg.store.remote.blank import Labels, sealed
from stdkg.vocabulary import GRAPH_ALL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

    from pyoxigraph import Quad

    from stdkg.model import Graph, Term

__all__ = ["Batch", "Spool", "seal_of", "spoken"]

Batch: TypeAlias = "dict[str, list[str]]"
"""Triples by graph, each `S P O` in N-Triples without its full stop; the graph "" is the default graph."""

_DEFAULT: Final = DefaultGraph()
_IN_MEMORY: Final = 8_000_000
_SEAL: Final = 16


class Spool:
    """Statements on their way to an engine, in a temporary file; as a context manager it removes the file.

    Raises:
        UsageError: a statement that no engine's text can say: a triple term, or the merged graph as its graph.
        AccessError: the temporary file cannot be written.
    """

    def __init__(self, statements: Iterable[Quad]) -> None:
        self._file = tempfile.SpooledTemporaryFile(  # noqa: SIM115  closed by __exit__
            _IN_MEMORY, mode="w+", encoding="utf-8", newline="\n"
        )
        self._count = 0
        try:
            self._seal = self._fill(statements)
        except OSError as error:
            self._file.close()
            raise AccessError(f"{tempfile.gettempdir()}: cannot be written: {error.strerror}") from error
        except BaseException:
            self._file.close()
            raise

    def _fill(self, statements: Iterable[Quad]) -> str:
        labels = Labels()
        digest = hashlib.sha256()
        for quad in statements:
            line = "\t".join(spoken(quad, labels)) + "\n"
            digest.update(line.encode())
            self._file.write(line)
            self._count += 1
        return digest.hexdigest()[:_SEAL]

    def __len__(self) -> int:
        """The number of statements."""
        return self._count

    def batches(self, size: int) -> Iterator[Batch]:
        """Yield the statements, `size` at a time, in their order."""
        self._file.seek(0)
        batch: Batch = {}
        held = 0
        for line in self._file:
            graph, _, triple = sealed(line, self._seal).rstrip("\n").partition("\t")
            batch.setdefault(graph, []).append(triple)
            held += 1
            if held == size:
                yield batch
                batch, held = {}, 0
        if batch:
            yield batch

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()


def spoken(quad: Quad, labels: Labels) -> tuple[str, str]:
    """Return the graph of a statement, as in `Batch`, and its triple, as they are sent, blank nodes yet to be `sealed`.

    Raises:
        UsageError: no engine's text can say it: a triple term, or the merged graph as its graph.
    """
    subject, predicate, object_, graph = quad
    return _graph(graph, labels), f"{_text(subject, labels)} {predicate} {_text(object_, labels)}"


def seal_of(lines: Iterable[str]) -> str:
    """Return what tells the blank nodes of these lines from those of others."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(f"{line}\n".encode())
    return digest.hexdigest()[:_SEAL]


def _graph(graph: Graph, labels: Labels) -> str:
    if graph == _DEFAULT:
        return ""
    if graph == GRAPH_ALL:
        raise UsageError(f"{GRAPH_ALL.value} is made by stdkg itself; name another graph")
    return labels.iri(graph) if isinstance(graph, BlankNode) else str(graph)


def _text(node: Term, labels: Labels) -> str:
    if isinstance(node, NamedNode):
        return str(node)
    if isinstance(node, BlankNode):
        return labels.iri(node)
    if isinstance(node, Triple):
        raise UsageError(
            "a triple within a triple cannot be sent to a SPARQL 1.1 engine; leave such statements out"
        )
    return str(node)
