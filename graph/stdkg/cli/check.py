"""`stdkg check`: tables, RDF, shapes and rules."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from stdkg.cli import options
from stdkg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from stdkg.model import Finding

__all__ = ["command"]

_SUMMARY = {"en": "{} error{}, {} warning{}", "zh": "{0}个错误，{2}个警告"}
_REST = {
    "en": "and {:,} more of the kind {}; --all shows them",
    "zh": "另有{:,}个 {} 类问题；加 --all 可全部列出",
}
_SHOWN = 100
"""Findings of one kind that are told one by one: a wrong column of a large table makes one in each row."""


@click.command(
    "check", short_help="Hold tables, RDF, shapes and rules: file:line:column: what is; what to write."
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@options.reading
@click.option("--all", "every", is_flag=True, help=f"Tell every finding, not just {_SHOWN} of a kind.")
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
    every: bool,
    lang: str,
    quiet: bool,
) -> None:
    """Check files and folders of tables and RDF, or a store; without either, what stdkg ships.

    A finding a line, on standard output; with an error among them the exit code is 1. Of each kind the first hundred
    are told, and on standard error how many more there are.
    """
    from stdkg.cli.output import output, report
    from stdkg.cli.working import evaluate

    if store and (paths or data):
        raise UsageError("a store and files together; name one of them")
    if include and paths:
        raise UsageError("--with adds to the shipped graph; leave out the files, or --with")
    findings = evaluate(lambda: _found(store, (*paths, *data), include, lang))
    met: Counter[str] = Counter()
    with output(None) as out:
        told = findings if every else _first(findings, met)
        out.writelines(f"{finding}\n".encode() for finding in told)
    for kind, number in met.items():
        if number > _SHOWN:
            report(_REST[lang].format(number - _SHOWN, kind), quiet=quiet)
    errors = sum(finding.severity == "error" for finding in findings)
    warnings = len(findings) - errors
    report(
        _SUMMARY[lang].format(errors, "" if errors == 1 else "s", warnings, "" if warnings == 1 else "s"),
        quiet=quiet,
    )
    if errors:
        context.exit(1)


def _first(findings: Iterable[Finding], met: Counter[str]) -> Iterator[Finding]:
    """Yield the first findings of each kind, and count all: a rule, or a file and its column for a cell's fault."""
    for finding in findings:
        kind = finding.rule or f"{finding.file}, column {finding.column or 0}"
        met[kind] += 1
        if met[kind] <= _SHOWN:
            yield finding


def _found(store: str | None, paths: Sequence[str], include: Sequence[str], lang: str) -> list[Finding]:
    from stdkg.check import check, check_paths
    from stdkg.cli.graphs import inputs, opened

    if store or include:
        with opened(store, paths, include) as graph:
            return check(graph.store, lang=lang)
    with inputs(paths) as files:
        return check_paths(files, lang=lang)
