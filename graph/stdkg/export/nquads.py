"""N-Quads (https://www.w3.org/TR/n-quads/): one statement a line with the graph that states it, canonical (RDFC-1.0).

A triple that two passages state takes two lines; the store's copy in the default graph is left out, so that only triples that
lie in no named graph have no graph here. It carries everything that a store holds.
"""

from __future__ import annotations

from stdkg.export.ntriples import write

__all__ = ["write"]
