"""The structure of the package: who may import whom, how long things are, what is documented."""

from __future__ import annotations

import ast
import statistics
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import stdkg

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(stdkg.__file__).parent
LAYERS = [
    {"errors"},
    {"paths", "files", "csvtext", "addresses", "wire", "collector"},
    {"vocabulary"},
    {"model"},
    {"load"},
    {"store"},
    {"check", "ask", "evidence", "project", "reason"},
    {"export", "view"},
    {"graph", "build"},
    {"cli", "__main__", "__init__"},
]
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
EXCEPTIONS = {
    ("errors", "model"): "an error carries findings: a type, imported for the type checker only",
    ("export", "view"): "the format html is the page that the view makes",
    ("__main__", "cli"): "python -m stdkg is the command",
    ("cli", "__init__"): "the version is told",
}
MODULES = sorted(PACKAGE.rglob("*.py"))
TYPES_ONLY = {("errors", "model")}
MAX_MODULE, MEDIAN_MODULE, MAX_FUNCTION, P90_FUNCTION = 400, 180, 50, 20

Function = ast.FunctionDef | ast.AsyncFunctionDef


def layer_of(module: str) -> str:
    """The first part of a dotted name under stdkg; the package itself is `__init__`."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[1] in RANK else "__init__"


def imports(source: str) -> Iterator[str]:
    """Every stdkg module that a source names, at its top, in a function, for the type checker or by text."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "stdkg" if node.level else node.module or ""
            yield from (f"{module}.{name.name}" if module == "stdkg" else module for name in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module") and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant):
                yield str(first.value)


def wrong_imports(layer: str, source: str) -> list[str]:
    """The imports of a module of a layer that point to its right or to a sibling."""
    wrong = []
    for module in imports(source):
        other = layer_of(module)
        if module.split(".")[0] != "stdkg" or other == layer or (layer, other) in EXCEPTIONS:
            continue
        if RANK[other] >= RANK[layer]:
            wrong.append(f"{layer} -> {module}")
    return sorted(set(wrong))


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_from_its_left(path: Path) -> None:
    assert name_of(path) in RANK, "give the new module a place among the layers of DESIGN.md"
    assert wrong_imports(name_of(path), path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "from stdkg.check import check",
        "import stdkg.check.run",
        "from stdkg import ask",
        "from stdkg.store.embedded import EmbeddedStore\n",
        "def later():\n    from stdkg.graph import open_graph\n",
        "if TYPE_CHECKING:\n    from stdkg.project import Projection\n",
        "import_module('stdkg.cli')",
        "from . import store",
    ],
)
def test_an_import_to_the_right_is_seen_wherever_it_stands(source: str) -> None:
    assert wrong_imports("load", source)


def test_an_import_of_a_sibling_is_seen() -> None:
    assert wrong_imports("check", "from stdkg.ask import ask") == ["check -> stdkg.ask"]
    assert (
        wrong_imports(
            "check", "from stdkg.check.rules import Rule\nimport rdflib\nfrom stdkg.store import Store"
        )
        == []
    )


@pytest.mark.parametrize(("layer", "other"), sorted(TYPES_ONLY))
def test_what_is_imported_for_its_type_is_imported_for_nothing_else(layer: str, other: str) -> None:
    tree = ast.parse((PACKAGE / f"{layer}.py").read_text("utf-8"))
    at_top = [node.module for node in tree.body if isinstance(node, ast.ImportFrom)]
    assert f"stdkg.{other}" not in at_top


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_imports_the_source_root(path: Path) -> None:
    assert [name for name in imports(path.read_text("utf-8")) if name.split(".")[0] == "graph"] == []


def length(function: Function) -> int:
    """The lines of a function's body without its docstring."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def functions(tree: ast.AST) -> list[Function]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_modules_are_short() -> None:
    lengths = {path.relative_to(PACKAGE): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {path: lines for path, lines in lengths.items() if lines > MAX_MODULE} == {}
    assert statistics.median(lengths.values()) <= MEDIAN_MODULE


def test_functions_are_short() -> None:
    lengths = {
        f"{path.relative_to(PACKAGE)}:{function.name}": length(function)
        for path in MODULES
        for function in functions(ast.parse(path.read_text("utf-8")))
    }
    assert {name: lines for name, lines in lengths.items() if lines > MAX_FUNCTION} == {}
    assert statistics.quantiles(lengths.values(), n=10)[-1] <= P90_FUNCTION


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_module_says_what_it_is_and_what_it_offers(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree), "write what the module is for at its top"
    offered = public_names(tree)
    if path.name != "__main__.py" and len(tree.body) > 1:
        assert offered is not None, "write __all__"
    documented = {
        node.name
        for node in tree.body
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and ast.get_docstring(node)
    }
    defined = {
        node.name
        for node in tree.body
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert sorted(name for name in offered or () if name in defined - documented) == []


def public_names(tree: ast.Module) -> list[str] | None:
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if (
                any(isinstance(target, ast.Name) and target.id == "__all__" for target in targets)
                and node.value
            ):
                return [str(name) for name in ast.literal_eval(node.value)]
    return None


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_public_methods_are_documented(path: Path) -> None:
    bare = [
        f"{node.name}.{part.name}"
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
        for part in node.body
        if isinstance(part, ast.FunctionDef) and not part.name.startswith("_") and not ast.get_docstring(part)
    ]
    assert bare == []
