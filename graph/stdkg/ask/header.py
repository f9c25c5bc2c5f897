r"""The header of a named question: comment lines that say what the query below them answers.

    # title@en: Secretariats by region                          one line, in both languages
    # title@zh: 各地区承担的秘书处
    # answer@en: How many secretariats each region holds.       one sentence or two
    # answer@zh: 各地区承担的秘书处数量。
    # needs: iso                                                only where a fetched source is asked
    # parameter region: entity std:Region, optional, example beijing
    # parameter region@en: only this region
    # parameter region@zh: 只列该地区

A parameter has a kind, perhaps with the class of what it names; then `optional`, or `default VALUE`, or neither; then
`example VALUE`. The query has a variable of the parameter's name. An optional parameter that is not given leaves its variable
free, so the query must read well both ways.

Example:
    >>> text = "# title@en: All\n# title@zh: 全部\n# answer@en: A.\n# answer@zh: 甲。\nSELECT * {}\n"
    >>> read_header("all.rq", text).title["zh"]
    '全部'
    >>> read_header("all.rq", "# titel@en: All\n")
    Traceback (most recent call last):
    stdkg.errors.DataError: all.rq:1: '# titel@en: All' is no line of a header; write # title@en: ... as in its neighbours
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import product
from typing import Final, cast, get_args
from typing import Literal as OneOf

from stdkg.errors import DataError

__all__ = ["KINDS", "LANGUAGES", "Header", "Kind", "Parameter", "read_header"]

Kind = OneOf["entity", "concept", "passage", "source", "year", "date", "integer", "text"]
KINDS: Final = get_args(Kind)
"""What a parameter can be."""
LANGUAGES: Final = ("en", "zh")

_LINE = re.compile(r"# (title|answer|needs|parameter)(?: ([a-z][a-z_]*))?(?:@(en|zh))?: (\S.*)")
_PARAMETER = re.compile(
    r"(?P<kind>[a-z]+)(?: (?P<of>[\w-]+:\w+))?(?:, (?:(?P<optional>optional)|default (?P<default>[^,]+)))?, example (?P<example>\S.*)"
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a question.

    Attributes:
        name: of the variable and of the option `--NAME`.
        kind: what its value is.
        of: the CURIE of the class that an entity or concept must have, or "".
        optional: whether it may be left out.
        default: what holds when it is left out, or "".
        example: a value that gives an answer.
        meaning: what it is for, by language.
    """

    name: str
    kind: Kind
    of: str
    optional: bool
    default: str
    example: str
    meaning: dict[str, str] = field(default_factory=dict)

    @property
    def required(self) -> bool:
        """Whether there is no answer without it."""
        return not (self.optional or self.default)


@dataclass(frozen=True, slots=True)
class Header:
    """What a header says: title and answer by language, the fetched sources it needs, parameters by name."""

    title: dict[str, str] = field(default_factory=dict)
    answer: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, Parameter] = field(default_factory=dict)
    needs: list[str] = field(default_factory=list)


def read_header(file: str, text: str) -> Header:
    """Read the comment lines that a query begins with.

    Raises:
        DataError: a line of another form, or a text that is missing; the message has file and line.
    """
    header = Header()
    number = 0
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#"):
            break
        try:
            _take(header, line)
        except ValueError as error:
            raise DataError(f"{file}:{number}: {error}") from None
    texts = {"title": header.title, "answer": header.answer}
    texts |= {f"parameter {name}": parameter.meaning for name, parameter in header.parameters.items()}
    for what, language in product(texts, LANGUAGES):
        if language not in texts[what]:
            raise DataError(
                f"{file}:{number}: the header has no {what}@{language}; write # {what}@{language}: ..."
            )
    return header


def _take(header: Header, line: str) -> None:
    match = _LINE.fullmatch(line)
    if not match:
        raise ValueError(f"{line!r} is no line of a header; write # title@en: ... as in its neighbours")
    key, name, language, text = match.groups()
    if key == "parameter" and name and not language:
        header.parameters[name] = _parameter(name, text)
    elif key == "parameter" and name in header.parameters:
        header.parameters[name].meaning[language] = text
    elif key == "needs" and not name and not language:
        header.needs.extend(text.split(", "))
    elif key in ("title", "answer") and language and not name:
        (header.title if key == "title" else header.answer)[language] = text
    else:
        raise ValueError(
            f"{line!r} speaks of a parameter that no line above declares, or lacks @en or @zh; mend it"
        )


def _parameter(name: str, text: str) -> Parameter:
    match = _PARAMETER.fullmatch(text)
    if not match or match["kind"] not in KINDS:
        raise ValueError(
            f"{text!r} declares no parameter; write KIND [CLASS][, optional | , default VALUE], example VALUE, "
            f"with one of {', '.join(KINDS)} as KIND"
        )
    return Parameter(
        name=name,
        kind=cast("Kind", match["kind"]),
        of=match["of"] or "",
        optional=match["optional"] is not None,
        default=match["default"] or "",
        example=match["example"],
    )
