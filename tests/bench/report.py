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
from environments import PEERS, python_of, version_of
from scaling import LONGEST
from tasks import GROUPS, named

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

Another machine makes the same tables by `scripts/bench --peers --docs`: it installs the peers below, each in an environment of
its own under build/peers, in the versions that `tests/bench/peers/` pins, and leaves out what it cannot install.

{peers}

"""
_COSTS_HEAD = """## Cost against size

Each task in a process of its own: the time of the task alone (the median of three where the process took less than three
seconds, else one run), and the most memory of the process, its packages included. The last column is the power of the size
with which the time grew between the last two sizes (1: in proportion). A dash: not run, as by its time or memory at the size
before it would take more than {longest:.0f} seconds or three fifths of the memory; or it failed. Names with a colon are the
peers'. Their inputs are the same files: `load` reads statements with their passages, which a store holds twice, `load triples`
the triples alone. A mapped table has eight triples a row, a curated one seven; stdkg checks every cell. For the curated tables
stdkg makes labels from others and keeps passages, while the peers find all labels ready, and keep the triples alone.

{same}

![time and memory against size](benchmarks.svg)

"""
_BESIDE_HEAD = """## Beside the peers

The same figures side by side: the ratio is the time of stdkg over that of the peer. The whole process includes the start of the
interpreter and what it imports.

"""
_SCALE_HEAD = """# Scale

Written by `scripts/bench --docs`. *Measured* figures are those of [benchmarks.md](benchmarks.md); all others are
*extrapolated* by the arithmetic beside them, and nobody has run them. {machine}

## What was measured

"""
_SCALE_FURTHER = """
## A billion statements, extrapolated

Each task's time at the largest size that it was run at, times the growth in size to the power that was measured between the
last two sizes (a power below one is taken as one). It holds only while everything fits into memory or the disk keeps up;
what is held in memory needs the bytes above for each statement, which for a billion is more than most machines have: there,
a store on disk or a server is the way. From disk, memory stays as measured.

"""
_SCALE_ENGINES = """
## Named engines

Nothing was measured here at a billion statements. stdkg writes N-Quads or N-Triples (`stdkg export --shards N`: parts side by
side), and the engine's own bulk loader reads them; a question then costs what the engine takes, plus a request. An engine that
loads R statements a second needs 1,000,000,000 / R / 3,600 hours: measure R with a million of your own statements first.

| engine | bulk load | arithmetic for a billion statements | hours |
|---|---|---|--:|
{measured}| Virtuoso 7, one loader | `ld_dir`, `rdf_loader_run()` | 45 s a million, measured once by hand on two shared processors: 45 s x 1,000 | 12.5 |
| Virtuoso 7, eight loaders side by side | the same, N-Quads parts | 12.5 h / 8, if processors and disks keep up | 1.6 |
| QLever | index builder over N-Triples, then read-only | 1,000,000,000 / R / 3,600; load anew to change | – |
| GraphDB, Stardog, Fuseki (TDB2) | `importrdf preload`, `stardog-admin db create`, `tdb2.xloader` | 1,000,000,000 / R / 3,600; offline, then Query and Update | – |
| Amazon Neptune | N-Quads from S3 | 1,000,000,000 / R / 3,600; R depends on the instance | – |

The index of an engine on disk outgrows the memory somewhere, which the measured sizes do not show: the hours are the least that
it takes. The default graph repeats each statement of a passage's graph, so an engine without a union graph holds nearly twice
the quads: reckon with two billion quads for a billion distinct triples, and twice the hours.
"""


def write_documents(
    suites: Mapping[str, Sequence[Measured]], costs: Sequence[Cost], folder: Path, same: Sequence[str] = ()
) -> None:
    """Write the documents into `folder`; `same` are the tasks of peers whose triples were held against stdkg's, one by one."""
    text = _HEAD.format(machine=_machine(), peers=_peers())
    for name, results in suites.items():
        text += f"## {name}\n\n{_suite(results)}\n"
    told = (
        f"Held against stdkg's at a thousand rows, triple by triple, and equal: {'; '.join(same)}."
        if same
        else ""
    )
    text += _COSTS_HEAD.format(longest=LONGEST, same=told)
    groups = _by_group(costs)
    for group, own in groups.items():
        text += f"### {group}: {GROUPS[group]}\n\n{_costs(own)}\n"
    text += _BESIDE_HEAD + _beside(costs)
    _write(folder / "benchmarks.md", text)
    _write(folder / "benchmarks.svg", chart({f"{name}: {GROUPS[name]}": own for name, own in groups.items()}))
    _write(folder / "scale.md", _scale(groups.get("Load", []) + groups.get("Use", [])))


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


def _peers() -> str:
    told = []
    for peer, name in PEERS.items():
        there = "" if python_of(peer) else " (not installed here, so not run)"
        told.append(f"- {name} {version_of(peer)}{there}")
    return "\n".join(told)


def _suite(results: Sequence[Measured]) -> str:
    lines = [
        "| case | n | median | held against | its median | ratio | limit |",
        "|---|--:|--:|---|--:|--:|---|",
    ]
    for one in results:
        limit = "" if one.limit is None else f"{one.limit:g}{'x' if one.limit_is_ratio else ' s'}"
        lines.append(
            f"| {one.case} | {one.size:,} | {_median(one, one.median)} | {one.peer} | {_median(one, one.peer_median)} "
            f"| {one.ratio:.2f} | {limit}{'' if one.is_kept else ' (missed)'} |"
        )
    return "\n".join(lines) + "\n"


def _median(of: Measured, value: float) -> str:
    return _time(value) if of.unit == "s" else f"{value:.2f} {of.unit}"


def _time(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 0.1 else f"{seconds * 1000:.2f} ms"


def _by_task(costs: Sequence[Cost]) -> dict[str, list[Cost]]:
    found: dict[str, list[Cost]] = {}
    for cost in sorted(costs, key=lambda cost: cost.size):
        found.setdefault(cost.task, []).append(cost)
    return found


def _by_group(costs: Sequence[Cost]) -> dict[str, list[Cost]]:
    found = {group: [cost for cost in costs if named(cost.task).group == group] for group in GROUPS}
    return {group: own for group, own in found.items() if own}


def _costs(costs: Sequence[Cost]) -> str:
    sizes = sorted({cost.size for cost in costs})
    lines = [
        "| task | " + " | ".join(f"{size:,}" for size in sizes) + " | power |",
        "|---|" + "--:|" * len(sizes) + "--:|",
    ]
    for task, own in _by_task(costs).items():
        known = {cost.size: f"{_time(cost.seconds)}, {cost.megabytes:,.0f} MB" for cost in own}
        cells = " | ".join(known.get(size, "–") for size in sizes)
        lines.append(f"| {task} | {cells} | {f'{growth(own):.2f}' if len(own) > 1 else '–'} |")
    return "\n".join(lines) + "\n"


def _beside(costs: Sequence[Cost]) -> str:
    lines = [
        "| task | peer | size | time | peer's time | ratio | memory | peer's memory | whole process | peer's |",
        "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    known = {(cost.task, cost.size): cost for cost in costs}
    for theirs in costs:
        ours = known.get((named(theirs.task).beside, theirs.size))
        if ours:
            times = f"{_time(ours.seconds)} | {_time(theirs.seconds)} | {ours.seconds / theirs.seconds:.2f}"
            memory = f"{ours.megabytes:,.0f} MB | {theirs.megabytes:,.0f} MB"
            whole = f"{_time(ours.whole)} | {_time(theirs.whole)}"
            lines.append(f"| {ours.task} | {theirs.task} | {theirs.size:,} | {times} | {memory} | {whole} |")
    return "\n".join(lines) + "\n"


def _scale(costs: Sequence[Cost]) -> str:
    lines = [
        "| task | statements | seconds (measured) | statements a second | bytes of memory a statement | bytes on disk a statement |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    further = ["| task | arithmetic | time (extrapolated) | memory or disk |", "|---|---|--:|--:|"]
    hours: dict[str, tuple[str, float]] = {}
    for task, own in _by_task(costs).items():
        last = own[-1]
        if len(own) < 2:
            continue
        rate, each, kept = (
            last.size / last.seconds,
            last.megabytes * 2**20 / last.size,
            last.disk * 2**20 / last.size,
        )
        on_disk = f"{kept:,.0f}" if kept else ""
        lines.append(
            f"| {task} | {last.size:,} | {last.seconds:.2f} | {rate:,.0f} | {each:,.0f} | {on_disk} |"
        )
        arithmetic, seconds = _extrapolated(own)
        room = f"{kept:,.0f} GB on disk" if kept else "" if task.endswith("disk") else f"{each:,.0f} GB"
        further.append(f"| {task} | {arithmetic} | {seconds / 3600:,.1f} h | {room} |")
        hours[task] = arithmetic, seconds / 3600
    text = _SCALE_HEAD.format(machine=_machine()) + "\n".join(lines) + "\n" + _SCALE_FURTHER
    return text + "\n".join(further) + "\n" + _SCALE_ENGINES.format(measured=_measured_engines(hours))


def _extrapolated(own: Sequence[Cost]) -> tuple[str, float]:
    """The arithmetic for a billion statements, and the seconds that come out."""
    last = own[-1]
    times, power = _BILLION / last.size, max(1.0, growth(own))
    return f"{last.seconds:.2f} s x {times:,.0f}^{power:.2f}", last.seconds * times**power


def _measured_engines(hours: Mapping[str, tuple[str, float]]) -> str:
    lines = {
        "load to disk": "| oxigraph on disk, by stdkg, with passages | `stdkg load --store FOLDER` | {} | {:,.1f} |\n",
        "pyoxigraph: bulk_load to disk": "| oxigraph server, offline | `oxigraph load` | {} | {:,.1f} |\n",
    }
    return "".join(line.format(*hours[task]) for task, line in lines.items() if task in hours)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
