"""Engines that fail: every way ends in one line that says where, what is, and what to do."""

from __future__ import annotations

import gc
import gzip
import hashlib
import re
import socket
import time
from contextlib import nullcontext, suppress
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from loopback import JSON, serving
from pyoxigraph import NamedNode, Quad

from stdkg.errors import AccessError, QueryError, QueryTimeoutError, UsageError
from stdkg.store.remote import http, results
from stdkg.store.remote.endpoint import Credentials, endpoint
from stdkg.store.remote.pieces import Pieces
from stdkg.store.remote.store import RemoteStore, remote_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from loopback import Handler

A = NamedNode("http://a/")
YES = b'{"head":{},"boolean":true}'
PACKED = gzip.compress(b" " * 1_000)
ROWS = b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"http://a/"}}]}}'


@pytest.fixture(autouse=True)
def _collected() -> Iterator[None]:
    """Results of the engine end in the thread that made them, not in a server's of the next test."""
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "_FIRST_PAUSE", 0.001)
    for name in ("USER", "PASSWORD", "TOKEN", "QUERY", "UPDATE", "GRAPH_STORE", "TIMEOUT", "BYTES", "TRUST"):
        monkeypatch.delenv(f"STDKG_STORE_{name}", raising=False)
    monkeypatch.setenv("HOME", "/nonexistent")


def after_greeting(answer: Callable[[Handler], None]) -> Callable[[Handler, bytes], None]:
    """An engine that answers the first, small question well."""

    def behave(handler: Handler, body: bytes) -> None:
        if b"ASK" in body:
            handler.send(200, YES)
        else:
            answer(handler)

    return behave


def status(code: int, body: bytes = b"", **headers: str) -> Callable[[Handler], None]:
    return lambda handler: handler.send(code, body, {"Content-Type": "text/plain", **headers})


def truncated(handler: Handler) -> None:
    handler.send(200, ROWS[:-5], {"Content-Length": "500"})
    handler.close_connection = True


def endless(handler: Handler) -> None:
    handler.send(200, b'{"head":{"vars":["s"]},"results":{"bindings":[', {"Content-Length": str(10**12)})
    while True:
        handler.wfile.write(b'{"s":{"type":"uri","value":"http://a/"}},' * 1_000)


def dripping(handler: Handler) -> None:
    handler.send(200, b"", {"Content-Length": str(10**12)})
    with suppress(OSError):  # until the client goes
        while True:
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.05)


def dripping_head(handler: Handler) -> None:
    handler.send_response_only(200)
    handler.flush_headers()
    with suppress(OSError):  # until the client goes
        while True:
            handler.wfile.write(b"X: y\r\n")
            time.sleep(0.05)


def silent(handler: Handler) -> None:
    handler.rfile.read(1)  # until the client goes
    handler.close_connection = True


FAULTS = {
    "redirect": (
        status(302, Location="http://elsewhere.example/sparql"),
        AccessError,
        "sends on to http://elsewhere",
    ),
    "401": (status(401), AccessError, "access refused; set STDKG_STORE_USER"),
    "403": (status(403, b"no, not you"), AccessError, "access refused.*not you"),
    "404": (status(404), AccessError, "no such endpoint there"),
    "400": (status(400, b"Parse error:\n line 3"), QueryError, "does not take the request: Parse error:$"),
    "500": (
        status(500, b"<html><b>Out of  memory</b></html>"),
        AccessError,
        r"failed \(500\): Out of memory; look",
    ),
    "500 for time": (status(500, b"TimeLimitExceededException"), QueryTimeoutError, "its time was over"),
    "503": (status(503), AccessError, r"failed \(503\)"),
    "504": (status(504), QueryTimeoutError, "its time was over"),
    "html": (
        status(200, b"<html>", **{"Content-Type": "text/html; charset=utf-8"}),
        AccessError,
        "an HTML page",
    ),
    "nonsense": (status(200, b"nonsense"), AccessError, "malformed or ends too soon"),
    "nothing": (status(200, b""), AccessError, "malformed or ends too soon"),
    "half": (status(200, ROWS[:-9]), AccessError, "malformed or ends too soon"),
    "wrong term": (status(200, ROWS.replace(b"http://a/", b"no iri")), AccessError, "malformed"),
    "truth": (status(200, YES), AccessError, "true or false where rows were asked for"),
    "206": (status(206, ROWS), QueryTimeoutError, "gives a part of the answer only"),
    "packed twice": (
        status(200, PACKED, **{"Content-Encoding": "gzip, gzip"}),
        AccessError,
        "cannot be decompressed",
    ),
    "half packed": (
        status(200, PACKED[:-6], **{"Content-Encoding": "gzip"}),
        AccessError,
        "cannot be decompressed",
    ),
    "redirect to nowhere": (status(302), AccessError, r"failed \(302\)"),
    "long value": (
        status(200, ROWS.replace(b"http://a/", b"http://a/" + b"a" * 17_000_000)),
        AccessError,
        "too long to be read here",
    ),
    "truncated": (truncated, AccessError, "broke before the end"),
    "endless": (endless, AccessError, "longer than 20,000,000 bytes"),
    "dripping": (dripping, QueryTimeoutError, "not whole within 0.6 seconds"),
    "dripping head": (dripping_head, QueryTimeoutError, "no answer within 0.6 seconds"),
    "silent": (silent, QueryTimeoutError, "no answer within 0.6 seconds"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_one_line(name: str) -> None:
    answer, kind, message = FAULTS[name]
    with serving(after_greeting(answer)) as server:
        store = RemoteStore(f"{server.url}/sparql", timeout=60, size=20_000_000)
        store.query("ASK {}")  # the greeting may take its time
        if kind is QueryTimeoutError:
            store._connection.http.limits.seconds = store._connection.http._client.timeout = 0.6
        with pytest.raises(kind, match=message) as caught:
            list(store.query("SELECT ?s { ?s ?p ?o }"))
        assert "\n" not in str(caught.value)
        assert str(caught.value).startswith(server.url)
        store.close()


def test_a_closed_port_and_an_unknown_host() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for host in (f"127.0.0.1:{port}", "no-such-host.invalid"):
        with pytest.raises(AccessError, match=r"cannot be reached: .*; is the address right") as caught:
            remote_store(f"http://{host}/sparql").query("ASK {}")
        assert str(caught.value).startswith(f"http://{host}/sparql: ")


def test_reads_are_tried_again_and_writes_are_not() -> None:
    calls: list[str] = []

    def busy(handler: Handler, body: bytes) -> None:
        calls.append(handler.path)
        if len(calls) in (1, 3):
            handler.close_connection = True
        elif len(calls) == 2 or handler.path == "/update":
            handler.send(503, b"", {"Retry-After": "0"})
        else:
            handler.send(200, YES if b"ASK" in body else ROWS)

    with serving(busy) as server:
        store = RemoteStore(f"{server.url}/query")
        assert len(list(store.query("SELECT ?s { ?s ?p ?o }"))) == 1
        assert calls == ["/query"] * 5
        with pytest.raises(AccessError, match=r"503.* 0 of 1 statements are loaded: run the same load again"):
            store.add([Quad(A, A, A)])
        assert calls[5:] == ["/update"]


def test_a_host_alone_is_looked_through() -> None:
    def behave(handler: Handler, _: bytes) -> None:
        handler.send(200 if handler.path == "/sparql" else 404, YES)

    with serving(behave) as server:
        store = RemoteStore(server.url)
        assert store.query("ASK { ?s ?p ?o }")
        assert store.query_url == f"{server.url}/sparql"
        assert [path for path, _, _ in server.seen] == ["/query", "/sparql", "/sparql"]
        with pytest.raises(AccessError, match="no such endpoint"):
            RemoteStore(f"{server.url}/other").query("ASK {}")


def login(header: str) -> Callable[[Handler, bytes], None]:
    def behave(handler: Handler, _: bytes) -> None:
        if not handler.headers.get("Authorization"):
            handler.send(401, b"", {"WWW-Authenticate": header})
        else:
            handler.send(200, YES)

    return behave


def md5(text: str) -> str:
    return hashlib.md5(text.encode()).hexdigest()  # noqa: S324  the scheme's


def test_a_password_goes_out_in_the_scheme_that_is_asked_for_and_not_before() -> None:
    with serving(login('Basic realm="x"')) as server:
        place = server.url.replace("http://", "http://me:s%40cret@")
        assert RemoteStore(f"{place}/sparql").query("ASK {}")
        sent = [headers.get("Authorization") for _, headers, _ in server.seen]
        assert sent == [None, "Basic bWU6c0BjcmV0", "Basic bWU6c0BjcmV0"]
    with serving(
        login('Digest realm="SPARQL", nonce="n", qop="auth", algorithm="MD5", opaque="o"')
    ) as server:
        place = server.url.replace("http://", "http://dba:dba@")
        assert RemoteStore(f"{place}/sparql").query("ASK {}")
        answer = server.seen[2][1]["Authorization"]
        fields = dict(re.findall(r'(\w+)="?([^",]+)"?', answer))
        first, second = (md5(text) for text in ("dba:SPARQL:dba", "POST:/sparql"))
        whole = f"{first}:n:{fields['nc']}:{fields['cnonce']}:auth:{second}"
        assert fields["response"] == md5(whole)


def test_a_token_goes_out_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STDKG_STORE_TOKEN", "abc")
    with serving(login("Bearer")) as server:
        assert remote_store(f"{server.url}/sparql").query("ASK {}")
        assert {headers["Authorization"] for _, headers, _ in server.seen} == {"Bearer abc"}


def test_a_netrc_file_gives_the_password(tmp_path: Path) -> None:
    file = tmp_path / "netrc"
    file.write_text("machine 127.0.0.1 login me password secret\n")
    found = endpoint("http://127.0.0.1/sparql", {"NETRC": str(file)}).credentials_for(
        "http://127.0.0.1/update"
    )
    assert (found.user, found.password) == ("me", "secret")
    assert (
        endpoint("http://127.0.0.2/sparql", {"NETRC": str(file)}).credentials_for("http://127.0.0.2/")
        == Credentials()
    )
    file.write_text("machine\n")
    with pytest.raises(AccessError, match="netrc: cannot be read"):
        endpoint("http://127.0.0.1/", {"NETRC": str(file)})
    with pytest.raises(AccessError, match="nothere: cannot be read"):
        endpoint("http://127.0.0.1/", {"NETRC": str(tmp_path / "nothere")})


def test_secrets_are_not_shown() -> None:
    store = RemoteStore("http://me:secret@127.0.0.1:9/sparql")
    with pytest.raises(AccessError) as caught:
        store.query("ASK {}")
    shown = f"{caught.value} {endpoint('http://me:secret@h/', {})!r} {Credentials('me', 'secret')!r}"
    assert "secret" not in shown


@pytest.mark.parametrize(
    "where", ["http://", "http:///sparql", "http://h:x/", "http://h/a b", "ftp://h/", "http://u:pw@"]
)
def test_what_is_no_address_is_refused(where: str) -> None:
    with pytest.raises(UsageError, match="is no address of an engine") as caught:
        endpoint(where, {})
    assert "pw" not in str(caught.value)


@pytest.mark.parametrize("value", ["x", "0", "-1", "nan", "inf"])
def test_settings_are_numbers(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("STDKG_STORE_TIMEOUT", value)
    with pytest.raises(UsageError, match="STDKG_STORE_TIMEOUT"):
        remote_store("http://h/")


def test_the_environment_goes_before_the_address() -> None:
    given = {
        "STDKG_STORE_QUERY": "https://q/x",
        "STDKG_STORE_UPDATE": "https://u/x",
        "STDKG_STORE_GRAPH_STORE": "https://g/x",
        "STDKG_STORE_USER": "me",
    }
    found = endpoint("http://you:secret@host/sparql", given)
    assert (found.queries, found.update, found.graph_store) == (
        ("https://q/x",),
        "https://u/x",
        "https://g/x",
    )
    for address in ("https://q/y", "https://u:443/", "https://g/"):
        assert found.credentials_for(address) == Credentials("me", "")
    assert not found.credentials_for("http://q/x")


def test_a_user_in_an_address_is_sent_to_its_own_host_only() -> None:
    with serving(login('Basic realm="x"')) as ours, serving(login('Basic realm="x"')) as other:
        where = endpoint(
            ours.url.replace("http://", "http://me:secret@") + "/query",
            {"STDKG_STORE_UPDATE": f"{other.url}/update"},
        )
        with pytest.raises(AccessError, match="401, access refused; set"):
            RemoteStore(where).add([Quad(A, A, A)])
        assert ours.seen[-1][1]["Authorization"] == "Basic bWU6c2VjcmV0"
        assert [headers.get("Authorization") for _, headers, _ in other.seen] == [None]
    named = endpoint("http://me:a@host/query", {"STDKG_STORE_UPDATE": "http://you:b@other/update"})
    assert named.credentials_for("http://other/update") == Credentials("you", "b")


@pytest.mark.parametrize(
    "asked",
    [
        'Digest realm="x", nonce="n", algorithm="NEW-1"',
        'Digest realm="x", nonce="n", qop="auth-int"',
        "Digest x",
    ],
)
def test_a_digest_that_is_not_known_is_one_line(asked: str) -> None:
    with serving(login(asked)) as server, pytest.raises(AccessError) as caught:
        RemoteStore(server.url.replace("http://", "http://me:secret@") + "/sparql").query("ASK {}")
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(server.url)


@pytest.mark.parametrize(
    ("name", "value"),
    [("ALL_PROXY", "socks9://h"), ("HTTPS_PROXY", "http://h:x"), ("SSL_CERT_FILE", "/no/such/file.pem")],
)
def test_a_proxy_or_a_certificate_that_cannot_be_used(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(UsageError, match=r"the environment names a proxy or certificates .* look at"):
        remote_store("https://127.0.0.1:9/sparql")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://h/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p }",
        "LOAD <http://h/>",
        "SELECT ?x { } ?",
    ],
)
def test_what_is_refused_here_is_not_sent(query: str) -> None:
    with serving(after_greeting(status(200, ROWS))) as server:
        with pytest.raises(QueryError):
            RemoteStore(f"{server.url}/sparql").query(query)
        assert not server.seen


def test_the_request_is_a_form_with_an_accept_header() -> None:
    with serving(after_greeting(status(200, ROWS, **{"Content-Type": JSON}))) as server:
        list(RemoteStore(f"{server.url}/sparql").query("SELECT ?s { ?s ?p ?o }"))
        _, headers, body = server.seen[-1]
    assert headers["Accept"] == JSON
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert b"default-graph-uri=https%3A%2F%2Fw3id.org%2Fstdkg%2Fid%2Fgraph%2Fall" in body


def test_credentials_that_are_not_accepted_are_told_from_none() -> None:
    with serving(lambda handler, _: handler.send(401, b"", {"WWW-Authenticate": "Basic"})) as server:
        for place, told in (
            (server.url, "refused"),
            (server.url.replace("//", "//me:secret@"), "refused with the credentials that were sent"),
        ):
            with pytest.raises(AccessError, match=f"401, access {told}; set STDKG_STORE_USER") as caught:
                RemoteStore(f"{place}/sparql").query("ASK {}")
            assert "secret" not in str(caught.value)


@pytest.mark.parametrize("token", ["topsecret\n", "top secret", "topsecret\u4e2d", "topsecret\x01"])
def test_a_token_that_cannot_be_sent_is_not_shown(token: str) -> None:
    with pytest.raises(UsageError, match="STDKG_STORE_TOKEN: holds") as caught:
        endpoint("http://h/sparql", {"STDKG_STORE_TOKEN": token})
    assert "secret" not in str(caught.value)


def test_a_netrc_file_in_another_encoding(tmp_path: Path) -> None:
    file = tmp_path / "netrc"
    file.write_bytes(b"machine h login me password secr\xe9t\n")
    with pytest.raises(AccessError, match="netrc: cannot be read: it is no UTF-8"):
        endpoint("http://h/", {"NETRC": str(file)})


def test_a_host_with_letters_of_its_own_is_sent_its_password() -> None:
    found = endpoint("http://me:secret@m\u00fcnchen.example/sparql", {})
    assert found.credentials_for(found.queries[0]) == Credentials("me", "secret")


@pytest.mark.parametrize("pause", ["\u00b2", "9" * 5_000, "soon"])
def test_a_pause_that_is_no_number_is_not_waited_for(pause: str) -> None:
    with (
        serving(after_greeting(status(503, b"", **{"Retry-After": pause}))) as server,
        pytest.raises(AccessError, match=r"\(503\)"),
    ):
        RemoteStore(f"{server.url}/sparql").query("SELECT ?s { ?s ?p ?o }")


@pytest.mark.parametrize("cell", ['"literal","value":"many"', '"uri","value":"http://a/"', ""])
def test_a_count_that_is_none_is_one_line(cell: str) -> None:
    row = f'{{"n":{{"type":{cell}}}}}' if cell else ""
    body = f'{{"head":{{"vars":["n"]}},"results":{{"bindings":[{row}]}}}}'.encode()
    store_at = after_greeting(status(200, body))
    with serving(store_at) as server, pytest.raises(AccessError, match="where a number was asked for"):
        len(RemoteStore(f"{server.url}/sparql"))


def test_an_answer_that_the_engine_broke_off_is_no_answer() -> None:
    part = status(200, ROWS, **{"X-SQL-State": "S1TAT", "Content-Type": JSON})

    def behave(handler: Handler, body: bytes) -> None:
        if b"ASK" in body:
            handler.send(200, YES, {"Server": "Virtuoso/07"})
        else:
            part(handler)

    with (
        serving(behave) as server,
        pytest.raises(QueryTimeoutError, match="a part of the answer only, its time was over"),
    ):
        RemoteStore(f"{server.url}/sparql").query("SELECT ?s { ?s ?p ?o }")


@pytest.mark.parametrize(("length", "fits"), [(150_000, True), (400_000, False)])
def test_a_row_in_xml_has_a_limit(monkeypatch: pytest.MonkeyPatch, length: int, fits: bool) -> None:
    monkeypatch.setattr(results, "_LONGEST_ROW", 200_000)
    row = b"<result><binding name='s'><literal>%s</literal></binding></result>" % (b"x" * length)
    head = (
        b"<sparql xmlns='http://www.w3.org/2005/sparql-results#'><head><variable name='s'/></head><results>"
    )
    answer = BytesIO(head + row * 3 + b"</results></sparql>")
    with nullcontext() if fits else pytest.raises(AccessError, match="too long to be read here"):
        found = results.rows(answer, "http://h/", results.XML)
        assert [len(cell) for (cell,) in found] == [length + 2] * 3  # type: ignore[union-attr]


def test_a_long_row_takes_no_longer_than_its_bytes() -> None:
    """Small reads of a large piece copy what they read, not what is left."""
    reads = []

    class Counted(bytes):
        def __getitem__(self, key: slice) -> bytes:  # type: ignore[override]
            reads.append(key)
            return super().__getitem__(key)

    file = Pieces(iter([Counted(b"x" * 100_000)]))
    assert sum(map(len, iter(lambda: file.read(10), b""))) == 100_000
    assert not reads


def test_a_double_is_written_as_it_is_here() -> None:
    double = "http://www.w3.org/2001/XMLSchema#double"
    cells = "".join(
        f'{{"s":{{"type":"literal","value":"{text}","datatype":"{double}"}}}},'
        for text in ("12.0", "1.2E1", "no")
    )
    body = f'{{"head":{{"vars":["s"]}},"results":{{"bindings":[{cells[:-1]}]}}}}'
    found = results.rows(BytesIO(body.encode()), "http://h/")
    assert [cell.split('"')[1] for (cell,) in found] == ["12", "12", "no"]  # type: ignore[union-attr]
