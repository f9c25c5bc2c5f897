"""The interactive page: one HTML file that needs no network; see `stdkg.view`."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from stdkg.store import Store

__all__ = ["write"]


def write(store: Store, out: BinaryIO) -> int:
    """Write the page of a store and return the number of edges that it can show."""
    from stdkg.view import network

    view = network(store)
    out.write(view.generate_html().encode())
    return len(view.edges)
