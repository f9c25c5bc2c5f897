"""The options that several commands share, and the values they take."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "REASONS",
    "ROW_FORMATS",
    "SECONDS",
    "SYNTAXES",
    "allow_service",
    "arriving",
    "lang",
    "out",
    "quiet",
    "reading",
    "reason",
    "row_format",
    "timeout",
    "with_",
]

F = TypeVar("F", bound="Callable[..., object]")

SYNTAXES: Final = ("turtle", "trig", "ntriples", "nquads", "n3", "rdfxml", "jsonld")
"""The syntaxes of RDF; a test holds them against `stdkg.load.arrivals`."""
ROW_FORMATS: Final = ("table", "csv", "tsv", "json", "xml", "markdown")
"""The formats of rows; a test holds them against `stdkg.ask.formats`."""


REASONS: Final = ("rdfs", "owl-rl")
"""The sets of rules; a test holds them against `stdkg.reason`."""


class _Seconds(click.FloatRange):
    """A time above 0 for which a thread and a connection can wait; click's own range lets NaN through."""

    def convert(self, value: float, param: click.Parameter | None, ctx: click.Context | None) -> float:
        seconds = super().convert(value, param, ctx)
        if math.isnan(seconds) or seconds > _LONGEST:
            self.fail(f"{value!r} is no number of seconds from above 0 to {_LONGEST:,}", param, ctx)
        return float(seconds)


_LONGEST: Final = 1_000_000_000
"""About 31 years; the system's clocks cannot hold much more."""
SECONDS: Final = _Seconds(min=0, min_open=True)
"""The values of --timeout."""


def reading(function: F) -> F:
    """Add --store, --data and --with."""
    function = with_(function)
    function = click.option(
        "--data",
        multiple=True,
        metavar="PATH",
        help="Read a file or folder of RDF or curated tables into memory instead; repeatable; - is standard input.",
    )(function)
    return click.option(
        "--store",
        metavar="WHERE",
        help="Read a store: a folder on disk, or the address of a SPARQL 1.1 engine. Nothing: the shipped graph.",
    )(function)


def arriving(function: F) -> F:
    """Add --format, --allow-private, --max-size and --timeout, for standard input and addresses."""
    for decorate in (
        click.option(
            "--timeout",
            type=SECONDS,
            metavar="SECONDS",
            default=600,
            show_default=True,
            help="How long an address may take.",
        ),
        click.option(
            "--max-size",
            type=click.IntRange(min=1),
            metavar="MB",
            default=4096,
            show_default=True,
            help="How much an address may hold.",
        ),
        click.option(
            "--allow-private", is_flag=True, help="Fetch from private and loopback addresses as well."
        ),
        click.option(
            "--format",
            "format_",
            type=click.Choice(SYNTAXES),
            help="The syntax of standard input (trig unless given) and of addresses.",
        ),
    ):
        function = decorate(function)
    return function


def with_(function: F) -> F:
    """Add --with."""
    return click.option(
        "--with",
        "include",
        multiple=True,
        metavar="ID",
        help="Add a fetched source to the shipped graph: iso; repeatable.",
    )(function)


def lang(function: F) -> F:
    """Add --lang."""
    return click.option(
        "--lang",
        type=click.Choice(["en", "zh"]),
        default="en",
        show_default=True,
        help="Language of labels and texts.",
    )(function)


def quiet(function: F) -> F:
    """Add -q."""
    return click.option(
        "-q", "--quiet", is_flag=True, help="No messages and no progress, only data and errors."
    )(function)


def row_format(function: F) -> F:
    """Add --format for rows."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(ROW_FORMATS),
        help="Default: table on a terminal, csv into a pipe or file.",
    )(function)


def out(function: F) -> F:
    """Add --out and --force."""
    function = click.option("--force", is_flag=True, help="Replace FILE if it exists.")(function)
    return click.option(
        "--out", metavar="FILE", help="Write to FILE, whole or not at all; - is standard output."
    )(function)


def reason(function: F) -> F:
    """Add --reason."""
    return click.option(
        "--reason",
        type=click.Choice(REASONS),
        help="Add what follows by these rules, in the graph of what is derived.",
    )(function)


def timeout(function: F) -> F:
    """Add --timeout."""
    return click.option(
        "--timeout",
        type=SECONDS,
        metavar="SECONDS",
        help="Give up after so many seconds, with exit code 3.",
    )(function)


def allow_service(function: F) -> F:
    """Add --allow-service."""
    return click.option(
        "--allow-service",
        multiple=True,
        metavar="URL",
        help="An address that SERVICE may call; repeatable. All others are refused.",
    )(function)
