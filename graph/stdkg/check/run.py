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

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, DefaultGraph, NamedNode

from stdkg.check.columns import column_of
from stdkg.check.findings import Fault, key_of, shown
from stdkg.check.lines import find_lines
from stdkg.check.rules import breaches, shipped_rules, shipped_waivers
from stdkg.check.shapes import shipped_shapes
from stdkg.check.spread import spread
from stdkg.check.validate import asker, completed
from stdkg.check.wording import Wording
from stdkg.errors import DataError
from stdkg.load.inputs import Inputs
from stdkg.load.shipped import ontology_statements
from stdkg.model import Finding, Position
from stdkg.paths import ontology_dir
from stdkg.store.disk import DiskStore
from stdkg.store.embedded import EmbeddedStore
from stdkg.vocabulary import GRAPH_ONTOLOGY, PREFIXES, STD, term

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from pyoxigraph import Quad, Triple

    from stdkg.load.sources import Source
    from stdkg.model import Graph
    from stdkg.store import Store

__all__ = ["check", "check_paths", "faults_of"]

_NAMESPACES = (PREFIXES["std"], PREFIXES["id"])
_OF_A_VALUE = frozenset({"dangling_reference", "ill_typed_literal", "wrong_language_tag", "wrong_namespace"})
"""Rules that name what is wrong with a value, which then breaks shapes too."""
_OF_ONTOLOGY = frozenset({GRAPH_ONTOLOGY, DefaultGraph()})
_AT_HAND = 500_000
"""Triples of a store on disk that are read into memory first, as the many queries then read no term from the disk."""


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
            without it is copied into memory, beside the ontology; so is one on disk that is small.
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
    held = store
    if not _holds_ontology(store):
        held, described = _in_memory(store)
        held.add(ontology_statements())
        only = described if only is None else only
    elif isinstance(store, DiskStore) and len(store) <= _AT_HAND:
        held = store.in_memory()
    return _told(held, faults_of(held, only), positions or {}, lang)


def _in_memory(store: Store) -> tuple[EmbeddedStore, Container[str]]:
    """A copy, and the keys of the nodes that it says something of."""
    if isinstance(store, EmbeddedStore):
        return store.in_memory(), _Described(store)
    copy, subjects = EmbeddedStore(), _Subjects()
    copy.add(subjects.noting(store.statements()))
    return copy, subjects


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


class _Described:
    """The subjects of a store's statements, those of the ontology left out; each is looked up when it is asked for."""

    def __init__(self, store: EmbeddedStore) -> None:
        self._store = store
        self._known: dict[str, bool] = {}

    def __contains__(self, key: object) -> bool:
        name = str(key)
        if name not in self._known:
            self._known[name] = self._is_described(name)
        return self._known[name]

    def _is_described(self, key: str) -> bool:
        try:
            node = BlankNode(key[2:]) if key.startswith("_:") else NamedNode(key)
        except ValueError:  # a value that is no node
            return False
        graphs: dict[Triple, set[Graph]] = {}
        for quad in self._store.quads(subject=node):
            graphs.setdefault(quad.triple, set()).add(quad.graph_name)
        return any(not found <= _OF_ONTOLOGY or found == {DefaultGraph()} for found in graphs.values())


def faults_of(store: Store, only: Container[str] | None = None) -> list[Fault]:
    """Return what rules and shapes find, each fault once, without what is waived or only follows from another."""
    waived = {(waiver.rule, waiver.focus) for waiver in shipped_waivers()}
    ruled, shaped = _asked(store)
    cause = _Cause(ruled)
    found = dict.fromkeys(
        fault
        for fault in chain(ruled, shaped)
        if (only is None or key_of(fault.focus) in only)
        and (fault.rule, key_of(fault.focus)) not in waived
        and not cause.explains(fault)
    )
    return list(found)


def _asked(store: Store) -> tuple[list[Fault], Iterator[Fault]]:
    """What the rules find, and what the shapes find, asked beside each other."""
    rules, shapes = shipped_rules(), shipped_shapes()
    ask_shape = asker(store)
    asks = [partial(ask_shape, shape) for shape in shapes] + [
        partial(breaches, store, rule) for rule in rules
    ]
    answers = list(spread(store, lambda ask: ask(), asks))
    ruled = [fault for found in answers[len(shapes) :] for fault in found or ()]
    return ruled, completed(store, shapes, answers[: len(shapes)])


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
