"""The values that modules hand to each other, and the RDF types under them.

A *statement* is a `pyoxigraph.Quad` whose graph is the passage that states it, or one of the graphs in
`vocabulary.DATA_GRAPHS`, or the default graph for RDF that brings no source.

Example:
    >>> str(Finding("error", "names.csv", "'cn' is no language tag", "write 'zh'", line=3, column=2))
    "names.csv:3:2: error: 'cn' is no language tag; write 'zh'"
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias
from typing import Literal as OneOf

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    "Batch",
    "Batches",
    "Finding",
    "Graph",
    "Node",
    "Position",
    "Severity",
    "Statement",
    "Term",
]

Node: TypeAlias = NamedNode | BlankNode | Triple
"""What a subject can be."""
Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
"""What an object can be."""
Graph: TypeAlias = NamedNode | BlankNode | DefaultGraph
Statement: TypeAlias = Quad
Severity: TypeAlias = OneOf["error", "warning"]


@dataclass(frozen=True, slots=True)
class Batch:
    """Statements, read once.

    Attributes:
        statements: the statements.
        is_flat: it is known that none of them lies in a named graph.
        texts: the same flat statements as lines of N-Quads that need no more check, to be read instead; None where there are none.
    """

    statements: Iterable[Quad]
    is_flat: bool = False
    texts: Iterator[bytes] | None = None


class Batches:
    """Statements in batches, read once; as an iterable, one statement after the other.

    Example:
        >>> list(Batches(iter([Batch([]), Batch([], is_flat=True)])))
        []
    """

    def __init__(self, batches: Iterator[Batch]) -> None:
        self.batches = batches

    def __iter__(self) -> Iterator[Quad]:
        return chain.from_iterable(batch.statements for batch in self.batches)


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a file: lines and columns count from 1; a column counts characters in RDF, cells in a table."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: where it is, what is there, and what to write instead.

    Attributes:
        severity: "error" (the data cannot be used) or "warning" (a person should look).
        file: the file, or the node where no file is known.
        message: what is there.
        repair: what to write instead.
        line: counted from 1, where known.
        column: counted from 1, where known: the cell in a table, the character in RDF.
        rule: the name of the rule, shape or check that found it.
    """

    severity: Severity
    file: str
    message: str
    repair: str
    line: int | None = None
    column: int | None = None
    rule: str = ""

    @property
    def position(self) -> Position:
        """The place of the fault."""
        return Position(self.file, self.line, self.column)

    def __str__(self) -> str:
        return f"{self.position}: {self.severity}: {self.message}; {self.repair}"
