"""The group of commands; a command's module is imported when the command is called, or listed."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, cast

import click

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["COMMANDS", "stdkg"]

COMMANDS: Final[Mapping[str, str]] = {
    "build": "stdkg.cli.build",
    "ask": "stdkg.cli.ask",
    "query": "stdkg.cli.query",
    "check": "stdkg.cli.check",
    "verify": "stdkg.cli.verify",
    "load": "stdkg.cli.load",
    "fetch": "stdkg.cli.fetch",
    "store": "stdkg.cli.store",
    "export": "stdkg.cli.export",
    "view": "stdkg.cli.view",
    "stats": "stdkg.cli.stats",
}
"""Name of each command and the module whose `command` it is."""


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  click's signature
        if cmd_name not in COMMANDS:
            return None
        return cast("click.Command", import_module(COMMANDS[cmd_name]).command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(name, COMMANDS, n=1)
            hint = f"did you mean {near[0]}?" if near else f"write one of {', '.join(COMMANDS)}"
            raise click.UsageError(f"no command {name!r}; {hint}", ctx)
        return super().resolve_command(ctx, args)


@click.command(
    cls=_LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.version_option(package_name="stdkg", message="stdkg %(version)s")
@click.pass_context
def stdkg(context: click.Context) -> None:
    """Who sets standards, through which plans, with whom, how much, by when, and on whose word.

    Without --store and --data, a command reads the graph that stdkg ships.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
