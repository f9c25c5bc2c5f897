"""The W3C's test suites of RDF 1.1 through `stdkg load`: what is sound is loaded and says what it should, what is not fails with its line."""

from __future__ import annotations

import os
import re
import shutil
import tarfile
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, NamedNode, RdfFormat, Store, parse

from stdkg.cli.running import run
from stdkg.store.disk import DiskStore
from stdkg.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.full

COUNTS = {"rdf-n-quads": 87, "rdf-n-triples": 70, "rdf-trig": 356, "rdf-turtle": 313, "rdf-xml": 166}
TESTS = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
AS_IT_IS = {"xml-canon/test001.rdf", "xml-canon/test002.rdf"}
"""XML in a literal keeps the namespaces that are declared around it; RDF 1.1 does not ask for canonical XML."""
LINE = re.compile(r":[0-9]+(:[0-9]+)?: error: ")


class Case(NamedTuple):
    """A test of a manifest: its file, the file with what that says, and whether it is unsound."""

    action: Path
    result: Path | None
    negative: bool


@pytest.fixture(scope="session")
def suites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("w3c")
    with tarfile.open(Path(__file__).parent / "suites.tar.xz") as archive:
        archive.extractall(folder, filter="data")
    return folder


def cases(folder: Path) -> Iterator[Case]:
    manifest = Store()
    manifest.load(
        path=folder / "manifest.ttl", format=RdfFormat.TURTLE, base_iri=f"{folder.as_uri()}/manifest.ttl"
    )
    rows = manifest.query(
        f"""SELECT ?action ?result ?type {{
          ?test <{TESTS}action> ?action ; a ?type FILTER(CONTAINS(STR(?type), "ns/rdftest#Test"))
          OPTIONAL {{ ?test <{TESTS}result> ?result }}
        }} ORDER BY ?action"""
    )
    for action, result, kind in rows:  # type: ignore[misc]
        files = [
            Path(node.value.removeprefix("file://")) if isinstance(node, NamedNode) else None
            for node in (action, result)
        ]
        assert files[0], action
        yield Case(files[0], files[1], "Negative" in kind.value)


def fault(case: Case, folder: Path, said: pytest.CaptureFixture[str]) -> str:
    """What is wrong with how a test went; nothing where it went well."""
    code = run(["load", str(case.action), "--store", str(folder)])
    err = said.readouterr().err
    if case.negative:
        good = code == 1 and all(map(LINE.search, err.splitlines())) and err
        return "" if good else f"is unsound, and ends with {code}: {err}"
    if code != 0:
        return f"is sound, and ends with {code}: {err}"
    if case.result is None or any(map(str(case.action).endswith, AS_IT_IS)):
        return ""
    return "" if loaded(folder) == expected(case) else "says something else"


def loaded(folder: Path) -> Dataset:
    """What a store on disk holds."""
    return canonical(Dataset(DiskStore(folder).quads()))


def expected(case: Case) -> Dataset:
    """What the store should hold: what the file says, at the address where it lies here, with a copy in the default graph.

    It is read from a store, which writes numbers in its own way.
    """
    assert case.result
    suite = next(parent for parent in case.action.parents if parent.name in COUNTS)
    base = re.findall("assumedTestBase <(.*)>", (suite / "manifest.ttl").read_text(encoding="utf-8"))[0]
    text = case.result.read_text(encoding="utf-8").replace(base, f"{suite.as_uri()}/")
    format_ = RdfFormat.from_extension(case.result.suffix[1:])
    store = EmbeddedStore()
    store.add(parse(text, format_))
    return canonical(Dataset(store.quads()))


def canonical(dataset: Dataset) -> Dataset:
    dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return dataset


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Path]:
    """A folder for a thousand small stores: in memory where there is one, as each is flushed to its disk."""
    memory = Path("/dev/shm")  # noqa: S108  mkdtemp makes a folder of its own in it
    folder = Path(tempfile.mkdtemp(dir=memory)) if os.access(memory, os.W_OK) else tmp_path
    yield folder
    shutil.rmtree(folder)


@pytest.mark.parametrize("suite", COUNTS)
def test_a_suite(suite: str, suites: Path, stores: Path, capfd: pytest.CaptureFixture[str]) -> None:
    found = list(cases(suites / suite))
    faults = {
        case.action.relative_to(suites / suite): text
        for number, case in enumerate(found)
        if (text := fault(case, stores / str(number), capfd))
    }
    assert not faults, "\n".join(f"{path}: {text}" for path, text in faults.items())
    assert len(found) == COUNTS[suite]
