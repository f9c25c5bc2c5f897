"""`stdkg ask`: named questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from stdkg.cli import options
from stdkg.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stdkg.ask import Question, Result

__all__ = ["command"]


@click.command(
    "ask",
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
    short_help="Answer a named question; without a name, list them.",
)
@click.argument("words", nargs=-1, type=click.UNPROCESSED, metavar="[NAME] [--KEY VALUE]...")
@options.reading
@options.row_format
@options.lang
@options.out
@options.timeout
@options.quiet
@click.option("--iri", is_flag=True, help="Leave IRIs as they are; otherwise labels stand for them.")
@click.option(
    "-h", "--help", "help_", is_flag=True, help="Show this text; after NAME, what the question answers."
)
@click.pass_context
def command(  # noqa: PLR0913  one argument an option
    context: click.Context,
    *,
    words: tuple[str, ...],
    store: str | None,
    data: tuple[str, ...],
    include: tuple[str, ...],
    format_: str | None,
    lang: str,
    out: str | None,
    force: bool,
    timeout: float | None,
    quiet: bool,  # noqa: ARG001  nothing to be quiet about
    iri: bool,
    help_: bool,
) -> None:
    """Answer a named question; without a name, list all of them with their parameters.

    Actors, regions and concepts are named by any of their names, in English or Chinese, or by CURIE or IRI.

    \b
      stdkg ask
      stdkg ask secretariats-by-region
      stdkg ask joint-plans --agency SAC --year 2022
      stdkg ask joint-plans --help
    """  # noqa: D301  click reads the backspace
    name, parameters = _sorted_out(words)
    if help_ and name is None:
        click.echo(context.get_help())
        return
    from stdkg.ask import ask, question
    from stdkg.ask.parameters import check_names
    from stdkg.cli.graphs import opened
    from stdkg.cli.output import print_rows, refuse_existing
    from stdkg.cli.working import evaluate

    if name is None:
        _refuse_parameters(parameters)
        print_rows(_list(lang), format_, out, force=force)
        return
    asked = question(name)
    if help_:
        click.echo(_description(asked, lang))
        return
    check_names(asked, parameters)
    refuse_existing(out, force=force)
    with opened(store, data, include) as graph:
        result = evaluate(lambda: ask(graph.store, name, parameters, lang=lang, iri=iri), timeout)
    print_rows(result, format_, out, force=force)


def _sorted_out(words: Sequence[str]) -> tuple[str | None, dict[str, str]]:
    """The name of the question and its parameters, in whatever order they stand."""
    name: str | None = None
    parameters: dict[str, str] = {}
    rest = iter(words)
    for word in rest:
        if word.startswith("--") and len(word) > len("--"):
            key, equals, value = word[2:].partition("=")
            given = value if equals else next(rest, None)
            key = key.replace("-", "_")
            if given is None:
                raise UsageError(f"--{key} has no value; write --{key} VALUE")
            if key in parameters:
                raise UsageError(f"--{key} stands twice; write it once")
            parameters[key] = given
        elif word.startswith("-"):
            raise UsageError(f"no option {word!r}; see stdkg ask --help")
        elif name is None:
            name = word
        else:
            raise UsageError(
                f"{word!r} is one word too many; write a parameter as --KEY VALUE, a value with blanks in quotes"
            )
    return name, parameters


def _refuse_parameters(parameters: dict[str, str]) -> None:
    if parameters:
        raise UsageError(f"--{next(iter(parameters))} without a question; write stdkg ask NAME --KEY VALUE")


def _list(lang: str) -> Result:
    from pyoxigraph import Literal

    from stdkg.ask import Result, questions
    from stdkg.ask.questions import headings

    rows = [
        (Literal(asked.name), Literal(asked.title[lang], language=lang), Literal(asked.usage))
        for asked in questions()
    ]
    return Result(("name", "title", "parameters"), rows, headings=headings(lang))


def _description(asked: Question, lang: str) -> str:
    """What a question answers and what its parameters mean, for a person."""
    texts = {
        "en": ("stdkg ask {} {}", "needed", "optional", "default {}", "for example {}"),
        "zh": ("stdkg ask {} {}", "必填", "可选", "默认 {}", "例如 {}"),
    }
    usage, needed, optional, default, example = texts[lang]
    lines = [asked.title[lang], "", asked.answer[lang], "", usage.format(asked.name, asked.usage).rstrip()]
    for parameter in asked.parameters.values():
        how = (
            needed
            if parameter.required
            else default.format(parameter.default)
            if parameter.default
            else optional
        )
        lines.append(
            f"  --{parameter.name}  {parameter.meaning[lang]} ({how}; {example.format(parameter.example)})"
        )
    return "\n".join(lines)
