"""`stdkg load`: files into a store."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

import click

from stdkg.cli import options
from stdkg.errors import UnknownNameError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import NamedNode, Quad

    from stdkg.reason import Profile
    from stdkg.store import Store

__all__ = ["command"]

_MEGABYTE = 1024 * 1024


@click.command("load", short_help="Add files, folders and addresses to a store, all or nothing.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--store", required=True, metavar="WHERE", help="The store: a folder, made when it is not there."
)
@click.option("--graph", metavar="IRI", help="The graph for triples that lie in none; a CURIE will do.")
@click.option(
    "--replace", is_flag=True, help="Put the statements in the place of what their graphs and sources held."
)
@click.option(
    "--mapping", metavar="FILE", help="CSV on the Web metadata that say what the rows of the tables state."
)
@options.reason
@options.arriving
@options.quiet
def command(  # noqa: PLR0913  one argument an option
    *,
    paths: tuple[str, ...],
    store: str,
    graph: str | None,
    replace: bool,
    mapping: str | None,
    reason: Profile | None,
    format_: str | None,
    allow_private: bool,
    max_size: int,
    timeout: float,
    quiet: bool,
) -> None:
    """Load RDF, curated tables and ISO Open Data into a store. When a file has a fault, nothing is loaded, and every fault is named.

    PATH is a file, plain or compressed (.gz, .zst, .zip), a folder, a glob, an http(s) address, or - for standard input.
    """
    from pathlib import Path

    from stdkg.addresses import shown
    from stdkg.cli.graphs import inputs
    from stdkg.cli.output import counted, report, report_warnings
    from stdkg.graph import replace_graphs
    from stdkg.load.inputs import Inputs
    from stdkg.load.web import Limits
    from stdkg.vocabulary import GRAPH_DERIVED

    named = _graph(graph)
    limits = Limits(max_size * _MEGABYTE, timeout, allow_private)
    with inputs(paths, format_, limits) as files, _Progress(quiet=quiet) as progress:
        by = Path(mapping) if mapping else None
        source = Inputs(files, named, fresh=False, mapping=by, tell=progress.tell)
        replaced = Inputs(files, named, mapping=by).graphs() if replace else None
        progress.begin(source.size)
        with _target(store) as opened:
            statements: Iterable[Quad] = source.statements()
            derived = _Derived()
            if reason:
                statements = derived.noting(_with_derived(statements, opened, reason))
            if replaced is None:
                opened.add(statements)
            else:
                replace_graphs(opened, replaced, statements)
            is_outdated = (
                bool(replaced) and next(iter(opened.quads(graph_name=GRAPH_DERIVED)), None) is not None
            )
    report_warnings(source.warnings, quiet=quiet)
    report(f"{counted(source.count, 'statement')} into {shown(store)}", quiet=quiet)
    if is_outdated:
        report(
            "graph:derived may hold what followed from what was replaced; load all into a new store to derive anew",
            quiet=quiet,
        )
    if reason:
        what = counted(derived.count, "derived statement")
        report(f"{what} beside them: a query reads such with GRAPH graph:derived {{ }}", quiet=quiet)


@contextmanager
def _target(where: str) -> Iterator[Store]:
    """Open the store, made when it is not there; a new one whose first load fails is gone again."""
    from stdkg.graph import open_graph
    from stdkg.store.disk import DiskStore

    with open_graph(where, create=True) as opened:
        try:
            yield opened.store
        except BaseException:
            if isinstance(opened.store, DiskStore):
                opened.store.withdraw()
            raise


def _with_derived(statements: Iterable[Quad], store: Store, profile: Profile) -> Iterable[Quad]:
    """The statements, and what follows from them and from what the store holds."""
    from pyoxigraph import DefaultGraph

    from stdkg.reason import entailed

    return entailed(statements, profile, store.quads(graph_name=DefaultGraph()))


class _Derived:
    """How many derived statements went by."""

    count = 0

    def noting(self, statements: Iterable[Quad]) -> Iterator[Quad]:
        """Yield statements as they are."""
        from stdkg.vocabulary import GRAPH_DERIVED

        for quad in statements:
            self.count += quad.graph_name == GRAPH_DERIVED
            yield quad


class _Progress:
    """On a terminal: how much of the files was read, at which rate, and the time that is left."""

    def __init__(self, *, quiet: bool) -> None:
        from tqdm import tqdm

        off = quiet or sys.stderr is None or not sys.stderr.isatty()
        self._bar = tqdm(unit="B", unit_scale=True, unit_divisor=1024, leave=False, disable=off)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.close()

    def tell(self, count: int) -> None:
        """Hear of bytes that were read."""
        self._bar.update(count)

    def begin(self, total: int) -> None:
        """Begin with a number of bytes to come."""
        self._bar.reset(total=total)


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
