"""Places and clusters: computed alike everywhere, parts apart, nothing on top of anything."""

from __future__ import annotations

import random
import subprocess
import sys
from math import hypot
from pathlib import Path
from typing import Any

import pytest
import synthetic
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from stdkg.store.embedded import EmbeddedStore
from stdkg.view import network, page
from stdkg.view.clusters import clusters, discs
from stdkg.view.document import safe_json
from stdkg.view.layout import layout
from stdkg.vocabulary import ID, STD, term


def some_edges(count: int, seed: int = 1) -> list[tuple[int, int]]:
    rng = random.Random(seed)  # noqa: S311  nothing secret
    return [(node, rng.randrange(node)) for node in range(1, count)] + [
        (rng.randrange(count), rng.randrange(count)) for _ in range(count // 2)
    ]


def data_of(turtle: str) -> dict[str, Any]:
    """What the page of this Turtle knows."""
    store = EmbeddedStore()
    store.add(parse(turtle, RdfFormat.TURTLE))
    return network(store).payload.data


def test_the_same_graph_has_the_same_places() -> None:
    edges = some_edges(400)
    assert layout(400, edges) == layout(400, list(reversed(edges)))


@pytest.mark.parametrize("count", [0, 1, 2, 61, 400, 1500])
def test_no_two_nodes_lie_on_each_other(count: int) -> None:
    spots = sorted(layout(count, some_edges(count) if count > 1 else []))
    assert len(spots) == count
    near = [
        hypot(one[0] - other[0], one[1] - other[1])
        for at, one in enumerate(spots)
        for other in spots[at + 1 : at + 40]
    ]
    assert all(distance > 0.05 for distance in near)
    assert sum(distance < 0.4 for distance in near) <= count * 0.1


def test_parts_do_not_touch() -> None:
    """A large part, two hundred pairs and three hundred single nodes: each part stands by itself."""
    edges = some_edges(300) + [(300 + 2 * pair, 301 + 2 * pair) for pair in range(200)]
    spots = layout(1000, edges)
    pairs = [(spots[300 + 2 * pair], spots[301 + 2 * pair]) for pair in range(200)]
    for (one, other), (x, y) in zip(pairs, (pair[0] for pair in pairs[1:]), strict=False):
        middle = (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
        assert hypot(x - middle[0], y - middle[1]) > 0.9
    wide = max(x for x, _ in spots) - min(x for x, _ in spots)
    high = max(y for _, y in spots) - min(y for _, y in spots)
    assert 1.0 < wide / high < 2.5


def test_clusters_hold_every_node_once_and_their_discs_keep_apart() -> None:
    edges = some_edges(3000)
    found = clusters(3000, edges, [f"class {node % 500}" for node in range(3000)])
    assert sorted(node for members in found.members for node in members) == list(range(3000))
    assert len(found.members) <= 130
    _, middles = discs(found, 3000, edges)
    for at, (x, y, radius) in enumerate(middles):
        for other_x, other_y, other_radius in middles[at + 1 :]:
            assert hypot(x - other_x, y - other_y) > 0.95 * (radius + other_radius)


def test_what_hangs_together_with_nothing_is_a_cluster_of_its_class() -> None:
    stars = [(10 * star, 10 * star + ray) for star in range(30) for ray in range(1, 10)]
    found = clusters(400, stars, ["hub"] * 300 + ["alone"] * 100)
    assert [
        (len(members), is_class) for members, is_class in zip(found.members, found.are_classes, strict=True)
    ] == [
        (100, True),
        *[(10, False)] * 30,
    ]


def test_classes_and_relations_of_one_name_are_told_apart_in_the_legend() -> None:
    data = data_of("""
        @base <http://example.com/terms/> . @prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        <a> a owl:Class ; <name> <b> . <b> a rdfs:Class ; <http://xmlns.com/foaf/0.1/name> <c> . <c> a <Class> ; <part> <a> .
        """)
    assert sorted(group["name"][0] for group in data["groups"]) == [
        "class (owl)",
        "class (rdfs)",
        "class (terms)",
    ]
    assert [relation["name"][0] for relation in data["relations"]] == ["name (terms)", "name (foaf)", "part"]


@pytest.mark.parametrize(
    ("turtle", "title"),
    [
        ("<http://example.com/a> a owl:Class .", ["Knowledge graph", "知识图谱"]),
        ("<https://w3id.org/stdkg/id/a> a owl:Class .", ["Who sets standards", "谁在制定标准"]),
        (
            '<#o> a owl:Ontology . <#c> a skos:ConceptScheme ; skos:prefLabel "Countries"@en, "国家"@zh .',
            ["Countries", "国家"],
        ),
        (
            '<#o> a owl:Ontology ; rdfs:label "O" . <#p> a owl:Ontology ; rdfs:label "P" .',
            ["Knowledge graph", "知识图谱"],
        ),
    ],
)
def test_a_page_is_called_as_its_graph_calls_itself(turtle: str, title: list[str]) -> None:
    prefixes = (
        "@base <http://example.com/> . @prefix owl: <http://www.w3.org/2002/07/owl#> . "
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> . "
    )
    store = EmbeddedStore()
    store.add(parse(prefixes + turtle, RdfFormat.TURTLE))
    assert network(store).page_settings["title"] == title


def test_the_page_is_the_same_bytes_under_any_hash_seed() -> None:
    program = (
        f"import sys; sys.path.insert(0, {str(Path(synthetic.__file__).parent)!r}); import synthetic, hashlib;"
        "from stdkg.store.embedded import EmbeddedStore; from stdkg.view import page;"
        "s = EmbeddedStore(); s.add(q for q in synthetic.statements(3000));"
        "print(hashlib.sha256(page(s).encode()).hexdigest())"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1


def test_no_text_ends_its_block() -> None:
    text = safe_json({"</script>": ["\u2028", "\ud800", "<!--", "&"]})
    assert all(mark not in text for mark in ("<", ">", "&", "\u2028", "\ud800"))


def test_a_graph_of_others_makes_a_page() -> None:
    store = EmbeddedStore()
    store.add(synthetic.links(50, 120))
    assert page(store).startswith("<!DOCTYPE html>")


def test_texts_in_the_place_of_sources_and_positions_do_no_harm() -> None:
    """A careless graph names its source and its position by texts; the page shows what it can of them."""
    source, selector = (term("oa", name) for name in ("hasSource", "hasSelector"))
    passage, plan = term("passage", "x/1"), NamedNode("http://example.org/plan")
    store = EmbeddedStore()
    store.add(
        [
            Quad(plan, term("rdfs", "label"), Literal("A plan"), passage),
            Quad(plan, term("dcterms", "relation"), NamedNode("http://example.org/other"), passage),
            Quad(passage, source, Literal("some \x01 report")),
            Quad(passage, selector, Literal("page 3")),
        ]
    )
    assert "A plan" in page(store)


def test_a_graph_without_the_ontology_has_its_names_for_our_terms() -> None:
    store = EmbeddedStore()
    store.add(
        [
            Quad(ID("a"), term("rdf", "type"), STD("TechnicalCommittee")),
            Quad(ID("a"), STD("observes"), ID("b")),
        ]
    )
    data = network(store).payload.data
    assert ["technical committee", "技术委员会"] in data["terms"]
    assert ["committee", "委员会"] in [group["name"] for group in data["groups"]]
    assert [relation["name"] for relation in data["relations"]] == [["observes", "以观察成员身份参加"]]


def test_a_name_of_the_graph_comes_before_that_of_the_ontology() -> None:
    store = EmbeddedStore()
    store.add(
        [
            Quad(ID("a"), STD("observes"), ID("b")),
            Quad(STD("observes"), term("rdfs", "label"), Literal("looks on")),
        ]
    )
    assert ["looks on"] in [relation["name"] for relation in network(store).payload.data["relations"]]


def test_nodes_whose_iris_end_alike_are_told_apart_and_labels_stay() -> None:
    acts = [
        NamedNode(f"http://data.europa.eu/eli/dir/{year}/{number}/oj")
        for year, number in ((1, 30), (2, 30), (2, 31))
    ]
    store = EmbeddedStore()
    for act in acts:
        store.add([Quad(act, STD("implements"), NamedNode("http://example.com/cen"))])
    for name in ("x/a", "y/a"):
        store.add([Quad(NamedNode(f"http://example.com/{name}"), term("rdfs", "label"), Literal("a b"))])
    nodes = network(store).payload.data["nodes"]
    assert sorted(nodes["en"]) == ["1/30/oj", "2/30/oj", "2/31/oj", "a b", "a b", "cen"]


def test_the_members_of_a_list_are_told_on_the_page_and_no_cell_is() -> None:
    store = EmbeddedStore()
    first, rest, nil = (term("rdf", name) for name in ("first", "rest", "nil"))
    cells = [BlankNode("c1"), BlankNode("c2")]
    store.add(
        [
            Quad(ID("a"), ID("of"), cells[0]),
            Quad(cells[0], first, ID("b")),
            Quad(cells[0], rest, cells[1]),
            Quad(cells[1], first, Literal("a text")),
            Quad(cells[1], rest, nil),
        ]
    )
    data = network(store).payload.data
    assert data["nodes"]["id"] == ["id:a", "id:b"]
    assert [data["termIds"][predicate] for predicate, *_ in data["details"][0][0]] == ["id:of"]
    assert data["details"][0][0][0][1] == "a text"
    assert data["edges"]["from"] == [0]
