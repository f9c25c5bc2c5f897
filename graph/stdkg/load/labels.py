"""Labels made from other labels, in English and Chinese, for the nodes that no source names: figures, rankings, memberships.

Example:
    >>> from stdkg.vocabulary import ID, STD
    >>> book = LabelBook()
    >>> book.add(ID("china"), "en", "China")
    >>> book.of(ID("china"), "zh")
    'China'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode

from stdkg.vocabulary import STD, shorten, term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad

    from stdkg.load.rows import Row

__all__ = ["LabelBook", "figure_labels", "membership_labels", "passage_labels", "ranking_labels"]

_LABELS = (term("rdfs", "label"), term("skos", "prefLabel"))
_EXACTLY, _PERCENT, _WITHIN = STD("exactly"), STD("percent"), STD("within")
_SCOPE = ("sector", "level", "about")


class LabelBook:
    """The labels known so far: by resource and language."""

    def __init__(self, quads: Iterable[Quad] = ()) -> None:
        self._texts: dict[tuple[str, str], str] = {}
        for quad in quads:
            if (
                quad.predicate in _LABELS
                and isinstance(quad.object, Literal)
                and isinstance(quad.subject, NamedNode)
            ):
                self.add(quad.subject, quad.object.language or "", quad.object.value)

    def add(self, node: NamedNode, language: str, text: str) -> None:
        """Remember a label; the first one of a language stays."""
        self._texts.setdefault((node.value, language), text)

    def of(self, node: NamedNode, language: str) -> str:
        """The label in a language, else in English, else the short name of the IRI."""
        for tag in (language, "en"):
            if (text := self._texts.get((node.value, tag))) is not None:
                return text
        return shorten(node.value).rpartition(":")[2]


def passage_labels(source: str, number: str) -> Iterator[Literal]:
    """Yield the labels of a passage."""
    yield Literal(f"Passage {number} of {source}", language="en")
    yield Literal(f"{source} 第{number}段", language="zh")


def figure_labels(row: Row, book: LabelBook) -> Iterator[Literal]:
    """Yield the labels of a figure, such as `National standards released: 2266 standards (China, 2022)`."""
    for language, marks in _MARKS.items():
        blank = marks.blank
        comparator = (
            "" if row["comparator"] == _EXACTLY else _label(row, "comparator", book, language) + blank
        )
        unit = "%" if row["unit"] == _PERCENT else blank + _label(row, "unit", book, language)
        yield _observation_label(row, book, language, f"{comparator}{row.text('value')}{unit}")


def ranking_labels(row: Row, book: LabelBook) -> Iterator[Literal]:
    """Yield the labels of a ranking, such as `Units that draft standards: rank 1, stated (Beijing, 2022)`."""
    for language, marks in _MARKS.items():
        within = row["rank_kind"] == _WITHIN
        text = (marks.within if within else marks.rank).format(row.text("rank"))
        kind = "" if within else marks.comma + _label(row, "rank_kind", book, language)
        yield _observation_label(row, book, language, text + kind)


def _observation_label(row: Row, book: LabelBook, language: str, amount: str) -> Literal:
    marks = _MARKS[language]
    subject, where = (
        marks.comma.join(_subject(row, book, language)),
        marks.comma.join(_where(row, book, language)),
    )
    return Literal(f"{subject}{marks.colon}{amount}{marks.left}{where}{marks.right}", language=language)


def membership_labels(row: Row, book: LabelBook) -> Iterator[Literal]:
    """Yield the labels of a membership, such as `Xiao Han: director, Standards Innovation Department`."""
    for language, marks in _MARKS.items():
        who, role, where = (
            _label(row, column, book, language) for column in ("member", "role", "organization")
        )
        yield Literal(f"{who}{marks.colon}{role}{marks.comma}{where}", language=language)


class _Marks(NamedTuple):
    """The punctuation and words of a language."""

    comma: str
    colon: str
    blank: str
    left: str
    right: str
    rank: str
    within: str


_MARKS = {
    "en": _Marks(", ", ": ", " ", " (", ")", "rank {}", "top {}"),
    "zh": _Marks("，", "：", "", "（", "）", "第{}位", "前{}位"),
}


def _label(row: Row, column: str, book: LabelBook, language: str) -> str:
    cell = row[column]
    return book.of(cell, language) if isinstance(cell, NamedNode) else ""


def _subject(row: Row, book: LabelBook, language: str) -> list[str]:
    parts = [_label(row, column, book, language) for column in ("measure", *_SCOPE)]
    return [part for part in parts if part]


def _where(row: Row, book: LabelBook, language: str) -> list[str]:
    parts = [_label(row, "area", book, language), row.text("period")]
    return [part for part in parts if part]
