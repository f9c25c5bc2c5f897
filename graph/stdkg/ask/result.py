"""What a question or query gives: rows, a truth value, or triples.

Example:
    >>> from pyoxigraph import Literal, NamedNode
    >>> beijing = NamedNode("https://w3id.org/stdkg/id/beijing")
    >>> result = Result(("region", "value"), [(beijing, Literal(643))], labels={beijing: Literal("Beijing", language="en")})
    >>> list(result)
    [{'region': 'Beijing', 'value': 643}]
    >>> print(result.to_csv(), end="")
    region,value
    Beijing,643
    >>> print(result)
    region   value
    -------  -----
    Beijing    643
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, Triple

from stdkg.ask.values import python_value
from stdkg.errors import AccessError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

    from stdkg.ask.values import Value
    from stdkg.model import Term
    from stdkg.store import QueryResult

__all__ = ["Result", "Row"]

Row = tuple["Term | None", ...]
"""A row of terms, None where a variable is not bound."""


class Result:
    """The answer to a question or query.

    Iterating gives a dict per row, column to Python value (see `stdkg.ask.values`). The answer of an ASK is its truth
    value, and has no rows; the rows of a CONSTRUCT or DESCRIBE are its triples.

    Args:
        columns: the names of the variables.
        terms: the rows, as RDF terms.
        labels: what stands for an IRI wherever people read the result; an IRI without one stands for itself.
        headings: what stands for a column's name in tables.
        boolean: the answer of an ASK.

    Attributes:
        columns: see above.
        terms: see above.
        labels: see above.
        headings: see above.
        boolean: the answer of an ASK; None for all other results.
        is_graph: whether the rows are the triples of a CONSTRUCT or DESCRIBE.
    """

    def __init__(
        self,
        columns: Sequence[str],
        terms: Sequence[Row],
        *,
        labels: Mapping[NamedNode, Literal] | None = None,
        headings: Mapping[str, str] | None = None,
        boolean: bool | None = None,
    ) -> None:
        self.columns = tuple(columns)
        self.terms = terms
        self.labels = labels or {}
        self.headings = headings or {}
        self.boolean = boolean
        self.is_graph = False

    @classmethod
    def of(cls, answer: QueryResult) -> Result:
        """Take what an engine answers, to its last row.

        Raises:
            AccessError: the engine cannot read its store, or reach an address that the query calls.
        """
        if isinstance(answer, QueryBoolean):
            return cls((), (), boolean=bool(answer))
        try:
            if isinstance(answer, QuerySolutions):
                columns = [variable.value for variable in answer.variables]
                return cls(columns, [tuple(solution) for solution in answer])
            result = cls(("subject", "predicate", "object"), [tuple(triple) for triple in answer])
        except (OSError, RuntimeError) as error:
            raise AccessError(f"the query cannot be answered: {error}") from error
        result.is_graph = True
        return result

    @property
    def triples(self) -> list[Triple] | None:
        """The triples of a CONSTRUCT or DESCRIBE; None for all other results."""
        return [Triple(*row) for row in self.terms] if self.is_graph else None  # type: ignore[arg-type]  # none unbound

    def __len__(self) -> int:
        return len(self.terms)

    def __bool__(self) -> bool:
        return self.boolean if self.boolean is not None else bool(self.terms)

    def __iter__(self) -> Iterator[dict[str, Value]]:
        columns = self.columns
        value = self.value if self.labels else python_value
        for row in self.terms:
            yield dict(zip(columns, map(value, row), strict=True))

    def value(self, node: Term | None) -> Value:
        """Return what a term is for Python, an IRI with a label its label."""
        if isinstance(node, NamedNode) and node in self.labels:
            return self.labels[node].value
        return python_value(node)

    def to_csv(self) -> str:
        """Return the rows as CSV, lines ending in LF; a label stands for an IRI that has one."""
        from stdkg.csvtext import csv_text

        return csv_text(chain([self.columns], ([self._text(node) for node in row] for row in self.terms)))

    def _text(self, node: Term | None) -> str:
        if isinstance(node, NamedNode):
            return (self.labels.get(node) or node).value
        if node is None:
            return ""
        return node.value if isinstance(node, Literal) else str(node)

    def to_pandas(self) -> pd.DataFrame:
        """Return the rows as a data frame, decimals as floats; it needs the extra `pandas`.

        Raises:
            UsageError: pandas is not installed.
        """
        from decimal import Decimal

        from stdkg.errors import UsageError

        try:
            import pandas as pd
        except ImportError:
            raise UsageError("pandas is not installed; write: pip install 'stdkg[pandas]'") from None
        rows = [
            [float(value) if isinstance(value, Decimal) else value for value in map(self.value, row)]
            for row in self.terms
        ]
        return pd.DataFrame(rows, columns=list(self.columns))

    def __str__(self) -> str:
        from stdkg.ask.formats import write_rows

        return write_rows(self, "table").decode().rstrip("\n")

    def __repr__(self) -> str:
        if self.boolean is not None:
            return f"<Result {str(self.boolean).lower()}>"
        return f"<Result of {len(self)} rows: {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        from stdkg.ask.formats.markup import html

        return html(self)
