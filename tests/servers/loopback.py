"""Servers on 127.0.0.1, in threads of the tests: a small SPARQL engine, and one that misbehaves as it is told."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pyoxigraph
from pyoxigraph import NamedNode, QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

JSON = "application/sparql-results+json"


class Handler(BaseHTTPRequestHandler):
    """Hands every request to the server's `answer`."""

    protocol_version = "HTTP/1.1"
    server: Loopback

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(length)
        self.server.seen.append((self.path, dict(self.headers), body))
        self.server.answer(self, body)

    def send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response_only(status)
        for name, value in {
            "Content-Type": JSON,
            "Content-Length": str(len(body)),
            **(headers or {}),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return


class Loopback(ThreadingHTTPServer):
    """A server on a free port; `seen` holds what it was sent."""

    daemon_threads = True

    def __init__(self, answer: Callable[[Handler, bytes], None]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answer = answer
        self.seen: list[tuple[str, dict[str, str], bytes]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is no error here."""


@contextmanager
def serving(answer: Callable[[Handler, bytes], None]) -> Iterator[Loopback]:
    server = Loopback(answer)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Engine:
    """SPARQL 1.1 over an oxigraph store: queries, updates and, for all graphs at once, the graph store.

    Args:
        name: what the header `Server` says.
        cut: the number of rows at which answers are cut without a word, but for Virtuoso's header.
        dies_after: how many loads it takes before it hangs up.
    """

    def __init__(self, name: str = "Plain/1", cut: int = 0, dies_after: int = 1_000) -> None:
        self.store = pyoxigraph.Store()
        self.name, self.cut, self.dies_after = name, cut, dies_after

    def __call__(self, handler: Handler, body: bytes) -> None:
        path = urlsplit(handler.path).path
        form = {key: values[0] for key, values in parse_qs(body.decode()).items()} if path != "/store" else {}
        if path == "/query":
            self._query(handler, form)
        elif path in ("/update", "/store") and self.dies_after > 0:
            self.dies_after -= 1
            if path == "/update":
                self.store.update(form["update"])
            else:
                self.store.load(body, RdfFormat.N_QUADS)
            handler.send(204, b"")
        elif path in ("/update", "/store"):
            handler.close_connection = True
        else:
            handler.send(404, b"no such path")

    def _query(self, handler: Handler, form: dict[str, str]) -> None:
        named = form.get("default-graph-uri")
        # A dataset of which only the default graph is named has no named graphs.
        dataset = {"default_graph": NamedNode(named), "named_graphs": []} if named else {}
        answer = self.store.query(form["query"], **dataset)
        assert isinstance(answer, QuerySolutions | QueryBoolean), (
            "engines are asked for rows and truth values only"
        )
        text = answer.serialize(format=QueryResultsFormat.JSON)
        headers = {"Server": self.name}
        if self.cut and isinstance(answer, QuerySolutions):
            found = json.loads(text)
            found["results"]["bindings"] = found["results"]["bindings"][: self.cut]
            text = json.dumps(found).encode()
            headers["X-SPARQL-MaxRows"] = str(self.cut)
        handler.send(200, text, headers)


@contextmanager
def engine(**settings: object) -> Iterator[tuple[Loopback, Engine]]:
    """Serve an `Engine`."""
    behind = Engine(**settings)
    with serving(behind) as server:
        yield server, behind
