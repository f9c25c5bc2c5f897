"""The documents docs/benchmarks.md, docs/benchmarks.svg and docs/scale.md, written from what was measured.

Example:
    >>> from scaling import Cost
    >>> round(growth([Cost("load", 1000, 1.0, 50.0), Cost("load", 10_000, 10.0, 60.0)]), 2)
    1.0
"""

from __future__ import annotations

import math
import os
import platform
from importlib.metadata import version
from typing import TYPE_CHECKING

from chart import chart

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from measure import Measured
    from scaling import Cost

__all__ = ["growth", "write_documents"]

_BILLION = 1_000_000_000
_HEAD = """# Benchmarks

Written by `scripts/bench --docs`; nothing here is typed by hand. {machine}
Where the load is above the number of processors, other work ran too: seconds are then too high by as much, and cases of a
few milliseconds are told by who was interrupted, so their ratios mean little.

The synthetic graph (`tests/bench/synthetic.py`) has agencies, committees, memberships (half of all statements), standards,
plans and figures with their citations, in two languages; it breaks no shape and no rule, and the same size gives the same
statements. Statements are distinct triples; the file has about as many quads. The questions are asked of the shipped graph
with the synthetic one added, each with the examples of its parameters.

kglab, Morph-KGC and maplib were not run: they are no part of the locked environment.

"""
_SCALE_HEAD = """# Scale

Written by `scripts/bench --docs`. *Measured* figures are those of [benchmarks.md](benchmarks.md); all others are
*extrapolated* by the arithmetic beside them, and nobody has run them. {machine}

## What was measured at {size:,} statements

"""
_SCALE_ENGINES = """
## Other engines

Nothing was measured here at a billion statements. stdkg writes N-Quads or N-Triples, and the engine's own bulk loader
reads them; a question then costs what the engine takes, plus a request. What limits each, by its documentation:

| engine | bulk load | for a billion statements |
|---|---|---|
| oxigraph on disk (embedded, `oxigraph serve`) | `stdkg load`, `oxigraph load` | one machine; the extrapolation above, if the disk keeps up: the index outgrows the memory, which the measured sizes do not show |
| Virtuoso, single server or cluster | `ld_dir`, `rdf_loader_run()`, N-Quads parts in parallel | not measured by these scripts; the parts load side by side, as many as the disks feed |
| QLever | index builder over N-Triples, then read-only | made for several billions on one machine; load anew to change |
| GraphDB, Stardog, Fuseki (TDB2) | `importrdf preload`, `stardog-admin db create`, `tdb2.xloader` | offline loaders, then Query and Update |
| Amazon Neptune | N-Quads from S3 | managed; time depends on the instance |

The default graph repeats each statement of a passage's graph, so an engine without a union graph holds nearly twice the quads:
reckon with two billion quads for a billion distinct triples.
"""


def write_documents(suites: Mapping[str, Sequence[Measured]], costs: Sequence[Cost], folder: Path) -> None:
    """Write the documents into `folder`."""
    text = _HEAD.format(machine=_machine())
    for name, results in suites.items():
        text += f"## {name}\n\n{_suite(results)}\n"
    text += f"## Cost against size\n\n![time and memory against size](benchmarks.svg)\n\n{_costs(costs)}"
    _write(folder / "benchmarks.md", text)
    _write(folder / "benchmarks.svg", chart(costs))
    _write(folder / "scale.md", _scale(costs))


def growth(costs: Sequence[Cost]) -> float:
    """Return the power of the size with which the time grows between the last two sizes; 1 is in proportion."""
    before, last = sorted(costs, key=lambda cost: cost.size)[-2:]
    return math.log(last.seconds / before.seconds) / math.log(last.size / before.size)


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    packages = ", ".join(f"{name} {version(name)}" for name in ("pyoxigraph", "rdflib", "pyshacl"))
    return (
        f"Machine: {os.cpu_count()} processors ({platform.machine()}), {memory:.0f} GiB, {platform.system()}, "
        f"Python {platform.python_version()}, {packages}. Load average at the end of the run: {os.getloadavg()[2]:.1f} (15 minutes)."
    )


def _suite(results: Sequence[Measured]) -> str:
    lines = [
        "| case | n | median | held against | its median | ratio | limit |",
        "|---|--:|--:|---|--:|--:|---|",
    ]
    for one in results:
        limit = "" if one.limit is None else f"{one.limit:g}{'x' if one.limit_is_ratio else ' s'}"
        lines.append(
            f"| {one.case} | {one.size:,} | {_time(one.median)} | {one.peer} | {_time(one.peer_median)} "
            f"| {one.ratio:.2f} | {limit}{'' if one.is_kept else ' (missed)'} |"
        )
    return "\n".join(lines) + "\n"


def _time(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 0.1 else f"{seconds * 1000:.2f} ms"


def _by_task(costs: Sequence[Cost]) -> dict[str, list[Cost]]:
    found: dict[str, list[Cost]] = {}
    for cost in sorted(costs, key=lambda cost: cost.size):
        found.setdefault(cost.task, []).append(cost)
    return found


def _costs(costs: Sequence[Cost]) -> str:
    sizes = sorted({cost.size for cost in costs})
    lines = [
        "Time of the task alone, and the most memory of its process; the last column is the power of the size with which the",
        "time grew between the last two sizes (1: in proportion). A dash: not run, as it takes too long or failed.\n",
        "| task | " + " | ".join(f"{size:,}" for size in sizes) + " | power |",
        "|---|" + "--:|" * len(sizes) + "--:|",
    ]
    for task, own in _by_task(costs).items():
        known = {cost.size: f"{_time(cost.seconds)}, {cost.megabytes:,.0f} MB" for cost in own}
        cells = " | ".join(known.get(size, "–") for size in sizes)
        lines.append(f"| {task} | {cells} | {f'{growth(own):.2f}' if len(own) > 1 else '–'} |")
    return "\n".join(lines) + "\n"


def _scale(costs: Sequence[Cost]) -> str:
    largest = max(cost.size for cost in costs)
    lines = [
        "| task | seconds (measured) | statements a second | bytes of memory a statement |",
        "|---|--:|--:|--:|",
    ]
    further = ["| task | arithmetic | time (extrapolated) |", "|---|---|--:|"]
    for task, own in _by_task(costs).items():
        last = own[-1]
        if last.size < largest or len(own) < 2:
            continue
        rate, each = last.size / last.seconds, last.megabytes * 2**20 / last.size
        lines.append(f"| {task} | {last.seconds:.2f} | {rate:,.0f} | {each:,.0f} |")
        times = _BILLION / last.size
        power = max(1.0, growth(own))
        seconds = last.seconds * times**power
        further.append(
            f"| {task} | {last.seconds:.2f} s x {times:,.0f}^{power:.2f} | {seconds / 3600:,.1f} h |"
        )
    text = _SCALE_HEAD.format(machine=_machine(), size=largest) + "\n".join(lines) + "\n"
    text += "\n## A billion statements, extrapolated\n\n"
    text += (
        "Each task's time at the largest size, times the growth in size to the power that was measured between the last two\n"
        "sizes (a power below one is taken as one). It holds only while everything fits into memory or the disk keeps up;\n"
        "what is held in memory needs the bytes above for each statement, which for a billion is more than most machines\n"
        "have: there, a store on disk or a server is the way.\n\n"
    )
    return text + "\n".join(further) + "\n" + _SCALE_ENGINES


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
