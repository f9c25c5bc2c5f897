"""Cost against size: each task in a process of its own, its time and the most memory that it held, as JSON.

Called as `python scaling.py TASK SIZE FOLDER`; `run` does so for sizes and tasks. What a task works on is made beforehand and
not counted; what a process needs to start and to import is counted in its memory, not in its time.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["MOST", "TASKS", "Cost", "run"]

MOST = {"rdflib parse": 100_000, "pyshacl": 10_000}
"""Tasks that take too long beyond so many statements."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a task took.

    Attributes:
        task: its name.
        size: statements.
        seconds: of the task alone.
        megabytes: the most memory of its process.
    """

    task: str
    size: int
    seconds: float
    megabytes: float


def run(sizes: Sequence[int], tasks: Sequence[str], folder: Path) -> Iterator[Cost]:
    """Yield the cost of each task at each size that it can take; a task that fails is told on standard error."""
    for size in sizes:
        _write_input(size, folder)
        for task in tasks:
            if size > MOST.get(task, size):
                continue
            command = [sys.executable, __file__, task, str(size), str(folder)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                click.echo(f"{task} at {size:,} statements failed: {done.stderr.strip()[-200:]}", err=True)
                continue
            yield Cost(**json.loads(done.stdout.splitlines()[-1]))


def _write_input(size: int, folder: Path) -> None:
    """Write the synthetic graph as N-Quads, one statement after the other."""
    import pyoxigraph
    import synthetic

    target = folder / f"{size}.nq"
    if not target.exists():
        with target.open("wb") as out:
            pyoxigraph.serialize(synthetic.statements(size), out, format=pyoxigraph.RdfFormat.N_QUADS)


def _load(file: Path) -> Callable[[], object]:
    from stdkg.graph import open_graph

    return lambda: open_graph(data=[file])


def _load_disk(file: Path) -> Callable[[], object]:
    import shutil

    from stdkg.graph import open_graph

    store = file.with_suffix(".store")
    shutil.rmtree(store, ignore_errors=True)

    def action() -> None:
        with open_graph(store, create=True) as graph:
            graph.load(file)
        shutil.rmtree(store)

    return action


def _bulk_load(file: Path) -> Callable[[], object]:
    import pyoxigraph

    store = pyoxigraph.Store()
    return lambda: store.bulk_load(path=str(file), format=pyoxigraph.RdfFormat.N_QUADS)


def _rdflib_parse(file: Path) -> Callable[[], object]:
    import rdflib

    return lambda: rdflib.Dataset().parse(file, format="nquads")


def _export(name: str) -> Callable[[Path], Callable[[], object]]:
    def prepare(file: Path) -> Callable[[], object]:
        from stdkg.export import write
        from stdkg.graph import open_graph

        store = open_graph(data=[file]).store

        def action() -> None:
            with file.with_suffix(".out").open("wb") as out:
                write(store, name, out)

        return action

    return prepare


def _pyoxigraph_serialize(file: Path) -> Callable[[], object]:
    import pyoxigraph

    from stdkg.graph import open_graph
    from stdkg.store.embedded import EmbeddedStore
    from stdkg.vocabulary import PREFIXES

    store = open_graph(data=[file]).store
    assert isinstance(store, EmbeddedStore)

    def action() -> None:
        with file.with_suffix(".out").open("wb") as out:
            pyoxigraph.serialize(
                store.quads(graph_name=pyoxigraph.DefaultGraph()),
                out,
                format=pyoxigraph.RdfFormat.TURTLE,
                prefixes=PREFIXES,
            )

    return action


def _check(file: Path) -> Callable[[], object]:
    from stdkg.check import check
    from stdkg.graph import open_graph
    from stdkg.load.shipped import ontology_statements

    store = open_graph(data=[file]).store
    store.add(ontology_statements())
    return lambda: check(store)


def _pyshacl(file: Path) -> Callable[[], object]:
    from stdkg.check.referee import run_pyshacl
    from stdkg.check.shapes import shipped_shapes
    from stdkg.graph import open_graph
    from stdkg.load.shipped import ontology_statements

    store = open_graph(data=[file]).store
    store.add(ontology_statements())
    return lambda: list(run_pyshacl(store, shipped_shapes()))


def _ask(file: Path) -> Callable[[], object]:
    from stdkg.ask import ask, questions
    from stdkg.load.rdf import read_rdf
    from stdkg.store.shipped import shipped_store

    store = shipped_store()
    store.add(read_rdf(file))

    def action() -> None:
        for question in (one for one in questions() if not one.needs):
            ask(store, question.name, {name: one.example for name, one in question.parameters.items()})

    return action


TASKS: dict[str, Callable[[Path], Callable[[], object]]] = {
    "load": _load,
    "load to disk": _load_disk,
    "pyoxigraph bulk_load": _bulk_load,
    "rdflib parse": _rdflib_parse,
    "write Turtle": _export("turtle"),
    "pyoxigraph serialize": _pyoxigraph_serialize,
    "write N-Quads": _export("nquads"),
    "all questions": _ask,
    "check": _check,
    "pyshacl": _pyshacl,
}


def _main() -> None:
    task, size, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    action = TASKS[task](folder / f"{size}.nq")
    start = perf_counter()
    action()
    seconds = perf_counter() - start
    click.echo(json.dumps({"task": task, "size": size, "seconds": seconds, "megabytes": _peak()}))


def _peak() -> float:
    """The most memory of this process; on Linux ru_maxrss would begin with that of the process which started this one."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text(encoding="ascii", errors="replace").splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM:")).split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


if __name__ == "__main__":
    _main()
