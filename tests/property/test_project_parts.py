"""What makes the projection quick gives what the plain way gives: how a store is read, and how a graph is filled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from stdkg.project import project
from stdkg.project.facts import to_value
from stdkg.project.filling import Filling
from stdkg.project.reading import read_facts
from stdkg.store.embedded import EmbeddedStore
from stdkg.vocabulary import GRAPH_DERIVED, GRAPH_ONTOLOGY, GRAPH_PROVENANCE, ID, STD, term

if TYPE_CHECKING:
    from collections.abc import Callable

SPECIAL = [GRAPH_ONTOLOGY, GRAPH_PROVENANCE, GRAPH_DERIVED]
NODES = st.sampled_from([ID("sac"), ID("iso"), STD("Agency"), BlankNode("b")])
QUADS = st.lists(
    st.builds(
        Quad,
        NODES,
        st.sampled_from(
            [STD("memberOf"), term("rdf", "type"), term("rdfs", "subClassOf"), term("rdfs", "label")]
        ),
        st.one_of(NODES, st.sampled_from([Literal("SAC"), Literal("SAC", language="en")])),
        st.sampled_from([DefaultGraph(), ID("passage/a/1"), ID("passage/b/2"), BlankNode("g"), *SPECIAL]),
    ),
    max_size=12,
)
NAMES = st.sampled_from("abcd")
STEPS = st.lists(st.tuples(st.booleans(), NAMES, NAMES, st.sampled_from("xy")), max_size=20)


def store_of(quads: list[Quad]) -> EmbeddedStore:
    store = EmbeddedStore()
    store.add(quads)
    return store


class Bare:
    """A store that hands its quads out as an engine behind the network does."""

    def __init__(self, store: EmbeddedStore) -> None:
        self.quads: Callable[..., Any] = store.quads


def said_plainly(store: EmbeddedStore) -> set[Any]:
    """What is said outside the ontology and the provenance, each triple with its other graphs; of terms nothing derived."""
    graphs: dict[Any, set[str]] = {}
    terms = {quad.subject for quad in store.quads(graph_name=GRAPH_ONTOLOGY)}
    for quad in store.statements():
        if quad.graph_name == GRAPH_DERIVED and quad.subject in terms:
            continue
        subject, predicate, value = quad.triple
        key = to_value(subject), predicate.value, to_value(value)
        names = graphs.setdefault(key, set())
        if quad.graph_name != DefaultGraph():
            names.add(str(to_value(quad.graph_name)))  # type: ignore[arg-type]
    aside = {GRAPH_ONTOLOGY.value, GRAPH_PROVENANCE.value}
    return {
        (*key, tuple(sorted(names - aside))) for key, names in graphs.items() if not names or names - aside
    }


@given(QUADS)
def test_reading_finds_each_statement_once_with_its_graphs(quads: list[Quad]) -> None:
    store = store_of(quads)
    facts = read_facts(store)
    rows = [(subject, *row) for subject, rows in facts.about.items() for row in rows]
    assert len(rows) == len(set(rows))
    assert set(rows) == said_plainly(store)
    kind, wide = term("rdf", "type").value, term("rdfs", "subClassOf").value
    links = [(subject, predicate, value) for subject, predicate, value, _ in rows if isinstance(value, str)]
    assert {(subject, name) for subject, types in facts.types.items() for name in types} == {
        (subject, value) for subject, predicate, value in links if predicate == kind
    }
    assert facts.parents.keys() >= {subject for subject, predicate, _ in links if predicate == wide}


@given(QUADS)
@example(
    [
        Quad(ID("sac"), STD("memberOf"), ID("sac"), GRAPH_ONTOLOGY),
        *(
            Quad(ID("iso"), term("rdf", "type"), ID("iso"), graph)
            for graph in (GRAPH_PROVENANCE, GRAPH_DERIVED)
        ),
    ]
)
def test_an_engine_is_read_as_any_store_is(quads: list[Quad]) -> None:
    store = store_of(quads)
    ours, other = project(store), project(Bare(store))  # type: ignore[arg-type]
    assert list(ours.nodes(data=True)) == list(other.nodes(data=True))
    assert list(ours.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))


@given(
    st.permutations(
        [
            (ID("sac"), STD("memberOf"), ID("iso")),
            (ID("sac"), term("rdfs", "label"), Literal("SAC")),
            (ID("sac"), term("dcterms", "isReferencedBy"), term("passage", "a/1")),
            (term("passage", "a/1"), term("rdf", "type"), STD("Passage")),
            (term("passage", "a/1"), term("rdf", "type"), term("oa", "SpecificResource")),
            (term("passage", "a/1"), term("rdfs", "label"), Literal("passage 1")),
            (term("passage", "a/1"), term("oa", "hasSource"), term("source", "a")),
            (term("source", "a"), term("rdf", "type"), STD("Source")),
        ]
    )
)
def test_passages_without_graphs_are_no_nodes_in_whatever_order(triples: list[Any]) -> None:
    graph = project(store_of([Quad(*triple) for triple in triples]))
    assert dict(graph.nodes(data="label")) == {ID("sac").value: "SAC", ID("iso").value: "iso"}
    assert list(graph.edges(keys=True)) == [(ID("sac").value, ID("iso").value, "std:memberOf")]


@given(STEPS)
def test_filling_does_what_the_public_methods_of_networkx_do(
    steps: list[tuple[bool, str, str, str]],
) -> None:
    filling, plain = Filling(), nx.MultiDiGraph()
    for name in "abcd":
        filling.add_node(name, {"label": name})
        plain.add_node(name, label=name)
    for number, (rename, source, target, key) in enumerate(steps):
        assert (filling.edge(source, target, key) is not None) == plain.has_edge(source, target, key)
        if rename and plain.has_edge(source, target, key):
            held = dict(plain.edges[source, target, key])
            plain.remove_edge(source, target, key)
            plain.add_edge(source, target, "renamed", **held)
            filling.rename_edge(source, target, key, "renamed")
        else:
            filling.add_edge(source, target, key, {key: number})
            plain.add_edge(source, target, key, **{key: number})
    filled = filling.graph
    assert nx.utils.graphs_equal(filled, plain)
    for edges in ("edges", "in_edges"):
        of_both = [list(getattr(graph, edges)(keys=True, data=True)) for graph in (filled, plain)]
        assert len({repr(sorted(one, key=repr)) for one in of_both}) == 1
    assert dict(filled.degree()) == dict(plain.degree())
    filled.remove_node("a")
    plain.remove_node("a")
    assert nx.utils.graphs_equal(filled.reverse(), plain.reverse())


def test_what_an_engine_takes_for_an_iri_is_kept() -> None:
    from pyoxigraph import RdfFormat

    store = EmbeddedStore()
    line = "<http://example.com/a> <http://example.com/p> <http://example.com/a> b> ."
    store.oxigraph.load(line.replace("> b", "\\u003E b"), RdfFormat.N_TRIPLES, lenient=True)
    (quad,) = store.quads()
    graph = project(store)
    link = "http://example.com/a", "http://example.com/a> b"
    assert isinstance(quad.object, NamedNode)
    assert list(graph.edges()) == [link]
    assert [(p, str(o)) for p, o, _ in read_statements(store)] == [(quad.predicate.value, str(quad.object))]


def read_statements(store: EmbeddedStore) -> Any:
    from stdkg.project.lazy import Statements

    return Statements(read_facts(store).about["http://example.com/a"])
