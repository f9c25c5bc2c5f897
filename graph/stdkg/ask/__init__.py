"""Questions to a graph: the named ones, and free SPARQL.

Example:
    >>> from stdkg.store.embedded import EmbeddedStore
    >>> list(query(EmbeddedStore(), "SELECT (1 + ?n AS ?sum) {}", {"n": 2}))
    [{'sum': 3}]
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from stdkg.ask.header import LANGUAGES, Parameter
from stdkg.ask.labels import labels_of
from stdkg.ask.names import resolve
from stdkg.ask.parameters import bound
from stdkg.ask.questions import Question, headings, question, questions
from stdkg.ask.result import Result
from stdkg.ask.sorting import in_order
from stdkg.ask.values import term_of
from stdkg.collector import without_collector
from stdkg.errors import QueryError, UnknownNameError, UsageError
from stdkg.load.shipped import FETCHED
from stdkg.store.ordering import unordered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stdkg.model import Term
    from stdkg.store import Store
    from stdkg.store.ordering import Unordered

__all__ = ["LANGUAGES", "Parameter", "Question", "Result", "ask", "query", "question", "questions", "resolve"]

_LANGUAGE = re.compile(r"\?lang\b")
"""A question that reads texts has the variable ?lang, which is bound to the language asked for."""


def ask(
    store: Store,
    name: str,
    parameters: Mapping[str, object] | None = None,
    *,
    lang: str = "en",
    iri: bool = False,
) -> Result:
    """Answer a named question.

    Args:
        store: what is asked.
        name: of the question.
        parameters: by name; an actor, region or concept as IRI, CURIE, slug or any of its names.
        lang: the language of the labels and headings, "en" or "zh".
        iri: whether IRIs are left as they are, instead of being read as labels.

    Raises:
        UnknownNameError: no such question or language; no such actor, region or concept in a parameter.
        UsageError: a parameter is missing, superfluous or not of its kind; the graph lacks a fetched source.
    """
    if lang not in LANGUAGES:
        raise UnknownNameError(f"no language {lang!r}; write {' or '.join(LANGUAGES)}")
    asked = question(name)
    _refuse_without(store, asked)
    terms = bound(store, asked, parameters or {})
    if _LANGUAGE.search(asked.sparql):
        terms["lang"] = Literal(lang)
    result = _answered(store, asked.sparql, terms)
    result.headings = headings(lang)
    if not iri:
        nodes = (node for row in result.terms for node in row if isinstance(node, NamedNode))
        result.labels = labels_of(store, nodes, lang)
    return result


def _refuse_without(store: Store, asked: Question) -> None:
    """Say which fetched source a question needs, rather than give an empty answer."""
    for source in asked.needs:
        if next(iter(store.quads(subject=FETCHED[source])), None) is None:
            raise UsageError(
                f"question {asked.name}: this question needs --with {source}; "
                f'write stdkg ask {asked.name} --with {source}, or stdkg.open(include=["{source}"])'
            )


def query(store: Store, sparql: str, parameters: Mapping[str, object] | None = None) -> Result:
    """Answer a SPARQL query, its variables bound to `parameters` first (see `stdkg.ask.values.term_of`).

    The prefixes of `stdkg.vocabulary.PREFIXES` need no declaration.

    Raises:
        QueryError: the query does not parse, or would call another host.
        UsageError: a value that is no term.
    """
    return _answered(store, sparql, {name: term_of(value) for name, value in (parameters or {}).items()})


def _answered(store: Store, sparql: str, terms: Mapping[str, Term]) -> Result:
    """The answer, its rows in order: sorted here where that can be, which spares the engine keys for it."""
    plain = unordered(sparql)
    with without_collector():
        found = _unsorted(store, plain, terms) if plain else None
        if plain is None or found is None:
            return Result.of(store.query(sparql, terms))
        rows = in_order(found.terms, found.columns, plain.conditions)
        if plain.added:
            rows = [row[: -plain.added] for row in rows]
    return Result(found.columns[: len(found.columns) - plain.added], rows)


def _unsorted(store: Store, plain: Unordered, terms: Mapping[str, Term]) -> Result | None:
    """The rows as they come; None where the query has a fault, which is told of as the query was written."""
    try:
        return Result.of(store.query(plain.sparql, terms))
    except QueryError:
        return None
