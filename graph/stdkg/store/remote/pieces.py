"""Bytes that come piece by piece, as a file to read from.

Example:
    >>> file = Pieces(iter([b"one", b"", b"two"]))
    >>> file.read(2), file.read(2), file.read(), file.read()
    (b'on', b'e', b'two', b'')
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Pieces"]


class Pieces:
    """A file of pieces that are made while it is read; each is copied once, however small the reads and large the piece."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._piece = BytesIO()

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, at most `size`, of one piece; none at the end."""
        while not (taken := self._piece.read(size)):
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._piece = BytesIO(piece)
        return taken
