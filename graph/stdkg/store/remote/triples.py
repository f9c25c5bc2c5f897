"""CONSTRUCT and DESCRIBE over an engine that is only ever asked for rows.

Engines differ in how they write triples, in what DESCRIBE means, and some cut a CONSTRUCT without a word. So the rows of the
WHERE clause are asked for, and the template is filled in here.

Example:
    >>> from pyoxigraph import QueryTriples
    >>> parts = Anatomy("CONSTRUCT { ?s a <http://a/> } WHERE { ?s ?p 1 }")
    >>> variables = template_variables(parts)
    >>> variables, selection(parts, variables)
    (['s'], 'SELECT ?s WHERE { ?s ?p 1 }')
    >>> [str(triple) for triple in constructed(parts, variables, [["<http://x/>"], ["_:b"]])]
    ['_:b <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://a/>', '<http://x/> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://a/>']
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final, cast

import pyoxigraph
from pyoxigraph import BlankNode, NamedNode, Quad

from stdkg.store.remote.anatomy import Anatomy
from stdkg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import QueryTriples, Triple

    from stdkg.model import Term

__all__ = ["constructed", "described", "selection", "template_variables", "triples"]

_STAND_IN: Final = "urn:stdkg:blank:"
_BLANK: Final = re.compile("_:(.*)")
_AT_ONCE: Final = 1_000
_ROW: Final = "stdkgRow"


def template_variables(parts: Anatomy) -> list[str]:
    """Return the variables of a CONSTRUCT's template, which is its WHERE clause where it has none of its own."""
    template = Anatomy(f"SELECT * {parts.template or parts.body}")
    return template.variables


def selection(parts: Anatomy, variables: list[str]) -> str:
    """Return the SELECT query for the rows that a CONSTRUCT's template is filled in with."""
    what = " ".join(f"?{name}" for name in variables) or f"(1 AS ?{_ROW})"
    return parts.selecting(what)


def constructed(parts: Anatomy, variables: list[str], found: Iterable[list[str]]) -> QueryTriples:
    """Return the triples of a CONSTRUCT, each once, from its rows: a term's text for each variable."""
    template = parts.template or parts.body
    rows = iter(found)
    return triples(_filled(parts.prologue, template, variables, rows))


def _filled(
    prologue: str, template: str, variables: list[str], rows: Iterator[list[str]]
) -> Iterator[Triple]:
    engine = pyoxigraph.Store()
    names = " ".join(f"?{name}" for name in variables)
    while batch := list(islice(rows, _AT_ONCE)):
        values = " ".join("(" + " ".join(map(_cell, row[: len(variables)])) + ")" for row in batch)
        query = f"{prologue}CONSTRUCT {template} WHERE {{ VALUES ({names}) {{ {values} }} }}"
        for triple in cast("QueryTriples", engine.query(query, prefixes=PREFIXES)):
            yield _restored(triple)


def _cell(text: str) -> str:
    """A term as VALUES takes it: a blank node has a stand-in, nothing is UNDEF."""
    if not text:
        return "UNDEF"
    match = _BLANK.match(text)
    return f"<{_STAND_IN}{match[1]}>" if match else text


def _restored(triple: Triple) -> Triple:
    subject, object_ = _node(triple.subject), _node(triple.object)
    if subject is triple.subject and object_ is triple.object:
        return triple
    return pyoxigraph.Triple(cast("NamedNode", subject), triple.predicate, object_)


def _node(term: Term) -> Term:
    if isinstance(term, NamedNode) and term.value.startswith(_STAND_IN):
        return BlankNode(term.value[len(_STAND_IN) :])
    return term


def described(parts: Anatomy) -> tuple[list[str], str]:
    """Return the resources that a DESCRIBE names, as SPARQL writes them, and the SELECT query for those that it finds.

    The query is empty where the DESCRIBE has no WHERE clause.

    Example:
        >>> described(Anatomy("DESCRIBE <http://a/> ?x { ?x a <http://b/> }"))
        (['<http://a/>'], 'SELECT DISTINCT ?x WHERE { ?x a <http://b/> }')
    """
    head = Anatomy(f"SELECT {parts.head[len(parts.form) :]} {{}}").tokens
    names = [token.text for token in head if token.kind in ("iri", "name")]
    variables = [f"?{token.text[1:]}" for token in head if token.kind == "variable"]
    if not parts.body:
        return names, ""
    if any(token.text == "*" for token in head):
        variables = ["*"]
    return names, parts.selecting("DISTINCT " + " ".join(variables)) if variables else ""


def triples(found: Iterable[Triple]) -> QueryTriples:
    """Return triples, each once, as the embedded engine gives them."""
    store = pyoxigraph.Store()
    store.extend(Quad(*triple) for triple in found)
    return cast("QueryTriples", store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"))
