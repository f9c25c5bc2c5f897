"""Starting engines that run for the tests alone: on 127.0.0.1, at a free port, their data in a temporary folder."""

from __future__ import annotations

import os
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


STARTS = {"oxigraph": start_oxigraph, "virtuoso": start_virtuoso}
