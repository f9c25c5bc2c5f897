r"""What a query or update may not do: make the engine call other hosts.

An engine that meets SERVICE or LOAD calls any address, from inside the reader's network. Both are refused unless the
address is permitted by name.

Example:
    >>> refuse_service("SELECT * { ?service ?p 'SERVICE <http://a/>' }")
    >>> refuse_service("SELECT * { SERVICE <http://a/> { ?s ?p ?o } }", allowed=["http://a/"])
    >>> refuse_service("SELECT * { S\\u0045RVICE SILENT ?where { ?s ?p ?o } }")
    Traceback (most recent call last):
    stdkg.errors.QueryError: SERVICE ?where would call an address that is not permitted; name it with --allow-service
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from stdkg.errors import QueryError
from stdkg.store.tokens import tokens, unescape

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["refuse_service"]

_CALLS = {"SERVICE", "LOAD"}
_MAY_CALL = re.compile("service|load", re.IGNORECASE)
"""A look at the whole text first: most queries hold neither word, and cutting them into tokens takes longer."""


def refuse_service(sparql: str, allowed: Collection[str] = ()) -> None:
    """Let a query pass that calls no address, or only the `allowed` ones.

    Raises:
        QueryError: SERVICE or LOAD with any other address, a variable or a prefixed name.
    """
    plain = unescape(sparql)
    if not _MAY_CALL.search(plain):
        return
    rest = (token for token in tokens(plain) if token.kind != "skip")
    for token in rest:
        if token.kind != "word" or token.text.upper() not in _CALLS:
            continue
        target = next((follower for follower in rest if follower.text.upper() != "SILENT"), None)
        if target is None or target.kind != "iri" or target.text[1:-1] not in allowed:
            raise QueryError(
                f"{token.text.upper()} {target.text if target else ''} would call an address that is not permitted; "
                "name it with --allow-service"
            )
