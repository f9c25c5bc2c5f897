"""From RDF to a property graph of NetworkX, and back.

Entities are nodes with plain attributes; relations are edges keyed by their predicate; literals are never nodes.
Everything comes straight from the store's quads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from stdkg.collector import without_collector
from stdkg.errors import UsageError
from stdkg.project.back import from_networkx
from stdkg.project.cutting import cut_to_classes, cut_to_focus, cut_to_relations, graphs_of
from stdkg.project.facts import to_id
from stdkg.project.lists import has_lists
from stdkg.project.property_graph import build
from stdkg.project.reading import read_facts
from stdkg.project.words import Words

if TYPE_CHECKING:
    from collections.abc import Collection

    import networkx as nx

    from stdkg.project.facts import Facts
    from stdkg.store import Store

__all__ = ["from_networkx", "project", "project_with_words"]

Figures = Literal["attributes", "nodes", "none"]
Memberships = Literal["edges", "nodes"]


def project(  # noqa: PLR0913
    store: Store,
    *,
    focus: str | Collection[str] | None = None,
    hops: int = 1,
    classes: Collection[str] | None = None,
    relations: Collection[str] | None = None,
    figures: Figures = "attributes",
    memberships: Memberships = "edges",
    source: str | None = None,
    construct: str | None = None,
) -> nx.MultiDiGraph[str]:
    """Return the statements of a store as a property graph.

    A node is keyed by its IRI (`_:name` for a blank node) and has:

    - `label`, and `label_en`, `label_zh` ... where there is one; `class` and `group` (CURIEs), `class_label`;
    - an attribute for each predicate with literals, named after it (`notation`, `issued`, `altLabel_zh`): text,
      number or truth value, several values joined by ` | `; identifiers of Wikidata as `wikidata`;
    - `figures`: the figures about it as records, each as a plain attribute too, such as `secretariats 2022`;
    - `statements`: its literals and classes as (predicate, term, graphs), which `from_networkx` reads;
    - `lists`: where it is linked to RDF lists, their first cell, members and cells, which `from_networkx` reads too.

    An edge is keyed by the CURIE of its predicate and has `predicate` (IRI), `label`, `label_zh`, `passages` (CURIEs
    of the passages that state it), `graphs`; a folded membership or partnership adds `role`, `title`, `start`, `end`,
    `mechanism` and `folded` (the node that it was); an edge to the member of a list has its `position`. Sources, passages and the ontology are no nodes.

    Args:
        store: where the statements are.
        focus: an IRI, or several: only nodes within `hops` of them, whatever the direction.
        hops: how far from the focus.
        classes: only nodes of these classes (CURIEs or IRIs) or of classes below them.
        relations: only edges of these predicates (CURIEs or IRIs), and the nodes at their ends.
        figures: make figures attributes of what they are about, nodes, or leave them out.
        memberships: fold memberships, and partnerships of two, into edges, or keep them as nodes.
        source: only what a source states, by its id (`a-report`) or IRI.
        construct: only the links between resources that this SPARQL CONSTRUCT makes.

    Guarantee: the same graph, in the same order, for the same statements, in whatever order they came.

    Raises:
        UnknownNameError: the focus, a class, a relation or the source is not in the graph; some that are get named.
        UsageError: `construct` is no CONSTRUCT, `hops` is negative, or `figures` or `memberships` is another word.

    Example:
        >>> from pyoxigraph import Literal, NamedNode, Quad
        >>> from stdkg.store.embedded import EmbeddedStore
        >>> from stdkg.vocabulary import ID, STD, term
        >>> store = EmbeddedStore()
        >>> store.add([
        ...     Quad(ID("sac"), term("rdfs", "label"), Literal("SAC", language="en"), ID("passage/a/1")),
        ...     Quad(ID("sac"), STD("memberOf"), ID("iso"), ID("passage/a/1")),
        ... ])
        >>> graph = project(store)
        >>> [(graph.nodes[u]["label"], key, data["passages"]) for u, v, key, data in graph.edges(keys=True, data=True)]
        [('SAC', 'std:memberOf', ('passage:a/1',))]
    """
    graph, _ = project_with_words(
        store,
        focus=focus,
        hops=hops,
        classes=classes,
        relations=relations,
        figures=figures,
        memberships=memberships,
        source=source,
        construct=construct,
    )
    return graph


def project_with_words(  # noqa: PLR0913
    store: Store,
    *,
    focus: str | Collection[str] | None = None,
    hops: int = 1,
    classes: Collection[str] | None = None,
    relations: Collection[str] | None = None,
    figures: Figures = "attributes",
    memberships: Memberships = "edges",
    source: str | None = None,
    construct: str | None = None,
) -> tuple[nx.MultiDiGraph[str], Words]:
    """Return what `project` does, and the labels of everything that the store names: concepts, classes, relations."""
    if hops < 0:
        raise UsageError(f"hops is {hops}; write 0 or more")
    for name, value, words in (
        ("figures", figures, get_args(Figures)),
        ("memberships", memberships, get_args(Memberships)),
    ):
        if value not in words:
            raise UsageError(f"{name} is {value!r}; write one of {', '.join(words)}")
    with without_collector():
        facts = read_facts(store)
        if source is not None:
            facts = facts.restricted(graphs_of(facts, source))
        if construct is not None:
            facts = _constructed(store, facts, construct)
        graph = build(facts, figures=figures, memberships=memberships, with_lists=has_lists(store))
    if relations is not None:
        cut_to_relations(graph, facts, relations)
    if classes is not None:
        cut_to_classes(graph, facts, classes)
    if focus is not None:
        graph = cut_to_focus(graph, [focus] if isinstance(focus, str) else focus, hops)
    return graph, Words(facts)


def _constructed(store: Store, facts: Facts, construct: str) -> Facts:
    from pyoxigraph import BlankNode, NamedNode, QueryTriples

    triples = store.query(construct)
    if not isinstance(triples, QueryTriples):
        raise UsageError("construct is another kind of query; write CONSTRUCT { ... } WHERE { ... }")
    return facts.with_links(
        (to_id(triple.subject), triple.predicate.value, to_id(triple.object))
        for triple in triples
        if isinstance(triple.object, (NamedNode, BlankNode))
    )
