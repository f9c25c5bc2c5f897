"""Patterns: what each row of a table states, written once and handed to each tool in the form that it reads.

Example:
    >>> pattern = Pattern("t", "http://e/{id}", (Fact("http://p", "{name}", "@en"), Fact("http://q", "http://c")))
    >>> csvw(pattern, ("id", "name"))["tableSchema"]["columns"][1]
    {'name': 'name', 'propertyUrl': 'http://p', 'lang': 'en'}
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Fact", "Pattern", "csvw", "filled", "rml"]

_XSD = "http://www.w3.org/2001/XMLSchema#"
_SLOT = re.compile(r"\{(\w+)\}")
_RML_HEAD = """@prefix rr: <http://www.w3.org/ns/r2rml#> .
@prefix rml: <http://semweb.mmlab.be/ns/rml#> .
@prefix ql: <http://semweb.mmlab.be/ns/ql#> .
"""


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement about the thing of a row.

    Attributes:
        predicate: its IRI.
        value: a text with `{column}` for what the row holds.
        kind: "iri", "text", "@" and a language tag, or the name of a datatype of XSD.
    """

    predicate: str
    value: str
    kind: str = "iri"


@dataclass(frozen=True, slots=True)
class Pattern:
    """What each row of a table states about one thing; a table may have several.

    Attributes:
        table: the name of the table, without its ending.
        about: the IRI of the thing, with `{column}`.
        facts: the statements.
    """

    table: str
    about: str
    facts: tuple[Fact, ...]


def rml(patterns: list[Pattern]) -> str:
    """Return the mapping for RML, Turtle; its sources lie in the working folder."""
    return _RML_HEAD + "".join(_triples_map(number, pattern) for number, pattern in enumerate(patterns))


def _triples_map(number: int, pattern: Pattern) -> str:
    facts = "".join(
        f" ;\n  rr:predicateObjectMap [ rr:predicate <{fact.predicate}> ; rr:objectMap [ {_object(fact)} ] ]"
        for fact in pattern.facts
    )
    source = f'[ rml:source "{pattern.table}.csv" ; rml:referenceFormulation ql:CSV ]'
    return f"\n<#map{number}> rml:logicalSource {source} ;\n  rr:subjectMap [ {_template(pattern.about)} ]{facts} .\n"


def _object(fact: Fact) -> str:
    form = _template(fact.value)
    if fact.kind == "iri":
        return f"{form} ; rr:termType rr:IRI"
    if fact.kind.startswith("@"):
        return f'{form} ; rr:termType rr:Literal ; rr:language "{fact.kind[1:]}"'
    datatype = "" if fact.kind == "text" else f" ; rr:datatype <{_XSD}{fact.kind}>"
    return f"{form} ; rr:termType rr:Literal{datatype}"


def _template(text: str) -> str:
    if whole := _SLOT.fullmatch(text):
        return f'rml:reference "{whole[1]}"'
    return f'rr:template "{text}"' if _SLOT.search(text) else f"rr:constant <{text}>"


def csvw(pattern: Pattern, header: tuple[str, ...]) -> dict[str, Any]:
    """Return the metadata for CSV on the Web; each column makes one statement at most."""
    of = {match[1]: fact for fact in pattern.facts if (match := _SLOT.search(fact.value))}
    columns = [_column(name, of.get(name)) for name in header]
    constant = [fact for fact in pattern.facts if not _SLOT.search(fact.value)]
    columns += [
        {"name": f"v{number}", "virtual": True, "propertyUrl": fact.predicate, "valueUrl": fact.value}
        for number, fact in enumerate(constant)
    ]
    schema = {"aboutUrl": pattern.about, "columns": columns}
    return {"@context": "http://www.w3.org/ns/csvw", "url": f"{pattern.table}.csv", "tableSchema": schema}


def _column(name: str, fact: Fact | None) -> dict[str, Any]:
    if fact is None:
        return {"name": name, "suppressOutput": True}
    said = {"name": name, "propertyUrl": fact.predicate}
    if fact.kind == "iri":
        return said | {"valueUrl": fact.value}
    if fact.kind.startswith("@"):
        return said | {"lang": fact.kind[1:]}
    return said | ({} if fact.kind == "text" else {"datatype": fact.kind})


def filled(patterns: list[Pattern], folder: Path) -> Iterator[str]:
    """Yield what the rows of the tables in `folder` state, in N-Triples, as fast as Python can and without a look at any cell.

    It is what checked loading is held against.
    """
    for pattern in patterns:
        lines = [f"<{pattern.about}> <{fact.predicate}> {_term(fact)}" for fact in pattern.facts]
        with (folder / f"{pattern.table}.csv").open(encoding="utf-8", newline="") as text:
            for row in csv.DictReader(text):
                for line in lines:
                    yield line.format_map(row)


def _term(fact: Fact) -> str:
    if fact.kind == "iri":
        return f"<{fact.value}>"
    if fact.kind == "text" or fact.kind.startswith("@"):
        return f'"{fact.value}"{fact.kind.removeprefix("text")}'
    return f'"{fact.value}"^^<{_XSD}{fact.kind}>'
