"""Morph-KGC: tables through an RML mapping into oxigraph and into rdflib, with as many processes as it chooses."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import morph_kgc
from common import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pyoxigraph import Store
    from rdflib import Graph


def _configuration(folder: Path) -> str:
    os.chdir(folder)
    return f"[CONFIGURATION]\nlogging_level: ERROR\n[tables]\nmappings: {folder / 'mapping.ttl'}\n"


def _to_oxigraph(folder: Path) -> Callable[[], Store]:
    text = _configuration(folder)
    return lambda: morph_kgc.materialize_oxigraph(text)


def _to_rdflib(folder: Path) -> Callable[[], Graph]:
    text = _configuration(folder)
    return lambda: morph_kgc.materialize(text)


def _write(store: Store, out: Path) -> None:
    out.write_text("".join(f"{quad.triple} .\n" for quad in store), encoding="utf-8")


if __name__ == "__main__":
    main({"tables": _to_oxigraph, "tables to rdflib": _to_rdflib}, len, _write)
