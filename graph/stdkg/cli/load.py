"""`stdkg load`: files into a store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from stdkg.cli import options
from stdkg.errors import UnknownNameError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import NamedNode, Quad

    from stdkg.reason import Profile
    from stdkg.store import Store

__all__ = ["command"]


@click.command("load", short_help="Add files and folders to a store, all or nothing.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--store", required=True, metavar="WHERE", help="The store: a folder, made when it is not there."
)
@click.option("--graph", metavar="IRI", help="The graph for triples that lie in none; a CURIE will do.")
@options.reason
@options.quiet
def command(
    *, paths: tuple[str, ...], store: str, graph: str | None, reason: Profile | None, quiet: bool
) -> None:
    """Load RDF and curated tables into a store. When a file has a fault, nothing is loaded, and every fault is named."""
    from pathlib import Path

    from stdkg.cli.graphs import inputs
    from stdkg.cli.output import report
    from stdkg.graph import open_graph
    from stdkg.load.inputs import Inputs

    target = _graph(graph)
    with inputs(paths) as files:
        source = Inputs([Path(file) for file in files], target)
        counter = _Counter(source.statements(), quiet=quiet)
        with open_graph(store, create=True) as opened:
            opened.store.add(_with_derived(counter, opened.store, reason) if reason else counter)
    report(f"{counter.count:,} statements into {store}", quiet=quiet)


def _with_derived(statements: Iterable[Quad], store: Store, profile: Profile) -> Iterable[Quad]:
    """The statements, and what follows from them and from what the store holds."""
    from pyoxigraph import DefaultGraph

    from stdkg.reason import entailed

    return entailed(statements, profile, store.quads(graph_name=DefaultGraph()))


class _Counter:
    """Statements that are counted as they pass, with progress on a terminal."""

    def __init__(self, statements: Iterable[Quad], *, quiet: bool) -> None:
        self._statements = statements
        self._quiet = quiet
        self.count = 0

    def __iter__(self) -> Iterator[Quad]:
        from stdkg.cli.output import progress

        for statement in progress(self._statements, "statements", quiet=self._quiet):
            self.count += 1
            yield statement


def _graph(text: str | None) -> NamedNode | None:
    """The graph that an IRI or CURIE names.

    Raises:
        UsageError: it is neither.
    """
    if text is None:
        return None
    from pyoxigraph import NamedNode

    from stdkg.vocabulary import expand

    try:
        return NamedNode(text if "://" in text or text.startswith("urn:") else expand(text))
    except (ValueError, UnknownNameError):
        raise UsageError(f"--graph {text!r} is no IRI; write for example https://example.com/graph") from None
