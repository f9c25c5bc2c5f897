"""`stdkg view`: the interactive page."""

from __future__ import annotations

import click

from stdkg.cli import options
from stdkg.errors import UsageError

__all__ = ["command"]


@click.command("view", short_help="Write the graph as an interactive page: one HTML file that works offline.")
@click.option(
    "--out", required=True, metavar="FILE", help="Write to FILE, whole or not at all; - is standard output."
)
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
@click.option(
    "--focus", metavar="WHO", help="Only what lies around this actor, region or initiative: any of its names."
)
@click.option(
    "--hops", type=click.IntRange(min=1), metavar="N", help="How many steps around the focus. Default: 2."
)
@options.reading
@click.option(
    "--lang",
    type=click.Choice(["en", "zh"]),
    help="Language that the page opens in. Default: that of the reader's browser.",
)
@options.quiet
def command(  # noqa: PLR0913  one argument an option
    *,
    out: str,
    force: bool,
    focus: str | None,
    hops: int | None,
    store: str | None,
    data: tuple[str, ...],
    include: tuple[str, ...],
    lang: str | None,
    quiet: bool,
) -> None:
    """Write the page of the whole graph, or of what lies around one actor."""
    if hops is not None and focus is None:
        raise UsageError("--hops without --focus; write --focus WHO as well")
    from stdkg.ask import resolve
    from stdkg.cli.graphs import opened
    from stdkg.cli.output import output, report
    from stdkg.view import page

    with output(out, force=force) as stream, opened(store, data, include) as graph:
        node = resolve(graph.store, focus).value if focus is not None else None
        html = page(graph.store, focus=node, hops=hops or 2, lang=lang).encode()
        stream.write(html)
    report(f"{out}: {len(html):,} bytes", quiet=quiet or out == "-")
