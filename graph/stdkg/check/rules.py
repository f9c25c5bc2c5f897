"""Rules: queries that must return nothing, one file each in `ontology/rules/`, named after the fault.

The header of a file says in English and Chinese what the fault is and what is to be written instead; `{focus}`,
`{path}`, `{value}` and `{other}` stand for the variables of the query, `{nearest}` for the known term nearest to
`?value`. How grave a fault is stands in `severity.csv`, and what is let pass, with the reason, in `waivers.csv`.

Example:
    >>> rule = next(rule for rule in shipped_rules() if rule.name == "figure_without_period")
    >>> rule.severity, rule.titles["en"]
    ('error', 'Figure without a period')
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

from stdkg.check.findings import Fault
from stdkg.check.spread import spread
from stdkg.errors import DataError
from stdkg.paths import ontology_dir
from stdkg.vocabulary import expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from pyoxigraph import QuerySolutions

    from stdkg.model import Severity
    from stdkg.store import Store

__all__ = ["Rule", "Waiver", "breaches", "run_rules", "shipped_rules", "shipped_waivers"]

_HEADER = re.compile(r"^# (title|problem|repair)(?:-(zh))?: (.+)$", re.MULTILINE)
_VARIABLES = ("focus", "path", "value", "other")


@dataclass(frozen=True, slots=True)
class Rule:
    """A query that must return nothing.

    Attributes:
        name: that of its file.
        severity: "error" or "warning".
        titles: language to what the rule is about.
        problems: language to what is there, with places for the variables.
        repairs: language to what is to be written, with places for the variables.
        query: SELECT with ?focus and, where there is more to say, ?path, ?value, ?other.
    """

    name: str
    severity: Severity
    titles: Mapping[str, str]
    problems: Mapping[str, str]
    repairs: Mapping[str, str]
    query: str


@dataclass(frozen=True, slots=True)
class Waiver:
    """A fault that is let pass: the rule or shape, the focus as an IRI, and why."""

    rule: str
    focus: str
    reason: str


@cache
def shipped_rules() -> tuple[Rule, ...]:
    """Return the rules of `ontology/rules/`, by name.

    Raises:
        DataError: a header is incomplete, or a rule has no severity.
    """
    folder = ontology_dir() / "rules"
    severities = {row["rule"]: row["severity"] for row in _rows(folder / "severity.csv")}
    return tuple(_read(file, severities) for file in sorted(folder.glob("*.rq")))


@cache
def shipped_waivers() -> tuple[Waiver, ...]:
    """Return the rows of `ontology/rules/waivers.csv`."""
    rows = _rows(ontology_dir() / "rules" / "waivers.csv")
    return tuple(Waiver(row["rule"], _iri(row["focus"]), row["reason"]) for row in rows)


def run_rules(store: Store, rules: Iterable[Rule]) -> Iterator[Fault]:
    """Yield what each rule finds in a store: in its default graph, and in named graphs where the query says so."""
    for faults in spread(store, lambda rule: breaches(store, rule), rules):
        yield from faults


def breaches(store: Store, rule: Rule) -> list[Fault]:
    """Return what one rule finds in a store."""
    return list(_breaches(store, rule))


def _breaches(store: Store, rule: Rule) -> Iterator[Fault]:
    rows = cast("QuerySolutions", store.query(rule.query))
    given = {variable.value for variable in rows.variables}
    for row in rows:
        found = {name: row[name] for name in _VARIABLES if name in given}
        found["path"] = str(found.get("path") or "")
        yield Fault(rule.name, rule.severity, repairs=rule.repairs, problems=rule.problems, **found)


def _iri(text: str) -> str:
    return text if "://" in text else expand(text)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _read(file: Path, severities: Mapping[str, str]) -> Rule:
    query = file.read_text(encoding="utf-8")
    said: dict[str, dict[str, str]] = {"title": {}, "problem": {}, "repair": {}}
    for key, language, text in _HEADER.findall(query):
        said[key][language or "en"] = text
    for key, texts in said.items():
        if set(texts) != {"en", "zh"}:
            raise DataError(
                f"{file}: the header says no {key} in both languages; write # {key}: and # {key}-zh:"
            )
    severity = severities.get(file.stem)
    if severity not in ("error", "warning"):
        raise DataError(f"{file.parent}/severity.csv: no severity for {file.stem}; write error or warning")
    return Rule(
        file.stem,
        cast("Severity", severity),
        said["title"],
        said["problem"],
        said["repair"],
        query,
    )
