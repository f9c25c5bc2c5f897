"""Starting engines that run for the tests alone: on 127.0.0.1, at a free port, their data in a temporary folder."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

VIRTUOSO = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
ServerThreads = 10
NumberOfBuffers = 20000
CheckpointInterval = 0
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 6
[SPARQL]
ResultSetMaxRows = 10000
"""
SECONDS_TO_START = 120.0


@dataclass
class Server:
    """A running engine."""

    url: str
    process: subprocess.Popen[bytes]


def found(command: str, how: str) -> str:
    """The path of a server's program; without it the test is skipped, or fails where STDKG_NOTHING_SKIPPED is set."""
    path = shutil.which(command) or shutil.which(command, path=str(Path(sys.executable).parent))
    if path is None:
        message = f"{command} is not installed; get it with: {how}"
        if os.environ.get("STDKG_NOTHING_SKIPPED"):
            pytest.fail(message)
        pytest.skip(message)
    return path


def free_ports(number: int) -> list[int]:
    sockets = [socket.socket() for _ in range(number)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def started(arguments: list[str], url: str, folder: Path) -> Server:
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(arguments, cwd=folder, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end and process.poll() is None:
        try:
            httpx.get(url, params={"query": "ASK { ?s ?p ?o }"}, timeout=2)
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return Server(url, process)
    stopped(process)
    pytest.fail(f"{arguments[0]} does not start: {(folder / 'log').read_text(errors='replace')[-800:]}")


def stopped(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()


def start_oxigraph(folder: Path) -> Server:
    (port,) = free_ports(1)
    program = found("oxigraph", "pip install oxigraph")
    arguments = [program, "serve", "--location", str(folder / "data"), "--bind", f"127.0.0.1:{port}"]
    return started(arguments, f"http://127.0.0.1:{port}/query", folder)


def start_virtuoso(folder: Path) -> Server:
    program = found("virtuoso-t", "apt-get install virtuoso-opensource-7-bin virtuoso-opensource-7-common")
    sql, http = free_ports(2)
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(folder=folder, sql=sql, http=http))
    arguments = [program, "+configfile", "virtuoso.ini", "+foreground"]
    return started(arguments, f"http://127.0.0.1:{http}/sparql", folder)


def start_oxigraph_with(folder: Path, parts: Path) -> Server:
    """The engine with the parts of an export, taken in by its own loader."""
    program = found("oxigraph", "pip install oxigraph")
    files = [str(path) for path in sorted(parts.glob("*.nq"))]
    load = [program, "load", "--location", str(folder / "data"), "--file", *files]
    subprocess.run(load, check=True, capture_output=True)
    return start_oxigraph(folder)


def start_virtuoso_with(folder: Path, parts: Path) -> Server:
    """The same; the loader of this engine runs within the server, here twice at once."""
    client = found("isql-vt", "apt-get install virtuoso-opensource-7-bin")
    server = start_virtuoso(folder)
    port = re.findall(r"ServerPort = 127\.0\.0\.1:([0-9]+)", (folder / "virtuoso.ini").read_text())[0]
    sql = [client, f"127.0.0.1:{port}", "dba", "dba"]
    subprocess.run([*sql, f"exec=ld_dir('{parts}', '*.nq', 'urn:unused');"], check=True, capture_output=True)
    loaders = [
        subprocess.Popen([*sql, "exec=rdf_loader_run();"], stdout=subprocess.DEVNULL) for _ in range(2)
    ]
    assert [loader.wait() for loader in loaders] == [0, 0]
    # Loaders that run side by side may stop each other (deadlock); what they left is loaded by one alone.
    again = "update DB.DBA.load_list set ll_state = 0, ll_error = null where ll_error is not null; rdf_loader_run();"
    subprocess.run([*sql, f"exec={again}"], check=True, capture_output=True)
    failed = "exec=checkpoint; select ll_file, ll_error from DB.DBA.load_list where ll_state <> 2 or ll_error is not null;"
    said = subprocess.run([*sql, failed], check=True, capture_output=True, text=True)
    assert "0 Rows" in said.stdout, said.stdout
    return server


BULK_LOADS = {"oxigraph": start_oxigraph_with, "virtuoso": start_virtuoso_with}
STARTS = {"oxigraph": start_oxigraph, "virtuoso": start_virtuoso}
