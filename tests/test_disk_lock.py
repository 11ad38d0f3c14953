"""One run at a time: who holds a folder, who is refused, and what is left behind."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from errdex.diagnostics import EnvironmentFault
from errdex.disk import lock as lock_module
from errdex.disk.lock import locked
from errdex.disk.workers import run_in_workers
from errdex.model import Artifact


def test_a_folder_is_held_and_goes_with_its_lock(tmp_path: Path) -> None:
    """The lock holds the process id; a second holder is told so; behind the block the folder is gone."""
    folder = tmp_path / "work"
    with locked(folder, tmp_path / "site"):
        assert (folder / "lock").read_text() == f"{os.getpid()}\n"
        with pytest.raises(EnvironmentFault, match=rf"process {os.getpid()}\) is writing"), locked(folder, tmp_path):
            pass
        assert (folder / "lock").exists()
    assert not folder.exists()


def test_what_a_dead_process_left_is_no_lock(tmp_path: Path) -> None:
    """A lock file that nobody holds is taken over, with its longer process id."""
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "lock").write_text("99999999999999\n")
    with locked(folder, tmp_path / "site"):
        assert (folder / "lock").read_text() == f"{os.getpid()}\n"
    assert not folder.exists()


def test_a_holder_that_has_not_said_who_it_is(tmp_path: Path) -> None:
    """Between locking and writing its process id a run is unknown, and refused all the same."""
    folder = tmp_path / "work"
    with locked(folder, tmp_path / "site"):
        os.truncate(folder / "lock", 0)
        with pytest.raises(EnvironmentFault, match=r"process unknown\)"), locked(folder, tmp_path / "site"):
            pass


def test_a_run_that_begins_at_once_keeps_its_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who lets go removes the lock while it is still theirs, and not once more when another run may have one."""
    folder = tmp_path / "work"
    close = os.close

    def close_late(handle: int) -> None:
        close(handle)
        folder.mkdir()
        (folder / "lock").touch()

    with locked(folder, tmp_path / "site"):
        monkeypatch.setattr(os, "close", close_late)
    monkeypatch.undo()
    assert os.listdir(folder) == ["lock"]


def test_a_folder_that_is_not_empty_stays(tmp_path: Path) -> None:
    """What could not be tidied up is there for the next run; the lock is not."""
    folder = tmp_path / "work"
    with locked(folder, tmp_path / "site"):
        (folder / "rest").touch()
    assert os.listdir(folder) == ["rest"]


def test_a_lock_that_was_removed_while_it_was_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When its last holder removes file and folder in between, the lock is taken anew and not on a dead file."""
    folder = tmp_path / "work"
    try_lock = lock_module._try_lock
    removed: list[int] = []

    def remove_once(handle: int) -> bool:
        if len(removed) < 2:
            removed.append(handle)
            (folder / "lock").unlink()
            if len(removed) == 1:
                (folder / "lock").touch()  # another run's, already
        return try_lock(handle)

    monkeypatch.setattr(lock_module, "_try_lock", remove_once)
    with locked(folder, tmp_path / "site"):
        assert (folder / "lock").read_text() == f"{os.getpid()}\n"
    assert len(removed) == 2


def test_a_folder_that_was_removed_before_it_was_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the folder goes between being made and being opened, it is made again."""
    opens = []
    real = os.open

    def open_late(path: Path, flags: int, mode: int = 0o777) -> int:
        opens.append(path)
        if len(opens) == 1:
            path.parent.rmdir()
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", open_late)
    with locked(tmp_path / "work", tmp_path / "site"):
        assert len(opens) == 2


@pytest.mark.parametrize(("error", "works"), [(errno.ENOLCK, True), (errno.EIO, False)])
def test_a_file_system_without_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int, works: bool) -> None:
    """Where there are no locks a build works alone, as ever; other refusals are passed on."""

    def refuse(*_: int) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr("fcntl.flock", refuse)
    if works:
        with locked(tmp_path / "work", tmp_path / "site"):
            assert (tmp_path / "work/lock").exists()
    else:
        with pytest.raises(EnvironmentFault, match="cannot write beside"), locked(tmp_path / "work", tmp_path / "site"):
            pass


def test_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There a byte behind the process id is locked, so that the id can be read; a held byte means another run."""
    held: list[int] = []

    def locking(handle: int, _mode: int, _count: int) -> None:
        if held:
            raise PermissionError
        held.append(os.lseek(handle, 0, os.SEEK_CUR))

    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(locking=locking, LK_NBLCK=2))
    monkeypatch.setattr(lock_module, "_try_lock", lock_module._try_lock_on_windows)
    with locked(tmp_path / "work", tmp_path / "site"):
        assert held == [1024]
        assert (tmp_path / "work/lock").read_text() == f"{os.getpid()}\n"
        with pytest.raises(EnvironmentFault), locked(tmp_path / "work", tmp_path / "site"):
            pass


def test_a_worker_does_not_hold_its_parents_lock(tmp_path: Path) -> None:
    """A build that dies gives its lock back at once, however long its workers take to notice."""

    def slow() -> Iterator[Artifact]:
        yield Artifact("a", b"")
        time.sleep(60)

    (tmp_path / "lock").touch()
    first = os.open(tmp_path / "lock", os.O_RDWR)
    assert lock_module._try_lock(first)
    artifacts = run_in_workers([slow, slow], 2)
    next(artifacts)
    os.close(first)
    second = os.open(tmp_path / "lock", os.O_RDWR)
    try:
        until = time.monotonic() + 30
        while not lock_module._try_lock(second):  # a worker may just have been born
            assert time.monotonic() < until
            time.sleep(0.01)
    finally:
        os.close(second)
        artifacts.close()
