"""From arguments to an exit code: every way in which a command can end, each with at most one line an error."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, Final, NoReturn

import click

from stdkg.cli import working
from stdkg.errors import DataError, StdkgError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["complain", "leave", "run"]

_INTERRUPTED = 130
_MANY = 100
"""More faults than these end with a line that counts them."""

_LONGEST: Final = 2_000
"""Characters of an error's line that are shown; an argument quoted in one may be far longer."""

_END: Final = 600
"""Characters kept of the end of a longer line, where the repair is said."""


def run(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code; whatever goes wrong is said on standard error."""
    try:
        code = _invoke(sys.argv[1:] if arguments is None else arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _silence(sys.stdout)
        return 0
    except BaseException as error:  # noqa: BLE001  the last resort: no traceback ever
        return _failed(error)
    return code


def _invoke(arguments: list[str]) -> int:
    """Run a command without click's own endings, which write several lines an error."""
    from stdkg.cli.app import stdkg

    try:
        with stdkg.make_context("stdkg", list(arguments)) as context:
            stdkg.invoke(context)
    except click.exceptions.Exit as ending:
        return ending.exit_code
    return 0


def leave(code: int) -> NoReturn:
    """End the process; at once where a query that cannot be cancelled still runs in a thread.

    What was to be done is done: from here on Ctrl-C changes nothing, and an interpreter on its way out, which gives the
    signal its first meaning back unless it is ignored, must not die of it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if working.abandoned():
        for stream in (sys.stdout, sys.stderr):
            _silence_on_error(stream)
        os._exit(code)
    sys.exit(code)


def complain(message: str) -> None:
    """Write lines to standard error, without anything that a terminal would obey; no error if that is closed."""
    from stdkg.ask.formats.table import visible

    if sys.stderr is None:
        return
    try:
        for line in message.split("\n"):
            sys.stderr.write(visible(line) + "\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        _silence(sys.stderr)


def _failed(error: BaseException) -> int:
    code, lines = _explained(error)
    complain("\n".join(lines))
    _silence_on_error(sys.stdout)
    return code


def _explained(error: BaseException) -> tuple[int, list[str]]:
    """The exit code and the lines for an error."""
    if isinstance(error, DataError) and error.findings:
        number = len(error.findings)
        return error.exit_code, [*str(error).split("\n"), *([f"{number:,} errors"] if number > _MANY else ())]
    if isinstance(error, StdkgError):
        return error.exit_code, [f"stdkg: {_one_line(str(error))}"]
    for kind, explain in _OTHERS.items():
        if isinstance(error, kind):
            return explain(error)
    text = f"{type(error).__name__}: {_one_line(str(error))}"
    return 1, [f"stdkg: internal error: {text}; please report it"]


def _interrupted(error: BaseException) -> tuple[int, list[str]]:
    return _INTERRUPTED, [f"stdkg: interrupted; {error}" if str(error) else "stdkg: interrupted"]


def _out_of_memory(_: BaseException) -> tuple[int, list[str]]:
    return 1, ["stdkg: out of memory; ask for less, or use a store on disk"]


def _unreachable(error: BaseException) -> tuple[int, list[str]]:
    where = getattr(error, "filename", None) or "standard output"
    return 3, [f"stdkg: {where}: {getattr(error, 'strerror', None) or error}"]


def _wrong_use(error: BaseException) -> tuple[int, list[str]]:
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "stdkg"
    text = error.format_message() if isinstance(error, click.ClickException) else str(error)
    message = _one_line(text).rstrip(".")
    return 2, [f"{command}: {message[:1].lower()}{message[1:]}; see {command} --help"]


_OTHERS: Final[dict[type[BaseException], Callable[[BaseException], tuple[int, list[str]]]]] = {
    KeyboardInterrupt: _interrupted,
    click.Abort: _interrupted,
    click.ClickException: _wrong_use,
    OSError: _unreachable,
    MemoryError: _out_of_memory,
}
"""What to say of the errors that are not ours."""


def _one_line(text: str) -> str:
    """An error's text as one line that can be read: the middle of a very long one is left out."""
    line = " ".join(text.split()) if "\n" in text else text
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - _END - 5]} ... {line[-_END:]}"


def _silence_on_error(stream: object) -> None:
    """Flush a stream; when that fails, let the interpreter not try again on its way out."""
    try:
        if stream is not None:
            stream.flush()  # type: ignore[attr-defined]
    except (OSError, ValueError):
        _silence(stream)


def _silence(stream: object) -> None:
    """Point a standard stream at nothing, so that what is left in its buffer is dropped without a word."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, stream.fileno())  # type: ignore[attr-defined]
        os.close(null)
    except (OSError, ValueError, AttributeError):
        return
