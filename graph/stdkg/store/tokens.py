"""SPARQL text cut into tokens, as far as the guard and the binding of parameters need it.

Example:
    >>> [token.text for token in tokens("ASK { ?s a <http://a/b#c> } # SERVICE") if token.kind != "skip"]
    ['ASK', '{', '?s', 'a', '<http://a/b#c>', '}']
"""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Token", "tokens", "unescape"]

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_TOKEN = re.compile(
    r"""
      (?P<skip> \s+ | \#[^\r\n]*
              | \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
              | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*'
              | @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
    | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*> )
    | (?P<variable> [?$][\w·]+ )
    | (?P<name> (?:\w[\w.-]*)?:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)* )
    | (?P<word> \w+ )
    | (?P<mark> . )
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A piece of a query: skip (blanks, comments, strings, language tags), iri, variable, name, word or mark."""

    kind: str
    text: str


def unescape(sparql: str) -> str:
    r"""Decode the codepoint escapes `\uXXXX`, which hold anywhere in SPARQL, in keywords too."""
    return _ESCAPE.sub(lambda match: _character(match[1] or match[2]), sparql)


def _character(digits: str) -> str:
    code = int(digits, 16)
    return chr(code) if code <= sys.maxunicode else "\N{REPLACEMENT CHARACTER}"


def tokens(sparql: str) -> Iterator[Token]:
    """Yield the tokens of a query; joined, they are the query again."""
    for match in _TOKEN.finditer(sparql):
        yield Token(match.lastgroup or "mark", match.group())
