"""Any mix of files and folders to statements: RDF in every syntax, and curated tables.

Tables rest on the ontology (their concepts, roles and labels), so they bring it with them; RDF brings only itself.

Example:
    >>> import tempfile
    >>> from pathlib import Path
    >>> path = Path(tempfile.mkdtemp()) / "a.nt"
    >>> _ = path.write_text('<http://a> <http://b> "c" .')
    >>> len(list(Inputs([path]).statements()))
    1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from stdkg.errors import AccessError, DataError, UsageError
from stdkg.load.rdf import SUFFIXES, is_rdf, read_rdf
from stdkg.load.shipped import ontology_statements
from stdkg.load.tables import Tables, is_table, table_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pyoxigraph import NamedNode, Quad

    from stdkg.model import Position

__all__ = ["Inputs"]


class Inputs:
    """Files and folders to be read as one; a folder stands for the tables and the RDF files in it.

    Raises:
        AccessError: a path does not exist.
        UsageError: a file that is neither a table nor RDF by its name, or a folder without either.
    """

    def __init__(self, paths: Sequence[Path], graph: NamedNode | None = None) -> None:
        self._graph = graph
        self.rdf: list[Path] = []
        self.tables: Tables | None = None
        tables: list[Path] = []
        for path in paths:
            for file in _files(path):
                (self.rdf if is_rdf(file) else tables).append(file)
        if tables:
            self.tables = Tables(table_files(tables), ontology_statements())

    @property
    def positions(self) -> dict[str, Position]:
        """Where each resource of the tables has its line, by IRI; complete once all statements were read."""
        return self.tables.positions if self.tables else {}

    def statements(self) -> Iterator[Quad]:
        """Yield the statements of all files, read once, as a stream.

        Raises:
            DataError: at the end, with the faults of every file; what was yielded before must be thrown away.
            AccessError: a file cannot be read.
        """
        faults: list[DataError] = []
        if self.tables:
            yield from ontology_statements()
            try:
                yield from self.tables.statements()
            except DataError as error:
                faults.append(error)
        for path in self.rdf:
            try:
                yield from read_rdf(path, self._graph)
            except DataError as error:
                faults.append(error)
        if faults:
            raise DataError.of([finding for fault in faults for finding in fault.findings])


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        files = [
            file
            for file in sorted(path.iterdir())
            if is_table(file) or (is_rdf(file) and file.suffix != ".json")
        ]
        if not files:
            raise UsageError(f"{path}: holds neither curated tables nor RDF; name a folder or file that does")
        return files
    if not path.exists():
        raise AccessError(f"{path}: does not exist")
    if not (is_rdf(path) or is_table(path)):
        raise UsageError(
            f"{path}: is neither a curated table nor RDF ({', '.join(SUFFIXES)}); rename or convert it"
        )
    return [path]
