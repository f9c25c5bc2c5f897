"""The texts of sources in a folder: ID.txt for the source ID."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stdkg.errors import AccessError
from stdkg.evidence.facts import source_nodes

if TYPE_CHECKING:
    from pathlib import Path

    from stdkg.store import Store

__all__ = ["texts_in"]


def texts_in(store: Store, folder: Path) -> dict[str, Path]:
    """Return the files of a folder that are texts of a store's sources, by source id.

    Raises:
        AccessError: the folder is missing or no folder.

    Example:
        >>> import tempfile
        >>> from pathlib import Path
        >>> from stdkg.store.embedded import EmbeddedStore
        >>> texts_in(EmbeddedStore(), Path(tempfile.mkdtemp()))
        {}
    """
    if not folder.is_dir():
        raise AccessError(f"{folder}: is no folder; name the one that holds the texts as ID.txt")
    files = {name: folder / f"{name}.txt" for name in source_nodes(store)}
    return {name: file for name, file in files.items() if file.is_file()}
