"""`stdkg check`: tables, RDF, shapes and rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from stdkg.cli import options
from stdkg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stdkg.model import Finding

__all__ = ["command"]

_SUMMARY = {"en": "{} errors, {} warnings", "zh": "{}个错误，{}个警告"}


@click.command(
    "check", short_help="Hold tables, RDF, shapes and rules: file:line:column: what is; what to write."
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@options.reading
@options.lang
@options.quiet
@click.pass_context
def command(  # noqa: PLR0913  one argument an option
    context: click.Context,
    *,
    paths: tuple[str, ...],
    store: str | None,
    data: tuple[str, ...],
    include: tuple[str, ...],
    lang: str,
    quiet: bool,
) -> None:
    """Check files and folders of tables and RDF, or a store; without either, what stdkg ships.

    A finding a line, on standard output; with an error among them the exit code is 1.
    """
    from stdkg.cli.output import output, report
    from stdkg.cli.working import evaluate

    if store and (paths or data):
        raise UsageError("a store and files together; name one of them")
    if include and paths:
        raise UsageError("--with adds to the shipped graph; leave out the files, or --with")
    findings = evaluate(lambda: _found(store, (*paths, *data), include, lang))
    with output(None) as out:
        out.writelines(f"{finding}\n".encode() for finding in findings)
    errors = sum(finding.severity == "error" for finding in findings)
    report(_SUMMARY[lang].format(errors, len(findings) - errors), quiet=quiet)
    if errors:
        context.exit(1)


def _found(store: str | None, paths: Sequence[str], include: Sequence[str], lang: str) -> list[Finding]:
    from pathlib import Path

    from stdkg.check import check, check_paths
    from stdkg.cli.graphs import inputs, opened

    if store or include:
        with opened(store, paths, include) as graph:
            return check(graph.store, lang=lang)
    with inputs(paths) as files:
        return check_paths([Path(file) for file in files], lang=lang)
