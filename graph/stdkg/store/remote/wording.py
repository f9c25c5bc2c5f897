"""A query as an engine must be sent it, so that it means there what it means here.

Here the default graph holds every triple once, and the named graphs are those of passages and data. On an engine the
merged graph is `https://w3id.org/stdkg/id/graph/all`, a named graph among the others, and the request names it:

- a query without GRAPH goes with `default-graph-uri`, the merged graph;
- a query with GRAPH would lose its named graphs by that (SPARQL 1.1 Protocol, 2.1.4), and to list them does not scale:
  its groups are put into `GRAPH <.../graph/all> { }`, which an inner GRAPH overrides;
- `GRAPH ?g` leaves the merged graph out, and what graphs the engine brings;
- `isBlank` and `isIRI` know the IRIs that stand for blank nodes (see `stdkg.store.remote.blank`).

Example:
    >>> worded("SELECT * { ?s ?p ?o }", OTHER)
    ('SELECT * { ?s ?p ?o }', {'default-graph-uri': 'https://w3id.org/stdkg/id/graph/all'})
    >>> print(worded("SELECT * { ?s ?p ?o GRAPH ?g { ?s ?p ?o } }", OTHER)[0])  # doctest: +NORMALIZE_WHITESPACE
    SELECT * { GRAPH <https://w3id.org/stdkg/id/graph/all> {
      ?s ?p ?o GRAPH ?g { ?s ?p ?o } FILTER(?g NOT IN (<https://w3id.org/stdkg/id/graph/all>)) } }
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from stdkg.errors import QueryError
from stdkg.store.remote.anatomy import Anatomy, closing, following
from stdkg.store.remote.blank import GENID
from stdkg.store.remote.dialect import OTHER
from stdkg.store.tokens import tokens
from stdkg.vocabulary import GRAPH_ALL, PREFIXES

if TYPE_CHECKING:
    from stdkg.store.remote.dialect import Dialect
    from stdkg.store.tokens import Token

__all__ = ["OTHER", "no_passages", "page", "with_prefixes", "worded"]

_ALL: Final = str(GRAPH_ALL)
_BLANKS: Final = {
    "ISBLANK": '(isBLANK({0}) || (isIRI({0}) && STRSTARTS(STR({0}), "' + GENID + '")))',
    "ISIRI": '(isIRI({0}) && !STRSTARTS(STR({0}), "' + GENID + '"))',
    "ISURI": '(isIRI({0}) && !STRSTARTS(STR({0}), "' + GENID + '"))',
}


def worded(sparql: str, dialect: Dialect) -> tuple[str, dict[str, str]]:
    """Return the text and the parameters that a query goes to an engine with.

    Args:
        sparql: a query that parses.
        dialect: the engine's ways.

    Raises:
        QueryError: a sub-SELECT within `GRAPH ?g`.
    """
    text = with_prefixes(_blank_nodes_known(sparql))
    parts = Anatomy(text)
    graphs = any(token.kind == "word" and token.text.upper() == "GRAPH" for token in parts.tokens)
    if graphs:
        text = _edited(parts, dialect)
    if parts.dataset.strip() or graphs:
        return text, {}
    return text, {"default-graph-uri": GRAPH_ALL.value}


def no_passages(dialect: Dialect) -> str:
    """Return the list of graphs that are not ours to report, as SPARQL writes it for NOT IN."""
    return ", ".join([_ALL, *(f"<{graph}>" for graph in dialect.own_graphs)])


def with_prefixes(sparql: str) -> str:
    """Return a query with the declarations of those of our prefixes that it uses and does not declare.

    Example:
        >>> with_prefixes("ASK { ?x a std:Agency }")
        'PREFIX std: <https://w3id.org/stdkg/ontology#> ASK { ?x a std:Agency }'
    """
    declared: set[str] = set()
    used: dict[str, None] = {}
    before = ""
    for kind, text in tokens(sparql):
        if kind == "name":
            prefix = text.partition(":")[0]
            if before == "PREFIX":
                declared.add(prefix)
            elif prefix in PREFIXES:
                used[prefix] = None
        if kind != "skip":
            before = text.upper()
    missing = (prefix for prefix in used if prefix not in declared)
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}> " for prefix in missing) + sparql


def page(sparql: str, variables: list[str], limit: int, offset: int) -> str:
    """Return a query for some of the rows of a SELECT query, in an order that no two rows share.

    Example:
        >>> page("SELECT ?s { ?s ?p ?o } ORDER BY ?o LIMIT 9", ["s"], 5, 0)
        'SELECT * WHERE { { SELECT ?s WHERE { ?s ?p ?o } ORDER BY ?o  ?s LIMIT 9 } } LIMIT 5 OFFSET 0'
    """
    parts = Anatomy(sparql)
    rest = list(tokens(parts.rest))
    ends, ordered = len(rest), False
    depth = 0
    for i, token in enumerate(rest):
        depth += (token.text in ("(", "{")) - (token.text in (")", "}"))
        word = token.text.upper() if token.kind == "word" and depth == 0 else ""
        ordered = ordered or word == "ORDER"
        if word in ("LIMIT", "OFFSET", "VALUES"):
            ends = min(ends, i)
    order = "".join(f" ?{name}" for name in variables)
    words = "" if ordered else " ORDER BY"
    rest_text = "".join(token.text for token in rest[:ends])
    end_text = "".join(token.text for token in rest[ends:])
    inner = f"{parts.head}WHERE {parts.body}{rest_text}{words if order else ''}{order} {end_text}"
    outer = f"{parts.prologue}SELECT * {parts.dataset}WHERE {{ {{ {inner} }} }}"
    return f"{outer} LIMIT {limit} OFFSET {offset}"


def _blank_nodes_known(sparql: str) -> str:
    parts = list(tokens(sparql))
    pieces: list[str] = []
    i = 0
    while i < len(parts):
        word = parts[i].text.upper() if parts[i].kind == "word" else ""
        opening = following(parts, i) if word in _BLANKS else len(parts)
        if opening < len(parts) and parts[opening].text == "(":
            end = closing(parts, opening)
            inner = "".join(token.text for token in parts[opening + 1 : end])
            pieces.append(_BLANKS[word].format(inner))
            i = end
        else:
            pieces.append(parts[i].text)
        i += 1
    return "".join(pieces)


def _edited(parts: Anatomy, dialect: Dialect) -> str:
    """The query with its named graphs told from the merged one."""
    before: defaultdict[int, str] = defaultdict(str)
    after: defaultdict[int, str] = defaultdict(str)
    found = parts.tokens
    for i, token in enumerate(found):
        if token.kind == "word" and token.text.upper() == "GRAPH":
            name = following(found, i)
            if found[name].kind == "variable":
                end = closing(found, following(found, name))
                _refuse_selection(found[name].text, found[name:end])
                after[end] += f" FILTER({found[name].text} NOT IN ({no_passages(dialect)}))"
    if not parts.dataset.strip():
        for begin, end in _outer_groups(found):
            after[begin] += f" GRAPH {_ALL} {{"
            before[end] = "} " + before[end]
    return "".join(before[i] + token.text + after[i] for i, token in enumerate(found))


def _refuse_selection(name: str, group: list[Token]) -> None:
    """Refuse a sub-SELECT within `GRAPH ?g`: oxigraph takes it out of the graph, others don't."""
    if any(token.kind == "word" and token.text.upper() == "SELECT" for token in group):
        raise QueryError(
            f"a sub-SELECT stands within GRAPH {name}, which engines take in different ways; "
            f"write GRAPH {name} within the sub-SELECT, and select {name} there"
        )


def _outer_groups(found: list[Token]) -> list[tuple[int, int]]:
    """The outermost groups of patterns: the WHERE clause, and EXISTS in what is selected or ordered by."""
    groups = []
    i, word = 0, ""
    while i < len(found):
        kind, text = found[i]
        if text == "{" and kind == "mark":
            end = closing(found, i)
            if word not in ("VALUES", "CONSTRUCT"):
                groups.append((i, end))
            i, word = end, ""
        elif kind == "word":
            word = text.upper()
        i += 1
    return groups
