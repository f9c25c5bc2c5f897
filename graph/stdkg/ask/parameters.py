"""The parameters of a named question: values as a person writes them, to the terms that the query is bound to."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from stdkg.ask.names import resolve
from stdkg.errors import UnknownNameError, UsageError
from stdkg.vocabulary import expand, term

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stdkg.ask.header import Parameter
    from stdkg.ask.questions import Question
    from stdkg.model import Term
    from stdkg.store import Store

__all__ = ["bound", "check_names"]

_CLASSES = {"passage": "std:Passage", "source": "std:Source", "concept": "skos:Concept"}
_YEAR = re.compile(r"\d{4}")


def check_names(question: Question, values: Mapping[str, object]) -> None:
    """Hold the names of the parameters that are given against those that the question has; needs no graph.

    Raises:
        UsageError: a parameter is missing or superfluous; the message has an example.
    """
    for name in values:
        if name not in question.parameters:
            known = ", ".join(f"--{known}" for known in question.parameters) or "none"
            raise UsageError(f"question {question.name} has no parameter {name!r}; it takes {known}")
    for name, parameter in question.parameters.items():
        if parameter.required and values.get(name) is None:
            raise UsageError(
                f"question {question.name} needs --{name} ({parameter.meaning['en']}); "
                f"for example: stdkg ask {question.name} --{name} {_quoted(parameter.example)}"
            )


def bound(store: Store, question: Question, values: Mapping[str, object]) -> dict[str, Term]:
    """Return the term for each parameter that is given or has a default.

    Raises:
        UsageError: a parameter is missing, superfluous, or not of its kind; the message has an example.
        UnknownNameError: no such actor, region, concept, passage or source.
    """
    check_names(question, values)
    terms: dict[str, Term] = {}
    for name, parameter in question.parameters.items():
        value = values.get(name)
        if value is None:
            value = parameter.default or None
        if value is not None:
            terms[name] = _term(store, parameter, value)
    return terms


def _term(store: Store, parameter: Parameter, value: object) -> Term:
    if isinstance(value, NamedNode | Literal):
        return value
    text = str(value)
    try:
        if parameter.kind in ("year", "integer", "date"):
            return _literal(parameter.kind, text)
        if parameter.kind == "text":
            return Literal(text)
        of = parameter.of or _CLASSES.get(parameter.kind)
        return resolve(store, text, NamedNode(expand(of)) if of else None)
    except UnknownNameError as error:
        raise UnknownNameError(f"--{parameter.name}: {error}") from None
    except ValueError:
        raise UsageError(
            f"--{parameter.name}: {text!r} is no {parameter.kind}; write for example --{parameter.name} {parameter.example}"
        ) from None


def _literal(kind: str, text: str) -> Literal:
    if kind == "integer":
        return Literal(int(text))
    if kind == "date":
        return Literal(date.fromisoformat(text).isoformat(), datatype=term("xsd", "date"))
    if not _YEAR.fullmatch(text):
        raise ValueError(text)
    return Literal(text, datatype=term("xsd", "gYear"))


def _quoted(text: str) -> str:
    return f'"{text}"' if re.search(r"[^\w/:.-]", text) else text
