"""N-Triples (https://www.w3.org/TR/n-triples/): one triple a line, canonical: for machines, `sort`, `diff` and bulk loaders.

What it can't carry: which graph states a triple (see `--citations`, or write N-Quads).
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, Final

from stdkg.export.canonical import canonical_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad, Triple

__all__ = ["write"]

_BATCH: Final = 10_000


def write(statements: Iterable[Quad | Triple], out: BinaryIO) -> int:
    """Write statements as canonical lines and return their number."""
    count = 0
    source = iter(canonical_lines(statements))
    while batch := list(islice(source, _BATCH)):
        batch.append("")
        out.write("\n".join(batch).encode())
        count += len(batch) - 1
    return count
