"""Files are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from stdkg.errors import AccessError, UsageError
from stdkg.files import atomic_writer


def test_an_error_in_the_block_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("old")

    def interrupted() -> None:
        with atomic_writer(path, force=True) as out:
            out.write(b"new")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_existing_file_needs_force(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("old")
    with pytest.raises(UsageError, match="--force"), atomic_writer(path):
        pass
    with atomic_writer(path, force=True) as out:
        out.write(b"new")
    assert path.read_text() == "new"


def test_folders_and_missing_folders(tmp_path: Path) -> None:
    with pytest.raises(AccessError, match="is a folder"), atomic_writer(tmp_path):
        pass
    with pytest.raises(AccessError, match="cannot be written"), atomic_writer(tmp_path / "none" / "a"):
        pass


def test_a_full_disk_is_named_and_leaves_nothing(tmp_path: Path) -> None:
    def full_disk() -> None:
        with atomic_writer(tmp_path / "a"), Path("/dev/full").open("wb", buffering=0) as full:
            full.write(b"x")

    with pytest.raises(AccessError, match="No space left"):
        full_disk()
    assert not list(tmp_path.iterdir())
