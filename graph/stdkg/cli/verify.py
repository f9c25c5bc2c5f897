"""`stdkg verify`: citations against the sources' texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from stdkg.cli import options
from stdkg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["command"]


@click.command("verify", short_help="Hold citations against the texts of the sources.")
@click.option(
    "--text",
    "texts",
    multiple=True,
    required=True,
    metavar="ID=FILE",
    help="The text of a source; repeatable; - is standard input.",
)
@click.option("--coverage", is_flag=True, help="Show also what of each text is still unread.")
@options.reading
@options.lang
@options.out
@options.quiet
@click.pass_context
def command(  # noqa: PLR0913  one argument an option
    context: click.Context,
    *,
    texts: tuple[str, ...],
    coverage: bool,
    store: str | None,
    data: tuple[str, ...],
    include: tuple[str, ...],
    lang: str,
    out: str | None,
    force: bool,
    quiet: bool,
) -> None:
    """Check every citation of the sources whose text is given: hashes, numbers, names, years, units.

    With -q, only what fails is shown. A failure ends with exit code 1; unread text does not.
    """
    from stdkg.cli.graphs import opened
    from stdkg.cli.output import output, refuse_existing
    from stdkg.evidence import coverage as measure
    from stdkg.evidence import verify

    given = _given(texts)
    refuse_existing(out, force=force)
    with opened(store, data, include) as graph:
        report = verify(graph.store, given)
        lines = [failure.line(lang) for failure in report.failures] if quiet else report.lines(lang)
        if coverage:
            lines += measure(graph.store, given).lines(lang)
    with output(out, force=force) as stream:
        stream.writelines(f"{line}\n".encode() for line in lines)
    if not report.ok:
        context.exit(1)


def _given(texts: Sequence[str]) -> dict[str, str | bytes]:
    """The texts by source id: a path, or the bytes of standard input."""
    from stdkg.cli.graphs import standard_input

    given: dict[str, str | bytes] = {}
    for text in texts:
        name, equals, file = text.partition("=")
        if not (name and equals and file):
            raise UsageError(
                f"--text {text!r} is no ID=FILE; write for example --text hme-2023-06-05=article.txt"
            )
        if name in given:
            raise UsageError(f"--text {name} stands twice; write it once")
        given[name] = standard_input() if file == "-" else file
    return given
