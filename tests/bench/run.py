"""Benchmarks: medians, and the ratio to a peer in the same run. Called by scripts/bench."""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict
from pathlib import Path

import click
from measure import Measured, table
from report import write_documents
from scaling import MOST, TASKS, run
from suites import SUITES

_SIZES = {"turtle": 1_000_000, "questions": 1_000_000, "sparql": 200_000}
_SIZE = 100_000
_DOCS = Path(__file__).parents[2] / "docs"


@click.command()
@click.argument("names", nargs=-1, metavar="[SUITE]...")
@click.option("--rounds", default=5, show_default=True, type=click.IntRange(1), help="After one to warm up.")
@click.option(
    "--size",
    type=click.IntRange(1000),
    help="Triples; default 100,000 (sparql 200,000; questions, turtle 1,000,000).",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a case, a line each.")
@click.option("--strict", is_flag=True, help="End with 1 when a limit is not kept.")
@click.option("--docs", is_flag=True, help="Run the suites and the cost against size, and write docs/.")
@click.option(
    "--largest",
    default=1_000_000,
    show_default=True,
    type=click.IntRange(10_000),
    help="With --docs: the sizes are 10,000, ten times that, and so on up to this.",
)
def main(  # noqa: PLR0913  one argument an option
    *,
    names: tuple[str, ...],
    rounds: int,
    size: int | None,
    as_json: bool,
    strict: bool,
    docs: bool,
    largest: int,
) -> None:
    """Run the SUITEs named (import, commands, sparql, questions, check, turtle, exports, load), or all of them."""
    if unknown := set(names) - set(SUITES):
        raise click.UsageError(f"unknown suite {min(unknown)!r}; write {', '.join(SUITES)}")
    found: dict[str, list[Measured]] = {}
    for name in names or SUITES:
        found[name] = results = SUITES[name](rounds, size or _SIZES.get(name, _SIZE))
        if as_json:
            for one in results:
                click.echo(
                    json.dumps({"suite": name, **asdict(one), "ratio": one.ratio, "is_kept": one.is_kept})
                )
        else:
            click.echo(f"{name}\n{table(results)}\n")
    if docs:
        _document(found, largest)
    if strict and not all(one.is_kept for results in found.values() for one in results):
        raise SystemExit(1)


def _document(found: dict[str, list[Measured]], largest: int) -> None:
    sizes = [10**power for power in range(4, len(str(largest))) if 10**power <= largest]
    with tempfile.TemporaryDirectory() as folder:
        costs = []
        for cost in run(sizes, list(TASKS), Path(folder)):
            click.echo(f"{cost.task:<24} {cost.size:>12,} {cost.seconds:>10.3f} s {cost.megabytes:>8,.0f} MB")
            costs.append(cost)
    write_documents(found, costs, _DOCS)
    skipped = ", ".join(f"{task} beyond {most:,}" for task, most in MOST.items())
    click.echo(f"wrote {_DOCS.name}/benchmarks.md, benchmarks.svg, scale.md; not run: {skipped}", err=True)


if __name__ == "__main__":
    main()
