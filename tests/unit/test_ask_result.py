"""Results: values, formats, data frames."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    Triple,
    parse_query_results,
)

from stdkg.ask import Result, query
from stdkg.ask.formats import ROW_FORMATS, write_rows
from stdkg.ask.formats.markup import html, markdown
from stdkg.ask.formats.table import table, text_width
from stdkg.ask.values import Value, python_value, term_of
from stdkg.cli import options
from stdkg.errors import DataError, QueryError, UnknownNameError, UsageError
from stdkg.store.embedded import EmbeddedStore
from stdkg.vocabulary import term

NODE = NamedNode("http://example.com/a?b=<c>".replace("<c>", "c"))
NASTY = Literal('a "b"\t,\r\n<&>|\\\\ 北京 \U0001f600', language="zh")
ROWS = [
    (NODE, NASTY, Literal(1)),
    (BlankNode("b0"), None, Literal("1.50", datatype=term("xsd", "decimal"))),
    (Triple(NODE, NODE, Literal("x")), Literal(""), Literal(True)),
]
XSD = {name: term("xsd", name) for name in ("gYear", "date", "integer", "double", "boolean", "duration")}


def result() -> Result:
    return Result(("a", "b", "c"), ROWS)


@pytest.mark.parametrize(
    ("name", "oxigraph"),
    [
        ("json", QueryResultsFormat.JSON),
        ("xml", QueryResultsFormat.XML),
        ("tsv", QueryResultsFormat.TSV),
    ],
)
def test_what_is_written_reads_back_as_the_same_terms(name: str, oxigraph: QueryResultsFormat) -> None:
    solutions = parse_query_results(write_rows(result(), name), format=oxigraph)
    assert isinstance(solutions, QuerySolutions)
    assert [tuple(solution) for solution in solutions] == ROWS


@pytest.mark.parametrize(
    ("name", "oxigraph"),
    [
        ("json", QueryResultsFormat.JSON),
        ("xml", QueryResultsFormat.XML),
        ("tsv", QueryResultsFormat.TSV),
        ("csv", QueryResultsFormat.CSV),
    ],
)
def test_the_bytes_are_those_of_oxigraph(name: str, oxigraph: QueryResultsFormat) -> None:
    store = EmbeddedStore()
    store.add(
        [Quad(NODE, NODE, NASTY), Quad(NODE, NODE, Literal(1.5)), Quad(NODE, NODE, Literal("2022-01-01"))]
    )
    sparql = "SELECT ?s ?o ?none { ?s ?p ?o } ORDER BY STR(?o)"
    solutions = store.oxigraph.query(sparql)
    assert isinstance(solutions, QuerySolutions)
    assert write_rows(query(store, sparql), name).rstrip(b"\n") == (
        solutions.serialize(format=oxigraph) or b""
    ).rstrip(b"\n")


def test_csv_follows_the_recommendation() -> None:
    written = write_rows(result(), "csv")
    assert written.startswith(b"a,b,c\r\n")
    rows = list(csv.reader(io.StringIO(written.decode(), newline="")))
    assert rows[1] == [NODE.value, NASTY.value, "1"]
    assert rows[2] == ["_:b0", "", "1.50"]


def test_the_python_csv_has_the_same_cells() -> None:
    simple = Result(("a", "b"), [row[1:] for row in ROWS])
    ours = list(csv.reader(io.StringIO(simple.to_csv(), newline="")))
    assert ours == list(csv.reader(io.StringIO(write_rows(simple, "csv").decode(), newline="")))
    assert Result(("a", "b"), []).to_csv() == "a,b\n"


@pytest.mark.parametrize("answer", [True, False])
def test_a_truth_value_in_every_format(answer: bool) -> None:
    asked = query(EmbeddedStore(), "ASK {}" if answer else "ASK { ?s ?p ?o }")
    assert bool(asked) is answer
    assert len(asked) == 0
    word = str(answer).lower()
    assert json.loads(write_rows(asked, "json")) == {"head": {}, "boolean": answer}
    assert ET.fromstring(write_rows(asked, "xml"))[1].text == word  # noqa: S314  our own bytes
    for name in ("table", "csv", "tsv", "markdown"):
        assert write_rows(asked, name) == f"{word}\n".encode()
    assert html(asked) == f"<p>{word}</p>"
    assert repr(asked) == f"<Result {word}>"


def test_no_rows_and_no_columns_are_fine_in_every_format() -> None:
    for columns in ((), ("a", "b")):
        for name in ROW_FORMATS:
            write_rows(Result(columns, []), name)
            write_rows(Result(columns, [(None,) * len(columns)]), name)


def test_xml_refuses_what_it_cannot_carry() -> None:
    for text in ("\x00", "\x1b", "￿"):
        with pytest.raises(DataError, match="XML cannot carry the character U"):
            write_rows(Result(("a",), [(Literal(text),)]), "xml")


def test_labels_stand_where_people_read_and_terms_where_machines_do() -> None:
    labelled = Result(("a",), [(NODE,)], labels={NODE: Literal("北京", language="zh")})
    for name in ("csv", "table", "markdown"):
        assert "北京" in write_rows(labelled, name).decode()
    assert write_rows(labelled, "tsv") == '?a\n"北京"@zh\n'.encode()
    for name in ("json", "xml"):
        assert NODE.value in write_rows(labelled, name).decode()
    assert list(labelled) == [{"a": "北京"}]


def test_a_table_lines_up_whatever_the_script() -> None:
    rows = [(Literal("北京"), Literal(1)), (Literal("e\u0301tat"), Literal(22)), (Literal("｡ｶﾞ"), None)]
    lines = table(Result(("name", "n"), rows)).splitlines()
    assert [text_width(line) for line in lines[1:4]] == [text_width(lines[1])] * 3
    assert lines[2].endswith(" 1")


@pytest.mark.parametrize("width", [12, 20, 40])
def test_a_table_fits_the_terminal(width: int) -> None:
    rows = [(Literal("a long text with blanks " * 5), Literal("没有空格的长文本" * 5))]
    lines = table(Result(("a", "b"), rows), width).splitlines()
    assert max(map(text_width, lines)) <= max(width, 18)
    assert "".join("".join(line.split()) for line in lines).count("没") == 5


def test_a_terminal_gets_nothing_that_it_would_obey() -> None:
    text = table(Result(("a\x1b[2J",), [(Literal("\x1b[31mred\x07\r\n\x9b\u202e\u2028"),)]))
    assert not set(text) & set("\x1b\x07\r\x9b\u202e\u2028")
    assert text.count("\n") == 3


def test_markdown_and_html_are_escaped() -> None:
    evil = Result(("<b>|",), [(Literal("<script>|`*_\n</script>"),)])
    assert "<script>" not in html(evil)
    assert "<b>" not in html(evil)
    lines = markdown(evil).splitlines()
    assert len(lines) == 3
    assert r"\<script\>\|\`\*\_ \</script\>" in lines[2]


def test_html_shows_the_first_rows_and_says_how_many_more() -> None:
    many = Result(("a",), [(Literal(number),) for number in range(1000)])
    text = many._repr_html_()
    assert text.count("<tr>") == 201
    assert "800 more rows" in text


def test_the_formats_of_the_command_are_those_of_the_library() -> None:
    assert tuple(ROW_FORMATS) == options.ROW_FORMATS
    with pytest.raises(UnknownNameError, match="no format 'yaml'"):
        write_rows(result(), "yaml")


@pytest.mark.parametrize(
    ("text", "datatype", "value"),
    [
        ("2022", "gYear", 2022),
        ("-5", "integer", -5),
        ("1e3", "double", 1000.0),
        ("1", "boolean", True),
        ("2023-06-05", "date", date(2023, 6, 5)),
        ("P1D", "duration", "P1D"),
        ("2022-13-01", "date", "2022-13-01"),
        ("yes", "boolean", "yes"),
        ("many", "integer", "many"),
    ],
)
def test_a_literal_becomes_a_python_value(text: str, datatype: str, value: Value) -> None:
    assert python_value(Literal(text, datatype=XSD[datatype])) == value


@pytest.mark.parametrize(
    "value", [1, 2.5, True, Decimal("1.50"), date(2023, 6, 5), "text", NODE, Literal("a", language="en")]
)
def test_a_python_value_becomes_a_term_and_comes_back(value: object) -> None:
    back = term_of(value)
    expected = value.value if isinstance(value, NamedNode | Literal) else value
    assert python_value(back) == expected


def test_texts_with_a_known_prefix_are_iris() -> None:
    assert term_of("std:Figure") == term("std", "Figure")
    assert term_of("http://example.com/") == NamedNode("http://example.com/")
    assert term_of("a: b") == Literal("a: b")
    assert term_of(datetime(2023, 6, 5, tzinfo=UTC)) == Literal(
        "2023-06-05T00:00:00+00:00", datatype=term("xsd", "dateTime")
    )
    with pytest.raises(UsageError, match="is no IRI"):
        term_of("std:a b")
    with pytest.raises(UsageError, match="no value for a query"):
        term_of([1])


def test_parameters_are_bound_and_never_read_as_sparql() -> None:
    store = EmbeddedStore()
    store.add([Quad(NODE, NODE, Literal('" } # x'))])
    found = query(store, "SELECT ?s { ?s ?p ?text }", {"text": '" } # x'})
    assert [row["s"] for row in found] == [NODE.value]
    with pytest.raises(QueryError, match="no variable"):
        query(store, "SELECT ?s { ?s ?p ?o }", {"other": 1})


def test_construct_gives_rows_and_triples() -> None:
    store = EmbeddedStore()
    store.add([Quad(NODE, NODE, Literal(1))])
    made = query(store, "CONSTRUCT WHERE { ?s ?p ?o }")
    assert made.triples == [Triple(NODE, NODE, Literal(1))]
    assert list(made) == [{"subject": NODE.value, "predicate": NODE.value, "object": 1}]


def test_pandas_gets_numbers() -> None:
    pytest.importorskip("pandas")
    frame = Result(
        ("a", "b"), [(Literal("1.5", datatype=term("xsd", "decimal")), Literal("x")), (None, None)]
    ).to_pandas()
    assert list(frame.columns) == ["a", "b"]
    assert frame["a"].sum() == 1.5
    assert len(Result(("a",), []).to_pandas()) == 0
