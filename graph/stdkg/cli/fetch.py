"""`stdkg fetch`: open data from where they are published."""

from __future__ import annotations

import click

from stdkg.cli import options

__all__ = ["command"]


@click.command("fetch", short_help="Fetch open data (iso) and write it as a graph.")
@click.argument("source", type=click.Choice(["iso"]))
@click.option(
    "--from", "origin", metavar="DIR", help="Take the files from a folder instead of their addresses."
)
@click.option("--deliverables", is_flag=True, help="Fetch the standards as well, a large file.")
@click.option(
    "--retrieved", metavar="DATE", help="The day the files in DIR were fetched; today unless given."
)
@click.option(
    "--timeout",
    type=options.SECONDS,
    default=600,
    show_default=True,
    metavar="SECONDS",
    help="How long each address may take.",
)
@options.out
@options.quiet
def command(  # noqa: PLR0913  one argument an option
    *,
    source: str,  # noqa: ARG001  the only one so far
    origin: str | None,
    deliverables: bool,
    retrieved: str | None,
    timeout: float,
    out: str | None,
    force: bool,
    quiet: bool,
) -> None:
    """Fetch ISO Open Data: committees with parents, secretariats, members and liaisons, and the ICS; as N-Quads.

    The graph says under which licence the data are, whom to attribute them to, and the day of the fetch.
    """
    from pathlib import Path

    from pyoxigraph import RdfFormat, serialize

    from stdkg.cli.output import counted, output, refuse_existing, report, report_warnings
    from stdkg.files import temporary_folder
    from stdkg.load.fetched import IsoEdition, fetch_iso, iso_day

    refuse_existing(out, force=force)
    day = iso_day(retrieved)
    with temporary_folder() as folder:
        kinds = ("committees", "ics", *(("deliverables",) if deliverables else ()))
        files = Path(origin) if origin else fetch_iso(folder, kinds, timeout)
        edition = IsoEdition(files, day)
        with output(out, force=force) as stream:
            serialize(edition.statements(), stream, RdfFormat.N_QUADS)
    report_warnings(edition.warnings, quiet=quiet)
    report(counted(edition.count, "statement"), quiet=quiet)
