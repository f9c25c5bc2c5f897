from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from bad_examples import SoundData, batches, examples
from pyoxigraph import BlankNode

from stdkg.check import shipped_shapes
from stdkg.check.findings import key_of
from stdkg.check.referee import run_pyshacl
from stdkg.check.shapes import shape_statements
from stdkg.check.validate import validate
from stdkg.load.shipped import ontology_statements, shipped_statements
from stdkg.paths import ontology_dir
from stdkg.store.embedded import EmbeddedStore
from stdkg.vocabulary import PREFIXES, expand

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bad_examples import Example

    from stdkg.check import Shape
    from stdkg.check.findings import Fault

EXAMPLES = examples("shapes")
COMPONENTS = sorted({example.name.partition(" ")[2] for example in EXAMPLES})
PARTS = [part for shape in shipped_shapes() for part in (shape, *shape.properties)]


@pytest.fixture(scope="module")
def data() -> SoundData:
    return SoundData()


def results(faults: Iterable[Fault]) -> set[tuple[str, ...]]:
    """Faults as a SHACL report has them; a path of several steps is a blank node there."""
    return {
        (
            f.rule,
            f.component,
            f.severity,
            key_of(f.focus),
            f.path if f.path.startswith("<") else "",
            str(f.value),
        )
        for f in faults
    }


def test_every_constraint_has_one_bad_example() -> None:
    constraints = [f"{part.name} {constraint.component}" for part in PARTS for constraint in part.constraints]
    assert sorted(example.name for example in EXAMPLES) == sorted(constraints)


@pytest.mark.parametrize("batch", batches("shapes"), ids=lambda batch: batch[0].name.replace(" ", "."))
def test_bad_examples_break_their_constraints_and_only_them(batch: list[Example], data: SoundData) -> None:
    assert data.faults(*batch) == {example.name for example in batch}


@pytest.mark.full
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name.replace(" ", "."))
def test_a_bad_example_breaks_its_constraint_and_only_it(example: Example, data: SoundData) -> None:
    assert data.faults(example) == {example.name}


@pytest.mark.parametrize("component", COMPONENTS)
def test_pyshacl_finds_the_same_in_the_bad_examples_of_a_component(component: str, data: SoundData) -> None:
    edits = [example for example in EXAMPLES if example.name.endswith(" " + component)]
    with data.spoilt(edits) as store:
        ours = results(validate(store, shipped_shapes()))
        assert len(ours) >= len(edits) / 2
        assert ours == results(run_pyshacl(store, shipped_shapes()))


@pytest.mark.full
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name.replace(" ", "."))
def test_pyshacl_finds_the_same_in_each_bad_example(example: Example, data: SoundData) -> None:
    with data.spoilt([example]) as store:
        assert results(validate(store, shipped_shapes())) == results(run_pyshacl(store, shipped_shapes()))


@pytest.mark.full
def test_pyshacl_finds_the_same_in_the_shipped_graph() -> None:
    store = EmbeddedStore()
    store.add(shipped_statements())
    assert results(validate(store, shipped_shapes())) == results(run_pyshacl(store, shipped_shapes()))


@pytest.mark.full
def test_pyshacl_finds_the_same_in_every_tenth_statement_of_iso() -> None:
    from_iso = [quad for quad in shipped_statements(["iso"]) if "/passage/iso-" in str(quad.graph_name)]
    store = EmbeddedStore()
    store.add(ontology_statements())
    store.add(from_iso[::10])
    ours = results(validate(store, shipped_shapes()))
    assert len(ours) > 1000
    assert ours == results(run_pyshacl(store, shipped_shapes()))


def test_the_translator_takes_every_shipped_shape() -> None:
    assert [part.name for part in PARTS if part.beyond] == []


@pytest.mark.parametrize("part", [part for part in PARTS if part.path], ids=lambda part: part.name)
def test_a_constraint_says_the_repair_in_both_languages(part: Shape) -> None:
    assert set(part.messages) == {"en", "zh"}
    assert re.search(r"[\u4e00-\u9fff]", part.messages["zh"])


def test_shapes_are_named_and_only_lists_and_paths_are_not() -> None:
    allowed = {expand(curie) for curie in ("rdf:first", "rdf:rest", "sh:alternativePath", "sh:inversePath")}
    for quad in shape_statements():
        if isinstance(quad.subject, BlankNode):
            assert quad.predicate.value in allowed
    assert all(re.fullmatch(r"[A-Z][A-Za-z]+(-[a-z][A-Za-z0-9]+)?", part.name) for part in PARTS)


def test_a_class_or_property_of_ours_that_a_shape_names_is_in_the_ontology() -> None:
    defined = {key_of(quad.subject) for quad in ontology_statements()}
    named = {key_of(quad.object) for quad in shape_statements()}
    assert sorted(iri for iri in named - defined if iri.startswith(PREFIXES["std"])) == []


def test_each_class_of_ours_is_held_by_a_shape() -> None:
    """By its own or by that of a class above it. A figure subject is whatever a figure is about."""
    ask = "SELECT ?class ?above WHERE { ?class a owl:Class ; rdfs:subClassOf* ?above }"
    store = EmbeddedStore()
    store.add(ontology_statements())
    above: dict[str, set[str]] = {}
    for row in store.oxigraph.query(ask, prefixes={name: PREFIXES[name] for name in ("owl", "rdfs")}):
        above.setdefault(row["class"].value, set()).add(row["above"].value)
    target = expand("sh:targetClass")
    targets = {key_of(quad.object) for quad in shape_statements() if quad.predicate.value == target}
    ours = {iri for iri in above if iri.startswith(PREFIXES["std"])}
    assert [iri for iri in ours if not above[iri] & targets] == [expand("std:FigureSubject")]


def test_one_file_holds_one_shape() -> None:
    for file in (ontology_dir() / "shapes").glob("*.ttl"):
        targets = re.findall(
            r"^shape:([A-Za-z]+)\n  a sh:NodeShape ;\n  sh:target", file.read_text("utf-8"), re.MULTILINE
        )
        assert len(targets) == (file.stem != "values"), file.name
