"""The terms that the code names, held against the ontology."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

import stdkg
from stdkg.errors import UnknownNameError
from stdkg.load.shipped import ontology_statements
from stdkg.vocabulary import BASE, DATA_GRAPHS, ID, PREFIXES, STD, expand, shorten, term

SOURCES = sorted(Path(stdkg.__file__).parent.rglob("*.py"))
TERMS = re.compile(
    r"""\bSTD\(\s*["'](\w+)["']\s*\)|(?<![\w:/"'])["'](?:[\w-]+:\w+ )*std:(\w+)["']|\bstd:([A-Za-z]\w+)"""
)
DOCSTRING = re.compile(r'r?"""(?:[^\\]|\\.)*?"""', re.DOTALL)


def named_terms(text: str) -> set[str]:
    """The local names of our terms in a source, docstrings aside: their examples may name what doesn't exist."""
    return {next(filter(None, match)) for match in TERMS.findall(DOCSTRING.sub("", text))}


@pytest.fixture(scope="module")
def defined() -> set[str]:
    subjects = {quad.subject.value for quad in ontology_statements() if isinstance(quad.subject, NamedNode)}
    return {iri.removeprefix(PREFIXES["std"]) for iri in subjects if iri.startswith(PREFIXES["std"])}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_a_term_that_the_code_names_is_in_the_ontology(path: Path, defined: set[str]) -> None:
    assert sorted(named_terms(path.read_text("utf-8")) - defined) == []


@pytest.mark.parametrize(
    "source",
    [
        'STD("noSuchTerm")',
        "expand('std:noSuchTerm')",
        '"org:member std:noSuchTerm"',
        '"?x std:noSuchTerm ?y"',
    ],
)
def test_a_term_that_does_not_exist_is_seen(source: str) -> None:
    assert named_terms(source) == {"noSuchTerm"}


@pytest.mark.parametrize("folder", ["shapes/*.ttl", "rules/*.rq", "questions/*.rq", "context.jsonld"])
def test_a_term_that_a_query_or_shape_names_is_in_the_ontology(folder: str, defined: set[str]) -> None:
    from stdkg.paths import ontology_dir

    for file in sorted(ontology_dir().glob(folder)):
        text = re.sub(r"^\s*#.*$", "", file.read_text("utf-8"), flags=re.MULTILINE)
        named = set(re.findall(r"(?<![\w-])std:([A-Za-z]\w*)", re.sub(r"<[^<>\s]*>", "", text)))
        assert sorted(named - defined) == [], file.name


@pytest.mark.parametrize("prefix", sorted(PREFIXES))
def test_a_curie_goes_there_and_back(prefix: str) -> None:
    assert shorten(expand(f"{prefix}:local")) == f"{prefix}:local"
    assert term(prefix, "local").value == expand(f"{prefix}:local")


def test_the_longest_namespace_wins() -> None:
    assert shorten(BASE + "figure/x") == "figure:x"
    assert shorten(BASE + "x") == "id:x"
    assert shorten(BASE + "figure/") == "id:figure/"
    assert shorten(BASE) == BASE
    assert shorten(BASE + "\n") == "id:\n"
    assert shorten("http://example.com/x") == "http://example.com/x"


def test_an_unknown_prefix_is_an_error_that_names_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match="unknown prefix 'foo' in 'foo:bar'; write one of"):
        expand("foo:bar")


def test_the_helpers_make_nodes() -> None:
    assert STD("Figure") == NamedNode("https://w3id.org/stdkg/ontology#Figure")
    assert ID("samr") == NamedNode("https://w3id.org/stdkg/id/samr")
    assert all(graph.value.startswith(BASE + "graph/") for graph in DATA_GRAPHS)
