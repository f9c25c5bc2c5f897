"""`stdkg query`: free SPARQL."""

from __future__ import annotations

import click

from stdkg.cli import options
from stdkg.errors import AccessError, QueryError, UsageError

__all__ = ["command"]

GRAPH_FORMATS = ("turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml")
"""The formats of triples; a test holds them against `stdkg.export`."""


@click.command("query", short_help="Answer a SPARQL query: SELECT, ASK, CONSTRUCT or DESCRIBE.")
@click.argument("sparql", required=False)
@click.option("-f", "--file", metavar="FILE", help="Read the query from FILE; - is standard input.")
@options.reading
@click.option(
    "--format",
    "format_",
    type=click.Choice([*options.ROW_FORMATS, *GRAPH_FORMATS]),
    help="Rows: table on a terminal, csv into a pipe or file. CONSTRUCT and DESCRIBE: turtle.",
)
@options.out
@options.timeout
@options.allow_service
@options.quiet
@click.pass_context
def command(  # noqa: PLR0913  one argument an option
    context: click.Context,
    *,
    sparql: str | None,
    file: str | None,
    store: str | None,
    data: tuple[str, ...],
    include: tuple[str, ...],
    format_: str | None,
    out: str | None,
    force: bool,
    timeout: float | None,
    allow_service: tuple[str, ...],
    quiet: bool,  # noqa: ARG001  nothing to be quiet about
) -> None:
    """Answer a SPARQL 1.1 query. The prefixes that stdkg knows (std:, id:, dcterms: ...) need no declaration.

    An ASK prints true or false, and false ends with exit code 1.

    \b
      stdkg query 'SELECT ?s { ?s a std:Agency }'
      stdkg query -f question.rq --format json
    """  # noqa: D301  click reads the backspace
    from stdkg.ask import query
    from stdkg.cli.graphs import opened
    from stdkg.cli.output import refuse_existing
    from stdkg.cli.working import evaluate

    text = _text(sparql, file)
    refuse_existing(out, force=force)
    try:
        with opened(store, data, include, allow_service) as graph:
            result = evaluate(lambda: query(graph.store, text), timeout)
    except QueryError as error:
        raise QueryError(
            str(error).replace("query:", f"{file}:", 1) if _is_file(file) else str(error)
        ) from None
    if result.triples is not None:
        _print_triples(result.triples, format_, out, force=force)
        return
    if format_ in GRAPH_FORMATS:
        raise UsageError(
            f"the query gives rows, and {format_} holds triples; write one of {', '.join(options.ROW_FORMATS)}"
        )
    from stdkg.cli.output import print_rows

    print_rows(result, format_, out, force=force)
    if result.boolean is False:
        context.exit(1)


def _is_file(file: str | None) -> bool:
    return file is not None and file != "-"


def _text(sparql: str | None, file: str | None) -> str:
    """The query itself.

    Raises:
        UsageError: none, or two; or it is no UTF-8.
        AccessError: the file cannot be read.
    """
    if (sparql is None) == (file is None):
        raise UsageError("one query is wanted; write stdkg query SPARQL, or -f FILE")
    if file is None and sparql != "-":
        return _checked(sparql or "", "the query")
    from pathlib import Path

    from stdkg.cli.graphs import standard_input

    if not _is_file(file):
        return _decoded(standard_input(), "standard input")
    try:
        return _decoded(Path(file or "").read_bytes(), str(file))
    except OSError as error:
        raise AccessError(f"{file}: cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        raise AccessError(f"{file!r}: is no name of a file: {error}") from error


def _decoded(content: bytes, where: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UsageError(
            f"{where}:{line}: byte 0x{content[error.start]:02X} is no UTF-8; save it as UTF-8"
        ) from None


def _checked(text: str, where: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise UsageError(f"{where} holds bytes that are no UTF-8; write it in UTF-8") from None
    return text


def _print_triples(triples: object, format_: str | None, file: str | None, *, force: bool) -> None:
    from stdkg.cli.output import output
    from stdkg.export import by_extension, write_triples

    if format_ in options.ROW_FORMATS:
        raise UsageError(
            f"the query gives triples, and {format_} holds rows; write one of {', '.join(GRAPH_FORMATS)}"
        )
    if format_ is None and _is_file(file) and "." in (file or ""):
        ending = (file or "").rpartition(".")[2]
        format_ = next((name for name in GRAPH_FORMATS if by_extension(ending).name == name), None)
    with output(file, force=force) as out:
        write_triples(triples, format_ or "turtle", out)  # type: ignore[arg-type]
