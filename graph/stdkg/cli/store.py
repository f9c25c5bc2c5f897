"""`stdkg store`: the upkeep of a store on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from stdkg.cli import options
from stdkg.errors import UsageError

if TYPE_CHECKING:
    from stdkg.store.disk import DiskStore

__all__ = ["command"]


@click.group("store", short_help="Look after a store on disk: info, verify, compact, backup.")
def command() -> None:
    """Look after a store on disk; those who read it are not disturbed."""


@command.command("info")
@click.argument("folder")
@options.row_format
def info(folder: str, format_: str | None) -> None:
    """Say what the store in FOLDER holds, and how much room it takes."""
    from pyoxigraph import Literal

    from stdkg.ask import Result
    from stdkg.cli.output import print_rows
    from stdkg.store.upkeep import describe

    rows = [(Literal(name), Literal(value)) for name, value in describe(_opened(folder)).items()]
    print_rows(Result(("what", "value"), rows), format_)


@command.command("verify")
@click.argument("folder")
@options.quiet
@click.pass_context
def verify(context: click.Context, *, folder: str, quiet: bool) -> None:
    """Read all of the store in FOLDER, and name what is wrong with it; then the exit code is 1."""
    from stdkg.cli.output import counted, output, report
    from stdkg.store.upkeep import verify as verified

    store = _opened(folder)
    findings = verified(store)
    with output(None) as out:
        out.writelines(f"{finding}\n".encode() for finding in findings)
    if findings:
        context.exit(1)
    report(f"{folder}: sound, {counted(len(store), 'triple')}", quiet=quiet)


@command.command("compact")
@click.argument("folder")
@options.quiet
def compact(*, folder: str, quiet: bool) -> None:
    """Write the store in FOLDER anew in the least room; it says the same."""
    from stdkg.cli.output import report
    from stdkg.store.upkeep import room

    store = _opened(folder)
    before = room(store)
    store.compact()
    report(f"{folder}: {before:,} bytes before, {room(store):,} now", quiet=quiet)


@command.command("backup")
@click.argument("folder")
@click.argument("target")
@options.quiet
def backup(*, folder: str, target: str, quiet: bool) -> None:
    """Make the folder TARGET a store that holds what the one in FOLDER does; whole or not at all."""
    from pathlib import Path

    from stdkg.cli.output import counted, report

    store = _opened(folder)
    store.backup(Path(target))
    report(f"{counted(len(store), 'triple')} into {target}", quiet=quiet)


def _opened(folder: str) -> DiskStore:
    """Open a store on disk.

    Raises:
        UsageError: an address, whose engine looks after itself.
        AccessError: there is no store.
    """
    from pathlib import Path

    from stdkg.addresses import has_scheme, shown
    from stdkg.store.disk import DiskStore

    if has_scheme(folder):
        raise UsageError(
            f"{shown(folder)}: is no store on disk; a remote engine is looked after where it runs"
        )
    return DiskStore(Path(folder))
