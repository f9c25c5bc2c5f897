"""The translator against pyshacl, component by component, those that no shipped shape has included."""

from __future__ import annotations

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat

from stdkg.check.conditions import Conditions, Untranslatable
from stdkg.check.findings import key_of
from stdkg.check.referee import run_pyshacl
from stdkg.check.shapes import read_shapes
from stdkg.check.validate import validate
from stdkg.errors import DataError
from stdkg.store.embedded import EmbeddedStore

PREFIXES = """
@prefix e: <http://example.com/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

DATA = """
e:Low rdfs:subClassOf e:Middle . e:Middle rdfs:subClassOf e:High .
e:a a e:High ; e:p 1 , 5 , 9 ; e:q 5 , 7 ; e:word "one"@en , "two"@en , "drei"@de , "plain" ; e:knows e:b .
e:b a e:Middle , e:High ; e:p 5 ; e:q 5 ; e:word "abc" , "ABC"@en-GB ; e:knows e:c , e:nobody ; e:date "2022-02-30"^^xsd:date .
e:c a e:Low ; e:p "x" , e:c , 2.5 ; e:knows [ e:p 3 ] , "text" ; e:date "2022-02-28"^^xsd:date , "2022"^^xsd:gYear .
e:d a e:Other ; e:p 1 ; e:knows e:a .
e:f a e:Low .
"""

CONSTRAINTS = [
    "sh:path e:p ; sh:minCount 1",
    "sh:path e:p ; sh:minCount 2",
    "sh:path e:p ; sh:maxCount 0",
    "sh:path e:p ; sh:maxCount 1",
    "sh:path e:p ; sh:maxCount 2",
    "sh:path e:knows ; sh:class e:High",
    "sh:path e:knows ; sh:class e:Middle",
    "sh:path e:p ; sh:datatype xsd:integer",
    "sh:path e:date ; sh:datatype xsd:date",
    "sh:path e:word ; sh:datatype rdf:langString",
    "sh:path e:word ; sh:datatype xsd:string",
    "sh:path e:knows ; sh:nodeKind sh:IRI",
    "sh:path e:knows ; sh:nodeKind sh:BlankNodeOrIRI",
    "sh:path e:knows ; sh:nodeKind sh:Literal",
    'sh:path e:word ; sh:pattern "^[a-z]+$"',
    'sh:path e:word ; sh:pattern "^abc$" ; sh:flags "i"',
    'sh:path e:knows ; sh:pattern "example"',
    "sh:path e:word ; sh:minLength 4",
    "sh:path e:word ; sh:maxLength 3",
    "sh:path e:p ; sh:minInclusive 5",
    "sh:path e:p ; sh:minExclusive 5",
    "sh:path e:p ; sh:maxInclusive 5",
    "sh:path e:p ; sh:maxExclusive 5",
    "sh:path e:p ; sh:in ( 1 5 e:c )",
    'sh:path e:word ; sh:in ( "abc" "one"@en )',
    'sh:path e:word ; sh:languageIn ( "en" )',
    "sh:path e:word ; sh:uniqueLang true",
    "sh:path e:word ; sh:uniqueLang false",
    "sh:path e:p ; sh:hasValue 5",
    "sh:path e:p ; sh:equals e:q",
    "sh:path e:p ; sh:disjoint e:q",
    "sh:path e:p ; sh:lessThan e:q",
    "sh:path e:p ; sh:lessThanOrEquals e:q",
    "sh:path e:knows ; sh:node e:Inner",
    "sh:path e:knows ; sh:not e:Inner",
    "sh:path e:p ; sh:or ( e:Small e:Text )",
    "sh:path e:p ; sh:and ( e:Small e:Whole )",
    "sh:path e:p ; sh:xone ( e:Small e:Whole )",
    "sh:path ( e:knows e:p ) ; sh:minInclusive 5",
    "sh:path [ sh:inversePath e:knows ] ; sh:minCount 1",
    "sh:path [ sh:alternativePath ( e:p e:q ) ] ; sh:maxCount 2",
    "sh:path [ sh:zeroOrMorePath e:knows ] ; sh:class e:High",
    "sh:path [ sh:oneOrMorePath e:knows ] ; sh:nodeKind sh:IRI",
    "sh:path [ sh:zeroOrOnePath e:knows ] ; sh:nodeKind sh:IRI",
    "sh:path e:p ; sh:minCount 9 ; sh:deactivated true",
    "sh:path e:p ; sh:minCount 2 ; sh:severity sh:Warning",
]
BEYOND = [
    "sh:path e:knows ; sh:qualifiedValueShape e:Inner ; sh:qualifiedMinCount 1",
    "sh:path e:knows ; sh:property e:Nested",
    "sh:path e:knows ; sh:node e:Counting",
    'sh:path e:p ; sh:sparql [ sh:message "m" ; sh:select "SELECT $this ?value WHERE { $this <http://example.com/p> ?value . FILTER(?value = 5) }" ]',
]
INNER = """
e:Inner a sh:NodeShape ; sh:property e:InnerP ; sh:nodeKind sh:IRI .
e:InnerP a sh:PropertyShape ; sh:path e:p ; sh:minCount 1 ; sh:datatype xsd:integer .
e:Counting a sh:NodeShape ; sh:property e:CountingP .
e:CountingP a sh:PropertyShape ; sh:path e:p ; sh:maxCount 1 .
e:Nested a sh:PropertyShape ; sh:path e:p ; sh:minCount 1 .
e:Small a sh:NodeShape ; sh:maxInclusive 5 .
e:Text a sh:NodeShape ; sh:datatype xsd:string .
e:Whole a sh:NodeShape ; sh:datatype xsd:integer .
"""
TARGETS = [
    "sh:targetClass e:High",
    "sh:targetSubjectsOf e:p",
    "sh:targetObjectsOf e:knows",
    "sh:targetNode e:a , e:d",
]


def quads(text: str) -> list[pyoxigraph.Quad]:
    return list(pyoxigraph.parse((PREFIXES + text).encode(), RdfFormat.TURTLE))


def compare(shapes: str) -> set[tuple[str, ...]]:
    store = EmbeddedStore()
    store.add(quads(DATA))
    statements = quads(INNER + shapes)
    ours = list(validate(store, read_shapes(statements), statements))
    theirs = list(run_pyshacl(store, read_shapes(statements), statements))
    found, expected = (
        {
            (f.rule, f.component, f.severity, key_of(f.focus), str(f.value))
            for f in faults
            if "_:" not in str(f.focus)
        }
        for faults in (ours, theirs)
    )
    assert {one for one in found if "_:" not in one[4]} == {one for one in expected if "_:" not in one[4]}
    assert len(found) == len(expected)
    return found


@pytest.mark.parametrize("constraint", CONSTRAINTS)
def test_a_constraint_gives_what_pyshacl_gives(constraint: str) -> None:
    found = compare(
        f"e:S a sh:NodeShape ; sh:targetClass e:High ; sh:property e:P . e:P a sh:PropertyShape ; {constraint} ."
    )
    assert found or "deactivated" in constraint or "uniqueLang false" in constraint


@pytest.mark.parametrize("target", TARGETS)
def test_a_target_gives_what_pyshacl_gives(target: str) -> None:
    assert compare(
        f"e:S a sh:NodeShape ; {target} ; sh:property e:P . e:P a sh:PropertyShape ; sh:path e:q ; sh:minCount 2 ."
    )


def test_a_node_shape_is_held_against_the_focus_itself() -> None:
    assert compare('e:S a sh:NodeShape ; sh:targetClass e:High ; sh:pattern "a$" ; sh:class e:Middle .')


def test_a_property_shape_may_have_a_target_itself() -> None:
    assert compare("e:P a sh:PropertyShape ; sh:targetClass e:High ; sh:path e:p ; sh:maxCount 1 .")


@pytest.mark.parametrize("constraint", BEYOND)
def test_what_the_translator_does_not_take_goes_to_pyshacl(constraint: str) -> None:
    text = f"e:S a sh:NodeShape ; sh:targetClass e:High ; sh:property e:P . e:P a sh:PropertyShape ; {constraint} ."
    assert compare(text)


def test_a_closed_shape_goes_to_pyshacl() -> None:
    text = "e:S a sh:NodeShape ; sh:targetClass e:High ; sh:closed true ; sh:ignoredProperties ( rdf:type ) ; sh:property e:P . "
    assert compare(text + "e:P a sh:PropertyShape ; sh:path e:p .")


def test_a_shape_that_names_itself_goes_to_pyshacl() -> None:
    shapes = read_shapes(
        quads(
            "e:S a sh:NodeShape ; sh:targetClass e:High ; sh:property e:P . e:P sh:path e:knows ; sh:node e:S ."
        )
    )
    with pytest.raises(Untranslatable):
        Conditions(lambda iri: [iri]).conforms(shapes[0].properties[0].constraints[0].shapes[0], "?value")


def test_a_shape_that_pyshacl_refuses_is_a_fault_of_the_shape() -> None:
    statements = quads(
        'e:S a sh:NodeShape ; sh:targetClass e:High ; sh:closed true ; sh:property e:P . e:P sh:path "p" .'
    )
    store = EmbeddedStore()
    store.add(quads(DATA))
    with pytest.raises(DataError):
        list(validate(store, read_shapes(statements), statements))
