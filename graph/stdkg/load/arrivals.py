"""Sources that come from elsewhere than a file: standard input and http(s) addresses, kept on the disk while they are read.

Example:
    >>> import io, tempfile
    >>> from pathlib import Path
    >>> source = from_stream(io.BytesIO(b"<http://a> <http://b> 1 ."), Path(tempfile.mkdtemp()), "turtle")
    >>> source.name, source.suffix
    ('standard input', '.ttl')
"""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from stdkg.addresses import shown
from stdkg.errors import UsageError
from stdkg.load.packed import ZIP, ending_of
from stdkg.load.schema import shipped_schema
from stdkg.load.sources import Source
from stdkg.load.syntaxes import SUFFIXES
from stdkg.load.web import Limits, fetch

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

__all__ = ["SYNTAXES", "from_address", "from_stream"]

SYNTAXES = {
    "turtle": ".ttl",
    "trig": ".trig",
    "ntriples": ".nt",
    "nquads": ".nq",
    "n3": ".n3",
    "rdfxml": ".rdf",
    "jsonld": ".jsonld",
}
"""The names of the syntaxes, and the endings that stand for them."""

_NAME = "standard-input"


def from_stream(stream: BinaryIO, folder: Path, syntax: str | None = None) -> Source:
    """Keep a stream in a folder, and return the source that it is; without a syntax, TriG, which takes Turtle and N-Triples.

    Raises:
        OSError: the disk is full.
    """
    file = folder / _NAME
    with file.open("wb") as out:
        shutil.copyfileobj(stream, out, 1 << 20)
    base = f"{Path.cwd().as_uri()}/{_NAME}"
    return _kept(file, f"{_NAME}{SYNTAXES[syntax or 'trig']}", "standard input", base)


def from_address(
    address: str,
    folder: Path,
    syntax: str | None = None,
    limits: Limits | None = None,
    tell: Callable[[int], None] | None = None,
) -> Source:
    """Fetch what lies at an address, and return the source that it is: by its name, else by its media type.

    Raises:
        UsageError: neither says what it is, and no syntax is given.
        AccessError: see `web.fetch`.
    """
    file = folder / f"fetched-{len(list(folder.iterdir()))}"
    final, by_type = fetch(address, file, limits or Limits(), tell)
    name = PurePosixPath(unquote(urlsplit(final).path)).name
    described = Source.at(Path(name or "index"))
    if syntax:
        name = f"fetched{SYNTAXES[syntax]}"
    elif not (
        described.suffix in (*SUFFIXES, ZIP) or described.stem in shipped_schema() or described.iso_kind
    ):
        if not by_type:
            raise UsageError(f"{shown(address)}: does not say which syntax it is in; name it with --format")
        name = f"fetched{by_type}"
    return _kept(file, name, shown(address), final)


def _kept(file: Path, name: str, shown: str, base: str) -> Source:
    """Describe a file that has no name of its own by one that says what it is; its compression shows in its first bytes."""
    named = Source.at(Path(name))
    kept = file.with_name(file.name + (ZIP if named.suffix == ZIP else ending_of(file)))
    file.rename(kept)
    return Source(kept, "", shown, base, named.suffix, named.stem)
