"""Memberships, partnerships and rdf:Statements as edges: a node between two others becomes the edge it stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stdkg.project.attributes import AttributeNames, plain, together
from stdkg.project.facts import is_link
from stdkg.project.lazy import FoldedStatements
from stdkg.project.records import passages_in, passages_of
from stdkg.project.sorting import DATES, MECHANISM, PERIOD, PREDICATE, ROLE, TITLE
from stdkg.project.terms import PARTNERSHIP, STATEMENT, TYPE, local_name, short
from stdkg.vocabulary import expand, shorten

if TYPE_CHECKING:
    from stdkg.project.attributes import Plain
    from stdkg.project.facts import Facts
    from stdkg.project.filling import Filling
    from stdkg.project.sorting import Fold, Sorted
    from stdkg.project.words import Words

__all__ = ["Folding"]

_MEMBER_OF = expand("org:memberOf")


class Folding:
    """Turns each folded node into an edge with its role, title and period.

    The edge of the property that stands beside a membership takes its attributes; where there is none, or where one is
    taken by another membership, a new edge is made and marked `derived`.
    """

    def __init__(self, filling: Filling, facts: Facts, sorted_links: Sorted, words: Words) -> None:
        self._filling = filling
        self._facts = facts
        self._folds = sorted_links.folds
        self._words = words
        self._relations: dict[str, dict[str, str]] = {}
        self._roles: dict[str, tuple[str, dict[str, str]]] = {}

    def run(self) -> None:
        """Fold everything that is to be folded into edges."""
        for subject in sorted(self._folds):
            fold = self._folds[subject]
            relation, details = self._details(subject, fold)
            for source, target in fold.pairs:
                self._put(source, relation, target, details)

    def _details(self, subject: str, fold: Fold) -> tuple[str, dict[str, Any]]:
        about, links = self._facts.about, fold.links
        parts = [(subject, about[subject])]
        graphs, has_details = fold.graphs, fold.has_details
        if PERIOD in links:
            parts += [(period, about.get(period, [])) for period in sorted(links[PERIOD])]
            graphs, has_details = None, True
        statements = FoldedStatements(parts)
        details: dict[str, Any] = {
            "folded": subject,
            "statements": statements,
            "passages": passages_of(graphs)
            if graphs is not None
            else passages_in([row[2] for _, rows in parts for row in rows]),
        }
        if fold.kind == STATEMENT:
            return links[PREDICATE][0], {**self._free(subject), **details}
        if has_details:
            details |= _dates_and_titles(statements)
        if fold.kind == PARTNERSHIP:
            return PARTNERSHIP, details
        relation, words = self._role(min(links[ROLE]) if ROLE in links else "")
        details |= words
        return relation, details

    def _role(self, role: str) -> tuple[str, dict[str, str]]:
        """The relation that stands beside a membership of a role, and what the edge says of the role."""
        found = self._roles.get(role)
        if found is None:
            words = {}
            if role:
                words = {"role": local_name(role), "role_label": self._words.best(role)}
                if (chinese := self._words.label(role, "zh")) is not None:
                    words["role_label_zh"] = chinese
            found = self._roles[role] = self._facts.direct.get(role, _MEMBER_OF), words
        return found

    def _free(self, subject: str) -> dict[str, Plain]:
        """The attributes that a property graph gave an edge."""
        values = [
            (predicate, value)
            for predicate, value, _ in self._facts.about[subject]
            if predicate != TYPE and not is_link(value, predicate)
        ]
        names = AttributeNames({predicate for predicate, _ in values})
        gathered: dict[str, list[Plain]] = {}
        for predicate, value in values:
            gathered.setdefault(names(predicate, getattr(value, "language", "") or ""), []).append(
                plain(value)
            )
        return {name: together(found) for name, found in gathered.items()}

    def _put(self, source: str, predicate: str, target: str, details: dict[str, Any]) -> None:
        filling, key, free_key = self._filling, short(predicate), details.get("key")
        held = filling.edge(source, target, key)
        if held is not None and "folded" not in held:
            _complete(held, details)
            if free_key is not None:
                filling.rename_edge(source, target, key, free_key)
            return
        for end in (source, target):
            if not filling.has_node(end):
                filling.add_node(end, {"label": self._words.best(end), "statements": ()})
        if held is not None:
            key = f"{key} {shorten(details['folded'])}"
        data = {"predicate": predicate, "graphs": (), "derived": True, **self._relation(predicate)}
        _complete(data, details)
        filling.add_edge(source, target, key if free_key is None else free_key, data)

    def _relation(self, predicate: str) -> dict[str, str]:
        found = self._relations.get(predicate)
        if found is None:
            found = self._relations[predicate] = self._words.attributes(predicate)
        return found


def _complete(edge: dict[str, Any], details: dict[str, Any]) -> None:
    """Add what a folded node says to the edge that stands for it, which keeps the passages that it has."""
    passages, more = edge.get("passages", ()), details["passages"]
    edge |= details
    if passages and passages != more:
        edge["passages"] = tuple(sorted({*passages, *more}))
    edge.pop("key", None)


def _dates_and_titles(statements: FoldedStatements) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for _, predicate, value, _ in statements:
        text = str(getattr(value, "value", value))
        if predicate in DATES:
            found[DATES[predicate]] = text
        elif predicate == TITLE:
            found["title"] = text
        elif predicate == MECHANISM:
            found["mechanism"] = together(
                [*([found["mechanism"]] if "mechanism" in found else []), local_name(text)]
            )
    return found
