"""`stdkg stats`: what a graph holds, in numbers."""

from __future__ import annotations

import click

from stdkg.cli import options

__all__ = ["command"]


@click.command("stats", short_help="Count triples, statements, entities, figures, passages and sources.")
@options.reading
@options.row_format
@options.lang
@options.out
@options.timeout
@options.quiet
def command(  # noqa: PLR0913  one argument an option
    *,
    store: str | None,
    data: tuple[str, ...],
    include: tuple[str, ...],
    format_: str | None,
    lang: str,
    out: str | None,
    force: bool,
    timeout: float | None,
    quiet: bool,  # noqa: ARG001  nothing to be quiet about
) -> None:
    """Count what a graph holds: triples, statements by who states them, entities by class, figures by measure."""
    from stdkg.ask.statistics import statistics
    from stdkg.cli.graphs import opened
    from stdkg.cli.output import print_rows, refuse_existing
    from stdkg.cli.working import evaluate

    refuse_existing(out, force=force)
    with opened(store, data, include) as graph:
        result = evaluate(lambda: statistics(graph.store, lang), timeout)
    print_rows(result, format_, out, force=force)
