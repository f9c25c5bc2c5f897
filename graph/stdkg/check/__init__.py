"""Checks: tables, RDF, shapes and rules to findings with file, line and column.

`check` holds a store against the SHACL shapes of `ontology/shapes/` and the rules of `ontology/rules/`; `check_paths`
loads files first. Shapes are run as SPARQL on the store's own engine, and give what pyshacl gives.

Example:
    >>> [finding for finding in check_paths() if finding.severity == "error"]
    []
"""

from __future__ import annotations

from stdkg.check.rules import Rule, Waiver, shipped_rules, shipped_waivers
from stdkg.check.run import check, check_paths
from stdkg.check.shapes import Shape, shipped_shapes

__all__ = [
    "Rule",
    "Shape",
    "Waiver",
    "check",
    "check_paths",
    "shipped_rules",
    "shipped_shapes",
    "shipped_waivers",
]
