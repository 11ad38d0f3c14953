"""One file, replaced in one step: a reader, and a power cut, find the old content or the new one.

The next content is written beside the file (`.permalinks.jsonl.errdex`), reaches the disk, and takes its name. Whoever
changed the file in the meantime (another build, `git pull`) is not written over.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from errdex.diagnostics import EnvironmentFault
from errdex.disk.faults import in_words
from errdex.noun import noun

if os.name == "posix":
    import fcntl

FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


@noun
class Replacement:
    """A file and its next content."""

    path: Path
    before: bytes | None
    """What was read at the start of the run; None where there was no file."""
    after: bytes


def replace_file(change: Replacement) -> None:
    """Put the next content in place; raise `EnvironmentFault` where it can't be, and then nothing has changed."""
    path = Path(os.path.realpath(change.path))
    with in_words("write", change.path), _alone_in(path.parent):
        check_replaceable(change)
        mode = path.stat().st_mode & 0o777 if change.before is not None else None
        aside = aside_of(path)
        try:
            write_file(aside, change.after, mode, durably=True)
            os.replace(aside, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(aside)
            raise
        sync(path.parent)


def check_replaceable(change: Replacement) -> None:
    """Raise `EnvironmentFault` when the file is not as it was, or must not be written."""
    with in_words("write", change.path):
        if read_if_there(change.path) != change.before:
            raise EnvironmentFault(f"{change.path} was changed by somebody else during this run", "run again")
        for place in (change.path, change.path.parent):
            if place.exists() and not os.access(place, os.W_OK):
                raise EnvironmentFault(f"cannot write {place}: it is read-only", "look at its owner and permissions")


def aside_of(path: Path) -> Path:
    """Return where the next content of `path` is written."""
    return path.with_name(f".{path.name}.errdex")


def read_if_there(path: Path) -> bytes | None:
    """Return the content of a file, None where there is no file."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def write_file(path: Path, data: bytes, mode: int | None = None, *, durably: bool = False) -> None:
    """Write a file in the place of what has its name, never through a link; `durably` waits until the disk has it."""
    with suppress(FileNotFoundError):
        os.unlink(path)  # left by a killed run, or planted: it may be a link to another file of the user's
    file = os.open(path, FLAGS, 0o666)
    try:
        if mode is not None and hasattr(os, "fchmod"):
            os.fchmod(file, mode)
        write_all(file, data)
        if durably:
            os.fsync(file)
    finally:
        os.close(file)


def write_all(file: int, data: bytes) -> None:
    """Write to a descriptor until all is written."""
    written = os.write(file, data)
    if written < len(data):  # seldom of a file, often of a pipe
        rest = memoryview(data)[written:]
        while rest:
            rest = rest[os.write(file, rest) :]


def sync(path: Path) -> None:
    """Wait until the disk has a file, or the names in a folder; a system that has no such call is trusted."""
    if os.name != "posix":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Keep other runs from replacing files of this folder at the same time; leaves no trace in it."""
    if os.name != "posix":
        yield
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with suppress(OSError):  # some network file systems have no locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
