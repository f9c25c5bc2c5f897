r"""The text of a source as bytes, decoded without touching a newline; every offset counts its code points.

Example:
    >>> text = read_text("a", "\ufeffTwo\r\nlines".encode())
    >>> len(text.string), text.line_of(6)
    (11, 2)
"""

from __future__ import annotations

import hashlib
import os
from bisect import bisect_right
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from stdkg.errors import AccessError, DataError

if TYPE_CHECKING:
    from os import PathLike

__all__ = ["GivenText", "Text", "read_text", "sha256_of"]

GivenText: TypeAlias = "bytes | str | PathLike[str]"
"""A text: its bytes, or the path of a file that holds them."""


class Text:
    """A source's text.

    Attributes:
        source: the id of the source.
        string: the text; `string[start:end]` is a passage.
        sha256: the hash of its bytes.
    """

    def __init__(self, source: str, data: bytes, string: str) -> None:
        self.source = source
        self.string = string
        self.sha256 = hashlib.sha256(data).hexdigest()
        self._data = data
        self._lines: list[int] | None = None

    def line_of(self, offset: int) -> int:
        """The line, counted from 1, in which an offset lies."""
        if self._lines is None:
            self._lines = [place + 1 for place, char in enumerate(self.string) if char == "\n"]
        return bisect_right(self._lines, offset) + 1

    def disguise(self, sha256: str) -> str:
        """What was done to the text with this hash to make it this one: "bom", "newlines", "edges", or ""."""
        bare = self._data.removeprefix(_BOM)
        unix = self._data.replace(b"\r\n", b"\n")
        candidates = {
            "bom": (bare, _BOM + bare),
            "newlines": (unix, unix.replace(b"\n", b"\r\n")),
            "edges": (self._data.strip(), self._data + b"\n", self._data.rstrip() + b"\n"),
        }
        for name, forms in candidates.items():
            if any(hashlib.sha256(form).hexdigest() == sha256 for form in forms):
                return name
        return ""


_BOM = b"\xef\xbb\xbf"


def sha256_of(string: str) -> str:
    """Return the SHA-256 of a passage: of its UTF-8 bytes, in hexadecimal.

    Example:
        >>> sha256_of("")[:8]
        'e3b0c442'
    """
    return hashlib.sha256(string.encode()).hexdigest()


def read_text(source: str, given: GivenText) -> Text:
    """Read the text of a source.

    Raises:
        AccessError: the file is missing, a folder, or cannot be read.
        DataError: the text is empty or not UTF-8.
    """
    data = given if isinstance(given, bytes) else _read(source, Path(os.fspath(given)))
    where = source if isinstance(given, bytes) else os.fspath(given)
    if not data:
        raise DataError(f"{where}: is empty; name the file that holds the text of {source}")
    try:
        return Text(source, data, data.decode())
    except UnicodeDecodeError as error:
        fault = f"byte {error.start} (0x{data[error.start]:02x}) is not UTF-8"
        raise DataError(f"{where}: {fault}; save the text of {source} as UTF-8") from error


def _read(source: str, path: Path) -> bytes:
    if path.is_dir():
        raise AccessError(f"{path}: is a folder; name the file that holds the text of {source}")
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise AccessError(
            f"{path}: cannot be read: {reason}; name the file with the text of {source}"
        ) from error
