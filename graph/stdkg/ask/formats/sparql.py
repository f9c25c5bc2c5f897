"""The result formats of SPARQL 1.1: CSV, TSV, JSON and XML.

https://www.w3.org/TR/sparql11-results-csv-tsv/, https://www.w3.org/TR/sparql11-results-json/ and
https://www.w3.org/TR/rdf-sparql-XMLres/.

The rows are written once as TSV, whose cells are terms in their Turtle form; oxigraph makes the other formats of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode, QueryResultsFormat, QuerySolutions, Triple, parse_query_results

from stdkg.errors import DataError

if TYPE_CHECKING:
    from stdkg.ask.result import Result
    from stdkg.model import Term

__all__ = ["csv", "json", "tsv", "xml"]

_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NAMESPACE: Final = "http://www.w3.org/2005/sparql-results#"


def csv(result: Result) -> bytes:
    """Return the rows as CSV: values without their type, lines that end in CR LF."""
    return _serialized(result, QueryResultsFormat.CSV, labels=True)


def tsv(result: Result) -> bytes:
    """Return the rows as TSV: terms in their Turtle form."""
    return _serialized(result, QueryResultsFormat.TSV, labels=True)


def json(result: Result) -> bytes:
    """Return the rows, or the truth value, as SPARQL results in JSON."""
    if result.boolean is not None:
        return b'{"head":{},"boolean":%s}\n' % (b"true" if result.boolean else b"false")
    return _serialized(result, QueryResultsFormat.JSON, labels=False) + b"\n"


def xml(result: Result) -> bytes:
    """Return the rows, or the truth value, as SPARQL results in XML.

    Raises:
        DataError: a literal holds a character that XML 1.0 cannot carry.
    """
    if result.boolean is not None:
        answer = "true" if result.boolean else "false"
        text = f'<?xml version="1.0"?><sparql xmlns="{_NAMESPACE}"><head></head><boolean>{answer}</boolean></sparql>\n'
        return text.encode()
    written = _serialized(result, QueryResultsFormat.XML, labels=False) + b"\n"
    if match := _NO_XML.search(written.decode()):
        raise DataError(
            f"XML cannot carry the character U+{ord(match[0]):04X} of the result; write json, csv or tsv"
        )
    return written


def _serialized(result: Result, format: QueryResultsFormat, *, labels: bool) -> bytes:  # noqa: A002  as in oxigraph
    rows = [b"\t".join(b"?" + column.encode() for column in result.columns)]
    rows += (b"\t".join(_cell(result, node, labels=labels) for node in row) for row in result.terms)
    solutions = parse_query_results(b"\n".join(rows) + b"\n", format=QueryResultsFormat.TSV)
    assert isinstance(solutions, QuerySolutions)  # noqa: S101  TSV carries nothing else
    return solutions.serialize(format=format) or b""


def _cell(result: Result, node: Term | None, *, labels: bool) -> bytes:
    if node is None:
        return b""
    if labels and isinstance(node, NamedNode):
        return str(result.labels.get(node, node)).encode()
    return _turtle(node).encode()


def _turtle(node: Term) -> str:
    if isinstance(node, Triple):
        return f"<<( {_turtle(node.subject)} {node.predicate} {_turtle(node.object)} )>>"
    return str(node)
