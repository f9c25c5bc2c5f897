"""What each program beside this one does: run a task of a peer, and print what it took as JSON.

Called as `python with_PEER.py TASK PATH [OUT]` by an interpreter that has the peer; nothing of stdkg is imported. Seconds are those of the
task alone; into OUT goes what was made, as N-Triples, after the time was taken.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    Tasks = dict[str, Callable[[Path], Callable[[], Any]]]

__all__ = ["main", "peak"]


def main(tasks: Tasks, count: Callable[[Any], int], write: Callable[[Any, Path], object]) -> None:
    """Prepare the task, run it, and print what it took."""
    name, path, *out = sys.argv[1:]
    action = tasks[name](Path(path))
    start, began = perf_counter(), _processor()
    made = action()
    seconds, busy = perf_counter() - start, _processor() - began
    sys.stdout.write(
        json.dumps({"seconds": seconds, "processor": busy, "megabytes": peak(), "triples": count(made)})
        + "\n"
    )
    if out:
        write(made, Path(out[0]))


def _processor() -> float:
    """Seconds of all processors, by this process and those that it started and waited for."""
    return sum(os.times()[:4])


def peak() -> float:
    """The most memory of this process, and of the largest that it started.

    On Linux ru_maxrss would begin with that of the process which started this one.
    """
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    status = Path("/proc/self/status")
    if not status.exists():
        return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + children) / 2**20
    lines = status.read_text(encoding="ascii", errors="replace").splitlines()
    own = int(next(line for line in lines if line.startswith("VmHWM:")).split()[1])
    return (own + children) / 1024
