"""The projection loses nothing: RDF to property graph to RDF, and property graph to RDF to property graph."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING, Any

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from stdkg.project import from_networkx, project
from stdkg.store.embedded import EmbeddedStore
from stdkg.vocabulary import GRAPH_REFERENCE, ID, STD, term

if TYPE_CHECKING:
    from stdkg.store import Store

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NODES = st.one_of(
    st.sampled_from(
        [ID("sac"), ID("iso"), ID("china"), STD("exactly"), NamedNode("http://example.com/%20a#")]
    ),
    st.sampled_from([BlankNode("b0"), BlankNode("b1")]),
)
TYPES = st.sampled_from(
    [STD(name) for name in ("GovernmentAgency", "Figure", "Partnership")]
    + [term("org", "Membership"), term("qb", "Observation"), NamedNode("http://example.com/Class")]
)
FIRST, REST, NIL = (term("rdf", name) for name in ("first", "rest", "nil"))
PREDICATES = st.sampled_from(
    [
        *(STD(name) for name in ("memberOf", "party", "measure", "by", "comparator", "period")),
        *(term("org", name) for name in ("member", "organization", "role", "memberDuring", "memberOf")),
        *(term("rdfs", name) for name in ("label", "seeAlso", "subClassOf")),
        *(term("owl", name) for name in ("sameAs",)),
        NamedNode("http://example.com/p"),
    ]
)
LITERALS = st.one_of(
    TEXT.map(Literal),
    TEXT.map(lambda text: Literal(text, language="zh-hans")),
    TEXT.map(lambda text: Literal(text, datatype=term("xsd", "date"))),
    st.integers().map(lambda number: Literal(str(number), datatype=term("xsd", "integer"))),
)
GRAPHS = st.sampled_from([DefaultGraph(), ID("passage/a/1"), ID("passage/b/2"), GRAPH_REFERENCE])
QUADS = st.lists(
    st.one_of(
        st.builds(Quad, NODES, PREDICATES, st.one_of(NODES, LITERALS), GRAPHS),
        st.builds(Quad, NODES, st.just(term("rdf", "type")), TYPES, GRAPHS),
    ),
    max_size=14,
)

CELLS = st.sampled_from([BlankNode(f"c{number}") for number in range(5)])
LISTS = st.lists(
    st.one_of(
        st.builds(Quad, CELLS, st.just(FIRST), st.one_of(NODES, CELLS, LITERALS), GRAPHS),
        st.builds(Quad, CELLS, st.just(REST), st.one_of(CELLS, st.just(NIL)), GRAPHS),
        st.builds(Quad, NODES, PREDICATES, CELLS, GRAPHS),
        st.builds(Quad, CELLS, st.just(term("rdf", "type")), st.just(term("rdf", "List")), GRAPHS),
    ),
    max_size=10,
)


@st.composite
def whole_lists(draw: st.DrawFn) -> list[Quad]:
    """Lists that are well formed, now and then one within another."""
    found, heads = [], []
    for number in range(draw(st.integers(1, 3))):
        members = draw(st.lists(st.one_of(NODES, LITERALS, st.sampled_from(heads or [NIL])), max_size=4))
        cells = [BlankNode(f"l{number}c{place}") for place in range(len(members))]
        for cell, member, rest in zip(cells, members, [*cells[1:], NIL], strict=False):
            found += [Quad(cell, FIRST, member, draw(GRAPHS)), Quad(cell, REST, rest)]
        heads += cells[:1]
        found.append(Quad(draw(NODES), draw(PREDICATES), (*cells, NIL)[0], draw(GRAPHS)))
    return found


VALUES = st.one_of(
    TEXT,
    st.booleans(),
    st.integers(-(2**62), 2**62),
    st.floats(allow_nan=False, allow_infinity=False),
)
NAMES = st.text(string.ascii_letters + "_- é度", min_size=1, max_size=6)
ATTRIBUTES = st.dictionaries(NAMES.filter(lambda name: name not in PROJECTED), VALUES, max_size=3)
PROJECTED = {"label", "statements", "predicate", "graphs", "passages", "derived", "folded", "figures", "key"}


def store_of(quads: list[Quad]) -> Store:
    store = EmbeddedStore()
    store.add(quads)
    return store


@given(QUADS)
def test_what_is_stated_comes_back_with_figures_and_memberships_as_nodes(quads: list[Quad]) -> None:
    store = store_of(quads)
    assert set(from_networkx(project(store, figures="nodes", memberships="nodes"))) == set(store.statements())


@given(QUADS, st.one_of(LISTS, whole_lists()))
def test_no_list_loses_anything_whether_it_can_be_folded_or_not(quads: list[Quad], lists: list[Quad]) -> None:
    store = store_of([*quads, *lists])
    assert set(from_networkx(project(store, figures="nodes", memberships="nodes"))) == set(store.statements())
    other = store_of([*lists, *quads][::-1])
    one, other = project(store), project(other)
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))


@given(QUADS)
def test_the_order_of_the_statements_changes_nothing(quads: list[Quad]) -> None:
    one, other = project(store_of(quads)), project(store_of(quads[::-1]))
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))


@given(
    nodes=st.dictionaries(
        st.text(string.ascii_letters + " 中/", min_size=1, max_size=4), ATTRIBUTES, max_size=5
    ),
    edges=st.lists(
        st.tuples(
            st.integers(0, 4),
            st.integers(0, 4),
            st.sampled_from(["knows", "likes", "id:x", "a b"]),
            ATTRIBUTES,
        ),
        max_size=8,
    ),
)
def test_a_property_graph_of_any_origin_comes_back(
    nodes: dict[str, dict[str, Any]], edges: list[tuple[int, int, str, dict[str, Any]]]
) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from(nodes.items())
    names = list(nodes)
    for source, target, key, attributes in edges:
        if source < len(names) and target < len(names):
            graph.add_edge(names[source], names[target], key, **attributes)
    back = project(store_of(list(from_networkx(graph))))
    origin = {name: data["identifier"] for name, data in back.nodes(data=True)}
    assert sorted(origin.values()) == sorted(graph)
    for name, data in back.nodes(data=True):
        given = graph.nodes[origin[name]]
        assert {key: data[key] for key in given} == given
    found = {(origin[u], origin[v], key): data for u, v, key, data in back.edges(keys=True, data=True)}
    assert found.keys() == set(graph.edges(keys=True))
    for link, given in ((edge[:3], edge[3]) for edge in graph.edges(keys=True, data=True)):
        assert {key: found[link][key] for key in given} == given
