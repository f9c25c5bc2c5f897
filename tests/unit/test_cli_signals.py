"""Ctrl-C, time-outs, closed pipes and full disks, as a shell sees them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(
    not FULL.is_char_device(), reason="this system has no /dev/full to simulate a full disk"
)
HEAVY = {
    "count": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "rows": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c + ?f + ?i < 0) }",
    "construct": "CONSTRUCT { ?a ?b ?f } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c + ?f + ?i < 0) }",
    "ask": "ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c + ?f + ?i < 0) }",
}


@pytest.fixture(scope="module")
def numbers(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Three thousand triples: their third power is more than any engine counts in a test; a table beside them."""
    file = tmp_path_factory.mktemp("signals") / "numbers.nt"
    line = '<http://example.com/{0}> <http://example.com/p> "{0}"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
    file.write_text("".join(line.format(number) for number in range(3_000)))
    file.with_name("table.csv").write_text("a\n" + "".join(f"{number}\n" for number in range(300_000)))
    mapping = {"aboutUrl": "http://e/{a}", "columns": [{"name": "a", "propertyUrl": "rdfs:label"}]}
    file.with_name("table.json").write_text(json.dumps({"tableSchema": mapping}))
    return str(file)


def stdkg(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "stdkg", *arguments]


def wait_until_busy(process: subprocess.Popen[bytes]) -> None:
    """Wait until the process has used a second of the processor: it evaluates by then."""
    ticks = os.sysconf("SC_CLK_TCK")
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline and process.poll() is None:
        fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
        if (int(fields[11]) + int(fields[12])) / ticks > 1:
            return
        time.sleep(0.02)
    pytest.fail("the process ended or never got to work")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
@pytest.mark.parametrize("kind", HEAVY)
def test_ctrl_c_ends_a_query_at_once(numbers: str, kind: str) -> None:
    process = subprocess.Popen(
        stdkg("query", HEAVY[kind], "--data", numbers), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    wait_until_busy(process)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=120)  # the query itself takes hours
    assert (process.returncode, out, err) == (130, b"", b"stdkg: interrupted\n")


@pytest.mark.parametrize("kind", HEAVY)
def test_a_time_out_ends_a_query(numbers: str, kind: str) -> None:
    arguments = stdkg("query", HEAVY[kind], "--data", numbers, "--timeout", "0.3")
    made = subprocess.run(arguments, capture_output=True, timeout=300, check=False)
    assert (made.returncode, made.stdout) == (3, b"")
    assert made.stderr == b"stdkg: no answer within 0.3 seconds; ask for less, or allow more with --timeout\n"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_ctrl_c_in_mid_query_leaves_the_file_that_was_there(numbers: str, tmp_path: Path) -> None:
    target = tmp_path / "rows.csv"
    target.write_text("old")
    arguments = stdkg("query", HEAVY["rows"], "--data", numbers, "--out", str(target), "--force")
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    wait_until_busy(process)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=120)
    assert process.returncode == 130
    assert [path.name for path in tmp_path.iterdir()] == ["rows.csv"]
    assert target.read_text() == "old"


def at_work(arguments: list[str]) -> subprocess.Popen[bytes]:
    """Begin a command, and return once it has come to where a signal is its own: before, the interpreter starts."""
    reading, writing = os.pipe()
    code = (
        "import os, sys\n"
        "from stdkg.cli import main, running\n"
        "run, running.run = running.run, lambda given: (os.write(int(sys.argv[1]), b'.'), run(given))[1]\n"
        "main(sys.argv[2:])\n"
    )
    command = [sys.executable, "-c", code, str(writing), *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, pass_fds=[writing])
    os.close(writing)
    assert os.read(reading, 1) == b"."
    os.close(reading)
    return process


@pytest.mark.parametrize("after", [0.0, 0.1, 0.3, 0.6])
@pytest.mark.parametrize("command", ["build", "export", "load", "map"])
def test_ctrl_c_in_mid_write_leaves_what_was_there(
    tmp_path: Path, command: str, after: float, numbers: str
) -> None:
    """Whenever the signal comes: either all is done, or nothing is changed and nothing lies about."""
    target = tmp_path / "stdkg.nt"
    target.write_text("old")
    table = [
        "--mapping",
        str(Path(numbers).with_name("table.json")),
        str(Path(numbers).with_name("table.csv")),
    ]
    arguments = {
        "build": ["build", "--out", str(tmp_path)],
        "export": ["export", "--out", str(target), "--force"],
        "load": ["load", numbers, "--store", str(tmp_path / "store")],
        "map": ["load", *table, "--store", str(tmp_path / "store")],
    }[command]
    process = at_work(arguments)
    time.sleep(after)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=120)
    assert process.returncode in (0, 130), err
    assert b"Traceback" not in err
    assert out == b""
    assert not list(tmp_path.rglob("*.part"))
    if process.returncode == 130:
        assert err.endswith(b"stdkg: interrupted\n")
        left = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
        if left != {"stdkg.nt": b"old"}:  # it came in the moment between the last rename and the end
            subprocess.run(stdkg(*arguments), capture_output=True, timeout=300, check=True)
            assert left == {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
        if command in ("load", "map"):
            made = subprocess.run(stdkg(*arguments), capture_output=True, timeout=300, check=False)
            assert made.returncode == 0, "what an interrupted load leaves is no obstacle to the next one"


@pytest.mark.parametrize(
    "arguments",
    [
        ["query", "SELECT * { ?s ?p ?o }"],
        ["query", "CONSTRUCT WHERE { ?s ?p ?o }"],
        ["export", "--format", "nquads"],
    ],
)
def test_a_closed_pipe_ends_in_silence(numbers: str, arguments: list[str]) -> None:
    process = subprocess.Popen(
        stdkg(*arguments, "--data", numbers), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=300) == 0
    process.stderr.close()


@needs_full
@pytest.mark.parametrize(
    "arguments", [["--help"], ["ask"], ["query", "SELECT * { ?s ?p ?o }"], ["export", "--format", "ntriples"]]
)
def test_a_full_disk_behind_standard_output_is_one_line(numbers: str, arguments: list[str]) -> None:
    data = ["--data", numbers] if len(arguments) > 1 else []
    with FULL.open("wb") as full:
        made = subprocess.run(
            stdkg(*arguments, *data), stdout=full, stderr=subprocess.PIPE, timeout=300, check=False
        )
    assert made.returncode == 3
    assert made.stderr.startswith(b"stdkg: standard output: ")
    assert made.stderr.endswith(b"No space left on device\n")
    assert made.stderr.count(b"\n") == 1


@needs_full
def test_a_full_disk_behind_out_is_one_line_and_the_device_stays(numbers: str) -> None:
    arguments = stdkg("query", "SELECT * { ?s ?p ?o }", "--data", numbers, "--out", "/dev/full")
    made = subprocess.run(arguments, capture_output=True, timeout=300, check=False)
    assert made.returncode == 3
    assert made.stderr == b"stdkg: /dev/full: cannot be written: No space left on device\n"
    assert FULL.is_char_device()


def test_a_full_disk_leaves_the_file_that_was_there(numbers: str, tmp_path: Path) -> None:
    """A limit on the size of files stands for the full disk: the write fails half-way."""
    target = tmp_path / "x.nt"
    target.write_text("old")
    code = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "from stdkg.cli import main\n"
        "main(sys.argv[1:])\n"
    )
    arguments = [sys.executable, "-c", code, "export", "--data", numbers, "--out", str(target), "--force"]
    made = subprocess.run(arguments, capture_output=True, timeout=300, check=False)
    assert made.returncode == 3
    assert made.stderr == f"stdkg: {target}: cannot be written: File too large\n".encode()
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["x.nt"]


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_give_no_traceback(numbers: str, closed: str) -> None:
    shell = f'"$0" -m stdkg query "$1" --data "$2" {closed}'
    made = subprocess.run(
        ["sh", "-c", shell, sys.executable, "SELECT * { ?s ?p ?o } LIMIT 1", numbers],
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert made.returncode == (3 if ">&-" in closed.replace("2>&-", "") else 0)
    assert b"Traceback" not in made.stdout + made.stderr
    assert made.stderr.count(b"\n") <= 1
