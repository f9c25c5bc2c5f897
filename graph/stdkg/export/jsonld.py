"""JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/): for programs that read JSON.

One object a subject, in order, under `@graph`, with the terms and prefixes of `ontology/context.jsonld`, which stands in the file itself:
nothing is fetched to read it. An xsd:integer or xsd:boolean in canonical form is a number or a boolean; every other literal is a string, as
the context types it, or an object with `@value`. rdf:List stays rdf:first and rdf:rest.

Where the scheme of an IRI is a prefix of the context (`<id:x>`, often a CURIE by mistake), the context comes without that prefix.

What it can't carry, each an error that names the triple: triple terms and directions of RDF 1.2. Which graph states a triple it leaves out (see `--citations`).

Example:
    >>> import io
    >>> from pyoxigraph import Literal, Triple
    >>> from stdkg.vocabulary import ID, STD, term
    >>> out = io.BytesIO()
    >>> sac = ID("sac")
    >>> write([Triple(sac, term("rdf", "type"), STD("Agency")), Triple(sac, term("rdfs", "label"), Literal("SAC", language="en"))], out)
    2
    >>> json.loads(out.getvalue())["@graph"]
    [{'@id': 'id:sac', '@type': 'Agency', 'label': {'@language': 'en', '@value': 'SAC'}}]
"""

from __future__ import annotations

import json
import re
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any, BinaryIO, Final, TypeAlias

from stdkg.errors import DataError
from stdkg.export.canonical import canonical_lines
from stdkg.export.lexical import cannot_carry, literal_parts, split_triple, unescape
from stdkg.paths import ontology_dir
from stdkg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad, Triple

__all__ = ["Context", "write"]

_TYPE: Final = PREFIXES["rdf"] + "type"
_INTEGER: Final = PREFIXES["xsd"] + "integer"
_BOOLEAN: Final = PREFIXES["xsd"] + "boolean"
_CANONICAL_INTEGER: Final = re.compile(r"0|-?[1-9][0-9]{0,14}")
_BATCH: Final = 5_000

_text = json.JSONEncoder(ensure_ascii=False).encode

_Json: TypeAlias = "str | int | bool | dict[str, str]"


def write(triples: Iterable[Quad | Triple], out: BinaryIO) -> int:
    """Write triples as compacted JSON-LD, each once, and return their number.

    Raises:
        DataError: a triple that JSON-LD cannot carry.
    """
    file = ontology_dir() / "context.jsonld"
    context = Context(json.loads(file.read_text(encoding="utf-8"))["@context"])
    lines = canonical_lines(triples)
    context = context.without(_schemes(lines, context))
    out.write(f'{{"@context": {_text(context.definition)},\n"@graph": ['.encode())
    source = _nodes(lines, context)
    before = "\n"
    while batch := ",\n".join(islice(source, _BATCH)):
        out.write(f"{before}{batch}".encode())
        before = ",\n"
    out.write(b"\n]\n}\n")
    return len(lines)


class Context:
    """How a JSON-LD context shortens names: prefixes, and terms that may have a type.

    Raises:
        DataError: the context holds what this writer does not use (containers, reverse terms, a default language ...).

    Example:
        >>> context = Context({"e": "http://e/", "start": {"@id": "e:start", "@type": "e:Number"}})
        >>> context.iri("http://e/a b/c"), context.terms["http://e/start"], context.types["start"]
        ('e:a b/c', 'start', 'http://e/Number')
    """

    def __init__(self, definition: dict[str, Any]) -> None:
        self.definition = definition
        self.types: dict[str, str] = {}
        self.terms: dict[str, str] = {}
        given = {name: value for name, value in definition.items() if name != "@version"}
        self.prefixes = {
            name: value for name, value in given.items() if isinstance(value, str) and value[-1:] in "/#:?"
        }
        self._names = {namespace: prefix for prefix, namespace in sorted(self.prefixes.items())}
        longest_first = sorted(self._names, key=lambda namespace: (-len(namespace), namespace))
        self._namespaces = re.compile("|".join(map(re.escape, longest_first)) or "(?!)")
        for name in sorted(given.keys() - self.prefixes.keys(), reverse=True):
            entry = given[name] if isinstance(given[name], dict) else {"@id": given[name]}
            if name.startswith("@") or not {"@id"} <= entry.keys() <= {"@id", "@type"}:
                raise DataError(
                    f"context.jsonld: {name}: only @id and @type are understood; write these alone"
                )
            self.terms[self._expand(entry["@id"])] = name
            if "@type" in entry:
                self.types[name] = self._expand(entry["@type"])

    def _expand(self, name: str) -> str:
        prefix, _, local = name.partition(":")
        return self.prefixes[prefix] + local if prefix in self.prefixes else name

    def without(self, prefixes: set[str]) -> Context:
        """The same without some of its prefixes."""
        if not prefixes:
            return self
        kept = {name: value for name, value in self.definition.items() if name not in prefixes}
        return Context({name: self._spelt_out(value) for name, value in kept.items()})

    def _spelt_out(self, value: Any) -> Any:  # noqa: ANN401  JSON
        if isinstance(value, dict):
            return {name: self._spelt_out(part) for name, part in value.items()}
        return self._expand(value) if isinstance(value, str) else value

    def iri(self, iri: str) -> str:
        """Return an IRI shortened by a prefix, or as it is."""
        found = self._namespaces.match(iri)
        if found and not iri.startswith("/", found.end()) and found.end() < len(iri):
            return f"{self._names[found[0]]}:{iri[found.end() :]}"
        return iri

    def key(self, iri: str) -> str:
        """Return the name of a property or class: a term, or a shortened IRI that is no term of another meaning."""
        if iri in self.terms:
            return self.terms[iri]
        short = self.iri(iri)
        return iri if short in self.definition else short


def _schemes(lines: Iterable[str], context: Context) -> set[str]:
    """The prefixes of the context that an IRI among these lines may have as its scheme."""
    scheme = re.compile(rf"<({'|'.join(map(re.escape, context.prefixes))}):(?!//)")
    return {name for line in lines for name in scheme.findall(line)}


def _nodes(lines: Iterable[str], context: Context) -> Iterator[str]:
    """Yield the text of each subject's object."""
    keys: dict[str, str] = {}
    for subject, group in groupby(lines, key=lambda line: line[: line.index(" ")]):
        members: dict[str, list[_Json]] = {}
        for line in group:
            _, predicate, value = split_triple(line)
            if predicate not in keys:
                keys[predicate] = context.key(predicate[1:-1])
            key, json_value = _member(keys[predicate], predicate, value, context, line)
            members.setdefault(key, []).append(json_value)
        texts = [f'"@id": {_text(_reference(subject, context))}']
        texts += [f"{_text(key)}: {_text(_one_or_all(members[key]))}" for key in sorted(members)]
        yield "{" + ",\n ".join(texts) + "}"


def _member(key: str, predicate: str, value: str, context: Context, line: str) -> tuple[str, _Json]:
    if value[0] == '"':
        return key, _literal(value, context.types.get(key, ""), context, line)
    if value.startswith("<<"):
        raise cannot_carry("JSON-LD", "its object is a triple", line)
    if predicate[1:-1] == _TYPE:
        return "@type", context.key(value[1:-1]) if value[0] == "<" else value
    node = _reference(value, context)
    return key, node if context.types.get(key) == "@id" else {"@id": node}


def _literal(term: str, coerced: str, context: Context, line: str) -> _Json:
    """Return a literal as JSON; `coerced` is the type that the context gives to plain values of its key."""
    parts = literal_parts(term)
    text = unescape(parts.text)
    if parts.direction:
        raise cannot_carry("JSON-LD", "its object has a direction", line)
    if parts.language:
        return {"@language": parts.language, "@value": text}
    if coerced in ("", parts.datatype):
        if parts.datatype == _INTEGER and _CANONICAL_INTEGER.fullmatch(text):
            return int(text)
        if parts.datatype == _BOOLEAN and text in ("true", "false"):
            return text == "true"
        if coerced == parts.datatype:
            return text
    if not parts.datatype:
        return {"@value": text}
    return {"@type": context.key(parts.datatype), "@value": text}


def _reference(node: str, context: Context) -> str:
    return context.iri(node[1:-1]) if node[0] == "<" else node


def _one_or_all(values: list[_Json]) -> _Json | list[_Json]:
    return values[0] if len(values) == 1 else values
