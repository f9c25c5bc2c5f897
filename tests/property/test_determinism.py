"""The same statements give the same bytes: whatever their order, their blank nodes' names or the hash seed."""

from __future__ import annotations

import hashlib
import io
import os
import random
import subprocess
import sys
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
import synthetic
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
)

from stdkg.errors import DataError
from stdkg.export import FORMATS, find, write
from stdkg.store.embedded import EmbeddedStore
from stdkg.vocabulary import BASE, GRAPH_PROVENANCE, GRAPH_REFERENCE, ID, STD, term

if TYPE_CHECKING:
    from pathlib import Path

RDF = [entry.name for entry in FORMATS.values() if entry.kind != "projection"]
HOSTILE = [
    "",
    " , ",
    '" , "',
    " ;\n\t",
    " .\n",
    "\\",
    "'''\"\"\"",
    "\x00\x01\x07\x0b\x1f\x7f\x85\u2028\ufeff\ufffe",
    "\r\n\ttab",
    "العربية \u202eRTL\u202c",
    "👩‍👩‍👧😀",
    "_:b0 <http://e/> >> )>> <<( ",
    "id:x std:y @en ^^xsd:z",
    "e\u0301 é",
    "x" * 5_000,
]

text = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=("Cs",)), max_size=20))
local = st.text(st.sampled_from("aZ09_-.~!$&'()*+,;=:@/?#é中"), min_size=1, max_size=6)
iri = st.builds(
    lambda base, name: NamedNode(base + name.replace("#", "", max(0, name.count("#") - 1))),
    st.sampled_from(
        [BASE, f"{BASE}passage/", "http://www.w3.org/2000/01/rdf-schema#x", "http://example.com/", "urn:x:"]
    ),
    local.map(lambda name: name.replace("#", "")),
)
known = st.sampled_from([ID("sac"), ID("iso"), STD("Figure"), term("passage", "report/1")])
blank = st.sampled_from([BlankNode(name) for name in ("a", "b", "c")])
node = st.one_of(iri, known, blank)
predicate = st.one_of(
    iri, st.sampled_from([term("rdf", "type"), term("rdfs", "label"), term("oa", "start"), STD("by")])
)
datatype = st.sampled_from(
    [term("xsd", name) for name in ("integer", "decimal", "boolean", "double", "gYear", "date")]
)
number = st.sampled_from(
    ["5", "-5", "+5", "007", "1.", ".5", "1.50", "1e3", "1E3", "true", "1", "abc", "999999999999999999"]
)
literal = st.one_of(
    st.builds(Literal, text),
    st.builds(
        lambda value, language: Literal(value, language=language),
        text,
        st.sampled_from(["en", "zh-Hans", "x-a"]),
    ),
    st.builds(lambda value, kind: Literal(value, datatype=kind), st.one_of(number, text), datatype),
)
graph = st.sampled_from(
    [
        DefaultGraph(),
        GRAPH_PROVENANCE,
        GRAPH_REFERENCE,
        term("passage", "report/1"),
        term("passage", "report/2"),
    ]
)
quads = st.lists(st.builds(Quad, node, predicate, st.one_of(node, literal), graph), max_size=25)


def written(statements: list[Quad], name: str) -> bytes | str:
    store = EmbeddedStore()
    store.add(statements)
    out = io.BytesIO()
    try:
        write(store, name, out)
    except DataError as error:
        return str(error)
    return out.getvalue()


def canonical(statements: list[Quad]) -> Dataset:
    dataset = Dataset(statements)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def renamed(statements: list[Quad], rng: random.Random) -> list[Quad]:
    names = {name: BlankNode(f"z{rng.randrange(10**9)}{name}") for name in "abc"}

    def other(value: NamedNode | BlankNode | Literal) -> NamedNode | BlankNode | Literal:
        return names[value.value] if isinstance(value, BlankNode) else value

    return [
        Quad(other(quad.subject), quad.predicate, other(quad.object), quad.graph_name) for quad in statements
    ]


@pytest.mark.parametrize("name", RDF)
@given(statements=quads, rng=st.randoms(use_true_random=False))
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_order_repeats_and_blank_names_leave_no_trace(
    name: str, statements: list[Quad], rng: random.Random
) -> None:
    expected = written(statements, name)
    shuffled = renamed(statements + rng.sample(statements, len(statements) // 2), rng)
    rng.shuffle(shuffled)
    assert written(shuffled, name) == expected


@pytest.mark.parametrize("name", RDF)
@given(statements=quads)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_written_reads_back_as_it_was(name: str, statements: list[Quad]) -> None:
    data = written(statements, name)
    if isinstance(data, str):
        assert "cannot carry" in data
        assert name in ("rdfxml", "jsonld")
        return
    store = EmbeddedStore()
    store.add(statements)
    read = canonical(list(pyoxigraph.parse(data, format=RdfFormat.from_media_type(find(name).media_type))))
    if find(name).kind == "dataset":
        assert read == canonical(list(store.statements()))
    else:
        lines = written(statements, "ntriples")
        assert isinstance(lines, bytes)
        assert read == canonical(list(pyoxigraph.parse(lines, format=RdfFormat.N_TRIPLES)))


@pytest.mark.parametrize("name", RDF)
def test_more_than_one_batch_in_any_order_gives_the_same_bytes(name: str) -> None:
    statements = list(synthetic.statements(25_000))
    expected = written(statements, name)
    random.Random(7).shuffle(statements)  # noqa: S311  nothing secret
    again = written(statements, name)
    assert isinstance(again, bytes)
    assert again == expected


def test_two_builds_under_different_hash_seeds_give_the_same_bytes(tmp_path: Path) -> None:
    digests = []
    for seed in ("1", "4242"):
        out = tmp_path / seed
        code = "import sys; from pathlib import Path; from stdkg.build import build; build(Path(sys.argv[1]))"
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", code, out], env=environment, check=True, cwd=tmp_path)
        digests.append({file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in out.iterdir()})
    assert digests[0] == digests[1]
    assert digests[0].keys() == {f"stdkg.{entry.extension}" for entry in FORMATS.values() if entry.built}


def test_two_views_of_a_neighbourhood_under_different_hash_seeds_are_the_same(tmp_path: Path) -> None:
    pages = []
    for seed in ("1", "4242"):
        out = tmp_path / f"{seed}.html"
        code = "import sys; from stdkg.cli import main; main(['view', '--focus', 'SAC', '--hops', '1', '--out', sys.argv[1]])"
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", code, out], env=environment, check=True, capture_output=True)
        pages.append(out.read_bytes())
    assert pages[0] == pages[1]
