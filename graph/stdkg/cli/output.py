"""Where data go: standard output or a file; and messages: standard error."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from stdkg.errors import AccessError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stdkg.ask import Result
    from stdkg.model import Finding

__all__ = [
    "counted",
    "output",
    "print_rows",
    "refuse_existing",
    "report",
    "report_warnings",
    "terminal_width",
]

_FEW = 3
_BY_ENDING = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".json": "json",
    ".srj": "json",
    ".xml": "xml",
    ".srx": "xml",
    ".md": "markdown",
}


@contextmanager
def output(file: str | None, *, force: bool = False) -> Iterator[BinaryIO]:
    """Yield what to write data to: the file, which appears once the block has ended well, or standard output.

    Raises:
        UsageError: the file exists and `force` is not given.
        AccessError: it cannot be written.
    """
    if file is not None and file != "-":
        from pathlib import Path

        from stdkg.files import atomic_writer

        with atomic_writer(Path(file), force=force) as out:
            yield out
        return
    if sys.stdout is None:
        raise AccessError("standard output: is closed; give --out FILE")
    try:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise AccessError(f"standard output: cannot be written: {error.strerror or error}") from error


def refuse_existing(file: str | None, *, force: bool) -> None:
    """Refuse early, before any work, what `output` would refuse in the end.

    Raises:
        UsageError: the file exists and `force` is not given.
    """
    from pathlib import Path

    if file not in (None, "-") and not force and Path(str(file)).is_file():
        raise UsageError(f"{file}: exists; give --force to replace it")


def print_rows(result: Result, format_: str | None, file: str | None = None, *, force: bool = False) -> None:
    """Write rows in a format; without one, in that of the file's ending, else a table on a terminal and CSV elsewhere."""
    from stdkg.ask.formats import write_rows

    width = terminal_width() if file in (None, "-") else None
    if format_ is None:
        ending = "." + file.rpartition(".")[2].lower() if file else ""
        format_ = _BY_ENDING.get(ending) or ("table" if width is not None else "csv")
    written = write_rows(result, format_, width=width)
    with output(file, force=force) as out:
        out.write(written)


def terminal_width() -> int | None:
    """Return the width of the terminal that standard output is, None where it is none."""
    if sys.stdout is None or not sys.stdout.isatty():
        return None
    from shutil import get_terminal_size

    return get_terminal_size().columns


def counted(number: int, thing: str) -> str:
    """Return a number with the word for what is counted, in English.

    Example:
        >>> counted(1, "statement"), counted(1200, "triple")
        ('1 statement', '1,200 triples')
    """
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def report(message: str, *, quiet: bool) -> None:
    """Say something on standard error, unless it is to be quiet."""
    if not quiet:
        from stdkg.cli.running import complain

        complain(message)


def report_warnings(warnings: Sequence[Finding], *, quiet: bool) -> None:
    """Say warnings: of each rule the first few, and how many more there are."""
    by_rule: dict[str, list[Finding]] = {}
    for warning in warnings:
        by_rule.setdefault(warning.rule, []).append(warning)
    for rule, found in by_rule.items():
        for warning in found[:_FEW]:
            report(str(warning), quiet=quiet)
        if len(found) > _FEW:
            report(
                f"{found[0].file}: warning: {len(found) - _FEW:,} more of {rule}; stdkg check names all",
                quiet=quiet,
            )
