"""The documents hold: their commands run, and every command, option, format and exit code is named."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from stdkg.cli.app import stdkg
from stdkg.export import FORMATS
from stdkg.load.shipped import FETCHED

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
TOUR = [line.removeprefix("$ ") for line in README.splitlines() if line.startswith("$ ")]
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("ontology/**/*.md")]


@pytest.mark.parametrize("command", TOUR)
def test_the_tour_runs(command: str, tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()
    program, *arguments = shlex.split(command)
    assert program == "stdkg"
    run = subprocess.run(
        [sys.executable, "-m", "stdkg", *arguments], capture_output=True, cwd=tmp_path, check=False
    )
    assert run.returncode == 0, run.stderr.decode()
    assert run.stdout or "--out" in arguments or arguments == ["check"]


def test_the_python_of_the_readme_runs() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, env=os.environ)
    assert run.returncode == 0, run.stderr.decode()
    assert b"True" in run.stdout


def commands() -> list[tuple[str, click.Command]]:
    context = click.Context(stdkg)
    found = [(name, stdkg.get_command(context, name)) for name in stdkg.list_commands(context)]
    return [(name, command) for name, command in found if command]


@pytest.mark.parametrize(
    ("name", "command"), commands(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_command_and_option_is_documented(name: str, command: click.Command) -> None:
    section = re.search(rf"^## stdkg {name}\b.*?(?=^## |\Z)", COMMANDS, re.DOTALL | re.MULTILINE)
    assert section, f"docs/commands.md has no section '## stdkg {name}'"
    everywhere = COMMANDS.partition("## stdkg ")[0]
    for parameter in command.params:
        for option in parameter.opts if isinstance(parameter, click.Option) else ():
            assert f"`{option}" in section[0] + everywhere, f"docs/commands.md: {name} has no {option}"


def test_every_format_and_fetched_source_is_documented() -> None:
    for name in (*FORMATS, *FETCHED):
        assert f"`{name}`" in COMMANDS


def test_links_between_documents_lead_somewhere() -> None:
    for document in DOCUMENTS:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"
