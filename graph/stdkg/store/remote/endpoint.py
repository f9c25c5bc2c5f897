"""Where an engine listens and with which credentials: from one address, the environment and a netrc file.

Example:
    >>> endpoint("http://localhost:7878/", {}).queries
    ('http://localhost:7878/query', 'http://localhost:7878/sparql', 'http://localhost:7878/')
    >>> one = endpoint("https://user:secret@host/sparql", {"STDKG_STORE_UPDATE": "https://host/update"})
    >>> one.queries, one.update, one.credentials_for("https://host/update")
    (('https://host/sparql',), 'https://host/update', Credentials(user='user'))
    >>> one.credentials_for("https://elsewhere/update")
    Credentials(user='')
"""

from __future__ import annotations

import netrc
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

from stdkg.errors import AccessError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Credentials", "Endpoint", "endpoint"]

_UPDATE: Final = "STDKG_STORE_UPDATE"
_GRAPH_STORE: Final = "STDKG_STORE_GRAPH_STORE"
_TOKEN: Final = re.compile("[!-~]+")


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user with a password (basic or digest, as the engine asks), or a bearer token; secrets are not shown."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    def __repr__(self) -> str:
        return f"Credentials(user={self.user!r})" if not self.token else "Credentials(token=...)"

    def __bool__(self) -> bool:
        return bool(self.user or self.token)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The addresses of an engine.

    Attributes:
        queries: where queries may go: the first that answers SPARQL.
        update: where updates go, if it is named.
        graph_store: where graphs are written, if it is named.
        credentials: by scheme, host and port; no other host is sent any.
    """

    queries: tuple[str, ...]
    update: str | None = None
    graph_store: str | None = None
    credentials: Mapping[str, Credentials] = field(default_factory=dict)

    def credentials_for(self, address: str) -> Credentials:
        """Return what may be sent to an address; nothing where it is of another host."""
        return self.credentials.get(_origin(urlsplit(address)), Credentials())


def endpoint(where: str, environment: Mapping[str, str] | None = None) -> Endpoint:
    """Return the addresses of the engine at `where`, and what is sent to it as credentials.

    The environment goes before what is derived: STDKG_STORE_QUERY, STDKG_STORE_UPDATE, STDKG_STORE_GRAPH_STORE,
    STDKG_STORE_USER and STDKG_STORE_PASSWORD, STDKG_STORE_TOKEN; then the user in the address; then netrc (the file
    named in NETRC, or ~/.netrc). What the environment says goes to every address that is named; a user in an address, and one of
    netrc, to its own host only.

    Args:
        where: an http(s) address: that of the queries, or of the host alone.
        environment: instead of the process's.

    Raises:
        UsageError: no http(s) address with a host.
        AccessError: the netrc file cannot be read.
    """
    given = os.environ if environment is None else environment
    parts = _split(given.get("STDKG_STORE_QUERY") or where)
    others = {name: _split(given[name]) for name in (_UPDATE, _GRAPH_STORE) if given.get(name)}
    queries: tuple[str, ...] = (_without_user(parts),)
    if parts.path in ("", "/"):
        queries = tuple(_without_user(parts._replace(path=path)) for path in ("/query", "/sparql", "/"))
    plain = {name: _without_user(other) for name, other in others.items()}
    credentials: dict[str, Credentials] = {}
    for address in (parts, *others.values()):
        if address.username or _origin(address) not in credentials:
            credentials[_origin(address)] = _credentials(address, given)
    return Endpoint(queries, plain.get(_UPDATE), plain.get(_GRAPH_STORE), credentials)


def _split(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if not usable or any(character.isspace() for character in address):
        shown = address.rpartition("@")[2]
        raise UsageError(f"{shown}: is no address of an engine; write http(s)://HOST:PORT/PATH")
    return urlsplit(address)._replace(fragment="")


def _without_user(parts: SplitResult) -> str:
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _origin(parts: SplitResult) -> str:
    """What an address has in common with others of the same server."""
    port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    return f"{parts.scheme}://{parts.hostname}:{port}"


def _credentials(parts: SplitResult, given: Mapping[str, str]) -> Credentials:
    if token := given.get("STDKG_STORE_TOKEN"):
        if not _TOKEN.fullmatch(token):
            raise UsageError(
                "STDKG_STORE_TOKEN: holds a line break, a blank or another character that no token has"
            )
        return Credentials(token=token)
    if user := given.get("STDKG_STORE_USER"):
        return Credentials(user, given.get("STDKG_STORE_PASSWORD", ""))
    if parts.username:
        return Credentials(unquote(parts.username), unquote(parts.password or ""))
    return _from_netrc(parts.hostname or "", given.get("NETRC"))


def _from_netrc(host: str, named: str | None) -> Credentials:
    path = Path(named) if named else Path("~/.netrc").expanduser()
    if not named and not path.is_file():
        return Credentials()
    try:
        found = netrc.netrc(str(path)).authenticators(host)
    except UnicodeDecodeError as error:
        raise AccessError(f"{path}: cannot be read: it is no UTF-8; save it as UTF-8") from error
    except (OSError, netrc.NetrcParseError) as error:
        raise AccessError(f"{path}: cannot be read: {getattr(error, 'strerror', '') or error}") from error
    return Credentials(found[0], found[2] or "") if found else Credentials()
