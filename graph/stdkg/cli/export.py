"""`stdkg export`: the graph in a format."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from stdkg.cli import options
from stdkg.errors import UsageError

if TYPE_CHECKING:
    from stdkg.export import Citations

__all__ = ["command"]


@click.command("export", short_help="Write the graph in a format: Turtle, TriG, JSON-LD, GraphML and others.")
@click.option("--format", "format_", metavar="F", help="Default: that of the ending of --out FILE.")
@click.option(
    "--citations",
    type=click.Choice(["subjects", "statements", "none"]),
    help="How a flat format (Turtle, N-Triples, JSON-LD, RDF/XML) says who says so. Default: subjects.",
)
@options.reading
@options.out
@options.quiet
def command(  # noqa: PLR0913  one argument an option
    *,
    format_: str | None,
    citations: str | None,
    store: str | None,
    data: tuple[str, ...],
    include: tuple[str, ...],
    out: str | None,
    force: bool,
    quiet: bool,
) -> None:
    """Write the whole graph, sorted, so that the same statements give the same bytes."""
    from stdkg.cli.graphs import opened
    from stdkg.cli.output import output, report
    from stdkg.export import find, write

    chosen = find(format_ or _by_ending(out))
    how = cast("Citations", citations or "subjects")
    with output(out, force=force) as stream, opened(store, data, include) as graph:
        count = write(graph.store, chosen.name, stream, citations=how)
    report(
        f"{count:,} {'edges' if chosen.kind == 'projection' else 'statements'}",
        quiet=quiet or out in (None, "-"),
    )


def _by_ending(out: str | None) -> str:
    from stdkg.export import FORMATS, by_extension

    if out is None or "." not in out:
        raise UsageError(f"no format; write --format with one of {', '.join(FORMATS)}")
    return by_extension(out.rpartition(".")[2]).name
