"""What follows from statements by RDFS or OWL 2 RL, computed by a reasoner, in the graph of what is derived.

The reasoner is `reasonable` (Rust), the extra `reasoning`; without it owlrl takes up to 20,000 triples. RDFS is what the
same rules give when nothing of OWL's vocabulary is stated.

Only what is new is yielded, and nothing that says little: no reflexive axiom, no owl:Thing, no class or property of RDF, RDFS and OWL themselves, nothing about a
blank node. The derived graph has no copy in the default graph, so that questions count what sources state.

Example:
    >>> from pyoxigraph import NamedNode, Quad
    >>> from stdkg.vocabulary import term
    >>> small, large, x = (NamedNode(f"http://example.com/{name}") for name in ("Small", "Large", "x"))
    >>> stated = [Quad(small, term("rdfs", "subClassOf"), large), Quad(x, term("rdf", "type"), small)]
    >>> for quad in list(entailed(stated, "rdfs"))[2:]:
    ...     print(quad.subject, quad.object, quad.graph_name)
    <http://example.com/x> <http://example.com/Large> <https://w3id.org/stdkg/id/graph/derived>
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, Final
from typing import Literal as OneOf

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple

from stdkg.errors import DataError, UsageError
from stdkg.files import temporary_folder
from stdkg.vocabulary import GRAPH_DERIVED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import rdflib

__all__ = ["PROFILES", "Profile", "entailed"]

Profile = OneOf["rdfs", "owl-rl"]
PROFILES: Final[tuple[Profile, ...]] = ("rdfs", "owl-rl")
"""The sets of rules."""

_OWL: Final = "http://www.w3.org/2002/07/owl#"
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
_LANGUAGES: Final = (_OWL, _RDF, _RDFS, "http://www.w3.org/2001/XMLSchema#")
_OF_SCHEMA: Final = (f"{_RDFS}domain", f"{_RDFS}range")
_AT_ONCE: Final = 10_000
_MOST_FOR_OWLRL: Final = 20_000


def entailed(statements: Iterable[Quad], profile: Profile, known: Iterable[Quad] = ()) -> Iterator[Quad]:
    """Yield statements as they are, then what follows from them and from what is known, in the derived graph, sorted.

    Args:
        statements: what is passed on.
        profile: the set of rules.
        known: what is stated elsewhere, and not passed on.

    Raises:
        UsageError: too many triples for the reasoner that is installed.
        DataError: the reasoner cannot read a statement.
    """
    with temporary_folder() as folder:
        file = folder / "stated.ttl"
        count = 0
        with file.open("wb") as out:
            for source, passed_on in ((known, False), (statements, True)):
                rest = iter(source)
                while some := list(islice(rest, _AT_ONCE)):
                    count += _put_down(some, profile, out)
                    if passed_on:
                        yield from some
        new = _new(file, count, profile)
    yield from sorted(new, key=str)


def _put_down(quads: list[Quad], profile: Profile, out: BinaryIO) -> int:
    """Write triples for the reasoner, and return their number."""
    triples = [quad.triple for quad in quads if quad.graph_name != GRAPH_DERIVED and _matters(quad, profile)]
    out.write(pyoxigraph.serialize(triples, format=RdfFormat.N_TRIPLES) or b"")
    return len(triples)


def _matters(quad: Quad, profile: Profile) -> bool:
    """Whether a statement is one that the rules may see; a triple term is none."""
    if isinstance(quad.object, Triple):
        return False
    return profile != "rdfs" or not any(
        isinstance(node, NamedNode) and node.value.startswith(_OWL)
        for node in (quad.subject, quad.predicate, quad.object)
    )


def _new(file: Path, count: int, profile: Profile) -> set[Quad]:
    import rdflib

    normalizing, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False  # a literal stands as written
    try:
        stated, all_ = _closure(file, count, profile)
        new = {triple for triple in all_ if triple not in stated}
    finally:
        rdflib.NORMALIZE_LITERALS = normalizing
    return {_quad(*triple) for triple in new if _says_something(triple, profile)}


_Found = tuple["rdflib.term.Node", "rdflib.term.Node", "rdflib.term.Node"]


def _closure(file: Path, count: int, profile: Profile) -> tuple[set[_Found], Iterable[_Found]]:
    """The triples that are stated, and those with all that follows."""
    try:
        from reasonable import PyReasoner
    except ImportError:
        return _closure_by_owlrl(file, count, profile)
    reasoner = PyReasoner()
    try:
        reasoner.load_file(str(file))
        return set(reasoner.get_base_triples()), reasoner.reason()
    except (OSError, RuntimeError, ValueError) as error:
        raise DataError(f"the reasoner cannot take the statements: {str(error).splitlines()[0]}") from error


def _closure_by_owlrl(file: Path, count: int, profile: Profile) -> tuple[set[_Found], Iterable[_Found]]:
    import owlrl
    from rdflib import Graph

    if count > _MOST_FOR_OWLRL:
        raise UsageError(
            f"{count:,} triples are too many to reason over with owlrl, which takes {_MOST_FOR_OWLRL:,}; "
            "install the extra: pip install 'stdkg[reasoning]'"
        )
    graph = Graph().parse(file, format="nt")
    stated = set(graph)
    rules = owlrl.RDFS_Semantics if profile == "rdfs" else owlrl.OWLRL_Semantics
    owlrl.DeductiveClosure(rules).expand(graph)
    return stated, graph


def _says_something(triple: _Found, profile: Profile) -> bool:
    from rdflib import URIRef

    subject, predicate, object_ = triple
    if not isinstance(subject, URIRef) or str(subject).startswith(_LANGUAGES):
        return False
    if profile == "rdfs" and str(predicate) in _OF_SCHEMA:
        return False
    if isinstance(object_, URIRef):
        return not str(object_).startswith(_LANGUAGES) and (
            subject != object_ or not str(predicate).startswith((_OWL, _RDFS))
        )
    return hasattr(object_, "datatype")


def _quad(subject: rdflib.term.Node, predicate: rdflib.term.Node, object_: rdflib.term.Node) -> Quad:
    from rdflib import Literal as RdflibLiteral

    value: NamedNode | Literal
    if isinstance(object_, RdflibLiteral):
        datatype = NamedNode(str(object_.datatype)) if object_.datatype and not object_.language else None
        value = Literal(str(object_), datatype=datatype, language=object_.language)
    else:
        value = NamedNode(str(object_))
    return Quad(NamedNode(str(subject)), NamedNode(str(predicate)), value, GRAPH_DERIVED)
