"""pyshacl over the same store: for shapes that hold more than the translator takes, and as the judge in the tests.

It is slow to import and slow to run: the default graph is copied into rdflib first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pyoxigraph
from pyoxigraph import DefaultGraph, RdfFormat, Triple

from stdkg.check.findings import Fault, key_of, shown
from stdkg.check.shapes import shape_statements
from stdkg.errors import DataError
from stdkg.vocabulary import PREFIXES, expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import rdflib
    from pyoxigraph import Quad

    from stdkg.check.shapes import Shape
    from stdkg.model import Severity, Term
    from stdkg.store import Store

__all__ = ["run_pyshacl"]

_SH = PREFIXES["sh"]
_TARGETS = {_SH + target for target in ("targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf")}


def run_pyshacl(
    store: Store, shapes: Sequence[Shape], statements: Iterable[Quad] | None = None
) -> Iterator[Fault]:
    """Yield each breach of the shapes in the default graph of a store, as pyshacl sees it.

    Args:
        store: holds the data, with the classes' rdfs:subClassOf.
        shapes: those to run.
        statements: the graph that the shapes were read from; by default the shipped one.

    Raises:
        DataError: pyshacl refuses the shapes.
    """
    import pyshacl
    import rdflib

    data = _graph(quad.triple for quad in store.quads(graph_name=DefaultGraph()))
    names = {shape.iri for shape in shapes}
    rules = _graph(_aimed(shape_statements() if statements is None else statements, names))
    try:
        _, results, _ = pyshacl.validate(
            data,
            shacl_graph=rules,
            inference="none",
            advanced=True,
            inplace=True,
        )
    except (ValueError, pyshacl.errors.ShapeLoadError, pyshacl.errors.ConstraintLoadError) as error:
        raise DataError(
            f"{', '.join(sorted(names))}: no shape that pyshacl takes: {error}; mend it"
        ) from error
    sh = rdflib.Namespace(_SH)
    for result in cast("rdflib.Graph", results).objects(None, sh.result):
        yield _fault(results, rules, result)


def _aimed(statements: Iterable[Quad], names: set[str]) -> Iterator[Triple]:
    """The shapes graph without the targets of the shapes that are not to run."""
    for quad in statements:
        if quad.predicate.value not in _TARGETS or key_of(quad.subject) in names:
            yield quad.triple


def _graph(triples: Iterable[Triple]) -> rdflib.Graph:
    import rdflib

    text = pyoxigraph.serialize(triples, format=RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=text, format="nt")


def _fault(results: Any, rules: Any, result: Any) -> Fault:  # noqa: ANN401  rdflib's nodes
    import rdflib

    sh = rdflib.Namespace(_SH)
    shape = results.value(result, sh.sourceShape)
    component = str(results.value(result, sh.sourceConstraintComponent)).removeprefix(_SH)
    component = component.removesuffix("ConstraintComponent")
    component = component[:1].lower() + component[1:]
    severity: Severity = "error" if results.value(result, sh.resultSeverity) == sh.Violation else "warning"
    path = results.value(result, sh.resultPath)
    messages = {str(m.language or "en"): str(m) for m in rules.objects(shape, sh.message)}
    return Fault(
        str(shape).rpartition("#")[2].rpartition("/")[2],
        severity,
        _term(results.value(result, sh.focusNode)),
        component,
        f"<{path}>" if isinstance(path, rdflib.URIRef) else "",
        _term(value) if (value := results.value(result, sh.value)) is not None else None,
        None,
        ", ".join(shown(_term(wanted)) for wanted in rules.objects(shape, sh[component])),
        messages,
    )


def _term(node: Any) -> Term:  # noqa: ANN401  rdflib's nodes
    import rdflib

    if isinstance(node, rdflib.URIRef):
        return pyoxigraph.NamedNode(str(node))
    if isinstance(node, rdflib.BNode):
        return pyoxigraph.BlankNode(str(node))
    if node.language:
        return pyoxigraph.Literal(str(node), language=node.language)
    return pyoxigraph.Literal(
        str(node), datatype=pyoxigraph.NamedNode(str(node.datatype or expand("xsd:string")))
    )
