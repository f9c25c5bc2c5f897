r"""The lines of RDF files on which resources are written, found in the text, as no parser tells them.

Example:
    >>> import tempfile
    >>> from pathlib import Path
    >>> path = Path(tempfile.mkdtemp()) / "a.ttl"
    >>> _ = path.write_text("@prefix e: <http://example.com/> .\n\ne:x e:p e:y .\n")
    >>> place = find_lines([path], {"http://example.com/x"})["http://example.com/x"]
    >>> place.line, place.column
    (3, 1)
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stdkg.model import Position

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

__all__ = ["find_lines"]

_PREFIX = re.compile(r"^\s*@?prefix\s+([\w.-]*):\s*<([^<>]*)>", re.IGNORECASE)
_XMLNS = re.compile(r"xmlns:([\w.-]+)=[\"']([^\"']*)[\"']")
_NAME = re.compile(
    r"<([^<>\s]+)>|([\w.-]*):([\w%-](?:[\w.:%/-]*[\w%/-])?)|\"([a-z]+://[^\"\s]+)\"|'([a-z]+://[^'\s]+)'"
)


def find_lines(files: Sequence[Path], iris: Collection[str]) -> dict[str, Position]:
    """Return where resources are written: the place that begins a line, else the first one at all.

    Resources that are written in a way of their own (a relative IRI, a nested XML element) are left out.
    """
    wanted = frozenset(iris)
    first: dict[str, Position] = {}
    heading: dict[str, Position] = {}
    for file in files if wanted else ():
        for iri, position, heads in _names(file):
            if iri in wanted:
                (heading if heads else first).setdefault(iri, position)
    return first | heading


def _names(file: Path) -> Iterator[tuple[str, Position, bool]]:
    """Each IRI of a file, its place, and whether it begins its line."""
    prefixes: dict[str, str] = {}
    with file.open(encoding="utf-8", errors="replace") as stream:
        for number, line in enumerate(stream, start=1):
            if match := _PREFIX.match(line):
                prefixes[match[1]] = match[2]
                continue
            prefixes.update(_XMLNS.findall(line))
            indent = len(line) - len(line.lstrip())
            for match in _NAME.finditer(line):
                full, prefix, local, *quoted = match.groups()
                iri = full or next(filter(None, quoted), "")
                if not iri and prefix in prefixes:
                    iri = prefixes[prefix] + local
                if iri:
                    yield iri, Position(str(file), number, match.start() + 1), match.start() == indent == 0
