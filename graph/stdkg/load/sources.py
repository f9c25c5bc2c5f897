"""What the user names, as sources that can be opened: files, folders, globs, compressed files, members of a zip.

Example:
    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = Path(tempfile.mkdtemp())
    >>> (folder / "deep").mkdir()
    >>> for name in ("a.ttl", "deep/b.nq.gz", "deep/notes.txt"):
    ...     _ = (folder / name).write_bytes(b"")
    >>> [(source.path.name, source.suffix) for source in sources_of(folder)]
    [('a.ttl', '.ttl'), ('b.nq.gz', '.nq')]
"""

from __future__ import annotations

import glob
import os
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from stdkg.errors import AccessError, UsageError
from stdkg.load.iso_files import iso_kind
from stdkg.load.packed import PACKED, ZIP, members, unpacked
from stdkg.load.schema import shipped_schema
from stdkg.load.sheets import sheet_names
from stdkg.load.syntaxes import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["TABLES", "Source", "broken", "is_rdf", "is_table", "sources_of"]

TABLES = (".csv", ".tsv", ".xlsx")
"""The endings of curated tables."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file of RDF or one table, wherever it lies.

    Attributes:
        path: the file on the disk.
        member: its name in a zip; "" where the file is none.
        name: what messages call it.
        base: the IRI that relative IRIs in it are relative to.
        suffix: the ending that says what it is, without that of the compression.
        stem: its name without endings and folders.
    """

    path: Path
    member: str
    name: str
    base: str
    suffix: str
    stem: str

    @classmethod
    def at(cls, path: Path, member: str = "", *, name: str = "", base: str = "") -> Source:
        """Describe a file; `name` and `base` where they are not the file's own."""
        inner = PurePosixPath(member or path.name)
        if not member and inner.suffix.lower() in PACKED:
            inner = inner.with_suffix("")
        base = base or path.resolve().as_uri() + (f"/{member}" if member else "")
        name = name or (f"{path}/{member}" if member else str(path))
        return cls(path, member, name, base, inner.suffix.lower(), inner.stem)

    @property
    def is_plain(self) -> bool:
        """Whether it is a file as the user named it, not compressed."""
        return not self.member and self.name == str(self.path) and self.path.suffix.lower() == self.suffix

    @property
    def iso_kind(self) -> str:
        """Which file of ISO Open Data it is by its name; "" if it is none."""
        return iso_kind(self.stem + self.suffix)

    def open(self, tell: Callable[[int], None] | None = None) -> BinaryIO:
        """Open it for reading, unpacked; `tell` hears of the bytes that are read from the disk.

        Raises:
            OSError: it cannot be opened.
            DataError: the compressed data are broken; later, from a read, too.
        """
        return unpacked(self.path, self.member, tell, self.name)


def is_rdf(source: Source) -> bool:
    """Whether a source holds RDF, by its ending.

    Example:
        >>> is_rdf(Source.at(Path("a.ttl.gz"))), is_rdf(Source.at(Path("a.csv")))
        (True, False)
    """
    return source.suffix in SUFFIXES and not source.iso_kind


def is_table(source: Source) -> bool:
    """Whether a source is one of the curated tables, by its name, or that of the sheet.

    Example:
        >>> is_table(Source.at(Path("data/names.csv"))), is_table(Source.at(Path("data/book.xlsx")))
        (True, False)
    """
    return source.suffix in TABLES and source.stem in shipped_schema()


def sources_of(path: Path | Source, *, any_table: bool = False) -> list[Source]:
    """Return the sources that a path stands for: itself, the files in a folder or zip, or what a glob matches.

    With `any_table` a table may have any name.

    Raises:
        AccessError: it does not exist.
        UsageError: a file that is neither a table nor RDF by its name, or a folder without either.
        DataError: a zip that is broken.
    """
    if isinstance(path, Source):
        packed = path.suffix == ZIP or (path.suffix == ".xlsx" and not any_table)
        return _parts(path) if packed else [_known(path, any_table=any_table)]
    if path.is_dir():
        return _found(path, (file for file in _walk(path)))
    if path.exists():
        return sources_of(Source.at(path), any_table=any_table)
    if any(mark in str(path) for mark in "*?["):
        matches = sorted(Path(match) for match in glob.glob(str(path), recursive=True))  # noqa: PTH207
        if matches:
            return [
                source
                for match in matches
                if not match.is_dir()
                for source in sources_of(match, any_table=any_table)
            ]
        raise AccessError(f"{path}: matches no file")
    raise AccessError(f"{path}: does not exist")


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder in order; what is hidden is left out."""
    try:
        for root, folders, files in os.walk(folder, onerror=_raise):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            yield from (Path(root) / name for name in sorted(files) if not name.startswith("."))
    except OSError as error:
        raise AccessError(f"{error.filename}: cannot be read: {error.strerror}") from error


def _raise(error: OSError) -> None:
    raise error


def _found(path: Path, files: Iterator[Path]) -> list[Source]:
    """Take what can be loaded from a folder: `.json` and `.xml` may be anything, so they must be named, or ISO's."""
    found = [source for file in files for source in _in_folder(Source.at(file))]
    if not found:
        raise UsageError(f"{path}: holds neither curated tables nor RDF; name a folder or file that does")
    return found


def _in_folder(source: Source) -> list[Source]:
    if source.suffix in (ZIP, ".xlsx"):
        return _parts(source, strictly=False)
    wanted = source.iso_kind or ((is_table(source) or is_rdf(source)) and source.suffix != ".json")
    return [source] if wanted else []


def _parts(source: Source, *, strictly: bool = True) -> list[Source]:
    """Return the files of a zip, or the sheets of a workbook, that can be loaded."""
    if source.member:
        return [source]
    try:
        names = members(source.path) if source.suffix == ZIP else sheet_names(source.path)
    except OSError as error:
        raise broken(source, error) from error
    if source.suffix == ZIP:
        visible = [name for name in names if not name.startswith(("__MACOSX/", ".")) and ".xlsx" not in name]
        found = [Source.at(source.path, name, name=f"{source.name}/{name}") for name in visible]
    else:
        found = [_sheet(source, name, len(names)) for name in names]
    wanted = [part for part in found if is_table(part) or is_rdf(part) or part.iso_kind]
    if strictly and not wanted:
        raise UsageError(f"{source.name}: holds neither curated tables nor RDF; name one that does")
    return wanted


def _sheet(book: Source, title: str, of: int) -> Source:
    """Describe a sheet: it is the table of its name; the only one of a workbook may have the name from the file."""
    stem = book.stem if of == 1 and title not in shipped_schema() else title
    return replace(book, member=title, name=f"{book.name}/{title}", stem=stem)


def _known(source: Source, *, any_table: bool) -> Source:
    """Let a file pass that can be loaded."""
    if is_table(source) or is_rdf(source) or source.iso_kind or (any_table and source.suffix in TABLES):
        return source
    raise UsageError(
        f"{source.name}: is neither a curated table nor RDF ({', '.join(SUFFIXES)}); rename or convert it, or give a table a --mapping"
    )


def broken(source: Source, error: OSError) -> AccessError:
    """What to say of a source that cannot be read."""
    return AccessError(f"{source.name}: cannot be read: {error.strerror or error}")
