"""The peers that stdkg does not depend on, each in an environment of its own, made from a list of pinned versions.

The environments lie in build/peers, or where STDKG_PEERS says. A peer that cannot be installed is told, and the others go on.

Example:
    >>> sorted(PEERS)
    ['kglab', 'maplib', 'morph_kgc']
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["PEERS", "command", "make", "python_of", "version_of"]

PEERS = {"kglab": "kglab", "maplib": "maplib", "morph_kgc": "Morph-KGC"}
"""The peers by the name of their program and pins, and as people write them."""

_HERE = Path(__file__).parent / "peers"
_LONGEST = 1200
"""Seconds that an installation may take."""


def _folder(peer: str) -> Path:
    root = os.environ.get("STDKG_PEERS")
    return (Path(root) if root else Path(__file__).parents[2] / "build" / "peers") / peer


def _pins(peer: str) -> Path:
    return _HERE / f"{peer}.txt"


def _digest(peer: str) -> str:
    return hashlib.sha256(_pins(peer).read_bytes()).hexdigest()


def python_of(peer: str) -> Path | None:
    """Return the interpreter that has the peer in the pinned versions; None where there is none."""
    stamp = _folder(peer) / "made-from"
    is_made = stamp.is_file() and stamp.read_text(encoding="ascii") == _digest(peer)
    return _folder(peer) / "bin" / "python" if is_made else None


def version_of(peer: str) -> str:
    """Return the pinned version of a peer itself."""
    lines = _pins(peer).read_text(encoding="ascii").splitlines()
    return next(line.partition("==")[2] for line in lines if line.startswith(f"{peer}=="))


def command(peer: str, task: str, path: Path) -> list[str | Path] | None:
    """Return the command that runs a task of a peer; None where the peer is not installed."""
    python = python_of(peer)
    return [python, _HERE / f"with_{peer}.py", task, path] if python else None


def make(peer: str, tell: Callable[[str], None]) -> bool:
    """Make the environment of a peer unless it is there; tell what is done, and return whether it is there now."""
    if python_of(peer):
        return True
    folder = _folder(peer)
    tell(f"installing {PEERS[peer]} into {folder} ...")
    shutil.rmtree(folder, ignore_errors=True)
    pip = [folder / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    try:
        _run([shutil.which("python3.11") or sys.executable, "-m", "venv", folder])
        _run([*pip, "--no-deps", "-r", _pins(peer)])
    except (OSError, subprocess.SubprocessError) as error:
        told = getattr(error, "stderr", None) or str(error)
        tell(f"{PEERS[peer]} cannot be installed, and is left out: {told.strip().splitlines()[-1]}")
        return False
    (folder / "made-from").write_text(_digest(peer), encoding="ascii")
    return True


def _run(line: list[str | Path]) -> None:
    subprocess.run(line, check=True, capture_output=True, text=True, timeout=_LONGEST)
