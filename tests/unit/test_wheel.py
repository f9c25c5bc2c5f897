"""The wheel: it holds what it should, and works in an empty environment, from an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.full


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without a network."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True
    )
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts of an environment that holds the wheel and, borrowed, the packages that it depends on."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    found = [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    site = Path(subprocess.run(found, capture_output=True, text=True, check=True).stdout.strip())
    installer = [sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index"]
    subprocess.run([*installer, "--quiet", "--disable-pip-version-check", wheel], check=True)
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return folder / "bin"


def run(scripts: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [scripts / arguments[0], *arguments[1:]],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_holds_the_package_the_ontology_and_the_mark_of_types_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in (
        "__init__.py",
        "py.typed",
        "ontology/stdkg.ttl",
        "ontology/context.jsonld",
        "ontology/data/figures.csv",
    ):
        assert f"stdkg/{wanted}" in names
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"stdkg"}
    assert not [
        name for name in names if "test" in Path(name).parts[-1] or "/tests/" in name or name.endswith(".pyc")
    ]
    assert any(name.endswith("licenses/ontology/LICENSE") for name in names)


def test_it_holds_every_file_of_the_package_and_the_ontology(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    listed = subprocess.run(
        ["git", "ls-files", "graph/stdkg", "ontology"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert listed
    for file in listed:
        inside = file.replace("graph/stdkg/", "stdkg/", 1) if file.startswith("graph/") else f"stdkg/{file}"
        assert inside in names or not (ROOT / file).exists()


def test_a_question_is_answered_from_an_empty_folder(scripts: Path, tmp_path: Path) -> None:
    asked = run(scripts, tmp_path, "stdkg", "ask", "secretariats-by-region", "--format", "csv")
    assert (asked.returncode, asked.stderr) == (0, "")
    assert asked.stdout.startswith("region")
    assert not list(tmp_path.iterdir())


def test_the_library_comes_from_the_wheel_and_not_from_the_checkout(scripts: Path, tmp_path: Path) -> None:
    code = "import stdkg, stdkg.paths; print(stdkg.__file__); print(stdkg.paths.ontology_dir())"
    found = run(scripts, tmp_path, "python", "-W", "error", "-c", code)
    assert found.returncode == 0, found.stderr
    assert all(line.startswith(str(scripts.parent)) for line in found.stdout.splitlines())


def test_a_build_from_an_empty_folder_is_that_of_the_checkout(scripts: Path, tmp_path: Path) -> None:
    made = run(scripts, tmp_path, "stdkg", "build", "--out", "made")
    assert made.returncode == 0, made.stderr
    from stdkg.build import build

    build(tmp_path / "checkout")
    for file in (tmp_path / "checkout").iterdir():
        assert file.read_bytes() == (tmp_path / "made" / file.name).read_bytes(), file.name
