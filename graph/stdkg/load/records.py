"""The records of a file of JSON objects, a line each or in one array, and what their fields must hold.

Example:
    >>> entries_of({"pMembers": [{"id": 1}], "secretariat": {"id": 2}}, "secretariat")
    [{'id': 2}]
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from stdkg.errors import DataError
from stdkg.load.sources import Source, broken
from stdkg.model import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from pyoxigraph import Quad

__all__ = ["RecordError", "entries_of", "id_of", "read_records"]


class RecordError(ValueError):
    """A record that says too little to be of use; its text says what is missing."""


def read_records(
    path: Path | Source, record: Callable[[Mapping[str, Any], int], Iterator[Quad]]
) -> Iterator[Quad]:
    """Yield what the records of a file state (a JSON object a line, or one array of them; compressed or plain).

    Args:
        path: the file.
        record: what one record in a line states.

    Raises:
        DataError: at the end, with every line that is no record.
        AccessError: the file cannot be read.
    """
    source = path if isinstance(path, Source) else Source.at(path)
    faults: list[Finding] = []
    try:
        with source.open() as stream:
            for line, data in _records(stream):
                try:
                    read = json.loads(data) if isinstance(data, bytes) else data
                    if not isinstance(read, dict):
                        raise RecordError("no JSON object")
                    yield from record(read, line)
                except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
                    faults.append(_fault(source.name, error, line))
    except (ValueError, RecursionError) as error:  # of an array, which is read as a whole
        faults.append(_fault(source.name, error, getattr(error, "lineno", 1)))
    except OSError as error:
        raise broken(source, error) from error
    if faults:
        raise DataError.of(faults)


def _fault(file: str, error: Exception, line: int) -> Finding:
    if isinstance(error, RecordError):
        return Finding("error", file, str(error), "write a record as ISO publishes them", line)
    what = f"no record ({type(error).__name__}: {error})"
    return Finding("error", file, what, "write one JSON object a line", line)


def _records(stream: Iterable[bytes]) -> Iterator[tuple[int, object]]:
    """Yield the lines that are not blank, or, if the first opens an array and no more, its elements, with their lines."""
    lines = iter(stream)
    for line, text in enumerate(lines, start=1):
        if line == 1 and re.match(rb"(\xef\xbb\xbf)?\s*\[\s*(\{|$)", text):
            yield from _elements((text + b"".join(lines)).decode("utf-8-sig"))
        elif text.strip():
            yield line, text


def _elements(text: str) -> Iterator[tuple[int, object]]:
    """Yield the elements of an array, with the lines that they begin in."""
    decoder, line, at, last = json.JSONDecoder(), 1, 0, 0
    while found := _BETWEEN.match(text, at):
        at = found.end()
        if "]" in found[1]:
            return
        line, last = line + text.count("\n", last, at), at
        element, at = decoder.raw_decode(text, at)
        yield line, element
    raise json.JSONDecodeError("the array breaks off", text, at)


_BETWEEN = re.compile(r"\s*(\[?\s*\]\s*\Z|[\[,])\s*")


def id_of(value: object, field: str) -> int:
    """Return an id, which ISO writes as a number; digits in a text count as well.

    Example:
        >>> id_of("7", "parentId")
        7

    Raises:
        RecordError: it is none.
    """
    if type(value) is int and 0 <= value < 10**18:
        return value
    whole = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    if isinstance(value, bool) or not re.fullmatch("[0-9]{1,18}", whole):
        raise RecordError(f"the field {field} holds {json.dumps(value)[:80]}, which is no id")
    return int(whole)


def entries_of(data: Mapping[str, Any], field: str) -> list[Mapping[str, Any]]:
    """Return the objects of a field that holds a list of them, or one; none where it is null or missing."""
    value = data.get(field)
    entries = value if isinstance(value, list) else [] if value is None else [value]
    for entry in entries:
        if entry is not None and not isinstance(entry, dict):
            raise RecordError(
                f"the field {field} holds {json.dumps(entry)[:80]}, which is no object with an id"
            )
    return [entry or {} for entry in entries]
