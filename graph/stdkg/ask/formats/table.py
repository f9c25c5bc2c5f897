r"""A table for a terminal: columns that line up, in Chinese too, and no character that a terminal would obey.

Example:
    >>> from pyoxigraph import Literal
    >>> from stdkg.ask.result import Result
    >>> print(table(Result(("name", "n"), [(Literal("北京"), Literal(643)), (Literal("a\x1b"), None)])), end="")
    name    n
    ----  ---
    北京  643
    a␛
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from stdkg.vocabulary import PREFIXES, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from stdkg.ask.result import Result
    from stdkg.model import Term

__all__ = ["cell_text", "table", "text_width"]

_GAP: Final = "  "
_NARROWEST: Final = 8
_NUMBERS: Final = frozenset(
    PREFIXES["xsd"] + name
    for name in ("integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger")
)


def table(result: Result, width: int | None = None) -> str:
    """Return the rows as a table; with a `width`, cells are wrapped so that it fits, as far as it can."""
    heads = [visible(result.headings.get(column, column)) for column in result.columns]
    rows = [[visible(cell_text(result, node)) for node in row] for row in result.terms]
    if not heads:
        return ""
    widths = [max(map(text_width, cells)) for cells in zip(heads, *rows, strict=True)]
    if width is not None:
        widths = _fitted(widths, width)
    right = [_is_numeric(result, number) for number in range(len(heads))]
    lines = [*_lines(heads, widths, right), _GAP.join("-" * size for size in widths)]
    for row in rows:
        lines.extend(_lines(row, widths, right))
    return "".join(line + "\n" for line in lines)


def cell_text(result: Result, node: Term | None) -> str:
    """Return what a person reads in a cell: a label, a CURIE, or the text of a literal."""
    if node is None:
        return ""
    if isinstance(node, NamedNode):
        return result.labels[node].value if node in result.labels else shorten(node.value)
    return node.value if isinstance(node, Literal) else str(node)


def visible(text: str) -> str:
    """Return a text whose control characters are pictures of themselves, and whose direction marks are gone."""
    if text.isprintable():
        return text
    return "".join(map(_picture, text))


def _picture(character: str) -> str:
    code = ord(character)
    if character.isprintable():
        return character
    if code < 0x20:  # noqa: PLR2004  the C0 controls have pictures from U+2400 on
        return chr(0x2400 + code)
    if unicodedata.category(character) == "Zs":
        return " "
    return "" if unicodedata.category(character) == "Cf" else f"<U+{code:04X}>"


def text_width(text: str) -> int:
    r"""Return how many columns of a terminal a text takes: two for a wide character, none for a combining one.

    Example:
        >>> text_width("北京ab"), text_width("e\u0301")
        (6, 1)
    """
    return len(text) if text.isascii() else sum(map(_character_width, text))


def _character_width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _fitted(widths: Sequence[int], width: int) -> list[int]:
    """Take columns from the widest one until the table fits, but leave each a few."""
    fitted = list(widths)
    room = width - len(_GAP) * (len(fitted) - 1)
    while sum(fitted) > room and max(fitted) > _NARROWEST:
        fitted[fitted.index(max(fitted))] -= 1
    return fitted


def _lines(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> Iterator[str]:
    """Yield the lines of a row: one, or more where a cell is wrapped."""
    pieces = [list(_wrapped(cell, size)) for cell, size in zip(cells, widths, strict=True)]
    for number in range(max(map(len, pieces))):
        padded = []
        for piece, size, to_right in zip(pieces, widths, right, strict=True):
            text = piece[number] if number < len(piece) else ""
            blanks = " " * (size - text_width(text))
            padded.append(blanks + text if to_right else text + blanks)
        yield _GAP.join(padded).rstrip()


def _wrapped(text: str, size: int) -> Iterator[str]:
    """Cut a text into lines of at most `size` columns, at blanks where there are any."""
    while text_width(text) > size:
        end = taken = 0
        for character in text:
            taken += _character_width(character)
            if taken > size:
                break
            end += 1
        blank = text.rfind(" ", 0, end + 1)
        cut = blank if blank > 0 else max(end, 1)
        yield text[:cut].rstrip()
        text = text[cut:].lstrip()
    yield text


def _is_numeric(result: Result, column: int) -> bool:
    cells = [row[column] for row in result.terms if row[column] is not None]
    return bool(cells) and all(
        isinstance(node, Literal) and node.datatype.value in _NUMBERS for node in cells
    )
