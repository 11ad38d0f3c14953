"""A folder that one run at a time works in, and that is gone when nobody does.

The lock is a file in the folder, locked for as long as its process lives, however that ends; it holds the process id,
so that a second run can say who the first one is. Whoever takes it looks again whether it is still there: its last
holder may have removed file and folder in between.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from errdex.diagnostics import EnvironmentFault
from errdex.disk.faults import in_words

if os.name == "posix":
    import fcntl

LOCK = "lock"
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)


@contextmanager
def locked(folder: Path, output: Path) -> Iterator[None]:
    """Make `folder` where there is none and hold its lock; behind the block it is removed if nothing is left in it.

    Raises `EnvironmentFault`, which speaks of `output`, when another run holds it.
    """
    handle = _lock(folder, output)
    try:
        yield
    finally:
        try:
            _remove_lock(folder)
        finally:
            with suppress(OSError):
                os.close(handle)
            if os.name != "posix":  # Windows removes no open file
                _remove_lock(folder)


def _lock(folder: Path, output: Path) -> int:
    """Return the descriptor of the lock, taken."""
    with in_words("write beside", output):
        while True:
            folder.mkdir(exist_ok=True)
            for place in folder, folder / LOCK:
                if place.is_symlink():
                    raise EnvironmentFault(f"{place} is a link, which no build of ours has made", "remove it")
            try:
                handle = os.open(folder / LOCK, _FLAGS, 0o644)
            except FileNotFoundError:  # its last holder has just removed the folder
                continue
            except BaseException:
                with suppress(OSError):
                    folder.rmdir()
                raise
            try:
                if _hold(folder, output, handle):
                    return handle
            except BaseException:
                os.close(handle)
                raise
            os.close(handle)


def _hold(folder: Path, output: Path, handle: int) -> bool:
    """Lock the open file and write the process id into it; return False when it is not the lock any more."""
    if not _try_lock(handle):
        holder = os.read(handle, 20).decode("ascii", "replace").strip() or "unknown"
        raise EnvironmentFault(f"another build (process {holder}) is writing {output}", "wait until it is done")
    try:
        if not os.path.samestat(os.fstat(handle), os.stat(folder / LOCK)):
            return False
    except FileNotFoundError:
        return False
    try:
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode())
    except BaseException:
        _remove_lock(folder)
        raise
    return True


def _try_lock(handle: int) -> bool:
    """Lock an open file for this process; a process that dies gives its locks back."""
    if os.name != "posix":
        return _try_lock_on_windows(handle)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        if error.errno not in (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS):  # network file systems without locks
            raise
    return True


def _try_lock_on_windows(handle: int) -> bool:
    import msvcrt  # only there

    os.lseek(handle, 1024, os.SEEK_SET)  # behind the process id, which stays readable
    try:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        return False
    os.lseek(handle, 0, os.SEEK_SET)
    return True


def _remove_lock(folder: Path) -> None:
    with suppress(OSError):
        os.unlink(folder / LOCK)
        os.rmdir(folder)
