"""Benchmarks: medians, and the ratio to a peer in the same run. Called by scripts/bench."""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click
from environments import PEERS, make
from measure import Measured, table
from report import write_documents
from scaling import run, same_triples
from suites import SUITES
from tasks import GROUPS, TASKS

if TYPE_CHECKING:
    from scaling import Cost

_SIZES = {
    "turtle": 1_000_000,
    "questions": 1_000_000,
    "projection": 1_000_000,
    "sparql": 200_000,
    "page": 10_000,
}
_SIZE = 100_000
_FEWEST = 10_000
_DOCS = Path(__file__).parents[2] / "docs"


@click.command()
@click.argument("names", nargs=-1, metavar="[SUITE]...")
@click.option("--rounds", default=5, show_default=True, type=click.IntRange(1), help="After one to warm up.")
@click.option(
    "--size",
    type=click.IntRange(1000),
    help="Triples, of page nodes; default 100,000 ("
    + ", ".join(f"{name} {number:,}" for name, number in _SIZES.items())
    + ").",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a case, a line each.")
@click.option("--strict", is_flag=True, help="End with 1 when a limit is not kept.")
@click.option(
    "--peers",
    is_flag=True,
    help="Install kglab, Morph-KGC and maplib, each for itself, where they are not yet.",
)
@click.option("--costs", is_flag=True, help="Run the cost against size, beside the peers that are installed.")
@click.option("--docs", is_flag=True, help="Run all of it, and write the documents.")
@click.option(
    "--to",
    default=_DOCS,
    type=click.Path(file_okay=False, path_type=Path),
    help="With --docs: the folder to write into instead of docs/.",
)
@click.option(
    "--largest",
    default=1_000_000,
    show_default=True,
    type=click.IntRange(10_000),
    help="With --docs or --costs: the sizes are 10,000, ten times that, and so on up to this; of tables up to --rows.",
)
@click.option(
    "--rows",
    type=click.IntRange(10_000),
    help="With --docs or --costs: the most rows of a table; default a tenth of --largest.",
)
@click.option(
    "--group",
    "groups",
    multiple=True,
    type=click.Choice(tuple(GROUPS), case_sensitive=False),
    help="With --costs: only these tasks; may be repeated.",
)
def main(  # noqa: PLR0913  one argument an option
    *,
    names: tuple[str, ...],
    rounds: int,
    size: int | None,
    as_json: bool,
    strict: bool,
    peers: bool,
    costs: bool,
    docs: bool,
    to: Path,
    largest: int,
    rows: int | None,
    groups: tuple[str, ...],
) -> None:
    """Run the SUITEs named, or all of them; an unknown name shows which there are."""
    _refuse_unsound(names, groups if docs else ())
    if peers:
        for peer in PEERS:
            make(peer, lambda text: click.echo(text, err=True))
    found: dict[str, list[Measured]] = {}
    for name in names or (() if (peers or costs) and not docs else SUITES):
        found[name] = results = SUITES[name](rounds, size or _SIZES.get(name, _SIZE))
        if as_json:
            for one in results:
                click.echo(
                    json.dumps({"suite": name, **asdict(one), "ratio": one.ratio, "is_kept": one.is_kept})
                )
        else:
            click.echo(f"{name}\n{table(results)}\n")
    if costs or docs:
        known, same = _costs(
            _sizes(largest), _sizes(rows or max(largest // 10, _FEWEST)), groups or tuple(GROUPS)
        )
        if docs:
            to.mkdir(parents=True, exist_ok=True)
            write_documents(found, known, to, same)
            click.echo(f"wrote benchmarks.md, benchmarks.svg and scale.md into {to}", err=True)
    if strict and not all(one.is_kept for results in found.values() for one in results):
        raise SystemExit(1)


def _refuse_unsound(names: tuple[str, ...], groups: tuple[str, ...]) -> None:
    """Refuse suites that are not known, and groups for the documents, which tell of all."""
    if groups:
        raise click.UsageError(
            "the documents tell of every group; write --costs with --group, or --docs without"
        )
    if unknown := set(names) - set(SUITES):
        raise click.UsageError(f"unknown suite {min(unknown)!r}; write {', '.join(SUITES)}")


def _sizes(largest: int) -> list[int]:
    """Ten thousand, ten times that, and so on."""
    return [10**power for power in range(4, len(str(largest))) if 10**power <= largest]


def _costs(sizes: list[int], rows: list[int], groups: tuple[str, ...]) -> tuple[list[Cost], list[str]]:
    """Run the tasks, tell each, and return what they took and whose triples were held against ours, one by one."""
    known = []
    with tempfile.TemporaryDirectory() as folder:
        same = same_triples([task.name for task in TASKS], Path(folder))
        for group in groups:
            own = [task.name for task in TASKS if task.group == group]
            for cost in run(rows if group == "Tables" else sizes, own, Path(folder)):
                click.echo(
                    f"{cost.task:<36} {cost.size:>12,} {cost.seconds:>10.3f} s {cost.megabytes:>8,.0f} MB"
                )
                known.append(cost)
    return known, same


if __name__ == "__main__":
    main()
