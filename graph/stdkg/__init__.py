"""stdkg: the open knowledge graph of who sets standards, and on whose word.

Example:
    >>> import stdkg
    >>> kg = stdkg.open()
    >>> len(kg) > 0
    True
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stdkg.errors import (
        AccessError,
        DataError,
        QueryError,
        QueryTimeoutError,
        StdkgError,
        UnknownNameError,
        UsageError,
    )
    from stdkg.graph import KnowledgeGraph
    from stdkg.graph import open_graph as open  # noqa: A004  stdkg.open reads best

__version__ = "0.1.0"

__all__ = [
    "AccessError",
    "DataError",
    "KnowledgeGraph",
    "QueryError",
    "QueryTimeoutError",
    "StdkgError",
    "UnknownNameError",
    "UsageError",
    "open",
]

_HOMES = {"KnowledgeGraph": ("graph", "KnowledgeGraph"), "open": ("graph", "open_graph")}


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for, so that `import stdkg` stays quick."""
    if name not in __all__:
        raise AttributeError(f"module 'stdkg' has no attribute {name!r}")
    from importlib import import_module

    module, attribute = _HOMES.get(name, ("errors", name))
    value = getattr(import_module(f"stdkg.{module}"), attribute)
    globals()[name] = value
    return value
