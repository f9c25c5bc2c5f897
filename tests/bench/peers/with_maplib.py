"""maplib: tables through OTTR templates into its own store, and N-Triples read."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import polars as pl
from common import main
from maplib import Model, RDFType, SolutionMappings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_XSD = "http://www.w3.org/2001/XMLSchema#"
_LANG = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
_SLOT = re.compile(r"\{(\w+)\}")


def _tables(folder: Path) -> Callable[[], Model]:
    patterns = json.loads((folder / "patterns.json").read_text(encoding="utf-8"))

    def action() -> Model:
        model = Model()
        for number, pattern in enumerate(patterns):
            _map(model, folder, f"http://example.org/template{number}", pattern)
        return model

    return action


def _map(model: Model, folder: Path, name: str, pattern: dict[str, Any]) -> None:
    columns = {"about": _filled(pattern["about"])}
    types = {"about": RDFType.IRI}
    lines = []
    for number, fact in enumerate(pattern["facts"]):
        value = (
            f"<{fact['value']}>"
            if fact["kind"] == "iri" and not _SLOT.search(fact["value"])
            else f"?v{number}"
        )
        lines.append(f"ottr:Triple(?about, <{fact['predicate']}>, {value})")
        if value.startswith("?"):
            columns[value[1:]], types[value[1:]] = _typed(fact)
    arguments = ", ".join(f"?{column}" for column in columns)
    model.add_template(
        f"@prefix ottr: <http://ns.ottr.xyz/0.4/> .\n<{name}> [ {arguments} ] :: {{ {', '.join(lines)} }} ."
    )
    table = pl.read_csv(folder / f"{pattern['table']}.csv", infer_schema=False)
    model.map(name, SolutionMappings(table.select(**columns), types))


def _typed(fact: dict[str, str]) -> tuple[pl.Expr, RDFType]:
    value, kind = _filled(fact["value"]), fact["kind"]
    if kind == "iri":
        return value, RDFType.IRI
    if kind.startswith("@"):
        return pl.struct(value.alias(f"<{_LANG}>"), pl.lit(kind[1:]).alias("l")), RDFType.Literal(_LANG)
    cast = {"date": value.str.to_date(), "integer": value.cast(pl.Int64)}.get(kind, value)
    return cast, RDFType.Literal(_XSD + ("string" if kind == "text" else kind))


def _filled(template: str) -> pl.Expr:
    names = _SLOT.findall(template)
    if template == f"{{{''.join(names)}}}":
        return pl.col(names[0])
    return pl.format(_SLOT.sub("{}", template), *map(pl.col, names)) if names else pl.lit(template)


def _parse(file: Path) -> Callable[[], Model]:
    def action() -> Model:
        model = Model()
        model.read(file, format="ntriples")
        return model

    return action


if __name__ == "__main__":
    main(
        {"tables": _tables, "parse": _parse},
        lambda model: int(model.size()),
        lambda model, out: model.write(out, format="ntriples"),
    )
