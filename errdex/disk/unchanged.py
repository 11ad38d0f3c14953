"""Pages that have not changed are not written again: the next site takes a second name of the old file.

Making a file costs 5 to 40 times what a link costs on a disk, and most pages of most builds are as they were. Their
times stay too, so rsync and browsers' caches see what has changed and no more. Two sites may share a file, for a file
of a published site is never written to, only unlinked.

The manifest knows what was in a file, and was written last. A file that has not been written to since, with the size
and the mode that it should have, is taken unread, as `intact` does with a whole site; of any other, such as a page that
somebody has edited, the bytes are compared. To compare all of them takes half as long again.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from errdex.noun import noun

LINK_ITSELF = {"follow_symlinks": False} if os.link in os.supports_follow_symlinks else {}
"""For `os.link`: a symbolic link gets a second name itself and not its target, on systems that have a choice."""
_PIECE = 1 << 20
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)


@noun
class Former:
    """The site that is published now."""

    root: Path
    files: Mapping[str, str] = field(default_factory=dict)
    """Its manifest: path -> fingerprint."""
    written: int = 0
    """When that was written, in nanoseconds since 1970; 0 where no file is to be taken unread."""


def link_unchanged(
    old: str | bytes, data: bytes, mode: int, new: str | bytes, folder: int | None, written: int = 0
) -> bool:
    """Give the file at `old` the second name `new` if it holds `data` and has this mode; tell whether it has it now.

    It held `data` when its manifest was `written` (see `Former`). `folder` is the descriptor that `new` is relative to.
    The file is looked at by its new name, so that nobody can change which one it is meanwhile. Whatever the system
    refuses, writing is the answer to it.
    """
    try:
        os.link(old, new, dst_dir_fd=folder, **LINK_ITSELF)
    except OSError:
        return False
    if _holds(new, folder, data, mode, written):
        return True
    os.unlink(new, dir_fd=folder)
    return False


def replace_by_unchanged(old: str | bytes, new: str | bytes, mode: int, aside: str | bytes) -> None:
    """Put a second name of the file at `old` in the place of the one at `new` if both hold the same, with this mode.

    `new` was written because it is too large to be held; `aside` is a free name beside it.
    """
    try:
        os.link(old, aside, **LINK_ITSELF)
    except OSError:
        return
    if _are_same(aside, new, mode):
        os.replace(aside, new)
    else:
        os.unlink(aside)


def _are_same(one: str | bytes, other: str | bytes, mode: int) -> bool:
    try:
        with open(os.open(one, _FLAGS), "rb") as first, open(os.open(other, _FLAGS), "rb") as second:
            status = os.fstat(first.fileno())
            if status.st_mode != stat.S_IFREG | mode or status.st_size != os.fstat(second.fileno()).st_size:
                return False
            while piece := first.read(_PIECE):
                if piece != second.read(_PIECE):
                    return False
    except OSError:
        return False
    return True


def _holds(path: str | bytes, folder: int | None, data: bytes, mode: int, written: int) -> bool:
    try:
        status = os.stat(path, dir_fd=folder, follow_symlinks=False)
        if status.st_size != len(data) or status.st_mode != stat.S_IFREG | mode:
            return False
        # Not at the same time, for the clock of a file system ticks every few milliseconds, on some every two seconds.
        if status.st_mtime_ns < written:
            return True
        file = os.open(path, _FLAGS, dir_fd=folder)
        try:
            return os.read(file, len(data) + 1) == data
        finally:
            os.close(file)
    except OSError:
        return False
