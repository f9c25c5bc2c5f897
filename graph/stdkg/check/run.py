"""Rules and shapes over a store, or over files, to findings.

Example:
    >>> from pyoxigraph import NamedNode, Quad
    >>> from stdkg.load.shipped import ontology_statements
    >>> from stdkg.store.embedded import EmbeddedStore
    >>> from stdkg.vocabulary import ID, STD, term
    >>> store = EmbeddedStore()
    >>> store.add(ontology_statements())
    >>> store.add([Quad(ID("x"), STD("isuedBy"), STD("exactly"))])
    >>> for finding in check(store, only={ID("x").value}):
    ...     print(finding)
    id:x: error: id:x has std:isuedBy, which the ontology does not have; write std:issuedBy
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode

from stdkg.check.columns import column_of
from stdkg.check.findings import Fault, key_of, shown
from stdkg.check.lines import find_lines
from stdkg.check.rules import run_rules, shipped_rules, shipped_waivers
from stdkg.check.shapes import shipped_shapes
from stdkg.check.validate import validate
from stdkg.check.wording import Wording
from stdkg.errors import DataError
from stdkg.load.inputs import Inputs
from stdkg.load.shipped import ontology_statements
from stdkg.model import Finding, Position
from stdkg.paths import ontology_dir
from stdkg.store.embedded import EmbeddedStore
from stdkg.vocabulary import GRAPH_ONTOLOGY, PREFIXES, STD, term

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from pyoxigraph import Quad

    from stdkg.load.sources import Source
    from stdkg.store import Store

__all__ = ["check", "check_paths", "faults_of"]

_NAMESPACES = (PREFIXES["std"], PREFIXES["id"])
_OF_A_VALUE = frozenset({"dangling_reference", "ill_typed_literal", "wrong_language_tag", "wrong_namespace"})
"""Rules that name what is wrong with a value, which then breaks shapes too."""


def check(
    store: Store,
    *,
    positions: Mapping[str, Position] | None = None,
    lang: str = "en",
    only: Container[str] | None = None,
) -> list[Finding]:
    """Hold a store against the shapes and the rules.

    Args:
        store: the statements, with the ontology among them: classes are taken with the classes below them. A store
            without it is copied into memory, beside the ontology.
        positions: where resources have their line in a file, by IRI; elsewhere a finding names the node.
        lang: "en" or "zh", the language of the findings.
        only: the IRIs of the nodes to report on; without it, all.

    Returns:
        The findings by file, line and column. A fault is told once: where a rule names what is wrong with a value,
        the shapes that the value breaks for that reason are left out.

    Example:
        >>> check(EmbeddedStore())
        []
    """
    if not _holds_ontology(store):
        subjects = _Subjects()
        bare, store = store, EmbeddedStore()
        store.add(chain(subjects.noting(bare.statements()), ontology_statements()))
        only = subjects if only is None else only
    return _told(store, faults_of(store, only), positions or {}, lang)


def _holds_ontology(store: Store) -> bool:
    return next(iter(store.quads(subject=STD("Figure"), predicate=term("rdf", "type"))), None) is not None


def check_paths(paths: Sequence[Path | Source] = (), *, lang: str = "en") -> list[Finding]:
    """Hold files against the shapes and the rules; without a path, all that stdkg ships.

    Tables and RDF are read together; faults of a cell or of the syntax are told alone, all of them, as nothing can be
    said of what could not be read. The ontology is taken for granted: it is reported on only where it is asked for.

    Raises:
        AccessError: a path does not exist or cannot be read.
        UsageError: a file that is neither a curated table nor RDF by its name.

    Example:
        >>> import tempfile
        >>> from pathlib import Path
        >>> path = Path(tempfile.mkdtemp()) / "a.ttl"
        >>> _ = path.write_text("<http://a> <http://b> .")
        >>> [finding.line for finding in check_paths([path])]
        [1]
    """
    inputs = Inputs(list(paths) or [ontology_dir() / "data"])
    subjects = _Subjects()
    store = EmbeddedStore()
    try:
        store.add(chain(subjects.noting(inputs.statements()), ontology_statements()))
    except DataError as error:
        return list(error.findings)
    faults = faults_of(store, subjects if paths else None)
    unplaced = {key_of(fault.focus) for fault in faults} - inputs.positions.keys()
    told = _told(store, faults, find_lines(inputs.rdf, unplaced) | inputs.positions, lang)
    return told + inputs.warnings


class _Subjects:
    """The subjects of statements that went by, those of the ontology left out."""

    def __init__(self) -> None:
        self._keys: set[str] = set()

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def noting(self, statements: Iterable[Quad]) -> Iterator[Quad]:
        for quad in statements:
            if quad.graph_name != GRAPH_ONTOLOGY:
                self._keys.add(key_of(quad.subject))
            yield quad


def faults_of(store: Store, only: Container[str] | None = None) -> list[Fault]:
    """Return what rules and shapes find, each fault once, without what is waived or only follows from another."""
    waived = {(waiver.rule, waiver.focus) for waiver in shipped_waivers()}
    ruled = list(run_rules(store, shipped_rules()))
    cause = _Cause(ruled)
    found = dict.fromkeys(
        fault
        for fault in chain(ruled, validate(store, shipped_shapes()))
        if (only is None or key_of(fault.focus) in only)
        and (fault.rule, key_of(fault.focus)) not in waived
        and not cause.explains(fault)
    )
    return list(found)


class _Cause:
    """Faults of a value or class that other faults only follow from."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self._values: set[tuple[str, str, str]] = set()
        self._unclassed: set[str] = set()
        for fault in faults:
            if fault.rule in _OF_A_VALUE:
                self._values.add(_link(fault))
            elif fault.rule == "unknown_class":
                self._unclassed.add(key_of(fault.focus))

    def explains(self, fault: Fault) -> bool:
        if fault.component:
            of_unclassed = fault.component == "class" and key_of(fault.value) in self._unclassed
            return of_unclassed or _link(fault) in self._values
        return fault.rule == "property_of_another_class" and key_of(fault.focus) in self._unclassed


def _link(fault: Fault) -> tuple[str, str, str]:
    return key_of(fault.focus), fault.path, str(fault.value)


def _told(
    store: Store, faults: Sequence[Fault], positions: Mapping[str, Position], lang: str
) -> list[Finding]:
    """Put faults into words and in order."""
    wording = Wording(lang, lambda: _known(store))
    findings = []
    for fault in faults:
        key = key_of(fault.focus)
        place = positions.get(key.partition("#")[0] if key not in positions else key)
        problem, repair = wording.of(fault)
        line, column = (place.line, column_of(place, fault.path)) if place else (None, None)
        file = place.file if place else shown(fault.focus)
        findings.append(Finding(fault.severity, file, problem, repair, line, column, fault.rule))
    return sorted(findings, key=lambda one: (one.file, one.line or 0, one.column or 0, one.rule, one.message))


def _known(store: Store) -> Iterator[str]:
    """The terms and resources of ours that have a class."""
    for quad in store.quads(predicate=term("rdf", "type"), graph_name=DefaultGraph()):
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(_NAMESPACES):
            yield quad.subject.value
