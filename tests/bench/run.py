"""Benchmarks: medians, and the ratio to a peer in the same run. Called by scripts/bench."""

from __future__ import annotations

import json
from dataclasses import asdict

import click
from measure import table
from suites import SUITES

_SIZES = {"turtle": 1_000_000, "sparql": 200_000, "projection": 1_000_000}
_SIZE = 100_000


@click.command()
@click.argument("names", nargs=-1, metavar="[SUITE]...")
@click.option("--rounds", default=5, show_default=True, type=click.IntRange(1), help="After one to warm up.")
@click.option(
    "--size",
    type=click.IntRange(1000),
    help="Triples; default 100,000 (sparql 200,000, turtle and projection 1,000,000).",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a case, a line each.")
@click.option("--strict", is_flag=True, help="End with 1 when a limit is not kept.")
def main(*, names: tuple[str, ...], rounds: int, size: int | None, as_json: bool, strict: bool) -> None:
    """Run the SUITEs named (import, commands, sparql, turtle, exports, load, projection), or all of them."""
    if unknown := set(names) - set(SUITES):
        raise click.UsageError(f"unknown suite {min(unknown)!r}; write {', '.join(SUITES)}")
    kept = True
    for name in names or SUITES:
        results = SUITES[name](rounds, size or _SIZES.get(name, _SIZE))
        kept = kept and all(one.is_kept for one in results)
        if as_json:
            for one in results:
                click.echo(
                    json.dumps({"suite": name, **asdict(one), "ratio": one.ratio, "is_kept": one.is_kept})
                )
        else:
            click.echo(f"{name}\n{table(results)}\n")
    if strict and not kept:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
