"""Cost against size: each task in a process of its own, its time and the most memory that it held, as JSON.

Called as `python scaling.py TASK INPUT [OUT]`; `run` does so for sizes and tasks. What a task works on is made beforehand and
not counted; what a process needs to start and to import is counted in its memory and in `whole`, not in its `seconds`.

A task is not run at a size at which it would take too long, or too much memory, by what it took at a tenth of it; what it
takes to start grows with no size, so memory is judged by its growth between two sizes, where two are known.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import click
from environments import command, python_of
from tasks import QUERY, TASKS, named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tasks import Task

__all__ = ["LONGEST", "Cost", "run", "same_triples"]

LONGEST = 150.0
"""Seconds: a task that would take longer is left out; one that takes twice as long is ended."""
_SHORT, _ROUNDS = 3.0, 3
"""A task of fewer seconds runs three times, and its median counts."""
_START = 5.0
"""Seconds of a process that do not grow with the size: to start and to import, at most."""
_MEMORY = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**20
_SMALL = 1_000


@dataclass(frozen=True, slots=True)
class Cost:
    """What a task took.

    Attributes:
        task: its name.
        size: statements, or rows.
        seconds: of the task alone.
        megabytes: the most memory of its process, with that of the largest process that it started.
        whole: seconds of the whole process, its start and preparation included.
        processor: seconds of all processors, of the task alone.
        triples: how many were made, or rows found; 0 where nothing is counted.
        disk: megabytes of the store that it leaves on disk; 0 where there is none.
    """

    task: str
    size: int
    seconds: float
    megabytes: float
    whole: float = 0.0
    processor: float = 0.0
    triples: int = 0
    disk: float = 0.0


def run(sizes: Sequence[int], tasks: Sequence[str], folder: Path) -> Iterator[Cost]:
    """Yield the cost of each task at each size that it can take; a task that fails is told on standard error.

    Raises:
        AssertionError: a peer made another number of triples than stdkg.
    """
    before: dict[str, Cost] = {}
    earlier: dict[str, Cost] = {}
    left_out = {name for name in tasks if (peer := named(name).peer[0]) and not python_of(peer)}
    for size in sizes:
        for task in (named(name) for name in tasks if name not in left_out and size <= named(name).most):
            last = before.get(task.name)
            if last and _is_too_much(last, size, earlier.get(task.name)):
                click.echo(f"{task.name} at {size:,} is left out: it would take too much", err=True)
                left_out.add(task.name)
                continue
            try:
                before[task.name] = cost = _median(task, size, _made(task.input, size, folder))
            except (OSError, subprocess.SubprocessError) as error:
                told = getattr(error, "stderr", None) or str(error)
                click.echo(f"{task.name} at {size:,} failed: {told.strip()[-200:]}", err=True)
                left_out.add(task.name)
                continue
            if last:
                earlier[task.name] = last
            ours = before.get(task.beside)
            if task.is_same and ours and ours.size == size:
                assert cost.triples == ours.triples, (
                    f"{task.name}: {cost.triples:,}, {ours.task}: {ours.triples:,}"
                )
            yield cost


def same_triples(tasks: Sequence[str], folder: Path) -> list[str]:
    """Return the names of the peers' tasks that make, of a small table, the very set of triples that stdkg makes.

    Raises:
        AssertionError: one makes another.
    """
    same = []
    for task in (named(name) for name in tasks):
        if task.group != "Tables" or not task.is_same or (task.peer[0] and not python_of(task.peer[0])):
            continue
        path = _made(task.input, _SMALL, folder)
        ours, theirs = (_lines(one, path, folder) for one in (named(task.beside), task))
        assert ours == theirs, f"{task.name}: {len(ours ^ theirs)} triples differ"
        same.append(task.name)
    return same


def _lines(task: Task, path: Path, folder: Path) -> set[str]:
    import pyoxigraph

    if task.peer[1] == "tables to rdflib":
        return _lines(named("Morph-KGC: to oxigraph"), path, folder)
    out = folder.resolve() / "made.nt"
    _cost(task, _SMALL, path, out)
    return {str(quad) for quad in pyoxigraph.parse(path=str(out), format=pyoxigraph.RdfFormat.N_TRIPLES)}


def _is_too_much(last: Cost, size: int, earlier: Cost | None = None) -> bool:
    """Whether a task would take too much at a size, by what it took at the last one, and of memory by how that grew from the one before."""
    times = size / last.size
    growing = max(last.whole - _START, last.seconds)
    memory = last.megabytes * times
    if earlier:
        grown = (last.megabytes - earlier.megabytes) / (last.size - earlier.size)
        memory = last.megabytes + grown * (size - last.size)
    return growing * times > LONGEST or memory > _MEMORY * 0.6


def _median(task: Task, size: int, path: Path) -> Cost:
    costs = [_cost(task, size, path)]
    while costs[0].whole < _SHORT and len(costs) < _ROUNDS:
        costs.append(_cost(task, size, path))
    return sorted(costs, key=lambda cost: cost.seconds)[len(costs) // 2]


def _cost(task: Task, size: int, path: Path, *out: Path) -> Cost:
    line = command(*task.peer, path) if task.peer[0] else [sys.executable, __file__, task.name, path]
    assert line
    start = perf_counter()
    done = subprocess.run([*line, *out], capture_output=True, text=True, check=True, timeout=2 * LONGEST)
    whole = perf_counter() - start
    left = path.with_name(path.name + task.leaves).rglob("*") if task.leaves else ()
    disk = sum(file.stat().st_size for file in left if file.is_file()) / 2**20
    return Cost(task.name, size, whole=whole, disk=disk, **json.loads(done.stdout.splitlines()[-1]))


def _made(kind: str, size: int, folder: Path) -> Path:
    """Return what a task works on, made one statement or row after the other where it is not there yet."""
    folder = folder.resolve()
    target = folder / f"{kind}-{size}" if kind in ("catalogue", "tables") else folder / f"{size}.{kind}"
    if target.exists():
        return target
    if kind in ("catalogue", "tables"):
        from catalogue import write_catalogue
        from curated import write_curated

        target.mkdir(parents=True)
        (write_catalogue if kind == "catalogue" else write_curated)(target, size)
        return target
    import pyoxigraph
    import synthetic

    (folder / "query.rq").write_text(QUERY, encoding="utf-8")
    quads, syntax = {
        "nq": (synthetic.statements, pyoxigraph.RdfFormat.N_QUADS),
        "nt": (synthetic.triples, pyoxigraph.RdfFormat.N_TRIPLES),
    }[kind]
    with target.open("wb") as out:
        pyoxigraph.serialize(quads(size), out, format=syntax)
    return target


def _count(made: object) -> int:
    return len(made) if hasattr(made, "__len__") else 0


def _write(made: object, out: Path) -> None:
    from stdkg.store.embedded import EmbeddedStore

    store = made.oxigraph if isinstance(made, EmbeddedStore) else made
    out.write_text("".join(f"{quad.triple} .\n" for quad in store), encoding="utf-8")  # type: ignore[attr-defined]


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent / "peers"))
    from common import main

    main({task.name: task.prepare for task in TASKS if task.prepare}, _count, _write)
