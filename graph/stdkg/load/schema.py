"""The schema of the curated tables, read from `ontology/data/datapackage.json` (a Frictionless Data Package).

Each field carries, beside the standard Table Schema, `stdkg:kind`: one of `cells.KINDS`, with the class that a concept
must have after a colon (`concept:Measure`).

Example:
    >>> shipped_schema()["figures"].header[:3]
    ('id', 'measure', 'value')
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from stdkg.paths import ontology_dir

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Field", "TableSchema", "shipped_schema"]

_RESOURCES = ("slug", "entity", "curie", "concept", "passage", "wikidata")
"""The kinds of cell that stand for resources; the others stand for literals."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name, the kind of its cells, the class that a concept must have, and whether it may be empty."""

    name: str
    kind: str
    concept_class: str
    required: bool


@dataclass(frozen=True)
class TableSchema:
    """A table: its columns in order, and the columns that no two rows may share."""

    name: str
    fields: tuple[Field, ...]
    key: tuple[int, ...]

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns, as the first line has them."""
        return tuple(field.name for field in self.fields)

    @cached_property
    def resources(self) -> tuple[tuple[int, Field], ...]:
        """The columns whose cells stand for resources, each with its place, counted from 0."""
        return tuple((at, field) for at, field in enumerate(self.fields) if field.kind in _RESOURCES)


@cache
def shipped_schema() -> Mapping[str, TableSchema]:
    """Return the tables by name, in the order in which they are to be read."""
    package = json.loads((ontology_dir() / "data" / "datapackage.json").read_bytes())
    return {resource["name"]: _table(resource) for resource in package["resources"]}


def _table(resource: dict[str, Any]) -> TableSchema:
    fields = tuple(_field(field) for field in resource["schema"]["fields"])
    names = [field.name for field in fields]
    key = tuple(names.index(name) for name in resource["schema"]["primaryKey"])
    return TableSchema(resource["name"], fields, key)


def _field(field: dict[str, Any]) -> Field:
    kind, _, concept_class = field["stdkg:kind"].partition(":")
    return Field(field["name"], kind, concept_class, bool(field.get("constraints", {}).get("required")))
