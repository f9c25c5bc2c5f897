"""What each row of a curated table states: rows to quads, one function a table.

The graph of a statement is the passage in its row; without one, the reference graph. Sources, passages and stretches
passed over go to the provenance graph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from stdkg.load.labels import figure_labels, membership_labels, passage_labels, ranking_labels
from stdkg.vocabulary import GRAPH_PROVENANCE, GRAPH_REFERENCE, PREFIXES, STD, term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from stdkg.load.labels import LabelBook
    from stdkg.load.rows import Cell, Row

__all__ = ["EMITTERS", "LABEL", "ROLE_PROPERTY", "dataset_of", "datasets"]

TYPE = term("rdf", "type")
LABEL = term("rdfs", "label")
NOTE = term("skos", "editorialNote")
CITED = term("dcterms", "isReferencedBy")
FROM, TO = term("dcat", "startDate"), term("dcat", "endDate")
ROLE_PROPERTY = STD("directProperty")
NAME_PROPERTIES = {"label": LABEL, "alt": term("skos", "altLabel"), "as-spelt": term("skos", "hiddenLabel")}
NOT_STATED = {column: STD(f"{column}NotStated") for column in ("sector", "level", "about")}
DIMENSIONS = {
    "measure": STD("measure"),
    "area": term("sdmx-dimension", "refArea"),
    "period": term("sdmx-dimension", "refPeriod"),
    "sector": STD("sector"),
    "level": STD("standardLevel"),
    "about": STD("about"),
    "comparator": STD("comparator"),
    "status": STD("status"),
    "by": STD("by"),
}
FIGURE_ONLY = {
    "value": term("sdmx-measure", "obsValue"),
    "unit": term("sdmx-attribute", "unitMeasure"),
}
RANKING_ONLY = {"rank": STD("rank"), "rank_kind": STD("rankKind")}


def sources(row: Row, _: LabelBook) -> Iterator[Quad]:
    """Yield what a row of sources.csv states."""
    name = row.text("id").rpartition("/")[2]
    source = term("source", name)
    title = Literal(row.text("title"), language=row.text("language"))
    yield from _describe(
        source,
        GRAPH_PROVENANCE,
        (TYPE, STD("Source")),
        (TYPE, row["class"]),
        (LABEL, title),
        (term("dcterms", "title"), title),
        (term("dcterms", "identifier"), Literal(name)),
        (term("dc", "publisher"), row["publisher"]),
        (term("dcterms", "issued"), row["issued"]),
        (term("schema", "url"), row["url"]),
        (term("dcterms", "language"), row["language"]),
        (term("dcterms", "spatial"), row["scope"]),
        (STD("textSha256"), row["text_sha256"]),
        (STD("textLength"), row["length"]),
        (STD("retrieved"), row["retrieved"]),
        (NOTE, _english(row["note"])),
    )


def passages(row: Row, _: LabelBook) -> Iterator[Quad]:
    """Yield what a row of passages.csv states."""
    name, number = row.text("source").rpartition("/")[2], row.text("number")
    passage, source = term("passage", f"{name}/{number}"), term("source", name)
    selector = NamedNode(passage.value + "#position") if row["start"] is not None else None
    yield from _describe(
        passage,
        GRAPH_PROVENANCE,
        (TYPE, STD("Passage")),
        (TYPE, term("oa", "SpecificResource")),
        *((LABEL, label) for label in passage_labels(name, number)),
        (term("oa", "hasSource"), source),
        (term("prov", "wasQuotedFrom"), source),
        (term("oa", "hasSelector"), selector),
        (STD("passageSha256"), row["sha256"]),
        (STD("locator"), row["locator"]),
        (term("prov", "wasAttributedTo"), row["speaker"]),
        (STD("context"), row["context"]),
    )
    if selector:
        yield from _position(row, selector)


def passed_over(row: Row, _: LabelBook) -> Iterator[Quad]:
    """Yield what a row of passed_over.csv states."""
    source = term("source", row.text("source").rpartition("/")[2])
    node = NamedNode(f"{source.value}#passed-over-{row.text('start')}-{row.text('end')}")
    selector = NamedNode(f"{node.value}-position")
    yield from _describe(
        node,
        GRAPH_PROVENANCE,
        (TYPE, STD("PassedOver")),
        (LABEL, Literal(f"Passed over: {row.text('reason')}", language="en")),
        (term("oa", "hasSource"), source),
        (term("oa", "hasSelector"), selector),
        (STD("passageSha256"), row["sha256"]),
        (term("rdfs", "comment"), _english(row["reason"])),
    )
    yield from _position(row, selector)


def entities(row: Row, _: LabelBook) -> Iterator[Quad]:
    """Yield what a row of entities.csv states."""
    yield from _state(row, row.node("id"), (TYPE, row["class"]))


def names(row: Row, _: LabelBook) -> Iterator[Quad]:
    """Yield what a row of names.csv states."""
    name = Literal(row.text("name"), language=row.text("lang"))
    yield from _state(row, row.node("id"), (NAME_PROPERTIES[row.text("kind")], name))


def regions(row: Row, _: LabelBook) -> Iterator[Quad]:
    """Yield what a row of regions.csv states."""
    chinese = Literal(row.text("name_zh"), language="zh") if row["name_zh"] is not None else None
    yield from _describe(
        row.node("id"),
        GRAPH_REFERENCE,
        (TYPE, row["class"]),
        (LABEL, Literal(row.text("name_en"), language="en")),
        (LABEL, chinese),
        (term("skos", "notation"), row["code"]),
        (term("owl", "sameAs"), row["wikidata"]),
        (term("dcterms", "isPartOf"), row["part_of"]),
        (term("dcterms", "source"), row["looked_up"]),
    )


def references(row: Row, _: LabelBook) -> Iterator[Quad]:
    """Yield what a row of references.csv states; a value under owl:sameAs is a resource."""
    text, language = row.text("value"), row.text("lang")
    value: Cell = Literal(text, language=language) if language else Literal(text)
    if row.node("property") == term("owl", "sameAs"):
        value = NamedNode(text)
    looked_up = (term("dcterms", "source"), row["looked_up"])
    yield from _describe(row.node("id"), GRAPH_REFERENCE, (row.node("property"), value), looked_up)


def triples(row: Row, _: LabelBook) -> Iterator[Quad]:
    """Yield what a row of triples.csv states; what it says of a passage is provenance, no claim of it."""
    subject = row.node("subject")
    pair = row.node("predicate"), row["object"] or _value(row)
    if subject.value.startswith(PREFIXES["passage"]):
        yield from _describe(subject, GRAPH_PROVENANCE, pair)
    else:
        yield from _state(row, subject, pair)


def memberships(row: Row, book: LabelBook) -> Iterator[Quad]:
    """Yield what a row of memberships.csv states; the property beside it comes with the roles of the ontology."""
    membership = term("membership", row.text("id").rpartition("/")[2])
    period = NamedNode(membership.value + "#period") if row["from"] or row["to"] else None
    title = Literal(row.text("title"), language="en") if row["title"] is not None else None
    yield from _state(
        row,
        membership,
        (TYPE, term("org", "Membership")),
        *((LABEL, label) for label in membership_labels(row, book)),
        (term("org", "member"), row["member"]),
        (term("org", "organization"), row["organization"]),
        (term("org", "role"), row["role"]),
        (term("dcterms", "title"), title),
        (term("org", "memberDuring"), period),
    )
    if period:
        yield from _state(row, period, (TYPE, term("time", "Interval")), (FROM, row["from"]), (TO, row["to"]))


def figures(row: Row, book: LabelBook) -> Iterator[Quad]:
    """Yield what a row of figures.csv states: a figure, or a ranking where the row has a rank."""
    ranking = row["rank"] is not None
    figure = term("figure", row.text("id").rpartition("/")[2])
    own = RANKING_ONLY if ranking else FIGURE_ONLY
    labels = ranking_labels(row, book) if ranking else figure_labels(row, book)
    yield from _state(
        row,
        figure,
        (TYPE, STD("Ranking" if ranking else "Figure")),
        (TYPE, term("qb", "Observation")),
        *((LABEL, label) for label in labels),
        (term("qb", "dataSet"), dataset_of(row)),
        *((prop, row[column] or NOT_STATED.get(column)) for column, prop in DIMENSIONS.items()),
        *((prop, row[column]) for column, prop in own.items()),
        (STD("context"), row["context"]),
        (NOTE, _english(row["note"])),
    )


def dataset_of(row: Row) -> NamedNode:
    """Return the data set of a figure or ranking: each source has one of both."""
    source = row.text("passage").removeprefix(PREFIXES["passage"]).partition("/")[0]
    return term("dataset", source + "/rankings" * (row["rank"] is not None))


def datasets(row: Row) -> Iterator[Quad]:
    """Yield the description of the data set that a row of figures.csv belongs to."""
    dataset = dataset_of(row)
    name = dataset.value.removeprefix(PREFIXES["dataset"]).partition("/")[0]
    kind = "ranking" if row["rank"] is not None else "figure"
    yield from _describe(
        dataset,
        GRAPH_PROVENANCE,
        (TYPE, term("qb", "DataSet")),
        (LABEL, Literal(f"{kind.title()}s of {name}", language="en")),
        (LABEL, Literal(f"{name}的{_DATASET_WORDS[kind]}", language="zh")),
        (term("qb", "structure"), STD(f"{kind}Structure")),
        (term("dcterms", "source"), term("source", name)),
    )


_DATASET_WORDS = {"figure": "统计数值", "ranking": "排名"}

EMITTERS: dict[str, Callable[[Row, LabelBook], Iterable[Quad]]] = {
    "sources": sources,
    "passages": passages,
    "passed_over": passed_over,
    "entities": entities,
    "names": names,
    "regions": regions,
    "references": references,
    "triples": triples,
    "memberships": memberships,
    "figures": figures,
}
"""What each table states."""


def _describe(subject: NamedNode, graph: NamedNode, *pairs: tuple[NamedNode, Cell]) -> list[Quad]:
    return [Quad(subject, predicate, value, graph) for predicate, value in pairs if value is not None]


def _state(row: Row, subject: NamedNode, *pairs: tuple[NamedNode, Cell]) -> list[Quad]:
    """State pairs in the graph of the row's passage, and cite it."""
    passage = row["passage"]
    if not isinstance(passage, NamedNode):
        return _describe(subject, GRAPH_REFERENCE, *pairs)
    return [*_describe(subject, passage, *pairs), Quad(subject, CITED, passage, GRAPH_PROVENANCE)]


def _position(row: Row, selector: NamedNode) -> Iterator[Quad]:
    """Describe the selector of a stretch of text."""
    yield from _describe(
        selector,
        GRAPH_PROVENANCE,
        (TYPE, term("oa", "TextPositionSelector")),
        (term("oa", "start"), row["start"]),
        (term("oa", "end"), row["end"]),
    )


def _english(cell: Cell) -> Cell:
    return None if cell is None else Literal(cell.value, language="en")


def _value(row: Row) -> Literal:
    text = row.text("value")
    if row["lang"] is not None:
        return Literal(text, language=row.text("lang"))
    datatype = row["datatype"]
    return Literal(text, datatype=datatype) if isinstance(datatype, NamedNode) else Literal(text)
