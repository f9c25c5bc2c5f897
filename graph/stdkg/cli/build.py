"""`stdkg build`: the main job."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from stdkg.cli import options

if TYPE_CHECKING:
    from stdkg.build import Made
    from stdkg.reason import Profile

__all__ = ["command"]

_LINE = {
    "en": "{path}: {things}, {size:,} bytes",
    "zh": "{path}：{things}，{size:,}字节",
}
_CHINESE = {"statement": "条陈述", "edge": "条边", "node": "个节点"}
"""What a writer counts."""


@click.command("build", short_help="Ontology and data to files in every format.")
@click.option(
    "--out", default="build", show_default=True, metavar="DIR", help="The folder, made when it is not there."
)
@options.with_
@options.reason
@options.lang
@options.quiet
def command(*, out: str, include: tuple[str, ...], reason: Profile | None, lang: str, quiet: bool) -> None:
    """Write the graph that stdkg ships to DIR/stdkg.* in every format; nothing else in DIR is touched.

    The files of an earlier build are replaced all together, when every one of them is written.
    """
    from pathlib import Path

    from stdkg.build import build
    from stdkg.cli.output import report

    def written(made: Made) -> None:
        if sys.stderr is not None and sys.stderr.isatty():
            report(_line(made, lang), quiet=quiet)

    made = build(Path(out), include, reason=reason, report=written)
    if sys.stderr is None or not sys.stderr.isatty():
        report("\n".join(_line(file, lang) for file in made), quiet=quiet)


def _line(made: Made, lang: str) -> str:
    from stdkg.cli.output import counted
    from stdkg.export import find

    thing = find(made.format).counts
    things = counted(made.statements, thing) if lang == "en" else f"{made.statements:,}{_CHINESE[thing]}"
    return _LINE[lang].format(path=made.path, things=things, size=made.size)
