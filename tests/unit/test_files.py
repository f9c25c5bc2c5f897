"""Files are written whole or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from stdkg.errors import AccessError, UsageError
from stdkg.files import atomic_writer, temporary_folder


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


def test_ctrl_c_while_a_file_is_renamed_comes_too_late(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, replace = tmp_path / "a", Path.replace

    def disturbed(self: Path, target: Path) -> Path:
        os.kill(os.getpid(), signal.SIGINT)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", disturbed)
    with atomic_writer(path) as out:
        out.write(b"new")
    assert path.read_text() == "new"
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


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


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that temporary folders are made in, by this process and those that it starts."""
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path / "tmp"


def test_what_a_killed_process_kept_is_removed_by_the_next(temporary: Path, tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    load = [sys.executable, "-m", "stdkg", "load", "-", "--store", str(tmp_path / "store")]
    process = subprocess.Popen(load, stdin=os.open(fifo, os.O_RDWR), stderr=subprocess.DEVNULL)
    while not (kept := list(temporary.glob("*/standard-input"))):
        assert process.poll() is None
    with temporary_folder():
        assert kept[0].exists(), "its process lives"
    process.kill()
    process.wait()
    assert kept[0].exists()
    again = subprocess.run(load, input=b"<http://a> <http://b> 1 .", capture_output=True, check=False)
    assert (again.returncode, list(temporary.iterdir())) == (0, [])


def left(folder: Path) -> Path:
    """A folder as a killed process leaves it."""
    folder.mkdir(mode=0o700)
    (folder / ".lock").touch()
    (folder / "fetched-1").write_text("a")
    return folder


def test_only_what_is_surely_left_is_removed(temporary: Path, tmp_path: Path) -> None:
    gone, target, inner = left(temporary / "stdkg-a"), left(tmp_path / "elsewhere"), left(tmp_path / "inner")
    (gone / "link").symlink_to(inner)
    unlocked, shared, other = (left(temporary / name) for name in ("stdkg-b", "stdkg-c", "other-d"))
    (unlocked / ".lock").unlink()
    shared.chmod(0o755)
    (temporary / "stdkg-e").symlink_to(target)
    linked = left(temporary / "stdkg-f")
    (linked / ".lock").unlink()
    (linked / ".lock").symlink_to(target / ".lock")
    (temporary / "stdkg-g").write_text("a file")
    piped = left(temporary / "stdkg-h")
    (piped / ".lock").unlink()
    os.mkfifo(piped / ".lock")
    before = set(temporary.iterdir())
    with temporary_folder() as folder:
        assert set(temporary.iterdir()) == {folder, *before} - {gone}
    assert set(temporary.iterdir()) == before - {gone}
    for path in (unlocked, shared, other, linked, piped, target, inner):
        assert (path / "fetched-1").exists()


def test_the_folder_of_another_user_stays(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = left(temporary / "stdkg-a")
    with monkeypatch.context() as patch:
        patch.setattr(os, "geteuid", lambda: path.stat().st_uid + 1)
        with temporary_folder():
            assert path.exists()
    with temporary_folder():
        assert not path.exists()
