"""Pages that have not changed are not written again: the next site takes a second name of the old file.

Making a file costs 5 to 40 times what a link costs on a disk, and most pages of most builds are as they were. Their
times stay too, so rsync and browsers' caches see what has changed and no more. Two sites may share a file, for a file
of a published site is never written to, only unlinked.
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


def link_unchanged(old: str | bytes, data: bytes, mode: int, new: str | bytes, folder: int | None) -> bool:
    """Give the file at `old` the second name `new` if it holds `data` and has this mode; tell whether it has it now.

    `folder` is the descriptor that `new` is relative to. Bytes are compared, so a page that somebody has edited in
    the published site is written anew: by the new name, so that nobody can change which file it is meanwhile.
    Whatever the system refuses, writing is the answer to it.
    """
    try:
        os.link(old, new, dst_dir_fd=folder, **LINK_ITSELF)
    except OSError:
        return False
    if _holds(new, folder, data, mode):
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


def _holds(path: str | bytes, folder: int | None, data: bytes, mode: int) -> bool:
    try:
        file = os.open(path, _FLAGS, dir_fd=folder)
        try:
            status = os.fstat(file)
            same = status.st_size == len(data) and status.st_mode == stat.S_IFREG | mode
            return same and os.read(file, len(data) + 1) == data
        finally:
            os.close(file)
    except OSError:
        return False
