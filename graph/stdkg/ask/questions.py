"""The named questions: one file `ontology/questions/NAME.rq` each, found by name.

Example:
    >>> question("secretariats-by-region").title["en"]
    'Secretariats by region'
    >>> question("secretariats-by-regoin")
    Traceback (most recent call last):
    stdkg.errors.UnknownNameError: no question 'secretariats-by-regoin'; did you mean secretariats-by-region ...
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from stdkg.ask.header import read_header
from stdkg.errors import UnknownNameError
from stdkg.paths import ontology_dir

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from stdkg.ask.header import Parameter

__all__ = ["Question", "headings", "question", "question_names", "questions"]


@dataclass(frozen=True, slots=True)
class Question:
    """A named question.

    Attributes:
        name: of the file, without its ending.
        title: by language.
        answer: what it answers, by language.
        parameters: by name, in the order of the file.
        sparql: the whole file.
        needs: the fetched sources that it asks, of those that `--with` adds.
    """

    name: str
    title: Mapping[str, str]
    answer: Mapping[str, str]
    parameters: Mapping[str, Parameter]
    sparql: str
    needs: tuple[str, ...] = ()

    @property
    def usage(self) -> str:
        """The parameters as they are written, the optional ones in brackets, then the fetched sources needed."""
        words = [
            f"--{parameter.name} {parameter.name.upper()}"
            if parameter.required
            else f"[--{parameter.name} {parameter.name.upper()}]"
            for parameter in self.parameters.values()
        ]
        return " ".join([*words, *(f"--with {source}" for source in self.needs)])


def question_names() -> list[str]:
    """Return the names of all questions, sorted."""
    return sorted(path.stem for path in _folder().glob("*.rq"))


def questions() -> list[Question]:
    """Return all questions, sorted by name.

    Raises:
        DataError: a header is not as it should be.
    """
    return [question(name) for name in question_names()]


@cache
def question(name: str) -> Question:
    """Return the question called `name`.

    Raises:
        UnknownNameError: there is none; the message has near matches.
        DataError: its header is not as it should be.
    """
    names = question_names()
    if name not in names:
        raise UnknownNameError(f"no question {name!r}; {_suggestion(name, names)}stdkg ask lists all of them")
    path = _folder() / f"{name}.rq"
    text = path.read_text(encoding="utf-8")
    header = read_header(str(path), text)
    return Question(name, header.title, header.answer, header.parameters, text, tuple(header.needs))


@cache
def headings(language: str) -> Mapping[str, str]:
    """Return what a person reads above the columns of the questions, by column."""
    with (_folder() / "headings.csv").open(encoding="utf-8", newline="") as lines:
        return {row["column"]: row[language] for row in csv.DictReader(lines)}


def _folder() -> Path:
    return ontology_dir() / "questions"


def _suggestion(name: str, names: list[str]) -> str:
    words = {word for word in name.lower().replace("_", "-").split("-") if len(word) > 2}  # noqa: PLR2004  "by", "of"
    near = get_close_matches(name.lower(), names, n=3, cutoff=0.6)
    near += [other for other in names if other not in near and words & set(other.split("-"))]
    return f"did you mean {' or '.join(near[:3])}? " if near else ""
