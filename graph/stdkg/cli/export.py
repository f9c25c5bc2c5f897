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
@click.option(
    "--shards",
    type=click.IntRange(min=1, max=256),
    metavar="N",
    help="Write N parts in N-Quads for an engine's bulk loader, and their checksums, to the folder --out DIR.",
)
@options.reading
@options.out
@options.quiet
def command(  # noqa: PLR0913  one argument an option
    *,
    format_: str | None,
    citations: str | None,
    shards: int | None,
    store: str | None,
    data: tuple[str, ...],
    include: tuple[str, ...],
    out: str | None,
    force: bool,
    quiet: bool,
) -> None:
    """Write the whole graph, sorted, so that the same statements give the same bytes."""
    from stdkg.cli.graphs import opened
    from stdkg.cli.output import counted, output, report
    from stdkg.export import find, write

    if shards is not None:
        _refuse_beside_shards(format_, citations)
        _shards(shards, out, store, data, force=force, quiet=quiet)
        return
    chosen = find(format_ or _by_ending(out))
    how = cast("Citations", citations or "subjects")
    with output(out, force=force) as stream, opened(store, data, include) as graph:
        count = write(graph.store, chosen.name, stream, citations=how)
    report(counted(count, chosen.counts), quiet=quiet or out in (None, "-"))


def _refuse_beside_shards(format_: str | None, citations: str | None) -> None:
    if format_ not in (None, "nquads"):
        raise UsageError(f"--shards writes N-Quads; leave out --format {format_}")
    if citations is not None:
        raise UsageError(
            "--shards has no --citations: each statement stands in the graph of its passage; leave it out"
        )


def _shards(  # noqa: PLR0913  one argument an option
    number: int, out: str | None, store: str | None, data: tuple[str, ...], *, force: bool, quiet: bool
) -> None:
    from pathlib import Path

    from stdkg.cli.graphs import opened
    from stdkg.cli.output import counted, report
    from stdkg.export.shards import refuse_folder, write_shards

    if out in (None, "-"):
        raise UsageError("--shards writes a folder; name it with --out DIR")
    folder = Path(str(out))
    refuse_folder(folder, force=force)  # before any work
    with opened(store, data) as graph:
        made = write_shards(graph.store, folder, number, force=force)
    report(
        f"{counted(made.statements, 'statement')} in {counted(number, 'part')}: {counted(made.lines, 'line')}, {made.size:,} bytes, "
        f"the merged graph included; check them with sha256sum -c SHA256SUMS",
        quiet=quiet,
    )


def _by_ending(out: str | None) -> str:
    from stdkg.export import FORMATS, by_extension

    if out is None or "." not in out:
        raise UsageError(f"no format; write --format with one of {', '.join(FORMATS)}")
    return by_extension(out.rpartition(".")[2]).name
